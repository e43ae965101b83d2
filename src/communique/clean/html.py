"""HTML pages."""

from __future__ import annotations

from communique.clean.title import Media
from communique.errors import InputRefused
from communique.records import Article, Document


def clean_html(document: Document, *, media: Media | None = None) -> Article:
    """Not read yet: refused with a reason, so that a run over mixed inputs goes on."""
    raise InputRefused("clean.crashed", "HTML pages are not read yet", document.source)
