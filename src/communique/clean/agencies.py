"""Agency chain: outlet ← agency ← source, as the printed text names them."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from communique.records import AgencyLink, Span


@cache
def agency_names() -> dict[str, str]:
    """Printed form → name of the news agency, from `data/agencies.csv`; keys as printed, case kept."""
    text = files("communique.clean").joinpath("data/agencies.csv").read_text("utf-8")
    names: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines()):
        for form in (row["name"], *row["forms"].split("|")):
            if form:
                names[form] = row["name"]
    return names


@cache
def _in_byline() -> re.Pattern[str]:
    forms = sorted(agency_names(), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, forms))})(?![\w])")


def agency_of(name: str) -> str | None:
    """The agency that a printed name ("Yonhap", "AP", "/TASS/") stands for, or None."""
    bare = name.strip(" ()/[].,-–—")
    known = agency_names()
    return known.get(bare) or known.get(bare.upper() if len(bare) <= 5 else bare.title())


def find_agency(text: str, start: int, end: int) -> AgencyLink | None:
    """The first agency named in text[start:end], which is a byline, dateline or writers' note."""
    match = _in_byline().search(text, start, end)
    if match is None:
        return None
    return AgencyLink(agency_names()[match.group()], "agency", Span.of(text, *match.span()))


def find_sources(text: str, start: int, end: int, known: set[str]) -> list[AgencyLink]:
    """Agencies that the lead says it draws on ("…, Yonhap reported"), in order, those in `known` left out."""
    links: list[AgencyLink] = []
    for match in _in_byline().finditer(text, start, end):
        name = agency_names()[match.group()]
        around = text[max(start, match.start() - 45) : min(end, match.end() + 35)]
        if name in known or not SAYS.search(around):
            continue
        known.add(name)
        links.append(AgencyLink(name, "source", Span.of(text, *match.span())))
    return links


SAYS = re.compile(
    r"\b(?:report(?:s|ed)?|said|says|according to|quot(?:ed|ing|es)|cit(?:ed|ing|es)"
    r"|carried|dispatch|announced|told|monitored|released)\b"
)
