"""Scores of the coder on the development sets: types, actors, direction, the two articles.

python -m quality.coding [--show plv|gsr|articles] [--type TYPE]
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from datetime import date
from typing import Any

from communique.pipeline import Kernel, Options, Outcome
from communique.records import Actor, Coding, Document
from quality.devdata import folder, lines

SAME = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
YIELD = ("CONCEDE", "RETREAT")
Span = tuple[int, int]


def accepted(label: str) -> tuple[str, ...]:
    """PLOVER types that a gold label accepts."""
    return YIELD if label == "YIELD" else (SAME.get(label, label),)


def marked_spans(marked: str) -> tuple[str, list[Span], list[Span]]:
    """Plain text and the spans of <s> and <t>."""
    plain, spans = [], {"s": [], "t": []}  # type: ignore[var-annotated]
    position, start, last = 0, {}, 0
    for tag in re.finditer(r"<(/?)([st])>", marked):
        plain.append(marked[last : tag.start()])
        position += tag.start() - last
        last = tag.end()
        if tag.group(1):
            spans[tag.group(2)].append((start.get(tag.group(2), position), position))
        else:
            start[tag.group(2)] = position
    plain.append(marked[last:])
    return "".join(plain), spans["s"], spans["t"]


def overlaps(actor: Actor, spans: list[Span]) -> bool:
    return any(actor.start < end and start < actor.end for start, end in spans)


def found_pair(coding: Coding, source: list[Span], target: list[Span]) -> bool:
    """Both parties with the right direction; a reciprocal act may list both as actors."""
    by_source = any(overlaps(actor, source) for actor in coding.actors)
    to_target = any(overlaps(actor, target) for actor in coding.recipients)
    both = not coding.recipients and any(overlaps(actor, target) for actor in coding.actors)
    return by_source and (to_target or both)


def run_texts(kernel: Kernel, texts: list[str]) -> list[Outcome]:
    documents = [Document(str(n), "dev", text, kind="record") for n, text in enumerate(texts)]
    outcomes: list[Outcome] = []
    for start in range(0, len(documents), 128):
        outcomes += kernel.process(documents[start : start + 128])
    return outcomes


def score_plv(kernel: Kernel, show: bool = False, only: str | None = None) -> dict[str, Any]:
    """End to end on plv_dev: both actors, direction, type; codings a sentence."""
    rows = lines("coding/plv_dev.jsonl")
    items = [(row, *marked_spans(row["marked"])) for row in rows]
    outcomes = run_texts(kernel, [text for _, text, _, _ in items])
    right = pair_right = type_right = n = 0
    by_type: dict[str, Counter[str]] = defaultdict(Counter)
    for (row, _, source, target), outcome in zip(items, outcomes, strict=True):
        n += len(outcome.codings)
        types = accepted(row["plover"])
        typed = [c for c in outcome.codings if c.event_type in types]
        paired = [c for c in outcome.codings if found_pair(c, source, target)]
        ok = any(found_pair(c, source, target) for c in typed)
        right += ok
        type_right += bool(typed)
        pair_right += bool(paired)
        by_type[row["plover"]]["n"] += 1
        by_type[row["plover"]]["ok"] += ok
        by_type[row["plover"]]["type"] += bool(typed)
        if show and not ok and (only is None or row["plover"] == only):
            print(f"\n{row['plover']:9} {row['marked']}")
            for coding in outcome.codings:
                print("     ", line(coding))
            for refusal in outcome.refusals:
                if refusal.stage == "coding":
                    print("      -", refusal.reason, refusal.detail[:90])
    total = len(rows)
    return {
        "n": total, "end_to_end": round(right / total, 4), "type_any": round(type_right / total, 4),
        "pair_any": round(pair_right / total, 4), "codings_a_sentence": round(n / total, 3),
        "by_type": {k: f"{v['ok']}/{v['n']} (type {v['type']})" for k, v in sorted(by_type.items())},
    }  # fmt: skip


def score_gsr(kernel: Kernel, show: bool = False, only: str | None = None) -> dict[str, Any]:
    """plover_gsr: type of the best coding, both actors found (by text overlap)."""
    rows = lines("coding/plover_gsr.jsonl")
    outcomes = run_texts(kernel, [row["text"] for row in rows])
    typed = actors = 0
    for row, outcome in zip(rows, outcomes, strict=True):
        types = accepted(row["plover"])
        source = [_find(row["text"], part["text"]) for part in row["source"]]
        target = [_find(row["text"], part["text"]) for part in row["target"]]
        best = max(outcome.codings, key=lambda c: _closeness(c, source, target), default=None)
        type_ok = best is not None and best.event_type in types
        pair_ok = best is not None and _closeness(best, source, target)[0] >= 2
        typed += type_ok
        actors += pair_ok
        if show and not (type_ok and pair_ok) and (only is None or only in types):
            print(f"\n{row['plover']:9} {row.get('markup', row['text'])}")
            for coding in outcome.codings:
                print("     ", "*" if coding is best else " ", line(coding))
            for refusal in outcome.refusals:
                if refusal.stage == "coding":
                    print("      -", refusal.reason, refusal.detail[:90])
    total = len(rows)
    n = sum(len(outcome.codings) for outcome in outcomes)
    return {
        "n": total,
        "type": round(typed / total, 4),
        "actors": round(actors / total, 4),
        "codings_a_sentence": round(n / total, 3),
    }


def score_relate(show: bool = False) -> dict[str, Any]:
    """plv_dev with actors given: macro-F1 over the gold types, null counted as a miss."""
    from communique.pipeline.relating import Relater

    rows = lines("coding/plv_dev.jsonl")
    items = [marked_spans(row["marked"]) for row in rows]
    pairs = [(text, (source or [(0, 0)])[0], (target or [(0, 0)])[0]) for text, source, target in items]
    relater = Relater()
    answers: list[tuple[str | None, dict[str, float]]] = []
    for start in range(0, len(pairs), 128):
        answers += relater.relate(pairs[start : start + 128])
    merged = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
    gold = [row["plover"] for row in rows]
    said = [merged.get(answer or "", answer) for answer, _ in answers]
    scores = {}
    for name in sorted(set(gold)):
        right = sum(g == name and a == name for g, a in zip(gold, said, strict=True))
        precision = right / max(1, sum(a == name for a in said))
        recall = right / max(1, gold.count(name))
        scores[name] = 2 * precision * recall / max(1e-9, precision + recall)
    if show:
        for row, answer in zip(rows, answers, strict=True):
            if merged.get(answer[0] or "", answer[0]) != row["plover"]:
                print(row["plover"], answer[0], list(answer[1].items())[:3], row["marked"][:200])
    accuracy = sum(g == a for g, a in zip(gold, said, strict=True)) / len(gold)
    return {
        "macro_f1": round(sum(scores.values()) / len(scores), 4), "accuracy": round(accuracy, 4),
        "null": said.count(None), "by_type": {name: round(score, 2) for name, score in scores.items()},
    }  # fmt: skip


def _find(text: str, part: str) -> Span:
    at = text.lower().find(part.lower().strip())
    return (at, at + len(part)) if at >= 0 else (-1, -1)


def _closeness(coding: Coding, source: list[Span], target: list[Span]) -> tuple[int, float]:
    """How many of the two sides a coding has (a side without gold counts as found)."""
    one = not source or any(overlaps(actor, source) for actor in coding.actors)
    parties = (*coding.recipients, *(coding.actors if not coding.recipients else ()))
    two = not target or any(overlaps(actor, target) for actor in parties)
    return int(one) + int(two), coding.confidence


def line(coding: Coding) -> str:
    """A coding on one line."""
    actors = ", ".join(f"{a.text!r}={a.code}" for a in coding.actors)
    recipients = ", ".join(f"{a.text!r}={a.code}" for a in coding.recipients)
    said = " < ".join(a.name for a in coding.attribution)
    return (
        f"{coding.event_type}/{coding.mode} {coding.cameo} {coding.status}"
        f"{' BG' if coding.background else ''} "
        f"[{coding.trigger.text}] {actors} -> {recipients} | "
        f"{coding.date.start}..{coding.date.end} {coding.date.basis} | "
        f"{said} | {coding.confidence}"
    )


def score_articles(kernel: Kernel, show: bool = False) -> dict[str, Any]:
    """Articles 001 and 002: core events found, precision of all codings, codings on non-events."""
    base = folder()
    assert base is not None
    published = {"001": date(2018, 1, 2), "002": date(2013, 6, 16)}
    gold = lines("articles/events.jsonl")
    forbidden = lines("articles/nonevents.jsonl")
    found_core = n_core = precise = n_codings = on_nonevents = n_sentences = wrong_dates = 0
    for name, day in published.items():
        text = (base / "articles" / f"{name}.txt").read_text("utf-8")
        outcome = kernel.process([Document(name, f"{name}.txt", text, published=day)])[0]
        n_sentences += outcome.n_sentences
        events = [event for event in gold if event["doc"] == name]
        hit_by: dict[int, list[str]] = defaultdict(list)
        for coding in outcome.codings:
            n_codings += 1
            matches = [place for place, event in enumerate(events) if _matches(coding, event)]
            precise += bool(matches)
            for place in matches:
                hit_by[place].append(coding.id)
            for block in (b for b in forbidden if b["doc"] == name):
                inside = block["start"] <= coding.trigger.start < block["end"]
                if inside and ("*" in block["forbid"] or coding.event_type in block["forbid"]):
                    on_nonevents += 1
            wrong_dates += coding.background and coding.date.basis == "publication"
            if show:
                print("  ", "ok " if matches else "???", coding.evidence.text[:60], "::", line(coding))
        for place, event in enumerate(events):
            if event["plover"] == ["SITUATION"] and any(
                s.evidence.start < event["end"] and event["start"] < s.evidence.end
                for s in outcome.situations
            ):
                hit_by[place].append("situation")
            n_core += event["core"]
            found_core += event["core"] and bool(hit_by[place])
            if show and event["core"] and not hit_by[place]:
                print("   MISSED", event["quote"], event["plover"], event["source"], event["target"])
        if show:
            for situation in outcome.situations:
                print(
                    "   situation",
                    situation.kind,
                    [p.code for p in situation.parties],
                    situation.holds,
                    situation.evidence.text[:80],
                )
            for refusal in outcome.refusals:
                print("   refusal", refusal.reason, refusal.detail[:100])
    return {
        "core_found": f"{found_core}/{n_core}", "precision": round(precise / max(1, n_codings), 3),
        "codings": n_codings,
        "codings_a_sentence": round(n_codings / max(1, n_sentences), 2), "on_nonevents": on_nonevents,
        "background_dated_by_publication": wrong_dates,
    }  # fmt: skip


def _codes(actors: tuple[Actor, ...]) -> set[str]:
    found = set()
    for actor in actors:
        found |= {actor.country or "", (actor.code or "")[:3], actor.sector or ""}
    return found - {""}


def _matches(coding: Coding, event: dict[str, Any]) -> bool:
    """Same place in the text, accepted type, direction right."""
    if not (coding.evidence.start < event["end"] and event["start"] < coding.evidence.end):
        return False
    near = event["start"] - 60 <= coding.trigger.start <= event["end"] + 60
    if not near or coding.event_type not in event["plover"]:
        return False
    source, target = set(event["source"]), set(event["target"])
    if "UN" in source:
        source |= {"UNO", "IGO"}
    if "UN" in target:
        target |= {"UNO", "IGO"}
    actors, recipients = _codes(coding.actors), _codes(coding.recipients)
    if source and not source & actors:
        return False
    return not target or bool(target & (recipients or actors))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", choices=["plv", "gsr", "articles", "relate"])
    parser.add_argument("--type")
    arguments = parser.parse_args()
    kernel = Kernel(Options())
    if arguments.show in (None, "plv"):
        print("plv_dev", score_plv(kernel, arguments.show == "plv", arguments.type))
    if arguments.show in (None, "relate"):
        print("relate", score_relate(arguments.show == "relate"))
    if arguments.show in (None, "gsr"):
        print("plover_gsr", score_gsr(kernel, arguments.show == "gsr", arguments.type))
    if arguments.show in (None, "articles"):
        print("articles", score_articles(kernel, arguments.show == "articles"))


if __name__ == "__main__":
    main()
