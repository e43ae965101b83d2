"""What the learned scorer adds: the party that a reading lacks, and pairs of actors that no frame joins."""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.bystanders import SENT_BY
from communique.coding.candidate import Candidate
from communique.coding.elsewhere import set_apart
from communique.coding.lexicon import NO_EVENT
from communique.coding.modality import Modality, modality
from communique.coding.pair_path import clause_between, up
from communique.coding.pair_scores import CLASSES, PairScores
from communique.coding.parties import Parties
from communique.coding.scorer_settings import scorer_settings
from communique.coding.senses import Senses
from communique.coding.speech_words import words
from communique.coding.status import SAID_STATUS, Settled
from communique.coding.tree import Tree
from communique.language.relations import Array
from communique.records import Mention
from communique.resolve import Resolution

FRAME = "scorer"
"""What stands in place of a lexicon entry's id."""

UNTOLD = frozenset({"CONDITIONAL", "UNREAL", "PURPOSE", "EMBEDDED", "QUESTION", "DENIED", "POSSIBILITY"})
TRIGGERS = frozenset({"VERB", "NOUN", "ADJ"})
OPEN = frozenset({"name", "nominal", "pronoun"})
REFLEXIVE = ("self", "selves")
#: Types that are one act in both directions.
MUTUAL = frozenset({"CONSULT", "COOPERATE"})
#: Sectors that act for a state.
OF_STATE = frozenset({None, "GOV", "MIL"})


def pairable(tree: Tree, resolution: Resolution) -> list[Mention]:
    """Mentions of a sentence that may do something or have it done to them, in text order."""
    most = scorer_settings().propose.mentions
    found = [
        m
        for m in resolution.mentions_of(tree.index)
        if m.actors and m.form in OPEN and not _reflexive(tree, m) and m.zone != "dateline"
        and m.actors[0].rule != SENT_BY
    ]
    return found[:most]


def pairs_to_ask(mentions: list[Mention]) -> list[tuple[Mention, Mention]]:
    """Every ordered pair of different actors, and every actor by itself."""
    return [
        (a, b)
        for a in mentions
        for b in mentions
        if a is b or (a.head != b.head and not _same(a, b) and not _nested(a, b))
    ]


def _reflexive(tree: Tree, mention: Mention) -> bool:
    return mention.form == "pronoun" and tree.lemma[mention.head].endswith(REFLEXIVE)


def _same(a: Mention, b: Mention) -> bool:
    return bool(set(a.ids) & set(b.ids) - {""})


def _nested(a: Mention, b: Mention) -> bool:
    return a.first < b.last and b.first < a.last


def proposals(
    tree: Tree, pairs: list[tuple[Mention, Mention]], scores: PairScores, found: list[Candidate],
    senses: Senses, parties: Parties,
) -> list[Candidate]:  # fmt: skip
    """Candidates for pairs (of `pairs_to_ask`) that no coded reading joins, most certain first.

    The word that the scorer looked at must be able to name the act: one that the lexicon lists under the
    type, or a verb that it does not know.
    """
    settings = scorer_settings().propose
    told = [(c, a, b) for c in found if c.refusal is None for a, b in joined_pairs(c)]
    joined = {(a.head, b.head) for _, a, b in told}
    mutual = {(a.head, b.head, c.act.event_type) for c, a, b in told}
    unmet = {frozenset((a.head, b.head)) for c, a, b in told if c.settled.mode == "meet"}
    doing = {a.head for c in found if c.refusal is None for a in c.actors}
    ranked: list[tuple[float, str, Mention, Mention]] = []
    for a, b in pairs:
        chances = scores.chances(a, b)
        if chances is None or (a.head, b.head) in joined or (a is b and a.head in doing):
            continue
        best = int(chances[1:].argmax()) + 1
        if CLASSES[best] in MUTUAL and (b.head, a.head, CLASSES[best]) in mutual:
            continue
        if CLASSES[best] == "CONSULT" and frozenset((a.head, b.head)) in unmet:
            continue  # "refused to meet a visiting envoy"
        if float(chances[best]) >= (settings.alone if a is b else settings.complete):
            ranked.append((float(chances[best]), CLASSES[best], a, b))
    ranked.sort(key=lambda one: (-one[0], one[2].first, one[3].first))
    new: list[Candidate] = []
    for chance, event_type, a, b in ranked:
        if any(c.settled.event_type == event_type and _joins(c, a, b) for c in new) or (
            a is b and any(a.head in {m.head for m in c.actors} for c in new)
        ):
            continue
        if a is not b and (_completed(tree, event_type, a, b, found, parties) or chance < settings.pair):
            continue
        candidate = _candidate(tree, event_type, chance, a, b, scores.attention(a, b))
        if candidate is None or _told_already(candidate, found):
            continue
        if any(one.refusal is None and one.act.token == candidate.act.token for one in found):
            continue  # the word has been read as something else
        if _may_name(tree, candidate.act.token, event_type, senses):
            new.append(candidate)
    return new


