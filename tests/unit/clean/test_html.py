
"""HTML pages and feed entries: every visible line, what the extractor picked, metadata, and limits that hold."""

from __future__ import annotations

import time
from datetime import date

import pytest

from communique.clean import CleanReason, clean
from communique.clean.html_guard import page_shape
from communique.clean.html_process import PageFailed, PageWorker
from communique.errors import InputRefused
from communique.records import Article, Document

BODY = """
<p>PORT HALE, Norland — The foreign ministers of Norland and Sudmark agreed on Monday to reopen the telephone
line between their navies, which had been silent for two years after a collision at sea.</p>
<p>The line will be staffed day and night from April, the two ministers said in a joint statement.</p>
<div class="ad">Advertisement</div>
<p>Also read: <a href="/x">Norland buys boats</a></p>
<h2>What was left open</h2>
<p>Sudmark had demanded that patrols near the disputed shoals be stopped first. Officials in both capitals said
that question would be taken up in May, when the ministers meet again.</p>
"""
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ministers reopen hotline | The Coastal Ledger</title>
<meta property="og:site_name" content="The Coastal Ledger">{{head}}</head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav><div class="cookie-bar">We use cookies on this site.</div>
<article><h1>Ministers reopen hotline</h1><p class="byline">By Ana Okafor</p>
<figure><img src="a.jpg"><figcaption>The line's red telephone. <span class="credit">Photo: NNA</span></figcaption></figure>
{BODY}</article><script>var x = "The foreign ministers";</script><footer>© 2015-2024 The Coastal Ledger</footer>
</body></html>"""
JSON_LD = '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2019-03-04T23:30:00-05:00"}]}</script>'
META = '<meta property="article:published_time" content="2019-03-05T04:30:00Z">'


def article(source: str, **fields: object) -> Article:
    return clean(Document(id="d", source="p.html", text=source, kind="html", **fields))  # type: ignore[arg-type]


def texts(found: Article, kind: str) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.kind == kind]


@pytest.fixture(scope="module")
def page() -> Article:
    return article(PAGE.format(head=JSON_LD + META))


def test_kept_lines(page: Article) -> None:
    assert page.title is not None
    assert page.title.text == "Ministers reopen hotline"
    assert [text.split()[0] for text in texts(page, "body")] == ["The", "The", "Sudmark"]
    assert texts(page, "subhead") == ["What was left open"]
    assert texts(page, "caption") == ["The line's red telephone."]
    assert texts(page, "credit") == ["Photo: NNA"]
    assert page.dateline_place == "PORT HALE, Norland"
    assert page.byline is not None
    assert page.byline.text == "By Ana Okafor"
    assert page.outlet == "The Coastal Ledger"


def test_dropped_lines_and_reasons(page: Article) -> None:
    dropped = {page.text[b.start : b.end]: b.reason for b in page.blocks if b.kind == "dropped"}
    assert dropped["Home World"] == CleanReason.NAVIGATION
    assert dropped["We use cookies on this site."] == CleanReason.COOKIES
    assert dropped["Advertisement"] == CleanReason.ADVERTISEMENT
    assert dropped["Also read: Norland buys boats"] == CleanReason.RELATED
    assert dropped["© 2015-2024 The Coastal Ledger"] == CleanReason.LEGAL
    assert "var x" not in page.text


def test_the_day_is_the_one_written_and_json_ld_comes_first(page: Article) -> None:
    assert page.published.on == date(2019, 3, 4)
    assert page.published.basis == "metadata"
    assert page.published.evidence is not None
    assert page.published.evidence.startswith("json-ld datePublished")
    assert any(note.startswith("trafilatura:") for note in page.notes)


def test_meta_elements() -> None:
    assert (
        article(PAGE.format(head=META)).published.evidence
        == "meta article:published_time 2019-03-05T04:30:00Z"
    )


def test_no_date_is_better_than_a_guess() -> None:
    found = article(PAGE.format(head="")).published
    assert found.on is None
    assert found.basis in ("none", "bounds")
    assert found.latest in (None, date(2024, 12, 31))


def test_given_values_win() -> None:
    found = article(PAGE.format(head=JSON_LD), published=date(2001, 2, 3), outlet="Given Post")
    assert (found.published.on, found.published.basis, found.outlet) == (
        date(2001, 2, 3),
        "given",
        "Given Post",
    )


def test_feed_entry_is_kept_however_short() -> None:
    found = article("<p>Envoys met on <b>Friday</b>.</p>", note=("feed.entry",), title="Envoys meet")
    assert texts(found, "body") == ["Envoys met on Friday."]


def test_offsets_count_the_extracted_text(page: Article) -> None:
    for block in page.blocks:
        assert 0 <= block.start < block.end <= len(page.text)
        assert page.text[block.start : block.end] == page.text[block.start : block.end].strip()


@pytest.mark.parametrize(
    "source",
    [
        "<html><body><p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">Text</p></body></html>",
        "<html><body><p " + "a" * 5_000 + " x='1'" * 5_000 + ">Text</p></body></html>",
        "<div>" * 100_000 + "Text",
        "<b></b>" * 200_000,
    ],
)
def test_pages_that_keep_extractors_busy_are_refused_at_once(source: str) -> None:
    started = time.monotonic()
    with pytest.raises(InputRefused) as caught:
        article(source)
    assert caught.value.reason == CleanReason.TOO_MANY_TAGS
    assert time.monotonic() - started < 2


def test_long_values_of_one_attribute_are_no_bomb() -> None:
    source = PAGE.format(head="").replace("a.jpg", "data:image/png;base64," + "iVBORw0KGgo" * 5_000)
    assert page_shape(source).problem is None
    assert article(source).title is not None


@pytest.mark.parametrize(
    "source",
    ["", "<html></html>", "<html><body><nav>Home</nav></body></html>", "<", "<<<>>>", "<!--", "<p \x00>"],
)
def test_empty_and_broken_pages_are_refused(source: str) -> None:
    with pytest.raises(InputRefused) as caught:
        article(source)
    assert caught.value.reason in (CleanReason.NO_BODY, CleanReason.CRASHED)


def test_the_limit_holds_inside_a_c_library_and_the_next_page_is_read() -> None:
    worker = PageWorker(seconds=0.3)
    slow = "<html><body><p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">Text</p></body></html>"
    started = time.monotonic()
    try:
        with pytest.raises(PageFailed) as caught:
            worker.take_apart(slow, None, entry=False)
        assert caught.value.timed_out
        assert time.monotonic() - started < 20
        worker.seconds = 20.0
        assert worker.take_apart(PAGE.format(head=""), None, entry=False).title is not None
    finally:
        worker.close()


def test_mojibake_of_a_page_is_repaired_and_said() -> None:
    broken = PAGE.format(head="").replace("The line's red", "The lineâ€™s red")
    found = article(broken, note=("encoding.mojibake",))
    assert texts(found, "caption") == ["The line’s red telephone."]
    assert "ftfy:repaired" in found.notes
