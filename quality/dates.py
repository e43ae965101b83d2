"""Scores of the time expressions on the development sets.

python -m quality.dates [--show wikiwars|recognizers] [--file 06]

WikiWars (16 histories with TIMEX3 values): an expression counts as found when its span overlaps a gold
span, one to one (relaxed extent, as in TempEval-3); as right when the value is also the gold value.
Recognizers (985 short cases with a reference day): a case that applies to news is right when every expected
result is matched by an expression that overlaps it and has one of its values, or covers the same days.
Which cases do not apply, and why, says docs/dates.md.
"""

from __future__ import annotations

import argparse
import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from communique.language import load_parser
from communique.records import TimeExpression
from communique.resolve import find_times
from quality.devdata import folder

TIMEX = re.compile(r"<TIMEX3([^>]*)>|</TIMEX3>")
VALUE = re.compile(r'value="([^"]*)"')
DCT = re.compile(r'functionInDocument="CREATION_TIME"[^>]*value="(\d{4}-\d\d-\d\d)"')


class Gold(NamedTuple):
    """A gold expression."""

    start: int
    end: int
    value: str
    text: str


class Score(NamedTuple):
    """Counts and what follows from them."""

    n_gold: int
    n_found: int
    n_overlap: int
    n_value: int

    @property
    def extent_f1(self) -> float:
        """F1 of relaxed extents."""
        return 2 * self.n_overlap / (self.n_gold + self.n_found)

    @property
    def value_f1(self) -> float:
        """F1 of expressions that overlap and have the gold value."""
        return 2 * self.n_value / (self.n_gold + self.n_found)


def read_tml(path: Path) -> tuple[str, date, list[Gold]]:
    """Text, creation day and gold expressions of a TimeML file."""
    raw = path.read_text("utf-8", errors="replace")
    created = DCT.search(raw)
    assert created is not None
    body = raw[raw.index("<TEXT>") + 6 : raw.index("</TEXT>")]
    pieces: list[str] = []
    length = 0
    golds: list[Gold] = []
    opened: list[tuple[int, str]] = []
    position = 0
    for match in TIMEX.finditer(body):
        piece = html.unescape(body[position : match.start()])
        pieces.append(piece)
        length += len(piece)
        position = match.end()
        if match[1] is not None:
            value = VALUE.search(match[1])
            opened.append((length, value[1] if value else ""))
        else:
            start, value_text = opened.pop()
            golds.append(Gold(start, length, value_text, "".join(pieces)[start:length]))
    pieces.append(html.unescape(body[position:]))
    return "".join(pieces), date.fromisoformat(created[1]), golds


