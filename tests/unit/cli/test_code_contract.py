"""The contract of `communique code`, over texts of all sorts: what every record of every run must fulfil."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import Run
from tests.factories import spans_of

from communique.exchange import record_schema
from communique.ontology import load_ontology
from communique.records.actor import KINDS
from communique.records.when import BASES, PRECISIONS

TEXTS: dict[str, str] = {
    "plain": "North Korea fired two short-range missiles into the sea on Tuesday, South Korea's military said.",
    "curly": "“We will not sit at the table,” Iran’s foreign minister said on Sunday, rejecting Washington’s offer of talks.",
    "astral": "😀😀 Turkey's president met his Greek counterpart in Ankara on Monday 🇹🇷 and agreed to reopen a hotline.",
    "combining": "The Côte d’Ivoire government and rebels signed a cease-fire in Lomé on Friday.",
    "crlf": "Headline here\r\n\r\nRussian troops attacked a Ukrainian town on Monday.\r\nKyiv accused Moscow of war crimes.\r\n",
    "nbsp": "China\u00a0imposed sanctions on\u202fTaiwan on Thursday\u200b, Beijing\u2009said.",
    "tabs": "\t\tPakistan expelled India's ambassador\ton Wednesday .  \n\n\n   India summoned the Pakistani envoy .",
    "no event": "The weather in Oslo was mild, and the trams ran on time.",
    "one word": "Talks",
    "marks": "??? !!! … — «»",
    "list": "- Israel bombed Gaza.\n- Hamas fired rockets at Israel.\n- Egypt called for a truce.\n",
    "german": "Die Bundesregierung hat am Montag neue Sanktionen gegen Russland beschlossen.",
    "agency": "PYONGYANG - KCNA",
    "caps": "TRUMP THREATENS IRAN WITH NEW SANCTIONS OVER TANKER ATTACK",
    "quoted chain": (
        "Kim will not meet Moon this year, a North Korean official said on Friday, according to KCNA, which was "
        "quoted by Yonhap."
    ),
    "long sentence": "Egypt, " + "which had offered talks, and " * 60 + "Sudan signed a treaty on Monday.",
    "counts": "At least 30 to 40 civilians were killed and 1,200 arrested when police fired on protesters in Yangon.",
    "condition": "Japan will lift its sanctions on North Korea if Pyongyang frees the abducted citizens by July, Abe said.",
    "group": "The foreign ministers of China, Japan and South Korea met in Beijing in August 2019 and pledged cooperation.",
    "background": "In 2006, North Korea tested a nuclear device; the Security Council imposed sanctions a week later.",
    "situation": "The two Koreas are technically still at war, and their hotline has been cut since February 2016.",
    "markup": "The U.N. <b>condemned</b> Syria &amp; urged Russia to withdraw its troops.",
    "right to left": "Iran (جمهوری اسلامی ایران) said on Monday it had released three French detainees.",
}  # fmt: skip
ODD_IDS = {"plain": "id with spaces", "curly": "ид-☃", "no event": "=1+1", "marks": "0"}


def lines_of(texts: dict[str, str]) -> bytes:
    rows = [
        {"id": ODD_IDS.get(name, name), "text": text, "published": "2019-08-21"}
        for name, text in texts.items()
    ]
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts as JSON lines, two plain files and a page."""
    base = tmp_path_factory.mktemp("inputs")
    (base / "a.jsonl").write_bytes(lines_of(TEXTS))
    body = "\n\n".join(text for text in TEXTS.values() if len(text) > 60)
    (base / "b.txt").write_text(
        f"Talks resume in Geneva\n\nGENEVA, Aug. 20 (Reuters) — {body}\n\nRead also: ten best beaches\n",
        "utf-8",
    )
    paragraphs = "".join(f"<p>{text}</p>\n" for text in TEXTS.values() if len(text) > 60)
    (base / "c.html").write_text(
        "<!DOCTYPE html><html lang='en'><head><title>Talks resume | The Example</title>"
        "<meta property='article:published_time' content='2019-08-21T10:00:00Z'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Talks resume</h1>{paragraphs}</article></body></html>",
        "utf-8",
    )
    return base


@pytest.fixture(scope="module")
def plain(folder: Path, run_program: Run) -> list[bytes]:
    """The lines of one run."""
    done = run_program("code", folder)
    assert done.code == 0, done.err
    return done.lines


