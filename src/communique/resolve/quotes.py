"""Quotations: which words stand inside one, and where to look for who speaks (rule 10)."""

from __future__ import annotations

import re

from communique.resolve.scene import Scene
from communique.resolve.view import View

_MARKS = re.compile('[“”"„«»]')


class Quotation:
    """One quotation: code points [start, end) between the marks, and the sentences it touches."""

    __slots__ = ("end", "first", "last", "lead", "opens_paragraph", "start", "unclosed")

    def __init__(self, start: int, end: int, first: int, last: int, unclosed: bool, opens: bool) -> None:
        self.start = start
        self.end = end
        self.first = first
        self.last = last
        self.unclosed = unclosed
        self.opens_paragraph = opens
        self.lead: int | None = None
        """The sentence whose verb of saying opens it with a colon, where no marks stand."""


def find_quotations(scene: Scene) -> list[Quotation]:
    """All quotations in text order; marks every view's quoted tokens. A quotation that is never closed ends
    with
    its paragraph; in print the next paragraph then opens with a mark again."""
    found: list[Quotation] = []
    views = scene.views
    begin = 0
    while begin < len(views):
        end = begin
        while end < len(views) and views[end].sentence.paragraph == views[begin].sentence.paragraph:
            end += 1
        _in_paragraph(scene, begin, end, found)
        begin = end
    for quotation in found:
        mark_quoted(scene, quotation)
    return found


def mark_quoted(scene: Scene, quotation: Quotation) -> None:
    """Marks the tokens of a quotation in the sentences it touches."""
    for view in scene.views[quotation.first : quotation.last + 1]:
        _mark(view, quotation)


def _in_paragraph(scene: Scene, begin: int, end: int, found: list[Quotation]) -> None:
    views = scene.views
    start, stop = views[begin].sentence.start, views[end - 1].sentence.end
    opened = -1
    for mark in _MARKS.finditer(scene.text, start, stop):
        sign = mark.group()
        if opened < 0:
            if sign in "”»" and sign != '"':
                continue
            opened = mark.end()
        elif sign in "“„«":
            opened = mark.end()
        else:
            _add(views, begin, end, opened, mark.start(), False, found, start)
            opened = -1
    if opened >= 0:
        _add(views, begin, end, opened, stop, True, found, start)


def _add(
    views: list[View],
    begin: int,
    end: int,
    start: int,
    stop: int,
    unclosed: bool,
    found: list[Quotation],
    paragraph: int,
) -> None:
    first = last = -1
    for index in range(begin, end):
        sentence = views[index].sentence
        if sentence.end > start and sentence.start < stop:
            first = index if first < 0 else first
            last = index
    if first >= 0:
        found.append(Quotation(start, stop, first, last, unclosed, start - paragraph <= 2))


def _mark(view: View, quotation: Quotation) -> None:
    sentence = view.sentence
    if view.quoted is None:
        view.quoted = [False] * view.n
    for token in range(view.n):
        if quotation.start <= sentence.token_start[token] < quotation.end:
            view.quoted[token] = True
