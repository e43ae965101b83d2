"""The stages as functions on one text: what a notebook or a program needs without a project.

Model and tables are loaded at the first call and kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from communique.pipeline.kernel import Kernel, Options
from communique.pipeline.outcome import Outcome
from communique.pipeline.run import run
from communique.records import Article, Document, Mention, Parse, TimeExpression
from communique.resolve import PhraseActor
from communique.text.days import exact_day, given_day


@cache
def _kernel() -> Kernel:
    return Kernel()


def _document(text: str, published: date | str | None, kind: str, fields: dict[str, str | None]) -> Document:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=fields.get("id") or digest[:16], source="text", text=text, kind=kind, title=fields.get("title"),
        outlet=fields.get("outlet"), published=exact_day(published), raw_hash=digest,
    )  # fmt: skip


def code(
    text: str, *, published: date | str | None = None, title: str | None = None, outlet: str | None = None,
    id: str | None = None, html: bool = False,
) -> Outcome:  # fmt: skip
    """Codings, statements, situations and refusals of one text.

    published: the day that "on Sunday" is counted from; without it such dates stay unknown. html: the text
    is a page, to be cleaned of everything but its article (offsets then count the article's text). A text
    that cannot be read gives an outcome with `refused` true. Raises UsageError for a day that is none."""
    kind = "html" if html else "record"
    document = _document(text, published, kind, {"title": title, "outlet": outlet, "id": id})
    return _kernel().process([document])[0]


def code_files(
    *paths: str | Path, published: date | str | None = None, min_confidence: float = 0.0, workers: int = 1,
    overlay: str | None = None, time_limit: float = 60.0,
) -> Iterator[Outcome]:  # fmt: skip
    """Outcomes of files and folders of any kind that `communique code` reads, in order, from processes of
    their own: a text that kills its process is refused and the others go on."""
    from communique.sources import read_inputs

    options = Options(exact_day(published), min_confidence, overlay, time_limit)
    return run(read_inputs([str(path) for path in paths]), options, workers)


def clean_text(text: str, *, html: bool = True) -> Article:
    """The article in a page, or in a scraped text: blocks kept and dropped with reasons, date with its
    evidence. Raises InputRefused.
    """
    from communique.clean import clean

    return clean(_document(text, None, "html" if html else "text", {}))


def parse(text: str) -> Parse:
    """Sentences, tokens, tags, tree and names of a text."""
    return _kernel().parser.parse(text)


def actors(text: str, *, published: date | str | None = None) -> tuple[Mention, ...]:
    """Every mention of an actor with whom it stands for, or why that could not be told. published: the day on
    which offices count.
    """
    from communique.clean import clean
    from communique.resolve import resolve

    article = clean(_document(text, published, "record", {}))
    parsed = _kernel().parser.parse(
        article.text, [(block.start, block.end) for block in article.read_ranges()]
    )
    return tuple(resolve(parsed, article, _kernel().knowledge).mentions)


def who(phrase: str, *, on: date | str | None = None) -> PhraseActor:
    """Who a bare phrase stands for ("the president of South Korea"). on: a day, or a month or year for its
    last (today, when left out).
    """
    from communique.resolve import resolve_phrase

    return resolve_phrase(phrase, _kernel().knowledge, given_day(on, last=True))


def dates(text: str, *, published: date | str | None = None) -> list[TimeExpression]:
    """Time expressions with TIMEX3 types and values, and the days that they cover."""
    from communique.resolve import find_times

    return [span.expression for span in find_times(parse(text), exact_day(published))]


class Relation(msgspec.Struct, frozen=True):
    """What a source does to a target: a PLOVER type, or null; scores by type."""

    event_type: str | None
    scores: dict[str, float]


@cache
def _relater() -> object:
    from communique.pipeline.relating import Relater

    return Relater()


def relate(text: str, source: tuple[int, int], target: tuple[int, int]) -> Relation:
    """What the source does to the target; both are [start, end) in code points of the text."""
    from communique.pipeline.relating import Relater

    relater = _relater()
    assert isinstance(relater, Relater)
    ((event_type, scores),) = relater.relate([(text, source, target)])
    return Relation(event_type, scores)
