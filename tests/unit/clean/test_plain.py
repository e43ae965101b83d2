
"""Scraped plain text: every line kept, set apart or dropped, with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from communique.clean import CleanReason, clean
from communique.errors import InputRefused
from communique.records import Article, Document

PAGE = (Path(__file__).parent / "pages" / "hotline.txt").read_text("utf-8")


def article(text: str, **fields: object) -> Article:
    return clean(Document(id="d", source="s.txt", text=text, **fields))  # type: ignore[arg-type]


def texts(found: Article, kind: str) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.kind == kind]


def reason_of(found: Article, beginning: str) -> str:
    return next(b.reason for b in found.blocks if found.text[b.start : b.end].startswith(beginning))


@pytest.fixture(scope="module")
def page() -> Article:
    return article(PAGE)


def test_headline_without_the_outlets_suffix_and_its_double_dropped(page: Article) -> None:
    assert page.title is not None
    assert page.title.text == "Ministers agree to reopen strait hotline"
    assert page.outlet == "The Coastal Ledger"
    assert CleanReason.DOUBLED_HEADLINE in {block.reason for block in page.blocks}


def test_body_is_all_there_and_nothing_else(page: Article) -> None:
    body = texts(page, "body")
    assert [line.split()[0] for line in body] == ["The", "The", "“We", "Sudmark", "Opposition"]
    assert texts(page, "subhead") == ["What was left open"]


def test_dateline_is_set_apart_and_the_body_starts_after_it(page: Article) -> None:
    assert page.dateline is not None
    assert (page.dateline.text, page.dateline_place) == ("PORT HALE, Norland —", "PORT HALE, Norland")
    assert texts(page, "body")[0].startswith("The foreign ministers")


def test_caption_and_credit_are_set_apart(page: Article) -> None:
    assert texts(page, "caption")[0].startswith("Delegates shake hands")
    assert texts(page, "credit")[0] == "(AP Photo/Bo Lind)"


def test_byline_and_writers(page: Article) -> None:
    assert page.byline is not None
    assert page.byline.text == "By Ana Okafor, Staff Writer"
    assert reason_of(page, "(Reporting by") == CleanReason.WRITERS


def test_printed_date_with_its_evidence(page: Article) -> None:
    assert page.published.on == date(2019, 3, 4)
    assert page.published.basis == "printed"
    assert page.published.span is not None
    assert page.text[page.published.span.start : page.published.span.end] == "March 4, 2019"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Home |", CleanReason.NAVIGATION),
        ("Article continues", CleanReason.ADVERTISEMENT),
        ("ALSO READ", CleanReason.RELATED),
        ("TAGS:", CleanReason.TAGS),
        ("Subscribe", CleanReason.NEWSLETTER),
        ("Your e-mail", CleanReason.COMMENTS),
        ("© 2015", CleanReason.LEGAL),
        ("We use cookies", CleanReason.COOKIES),
    ],
)
def test_every_dropped_line_has_its_reason(page: Article, line: str, reason: CleanReason) -> None:
    assert reason_of(page, line) == reason


def test_text_is_untouched_and_blocks_lie_in_order(page: Article) -> None:
    assert page.text == PAGE
    assert all(a.end <= b.start for a, b in zip(page.blocks, page.blocks[1:], strict=False))
    covered = "".join(PAGE[block.start : block.end] for block in page.blocks)
    lost = len("".join(PAGE.split())) - len("".join(covered.split()))
    assert lost <= len("|")


@pytest.mark.parametrize(
    "text",
    [
        "North Korea offered talks to the South on Friday.",
        "Norland recalls its ambassador from Sudmark",
        "The envoy left.\nHe said nothing. He took no questions.\n",
    ],
)
def test_short_pasted_texts_are_kept(text: str) -> None:
    assert texts(article(text), "body")


def test_headline_that_ends_with_a_question_mark() -> None:
    found = article(
        "Will the Two Navies Talk?\n\nThe navies of Norland and Sudmark have not spoken for two years.\n\nThat may change in April, officials in both capitals said on Monday.\n"
    )
    assert found.title is not None
    assert found.title.text == "Will the Two Navies Talk?"
    assert len(texts(found, "body")) == 2


def test_doubled_caption_is_kept_once() -> None:
    lines = ["Foreign minister Bo Lind Photo: NNA"] * 2
    found = article(
        "Minister Lind steps down\n\n"
        + "\n".join(lines)
        + "\n\nBo Lind stepped down on Friday after six years in office.\n"
    )
    assert texts(found, "caption") == ["Foreign minister Bo Lind"]
    assert texts(found, "credit") == ["Photo: NNA"]
    assert reason_of(found, lines[0]) in (CleanReason.CAPTION, CleanReason.DOUBLED_LINE)
    assert CleanReason.DOUBLED_LINE in {block.reason for block in found.blocks}


def test_wrapped_paragraphs_are_one_block_each() -> None:
    wrapped = (
        "The foreign ministers of Norland and Sudmark agreed on Monday to reopen the\n"
        "telephone line between their navies, which had been silent for two years\n"
        "after a collision at sea. The line will be staffed day and night.\n\n"
        "Opposition lawmakers in Norland called the agreement hasty and asked the\n"
        "government to publish its text before parliament votes on it, which may\n"
        "not be before the summer.\n\n"
        "No date was set for the next meeting, though officials in both capitals\n"
        "said that it would be held soon.\n"
    )
    assert len(texts(article(wrapped), "body")) == 3


@pytest.mark.parametrize(
    ("ending", "truncated"),
    [
        ("They will meet again in May.", False),
        ("They will meet again in May,” he said.”", False),
        ("They will meet again in May, the officials told reporters, although no", True),
        ("They will meet again in May, officials told reporters …", True),
        ("They will meet again in May [...]", True),
    ],
)
def test_cut_off_texts(ending: str, truncated: bool) -> None:
    lead = "The foreign ministers of Norland and Sudmark agreed on Monday to reopen the line.\n\n"
    assert article(lead + ending + "\n").truncated is truncated


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Hi.", CleanReason.TOO_SHORT),
        ("Home\nNews\nWorld\nSports\nContact us\nSubscribe\n", CleanReason.NO_BODY),
        (
            "Der Außenminister hat am Freitag erklärt, dass die Gespräche fortgesetzt werden sollen. " * 4,
            CleanReason.NOT_ENGLISH,
        ),
        (
            "Министр иностранных дел заявил, что переговоры будут продолжены на следующей неделе. " * 4,
            CleanReason.NOT_ENGLISH,
        ),
        ("a " * 1_500_000, CleanReason.TOO_LARGE),
        ("a line\n" * 50_000, CleanReason.TOO_LARGE),
    ],
)
def test_refusals(text: str, reason: CleanReason) -> None:
    with pytest.raises(InputRefused) as caught:
        article(text)
    assert caught.value.reason == reason


def test_cleaning_a_hostile_line_ends_soon() -> None:
    found = article("The envoys of Norland met on Friday. " + "Aa. " * 200_000 + "(" * 5_000 + "By " * 5_000)
    assert found.text


def test_a_name_in_the_dateline_does_not_make_a_headline() -> None:
    found = article(
        "Coastal Valley Wire\n\nBREAKING: Army seizes power in Norland, premier held\n\nMon 25 Oct 2021 21:58 CAT\n\n"
        "PORT HALE (Coastal Valley Wire) - The army of Norland arrested the prime minister on Monday.\n\n"
        "Soldiers closed the bridges of the capital and shut the airport, witnesses said.\n"
    )
    assert found.title is not None
    assert found.title.text == "BREAKING: Army seizes power in Norland, premier held"
    assert found.published.on == date(2021, 10, 25)
