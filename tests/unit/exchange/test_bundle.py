"""The evidence bundle: nothing missing, nothing that does not belong, hashes that hold."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import msgspec
from tests.factories import TEXT, a_coding, a_reference, a_span
from tests.small_project import SECOND

from communique.exchange.bundle import write_bundle
from communique.exchange.holdings import Holdings, Wanted
from communique.records import Coding, Span
from communique.store import Store


class Page(HTMLParser):
    """Texts, marks and links of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.marked: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self._in_mark = False
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in_mark = tag == "mark"
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = False

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._in_mark:
            self.marked.append(data)


def test_the_whole_bundle(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "evidence.zip"
    assert write_bundle(Holdings(store), path) == 3
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
        assert names == {*manifest["files"], "manifest.json"}
        for name, facts in manifest["files"].items():
            content = archive.read(name)
            assert facts == {"bytes": len(content), "sha256": sha256(content).hexdigest()}
        page = Page(archive.read("index.html").decode())
        assert page.marked == ["offered", "offered", "visited"]
        assert set(page.links) <= names
        assert "script" not in page.tags
        assert "".join(page.words).count(TEXT) == 1
        for document in manifest["documents"]:
            assert sha256(archive.read(document["original"])).hexdigest() == document["received_sha256"]
            assert archive.read(document["text"]).decode() in (TEXT, SECOND)
        records = [
            msgspec.json.decode(line, type=Coding) for line in archive.read("codings.jsonl").splitlines()
        ]
        assert [coding.id for coding in records] == ["c1", "c2", "c3"]


def test_without_texts_hashes_stay(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "evidence.zip"
    write_bundle(Holdings(store, Wanted(quote_words=0)), path)
    with zipfile.ZipFile(path) as archive:
        assert set(archive.namelist()) == {"codings.jsonl", "index.html", "manifest.json"}
        manifest = json.loads(archive.read("manifest.json"))
        assert [len(document["received_sha256"]) for document in manifest["documents"]] == [64, 64]
        for name in archive.namelist():
            assert b"offered talks" not in archive.read(name)


def test_the_same_project_gives_the_same_bytes(store: Store, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        write_bundle(Holdings(store), tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_texts_cannot_become_markup(tmp_path: Path) -> None:
    from tests.factories import CODER, an_article

    from communique.store import Found

    words = "<script>alert(1)</script> & <b>talks</b> were offered"
    coding = a_coding(
        evidence=Span(0, len(words), words), trigger=a_span("offered", words),
        document=a_reference(title="<img src=x onerror=y>"),
    )  # fmt: skip
    from tests.factories import a_document

    with Store.create(tmp_path / "x.db") as store:
        run = store.begin_run("add", coder=CODER)
        store.writer(run).add(a_document(words), Found(coding.document, an_article(words), (coding,)))
        write_bundle(Holdings(store), tmp_path / "x.zip", "codings")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        page = Page(archive.read("index.html").decode())
    assert not {"script", "img", "b"} & page.tags
    assert page.marked == ["offered"]
    assert "<script>alert(1)</script>" in "".join(page.words)
