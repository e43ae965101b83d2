"""Every kind of input becomes documents; what cannot be read becomes a refusal, and the others go on."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from communique.records import Document, Refusal
from communique.sources import Limits, read_inputs

TEXT = "Envoys of the two Koreas met at the truce village on Friday.\n"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Strait Wire</title>
<item><title>Envoys &amp; aides meet</title><link>https://example.org/a</link>
<description>&lt;p&gt;Envoys met on Friday.&lt;/p&gt;</description><pubDate>Fri, 05 Jan 2018 23:30:00
-0500</pubDate></item>
<item><title>Bare</title><description>One plain sentence.</description><pubDate>soon</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom Wire</title><entry><title>Talks</title>
<id>urn:1</id><updated>2018-01-05T10:00:00Z</updated><content type="html">&lt;p&gt;Talks
began.&lt;/p&gt;</content></entry></feed>"""


def read(*paths: str | Path, **options: object) -> list[Document | Refusal]:
    return list(read_inputs(paths, **options))  # type: ignore[arg-type]


def reasons(items: list[Document | Refusal]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Refusal)]


def documents(items: list[Document | Refusal]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


def stdin(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    class Standard:
        buffer = io.BufferedReader(io.BytesIO(raw))  # type: ignore[arg-type]

    monkeypatch.setattr(sys, "stdin", Standard())


def test_text_file_is_one_document_named_by_the_hash_of_its_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(TEXT)
    second.write_text(TEXT)
    one, two = documents(read(first, second))
    assert (one.text, one.kind, one.source, one.encoding) == (TEXT, "text", str(first), "utf-8")
    assert one.id == two.id == one.raw_hash[:16]


def test_line_ends_are_kept_because_offsets_count_them(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One line.\r\nAnother line.\r\n")
    assert documents(read(path))[0].text == "One line.\r\nAnother line.\r\n"


def test_folder_is_read_in_sorted_order_and_recursively(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.html", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "picture.bin").write_bytes(b"\x01")
    items = read(tmp_path)
    assert [os.path.relpath(item.source, tmp_path) for item in documents(items)] == [
        "a/b.html",
        "a/z.txt",
        "b.txt",
    ]
    assert reasons(items) == ["sources.unsupported"]


def test_folder_without_texts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert reasons(read(tmp_path / "empty")) == ["sources.no_texts"]


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("empty.txt", b"", "sources.empty"),
        ("blank.txt", b" \n\t\n", "sources.empty"),
        ("pdf.txt", b"%PDF-1.7 stream", "sources.binary"),
        ("nul.txt", b"Some text\x00\x00\x01\x02 with NULs", "sources.binary"),
        ("noise.txt", bytes(range(1, 32)) * 20, "sources.binary"),
        ("cut.txt.gz", gzip.compress(TEXT.encode() * 50, mtime=0)[:60], "sources.truncated"),
        ("no.txt.gz", b"\x1f\x8b\x08garbage garbage", "sources.damaged"),
        ("no.parquet", b"PAR1 but nothing else PAR1", "sources.damaged"),
        ("no.warc", b"this is no archive\n", "sources.damaged"),
        ("no.xml", b"<?xml version='1.0'?><note><to>you</to></note>", "sources.no_entries"),
        ("empty.jsonl", b"\n\n", "sources.empty"),
        ("empty.csv", b"", "sources.empty"),
        ("head.csv", b"id,text\n", "sources.empty"),
        ("other.csv", b"id,body\n1,x\n", "sources.no_text_column"),
        ("list.json", b"[]", "sources.empty"),
        ("broken.json", b"[{]", "sources.broken_json"),
    ],
)
def test_bad_file_is_refused_and_the_next_one_read(
    tmp_path: Path, name: str, raw: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.txt").write_text(TEXT)
    items = read(tmp_path / name, tmp_path / "good.txt")
    assert reason in reasons(items)
    assert isinstance(items[-1], Document)
    assert items[-1].text == TEXT


def test_missing_file_and_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text(TEXT)
    real_open = open

    def guarded(path: object, *rest: object, **options: object) -> object:
        if str(path) == str(locked):
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, *rest, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", guarded)
    items = read(tmp_path / "absent.txt", locked)
    assert reasons(items) == ["sources.not_found", "sources.unreadable"]
    assert "Permission denied" in items[1].detail  # type: ignore[union-attr]


def test_jsonl_lines_keep_their_ids_and_bad_lines_are_refused_one_by_one(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"id": "n1", "text": "Short.", "title": "T", "published": "2013-06-16", "outlet": "O", "url": "u"}
        ),
        "not json",
        "",
        json.dumps({"id": "n2"}),
        json.dumps({"id": "n3", "text": 7}),
        json.dumps({"id": "n4", "text": "Dated.", "published": "yesterday"}),
        json.dumps({"id": "n5", "text": "   "}),
        json.dumps({"id": 6, "text": "Numbered “text”.\n"}),
        json.dumps({"id": ["x"], "text": "List."}),
        json.dumps({"id": "n8", "text": "Title.", "title": 3}),
        "[1]",
        '{"id":"n9","text":"A lone \\ud800 surrogate"}',
        json.dumps({"id": "last", "text": "Last."}),
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    items = read(path)
    first = documents(items)[0]
    assert (first.id, first.kind, first.title, first.published) == ("n1", "record", "T", date(2013, 6, 16))
    assert (first.outlet, first.url) == ("O", "u")
    assert [item.id for item in documents(items)] == ["n1", "6", "last"]
    assert documents(items)[1].text == "Numbered “text”.\n"
    assert reasons(items) == [
        "sources.broken_json", "sources.no_text", "sources.no_text", "sources.bad_date", "sources.empty",
        "sources.bad_field", "sources.bad_field", "sources.broken_json", "sources.broken_json",
    ]  # fmt: skip
    refusals = [item for item in items if isinstance(item, Refusal)]
    assert [item.document.source.rsplit(":", 1)[1] for item in refusals] == [
        "2",
        "4",
        "5",
        "6",
        "7",
        "9",
        "10",
        "11",
        "12",
    ]
    assert refusals[3].document.id == "n4"
    assert "yesterday" in refusals[3].detail


def test_a_line_over_the_limit_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as out:
        out.write(b'{"id":"a","text":"First."}\n{"id":"b","text":"')
        for _ in range(50):
            out.write(b"x" * 1_000_000)
        out.write(b'"}\n{"id":"c","text":"Third."}\n')
    items = read(path)
    assert [item.id for item in documents(items)] == ["a", "c"]
    assert reasons(items) == ["sources.too_large"]
    assert ":2" in next(item for item in items if isinstance(item, Refusal)).document.source


def test_a_text_file_of_one_huge_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes(b"word " * 10_000_000)
    assert reasons(read(path)) == ["sources.too_large"]


def test_gzip_of_each_kind_and_the_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode(), mtime=0))
    two = gzip.compress(b'{"id":"x","text":"One."}\n') + gzip.compress(b'{"id":"y","text":"Two."}\n')
    (tmp_path / "b.jsonl.gz").write_bytes(two)
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b"\n" * 60_000_000))
    items = read(tmp_path)
    assert [item.id for item in documents(items)[1:]] == ["x", "y"]
    assert documents(items)[0].text == TEXT
    assert reasons(items) == ["sources.bomb"]


