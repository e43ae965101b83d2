"""Records survive their formats: JSON lines, CSV and Parquet give back what went in, quotations never grow."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import a_coding, a_day, a_reference, an_actor, spans_of

from communique.exchange import COLUMNS, encode_line, flat_row, limit_quotes, write_csv, write_parquet
from communique.exchange.jsonl import cut_words
from communique.records import Coding, Span

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
SPANS = WORDS.map(lambda text: Span(3, 3 + len(text), text))
DAYS = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))
ACTORS = st.builds(lambda name, code: an_actor(code, name), NAMES, st.sampled_from(["KOR", "USA", None]))


@st.composite
def codings(draw: st.DrawFn) -> Coding:
    """Codings whose texts hold anything that Unicode has."""
    return a_coding(
        id=draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        document=a_reference(title=draw(st.one_of(st.none(), WORDS)), published=draw(DAYS)),
        evidence=draw(SPANS),
        trigger=draw(SPANS),
        content=draw(st.one_of(st.none(), SPANS)),
        actors=tuple(draw(st.lists(ACTORS, max_size=3))),
        recipients=tuple(draw(st.lists(ACTORS, max_size=3))),
        date=a_day(draw(DAYS)),
        confidence=draw(st.floats(0, 1)),
        background=draw(st.booleans()),
    )


@given(codings())
def test_a_line_gives_back_the_record(coding: Coding) -> None:
    line = encode_line(coding)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert msgspec.json.decode(line, type=Coding) == coding


@given(codings(), st.integers(0, 8))
def test_quotations_shrink_and_nothing_else_changes(coding: Coding, words: int) -> None:
    limited = limit_quotes(coding, words)
    before, after = spans_of(coding), spans_of(limited)
    assert [(s["start"], s["end"]) for s in before] == [(s["start"], s["end"]) for s in after]
    for long, short in zip(before, after, strict=True):
        assert len(short["text"].split()) <= words + (words > 0)
        assert short["text"] == cut_words(long["text"], words)
    assert limit_quotes(limited, words) == limited or words > 0
    assert limit_quotes(coding, None) is coding


@given(WORDS, st.integers(1, 6))
def test_a_short_quotation_is_left_as_it_is(text: str, words: int) -> None:
    if len(text.split()) <= words:
        assert cut_words(text, words) == text
    else:
        assert cut_words(text, words).endswith(" …")


@given(st.lists(codings(), max_size=4))
def test_csv_gives_back_its_cells(rows: list[Coding]) -> None:
    out = io.StringIO(newline="")
    assert write_csv(rows, out) == len(rows)
    back = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert back[0] == [column.name for column in COLUMNS]
    assert len(back) == len(rows) + 1
    for coding, cells in zip(rows, back[1:], strict=True):
        for value, cell in zip(flat_row(coding), cells, strict=True):
            if isinstance(value, str):
                assert cell in (value, "'" + value)
            elif value is None:
                assert cell == ""


@given(st.lists(codings(), max_size=3))
def test_no_cell_of_a_csv_is_a_formula(rows: list[Coding]) -> None:
    out = io.StringIO(newline="")
    write_csv(rows, out)
    numeric = {column.name for column in COLUMNS if column.type in ("DOUBLE", "INTEGER", "DATE")}
    for row in csv.DictReader(io.StringIO(out.getvalue(), newline="")):
        for name, cell in row.items():
            assert name in numeric or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@settings(max_examples=12, deadline=None)
@given(st.lists(codings(), max_size=3))
def test_parquet_gives_back_its_rows(rows: list[Coding]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        assert write_parquet(rows, path) == len(rows)
        with duckdb.connect() as connection:
            relation = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
            names = [column[0] for column in relation.description or ()]
            back = relation.fetchall()
        assert names == [column.name for column in COLUMNS]
        assert back == [flat_row(coding) for coding in rows]
        assert [entry.name for entry in Path(folder).iterdir()] == ["events.parquet"]
