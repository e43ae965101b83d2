"""How alike two codings are in how they say it: words, what words mean, and where they stand in a report."""

from __future__ import annotations

from communique.stories.feature import feature
from communique.stories.likeness_facts import same_set, same_type
from communique.stories.meanings import closest
from communique.stories.sketch import Sketch
from communique.stories.words import cosine

_HEAD = 350
"""Code points at the head of a report: title and first sentences."""


@feature("trigger")
def trigger(a: Sketch, b: Sketch) -> float:
    """The same word carries the act."""
    return float(bool(a.trigger & b.trigger))


@feature("trigger")
def trigger_mentioned(a: Sketch, b: Sketch) -> float:
    """The word that carries the one act stands in the other's sentence."""
    return float(bool(a.trigger & b.words.keys() or b.trigger & a.words.keys()))


@feature("trigger")
def trigger_meaning(a: Sketch, b: Sketch) -> float:
    """The words that carry the acts mean alike."""
    return closest(a.trigger, b.trigger)


@feature("words")
def clause_meaning(a: Sketch, b: Sketch) -> float:
    """What is said around the triggers means alike."""
    if a.meaning is None or b.meaning is None or same_sentence(a, b):
        return 0.0
    return max(0.0, float(a.meaning @ b.meaning))


@feature("words")
def rare_word(a: Sketch, b: Sketch) -> float:
    """The rarest word that both clauses have counts for this much of them."""
    if same_sentence(a, b):
        return 0.0
    shared = a.clause.keys() & b.clause.keys()
    return max((min(a.clause[w], b.clause[w]) for w in shared), default=0.0)


@feature("words")
def sentence_words(a: Sketch, b: Sketch) -> float:
    """The sentences share words, the rarer the more."""
    return 0.0 if same_sentence(a, b) else cosine(a.words, b.words)


@feature("words")
def clause_words(a: Sketch, b: Sketch) -> float:
    """The words around the triggers are alike, party names aside."""
    return 0.0 if same_sentence(a, b) else cosine(a.clause, b.clause)


@feature("position")
def same_sentence(a: Sketch, b: Sketch) -> float:
    """Both stand in one sentence, which tells two acts rather than one twice."""
    one, other = a.coding, b.coding
    return float(
        one.document.id == other.document.id
        and one.evidence.start < other.evidence.end
        and other.evidence.start < one.evidence.end
    )


@feature("position")
def adjoining(a: Sketch, b: Sketch) -> float:
    """Their sentences follow each other in one report."""
    one, other = a.coding, b.coding
    if one.document.id != other.document.id or same_sentence(a, b):
        return 0.0
    distance = max(one.evidence.start, other.evidence.start) - min(one.evidence.end, other.evidence.end)
    return float(distance < 12)


@feature("position")
def title(a: Sketch, b: Sketch) -> float:
    """One stands in the title of the report whose body tells the other."""
    zones = {a.coding.zone, b.coding.zone}
    return float(a.coding.document.id == b.coding.document.id and zones == {"title", "body"})


@feature("coder")
def restates(a: Sketch, b: Sketch) -> float:
    """The coder took the one for a restatement of the other, or both for one of a third."""
    one, other = a.coding, b.coding
    return float(
        one.restates == other.id or other.restates == one.id
        or (one.restates is not None and one.restates == other.restates)
    )  # fmt: skip


@feature("parties")
def said_actors(a: Sketch, b: Sketch) -> float:
    """The acting sides are named with a word in common."""
    return float(bool(a.said_actors & b.said_actors))


@feature("parties")
def other_said_actors(a: Sketch, b: Sketch) -> float:
    """The acting sides are named with different words."""
    return float(bool(a.said_actors) and bool(b.said_actors) and not a.said_actors & b.said_actors)


@feature("parties")
def said_recipients(a: Sketch, b: Sketch) -> float:
    """The receiving sides are named with a word in common."""
    return float(bool(a.said_recipients & b.said_recipients))


@feature("parties")
def other_said_recipients(a: Sketch, b: Sketch) -> float:
    """The receiving sides are named with different words."""
    one, other = a.said_recipients, b.said_recipients
    return float(bool(one) and bool(other) and not one & other)


@feature("counts")
def same_number(a: Sketch, b: Sketch) -> float:
    """Two sentences give the same number."""
    return float(not same_sentence(a, b) and bool(a.numbers & b.numbers))


@feature("words")
def words_and_clause(a: Sketch, b: Sketch) -> float:
    """Sentences and the words around the triggers are both alike."""
    return sentence_words(a, b) * clause_words(a, b)


@feature("trigger")
def same_trigger(a: Sketch, b: Sketch) -> float:
    """Exactly the same words carry the act."""
    return float(a.coding.trigger.text.lower() == b.coding.trigger.text.lower())


@feature("trigger")
def refers_back(a: Sketch, b: Sketch) -> float:
    """The word that carries one act has "the" or "that" before it, as of something told already."""
    return float(a.back or b.back)


@feature("trigger")
def refers_back_type(a: Sketch, b: Sketch) -> float:
    """That, and the type is the same."""
    return refers_back(a, b) * same_type(a, b)


@feature("position")
def head(a: Sketch, b: Sketch) -> float:
    """One of them stands at the head of its report."""
    return float(min(a.coding.trigger.start, b.coding.trigger.start) < _HEAD)


@feature("position")
def far_apart(a: Sketch, b: Sketch) -> float:
    """How far apart they stand in one report: 1 from 1,500 letters on."""
    if a.coding.document.id != b.coding.document.id:
        return 0.0
    return min(1.0, abs(a.coding.trigger.start - b.coding.trigger.start) / 1500)


@feature("trigger")
def one_sentence_meaning(a: Sketch, b: Sketch) -> float:
    """Both stand in one sentence, and the words that carry them mean alike."""
    return same_sentence(a, b) * trigger_meaning(a, b)


@feature("position")
def one_sentence_type(a: Sketch, b: Sketch) -> float:
    """Both stand in one sentence and have the same type."""
    return same_sentence(a, b) * same_type(a, b)


@feature("position")
def joined(a: Sketch, b: Sketch) -> float:
    """Both stand in one sentence with an "and" or a semicolon between them, as items of a list do."""
    if not same_sentence(a, b):
        return 0.0
    one, other = sorted((a.coding, b.coding), key=lambda coding: coding.trigger.start)
    text, origin = one.evidence.text, one.evidence.start
    between = text[max(0, one.trigger.end - origin) : max(0, other.trigger.start - origin)]
    return float(" and " in between or ";" in between)


@feature("position")
def title_type(a: Sketch, b: Sketch) -> float:
    """One stands in the title of the report whose body tells the other, and the type is the same."""
    return title(a, b) * same_type(a, b)


@feature("position")
def title_alike(a: Sketch, b: Sketch) -> float:
    """One stands in the title of the report whose body tells the other, and both sides are the same."""
    return title(a, b) * same_set(a, b)
