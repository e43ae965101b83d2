"""The chronology as Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from communique.exchange.chronology import Entry, Note
from communique.version import __version__

TITLE = "Chronology"
_MARKS = re.compile(r"([\\`*_\[\]<>#|~$&])")
_LIST = re.compile(r"[-+]|\d+[.)]")
"""A first word that would make a list."""


def write_markdown(entries: Iterable[Entry], out: TextIO) -> int:
    """Headings by month, one list item an entry, footnotes at the end; returns the number of entries."""
    notes: list[Note] = []
    n = 0
    out.write(f"# {TITLE}\n")
    for heading, group in groupby(entries, key=lambda entry: entry.heading):
        out.write(f"\n## {heading}\n\n")
        for entry in group:
            marks = ""
            for note in entry.notes:
                notes.append(note)
                marks += f"[^{len(notes)}]"
            more = f" *(and {entry.n_more} more)*" if entry.n_more else ""
            day = f"**{escaped(entry.day)}** " if entry.day else ""
            out.write(f"- {day}{escaped(entry.text)}{marks}{more}\n")
            n += 1
    out.write(f"\n---\n\nMade with communique {__version__}; names and acts in the words of its code book.\n")
    if notes:
        out.write("\n")
    for number, note in enumerate(notes, 1):
        quote = f"“{escaped(note.quote)}” " if note.quote else ""
        out.write(f"[^{number}]: {quote}{escaped(note.where)}\n")
    return n


def escaped(text: str) -> str:
    """Text that no Markdown reader takes for markup, on one line; addresses stay addresses."""
    words = [_word(word) for word in text.split()]
    if words and _LIST.fullmatch(words[0]):
        words[0] = words[0][:-1] + "\\" + words[0][-1]
    return " ".join(words)


def _word(word: str) -> str:
    if word.startswith(("http://", "https://")):
        address = word.rstrip(",.;:)").replace("<", "%3C").replace(">", "%3E")
        return f"<{address}>{word[len(word.rstrip(',.;:)')) :]}"
    return _MARKS.sub(r"\\\1", word)
