"""The report: one file that needs no network, shows what is in the records and cannot be broken by a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.factories import TEXT, a_coding, a_reference, an_actor, an_article, an_outcome

from communique.records import Block, Span
from communique.report import write_report
from communique.report.model import segments
from communique.report.pairs import by_pair, pairs_of

EVIL = '</script><script>alert(1)</script><img src=x onerror=alert(2)> & "quotes"'


@pytest.fixture
def page(tmp_path: Path) -> str:
    coding = a_coding(document=a_reference(title=EVIL))
    write_report([an_outcome(coding, document=a_reference(title=EVIL))], tmp_path / "report.html", EVIL)
    return (tmp_path / "report.html").read_text("utf-8")


def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    loaded = re.findall(
        r"<(?:script|img|iframe|link|source|video|audio|embed)\b[^>]*?(?:src|href)\s*=\s*[\"']?([^\"'>\s]*)",
        page,
    )
    assert not [address for address in loaded if not address.startswith(("data:", "#"))]
    assert "@import" not in page
    assert not re.findall(r"url\((?!['\"]?(?:data:|#))", page)
    assert "fetch(" not in page
    assert "XMLHttpRequest" not in page


def test_a_text_cannot_become_markup(page: str) -> None:
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", page, re.S)
    assert not [script for script in scripts if script.startswith("alert")]


def test_the_page_is_fit_for_small_screens_and_says_its_language(page: str) -> None:
    assert '<meta name="viewport"' in page
    assert re.search(r"<html[^>]*\blang=", page)
    assert re.search(r'<meta charset="?utf-8', page, re.I)


def test_sentence_and_actors_are_shown(page: str) -> None:
    assert "Norland" in page
    assert "offered" in page


def test_the_same_outcomes_give_the_same_bytes(tmp_path: Path) -> None:
    outcomes = [an_outcome(a_coding())]
    write_report(outcomes, tmp_path / "a.html")
    write_report(outcomes, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_nothing_found_is_a_page_too(tmp_path: Path) -> None:
    write_report([], tmp_path / "none.html")
    write_report([an_outcome()], tmp_path / "empty.html")
    write_report([an_outcome(article=None)], tmp_path / "refused.html")
    for name in ("none", "empty", "refused"):
        assert "</html>" in (tmp_path / f"{name}.html").read_text("utf-8")


def test_segments_put_the_text_together_again() -> None:
    article = an_article()
    codings = [
        a_coding(),
        a_coding(id="c2", trigger=Span(26, 31, "talks")),
        a_coding(id="c3", evidence=Span(5, 20, TEXT[5:20])),
    ]
    for block in (Block(0, len(TEXT), "body", ""), Block(3, 30, "body", "")):
        parts = segments(article, block, codings)
        assert "".join(part["text"] for part in parts) == TEXT[block.start : block.end]
    lit = [
        part["text"] for part in segments(article, article.blocks[0], [a_coding()]) if "c1" in part["trigger"]
    ]
    assert lit == ["offered"]


def test_pairs_are_unordered_and_never_of_one_country() -> None:
    assert (
        pairs_of(a_coding(who="USA", whom="KOR"))
        == pairs_of(a_coding(who="KOR", whom="USA"))
        == [("KOR", "USA")]
    )
    assert pairs_of(a_coding(who="KOR", whom="KOR")) == []
    assert pairs_of(a_coding(who="KOR", whom=None)) == []
    three = a_coding(actors=(an_actor("CHN"), an_actor("JPN"), an_actor("KOR")), whom=None)
    assert pairs_of(three) == [("CHN", "JPN"), ("CHN", "KOR"), ("JPN", "KOR")]


def test_pairs_with_the_most_come_first_and_restatements_do_not_count() -> None:
    codings = [
        a_coding(),
        a_coding(id="c2"),
        a_coding(id="c3", restates="c1"),
        a_coding(id="c4", who="USA", whom="CHN"),
    ]
    assert [(pair, len(found)) for pair, found in by_pair(codings)] == [
        (("KOR", "PRK"), 2),
        (("CHN", "USA"), 1),
    ]
