"""The acts of one sentence with their parties.

Acts (interpret) → modality and type (status) → parties → vetoes → confidence.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.coding.act import Act
from communique.coding.asides import is_aside, is_habit
from communique.coding.attribution import Attributor
from communique.coding.candidate import Candidate
from communique.coding.charges import charges
from communique.coding.confidence import asked_pairs, confidence, features
from communique.coding.deeds import Deeds
from communique.coding.echo import echoes
from communique.coding.gapping import gapped
from communique.coding.interpret import Interpreter
from communique.coding.joint import is_joint_exercise
from communique.coding.lexicon import Lexicon
from communique.coding.modality import Modality, modality
from communique.coding.pair_scores import PairScores
from communique.coding.parties import Parties, flatten, ids_of, is_taken
from communique.coding.proposals import pairable, pairs_to_ask, proposals
from communique.coding.same_act import is_told_above
from communique.coding.scorer_settings import scorer_settings
from communique.coding.speech import announced, judged_by_speaker, necessity_codings, required, with_speaker
from communique.coding.status import Settled, settle
from communique.coding.tree import Tree
from communique.coding.understood import threatened_if
from communique.coding.veto import Veto, has_office
from communique.resolve import Resolution

FEW_SENTENCES = 2
"""Sentences up to which a text is given by itself, not an article."""


def read_all(
    trees: list[Tree], resolution: Resolution, lexicon: Lexicon, attributor: Attributor, veto: Veto
) -> Iterator[tuple[Tree, list[Candidate]]]:
    """Every sentence with its acts, in text order: what an act points back to has been told before it."""
    deeds = Deeds(lexicon, resolution.parse.text)
    for tree in trees:
        found = candidates(tree, resolution, lexicon, attributor, veto, deeds)
        for one in found:
            if one.refusal is None:
                deeds.tell(one.act, one.settled, one.actors, one.recipients, tree.index)
        yield tree, found


def candidates(
    tree: Tree, resolution: Resolution, lexicon: Lexicon, attributor: Attributor, veto: Veto,
    deeds: Deeds | None = None,
) -> list[Candidate]:  # fmt: skip
    """Every act of a sentence with its parties, the ones refused for a reason among them.

    deeds: what the sentences before it told.
    """
    interpreter = Interpreter(tree, resolution, lexicon)
    parties = Parties(tree, resolution, deeds)
    dates = _date_tokens(tree, resolution)
    swallowed: set[int] = set()
    found: list[Candidate] = []
    for token in _outside_in(tree):
        if token in swallowed or token in dates or tree.upos[token] in EMPTY:
            continue
        told = {one.act.token for one in found if one.refusal is None}
        if _only_describes(tree, token) or is_aside(tree, token, told):
            continue
        act = interpreter.act(token) or required(tree, token, attributor)
        if act is None and (tree.upos[token] != "VERB" or token in interpreter.blocked):
            continue
        how = modality(tree, token)
        if act is None:
            act = announced(tree, token, how, attributor)
        if act is None:
            continue
        speaker = attributor.speaker(tree.index, token)
        if speaker is None:
            act = interpreter.told(act) or act
        settled = settle(act, how, lexicon, in_speech=speaker is not None)
        if act.operator not in KEEPS_INNER:
            swallowed |= act.used
        else:
            inner = act.inner
            if inner is not None:
                swallowed |= inner.used if _stands_alone(inner, parties) else {inner.token} | inner.used
        found.append(_candidate(tree, act, how, settled, parties, attributor, veto))
        for other in interpreter.further(act):
            swallowed |= other.used
            meant = settle(other, how, lexicon, in_speech=speaker is not None)
            found.append(_candidate(tree, other, how, meant, parties, attributor, veto))
    found = [one for one in found if not (_is_verb_of(tree, one, found) or _is_noun_of(tree, one, found))]
    found = [one for one in found if not (is_told_above(tree, one, found) or _is_habitual(tree, one))]
    found.extend(charges(tree, found, attributor))
    second = gapped(tree, resolution, found)
    found = _scored(tree, found, resolution, veto, interpreter, parties)
    found.sort(key=lambda candidate: candidate.act.token)
    found.extend([*second, *echoes(tree, resolution, found, deeds)])
    return found


def _scored(
    tree: Tree, found: list[Candidate], resolution: Resolution, veto: Veto, senses: Interpreter,
    parties: Parties,
) -> list[Candidate]:  # fmt: skip
    """Candidates with their confidence, the doubtful refused, and what only the learned scorer sees."""
    scores = PairScores(tree)
    pairs = pairs_to_ask(pairable(tree, resolution))
    told = [pair for candidate in found if candidate.refusal is None for pair in asked_pairs(candidate)]
    scores.ask([*pairs, *told])
    new = proposals(tree, pairs, scores, found, senses, parties)
    for candidate in new:
        candidate.refusal = veto.unframed(tree, candidate.actors, candidate.recipients)
    doubt = scorer_settings().veto
    in_article = len(resolution.parse.sentences) > FEW_SENTENCES
    for candidate in (*found, *new):
        if candidate.refusal is None:
            candidate.features = features(candidate, scores, tree, in_article)
            candidate.confidence = confidence(candidate.features)
            official = has_office([*candidate.actors, *candidate.recipients])
            if candidate.confidence < (doubt.below if official else doubt.private):
                candidate.refusal = "coding.doubtful"
    return [*found, *new]


def _is_verb_of(tree: Tree, verb: Candidate, found: list[Candidate]) -> bool:
    """Whether a request without a recipient is only the verb by which another of the sentence is said: "the
    bloc should suspend aid, lawmakers urged"."""
    if verb.recipients or verb.settled.event_type != "REQUEST" or tree.upos[verb.act.token] != "VERB":
        return False
    said = {verb.act.token, tree.head[verb.act.token]}
    return any(
        one is not verb
        and one.refusal is None
        and one.settled.event_type == "REQUEST"
        and one.act.token < verb.act.token
        and (one.act.token in said or tree.head[one.act.token] == verb.act.token)
        and ids_of(one.actors) == ids_of(verb.actors)
        for one in found
    )


