"""Who reports another's hostile deed charges him with it: "Amnesty said the police had tortured students" is
an accusation by Amnesty, beside the deed that it tells of.
"""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.attribution import Attributor
from communique.coding.candidate import Candidate
from communique.coding.modality import Modality
from communique.coding.status import Settled
from communique.coding.tree import Tree
from communique.records import Actor, Mention

#: Deeds that nobody owns up to lightly.
DEEDS = frozenset({"ASSAULT", "COERCE"})
#: Who charges: officials and bodies, no witnesses or media.
SPOKESMEN = frozenset({"GOV", "MIL", "LEG", "NGO", "OPP", "REB", "PTY", None})
BODIES = ("IGO", "UNO", "EUR", "NGO")
#: Verbs that charge somebody, wherever they stand.
CHARGING = frozenset("charge allege claim".split())
FRAME = "charge"


def charges(tree: Tree, found: list[Candidate], attributor: Attributor) -> list[Candidate]:
    """Accusations that lie in reports of deeds; one a verb of saying and sentence.

    Left out where the sentence has an accusation already, and where the speaker tells of his own side's deed.
    """
    if any(one.refusal is None and one.settled.event_type == "ACCUSE" for one in found):
        return []
    new: list[Candidate] = []
    verbs: set[int] = set()
    for one in found:
        if one.refusal is not None or one.settled.event_type not in DEEDS or one.act.frame == FRAME:
            continue
        link = attributor.nearest(tree.index, one.act.token)
        if link is None or link.verb is None or link.tree is not tree or link.verb in verbs:
            continue
        if link.verb > one.act.token and tree.lemma[link.verb] not in CHARGING:
            continue  # "…, the governor said" tells whose word it is, and no more
        speaker = link.mention
        if link.token not in tree.args(link.verb).get("subj", ()):
            continue  # "citing an officer, the radio said": whoever is cited charges nobody by it
        if speaker is None or not _may_charge(speaker, one.actors):
            continue
        verbs.add(link.verb)
        act = Act(
            link.verb, "ACCUSE", "allege", "112", (), [("speaker", speaker.head)],
            [("doer", mention.head) for mention in one.actors], FRAME, 2.0, frozenset(),
        )  # fmt: skip
        act.content = one.act.token
        act.trace.append("tells of another's hostile deed")
        settled = Settled("ACCUSE", "allege", "112", "happened", None)
        new.append(
            Candidate(
                tree.index, act, Modality("NONE", None, None), settled, [speaker], one.actors, 0.7, None
            )
        )
    return new


def _may_charge(speaker: Mention, doers: list[Mention]) -> bool:
    """Whether a speaker is an official or a body, and the doers are known others."""
    told = [actor for mention in doers for actor in mention.actors]
    if not speaker.actors or not told or set(speaker.ids) & {i for m in doers for i in m.ids} - {""}:
        return False
    own = speaker.actors[0]
    if own.sector not in SPOKESMEN or not all(_is_side(actor) for actor in told):
        return False
    if (own.code or "")[:3] in BODIES or own.sector in ("NGO", "OPP", "REB"):
        return True
    return own.country is not None and all(actor.country != own.country for actor in told)


def _is_side(actor: Actor) -> bool:
    """A state, or armed or official people of one."""
    return actor.country is not None and (
        actor.kind == "state" or actor.sector in ("GOV", "MIL", "COP", "SPY", "REB", "PRM", "UAF", "JUD")
    )
