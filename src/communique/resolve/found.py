"""`Found`: a mention while it is being resolved."""

from __future__ import annotations

from communique.resolve.entity import Entity
from communique.resolve.item import Item


class Found:
    """A phrase of a sentence and whom it stands for. `via`: the mentions its reading rests on (owner,
    antecedent),
    from which `explain` prints the chain. `plural`: what a pronoun must agree with."""

    __slots__ = (
        "alt", "core", "entities", "first", "form", "head", "item", "last", "literal", "note", "plural",
        "refusal",
        "role", "rule", "sentence", "title", "via",
    )  # fmt: skip

    def __init__(
        self,
        sentence: int,
        head: int,
        first: int,
        last: int,
        core: tuple[int, int],
        form: str,
        entities: tuple[Entity, ...],
        rule: str,
    ) -> None:
        self.sentence = sentence
        self.head = head
        self.first = first
        self.last = last
        self.core = core
        """Code points of the bare name or noun."""
        self.form = form
        self.entities = entities
        self.rule = rule
        self.via: tuple[Found, ...] = ()
        self.item: Item | None = None
        self.plural = False
        self.refusal: str | None = None
        self.note = ""
        self.literal: tuple[Entity, ...] = ()
        """What the bare words say where the text contradicts them."""
        self.title = ""
        """Office words of a nominal, lower case, for contradictions."""
        self.role = 0
        self.alt: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return (
            f"Found({self.sentence}:{self.first}-{self.last} {[e.code for e in self.entities]} {self.rule!r})"
        )