def _is_noun_of(tree: Tree, noun: Candidate, found: list[Candidate]) -> bool:
    """Whether a noun names again what the verb above it tells: "spoke by telephone", "met for talks"."""
    roles = [role for role, _ in (*noun.act.actor_roles, *noun.act.recipient_roles)]
    if not roles or not all(role.startswith("above.") for role in roles):
        return False
    return any(
        one.refusal is None
        and one.act.token == tree.head[noun.act.token]
        and one.settled.event_type == noun.settled.event_type
        for one in found
    )


def _is_habitual(tree: Tree, one: Candidate) -> bool:
    """Whether an act is what somebody always does; of wrongs that is told as news."""
    return one.settled.event_type not in ("ASSAULT", "COERCE", "PROTEST") and is_habit(tree, one.act.token)


def _date_tokens(tree: Tree, resolution: Resolution) -> set[int]:
    """Names of months and days in dates: "March" is no march."""
    return {
        token
        for timed in resolution.times
        if timed.sentence == tree.index
        for token in range(timed.first, timed.last)
        if tree.upos[token] == "PROPN"
    }


def _only_describes(tree: Tree, token: int) -> bool:
    """Whether a participle before a noun says what it is for ("negotiating table")."""
    before = tree.deprel[token] in ("amod", "compound") and tree.xpos[token] == "VBG"
    return before and tree.lemma[token] not in DOING


def _stands_alone(act: Act, parties: Parties) -> bool:
    """Whether an act named inside another has an actor and a recipient of its own beside it."""
    actors, recipients, degree = parties.of_act(act)
    return bool(actors) and bool(recipients) and degree >= 0.7


def _outside_in(tree: Tree) -> list[int]:
    """Tokens from the root down, so that an operator is read before the act it governs."""
    order: list[int] = [token for token in range(len(tree)) if tree.head[token] < 0]
    for token in order:
        order.extend(tree.children[token])
    return order


def _candidate(
    tree: Tree,
    act: Act,
    how: Modality,
    settled: Settled,
    parties: Parties,
    attributor: Attributor,
    veto: Veto,
) -> Candidate:
    actors, recipients, directness = parties.of_act(act)
    refusal = settled.drop
    if (
        refusal is None
        and how.kind == "NECESSITY"
        and settled.event_type == "REQUEST"
        and act.event_type != "REQUEST"
    ):
        actors, recipients, refusal = necessity_codings(tree, act, actors, recipients, attributor)
    if refusal is None and settled.event_type in UTTERED and how.kind in ("FUTURE", "WOULD", "NONE"):
        actors = with_speaker(tree, act, actors, attributor)
        heads = {(mention.sentence, mention.head) for mention in actors}
        ids = ids_of(actors)  # who speaks for the doers is nobody to whom they do it
        recipients = [mention for mention in recipients if not is_taken(mention, heads, ids)]
    if settled.event_type == "MOBILIZE" and is_joint_exercise(tree, act, actors, recipients, veto.exercises):
        settled = msgspec.structs.replace(settled, event_type="COOPERATE", mode=None, cameo="062")
    if settled.event_type in ("THREATEN", "REJECT"):
        recipients = threatened_if(tree, act, actors, recipients, parties.resolution)
    if refusal is None and "by-speaker" in act.flags:
        actors, recipients, refusal = judged_by_speaker(tree, act, actors, recipients, attributor)
    if refusal is None and _is_bare_noun(tree, act) and not (recipients or len(flatten(actors)) > 1):
        refusal = "coding.bare_noun"
    if refusal is None and "mutual" in act.flags and not recipients and len(flatten(actors)) < 2:
        refusal = "coding.no_party"  # "the two leaders talked", but nobody talks alone
    if refusal is None and not actors and not recipients:
        refusal = "coding.no_party"
    if refusal is None:
        refusal = veto.reason(tree, act, settled, actors, recipients)
    noun = tree.upos[act.token] in ("NOUN", "PROPN")
    return Candidate(tree.index, act, how, settled, actors, recipients, directness, refusal, noun)


def _is_bare_noun(tree: Tree, act: Act) -> bool:
    """A noun that no verb does or says anything about: it names an act only with both parties beside it."""
    return act.operator is None and tree.upos[act.token] in ("NOUN", "PROPN") and "alone" not in act.flags


#: Parts of speech that name no act.
EMPTY = frozenset({"PUNCT", "DET", "ADP", "PRON", "NUM", "CCONJ", "SCONJ"})
#: Verbs whose participle before a noun tells what its people do ("a visiting minister", "striking miners").
DOING = frozenset("visit protest strike demonstrate march riot defect rebel invade advance retreat".split())
#: Operators that judge an act without unmaking it: what is condemned or praised is reported to have happened.
KEEPS_INNER = frozenset({"OPPOSE", "PRAISE"})

#: Acts done by saying them.
UTTERED = frozenset({"AGREE", "REJECT", "THREATEN"})
