"""What the report shows, as plain data for the template and its script."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from communique.pipeline import Outcome
from communique.records import Actor, Article, Block, Coding, Situation, When
from communique.report.pairs import by_pair, pairs_of

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
SHOWN_PAIRS = 8


def when_text(when: When | None) -> str:
    """A date as precise as it is: 16 June 2013, June 2013, 2013, or from–to."""
    if when is None or when.start is None or when.end is None:
        return "date unknown"
    if when.precision == "year" and when.start.year == when.end.year:
        return str(when.start.year)
    if when.precision == "month":
        return when.start.strftime("%B %Y")
    first = f"{when.start.day} {when.start:%B %Y}"
    return first if when.start == when.end else f"{first} – {when.end.day} {when.end:%B %Y}"


def who(actors: Sequence[Actor]) -> str:
    """Names of a side, joined."""
    return ", ".join(dict.fromkeys(actor.person or actor.name or actor.text for actor in actors))


def actor_row(actor: Actor) -> dict[str, Any]:
    name = actor.person or actor.name or actor.text
    return {"name": name, "code": actor.code, "text": actor.text, "office": actor.office, "rule": actor.rule}


def coding_row(coding: Coding, article: int) -> dict[str, Any]:
    """One coding for table, timeline and record card."""
    return {
        "id": coding.id, "article": article, "type": coding.event_type, "mode": coding.mode,
        "cameo": coding.cameo,
        "contexts": list(coding.contexts), "quad": coding.quad, "goldstein": coding.goldstein,
        "actors": [actor_row(a) for a in coding.actors],
        "recipients": [actor_row(a) for a in coding.recipients],
        "who": who(coding.actors), "whom": who(coding.recipients), "date": when_text(coding.date),
        "sort": coding.date.start.isoformat() if coding.date.start else "", "basis": coding.date.basis,
        "date_words": coding.date.text, "status": coding.status,
        "cue": coding.status_cue.text if coding.status_cue else None,
        "background": coding.background, "place": coding.place.name if coding.place else None,
        "said": [{"name": link.name, "code": link.code, "mode": link.mode} for link in coding.attribution],
        "content": coding.content.text if coding.content else None,
        "condition": coding.condition.text if coding.condition else None,
        "counts": [f"{m.text} {m.kind}" for m in coding.magnitude], "confidence": coding.confidence,
        "restates": coding.restates, "trigger": coding.trigger.text,
        "sentence": " ".join(coding.evidence.text.split()),
        "pairs": ["-".join(pair) for pair in pairs_of(coding)],
    }  # fmt: skip


def situation_row(situation: Situation, article: int) -> dict[str, Any]:
    return {
        "kind": situation.kind.replace("_", " "), "parties": who(situation.parties), "holds": situation.holds,
        "since": when_text(situation.since) if situation.since else "",
        "until": when_text(situation.until) if situation.until else "",
        "sentence": " ".join(situation.evidence.text.split()), "article": article,
    }  # fmt: skip


def segments(article: Article, block: Block, codings: Sequence[Coding]) -> list[dict[str, Any]]:
    """The block's text cut where a trigger or a sentence behind one begins or ends; each part with its first
    code point.
    """
    inside = [c for c in codings if c.trigger.start < block.end and block.start < c.trigger.end]
    cuts = {block.start, block.end}
    for coding in inside:
        for position in (
            coding.evidence.start,
            coding.evidence.end,
            coding.trigger.start,
            coding.trigger.end,
        ):
            if block.start < position < block.end:
                cuts.add(position)
    places = sorted(cuts)
    found = []
    for start, end in pairwise(places):
        triggers = [c for c in inside if c.trigger.start <= start < c.trigger.end]
        found.append(
            {
                "start": start, "text": article.text[start:end], "trigger": [c.id for c in triggers],
                "quad": triggers[0].quad if triggers else None,
            }
        )  # fmt: skip
    return found


def article_row(number: int, outcome: Outcome) -> dict[str, Any]:
    """Headline, facts and blocks of one article."""
    article = outcome.article
    assert article is not None
    title = outcome.document.title or outcome.document.source.rsplit("/", 1)[-1]
    read = article.read_ranges()
    headline = next((block for block in read if block.kind == "title"), None)
    blocks = [
        {"kind": block.kind, "parts": segments(article, block, outcome.codings)}
        for block in read
        if block is not headline
    ]
    dropped = [
        {"reason": block.reason, "text": " ".join(article.text[block.start : block.end].split())[:160]}
        for block in article.blocks
        if block.kind == "dropped" and article.text[block.start : block.end].strip()
    ]
    published = outcome.document.published
    return {
        "number": number, "title": title,
        "headline": segments(article, headline, outcome.codings) if headline is not None else [],
        "outlet": outcome.document.outlet,
        "source": outcome.document.source.rsplit("/", 1)[-1],
        "published": f"{published.day} {published:%B %Y}" if published else None,
        "evidence": article.published.evidence if article.published.basis != "given" else "given",
        "basis": article.published.basis, "blocks": blocks, "dropped": dropped,
        "n": len(outcome.codings), "truncated": article.truncated,
    }  # fmt: skip


def build(outcomes: Sequence[Outcome], names: dict[str, str]) -> dict[str, Any]:
    """Everything the template needs."""
    read = [outcome for outcome in outcomes if outcome.article is not None]
    codings = [coding for outcome in read for coding in outcome.codings]
    pairs = by_pair(codings)
    return {
        "articles": [article_row(number, outcome) for number, outcome in enumerate(read)],
        "codings": [coding_row(c, number) for number, outcome in enumerate(read) for c in outcome.codings],
        "situations": [situation_row(s, number) for number,
        outcome in enumerate(read) for s in outcome.situations],
        "pairs": [
            {"key": "-".join(pair), "label": " – ".join(names.get(code, code) for code in pair),
            "n": len(found)}
            for pair, found in pairs if len(found) > 1
        ],
        "quads": QUADS, "n_refused": len(outcomes) - len(read),
        "types": sorted({coding.event_type for coding in codings}),
        "statuses": sorted({coding.status for coding in codings}),
        "chart_pairs": pairs[:SHOWN_PAIRS],
    }  # fmt: skip
