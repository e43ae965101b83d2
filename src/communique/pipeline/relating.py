"""`relate` over raw text: parse, resolve and rank, in batches."""

from __future__ import annotations

from communique.clean import clean
from communique.coding.relate import Span, relate
from communique.pipeline.kernel import Kernel, Options
from communique.records import Document
from communique.resolve import resolve


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
        answers = []
        for (_, source, target), article, parse in zip(pairs, articles, parses, strict=True):
            resolution = resolve(parse, article, self._kernel.knowledge)
            event_type, scores, _ = relate(parse, article, resolution, source, target)
            answers.append((event_type, scores))
        return answers
