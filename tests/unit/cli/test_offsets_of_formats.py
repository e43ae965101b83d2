"""Offsets lead back to the text of every input format: as given for records, as `communique clean` prints it for pages."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.conftest import Run
from tests.factories import spans_of

SENTENCES = (
    "“We reject the offer,” Iran’s foreign minister said on Monday. 😀 Turkey and Greece held talks in Ankara.",
    "Russia and Ukraine exchanged 60 prisoners on Saturday, officials said.\r\n\r\nPoland expelled two Belarusian diplomats.",
)
PAGE = (
    "<html><head><title>News &amp; more</title></head><body><article><h1>Talks</h1>{}</article></body></html>"
)


def paragraphs(text: str) -> str:
    return "".join(
        f"<p>{part} And so it went on for a while, with no end in sight.</p>"
        for part in text.split("\r\n\r\n")
    )


def feed() -> str:
    items = "".join(
        f"<item><title>Item {n}</title><link>https://example.org/{n}</link><pubDate>Mon, 17 Jun 2013 08:00:00 GMT</pubDate>"
        f"<description><![CDATA[{paragraphs(text)}]]></description></item>"
        for n, text in enumerate(SENTENCES)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'


def warc() -> bytes:
    parts = []
    for n, text in enumerate(SENTENCES):
        body = PAGE.format(paragraphs(text)).encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{n}\r\nWARC-Date: 2013-06-17T08:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        parts.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(parts)


def write(folder: Path, kind: str) -> Path:
    path = folder / f"in.{kind}"
    if kind == "jsonl":
        path.write_text(
            "".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(SENTENCES))
        )
    elif kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([("id", "text"), *((n, text) for n, text in enumerate(SENTENCES))])
    elif kind == "parquet":
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE t (id VARCHAR, text VARCHAR)")
            connection.executemany(
                "INSERT INTO t VALUES (?, ?)", [(str(n), text) for n, text in enumerate(SENTENCES)]
            )
            connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    elif kind == "rss":
        path.write_text(feed(), "utf-8")
    elif kind == "warc":
        path.write_bytes(warc())
    elif kind == "html":
        path.write_text(PAGE.format(paragraphs("\r\n\r\n".join(SENTENCES))), "utf-8")
    else:
        path.write_bytes("\r\n\r\n".join(SENTENCES).encode())
    return path


@pytest.mark.parametrize("kind", ["txt", "jsonl", "csv", "parquet", "html", "rss", "warc"])
def test_every_span_is_in_the_text_that_clean_prints(kind: str, tmp_path: Path, here: Run) -> None:
    path = write(tmp_path, kind)
    cleaned: list[Any] = [record for record in here("clean", path).records if record["record"] == "article"]
    texts = {article["document_id"]: article["text"] for article in cleaned}
    records: list[Any] = here("code", path).records
    codings = [record for record in records if record["record"] == "coding"]
    assert {coding["event_type"] for coding in codings} >= {"SANCTION", "CONSULT"}
    for record in records:
        text = texts[record["document"]["id"]]
        for span in spans_of(record):
            assert text[span["start"] : span["end"]] == span["text"]
    if kind in ("jsonl", "csv", "parquet"):
        assert list(texts.values()) == list(SENTENCES)
    if kind == "txt":
        assert list(texts.values()) == ["\r\n\r\n".join(SENTENCES)]
