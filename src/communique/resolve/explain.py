"""The chain from a mention to its actor, in words: what `communique explain` and `communique actors` show."""

from __future__ import annotations

from communique.records import Mention
from communique.resolve.resolution import Resolution


def explain(resolution: Resolution, mention: Mention) -> str:
    """One line a step: "'his regime' → government of its head → PRKGOV North Korea", what it rests on
    indented.

    >>> from communique.resolve import explain
    """
    index = resolution.mentions.index(mention)
    lines: list[str] = []
    _step(resolution, index, 0, lines, set())
    return "\n".join(lines)


def _step(resolution: Resolution, index: int, depth: int, lines: list[str], seen: set[int]) -> None:
    mention, trace = resolution.mentions[index], resolution.traces[index]
    if index in seen:
        return
    seen.add(index)
    sentence = resolution.parse.sentences[mention.sentence]
    start, end = sentence.token_start[mention.first], sentence.token_end[mention.last - 1]
    words = resolution.parse.text[start:end]
    if mention.actors:
        read = ", ".join(f"{actor.code} {actor.name or actor.text}" for actor in mention.actors)
    else:
        read = next(
            (detail for reason, detail, left, right in resolution.refusals if left >= start and right <= end),
            "not resolved",
        )
    lead = "  " * depth + ("because of " if depth else "")
    lines.append(f"{lead}‘{words}’ (sentence {mention.sentence + 1}) → {trace.rule} → {read}")
    if trace.note:
        lines.append("  " * (depth + 1) + f"note: {trace.note}")
    for via in trace.via:
        _step(resolution, via, depth + 1, lines, seen)
