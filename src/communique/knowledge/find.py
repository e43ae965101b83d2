"""`communique knowledge find`: everything whose name holds the words asked for."""

from __future__ import annotations

from typing import NamedTuple

from communique.knowledge.base import Knowledge
from communique.knowledge.normalise import key_of


class Found(NamedTuple):
    """One thing found: its kind and id, the name to show and the written form that fitted."""

    kind: str
    id: str
    name: str
    written: str


def find(knowledge: Knowledge, words: str, kind: str | None = None) -> list[Found]:
    """All things one of whose written forms holds every word asked for, as a whole word or its beginning.

    Things named exactly so come first, then by kind and name.
    """
    wanted = key_of(words).split()
    asked = " ".join(wanted)
    if not wanted:
        return []
    best: dict[tuple[str, str], str] = {}
    for key in knowledge.keys():  # noqa: SIM118 - a method, not a dict's
        parts = key.split()
        if not all(any(part.startswith(word) for part in parts) for word in wanted):
            continue
        for ref in knowledge.refs_of_key(key):
            if kind is not None and ref.kind != kind:
                continue
            known = best.get((ref.kind, ref.id))
            if known is None or key == asked or (known != asked and len(key) < len(known)):
                best[ref.kind, ref.id] = key
    found = [Found(kind_, id, knowledge.name(kind_, id), key) for (kind_, id), key in best.items()]
    found.sort(key=lambda one: (one.written != asked, one.kind, one.name, one.id))
    return found
