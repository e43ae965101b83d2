"""Datelines: "SEOUL, June 16 (Yonhap) --", "PYONGYANG, North Korea — ", "MOSCOW, June 16. /TASS/.", "LONDON,
Wednesday night."."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.clean.months import DAY, MONTH, YEAR

UPPER = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+|[A-Z]\.(?:[A-Z]\.)+)"
WORD = r"[A-ZÀ-Þ][\w.'’\-]*"
REGION = rf"(?:\s*,\s*(?:{WORD})(?:\s{WORD}){{0,3}})?"
PLACE_UPPER = rf"{UPPER}(?:[ /]{UPPER}){{0,4}}{REGION}(?:/{UPPER}(?: {UPPER}){{0,3}}{REGION})?"
PLACE_MIXED = rf"{WORD}(?:[ /]{WORD}){{0,3}}(?:,\s*{WORD}(?:\s{WORD}){{0,3}})?"
WHEN = (
    r"(?:(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day|\.)?,?\s+)?"
    rf"(?:(?i:{MONTH})\s*{DAY}|{DAY}\s+(?i:{MONTH}))(?:,?\s+{YEAR})?"
)
NAMED_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|evening|night))?"
"""A day without a date, as newspapers printed it: "LONDON, Wednesday night"."""
AGENCY = r"[A-Z][\w.'’&\- /]{0,40}?"
FROM_FILE = r"(?:File Photo|Files?|Pool|Handout)"
DASH = r"(?:—|–|―|--+|-(?=\s))"

PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # MOSCOW, June 16. /TASS/. Text
        rf"(?P<place>{PLACE_UPPER}|{PLACE_MIXED}),\s*(?P<when>{WHEN})\s*[./,]*\s*/(?P<agency>{AGENCY})/\s*[.:—–-]*\s+",
        # SEOUL, June 16 (Yonhap) -- Text; Pyongyang, June 16 (KCNA) -- Text; TOKYO, June 16, 2013 — Text
        rf"(?P<place>{PLACE_UPPER}|{PLACE_MIXED})\s*[,.]?\s*(?P<when>{WHEN})\s*\.?\s*(?:\((?P<agency>{AGENCY})\))?\s*(?:{DASH}|:)\s*",
        # LONDON, Wednesday night. Text; BAGHDAD, Monday — Text
        rf"(?P<place>{PLACE_UPPER}),\s+(?P<when>{NAMED_DAY})(?:\s*{DASH}|[.:])\s+(?=[A-Z“\"‘'])",
        # Nicosia, Friday — Text
        rf"(?P<place>{PLACE_MIXED}),\s+(?P<when>{NAMED_DAY})\s*{DASH}\s+(?=[A-Z“\"‘'])",
        # SEOUL, South Korea (AP) — Text; Seoul (Reuters) - Text
        rf"(?P<place>{PLACE_UPPER}|{PLACE_MIXED})\s*[,—–-]?\s*\((?P<agency>{AGENCY})\)\s*(?:{DASH}|:)\s*",
        # CAIRO (AP) " Text: a dash that a page has turned into a quotation mark
        rf"(?P<place>{PLACE_UPPER})\s*\((?P<agency>{AGENCY})\)\s*[\"“”]\s+(?=[A-Z])",
        # SEOUL, June 16 (Yonhap) Text, with no dash but a closing bracket
        rf"(?P<place>{PLACE_UPPER})\s*,\s*(?P<when>{WHEN})\s*\((?P<agency>{AGENCY})\)\s+(?=[A-Z“\"‘'])",
        # TOKYO, June 16, Kyodo - Text
        rf"(?P<place>{PLACE_UPPER}|{PLACE_MIXED})\s*,\s*(?P<when>{WHEN})\s*,\s*(?P<agency>{AGENCY})\s*{DASH}\s*",
        # PYONGYANG - KCNA - Text
        rf"(?P<place>{PLACE_UPPER})\s*{DASH}\s*(?P<agency>[A-Z]{{2,8}})\s*{DASH}\s*",
        # PYONGYANG, North Korea — Text; SEOUL: Text; WASHINGTON/SEOUL - Text
        rf"(?P<place>{PLACE_UPPER})\s*,?\s*(?:{DASH}|:)\s+(?=[A-Z“\"‘'\d])",
        # Harare, Zimbabwe - Text, where a long sentence follows
        rf"(?P<place>{WORD}(?: {WORD}){{0,2}},\s{WORD}(?: {WORD}){{0,2}})\s+{DASH}\s+(?=[A-Z][^\n]{{60}})",
        # REUTERS/Ann Other/File Photo Text: whoever took the picture, before what it shows
        rf"(?P<agency>REUTERS|AFP|AP|EPA)\s*/\s*{WORD}(?:[ -]{WORD}){{0,3}}\s*/\s*{FROM_FILE}\s+(?=[A-Z])",
        # June 16 (UPI) -- Text; (Reuters) - Text
        rf"(?:(?P<when>{WHEN})\s*)?\((?P<agency>{AGENCY})\)\s*{DASH}\s*",
    )
)
LIMIT = 110
"""Characters; the longest dateline that we know of is under 90."""

NO_PLACES = frozenset(
    [
        "BREAKING",
        "UPDATE",
        "UPDATED",
        "EXCLUSIVE",
        "WATCH",
        "VIDEO",
        "PHOTOS",
        "PHOTO",
        "OPINION",
        "ANALYSIS",
        "EDITORIAL",
        "COMMENT",
        "LIVE",
        "NEWS",
        "MORE",
        "RELATED",
        "NOTE",
        "READ",
        "ALSO",
        "Q",
        "A",
        "QUESTION",
        "ANSWER",
        "FACTBOX",
        "TIMELINE",
        "EXPLAINER",
        "CORRECTION",
        "WARNING",
        "ADVERTISEMENT",
        "DATE",
        "TITLE",
        "BY",
    ]
)


class Dateline(NamedTuple):
    """[0, end) of the line is the dateline, white space after it included up to `text_start`."""

    end: int
    text_start: int
    place: str | None
    when: tuple[int, int] | None
    agency: tuple[int, int] | None


def find_dateline(line: str) -> Dateline | None:
    """The dateline at the beginning of a line, or None. What follows it must be text."""
    head = line[: LIMIT + 2]
    for pattern in PATTERNS:
        match = pattern.match(head)
        if not match or match.end() >= len(line) or match.end() > LIMIT:
            continue
        groups = match.groupdict()
        place = groups.get("place")
        if place is not None and place.split(",")[0].split("/")[0].strip() in NO_PLACES:
            return None
        return Dateline(
            end=len(match.group().rstrip()),
            text_start=match.end(),
            place=" ".join(place.split()).rstrip(",. ") if place else None,
            when=match.span("when") if groups.get("when") else None,
            agency=match.span("agency") if groups.get("agency") else None,
        )
    return None
