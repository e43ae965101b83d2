"""The headline among the lines, and what stands right under it: summary and author's name."""

from __future__ import annotations

from communique.clean.dateline import find_dateline
from communique.clean.marks import BODY_FROM, Mark, settle, undecided
from communique.clean.parts import is_signature
from communique.clean.reasons import CleanReason
from communique.clean.title import Media, content_words, cut_suffix, headline_score, normal

HEADLINE_FROM = 0.75


HEADLINE_OF_PASTED = 0.45
"""Least score of a headline on a page, and in a text of few lines, where less can be mistaken for one."""


PASTED_LINES = 60


STANDFIRST_SHARE = 0.4


LEAD_CHARACTERS = 700


LOOK_BACK = 40
"""Lines above the first body line among which the headline is looked for."""


def mark_headline(marks: list[Mark], given: str | None, media: Media | None) -> None:
    body = [i for i, mark in enumerate(marks) if mark.kind == "body"]
    if not body:
        return
    first = body[0]
    if len(body) > 1 and _may_be_headline(marks[first].line.text):
        # "Will the North Talk?" ends like a sentence; as the first of several body lines it heads them.
        marks[first].score = min(marks[first].score, BODY_FROM)
        settle(marks[first], "dropped", CleanReason.BOILERPLATE)
        first = body[1]
    lead = _lead_words(marks[first:])
    wanted = normal(given) if given else None
    heads: list[tuple[float, int]] = []
    normals = [normal(mark.line.text[: cut_suffix(mark.line.text, media).end]) for mark in marks]
    for index in range(max(0, first - LOOK_BACK), first):
        mark = marks[index]
        if not (
            undecided(mark)
            or (mark.kind == "dropped" and mark.hit is not None and mark.hit.strength == "start")
        ):
            continue
        headline = cut_suffix(mark.line.text, media)
        n_between = sum(1 for other in marks[index + 1 : first] if undecided(other))
        score = headline_score(
            mark.line.text[: headline.end], lead, n_between, normals.count(normals[index]) - 1
        )
        if not undecided(mark):
            score -= 0.8
        if index == 0:
            score += 0.2
        if mark.role == "h1":
            score += 1.0
        if any(other.kind in ("byline", "date") for other in marks[index + 1 : index + 3]):
            score += 0.5
        if (
            wanted
            and normals[index]
            and (normals[index] == wanted or normals[index] in wanted or wanted in normals[index])
        ):
            score += 2.0
        heads.append((score, index))
    if not heads:
        return
    score, best = max(heads)
    if score < (HEADLINE_FROM if len(marks) > PASTED_LINES else HEADLINE_OF_PASTED):
        return
    mark = marks[best]
    headline = cut_suffix(mark.line.text, media)
    settle(mark, "title", CleanReason.TITLE)
    mark.title_end, mark.outlet = headline.end, headline.outlet
    same = normals[best]
    for index, other in enumerate(marks):
        if index != best and normals[index] == same and other.kind == "dropped":
            settle(other, "dropped", CleanReason.DOUBLED_HEADLINE)
            other.outlet = cut_suffix(other.line.text, media).outlet


def _lead_words(marks: list[Mark]) -> frozenset[str]:
    """Words of the first paragraphs, datelines aside: an agency names itself there and heads the page too."""
    lead: list[str] = []
    for mark in marks:
        if mark.kind == "body":
            found = find_dateline(mark.line.text) if len(lead) < 3 else None
            lead.append(mark.line.text[found.text_start if found else 0 :])
            if sum(map(len, lead)) >= LEAD_CHARACTERS:
                break
    return content_words(" ".join(lead)[:LEAD_CHARACTERS])


def _may_be_headline(line: str) -> bool:
    """Short, with no full stop, and no quotation or dateline at its beginning."""
    return (
        len(line.split()) <= 18
        and not line.endswith((".", ".”", '."', "…", ":", ","))
        and find_dateline(line) is None
    )


def mark_names(marks: list[Mark]) -> None:
    """ "Hollis Brandt in Seoul", "Our Gulf staff": between headline and
    text, who wrote it may stand without "by"."""
    title = next((i for i, mark in enumerate(marks) if mark.kind == "title"), None)
    if title is None or any(mark.kind == "byline" for mark in marks):
        return
    for mark in marks[title + 1 : title + 6]:
        if len(mark.line.text.split()) >= 15:
            return
        if (mark.kind == "body" or undecided(mark)) and is_signature(mark.line.text):
            settle(mark, "byline", CleanReason.BYLINE)
            return


def mark_standfirst(marks: list[Mark]) -> None:
    """The summary right under the headline: seven words or more that
    share words with the first paragraphs."""
    title = next((i for i, mark in enumerate(marks) if mark.kind == "title"), None)
    if title is None:
        return
    lead = _lead_words(marks[title + 1 :])
    for mark in marks[title + 1 : title + 4]:
        own = content_words(mark.line.text)
        if (
            undecided(mark)
            and len(mark.line.text.split()) >= 7
            and len(own & lead) >= STANDFIRST_SHARE * len(own)
        ):
            settle(mark, "body", CleanReason.STANDFIRST)
            return
        if mark.kind in ("body", "dropped"):
            return
