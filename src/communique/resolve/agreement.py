"""Agreement of a pronoun with what it may mean: number, person or thing, and whether only actors fit."""

from __future__ import annotations

from communique.resolve.salience import Candidate
from communique.resolve.scene import Scene
from communique.resolve.view import View

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}

IT = frozenset({"it", "its", "itself"})

THEY = frozenset({"they", "them", "their", "theirs", "themselves"})

SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})

SPEAKERS = frozenset({"we", "us", "our", "ours", "ourselves"})

REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})

PRONOUNS = frozenset(HE) | IT | THEY | SPEAKER | SPEAKERS

MINDFUL = frozenset(
    """say see want claim warn announce insist believe think know hope plan vow pledge demand accuse
    refuse reject agree deny consider threaten promise intend seek call urge ask decide regard view
    expect fear support oppose condemn welcome propose offer tell declare acknowledge admit argue need
    try wish withdraw sign negotiate invade attack launch fire deploy send build develop possess
    abandon resume suspend expel recall impose lift""".split()
)
"""Verbs whose subject acts on purpose: "it said" is never about a thing."""


def agrees(scene: Scene, word: str, candidate: Candidate) -> bool:
    """Number, and person or thing."""
    if word in HE:
        if candidate.human != "person" or candidate.number == "plural":
            return False
        sexes = {entity.sex for entity in candidate.entities} - {""} or _sex_of_words(scene, candidate)
        return not sexes or HE[word] in sexes
    if word in IT:
        return candidate.number != "plural" and candidate.human != "person"
    if word in THEY:
        return candidate.number == "plural" or (candidate.human == "body" and bool(candidate.entities))
    return False


def _sex_of_words(scene: Scene, candidate: Candidate) -> set[str]:
    """What the noun or the title says: "the queen", "his mother", "King Abdullah"."""
    title = candidate.found.title.split() if candidate.found is not None else []
    said = {candidate.word, *title[-2:]}
    return {sex for sex, name in (("f", "sex.female"), ("m", "sex.male")) if said & scene.words[name]}


def acts(view: View, token: int) -> bool:
    """Whether the pronoun is the subject of a verb that only actors are subjects of."""
    sentence = view.sentence
    head = sentence.head[token]
    return (
        sentence.deprel[token].startswith("nsubj")
        and head >= 0
        and sentence.lemma[head].lower() in MINDFUL
        and sentence.deprel[token] != "nsubj:pass"
    )


def has_people(scene: Scene, view: View, token: int) -> bool:
    """Whether the pronoun owns somebody whom only actors have: "its spokesman", "their ambassador"."""
    head = view.sentence.head[token]
    if view.sentence.deprel[token] != "nmod:poss" or head < 0 or view.low[token] not in ("its", "their"):
        return False
    lemma = view.sentence.lemma[head].lower()
    return lemma in scene.words["officers"] or lemma in scene.words["speech.spokes"]
