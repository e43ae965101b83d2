"""Statements, and what "must" means in somebody's mouth."""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.attribution import Attributor
from communique.coding.modality import Modality
from communique.coding.speech_words import words
from communique.coding.tree import Tree
from communique.records import DocumentRef, Mention, Parse, Span, Statement, short_id


def necessity_codings(
    tree: Tree, act: Act, actors: list[Mention], recipients: list[Mention], attributor: Attributor
) -> tuple[list[Mention], list[Mention], str | None]:
    """ "X says Y must stop": REQUEST by X to Y. Without a speaker of its own the sentence asks nobody for
    anything.
    """
    speaker = attributor.speaker(tree.index, act.token)
    if speaker is None or not speaker.actors:
        return actors, recipients, "coding.no_actor"
    asked = [mention for mention in actors if mention.head != speaker.head] or recipients
    others = [mention for mention in asked if not _is_own_side(tree, mention, speaker)]
    return [speaker], others, "coding.no_party" if asked and not others else None


def required(tree: Tree, token: int, attributor: Attributor) -> Act | None:
    """ "X said Y must …" asks something of Y whatever the verb is; the verb's own meaning is not needed for
    that.
    """
    if tree.upos[token] not in ("VERB", "ADJ") or not any(
        tree.lemma[child] in ("must", "should", "ought") for child in tree.all(token, "aux")
    ):
        return None
    subjects = tree.args(token).get("obj" if tree.is_passive(token) else "subj", [])
    speaker = attributor.speaker(tree.index, token)
    if speaker is None or not speaker.actors or not subjects:
        return None
    here = speaker.sentence == tree.index  # else the role would name a word of this sentence by mistake
    act = Act(
        token, "REQUEST", None, "100", (), [("speaker", speaker.head)] if here else [],
        [("subj", subject) for subject in subjects],
        "must", 1.2, frozenset({"by-speaker"}), "requested",
    )  # fmt: skip
    act.trace.append("must in somebody's mouth")
    return act


def announced(tree: Tree, token: int, how: Modality, attributor: Attributor) -> Act | None:
    """ "Tehran said it would refill the tanks": what somebody says of himself that he will do, whatever the
    verb: an undertaking; a threat where he hangs it on a condition.
    """
    if tree.upos[token] != "VERB" or how.negated is not None or tree.lemma[token] in words("no_undertaking"):
        return None
    if how.kind not in ("FUTURE", "WOULD") or tree.is_passive(token):
        return None
    if tree.deprel[token] == "ccomp" and tree.lemma[tree.head[token]] in words("attitudes"):
        return None
    if not any(role in tree.args(token) for role in ("obj", "to", "with", "for")):
        return None
    speaker = attributor.speaker(tree.index, token)
    subjects = tree.args(token).get("subj", [])
    doers = [attributor.resolution.at(tree.index, subject) for subject in subjects]
    himself = any(_speaks_of(speaker, doer) for doer in doers) if speaker is not None else False
    if speaker is None or not (himself or _is_himself(tree, token, subjects, doers, speaker)):
        return None
    threat = how.condition is not None
    act = Act(
        token, "THREATEN" if threat else "AGREE", None, "130" if threat else "030", (),
        [("subj", subject) for subject in subjects],
        [(role, noun) for role in UNDERTAKEN for noun in tree.args(token).get(role, ())],
        "will", 1.1, frozenset({"human"}), None,
    )  # fmt: skip
    act.content = next(iter(tree.args(token).get("obj", ())), None)
    act.trace.append("what the speaker will do himself")
    return act


def _is_himself(
    tree: Tree, clause: int, subjects: list[int], doers: list[Mention | None], speaker: Mention
) -> bool:
    """Whether an open pronoun below a verb of saying is the speaker ("Oslo said it would …")."""
    return (
        speaker.sentence == tree.index
        and tree.deprel[clause] == "ccomp"
        and len(subjects) == 1
        and tree.lemma[subjects[0]] in ("it", "they", "he", "she", "we", "i")
        and (doers[0] is None or not doers[0].actors)
    )


def _speaks_of(speaker: Mention, doer: Mention | None) -> bool:
    """Whether a speaker tells what he, or the state that he speaks for, will do."""
    if doer is None or not doer.actors or not speaker.actors:
        return False
    if set(speaker.ids) & set(doer.ids) - {""}:
        return True
    own, told = speaker.actors[0], doer.actors[0]
    return own.country is not None and own.country == told.country and own.sector in ("GOV", "MIL", None)


#: Where the other party of an undertaking stands.
UNDERTAKEN = ("to", "with", "for", "obj", "in", "from")


def with_speaker(tree: Tree, act: Act, actors: list[Mention], attributor: Attributor) -> list[Mention]:
    """ "The premier said his country would not lift the ban": who speaks for the doer in his own name utters
    the act with him.
    """
    speaker = attributor.speaker(tree.index, act.token)
    if not actors and speaker is not None and (_orders(tree, act, speaker) or _rules_out(tree, act, speaker)):
        return [speaker]
    if len(actors) != 1 or actors[0].form == "modifier":
        return actors
    if speaker is None or speaker.sentence != tree.index or speaker.head == actors[0].head:
        return actors
    first = tree.sentence.token_start[act.token]
    if not speaker.core_start < first or attributor.resolution.is_quoted(first):
        return actors
    own = actors[0].actors[0]
    official = own.kind == "state" or own.sector == "GOV"
    if official and _speaks_of(speaker, actors[0]) and not _is_same(speaker, actors[0]):
        act.flags |= {"with-speaker"}
        return [*actors, speaker]
    return actors


