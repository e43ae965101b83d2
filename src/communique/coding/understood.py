"""Parties that a sentence leaves unsaid and the text before it names: pronouns that the resolver leaves
open, the other side of a quarrel, states that nobody lists by name.
"""

from __future__ import annotations

import msgspec

from communique.coding.act import Act, plain
from communique.coding.deeds import Deeds
from communique.coding.speech_words import words
from communique.coding.tree import Tree
from communique.records import Actor, Mention
from communique.resolve import Resolution

#: Pronouns that may point back to who acted last.
POINTING = frozenset({"it", "they", "he", "she"})
#: Types of which both sides are "they".
MEETINGS = frozenset({"CONSULT", "COOPERATE", "SUPPORT"})
SUBJECTS = ("nsubj", "nsubj:pass")
#: Types that are done to another, although a sentence may leave him out ("Seoul refused", "it threw out 13").
TOWARDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SANCTION", "AGREE", "CONCEDE"})
#: Types that states do one after the other to the same.
SERIAL = frozenset({"SANCTION", "ACCUSE"})
#: Who deals with other states.
POWERS = frozenset({None, "GOV", "MIL", "LEG", "REB", "PTY", "ELI", "SPY"})
#: What opens a condition that the other side is to meet.
CONDITIONS = frozenset({"if", "unless", "until", "till", "before", "should"})
NEAR = 2
"""Sentences back in which the other side of an act may have been named."""
FAR = 8
"""The same for an act done to so many of those spoken of."""
UNLISTED = "states without a name"
"""Rule of an actor that is some states, which ones the text leaves open."""
NOBODY = "nobody in the tables"
"""Rule of a body, a place or people that act or are acted on though no table knows them."""
STATES = frozenset("country nation state government power kingdom republic monarchy".split())
#: Nouns of people and bodies that act, though no table knows them.
BODIES = frozenset(
    """side ally neighbour neighbor rival member partner signatory capital coalition faction party camp
    association federation league network movement alliance bloc guarantor mediator donor""".split()
)
#: Words for many people.
CROWDS = frozenset("ten dozen score hundred thousand million crowd mass multitude throng".split())
#: What people gather in without protesting.
KINDLY = frozenset("support favour favor honour honor celebration memory tribute praise mourning".split())
#: Branches that are left out of a phrase.
BESIDE = frozenset({"acl:relcl", "acl", "conj", "cc", "punct", "appos", "parataxis", "case"})


def pointed_at(tree: Tree, token: int, deeds: Deeds | None) -> int | list[Mention] | None:
    """Whom an open pronoun stands for: the token of who speaks in its sentence ("Lima said it regretted"),
    or the doers of the act told last; null where neither fits.
    """
    if tree.lemma[token] not in POINTING or tree.deprel[token] not in SUBJECTS:
        return None
    clause = tree.head[token]
    above = tree.head[clause] if clause >= 0 else -1
    if above >= 0 and tree.deprel[clause] == "ccomp" and tree.lemma[above] in words("verbs"):
        speakers = tree.args(above).get("subj", ())
        if speakers and speakers[0] < token and len(speakers) == 1:
            return speakers[0]
        return None
    around = _subject_around(tree, clause)
    if around is not None:
        return around
    last = deeds.last if deeds is not None else None
    if last is None or not last.actors or last.sentence not in (tree.index, tree.index - 1):
        return None
    actors = [actor for mention in last.actors for actor in mention.actors]
    if tree.lemma[token] == "they" and last.event_type in MEETINGS and last.recipients:
        return [*last.actors, *last.recipients]  # "the king met the premier. They agreed …"
    fits = {
        "it": len(actors) == 1 and actors[0].person is None and actors[0].kind != "agent",
        "they": len(actors) > 1 or (len(actors) == 1 and _is_crowd_of(actors[0])),
        "he": len(actors) == 1 and actors[0].kind == "person",
        "she": len(actors) == 1 and actors[0].kind == "person",
    }
    return list(last.actors) if fits[tree.lemma[token]] else None


def _subject_around(tree: Tree, clause: int) -> int | None:
    """The subject of the clause that a fronted one leans on ("Hours after he toppled the president, the
    general
    …"), or of the one whose object a relative clause describes ("will lift the ban it imposed"); null for
    none.
    """
    above = tree.head[clause]
    if tree.deprel[clause] == "advcl" and above > clause:
        subjects = [subject for subject in tree.args(above).get("subj", ()) if subject > clause]
        return subjects[0] if len(subjects) == 1 else None
    if tree.deprel[clause] == "acl:relcl" and above >= 0 and tree.deprel[above] == "obj":
        verb = tree.head[above]
        subjects = list(tree.args(verb).get("subj", ())) if tree.upos[verb] == "VERB" else []
        return subjects[0] if len(subjects) == 1 and subjects[0] < above else None
    return None


def _is_crowd_of(actor: Actor) -> bool:
    """Whether an actor is several people in one phrase: "thousands", "dozens of students"."""
    return actor.kind in ("agent", "group") and actor.text.split()[-1].endswith(("s", "people", "men",
    "women"))