def _may_name(tree: Tree, trigger: int, event_type: str, senses: Senses) -> bool:
    """Whether a trigger can stand for an act of a type, by what the lexicon knows of it."""
    key = senses.key(trigger)
    known = {frame.event_type for frame in senses.lexicon.frames.get(key, ())}
    if known:
        meant = senses.best_frame(trigger, *key)  # "visited a museum": a sense of the word that is no act
        return event_type in known and (meant is None or meant[0].event_type != NO_EVENT)
    return tree.upos[trigger] == "VERB" and tree.lemma[trigger] not in words("plain")


def _completed(
    tree: Tree, event_type: str, a: Mention, b: Mention, found: list[Candidate], parties: Parties
) -> bool:
    """Whether a reading of this type lacked one of the two parties, and has it now."""
    for candidate in found:
        if candidate.refusal is not None or candidate.settled.event_type != event_type:
            continue
        actors, recipients = (
            {(m.sentence, m.head) for m in side} for side in (candidate.actors, candidate.recipients)
        )
        other = b if actors == {(a.sentence, a.head)} and not recipients else a
        if other is a and (recipients != {(b.sentence, b.head)} or actors):
            continue
        if clause_between(tree.sentence, candidate.act.token, other.head) or _own_side(a, b):
            continue
        if other is b and not (parties.may_receive(b, [a], event_type) and parties.is_anothers(b, [a])):
            continue
        token = candidate.act.token
        apart = set_apart(tree, token) and b.head not in tree.subtree(token)
        phrase = set(tree.subtree(a.head)) - {a.head}  # somebody named within the doer's phrase
        apart = apart or (b.head in phrase and token not in phrase)
        verb = tree.head[b.head]  # "hailed by Kyiv and condemned by Minsk"
        does = tree.deprel[b.head] == "obl:agent" and verb != token and tree.deprel[verb] == "conj"
        if other is b and (_says_it(tree, b, token) or apart or does):
            continue
        if other is a and (_says_it(tree, a, token) or _is_apart(tree, a.head, token)):
            continue
        if other is b:
            candidate.recipients = [b]
        else:
            candidate.actors = [a]
        candidate.act.trace.append("the scorer names the other party")
        return True
    return False


def _says_it(tree: Tree, mention: Mention, token: int) -> bool:
    """Whether somebody is the subject of a verb above an act, in whose words it is told: "two envoys said
    Oman had offered to help"."""
    return any(
        mention.head in tree.args(above).get("subj", ())
        for above in tree.ancestors(token)
        if tree.upos[above] == "VERB" and tree.deprel[token] in ("ccomp", "parataxis")
    )


def _is_apart(tree: Tree, noun: int, token: int) -> bool:
    """Whether somebody is a source ("according to the ministry"), or the subject of a clause beside an act
    ("were
    killed in a raid, which came after rebels stormed …"): he did not do it."""
    if tree.case(noun).startswith("according"):
        return True
    verb = tree.head[noun]
    beside = tree.deprel[noun].startswith("nsubj") and tree.upos[verb] == "VERB" and verb != token
    return beside and verb not in tree.ancestors(token) and tree.deprel[verb] != "conj"


