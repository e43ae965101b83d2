"""Days of reports that carry none: from reports that tell the same, never before what they tell."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from tests.factories import a_coding

from communique.records import Coding, DocumentRef, Span, When
from communique.stories.sketch import alike_reports, report_windows
from communique.stories.words import Weights

FLOOD = "Hydrologists in Rangpur asked Dhaka for forty dredgers after the Teesta embankment gave way"


def told(document: str, text: str, published: date | None, when: When, background: bool = False) -> Coding:
    reference = DocumentRef(document, f"{document}.txt", None, None, published)
    fields: dict[str, Any] = {"date": when, "background": background, "status": "happened"}
    return msgspec.structs.replace(
        a_coding(), id=f"c-{document}", document=reference, evidence=Span(0, len(text), text), **fields
    )


def day(year: int, month: int, number: int) -> When:
    on = date(year, month, number)
    return When(on, on, "day", "expression", None, "test")


UNKNOWN = When(None, None, "unknown", "context", None, "test")


def windows(*codings: Coding) -> dict[str, tuple[date, date]]:
    return report_windows(codings, alike_reports(codings, Weights()))


def test_near_copies_without_a_day_are_of_the_same_days() -> None:
    found = windows(
        told("dated", f"{FLOOD}, a minister said in Parliament", date(2011, 7, 4), UNKNOWN),
        told("long", f"{FLOOD}, engineers with lanterns said", None, UNKNOWN),
        told("short", f"{FLOOD}, engineers said", None, UNKNOWN),
    )
    assert found["long"] == found["short"] == (date(2011, 7, 3), date(2011, 7, 8))


def test_a_report_is_not_older_than_what_it_tells() -> None:
    found = windows(
        told("dated", f"{FLOOD}, a minister said", date(2011, 7, 4), UNKNOWN),
        told("later", FLOOD, None, day(2014, 8, 2)),
    )
    assert found["later"] == (date(2014, 8, 2), date(2014, 8, 2))


def test_background_alone_gives_a_report_no_day() -> None:
    assert windows(told("old", FLOOD, None, day(1988, 9, 1), background=True)) == {}
