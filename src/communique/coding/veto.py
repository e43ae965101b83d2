"""What is no political event although its words could be one."""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.lexicon import Lexicon
from communique.coding.status import Settled
from communique.coding.tree import Tree
from communique.records import Mention

POLITICAL_SECTORS = frozenset(
    {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "REB", "PRM", "UAF", "OPP", "JRN", "REF", "IGO", "UNO",
    "EUR",
     "NGO", "ISM", "IMG", "PRE", "ELI", "REL", "LAB"}
)  # fmt: skip
NEEDS_ACTOR = frozenset(
    {"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "COOPERATE", "AID"}
)


class Veto:
    """Reasons why a candidate gives no coding."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._classes = lexicon.classes

    def reason(
        self, tree: Tree, act: Act, settled: Settled, actors: list[Mention], recipients: list[Mention]
    ) -> str | None:
        """Refusal code, or null."""
        if not actors and settled.event_type in NEEDS_ACTOR:
            return "coding.no_actor"
        if not actors and "human" in act.flags and not _harmed(act, settled, recipients):
            return "coding.no_actor"
        if not recipients and "needs-recipient" in act.flags:
            return "coding.no_party"
        if not any(_political(mention) for mention in (*actors, *recipients)):
            if not _across_borders(actors, recipients) and settled.event_type != "PROTEST":
                return "coding.nonpolitical"
        return None


def _harmed(act: Act, settled: Settled, recipients: list[Mention]) -> bool:
    """Whether somebody political was attacked, arrested or punished by a doer that the sentence leaves out.
    """
    return settled.event_type in ("ASSAULT", "COERCE", "SANCTION") and any(
        actor.kind == "state" or actor.sector in POLITICAL_SECTORS
        for mention in recipients
        for actor in mention.actors
    )


def _across_borders(actors: list[Mention], recipients: list[Mention]) -> bool:
    """People or firms of different countries on the two sides."""
    one = {actor.country for mention in actors for actor in mention.actors} - {None}
    other = {actor.country for mention in recipients for actor in mention.actors} - {None}
    return bool(one and other and not one & other)


def _political(mention: Mention) -> bool:
    return any(
        actor.kind == "state"
        or actor.sector in POLITICAL_SECTORS
        or (actor.code or "")[:3] in POLITICAL_SECTORS
        for actor in mention.actors
    )
