"""Scores of the resolver on the mentions of the two development articles.

    python -m quality.actors [--show]

A gold mention is matched with the printed actor record of the most similar span (overlap over union, at
least a
half). Right means: country and sector (or a second accepted one), for a person the same person, for a group
the
same countries; a line that gives no actor is right when no record has a span like it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from communique.clean import clean
from communique.cli.actors import actor_records, with_doubled_lines
from communique.knowledge import load_knowledge
from communique.language import load_parser
from communique.records import Document
from communique.resolve import resolve
from quality.devdata import folder, lines

SEEN = Path(tempfile.gettempdir()) / "communique-actors-last.json"
"""What the last run got right, for gains and losses; not kept in the repository."""

SILENT_ZONES = ("credit", "boilerplate", "dateline")


class Verdict(NamedTuple):
    """One gold occurrence: which figure it counts for, and whether it was right."""

    key: str
    figure: str
    right: bool
    detail: str


def read_article(name: str, published: str, kind: str = "text") -> list[dict[str, Any]]:
    """Actor records of one development article."""
    base = folder()
    assert base is not None
    text = (base / "articles" / name).read_text("utf-8")
    document = Document(name, name, text, kind=kind, published=date.fromisoformat(published))
    article = with_doubled_lines(clean(document))
    parse = load_parser().parse(article.text, [(block.start, block.end) for block in article.read_ranges()])
    return actor_records(resolve(parse, article, load_knowledge()))


def similarity(record: dict[str, Any], start: int, end: int) -> float:
    """Overlap of two spans over their union."""
    overlap = min(record["end"], end) - max(record["start"], start)
    return float(max(0, overlap)) / float(max(record["end"], end) - min(record["start"], start))


def best_records(records: list[dict[str, Any]], start: int, end: int) -> list[dict[str, Any]]:
    """The records of the most similar span."""
    scored = [(similarity(record, start, end), record) for record in records]
    top = max((score for score, _ in scored), default=0.0)
    return [record for score, record in scored if score == top] if top >= 0.5 else []


def sector_fits(record: dict[str, Any], gold: dict[str, Any]) -> bool:
    """Sector as in the gold; a state as such may be GOV or null, the United Nations IGO or UNO."""
    wanted = {gold.get("role"), gold.get("alt_role")} - {None}
    sector = record["sector"]
    if gold.get("role") is None or (gold.get("type") == "country" and sector is None):
        return sector in (None, "GOV", *wanted)
    if sector is None and record["kind"] == "state" and "GOV" in wanted:
        return True
    return sector in wanted or ("IGO" in wanted and sector in ("UNO", "IGO"))


def is_right(records: list[dict[str, Any]], gold: dict[str, Any]) -> bool:
    """Whether the records of a span read a gold mention rightly."""
    if not records:
        return False
    if gold["type"] == "group":
        members = {member.get("country") for member in gold["members"]}
        return {record["country"] for record in records} == members
    if len({(record["country"], record["sector"]) for record in records}) > 1:
        return False
    record = records[0]
    if record["country"] != gold.get("country") or not sector_fits(record, gold):
        return False
    if gold["type"] == "person":
        return _letters(record["name"]) == _letters(gold["canonical"])
    return True


def _letters(name: str | None) -> str:
    return "".join(char for char in (name or "").lower() if char.isalnum())


def verdicts(kind: str = "text") -> list[Verdict]:
    """Every gold occurrence judged; kind `record`: the pages read as JSONL texts, no line taken out."""
    base = folder()
    assert base is not None
    published = json.loads((base / "articles" / "published.json").read_text("utf-8"))
    cache: dict[str, list[dict[str, Any]]] = {}
    found: list[Verdict] = []
    for row in lines("articles/mentions.jsonl"):
        name = row["file"]
        if name not in cache:
            cache[name] = read_article(name, _day(published, name, row), kind)
        gold = row["resolution"]
        silent = gold["type"] in ("not_actor", "place") or row.get("zone") in SILENT_ZONES
        figure = "not_actor" if silent else "pronoun" if row["layer"] == "pronoun" else "core+np"
        for number, spot in enumerate(row["occurrences"]):
            records = best_records(cache[name], spot["start"], spot["end"])
            right = not records if silent else is_right(records, gold)
            read = (
                "; ".join(f"{r['text']!r}={r['code']} {r['name']} [{r['rule']}]" for r in records)
                or "nothing"
            )
            wanted = (
                gold["type"]
                if silent
                else f"{gold.get('country')} {gold.get('role')} {gold.get('canonical', '')}"
            )
            found.append(
                Verdict(
                    f"{row['id']}/{number}",
                    figure,
                    right,
                    f"{row['mention']!r}: wanted {wanted}; read {read}",
                )
            )
    return found


def _day(published: Any, name: str, row: dict[str, Any]) -> str:
    """The publication day given for a file."""
    entry = (
        published.get(name) or published.get(name.removesuffix(".txt"))
        if isinstance(published, dict)
        else None
    )
    if isinstance(entry, dict):
        entry = entry.get("published") or entry.get("date")
    return str(entry or row["doc_date"])[:10]


def figures(kind: str = "text") -> dict[str, float]:
    """Share of right occurrences per figure, in percent; `kind` as in `verdicts`."""
    counts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for verdict in verdicts(kind):
        counts[verdict.figure] += 1
        right[verdict.figure] += verdict.right
    return {figure: round(100 * right[figure] / counts[figure], 1) for figure in sorted(counts)}


def main() -> None:
    """Prints figures, gains and losses against the last run, and with --show every wrong mention."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print every wrong mention")
    parser.add_argument("--record", action="store_true", help="read the pages as JSONL texts")
    options = parser.parse_args()
    judged = verdicts("record" if options.record else "text")
    for figure in ("core+np", "not_actor", "pronoun"):
        part = [verdict for verdict in judged if verdict.figure == figure]
        n_right = sum(verdict.right for verdict in part)
        print(f"{figure:10} {n_right:4}/{len(part):<4} {100 * n_right / len(part):5.1f}%")
    now = {verdict.key: verdict.right for verdict in judged}
    if SEEN.exists():
        before = msgspec.json.decode(SEEN.read_bytes(), type=dict[str, bool])
        for verdict in judged:
            if before.get(verdict.key, verdict.right) != verdict.right:
                print("gained" if verdict.right else "lost  ", verdict.key, verdict.detail)
    SEEN.write_bytes(msgspec.json.encode(now))
    if options.show:
        for verdict in judged:
            if not verdict.right:
                print("wrong ", verdict.key, verdict.figure, verdict.detail)


if __name__ == "__main__":
    main()
