"""Dates and places of events on the sample corpus: seen and unseen thirds apart.

python -m quality.when_where [--show]

For every annotated event the trigger is looked up in the parse, and date and place are asked for as coding
asks. Compatible: the days given and the days annotated meet (an unknown date meets only an unknown one).
Exact: equal, where the annotation marks the date as exact. Only the seen part is ever shown.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from communique.clean import clean
from communique.coding.status import VERBAL
from communique.coding.tree import CLAUSAL, Tree
from communique.errors import InputRefused
from communique.knowledge import load_knowledge
from communique.language import load_parser
from communique.records import Article, Parse, Refusal, When
from communique.resolve import event_place, event_when, resolve
from communique.sources import read_inputs

SAMPLES = Path(__file__).resolve().parents[1] / "src" / "communique" / "samples" / "data"


def is_unseen(stem: str) -> bool:
    """Whether a sample file belongs to the third that nobody opens."""
    return int(sha256(stem.encode()).hexdigest(), 16) % 3 == 0


def trigger_at(parse: Parse, event: dict[str, Any]) -> tuple[int, int] | None:
    """Sentence and token of an annotated trigger."""
    text, at = parse.text, -1
    for _ in range(event.get("nth") or 1):
        at = text.find(event["quote"], at + 1)
        if at < 0:
            return None
    inside = text.find(event["trigger"], at, at + len(event["quote"]))
    start = inside if inside >= 0 else at
    end = start + len(event["trigger"])
    for index, sentence in enumerate(parse.sentences):
        if sentence.start <= start < sentence.end:
            tokens = [k for k in range(len(sentence)) if start <= sentence.token_start[k] < end]
            verbs = [k for k in tokens if sentence.upos[k] in ("VERB", "NOUN", "ADJ")]
            heads = [k for k in tokens if sentence.head[k] not in tokens]
            if heads or verbs:
                return index, (heads or verbs)[0]
    return None


def meets(when: When, earliest: str | None, latest: str | None) -> bool:
    """Whether the days given and those annotated have one in common."""
    if earliest is None and latest is None:
        return when.start is None and when.end is None
    first = date.fromisoformat(earliest) if earliest else date.min
    last = date.fromisoformat(latest) if latest else date.max
    if when.start is None and when.end is None:
        return False
    return (when.start or date.min) <= last and first <= (when.end or date.max)


def score(counts: Counter[str], article: Article, events: list[dict[str, Any]], show: bool) -> None:
    """Adds one article's figures."""
    parse = load_parser().parse(article.text, [(b.start, b.end) for b in article.read_ranges()])
    resolution = resolve(parse, article, load_knowledge())
    for event in events:
        found = trigger_at(parse, event)
        if found is None:
            counts["trigger not found"] += 1
            continue
        index, token = found
        tree = Tree(parse.sentences[index], index)
        clause = set(tree.subtree(token, CLAUSAL))
        when = event_when(index, token, clause, parse, article, resolution.times, event["background"])
        place = event_place(index, token, clause, parse, article, resolution.located, (), is_said(event))
        earliest, latest = event["date"]
        lines = []
        if earliest is not None or latest is not None:
            counts["dated"] += 1
            good = meets(when, earliest, latest)
            counts["compatible"] += good
            exact = (str(when.start), str(when.end)) == (earliest, latest)
            if event["exact"]:
                counts["exact asked"] += 1
                counts["exact"] += exact
            if not good or (event["exact"] and not exact):
                lines.append(
                    f"DATE want {event['date']} exact={event['exact']} got {when.start}..{when.end} "
                    f"{when.basis} {when.text!r} {when.rule}"
                )
        else:
            counts["undated"] += 1
            counts["left undated"] += when.start is None
        want = event.get("place")
        counts["place asked" if want else "no place asked"] += 1
        if want and place and overlap(want, place.text, place.name):
            counts["place right"] += 1
        elif want:
            lines.append(f"PLACE want {want!r} got {place and (place.text, place.rule)}")
        elif place is not None:
            lines.append(f"PLACE want none got {place.text, place.rule}")
        else:
            counts["no place given"] += 1
        if show and lines:
            print(f"{event['trigger']!r} bg={event['background']} | {event['quote'][:160]}")
            for line in lines:
                print("      ", line)


def is_said(event: dict[str, Any]) -> bool:
    """Whether saying it is doing it, as coding tells event_place."""
    return bool(set(event["type"]) & VERBAL)


def overlap(want: str, text: str, name: str) -> bool:
    """Whether a place given is the one annotated: the same words, or one within the other."""
    a, b = want.lower().removeprefix("the "), text.lower().removeprefix("the ")
    return a in b or b in a or name.lower() in a


def main() -> None:
    """Prints the figures of both parts."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    parts: dict[str, Counter[str]] = {"seen": Counter(), "unseen": Counter()}
    for sidecar in sorted((SAMPLES / "sidecars").glob("*.json")):
        part = "unseen" if is_unseen(sidecar.stem) else "seen"
        gold = json.loads(sidecar.read_text("utf-8"))
        for item in read_inputs([str(SAMPLES / "articles" / gold["file"])]):
            if isinstance(item, Refusal):
                continue
            try:
                article = clean(item)
            except InputRefused:
                parts[part]["refused"] += 1
                continue
            if options.show and part == "seen":
                print("##", sidecar.stem, article.published.on, article.published.basis, gold["published"])
            score(parts[part], article, gold["events"], options.show and part == "seen")
    for part, counts in parts.items():
        print(part, report(counts), dict(counts))


def report(counts: Counter[str]) -> str:
    """The shares of one part."""

    def share(a: str, b: str) -> str:
        return f"{a} {counts[a] / counts[b]:.3f}" if counts[b] else f"{a} -"

    return ", ".join(
        (share("compatible", "dated"), share("exact", "exact asked"), share("left undated", "undated"),
         share("place right", "place asked"), share("no place given", "no place asked"))
    )  # fmt: skip


if __name__ == "__main__":
    main()
