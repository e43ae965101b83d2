"""How many independent origins stand behind an event: copies and reports on one speaker's word are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.records import Coding


def told_by(coding: Coding) -> str | None:
    """The medium or agency farthest back in the chain of speakers; null where none is named."""
    media = [link.name for link in coding.attribution if (link.code or "").endswith("JRN")]
    return media[-1] if media else None


def count_origins(
    codings: Iterable[Coding],
    copy_of: Mapping[str, str] | None = None,
    agencies: Mapping[str, Iterable[str]] | None = None,
) -> int:
    """Number of origins: reports are one when they carry one text, name one agency as their source, or rest
    on the same medium's word for the act. copy_of: document id → its origin; agencies: document id → sources
    it names.
    """
    home: dict[str, str] = {}

    def root(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    def join(one: str, other: str) -> None:
        first, second = sorted((root(one), root(other)))
        home[second] = first

    documents = set()
    for coding in codings:
        name = f"d:{coding.document.id}"
        documents.add(name)
        root(name)
        join(name, f"c:{(copy_of or {}).get(coding.document.id, coding.document.id)}")
        for agency in (agencies or {}).get(coding.document.id, ()):
            join(name, f"a:{agency.casefold()}")
        medium = told_by(coding)
        if medium is not None:
            join(name, f"a:{medium.casefold()}")
    return len({root(name) for name in documents})
