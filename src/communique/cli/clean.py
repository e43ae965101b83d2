"""`communique clean`: what of an input is the article, and why the rest is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from communique.clean import clean
from communique.cli.stream import Progress, exit_code, is_terminal, note, records_out
from communique.errors import InputRefused, UsageError
from communique.records import Article, Document, DocumentRef, PublicationDate, Refusal, short_id
from communique.sources import read_inputs

COLOURS = {
    "title": "bold", "subhead": "bold", "body": "", "caption": "cyan", "byline": "magenta",
    "dateline": "magenta", "credit": "magenta", "date": "magenta", "outlet": "magenta", "dropped": "dim",
}  # fmt: skip


def clean_command(paths: list[str], format: str | None) -> None:
    """One JSON object an input when piped, a listing of kept and dropped blocks on a terminal.

    Exits 1 when every input was refused. Raises UsageError for a format that articles are not printed in.
    """
    chosen = format or ("table" if is_terminal() else "jsonl")
    if chosen not in ("table", "jsonl"):
        raise UsageError(f"--format {chosen!r}: articles are printed as table or jsonl")
    console = Console(file=sys.stdout, soft_wrap=False, highlight=False)
    encoder, progress = msgspec.json.Encoder(), Progress()
    n = n_refused = 0
    for item in cleaned(paths):
        n += 1
        n_refused += isinstance(item, Refusal)
        if chosen == "jsonl":
            records_out().write(
                encoder.encode(article_record(item) if isinstance(item, Article) else item) + b"\n"
            )
        elif isinstance(item, Refusal):
            note(f"refused: {item.document.source}: {item.reason}: {item.detail}")
        else:
            _print(console, item)
        progress.step()
    progress.done()
    sys.stdout.flush()
    raise typer.Exit(exit_code(n, n_refused))


def cleaned(paths: list[str]) -> Iterator[Article | Refusal]:
    """Articles and refusals of all inputs, in order."""
    for item in read_inputs(paths):
        if isinstance(item, Refusal):
            yield item
            continue
        try:
            yield clean(item)
        except InputRefused as problem:
            yield _refusal(item, problem)


def article_record(article: Article) -> dict[str, object]:
    """The Article as it leaves the program: its fields, with `record` first and each block's text beside
    its span."""
    fields: dict[str, object] = {"record": "article"}
    fields.update(msgspec.to_builtins(article))
    fields["blocks"] = [
        {**msgspec.to_builtins(block), "text": article.text[block.start : block.end]}
        for block in article.blocks
    ]
    return fields


def _refusal(document: Document, problem: InputRefused) -> Refusal:
    reference = DocumentRef(document.id, document.source, document.title, document.outlet, document.published)
    return Refusal(
        short_id(document.id, "refusal", "clean", problem.reason),
        reference,
        "clean",
        problem.reason,
        problem.detail,
    )


def _print(console: Console, article: Article) -> None:
    console.print(Text(article.source, style="bold underline"))
    facts = [
        ("title", article.title.text if article.title else "none"),
        ("published", published_words(article.published)),
        ("outlet", " ← ".join(f"{link.name} ({link.role})" for link in article.agencies) or "unknown"),
        ("byline", article.byline.text if article.byline else "none"),
        ("dateline", article.dateline_place or (article.dateline.text if article.dateline else "none")),
        (
            "language",
            (article.language or "too short to tell") + (", cut off at the end" if article.truncated else ""),
        ),
    ]
    for name, value in facts:
        console.print(Text(f"  {name:10}", style="dim") + Text(value))
    for block in article.blocks:
        style = COLOURS.get(block.kind, "")
        label = Text(f"{block.start:6d} {block.kind:9}", style=style or "green")
        reason = Text(f"{block.reason.removeprefix('clean.'):17}", style="dim")
        console.print(
            label + reason + Text(" ".join(article.text[block.start : block.end].split()), style=style)
        )
    console.print()


def published_words(published: PublicationDate) -> str:
    """ "2013-06-16 (printed: June 16, 2013)", "between … and …", or "unknown"."""
    ground = f" ({published.basis}{': ' + published.evidence if published.evidence else ''})"
    if published.on is not None:
        return published.on.isoformat() + ground
    if published.earliest is None and published.latest is None:
        return "unknown"
    after = f"not before {published.earliest.isoformat()}" if published.earliest else ""
    before = f"not after {published.latest.isoformat()}" if published.latest else ""
    return ", ".join(part for part in (after, before) if part) + ground
