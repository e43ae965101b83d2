"""`communique check`: whether a claim is in a project."""

from __future__ import annotations

from datetime import date

from communique.analysis.claims import Checked, check
from communique.cli.projects import opened, print_records, readable
from communique.cli.remembering import fresh
from communique.errors import UsageError
from communique.pipeline import Kernel, Options, Outcome
from communique.records import Document


def check_command(
    project: str, claim: str, published: date | None, overlay: str | None, format: str | None
) -> None:  # fmt: skip
    """Prints the verdict with its quotes. Raises UsageError for an empty claim."""
    if not claim.strip():
        raise UsageError(
            'the claim is empty; for instance: communique check korea.db "Pyongyang offered talks."'
        )
    kernel = Kernel(Options(published=published, overlay=overlay))

    def coder(sentence: str) -> Outcome:
        return kernel.process([Document("claim", "claim", sentence, kind="record")])[0]

    with opened(project) as store:
        fresh(store, project)
        texts = {article.document_id: article.text for article in store.articles()}
        events = store.current_events(rule="ours")
        codings = {coding.id: coding for coding in store.current_codings()}
        found = check(claim, coder, events, codings, texts.get, store.current_situations())
    if not readable(format):
        print_records([found])
        return
    _print(found)


def _print(found: Checked) -> None:
    print(f"{found.verdict}: {found.why}")
    for quote in found.quotes:
        day = quote.published.isoformat() if quote.published else "no date"
        print(
            f"    “{' '.join(quote.text.split())}”\n"
            f"        {quote.title or quote.document}, {day}, {quote.start}–{quote.end}"
        )
