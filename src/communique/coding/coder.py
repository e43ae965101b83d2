"""From a parse with resolved mentions to codings, statements, situations and refusals.

Order of work in one article: trees → acts with their parties (sentence_acts) → date, place, attribution,
background → records → restatements.
"""

from __future__ import annotations

import msgspec

from communique.coding.assemble import Assembler
from communique.coding.attribution import Attributor
from communique.coding.contested import contested
from communique.coding.lexicon import Lexicon, load_lexicon
from communique.coding.refusals import refusal_of, unresolved
from communique.coding.restate import mark_restatements
from communique.coding.sentence_acts import read_all
from communique.coding.situations import find_situations
from communique.coding.speech import find_statements
from communique.coding.tree import Tree
from communique.coding.veto import Veto
from communique.records import Article, Coding, DocumentRef, Parse, Refusal, Situation, Statement
from communique.resolve import Resolution

CODER = "frames+scorer.v1"


class Coded(msgspec.Struct, frozen=True):
    """All that one article gave, in text order."""

    codings: tuple[Coding, ...]
    statements: tuple[Statement, ...]
    situations: tuple[Situation, ...]
    refusals: tuple[Refusal, ...]


def code(
    parse: Parse,
    article: Article,
    document: DocumentRef,
    resolution: Resolution,
    *,
    lexicon: Lexicon | None = None,
    min_confidence: float = 0.0,
) -> Coded:
    """Codes one article. Deterministic; the order of records is the order of their triggers in the text."""
    lexicon = lexicon or load_lexicon()
    trees = [Tree(sentence, index) for index, sentence in enumerate(parse.sentences)]
    attributor = Attributor(parse, article, trees, resolution)
    assembler = Assembler(parse, article, document, resolution, trees, attributor, CODER)
    veto = Veto(lexicon, resolution, trees)
    codings: list[Coding] = []
    refusals: list[Refusal] = []
    for tree, found in read_all(trees, resolution, lexicon, attributor, veto):
        for candidate in found:
            if candidate.refusal is not None:
                refusals.append(refusal_of(candidate, tree, document))
                continue
            coding = assembler.coding(candidate)
            if coding is not None and coding.confidence >= min_confidence:
                codings.append(coding)
    codings = mark_restatements(contested(_one_a_trigger(codings), trees, resolution))
    refusals.extend(unresolved(resolution, parse, document))
    return Coded(
        tuple(codings),
        tuple(find_statements(attributor, parse, document)),
        tuple(find_situations(parse, article, document, trees, resolution, attributor)),
        tuple({refusal.id: refusal for refusal in refusals}.values()),
    )


def _one_a_trigger(codings: list[Coding]) -> list[Coding]:
    """One coding for each trigger and type; the more confident stays."""
    best: dict[tuple[int, str], Coding] = {}
    for coding in codings:
        key = (coding.trigger.start, coding.event_type)
        if key not in best or coding.confidence > best[key].confidence:
            best[key] = coding
    return sorted(best.values(), key=lambda c: (c.trigger.start, c.trigger.end, c.event_type))
