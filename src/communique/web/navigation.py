"""The sections of the sidebar. A new page enters here."""

from __future__ import annotations

import msgspec


class Item(msgspec.Struct, frozen=True):
    """A link of the sidebar. key: the letter that follows `g` on the keyboard."""

    name: str
    path: str
    key: str


NAVIGATION: tuple[tuple[str, tuple[Item, ...]], ...] = (
    ("", (Item("Overview", "/", "o"),)),
    (
        "Relations",
        (Item("Pairs", "/pairs", "p"), Item("Network", "/network", "n"), Item("Map", "/map", "m")),
    ),
    (
        "Record",
        (Item("Events", "/events", "e"), Item("Articles", "/articles", "a"), Item("Actors", "/actors", "w")),
    ),
    (
        "Memory",
        (Item("Situations", "/situations", "s"), Item("Commitments", "/commitments", "c")),
    ),
    (
        "Review",
        (Item("Queue", "/review", "q"), Item("Agreement", "/agreement", "t")),
    ),
    ("Ask", (Item("Search", "/search", "f"), Item("Claim check", "/check", "k"))),
    ("Project", (Item("Runs and method", "/about", "r"),)),
)
