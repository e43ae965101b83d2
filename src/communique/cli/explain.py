"""`communique explain`."""

from __future__ import annotations

from datetime import date

import msgspec
import typer

from communique.clean import clean
from communique.coding import code
from communique.coding.explain import explain_coding
from communique.errors import InputRefused, UsageError
from communique.knowledge import load_knowledge
from communique.language import load_parser
from communique.pipeline.kernel import reference
from communique.records import Document, Refusal
from communique.resolve import resolve
from communique.sources import read_inputs


def explain_command(path: str, coding_id: str | None, published: date | None) -> None:
    """Prints the reasons of one coding of a document, or of all; raises UsageError when no coding has the id.
    """
    shown = 0
    known: list[str] = []
    for item in read_inputs([path]):
        if isinstance(item, Refusal):
            raise InputRefused(item.reason, item.detail, item.document.source)
        shown += _explain(item, coding_id, published, known)
    if coding_id is not None and shown == 0:
        raise UsageError(f"no coding {coding_id!r} in {path}; its codings are {', '.join(known) or 'none'}")


def _explain(document: Document, coding_id: str | None, published: date | None, known: list[str]) -> int:
    if published is not None and document.published is None:
        document = msgspec.structs.replace(document, published=published)
    article = clean(document)
    parse = load_parser().parse(article.text, [(block.start, block.end) for block in article.read_ranges()])
    resolution = resolve(parse, article, load_knowledge())
    coded = code(parse, article, reference(document, article), resolution)
    shown = 0
    for coding in coded.codings:
        known.append(coding.id)
        if coding_id in (None, coding.id):
            typer.echo(explain_coding(coding, parse, article, resolution) + "\n")
            shown += 1
    for reason, detail, start, _ in resolution.flags:
        typer.echo(f"flag at {start}: {reason}: {detail}")
    return shown
