"""`relate` over raw text: parse, resolve and rank, in batches."""

from __future__ import annotations

from communique.clean import clean
from communique.coding.relate import Span, relate
from communique.errors import InputRefused
from communique.pipeline.kernel import Kernel, Options
from communique.records import Article, Block, Document, PublicationDate
from communique.resolve import resolve


def _article(document: Document) -> Article:
    """The text as an article; one that cleaning refuses is taken as it is, since every line is answered."""
    try:
        return clean(document)
    except InputRefused:
        block = Block(0, len(document.text), "body", "relate.as_given")
        return Article(
            document.id,
            document.source,
            document.text,
            None,
            (block,),
            PublicationDate(None, None, None, "none"),
        )


class Relater:
    """Kernel for marked pairs; loads model and tables once."""

    def __init__(self, options: Options | None = None) -> None:
        self._kernel = Kernel(options)

    def relate(self, pairs: list[tuple[str, Span, Span]]) -> list[tuple[str | None, dict[str, float]]]:
        """(type or null, scores by type) for each (text, source span, target span), in order."""
        articles = [
            clean(Document(str(place), "relate", text, kind="record"))
            for place, (text, _, _) in enumerate(pairs)
        ]
        parses = self._kernel.parser.parse_many(
            [
                (article.text, [(block.start, block.end) for block in article.read_ranges()])
                for article in articles
            ]
        )
        answers: list[tuple[str | None, dict[str, float]]] = []
        for (_, source, target), article, parse in zip(pairs, articles, parses, strict=True):
            if not parse.sentences:
                answers.append((None, {}))
                continue
            resolution = resolve(parse, article, self._kernel.knowledge)
            event_type, scores, _ = relate(parse, article, resolution, source, target)
            answers.append((event_type, scores))
        return answers