def other_side(tree: Tree, act: Act, actors: list[Mention], deeds: Deeds | None) -> list[Mention]:
    """With whom the doers of an act without recipient dealt in the sentences just before; empty for none."""
    own = {actor.country for mention in actors for actor in mention.actors if actor.country}
    official = all(actor.sector in POWERS for mention in actors for actor in mention.actors)
    kept = act.event_type == "CONCEDE" and tree.child(act.token, "aux") is None  # "lifted a curfew"
    if deeds is None or act.event_type not in TOWARDS or kept or not own or not official:
        return []
    counted = any(tree.upos[token] == "NUM" for role, token in act.recipient_roles if plain(role) == "obj")
    latest = deeds.latest(tree.index - (FAR if counted else NEAR))  # "Latvia threw out 13": of whom
    if counted:
        latest = [d for d in latest if d.event_type == act.event_type or tree.index - d.sentence <= NEAR]
    latest.sort(key=lambda deed: deed.event_type != act.event_type)  # one of the same kind first
    for deed in latest:
        if act.event_type in SERIAL and deed.event_type == act.event_type:
            theirs = [mention for mention in deed.recipients if _is_foreign(mention, own)]
            if theirs:  # "France expelled four, Poland two"
                return [_implied(mention) for mention in theirs]
        sides = (deed.actors, deed.recipients)
        for side, opposite in (sides, sides[::-1]):
            if len(own) != 1:
                continue
            mine = {actor.country for mention in side for actor in mention.actors}
            theirs = [mention for mention in opposite if _is_foreign(mention, own)]
            if mine & own and theirs:
                return [_implied(mention) for mention in theirs]
    return []


def threatened_if(
    tree: Tree, act: Act, actors: list[Mention], recipients: list[Mention], resolution: Resolution
) -> list[Mention]:
    """ "Would respond if the North went on", "will not go back to work until the ministry pays": who is to
    meet
    the condition of a threat or a refusal, where nobody foreign is named as the other side.
    """
    own = {actor.country for mention in actors for actor in mention.actors if actor.country}
    if any(actor.country not in own for mention in recipients for actor in mention.actors if actor.country):
        return recipients
    heads = {(mention.sentence, mention.head) for mention in (*actors, *recipients)}
    ids = {name for mention in actors for name in mention.ids if name}
    left: list[Mention] = []
    tops = [act.token, *tree.ancestors(act.token)[:2], *tree.all(act.token, "xcomp", "ccomp", "acl")]
    for top in tops:
        for clause in (inner for one in tree.all(top, "advcl") for inner in (one, *tree.all(one, "ccomp"))):
            above = clause if tree.deprel[clause] == "advcl" else tree.head[clause]
            if not any(tree.lemma[mark] in CONDITIONS for mark in tree.all(above, "mark", "aux")):
                continue
            for subject in tree.args(clause).get("obj" if tree.is_passive(clause) else "subj", ()):
                mention = resolution.at(tree.index, subject)
                if mention is not None and _is_foreign(mention, own):
                    return [mention]
                if mention is None or not mention.actors or mention.form == "pronoun":
                    continue
                if (mention.sentence, mention.head) not in heads and not set(mention.ids) & ids:
                    left.append(mention)
    return recipients or left[:1]


def _is_foreign(mention: Mention, own: set[str]) -> bool:
    return bool(mention.actors) and all(
        actor.country is not None and actor.country not in own and actor.sector in POWERS
        for actor in mention.actors
    )


def _implied(mention: Mention) -> Mention:
    actors = tuple(
        msgspec.structs.replace(actor, rule="other side of the act before") for actor in mention.actors
    )
    return msgspec.structs.replace(mention, actors=actors)


def unlisted_doers(tree: Tree, act: Act, text: str, known: set[int]) -> list[Mention]:
    """Bodies and states that no table knows, as subjects: actors without a code ("70 countries agreed").

    known: head tokens of mentions with actors.
    """
    for role, token in act.actor_roles:
        lemma = tree.lemma[token]
        if role == "subj" and act.event_type == "PROTEST" and token not in known and _is_crowd(tree, token):
            kind = any(tree.lemma[noun] in KINDLY for noun in tree.args(act.token).get("in", ()))
            return [] if kind else [_crowd(tree, token, text)]
        if role != "subj" or token in known or tree.upos[token] != "NOUN":
            continue
        if lemma not in STATES and lemma not in BODIES:
            continue
        return [without_code(tree, token, text, UNLISTED if lemma in STATES else NOBODY)]
    return []


def _is_crowd(tree: Tree, token: int) -> bool:
    """Whether a noun or number stands for many people and names no others behind "of" ("tens of thousands").
    """
    below = [child for child in tree.children[token] if tree.case(child) == "of"]
    return tree.lemma[token].rstrip("s") in CROWDS and all(
        tree.lemma[child].rstrip("s") in CROWDS for child in below
    )


def _crowd(tree: Tree, token: int, text: str) -> Mention:
    """ "Thousands marched": people of no name."""
    mention = without_code(tree, token, text, "crowd")
    people = tuple(
        msgspec.structs.replace(actor, sector="CVL", code="CVL", kind="group") for actor in mention.actors
    )
    return msgspec.structs.replace(mention, actors=people)


def without_code(tree: Tree, token: int, text: str, rule: str) -> Mention:
    """A noun phrase as a party that no table knows: an agent without country and sector."""
    start, end = tree.span(token, BESIDE)
    tokens = tree.subtree(token, BESIDE)
    actor = Actor(start, end, text[start:end], "agent", None, None, None, None, None, None, None, rule)
    return Mention(tree.index, tokens[0], tokens[-1] + 1, token, start, end, "nominal", (actor,), ("",))
