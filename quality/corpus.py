"""Scores on the sample corpus against its sidecars, for the seen and the unseen part apart.

python -m quality.corpus [--show] [--file STEM]      (--show prints the seen part only)
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from communique.pipeline import Kernel, Options, Outcome
from communique.records import Coding
from communique.sources import read_inputs
from quality.coding import line
from quality.devdata import ROOT

CORPUS = ROOT / "src" / "communique" / "samples" / "data"
NEAR = 12
"""Code points by which a trigger may lie outside the quoted clause."""


def is_unseen(stem: str) -> bool:
    """The third of the corpus that nobody opens while writing rules."""
    return int(sha256(stem.encode()).hexdigest(), 16) % 3 == 0


def sidecars() -> dict[str, dict[str, Any]]:
    """Sidecars by stem."""
    return {
        path.stem: json.loads(path.read_text("utf-8"))
        for path in sorted((CORPUS / "sidecars").glob("*.json"))
    }


def run_corpus(kernel: Kernel, stems: Iterable[str] | None = None) -> dict[str, Outcome]:
    """Outcomes by stem."""
    wanted = None if stems is None else set(stems)
    documents = {}
    for document in read_inputs([str(CORPUS / "articles")]):
        stem = Path(getattr(document, "source", "")).stem
        if wanted is None or stem in wanted:
            documents[stem] = document
    outcomes: dict[str, Outcome] = {}
    names = sorted(documents)
    for start in range(0, len(names), 8):
        part = names[start : start + 8]
        for stem, outcome in zip(part, kernel.process([documents[s] for s in part]), strict=True):  # type: ignore[misc]
            outcomes[stem] = outcome
    return outcomes


def find(text: str, quote: str, nth: int = 1) -> tuple[int, int] | None:
    """Code points of the nth occurrence of a quote, white space aside; null where the cleaned text lacks it.
    """
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    hits = list(re.finditer(pattern, text))
    if not hits:
        return None
    hit = hits[min(nth, len(hits)) - 1]
    return hit.start(), hit.end()


class Tally:
    """Counts of one part of the corpus."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.types: Counter[tuple[str, str]] = Counter()

    def ratio(self, right: str, of: str) -> float | None:
        return round(self.counts[right] / self.counts[of], 3) if self.counts[of] else None

    def report(self) -> dict[str, Any]:
        """Figures by name; null where nothing was counted."""
        counts = self.counts
        precision = counts["codings_right"] / max(1, counts["codings"])
        recall = counts["core_found"] / max(1, counts["core"])
        situation_p = counts["situations_right"] / max(1, counts["situations"])
        situation_r = counts["situations_found"] / max(1, counts["gold_situations"])
        return {
            "articles": counts["articles"], "codings": counts["codings"], "core": counts["core"],
            "precision": round(precision, 3), "recall": round(recall, 3),
            "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
            "type_recall": self.ratio("core_typed", "core"),
            "status": self.ratio("status_right", "matched"), "background": self.ratio("background_right",
            "matched"),
            "speaker": self.ratio("speaker_right", "matched"), "date_compatible": self.ratio("date_ok",
            "dated"),
            "date_exact": self.ratio("date_exact", "exact"), "place": self.ratio("place_ok", "placed"),
            "no_place_invented": self.ratio("no_place", "unplaced"),
            "codings_on_nonevents": counts["on_nonevents"], "situation_precision": round(situation_p, 3),
            "situation_recall": round(situation_r, 3), "published": self.ratio("published_ok", "published"),
            "dropped": self.ratio("dropped_ok", "dropped"),
            "unreal_as_happened": self.ratio("unreal_happened", "unreal"),
        }  # fmt: skip


UNREAL = {"planned", "promised", "requested", "threatened", "conditional", "denied", "failed", "hypothetical"}


def codes(parties: Iterable[Any]) -> set[str]:
    found = set()
    for actor in parties:
        found |= {actor.country or "", (actor.code or "")[:3]}
    return found - {""}


def agrees(coding: Coding, event: dict[str, Any]) -> bool:
    """Accepted type, direction right; an implied recipient (no words in the text) is optional."""
    if coding.event_type not in event["type"]:
        return False
    return parties_agree(coding, event)


