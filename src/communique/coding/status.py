"""Did it happen? What type and status an act has once its modality is known, as PLOVER's rules ask for:
future cooperation is AGREE, a refusal of cooperation REJECT, announced conflict THREATEN, "must" in another's
mouth REQUEST.
"""

from __future__ import annotations

import msgspec

from communique.coding.act import Act
from communique.coding.lexicon import Lexicon
from communique.coding.modality import Modality

SAID_STATUS = {"AGREE": "promised", "REQUEST": "requested", "THREATEN": "threatened"}
COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
#: What, announced with "unless", is threatened.
YIELDING = frozenset({"RETREAT", "CONCEDE", "AGREE"})
VERBAL = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE", "SUPPORT", "CONCEDE"})


class Settled(msgspec.Struct, frozen=True):
    """The type, mode and status an act has once its modality is known; `drop` names the rule that makes it no
    event.
    """

    event_type: str
    mode: str | None
    cameo: str | None
    status: str
    cue: int | None
    drop: str | None = None


def settle(act: Act, how: Modality, lexicon: Lexicon, in_speech: bool) -> Settled:
    """Type and status by PLOVER's rules. in_speech: the clause is reported speech of somebody (then "would"
    is future).
    """
    kind = how.kind
    event_type, mode, cameo = act.event_type, act.mode, act.cameo
    base = act.status or SAID_STATUS.get(event_type, "happened")
    if kind == "WOULD" and "modal" in act.flags:
        kind = "NONE"  # "would like to meet"
    if kind == "WOULD" and how.perfect and how.condition is None:  # "would never have agreed"
        return Settled(event_type, mode, cameo, "hypothetical", how.cue, drop="status.possible")
    if kind == "WOULD":
        unreal = how.aside and not in_speech and how.condition is None
        kind = "POSSIBILITY" if unreal else "FUTURE"
    if kind in ("CONDITIONAL", "UNREAL"):
        return Settled(event_type, mode, cameo, "hypothetical", how.cue, drop="status.condition")
    if kind in ("PURPOSE", "EMBEDDED"):
        return Settled(event_type, mode, cameo, "hypothetical", how.cue, drop="status.embedded")
    if kind == "QUESTION":
        return Settled(event_type, mode, cameo, "hypothetical", how.cue, drop="status.question")
    if kind == "DENIED":
        return Settled(event_type, mode, cameo, "denied", how.cue, drop="status.negated")
    if kind == "FAILED":
        return Settled(event_type, mode, cameo, "failed", how.cue)
    if how.negated is not None and "negative" not in act.flags:
        return _negated(act, how, kind, lexicon)
    if kind == "FUTURE":
        return ahead(act, how, lexicon)
    if kind == "NECESSITY":
        row = lexicon.compose("DEMAND", "strong", event_type, cameo)
        if row is None or event_type in ("REQUEST",):
            return Settled(event_type, mode, cameo, base, how.cue)
        return Settled("REQUEST", row.mode, row.cameo, "requested", how.cue)
    if kind == "POSSIBILITY" and how.negated is not None and event_type in ("REJECT", "THREATEN"):
        return Settled(event_type, mode, cameo, base, how.negated)  # "could not accept the plan"
    if kind == "POSSIBILITY":
        if event_type in ("THREATEN", "REQUEST", "AGREE"):
            return Settled(event_type, mode, cameo, "hypothetical", how.cue, drop="status.possible")
        return Settled(event_type, mode, cameo, "hypothetical", how.cue, drop="status.possible")
    if event_type == "THREATEN" and how.condition is not None:
        base = "conditional"
    if base == "happened" and how.progressive and event_type in CONFLICT | COOPERATION:
        base = "ongoing"
    return Settled(event_type, mode, cameo, base, how.cue)


def ahead(act: Act, how: Modality, lexicon: Lexicon) -> Settled:
    """Announced acts: cooperation is AGREE, conflict THREATEN; words that are acts when said stay what they
    are.
    """
    if how.unless and act.event_type in YIELDING and act.operator is None:
        return Settled("THREATEN", None, "130", "conditional", how.cue)  # "will leave the mission unless …"
    if act.event_type in ("AGREE", "THREATEN", "REQUEST"):
        status = {"AGREE": "promised", "THREATEN": "threatened", "REQUEST": "requested"}[act.event_type]
        if act.event_type == "THREATEN" and how.condition is not None:
            status = "conditional"
        return Settled(act.event_type, act.mode, act.cameo, status, how.cue)
    if act.event_type == "REJECT" and "negative" in act.flags:  # "will not be welcome" refuses now
        return Settled(act.event_type, act.mode, act.cameo, "happened", how.cue)
    row = lexicon.compose("PROMISE", "", act.event_type, act.cameo)
    if row is None:
        return Settled(act.event_type, act.mode, act.cameo, "planned", how.cue)
    status = row.status or "promised"
    if how.condition is not None:
        status = "conditional"
    elif row.event_type == "AGREE" and act.event_type == "CONSULT":
        status = "planned"
    return Settled(row.event_type, row.mode, row.cameo, status, how.cue)


def _negated(act: Act, how: Modality, kind: str, lexicon: Lexicon) -> Settled:
    """ "will not meet", "did not agree": a refusal where the actor's own cooperation is denied; else no
    event.
    """
    event_type = act.event_type
    willed = kind in ("FUTURE", "WOULD", "POSSIBILITY")
    if event_type in ("AGREE", "SUPPORT", "CONCEDE", "RETREAT", "AID", "COOPERATE", "CONSULT") and (
        willed or event_type in ("AGREE",) or "verbal-negation" in act.flags
    ):
        row = lexicon.compose("REFUSE", "", event_type, act.cameo)
        if row is not None:
            return Settled(row.event_type, row.mode, row.cameo, "happened", how.negated)
    if kind == "NECESSITY" and event_type in CONFLICT | {"ACCUSE", "THREATEN"}:
        return Settled("REQUEST", "yield", "105", "requested", how.negated)
    if event_type in CONFLICT and kind == "FUTURE":
        return Settled("AGREE", None, "035", "promised", how.negated)
    return Settled(event_type, act.mode, act.cameo, "denied", how.negated, drop="status.negated")
