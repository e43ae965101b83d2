"""The table on a terminal: one row a coding, coloured by quad class, then situations."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.exchange.jsonl import cut_words
from communique.pipeline import Outcome
from communique.records import Actor, Coding, Event, Situation, When

QUAD_STYLE = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
QUAD_NAME = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def day_text(when: When | None) -> str:
    """2013-06-16, 2013-06 (month), 2013 (year), 2013-06-08…15, or a dash."""
    if when is None or when.start is None or when.end is None:
        return "–"
    if when.precision == "year":
        return str(when.start.year)
    if when.precision == "month":
        return when.start.strftime("%Y-%m")
    if when.start == when.end:
        return when.start.isoformat()
    return f"{when.start.isoformat()}…{when.end.isoformat()}"


def who(actors: tuple[Actor, ...]) -> str:
    """Short names with codes, each once: "Kim Jong Un (PRKGOV)"."""
    parts = []
    for actor in actors:
        name = actor.person or actor.name or actor.text
        parts.append(f"{name} ({actor.code})" if actor.code and actor.code != name else name)
    return ", ".join(dict.fromkeys(parts)) or "–"


def deed(one: Coding | Event) -> str:
    """Type and mode: "ASSAULT aerial"."""
    return f"{one.event_type} {one.mode or ''}".strip()


def coding_table(
    codings: Iterable[Coding], quote_words: int | None = None, title: str | None = None
) -> Table:
    """Codings as a rich table."""
    table = Table(title=title, title_justify="left", expand=True, show_lines=False, pad_edge=False)
    for name, ratio in (
        ("date", 3),
        ("who", 6),
        ("did what", 4),
        ("to whom", 6),
        ("status", 3),
        ("said by", 4),
        ("sentence", 12),
    ):
        table.add_column(name, ratio=ratio, overflow="fold")
    for coding in codings:
        kind = coding.event_type + (f" {coding.mode}" if coding.mode else "")
        status = coding.status + (" · background" if coding.background else "")
        said = " ← ".join(link.name for link in coding.attribution) or "–"
        sentence = (
            coding.evidence.text if quote_words is None else cut_words(coding.evidence.text, quote_words)
        )
        table.add_row(
            day_text(coding.date), who(coding.actors), Text(kind, style=QUAD_STYLE[coding.quad]),
            who(coding.recipients),
            status, said, Text(" ".join(sentence.split()), style="dim"),
        )  # fmt: skip
    return table


def situation_table(situations: Iterable[Situation], quote_words: int | None = None) -> Table:
    """Situations as a rich table."""
    table = Table(title="Standing situations", title_justify="left", expand=True, pad_edge=False)
    for name, ratio in (
        ("kind", 4),
        ("parties", 6),
        ("stands", 2),
        ("since", 3),
        ("until", 3),
        ("sentence", 12),
    ):
        table.add_column(name, ratio=ratio, overflow="fold")
    for situation in situations:
        sentence = situation.evidence.text
        if quote_words is not None:
            sentence = cut_words(sentence, quote_words)
        table.add_row(
            situation.kind.replace("_", " "), who(situation.parties), "yes" if situation.holds else "no",
            day_text(situation.since), day_text(situation.until), Text(" ".join(sentence.split()),
            style="dim"),
        )  # fmt: skip
    return table


def print_outcomes(outcomes: Iterable[Outcome], quote_words: int | None = None) -> None:
    """A table a document, as the documents are done."""
    console = Console()
    for outcome in outcomes:
        if outcome.refused:
            continue
        published = outcome.document.published.isoformat() if outcome.document.published else "undated"
        title = f"{outcome.document.title or outcome.document.source} · {published}"
        if outcome.codings:
            console.print(coding_table(outcome.codings, quote_words, title))
        else:
            console.print(f"{title}: no event")
        if outcome.situations:
            console.print(situation_table(outcome.situations, quote_words))
