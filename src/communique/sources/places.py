"""Inputs of a project: files and folders as everywhere, addresses, and lists of addresses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

import msgspec

from communique.errors import InputRefused
from communique.records import Document, Refusal
from communique.sources.addresses import is_address
from communique.sources.feeds import read_feed
from communique.sources.fetch import Fetched, Fetcher
from communique.sources.limits import DEFAULT_LIMITS, Limits
from communique.sources.pages import html_document, text_document
from communique.sources.read import STDIN, read_inputs
from communique.sources.reasons import SourceReason
from communique.sources.refuse import refusal, refused
from communique.sources.sniff import FEED_START, kind_by_content, kind_by_suffix

HEAD = 65_536
HTML = ("text/html", "application/xhtml+xml")
XML = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")

Told = Callable[[str, Fetched | None, str | None], None]
"""Told of every fetch: the address, what came, or the reason why nothing did."""


def read_places(
    places: Sequence[str], fetcher: Fetcher, *, follow: bool = False, told: Told | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Document | Refusal]:  # fmt: skip
    """Documents of all places in order. An http(s) address is fetched; so is every line of a text file that
    holds nothing but addresses (blank lines and lines after # aside). follow: a feed's entries are fetched
    at their links instead of taken as they stand in the feed.
    """
    reader = _Reader(fetcher, follow, told, limits)
    for place in places:
        if is_address(place):
            yield from reader.at(place)
        elif place != STDIN and (addresses := address_list(place)):
            for address in addresses:
                yield from reader.at(address)
        else:
            yield from read_inputs([place], limits=limits)


def address_list(path: str) -> list[str]:
    """The addresses in a file that holds nothing else; empty for any other file."""
    if not os.path.isfile(path) or kind_by_suffix(path) not in (None, "text"):
        return []
    with open(path, "rb") as file:
        head = file.read(HEAD)
        lines = _lines(head[: head.rfind(b"\n") + 1] if len(head) == HEAD else head)
        if not lines or not all(map(is_address, lines)):
            return []
        rest = file.read()
    found = _lines(head + rest)
    return found if all(map(is_address, found)) else []


def _lines(raw: bytes) -> list[str]:
    lines = (line.strip() for line in raw.decode("utf-8", "replace").removeprefix("\ufeff").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


class _Reader:
    """Turns what was fetched into documents."""

    def __init__(self, fetcher: Fetcher, follow: bool, told: Told | None, limits: Limits) -> None:
        self._fetcher, self._follow, self._told, self._limits = fetcher, follow, told, limits

    def at(self, address: str) -> Iterator[Document | Refusal]:
        """The documents at an address, none where it has not changed since the last time."""
        try:
            fetched = self._fetched(address)
            if fetched.status == 304:
                return
            yield from self._documents(fetched)
        except InputRefused as stop:
            yield refusal(SourceReason(stop.reason), stop.detail, address)
        except Exception as error:  # whatever a library makes of foreign bytes: the others go on
            yield refusal(SourceReason.DAMAGED, f"{type(error).__name__}: {error}", address)

    def _fetched(self, address: str) -> Fetched:
        try:
            fetched = self._fetcher.fetch(address)
        except InputRefused as stop:
            if self._told is not None:
                self._told(address, None, stop.reason)
            raise
        if self._told is not None:
            self._told(address, fetched, None)
        return fetched

    def _documents(self, fetched: Fetched) -> Iterator[Document | Refusal]:
        kind = self._kind(fetched)
        notes = (f"crawled:{fetched.at:%Y-%m-%d}",)
        if kind == "feed":
            for entry in read_feed(fetched.raw, fetched.address, limits=self._limits):
                if self._follow and isinstance(entry, Document) and entry.url and is_address(entry.url):
                    yield from self._followed(entry)
                else:
                    yield entry
        elif kind == "html":
            page = html_document(
                fetched.raw, fetched.address, declared=fetched.charset, url=fetched.final, notes=notes
            )
            yield page
        else:
            yield text_document(fetched.raw, fetched.address, url=fetched.final, notes=notes)

    def _followed(self, entry: Document) -> Iterator[Document | Refusal]:
        """The page an entry leads to, with the entry's date where it has one."""
        assert entry.url is not None
        for item in self.at(entry.url):
            if isinstance(item, Document) and item.published is None and entry.published is not None:
                item = msgspec.structs.replace(item, published=entry.published)
            yield item

    def _kind(self, fetched: Fetched) -> str:
        head = fetched.raw[:8192]
        if not fetched.raw.strip():
            raise refused(SourceReason.EMPTY, "an empty answer", fetched.address)
        if fetched.media in XML or FEED_START.search(head[:4096]):
            return "feed" if FEED_START.search(head) else kind_by_content(head, "text")
        if fetched.media in HTML:
            return "html"
        if fetched.media in ("text/plain", ""):
            return "html" if kind_by_content(head, "text") == "html" else "text"
        detail = f"{fetched.media!r} is read neither as page, feed nor text"
        raise refused(SourceReason.CONTENT_TYPE, detail, fetched.address)
