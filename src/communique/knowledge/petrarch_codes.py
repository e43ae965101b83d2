"""The codes of PETRARCH dictionaries: CAMEO actor codes with the days on which they hold."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field

from communique.knowledge.vocabulary import SECTORS

PIVOT_YEAR = 30
"""Two-digit years up to this are of the 2000s, later ones of the 1900s; the dictionaries end in 2011."""

SECTOR_OF_ROLE = {
    "INS": "REB", "SEP": "REB", "MED": "JRN", "HLH": "MED", "DEV": "SOC", "ENV": "SOC", "HRI": "SOC",
    "MOD": "SOC", "RAD": "UAF", "UIS": "UNK",
} | {role: role for role in SECTORS if role != "MED"}  # fmt: skip
"""CAMEO role → PLOVER sector (roles of the CAMEO manual, tables 3.1 to 3.3)."""

SECTOR_OF_ROLE |= dict.fromkeys(
    ["BUD", "CHR", "CTH", "PRO", "ORX", "MOS", "SUN", "SHI", "SFI", "JEW", "HIN", "SIK", "BAH", "DRZ", "TAO"],
    "REL",
)
"""CAMEO's codes of religions name believers and their bodies."""

SECTOR_OF_ROLE["PPL"] = "CVL"
"""The agent dictionary's own code for people at large."""

INTERNATIONAL = {"IGO": "IGO", "NGO": "NGO", "MNC": "MNC", "IMG": "IMG", "NGM": "ISM", "INT": "IGO"}
"""CAMEO international prefix → PLOVER sector."""

_SPAN = re.compile(r"^(?P<sign>[<>]?)(?P<first>\d{6}|\d{8})(?:-(?P<last>\d{6}|\d{8}))?$")


@dataclass
class ImportReport:
    """What an import read, and what it skipped: (line, what stood there, why)."""

    n_lines: int = 0
    n_entries: int = 0
    n_names: int = 0
    n_known: int = 0
    """Names left out because the tables have them already, with whatever meaning."""
    skipped: list[tuple[int, str, str]] = field(default_factory=list)
    repaired: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Code:
    """A code and the days on which it holds."""

    country: str
    sector: str
    start: dt.date | None
    end: dt.date | None


def read_code(line: int, raw: str, countries: frozenset[str], report: ImportReport) -> Code | None:
    """A code with its days, or None with a reason in the report."""
    parts = re.sub(r"\s*-\s*(?=\d)", "-", re.sub(r"([<>])\s+", r"\1", raw)).split()
    start = end = None
    code = ""
    for part in parts:
        span = _SPAN.match(part)
        if span is None:
            code = code or part
            continue
        try:
            first, last = _day(line, span["first"], report), _day(line, span["last"], report)
        except ValueError as error:
            report.skipped.append((line, raw, str(error)))
            return None
        if span["sign"] == "<":
            end = first
        elif span["sign"] == ">":
            start = first
        else:
            start, end = first, last or first
    if start and end and end < start:
        report.skipped.append((line, raw, f"ends {end} before it begins {start}"))
        return None
    if code in ("", "---"):
        report.skipped.append((line, raw, "a code that tells nothing"))
        return None
    country, roles = code[:3].upper(), code[3:].upper()
    if country in INTERNATIONAL:
        sector = INTERNATIONAL[country]
        if country == "IGO" and roles[:3] in ("UNO", "EUR", "EEC"):
            sector = "UNO" if roles[:3] == "UNO" else "EUR"
        return Code("", sector, start, end)
    if country not in countries:
        report.skipped.append((line, raw, f"{country!r} is no country id of the tables"))
        return None
    sector = SECTOR_OF_ROLE.get(roles[:3], "")
    if roles and sector not in SECTORS:
        report.repaired.append(
            (line, raw, f"role {roles[:3]!r} has no PLOVER sector; the country alone was kept")
        )
        sector = ""
    return Code(country, sector, start, end)


def _day(line: int, digits: str | None, report: ImportReport) -> dt.date | None:
    """A day of the calendar out of six or eight digits. A day past the end of its month becomes the last one,
    which is reported; months and days that no calendar has raise `ValueError`."""
    if not digits:
        return None
    if len(digits) == 6:
        century = 2000 if int(digits[:2]) <= PIVOT_YEAR else 1900
        year, rest = century + int(digits[:2]), digits[2:]
    else:
        year, rest = int(digits[:4]), digits[4:]
    month, day = int(rest[:2]), int(rest[2:])
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1 <= year <= 9999):
        raise ValueError(f"{digits} is no day of any calendar")
    last = calendar.monthrange(year, month)[1]
    if day > last:
        report.repaired.append((line, digits, f"month {month} has {last} days; day {last} was taken"))
        day = last
    return dt.date(year, month, day)
