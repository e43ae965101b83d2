"""Stable addresses of records and questions. Everything that links goes through here."""

from __future__ import annotations

from urllib.parse import quote, urlencode


def _part(text: str) -> str:
    return quote(text, safe="")


def article(document_id: str, coding: str | None = None) -> str:
    """An article; at one of its codings."""
    return f"/article/{_part(document_id)}" + (f"#c-{_part(coding)}" if coding else "")


def event(event_id: str) -> str:
    """An event."""
    return f"/event/{_part(event_id)}"


def pair(one: str, other: str, **query: object) -> str:
    """Two parties; the address is the same whichever is named first on a page, both orders work."""
    return f"/pair/{_part(one)}/{_part(other)}{_query(query)}"


def actor(code: str) -> str:
    """A party: a country or a kind of international body."""
    return f"/actor/{_part(code)}"


def record(record_id: str) -> str:
    """Whatever bears this id: leads on to the page that shows it."""
    return f"/record/{_part(record_id)}"


def standing(standing_id: str) -> str:
    """A situation over time."""
    return f"/situation/{_part(standing_id)}"


def events(**query: object) -> str:
    """A list of events."""
    return f"/events{_query(query)}"


def search(words: str) -> str:
    """A search."""
    return f"/search{_query({'q': words})}"


def situations(**query: object) -> str:
    """What stood on a day."""
    return f"/situations{_query(query)}"


def commitments(**query: object) -> str:
    """The ledger of commitments."""
    return f"/commitments{_query(query)}"


def _query(query: dict[str, object]) -> str:
    kept = {name: value for name, value in query.items() if value not in (None, "", False)}
    return f"?{urlencode(kept)}" if kept else ""
