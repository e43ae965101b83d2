"""`Item`: a name, or a word of a table, found in a sentence before anything is resolved."""

from __future__ import annotations

from communique.knowledge import Ref
from communique.resolve.entity import Entity


class Item:
    """Tokens [first, last) of a sentence and code points [start, end) that one name covers.

    kind: `country`, `demonym`, `capital`, `organisation`, `person`, `place`, `agent`, `title`, `pair`,
    `shared` (the
    name of a divided whole: "Korea"), `blocked` (part of a name that is no actor: an event, a language).
    `refs` are the readings of the tables still open;
    `entities` what it stands for once settled (several for a pair).
    """

    __slots__ = (
        "bound",
        "end",
        "entities",
        "first",
        "key",
        "kind",
        "last",
        "partner",
        "refs",
        "refusal",
        "rule",
        "start",
        "title",
    )

    def __init__(
        self, first: int, last: int, start: int, end: int, kind: str, key: str, refs: tuple[Ref, ...] = ()
    ) -> None:
        self.first = first
        self.last = last
        self.start = start
        self.end = end
        self.kind = kind
        self.key = key
        self.refs = refs
        self.entities: tuple[Entity, ...] = ()
        self.rule = "name"
        self.bound = ""
        """How a hyphen ties it to a neighbour: `led` (U.S.-led), `anti` (anti-, pro-), or ""."""
        self.title = ""
        """Of a person: the title words before the name, lower case."""
        self.refusal: str | None = None
        self.partner: Item | None = None
        """The name that completes this one: "North Korea" for "South" in "South and North Korea"."""

    def __repr__(self) -> str:
        return f"Item({self.key!r}, {self.kind}, {self.first}:{self.last}, {self.entities})"
