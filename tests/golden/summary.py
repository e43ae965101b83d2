"""What of a coded report is kept as golden: who did what to whom, when, and how it stands; one line a coding."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quality import corpus

from communique.pipeline import Kernel, Outcome
from communique.records import Actor, Situation, When

FOLDER = Path(__file__).parent / "reports"
N_REPORTS = 10


def stems() -> list[str]:
    """Every fourth or so of the seen part, pages among them: fixed by name, so that new reports change nothing stored."""
    stored = sorted(path.stem for path in FOLDER.glob("*.json"))
    if stored:
        return stored
    seen = [stem for stem in sorted(corpus.sidecars()) if not corpus.is_unseen(stem)]
    return seen[:: max(1, len(seen) // N_REPORTS)][:N_REPORTS]


def outcomes(kernel: Kernel, names: Iterable[str]) -> dict[str, Outcome]:
    return corpus.run_corpus(kernel, names)


def codes(actors: Iterable[Actor]) -> str:
    return " ".join(actor.code or actor.text for actor in actors) or "-"


def day(when: When | None) -> str:
    """2018-06-12 (day, expression)."""
    if when is None or when.start is None:
        return "unknown"
    span = str(when.start) if when.start == when.end else f"{when.start}..{when.end}"
    return f"{span} ({when.precision}, {when.basis})"


def situation(found: Situation) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "parties": codes(found.parties),
        "holds": found.holds,
        "since": day(found.since),
    }


def summary(outcome: Outcome) -> dict[str, Any]:
    """The golden form of a report's outcome."""
    article = outcome.article
    assert article is not None
    by_id = {coding.id: coding for coding in outcome.codings}
    codings = []
    for coding in outcome.codings:
        restated = by_id.get(coding.restates or "")
        codings.append(
            {
                "trigger": f"{coding.trigger.text} @{coding.trigger.start}",
                "type": coding.event_type + (f"/{coding.mode}" if coding.mode else ""),
                "parties": f"{codes(coding.actors)} > {codes(coding.recipients)}",
                "date": day(coding.date),
                "status": coding.status + (", background" if coding.background else ""),
                "said by": " < ".join(link.name for link in coding.attribution) or "-",
                "restates": restated.trigger.text if restated else None,
            }
        )
    return {
        "title": outcome.document.title,
        "published": f"{article.published.on} ({article.published.basis})",
        "kept": [block.kind for block in article.read_ranges()],
        "dropped": sorted({block.reason for block in article.blocks if block.kind == "dropped"}),
        "codings": codings,
        "situations": [situation(found) for found in outcome.situations],
    }


def stored(stem: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / f"{stem}.json").read_text("utf-8"))
    return loaded


def differences(old: Any, new: Any, where: str = "") -> list[str]:
    """One line for every field that differs, with both values."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [
            line
            for key in {**old, **new}
            for line in differences(old.get(key), new.get(key), f"{where}.{key}".strip("."))
        ]
    if isinstance(old, list) and isinstance(new, list) and where in ("codings", "situations"):
        return lists_differ(old, new, where)
    return [] if old == new else [f"{where}: {old!r} → {new!r}"]


def lists_differ(old: list[dict[str, Any]], new: list[dict[str, Any]], where: str) -> list[str]:
    """Entries joined by their trigger (a situation: by kind and parties), so that one more is told as one more."""

    def key(entry: dict[str, Any]) -> str:
        return str(entry.get("trigger") or f"{entry['kind']} {entry['parties']}")

    before, after = ({f"{key(e)} {e.get('type', '').split('/')[0]}": e for e in part} for part in (old, new))
    lines = [f"{where}: lost {before[name]}" for name in before if name not in after]
    lines += [f"{where}: new {after[name]}" for name in after if name not in before]
    for name in before:
        if name in after:
            lines += differences(before[name], after[name], f"{where}[{name}]")
    return lines