def pairs(
    golds: list[Gold], found: list[TimeExpression]
) -> Iterator[tuple[Gold | None, TimeExpression | None]]:
    """Gold and system expressions matched one to one, the largest overlap first; the rest alone."""
    overlaps = sorted(
        (-(min(g.end, f.end) - max(g.start, f.start)), i, j)
        for i, g in enumerate(golds)
        for j, f in enumerate(found)
        if g.start < f.end and f.start < g.end
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in overlaps:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield golds[i], found[j]
    for i, gold in enumerate(golds):
        if i not in used_gold:
            yield gold, None
    for j, expression in enumerate(found):
        if j not in used_found:
            yield None, expression


def wikiwars(show: bool = False, only: str = "") -> Score:
    """Scores over all files, or those whose name begins with `only`."""
    base = folder()
    assert base is not None
    counts = Counter[str]()
    parser = load_parser()
    for path in sorted((base / "dates" / "wikiwars").glob("*.tml")):
        if not path.name.startswith(only):
            continue
        text, created, golds = read_tml(path)
        found = [span.expression for span in find_times(parser.parse(text), created)]
        one = Counter[str]()
        for gold, expression in pairs(golds, found):
            one["gold"] += gold is not None
            one["found"] += expression is not None
            if gold is not None and expression is not None:
                one["overlap"] += 1
                one["value"] += gold.value == expression.value
            if show and not (gold and expression and gold.value == expression.value):
                at = gold.start if gold else expression.start if expression else 0
                context = " ".join(text[max(0, at - 50) : at + 60].split())
                gold_text = f"{gold.text!r} {gold.value}" if gold else "-"
                mine = f"{expression.text!r} {expression.value} {expression.rule}" if expression else "-"
                print(f"{path.name[:2]} GOLD {gold_text}  MINE {mine}  … {context}")
        counts += one
        if show:
            print(path.name, dict(one))
    return Score(counts["gold"], counts["found"], counts["overlap"], counts["value"])


# Recognizers


def why_not_news(case: dict[str, Any]) -> str:
    """The reason for which a case does not apply to news, or ""."""
    text = case["Input"]
    kinds = {(result.get("TypeName") or "").split(".")[-1] for result in case["Results"]}
    if kinds & {"time", "timerange", "datetime", "datetimerange", "timezone"}:
        return "time of day"
    if any(
        not result.get("Resolution") or not result["Resolution"].get("values") for result in case["Results"]
    ):
        return "no value in the case"
    timexes = [
        str(value.get("timex", "")) for result in case["Results"] for value in result["Resolution"]["values"]
    ]
    if any(
        "T" in timex.replace("PT", "").replace("TEV", "").replace("TMO", "").replace("TNI", "")
        for timex in timexes
    ):
        return "time of day"
    if any(timex.startswith(("SY", "FY")) for timex in timexes):
        return "school year"
    if re.search(r"https?:|www\.|\w+-\d+\w*-|[A-Z]{2,}-?\d{3,}", text):
        return "addresses, codes and file names"
    if re.search(r"\b(cortana|schedule|book|calendar|meeting with|skype|teams|OOO|arrange)\b", text, re.I):
        return "request to an assistant"
    if re.search(
        r"\b\d{1,2}[/.-]\d{1,2}\b(?![/.-]\d)|\b\d{1,2}/\d{1,2}\b|\d~\d|\bthe range is\b", text, re.I
    ):
        return "figures only, without a year"
    if text == text.lower() and re.search(r"[a-z]{4}", text):
        return "no capitals"
    if any(re.fullmatch(r"the (day|week|month|year)", result["Text"]) for result in case["Results"]):
        return "the day, the week without more, as in a query"
    if re.search(r"\b(few|several|some) \w+s?\b", text, re.I) and re.search(r"P(T)?3[A-Z]", str(timexes)):
        return "a vague number given as three"
    if re.search(r"\b(EOY|EOM|EOD|otd|tmrw|cy\d\d|\d+[hYWMD]|\d{1,2} s)\b", text):
        return "chat and table abbreviations"
    if text.startswith("Is this a valid date"):
        return "figures only, without a year"
    if "2/" in text or re.search(r"\b[A-Z][a-z]{2}/\d", text) or re.search(r"[=$]", text):
        return "addresses, codes and file names"
    if re.search(r"\b(two thousand|nineteen|seventeen hundred|twenty[- ]\w+teen)\b", text, re.I):
        return "year in words"
    if not any(char.isalpha() for char in text):
        return "figures only, without a year"
    return ""


def days(result: dict[str, Any]) -> set[tuple[str | None, str | None]]:
    """First and last day of the readings of an expected result; the end of a range is exclusive there."""
    out: set[tuple[str | None, str | None]] = set()
    for value in result["Resolution"]["values"]:
        if value.get("value"):
            out.add((value["value"][:10], value["value"][:10]))
        start, end = value.get("start"), value.get("end")
        if start or end:
            last = None
            if end:
                last = end[:10]
                try:
                    out.add(
                        (start[:10] if start else None, (date.fromisoformat(last) - timedelta(1)).isoformat())
                    )
                except ValueError:
                    pass
            out.add((start[:10] if start else None, last))
    return out


def is_right(result: dict[str, Any], found: list[TimeExpression]) -> bool:
    """Whether an expected result is matched by the expressions that overlap it."""
    start, end = result["Start"], result["End"] + 1
    inside = [e for e in found if e.start < end and start < e.end]
    timexes = {str(value.get("timex")) for value in result["Resolution"]["values"]}
    values = {str(value.get("value")) for value in result["Resolution"]["values"]}
    spans = days(result)
    for expression in inside:
        if expression.value in timexes | values:
            return True
        if expression.type == "DURATION" and expression.value in {
            t.split(",")[-1].rstrip(")") for t in timexes
        }:
            return True
        if (
            expression.first
            and (expression.first.isoformat(), expression.last.isoformat() if expression.last else None)
            in spans
        ):
            return True
        if unit_holds(expression, result):
            return True
        if any(
            value.get("Mod") and expression.value == value.get("timex")
            for value in result["Resolution"]["values"]
        ):
            return True
    if len(inside) >= 2:
        first, last = inside[0], inside[-1]
        if first.first and last.last and last.first:
            both = {
                (first.first.isoformat(), last.last.isoformat()),
                (first.first.isoformat(), last.first.isoformat()),
            }
            return bool(both & spans)
    for expression in inside:
        if expression.first and any(value.get("Mod") for value in result["Resolution"]["values"]):
            edges = {expression.first.isoformat(), expression.last.isoformat() if expression.last else ""}
            edges |= {(expression.last + timedelta(1)).isoformat()} if expression.last else set()
            if any((a in edges and b is None) or (b in edges and a is None) for a, b in spans):
                return True
    return False


def unit_holds(expression: TimeExpression, result: dict[str, Any]) -> bool:
    """TIMEX3 keeps "two months ago" to a month where Recognizers counts a day: right when the month holds
    that day."""
    if not expression.rule.startswith("shift.") or expression.first is None or expression.last is None:
        return False
    dates = [
        value["value"]
        for value in result["Resolution"]["values"]
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value.get("value")))
    ]
    return any(expression.first.isoformat() <= day <= expression.last.isoformat() for day in dates)


