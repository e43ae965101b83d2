"""The chronology as a Word document with footnotes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from itertools import groupby
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from communique.errors import UsageError
from communique.exchange.archive import rezipped
from communique.exchange.chronology import Entry, Note
from communique.exchange.markdown import TITLE
from communique.version import __version__

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART = "/word/footnotes.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_FIRST = 2
"""Footnotes 0 and 1 are the lines that Word draws above footnotes."""


def write_docx(entries: Iterable[Entry], out: BinaryIO) -> int:
    """A .docx with headings by month and real footnotes; returns the number of entries. The same entries give
    the same bytes. Raises UsageError when python-docx is not installed.
    """
    try:
        from docx import Document
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
    except ImportError:
        raise UsageError("docx needs python-docx; install communique[analysis]") from None
    document = Document()
    document.core_properties.author = f"communique {__version__}"
    document.core_properties.title = TITLE
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2000, 1, 1)
    document.add_heading(TITLE, 0)
    notes: list[Note] = []
    n = 0
    bullet = document.styles["List Bullet"].style_id
    for heading, group in groupby(entries, key=lambda entry: entry.heading):
        document.add_heading(heading, 1)
        for entry in group:
            paragraph = document.add_paragraph()
            paragraph._p.style = bullet  # setting the style itself looks all styles through
            if entry.day:
                paragraph.add_run(f"{_clean(entry.day)} ").bold = True
            paragraph.add_run(_clean(entry.text))
            for note in entry.notes:
                notes.append(note)
                _refer(paragraph, len(notes) - 1 + _FIRST)
            if entry.n_more:
                paragraph.add_run(f" (and {entry.n_more} more)").italic = True
            n += 1
    document.add_paragraph(
        f"Made with communique {__version__}; names and acts in the words of its code book."
    )
    part = Part(PackURI(_PART), _TYPE, _footnotes(notes).encode("utf-8"), document.part.package)
    document.part.relate_to(part, _RELATION)
    saved = io.BytesIO()
    document.save(saved)
    out.write(rezipped(saved.getvalue()))
    return n


def _refer(paragraph: Any, number: int) -> None:
    """The raised number in the text."""
    from docx.oxml import parse_xml

    run = f'<w:r xmlns:w="{_W}">{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'
    paragraph._p.append(parse_xml(run))


def _footnotes(notes: list[Note]) -> str:
    """word/footnotes.xml."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<w:footnotes xmlns:w="{_W}">',
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>",
    ]
    for number, note in enumerate(notes, _FIRST):
        text = (f"“{note.quote}” " if note.quote else "") + note.where
        lines.append(
            f'<w:footnote w:id="{number}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(_clean(text))}</w:t></w:r></w:p></w:footnote>'
        )
    lines.append("</w:footnotes>")
    return "\n".join(lines)


def _clean(text: str) -> str:
    """Without the control signs that XML does not allow."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n"
        or (ord(sign) >= 32 and not 0xD800 <= ord(sign) <= 0xDFFF and sign not in "\ufffe\uffff")
    )