def parties_agree(coding: Coding, event: dict[str, Any]) -> bool:
    source, target = set(event["source"]), set(event["target"])
    actors, recipients = codes(coding.actors), codes(coding.recipients)
    if "IGO" in source or "UNO" in source:
        source |= {"IGO", "UNO"}
    if "IGO" in target or "UNO" in target:
        target |= {"IGO", "UNO"}
    if source and not source & actors:
        return False
    if not target or event.get("target_text") is None:
        return True
    return bool(target & (recipients or actors))


def score_article(outcome: Outcome, gold: dict[str, Any], tally: Tally, show: bool = False) -> None:
    """Adds one article to a tally."""
    counts = tally.counts
    counts["articles"] += 1
    article = outcome.article
    if article is None:
        counts["core"] += sum(event["core"] for event in gold["events"])
        return
    text = article.text
    spans = [find(text, event["quote"], event.get("nth", 1)) for event in gold["events"]]
    found: dict[int, list[Coding]] = {}
    typed: set[int] = set()
    for coding in outcome.codings:
        counts["codings"] += 1
        near = [
            place for place, span in enumerate(spans)
            if span is not None and span[0] - NEAR <= coding.trigger.start < span[1] + NEAR
        ]  # fmt: skip
        typed |= {place for place in near if coding.event_type in gold["events"][place]["type"]}
        right = [place for place in near if agrees(coding, gold["events"][place])]
        counts["codings_right"] += bool(right)
        for place in right:
            found.setdefault(place, []).append(coding)
        for quiet in gold["nonevents"]:
            span = find(text, quiet["quote"])
            if (
                span
                and span[0] <= coding.trigger.start < span[1]
                and ("*" in quiet["forbid"] or coding.event_type in quiet["forbid"])
            ):
                counts["on_nonevents"] += 1
        if show:
            print(
                "  ",
                "ok " if right else "typ" if set(near) & typed else "???",
                " ".join(coding.evidence.text.split())[:70],
                "::",
                line(coding),
            )
    for place, event in enumerate(gold["events"]):
        if event["core"]:
            counts["core"] += 1
            counts["core_found"] += place in found
            counts["core_typed"] += place in typed
            if show and place not in found:
                print(
                    "   MISS",
                    event["type"],
                    event["source"],
                    event["target"],
                    "|",
                    event["quote"][:150],
                    "| trigger:",
                    event["trigger"],
                )
        if place in found:
            best = max(found[place], key=lambda c: c.confidence)
            before = counts.copy()
            _details(best, event, counts)
            if show:
                _print_wrong(best, event, counts - before)
    _situations(outcome, gold, text, counts, show)
    _cleaning(outcome, gold, counts)


def _details(coding: Coding, event: dict[str, Any], counts: Counter[str]) -> None:
    counts["matched"] += 1
    counts["status_right"] += coding.status in event["status"] if event["status"] else 1
    counts["background_right"] += coding.background == event["background"]
    said = event["said_by"]
    names = " ".join(f"{link.name} {link.text}" for link in coding.attribution[:1]).lower()
    if said is None:
        counts["speaker_right"] += not coding.attribution
    else:
        counts["speaker_right"] += (
            any(w.lower() in names for w in said.split() if len(w) > 3 and w[0].isupper())
            or said.lower() in names
        )
    if event["status"] and set(event["status"]) <= UNREAL:
        counts["unreal"] += 1
        counts["unreal_happened"] += coding.status == "happened"
    low, high = (date.fromisoformat(d) if d else None for d in (event.get("date") or [None, None]))
    if low or high:
        counts["dated"] += 1
        start, end = coding.date.start, coding.date.end
        fits = (start is None and end is None) or not (
            (start and high and start > high) or (end and low and end < low)
        )
        counts["date_ok"] += bool(fits)
        if event.get("exact"):
            counts["exact"] += 1
            counts["date_exact"] += (start, end) == (low, high)
    if event["place"]:
        counts["placed"] += 1
        place = coding.place
        wanted = event["place"].lower()
        counts["place_ok"] += place is not None and (
            place.text.lower() in wanted or wanted in place.text.lower() or place.name.lower() in wanted
        )
    else:
        counts["unplaced"] += 1
        counts["no_place"] += coding.place is None or coding.place.rule.startswith("dateline")


