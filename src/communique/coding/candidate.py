"""A reading of one act with its parties, on its way to a coding or a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.coding.act import Act
from communique.coding.modality import Modality
from communique.coding.status import Settled
from communique.records import Mention


@dataclass(slots=True)
class Candidate:
    """An act of a sentence with its parties; `refusal` names the rule that makes it no coding."""

    sentence: int
    act: Act
    how: Modality
    settled: Settled
    actors: list[Mention]
    recipients: list[Mention]
    directness: float
    refusal: str | None
    noun: bool = False
    """Whether a noun names the act."""
    confidence: float = 0.0
    """The chance that type, actors and direction are all right (`coding.confidence`)."""
    features: dict[str, float] = field(default_factory=dict)
    """What the confidence was made of, by name."""