def recognizers(show: bool = False) -> tuple[int, int, Counter[str]]:
    """Cases that apply, cases right, and how many were left out for which reason."""
    base = folder()
    assert base is not None
    cases = json.loads((base / "dates" / "recognizers" / "DateTimeModel.json").read_text("utf-8-sig"))
    left_out: Counter[str] = Counter()
    n_cases = n_right = 0
    chosen = []
    for case in cases:
        reason = why_not_news(case)
        if reason:
            left_out[reason] += 1
        else:
            chosen.append(case)
    parses = load_parser().parse_many([(case["Input"], None) for case in chosen])
    for case, parse in zip(chosen, parses, strict=True):
        reference = (case.get("Context") or {}).get("ReferenceDateTime")
        on = date.fromisoformat(reference[:10]) if reference else None
        found = [span.expression for span in find_times(parse, on)]
        n_cases += 1
        right = all(is_right(result, found) for result in case["Results"])
        if not case["Results"]:
            right = not [e for e in found if e.first]
        n_right += right
        if show and not right:
            want = [
                (r["Text"], [v.get("timex") for v in r["Resolution"]["values"]], sorted(days(r), key=str)[:2])
                for r in case["Results"]
            ]
            mine = [(e.text, e.value, str(e.first), str(e.last), e.rule) for e in found]
            print(repr(case["Input"]), reference and reference[:10], "\n     WANT", want, "\n     MINE", mine)
    return n_cases, n_right, left_out


def main() -> None:
    """Prints the figures; --show the errors."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--show", choices=("wikiwars", "recognizers"))
    arguments.add_argument("--file", default="")
    options = arguments.parse_args()
    if options.show != "recognizers":
        score = wikiwars(options.show == "wikiwars", options.file)
        print(f"wikiwars: value F1 {score.value_f1:.3f}  relaxed extent F1 {score.extent_f1:.3f}  {score}")
    if options.show != "wikiwars":
        n_cases, n_right, left_out = recognizers(options.show == "recognizers")
        print(
            f"recognizers: {n_right}/{n_cases} = {n_right / n_cases:.3f}; "
            f"left out {sum(left_out.values())}: {dict(left_out)}"
        )


if __name__ == "__main__":
    main()