def _own_side(a: Mention, b: Mention) -> bool:
    """Two names of one body ("his side" and the leader of the opposition), or two who act for one country."""
    codes = [{actor.code for actor in mention.actors} for mention in (a, b)]
    if codes[0] == codes[1] and None not in codes[0]:
        return True
    countries = {actor.country for mention in (a, b) for actor in mention.actors}
    official = all(actor.sector in OF_STATE for mention in (a, b) for actor in mention.actors)
    return official and len(countries) == 1 and None not in countries


def _told_already(candidate: Candidate, found: list[Candidate]) -> bool:
    """Whether the frames read this type already: by this trigger, or done to the same by somebody else."""
    reached = {m.head for m in candidate.recipients}
    return any(
        one.refusal is None
        and one.settled.event_type == candidate.settled.event_type
        and (
            one.act.token == candidate.act.token
            or (one.actors and reached and reached == {m.head for m in one.recipients})
        )
        for one in found
    )


def joined_pairs(candidate: Candidate) -> list[tuple[Mention, Mention]]:
    """Pairs of mentions that a reading joins, in its direction; both ways where all are actors."""
    actors, recipients = candidate.actors, candidate.recipients
    if recipients:
        return [(a, b) for a in actors for b in recipients]
    return [(a, b) for a in actors for b in actors if a is not b]


def _joins(candidate: Candidate, a: Mention, b: Mention) -> bool:
    return {m.head for m in (*candidate.actors, *candidate.recipients)} == {a.head, b.head}


def _candidate(
    tree: Tree, event_type: str, chance: float, a: Mention, b: Mention, attention: Array | None
) -> Candidate | None:
    trigger = _trigger(tree, a, b, attention)
    if trigger is None or any(clause_between(tree.sentence, trigger, m.head) for m in (a, b)):
        return None
    if _in_content(tree, trigger, a.head):
        return None  # "Oslo hopes that Quito will talk to Lima": what is hoped, none of Quito's acts
    how = modality(tree, trigger)
    if how.kind in UNTOLD or (how.negated is not None and event_type != "REJECT"):
        return None
    recipients = [] if a is b else [b]
    act = Act(
        trigger, event_type, None, scorer_settings().cameo[event_type], (), [("scorer", a.head)],
        [("scorer", m.head) for m in recipients], FRAME, 4 * chance,
    )  # fmt: skip
    act.trace.append(f"no frame; the scorer gives {event_type} {chance:.2f}")
    settled = Settled(event_type, None, act.cameo, _status(event_type, how), how.cue)
    return Candidate(tree.index, act, how, settled, [a], recipients, 1.0, None)


def _in_content(tree: Tree, trigger: int, token: int) -> bool:
    """Whether a token stands in the clause that is the content of a verb."""
    return any(tree.deprel[k] == "ccomp" and tree.head[k] == trigger for k in up(tree.sentence, token))


def _trigger(tree: Tree, a: Mention, b: Mention, attention: Array | None) -> int | None:
    """The content word outside both spans that the scorer looked at most; null where it looked at none."""
    if attention is None:
        return None
    own = {*range(a.first, a.last), *range(b.first, b.last)}
    open_words = [t for t in range(len(tree)) if tree.upos[t] in TRIGGERS and t not in own]
    return max(open_words, key=lambda t: (float(attention[t]), -t), default=None)


def _status(event_type: str, how: Modality) -> str:
    if how.kind == "FAILED":
        return "failed"
    if event_type == "THREATEN" and how.condition is not None:
        return "conditional"
    if event_type in SAID_STATUS:
        return SAID_STATUS[event_type]
    return "planned" if how.kind in ("FUTURE", "WOULD") else "happened"