FIELDS = {
    "status": "status_right", "background": "background_right", "said_by": "speaker_right", "date": "date_ok",
    "exact": "date_exact", "place": "place_ok",
}  # fmt: skip
"""A field of a sidecar → what counts it as right."""


def _print_wrong(coding: Coding, event: dict[str, Any], new: Counter[str]) -> None:
    """One line a field in which a coding differs from the annotated event."""
    asked = {"status", "background", "said_by"}
    asked |= {name for name, of in (("date", "dated"), ("exact", "exact"), ("place", "placed")) if new[of]}
    wrong = [name for name, right in FIELDS.items() if name in asked and not new[right]]
    if new["unplaced"] and not new["no_place"]:
        wrong.append("place")
    for name in wrong:
        when, place, said = coding.date, coding.place, coding.attribution
        mine = {
            "status": coding.status, "background": coding.background,
            "said_by": [link.text for link in said], "place": place and (place.text, place.rule),
        }.get(name, (str(when.start), str(when.end), when.basis, when.text, when.rule))  # fmt: skip
        wanted = event["date" if name == "exact" else name]
        words = (coding.trigger.text, "|", event["quote"][:150])
        print("   WRONG", name, "WANT", wanted, "MINE", mine, "|", *words)


def _situations(
    outcome: Outcome, gold: dict[str, Any], text: str, counts: Counter[str], show: bool = False
) -> None:
    spans = [(s, find(text, s["quote"])) for s in gold["situations"]]
    hit = set()
    for situation in outcome.situations:
        counts["situations"] += 1
        right = False
        for place, (wanted, span) in enumerate(spans):
            if (
                span
                and situation.evidence.start < span[1]
                and span[0] < situation.evidence.end
                and situation.kind == wanted["kind"]
            ):
                right = True
                hit.add(place)
        counts["situations_right"] += right
        if show and not right:
            print("   EXTRA SITUATION", situation.kind, "|", " ".join(situation.evidence.text.split())[:200])
    if show:
        for place, (wanted, _) in enumerate(spans):
            if place not in hit:
                print("   MISSED SITUATION", wanted["kind"], "|", wanted["quote"])
    counts["gold_situations"] += len(spans)
    counts["situations_found"] += len(hit)


def _cleaning(outcome: Outcome, gold: dict[str, Any], counts: Counter[str]) -> None:
    article = outcome.article
    assert article is not None
    counts["published"] += 1
    published = gold["published"]
    if published is None or published[0] is None:
        counts["published_ok"] += article.published.on is None
    else:
        counts["published_ok"] += (
            article.published.on is not None
            and published[0] <= article.published.on.isoformat() <= published[1]
        )
    kept = " ".join(" ".join(article.text[b.start : b.end].split()) for b in article.read_ranges())
    for dropped in gold["dropped"]:
        piece = " ".join(dropped.split())
        if len(piece) < 12:
            continue
        counts["dropped"] += 1
        counts["dropped_ok"] += piece not in kept


def score_corpus(kernel: Kernel, show: bool = False, only: str | None = None) -> dict[str, dict[str, Any]]:
    """Figures for `seen` and `unseen`."""
    gold = sidecars()
    stems = [only] if only else sorted(gold)
    outcomes = run_corpus(kernel, stems)
    parts = {"seen": Tally(), "unseen": Tally()}
    for stem in stems:
        unseen = is_unseen(stem)
        if show and not unseen:
            print(f"\n=== {stem}")
        score_article(outcomes[stem], gold[stem], parts["unseen" if unseen else "seen"], show and not unseen)
    return {name: tally.report() for name, tally in parts.items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--file")
    arguments = parser.parse_args()
    for name, figures in score_corpus(Kernel(Options()), arguments.show, arguments.file).items():
        print(name, json.dumps(figures))


if __name__ == "__main__":
    main()