def _orders(tree: Tree, act: Act, speaker: Mention) -> bool:
    """ "Riyadh said the envoys would be expelled": a power that says what will be done to others does it."""
    official = all(actor.kind == "state" or actor.sector in ("GOV", "MIL") for actor in speaker.actors)
    ordered = act.event_type in ORDERED and tree.is_passive(act.token)
    return bool(speaker.actors) and official and ordered and speaker.sentence == tree.index


#: Acts that a power orders.
ORDERED = frozenset({"SANCTION", "COERCE", "RETREAT", "CONCEDE", "AID"})
#: Sectors whose word binds their side.
OFFICIAL = frozenset({"GOV", "MIL", "REB", "LEG", "PTY", "OPP"})


def _rules_out(tree: Tree, act: Act, speaker: Mention) -> bool:
    """ "There will be no talks with the rebels, the premier said": who says so for his side refuses them."""
    binds = any(actor.kind == "state" or actor.sector in OFFICIAL for actor in speaker.actors)
    return binds and act.event_type == "CONSULT" and tree.upos[act.token] == "NOUN"


def judged_by_speaker(
    tree: Tree, act: Act, actors: list[Mention], recipients: list[Mention], attributor: Attributor
) -> tuple[list[Mention], list[Mention], str | None]:
    """ "X said the move of Y was illegal": the speaker judges, whoever is spoken of is judged."""
    speaker = attributor.speaker(tree.index, act.token)
    if speaker is None or not speaker.actors:
        return actors, recipients, "coding.no_actor"
    judged = [
        mention
        for mention in (*recipients, *actors)
        if mention.head != speaker.head
        and not _is_same(mention, speaker)
        and not _is_own_side(tree, mention, speaker)
    ]
    return [speaker], judged, None if judged else "coding.no_party"


def _is_own_side(tree: Tree, mention: Mention, speaker: Mention) -> bool:
    """ "We must act": who speaks, with his own side, asks nobody else."""
    own = {actor.country for actor in speaker.actors}
    said = mention.sentence == tree.index and tree.lemma[mention.head] in ("we", "i")
    return said and all(actor.country in own for actor in mention.actors)


def _is_same(one: Mention, other: Mention) -> bool:
    """Whether two mentions stand for the same known actors."""
    return one.ids == other.ids and any(one.ids)


def find_statements(attributor: Attributor, parse: Parse, document: DocumentRef) -> list[Statement]:
    """Reported utterances with their speakers, in text order: what stands below a verb of saying, or beside
    it.
    """
    found: list[Statement] = []
    for tree in attributor.trees:
        for verb in range(len(tree)):
            if tree.lemma[verb] not in words("verbs") or tree.upos[verb] != "VERB":
                continue
            span = _said(tree, verb)
            if span is None:
                continue
            speaker = _speaker(tree, verb, attributor)
            if speaker is None:
                continue
            start, end = span
            addressee = next((m.actors[0] for m in _hearers(tree, verb, attributor) if m.actors), None)
            found.append(
                Statement(
                    short_id(document.id, "statement", start, end), document, speaker.actors[0], addressee,
                    Span.of(parse.text, start, end), _mode(parse.text, start, end, attributor),
                    attributor.chain(tree.index, verb),
                )
            )  # fmt: skip
    return found


def _said(tree: Tree, verb: int) -> tuple[int, int] | None:
    """Code points of what is said: the complement clause, or the clause that the verb is set beside."""
    clause = tree.child(verb, "ccomp")
    if clause is not None:
        return tree.span(clause)
    if tree.deprel[verb] == "parataxis" and tree.head[verb] >= 0:
        own = set(tree.subtree(verb))
        tokens = [t for t in tree.subtree(tree.head[verb]) if t not in own and tree.upos[t] != "PUNCT"]
        if tokens:
            return tree.sentence.token_start[tokens[0]], tree.sentence.token_end[tokens[-1]]
    return None


def _speaker(tree: Tree, verb: int, attributor: Attributor) -> Mention | None:
    for subject in tree.args(verb).get("subj", ()):
        mention = attributor.resolution.at(tree.index, subject)
        if mention is not None and mention.actors:
            return mention
    return None


def _hearers(tree: Tree, verb: int, attributor: Attributor) -> list[Mention]:
    tokens = [*tree.args(verb).get("iobj", ()), *tree.args(verb).get("to", ())]
    if tree.lemma[verb] in ("tell", "inform", "warn", "urge", "promise", "assure", "remind"):
        tokens += tree.args(verb).get("obj", ())
    mentions = [attributor.resolution.at(tree.index, token) for token in tokens]
    return [mention for mention in mentions if mention is not None]


def _mode(text: str, start: int, end: int, attributor: Attributor) -> str:
    if attributor.resolution.is_quoted(start) and attributor.resolution.is_quoted(max(start, end - 1)):
        return "direct"
    return "mixed" if any(mark in text[start:end] for mark in '“”"') else "indirect"
