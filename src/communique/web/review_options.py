"""Pieces of the review form that are the same for every coding of a type; made once."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape

from communique.ontology import load_ontology
from communique.records.coding import Status
from communique.report.model import QUADS

STATUSES: tuple[str, ...] = Status.__args__  # type: ignore[attr-defined]


def _option(value: str, chosen: bool, more: str = "") -> str:
    return f'<option value="{escape(value)}"{more}{" selected" if chosen else ""}>{escape(value)}</option>'


@cache
def type_options(chosen: str | None) -> Markup:
    """All PLOVER types."""
    return Markup("".join(_option(name, name == chosen) for name in load_ontology().types))


@cache
def mode_options(event_type: str, chosen: str | None) -> Markup:
    """The modes of all types; the page shows those that go with the type chosen."""
    found = []
    for name, kind in load_ontology().types.items():
        for mode in kind.modes:
            is_chosen = (name, mode.name) == (event_type, chosen)
            found.append(_option(mode.name, is_chosen, f' data-type="{escape(name)}"'))
    return Markup("".join(found))


@cache
def status_options(chosen: str | None) -> Markup:
    """All statuses."""
    return Markup("".join(_option(name, name == chosen) for name in STATUSES))


@cache
def rule(event_type: str) -> Markup:
    """The codebook on a type: what it is, its rules, its modes."""
    kind = load_ontology().types[event_type]
    notes = "".join(f"<li>{escape(note)}</li>" for note in kind.notes)
    modes = "".join(
        f"<div><dt>{escape(mode.name)}</dt><dd>{escape(mode.description)}</dd></div>" for mode in kind.modes
    )
    return Markup(
        f"<h3>{escape(kind.name)}</h3>"
        f'<p>{escape(kind.description)} '
        f'<span class="small">{QUADS[kind.quad_code]}, score {kind.score:g}.</span></p>'
        + (f'<ul class="dots">{notes}</ul>' if notes else "")
        + (f'<dl class="modes">{modes}</dl>' if modes else "")
    )
