"""`communique new`: what an article adds to a project."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from communique.cli.projects import opened, print_records, readable
from communique.errors import InputRefused
from communique.pipeline import Kernel, Options
from communique.records import Coding, Document, Refusal
from communique.sources import read_inputs
from communique.stories.memory import published_days, text_of
from communique.stories.novelty import Known, counts, novelty

_COLOUR = {"new": "\033[1m", "repeated": "\033[2m", "background": "\033[2;3m"}


def new_command(
    path: str, project: str, published: date | None, overlay: str | None, format: str | None
) -> None:  # fmt: skip
    """Labels every sentence of the documents in a file. Raises InputRefused when one cannot be read."""
    documents: list[Document] = []
    for item in read_inputs([path]):
        if isinstance(item, Refusal):
            raise InputRefused(item.reason, item.detail, item.document.source)
        documents.append(item)
    with opened(project) as store:
        held: dict[str, list[Coding]] = defaultdict(list)
        for coding in store.current_codings():
            held[coding.document.id].append(coding)
        articles = list(store.articles())
    days = published_days(map(text_of, articles), [one for group in held.values() for one in group])
    known = [
        Known(article, days.get(article.document_id), tuple(held.get(article.document_id, ())))
        for article in articles
    ]
    kernel = Kernel(Options(published=published, overlay=overlay))
    for outcome in kernel.process(documents):
        if outcome.article is None:
            refusal = outcome.refusals[0]
            raise InputRefused(refusal.reason, refusal.detail, outcome.document.source)
        found = novelty(outcome.article, outcome.codings, known, outcome.document.published)
        if not readable(format):
            print_records(found)
            continue
        told = counts(found)
        print(f"{outcome.document.source}: " + ", ".join(f"{n} {label}" for label, n in told.items()))
        for one in found:
            words = " ".join(one.span.text.split())
            source = f"  [{one.document}: {one.why}]" if one.document else f"  [{one.why}]"
            print(f"{_COLOUR[one.label]}{one.label:<11}\033[0m {words}{source}")