def test_csv_with_quotes_breaks_and_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        'id;body;published\n1;"He said ""no"".\nThen left.";2013-06-16\n2;short\n3;x;never\n4;Fine.;\n'
    )
    items = read(path, text_column="body")
    assert [(item.id, item.text, item.published) for item in documents(items)] == [
        ("1", 'He said "no".\nThen left.', date(2013, 6, 16)),
        ("4", "Fine.", None),
    ]
    assert reasons(items) == ["sources.broken_row", "sources.bad_date"]


def test_parquet_through_duckdb(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "t.parquet"
    duckdb.sql(
        "COPY (SELECT 7 AS id, 'Envoys met.' AS text, DATE '2014-02-03' AS published, 'ü' AS title "
        f"UNION ALL SELECT 8, NULL, NULL, NULL ORDER BY id) TO '{path}' (FORMAT parquet)"
    )
    items = read(path)
    (document,) = documents(items)
    assert (document.id, document.text, document.published, document.title) == (
        "7",
        "Envoys met.",
        date(2014, 2, 3),
        "ü",
    )
    assert reasons(items) == ["sources.no_text"]


def test_feeds_give_an_entry_each_with_the_day_as_printed(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    (tmp_path / "b.xml").write_text(ATOM)
    first, second, third = documents(read(tmp_path))
    assert (first.title, first.outlet, first.published) == (
        "Envoys & aides meet",
        "Strait Wire",
        date(2018, 1, 5),
    )
    assert (first.url, first.kind, first.text) == (
        "https://example.org/a",
        "html",
        "<p>Envoys met on Friday.</p>",
    )
    assert (second.text, second.published) == ("<p>One plain sentence.</p>", None)
    assert (third.outlet, third.published) == ("Atom Wire", date(2018, 1, 5))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_bomb_is_refused_unparsed(tmp_path: Path, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
    (tmp_path / "bomb.rss").write_bytes(bomb.encode(encoding))
    assert reasons(read(tmp_path / "bomb.rss")) == ["sources.xml_entities"]


def test_feed_with_too_many_tags(tmp_path: Path) -> None:
    (tmp_path / "many.rss").write_text("<rss><channel>" + "<a/>" * 200 + "</channel></rss>")
    assert reasons(read(tmp_path / "many.rss", limits=Limits(feed_tags=100))) == ["sources.too_many_tags"]
    (tmp_path / "wide.rss").write_text("<rss><channel><item " + "a='1' " * 9000 + "/></channel></rss>")
    assert reasons(read(tmp_path / "wide.rss")) == ["sources.too_many_tags"]


def warc(*records: tuple[str, str, bytes], wet: bool = False) -> bytes:
    parts = []
    for kind, url, body in records:
        http = b"" if wet else b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n"
        block = http + body
        head = (
            f"WARC/1.0\r\nWARC-Type: {'conversion' if wet else 'response'}\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2018-01-09T08:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
            f"Content-Type: {'text/plain' if wet else 'application/http; msgtype=response'}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        parts.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(parts)


def test_warc_pages_and_wet_texts(tmp_path: Path) -> None:
    page = "<html><body><p>Café talks</p></body></html>".encode("latin-1")
    raw = warc(
        ("text/html; charset=iso-8859-1", "https://e.org/1", page),
        ("image/png", "https://e.org/2", b"\x89PNG"),
        ("text/plain", "https://e.org/3", b"Plain text."),
    )
    (tmp_path / "a.warc").write_bytes(raw)
    (tmp_path / "b.wet.gz").write_bytes(gzip.compress(warc(("", "https://e.org/4", b"Wet text."), wet=True)))
    first, second, third = documents(read(tmp_path))
    assert (first.kind, first.url, first.encoding) == ("html", "https://e.org/1", "cp1252")
    assert "Café talks" in first.text
    assert "crawled:2018-01-09" in first.note
    assert (second.kind, second.text) == ("text", "Plain text.")
    assert (third.kind, third.text, third.url) == ("text", "Wet text.", "https://e.org/4")


@pytest.mark.parametrize("packed", [False, True])
def test_truncated_archive_says_so(tmp_path: Path, packed: bool) -> None:
    raw = warc(*[("text/plain", f"https://e.org/{n}", b"Plain text, number %d. " % n * 40) for n in range(4)])
    cut = gzip.compress(raw, 0)[:-300] if packed else raw[:-300]
    path = tmp_path / ("cut.warc.gz" if packed else "cut.warc")
    path.write_bytes(cut)
    items = read(path)
    assert len(documents(items)) >= 3
    assert reasons(items) == ["sources.truncated"]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (TEXT.encode(), "text"),
        (b'{"id":"a","text":"One."}\n', "record"),
        (b"<!DOCTYPE html><html><body><p>Hello</p></body></html>", "html"),
        (b"id,text\n1,One.\n", "record"),
        (RSS.encode(), "html"),
        (gzip.compress(TEXT.encode(), mtime=0), "text"),
        (warc(("text/html", "https://e.org", b"<p>Hello</p>")), "html"),
    ],
)
def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch, raw: bytes, kind: str) -> None:
    stdin(monkeypatch, raw)
    items = read("-")
    assert isinstance(items[0], Document)
    assert items[0].kind == kind
    assert items[0].source.split(":")[0] == "-"


def test_a_named_file_of_unknown_suffix_is_sniffed(tmp_path: Path) -> None:
    (tmp_path / "page.asp").write_text("<html><body><p>Hi</p></body></html>")
    assert documents(read(tmp_path / "page.asp"))[0].kind == "html"


def test_reading_is_deterministic_and_refusals_have_ids_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("x\ny\n")
    once, twice = read(tmp_path), read(tmp_path)
    assert once == twice
    assert len({item.id for item in once}) == len(once) == 2
