"""The chronology: order, days in words, footnotes in Markdown and in Word."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import docx
import pytest
from lxml import etree
from tests.factories import a_coding, a_day, a_reference, an_actor

from communique.exchange.chronology import NOTES, Entry, Note, chronology, day_in_words, sentence
from communique.exchange.docx import write_docx
from communique.exchange.holdings import Holdings, Wanted
from communique.exchange.markdown import escaped, write_markdown
from communique.exchange.occurrence import of_coding, of_event
from communique.store import Store


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [("2013-06-16", "2013-06-16", "day", "16 June 2013"), ("2013-03-03", "2013-03-05", "range", "3–5 March 2013"),
     ("2013-06-28", "2013-07-02", "range", "28 June – 2 July 2013"),
     ("2012-12-30", "2013-01-02", "range", "30 December 2012 – 2 January 2013"),
     ("2013-06-01", "2013-06-30", "month", "June 2013"), ("2013-01-01", "2013-12-31", "year", "2013"),
     ("2013-06-01", "2013-08-31", "season", "summer 2013"), (None, None, "unknown", ""),
     (None, "2013-06-16", "unknown", "before 16 June 2013"), ("2013-06-16", None, "unknown", "from 16 June 2013")],
)  # fmt: skip
def test_days_are_as_fine_as_they_are_known(
    start: str | None, end: str | None, precision: str, words: str
) -> None:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    assert day_in_words(a_day(first, end=last, precision=precision)) == words


def test_sentences() -> None:
    assert (
        sentence(of_coding(a_coding()))
        == "Norland → Sudland: express intent to meet or negotiate (promised)."
    )
    talks = a_coding(
        "CONSULT",
        cameo="046",
        status="happened",
        actors=(an_actor("KOR"), an_actor("PRK", "Sudland")),
        recipients=(),
    )
    assert sentence(of_coding(talks)) == "Norland and Sudland: engage in negotiation."
    bare = a_coding("CONSULT", cameo=None, mode="visit", status="happened", whom=None)
    assert sentence(of_coding(bare)) == "Norland: consult, visit."


def test_order_and_headings() -> None:
    later = a_coding(id="a", date=a_day(date(2014, 1, 5)))
    undated = a_coding(id="b", date=a_day(None))
    year = a_coding(id="d", date=a_day(date(2013, 1, 1), end=date(2013, 12, 31), precision="year"))
    entries = chronology(of_coding(coding) for coding in (undated, later, a_coding(id="c"), year))
    assert [entry.heading for entry in entries] == ["2013", "June 2013", "January 2014", "Undated"]


def test_many_articles_are_counted() -> None:
    from tests.factories import an_event

    told = [a_coding(id=f"c{n}", document=a_reference(id=f"d{n}")) for n in range(9)]
    event = an_event(lead="c0", codings=tuple(coding.id for coding in told), n_documents=9)
    (entry,) = chronology([of_event(event, told)])
    assert len(entry.notes) == NOTES
    assert entry.n_more == 4


def markdown(entries: list[Entry]) -> str:
    out = io.StringIO()
    assert write_markdown(entries, out) == len(entries)
    return out.getvalue()


def test_markdown_footnotes_match(store: Store) -> None:
    text = markdown(chronology(Holdings(store).occurrences()))
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.M)
    assert used == defined == ["1", "2", "3"]
    assert "## June 2013" in text
    assert "“Norland on Monday offered talks to Sudland, officials said.”" in text
    assert "<https://news.example.org/2013/06/18/visit>" in text


def test_markdown_without_quotations(store: Store) -> None:
    text = markdown(chronology(Holdings(store, Wanted(quote_words=0)).occurrences()))
    assert "offered talks" not in text
    assert "characters 0–59" in text


def test_text_stays_text_in_markdown() -> None:
    assert escaped("a *b* [c](d) <e> `f` #g | h_i") == r"a \*b\* \[c\](d) \<e\> \`f\` \#g \| h\_i"
    assert escaped("1. first\n- second") == r"1\. first - second"
    assert escaped("see https://x.example/a_b?c=1&d=2, there") == "see <https://x.example/a_b?c=1&d=2>, there"
    assert escaped("&lt;") == r"\&lt;"


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_word_footnotes(store: Store) -> None:
    out = io.BytesIO()
    assert write_docx(chronology(Holdings(store).occurrences()), out) == 2
    document = docx.Document(io.BytesIO(out.getvalue()))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "Chronology"
    assert "17 June 2013 Norland → Sudland: express intent to meet or negotiate (promised)." in texts
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
        assert b"footnotes.xml" in archive.read("word/_rels/document.xml.rels")
        assert b"/word/footnotes.xml" in archive.read("[Content_Types].xml")
    used = [node.get(f"{W}id") for node in body.iter(f"{W}footnoteReference")]
    defined = {node.get(f"{W}id"): "".join(node.itertext()) for node in notes.iter(f"{W}footnote")}
    assert used == ["2", "3", "4"]
    assert set(used) <= set(defined)
    assert "“Norland on Monday offered talks to Sudland, officials said.”" in defined["2"]


def test_word_is_the_same_every_time_and_bears_any_text() -> None:
    entries = [Entry("June 2013", "1 June 2013", "a < b & \x0b \ud800 c", (Note("q\x00 <w:p>", "w & x"),), 3)]
    first, second = io.BytesIO(), io.BytesIO()
    write_docx(entries, first)
    write_docx(entries, second)
    assert first.getvalue() == second.getvalue()
    texts = [paragraph.text for paragraph in docx.Document(first).paragraphs]
    assert "1 June 2013 a < b &   c (and 3 more)" in texts