@pytest.fixture(scope="module")
def records(plain: list[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in plain]


@pytest.fixture(scope="module")
def codings(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = [record for record in records if record["record"] == "coding"]
    assert len(found) >= 40
    return found


@pytest.fixture(scope="module")
def texts(folder: Path, run_program: Run) -> dict[str, str]:
    """The text that offsets count, by source: as given, as in the file, or as `clean` prints it for a page."""
    found = {f"a.jsonl:{place}": text for place, text in enumerate(TEXTS.values(), 1)}
    found["b.txt"] = (folder / "b.txt").read_bytes().decode()
    (page,) = run_program("clean", folder / "c.html").records
    found["c.html"] = str(page["text"])
    return found


def text_of(record: dict[str, Any], texts: dict[str, str]) -> str:
    return texts[record["document"]["source"].rsplit("/", 1)[-1]]


def test_every_line_fulfils_the_schema(records: list[dict[str, Any]]) -> None:
    validator = Draft202012Validator(record_schema())
    Draft202012Validator.check_schema(record_schema())
    for record in records:
        validator.validate(record)
    assert {record["record"] for record in records} == {"coding", "statement", "situation", "refusal"}


def test_the_schema_refuses_what_is_no_record(codings: list[dict[str, Any]]) -> None:
    """A schema that everything fulfils would prove nothing."""
    validator = Draft202012Validator(record_schema())
    good = codings[0]
    without_trigger = {name: value for name, value in good.items() if name != "trigger"}
    for bad in (
        {**good, "event_type": "FIGHT"}, {**good, "status": "done"}, {**good, "evidence": None}, without_trigger,
        {**good, "record": "event"}, {**good, "actors": [{"text": "x"}]}, {**good, "date": "2013-06-16"},
    ):  # fmt: skip
        assert not validator.is_valid(bad)


def test_every_span_is_in_its_text(records: list[dict[str, Any]], texts: dict[str, str]) -> None:
    n = 0
    for record in records:
        text = text_of(record, texts)
        for span in spans_of(record):
            assert text[span["start"] : span["end"]] == span["text"], (record["id"], span)
            assert span["start"] < span["end"], (record["id"], span)
            n += 1
    assert n > 300


def test_evidence_holds_the_trigger(codings: list[dict[str, Any]]) -> None:
    for coding in codings:
        evidence, trigger = coding["evidence"], coding["trigger"]
        assert evidence["start"] <= trigger["start"] < trigger["end"] <= evidence["end"]


def test_fields_hold_what_the_ontology_knows(codings: list[dict[str, Any]]) -> None:
    ontology = load_ontology()
    for coding in codings:
        kind = ontology.types[coding["event_type"]]
        assert coding["mode"] is None or coding["mode"] in {mode.name for mode in kind.modes}, coding["mode"]
        assert set(coding["contexts"]) <= set(ontology.contexts)
        assert coding["cameo"] is None or coding["cameo"] in ontology.cameo
        assert coding["quad"] in (1, 2, 3, 4)
        assert 0 < coding["confidence"] <= 1
        assert coding["zone"] in ("title", "body", "caption")
        for actor in (*coding["actors"], *coding["recipients"]):
            assert actor["kind"] in KINDS
            assert actor["code"] is None or re.fullmatch(r"[A-Z]{3}(?:[A-Z]{3})*", actor["code"]), actor[
                "code"
            ]
        for when in (coding["date"], coding["deadline"]):
            if when is not None:
                assert when["precision"] in PRECISIONS
                assert when["basis"] in BASES
                assert (when["start"] or "") <= (when["end"] or "9999")


def test_quote_words_zero_gives_offsets_only(plain: list[bytes], folder: Path, run_program: Run) -> None:
    done = run_program("code", folder, "--quote-words", "0")
    assert done.code == 0
    silent = [json.loads(line) for line in done.lines]
    for before, after in zip(map(json.loads, plain), silent, strict=True):
        assert after["id"] == before["id"]
        spans = spans_of(after)
        assert all(span["text"] == "" for span in spans), after
        ends = [(span["start"], span["end"]) for span in spans]
        assert ends == [(span["start"], span["end"]) for span in spans_of(before)]


def test_quote_words_limits_every_quotation(folder: Path, run_program: Run) -> None:
    done = run_program("code", folder / "a.jsonl", "--quote-words", "3")
    words = [len(span["text"].split()) for record in done.records for span in spans_of(record)]
    assert max(words) == 4  # three and the ellipsis


def test_ids_are_unique(records: list[dict[str, Any]]) -> None:
    ids = [record["id"] for record in records]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9a-f]{16}", id) for id in ids)


def test_two_workers_write_the_same_bytes(plain: list[bytes], folder: Path, run_program: Run) -> None:
    assert run_program("code", folder, "--workers", "2").lines == plain


def test_a_text_gives_the_same_alone_as_in_company(
    records: list[dict[str, Any]], tmp_path: Path, run_program: Run
) -> None:
    """Order and neighbours change nothing but the line number in `source`."""
    backwards = dict(reversed(TEXTS.items()))
    (tmp_path / "a.jsonl").write_bytes(lines_of(backwards))
    again = run_program("code", tmp_path / "a.jsonl").records

    def by_document(rows: list[Any]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in rows:
            kept = {**row, "document": {**row["document"], "source": ""}}
            found.setdefault(row["document"]["id"], []).append(json.dumps(kept))
        return found

    from_lines = [record for record in records if ".jsonl" in record["document"]["source"]]
    assert by_document(again) == by_document(from_lines)
    for name in ("astral", "group"):
        (tmp_path / "one.jsonl").write_bytes(lines_of({name: TEXTS[name]}))
        alone = by_document(run_program("code", tmp_path / "one.jsonl").records)
        assert alone[name] == by_document(from_lines)[name]


def test_given_ids_are_kept_and_no_text_is_refused(records: list[dict[str, Any]]) -> None:
    ids = {record["document"]["id"] for record in records}
    assert ids >= {ODD_IDS.get(name, name) for name in ("plain", "curly", "astral", "group", "caps")}
    for record in records:
        if record["record"] == "refusal" and ".jsonl" in record["document"]["source"]:
            assert record["stage"] in ("coding", "resolve"), record


def test_restatements_point_to_a_coding_of_the_document(codings: list[dict[str, Any]]) -> None:
    owners = {coding["id"]: coding["document"]["id"] for coding in codings}
    for coding in codings:
        if coding["restates"] is not None:
            assert owners[coding["restates"]] == coding["document"]["id"]
            assert coding["restates"] != coding["id"]


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.jsonl"
    path.write_bytes(lines_of({"plain": TEXTS["plain"]}))
    return path


def test_csv_has_the_documented_columns(here: Run, one: Path) -> None:
    import csv
    import io

    from communique.exchange import COLUMNS

    done = here("code", one, "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.out.decode())))
    assert rows[0] == [column.name for column in COLUMNS]
    assert len(rows) >= 2
    assert dict(zip(rows[0], rows[1], strict=True))["document_id"] == ODD_IDS["plain"]


def test_parquet_and_csv_hold_the_same(here: Run, one: Path, tmp_path: Path) -> None:
    import duckdb

    assert here("code", one, "--format", "parquet", "-o", tmp_path / "e.parquet").out == b""
    assert here("code", one, "--format", "csv", "-o", tmp_path / "e.csv").out == b""
    query = "SELECT id, event_type, trigger, CAST(published AS VARCHAR), date_start FROM "
    parquet = duckdb.sql(f"{query} '{tmp_path / 'e.parquet'}'").fetchall()
    table = duckdb.sql(f"{query} '{tmp_path / 'e.csv'}'").fetchall()
    assert parquet == table
    assert parquet
    first = (tmp_path / "e.parquet").read_bytes()
    here("code", one, "--format", "parquet", "-o", tmp_path / "e.parquet")
    assert (tmp_path / "e.parquet").read_bytes() == first


def test_table_is_readable(here: Run, one: Path) -> None:
    done = here("code", one, "--format", "table")
    assert "PRK" in done.out.decode()


def test_output_goes_to_the_file_named(here: Run, one: Path, tmp_path: Path) -> None:
    plain = here("code", one)
    assert here("code", one, "--output", tmp_path / "out.jsonl").out == b""
    assert (tmp_path / "out.jsonl").read_bytes() == plain.out


def test_min_confidence_leaves_out_and_counts(here: Run, one: Path) -> None:
    done = here("code", one, "--min-confidence", "1.0")
    assert not [record for record in done.records if record["record"] == "coding"]
