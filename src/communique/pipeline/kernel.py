"""The kernel: documents in, outcomes out, in this process. The same in every worker and every test."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

import msgspec

from communique.clean import clean
from communique.coding import code
from communique.coding.lexicon import lexicon_of
from communique.errors import InputRefused
from communique.knowledge import load_knowledge
from communique.language import load_parser
from communique.pipeline.outcome import Outcome, refused
from communique.records import Article, Document, DocumentRef, Parse
from communique.resolve import resolve


class Options(msgspec.Struct, frozen=True):
    """What a user may choose for a run.

    published: publication date for inputs that carry none of their own; min_confidence: codings below it are
    left out; overlay: folder of own actor tables; time_limit: seconds a document may take (plus a share by
    its length).
    """

    published: date | None = None
    min_confidence: float = 0.0
    overlay: str | None = None
    time_limit: float = 60.0


class Kernel:
    """All stages with their tables loaded."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.parser = load_parser()
        overlay = Path(self.options.overlay) if self.options.overlay else None
        self.knowledge = load_knowledge(overlay)
        self.lexicon = lexicon_of(overlay)

    def process(self, documents: list[Document]) -> list[Outcome]:
        """One outcome a document, in order. Sentences of all documents are parsed in common batches."""
        started = perf_counter()
        outcomes: dict[int, Outcome] = {}
        cleaned: list[tuple[int, DocumentRef, Article]] = []
        for place, document in enumerate(documents):
            if self.options.published is not None and document.published is None:
                document = msgspec.structs.replace(document, published=self.options.published)
            try:
                article = clean(document)
            except InputRefused as problem:
                outcomes[place] = refused(reference(document, None), "clean", problem.reason, problem.detail)
                continue
            cleaned.append((place, reference(document, article), article))
        clean_time = perf_counter() - started
        started = perf_counter()
        parses = self.parser.parse_many(
            [
                (article.text, [(block.start, block.end) for block in article.read_ranges()])
                for _, _, article in cleaned
            ]
        )
        parse_time = perf_counter() - started
        share = 1 / max(1, len(cleaned))
        for (place, ref, article), parse in zip(cleaned, parses, strict=True):
            stages = {"clean": clean_time * share, "parse": parse_time * share}
            outcomes[place] = self._code(ref, article, parse, stages)
        return [outcomes[place] for place in range(len(documents))]

    def _code(self, ref: DocumentRef, article: Article, parse: Parse, stages: dict[str, float]) -> Outcome:
        started = perf_counter()
        resolution = resolve(parse, article, self.knowledge)
        stages["resolve"] = perf_counter() - started
        started = perf_counter()
        coded = code(
            parse, article, ref, resolution, lexicon=self.lexicon, min_confidence=self.options.min_confidence
        )
        stages["code"] = perf_counter() - started
        return Outcome(
            ref, article, coded.codings, coded.statements, coded.situations, coded.refusals,
            len(parse.sentences), sum(len(sentence) for sentence in parse.sentences), stages,
        )  # fmt: skip


def reference(document: Document, article: Article | None) -> DocumentRef:
    """The short form of a document in its records; what the caller gave wins over what cleaning found."""
    title = document.title
    if title is None and article is not None and article.title is not None:
        title = article.title.text
    published = document.published
    if published is None and article is not None:
        published = article.published.on
    outlet = document.outlet or (article.outlet if article is not None else None)
    return DocumentRef(document.id, document.source, title, outlet, published)
