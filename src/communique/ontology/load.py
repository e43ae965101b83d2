"""Loader of the ontology tables.

Sources: PLOVER draft 2.0 manual (openeventdata/PLOVER, CC BY-SA 4.0; codes, names and numbers are facts, the
descriptions are ours), CAMEO codes and Goldstein weights as GDELT prints them (ICEWS's value where it differs
is kept beside it), CAMEO2PLOVER-2021 with its errata settled (column `note` of crosswalk.csv).
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import msgspec


class Mode(msgspec.Struct, frozen=True):
    """A PLOVER mode; score is null where the manual gives none."""

    name: str
    score: float | None
    description: str


class PloverType(msgspec.Struct, frozen=True):
    """A PLOVER event type. quad_code: 1 verbal cooperation, 2 material cooperation, 3 verbal, 4 material
    conflict.
    """

    name: str
    quad_code: int
    quad: str
    score: float
    requires_recipient: bool
    description: str
    modes: tuple[Mode, ...]
    notes: tuple[str, ...]


class Cameo(msgspec.Struct, frozen=True):
    """A CAMEO code with its Goldstein weight (GDELT's list; ICEWS's beside it). quad: GDELT's class 1–4, not
    always that of the PLOVER type (an appeal is cooperation in CAMEO).
    """

    code: str
    name: str
    quad: int
    goldstein: float
    goldstein_icews: float


class _Row(msgspec.Struct, frozen=True):
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]


class Ontology(msgspec.Struct, frozen=True):
    """All tables; look-ups raise KeyError for unknown names."""

    types: dict[str, PloverType]
    contexts: tuple[str, ...]
    sectors: dict[str, str]
    international: dict[str, str]
    cameo: dict[str, Cameo]
    crosswalk: dict[str, _Row]

    def quad(self, event_type: str) -> int:
        """Quad class 1–4 of a PLOVER type."""
        return self.types[event_type].quad_code

    def score(self, event_type: str, mode: str | None) -> float | None:
        """PLOVER score of the mode where it has one, else of the type."""
        kind = self.types[event_type]
        for candidate in kind.modes:
            if candidate.name == mode and candidate.score is not None:
                return candidate.score
        return kind.score

    def goldstein(self, cameo: str | None) -> float | None:
        """Goldstein weight of a CAMEO code; of its parent when the code itself has none; null without a code.
        """
        while cameo:
            if cameo in self.cameo:
                return self.cameo[cameo].goldstein
            cameo = cameo[:-1]
        return None

    def plover_of(self, cameo: str) -> tuple[str, str | None, tuple[str, ...]] | None:
        """(type, mode, contexts) that the crosswalk gives a CAMEO code, or its parent code; null for 01x."""
        while len(cameo) >= 2:
            row = self.crosswalk.get(cameo)
            if row is not None:
                return row.event_type, row.mode, row.contexts
            cameo = cameo[:-1]
        return None

    def has_mode(self, event_type: str, mode: str | None) -> bool:
        """Whether `mode` is one of the type's modes (null always is)."""
        return mode is None or any(candidate.name == mode for candidate in self.types[event_type].modes)


def _read(name: str) -> str:
    return files("communique.ontology").joinpath("data", name).read_text("utf-8")


@cache
def load_ontology() -> Ontology:
    """The shipped ontology, read once a process."""
    plover = msgspec.json.decode(_read("plover.json"))
    types = {event["name"]: msgspec.convert(event, PloverType) for event in plover["events"]}
    cameo = {
        row["code"]: Cameo(
            row["code"],
            row["name"],
            int(row["quad"]),
            float(row["goldstein"]),
            float(row["goldstein_icews"] or row["goldstein"]),
        )
        for row in csv.DictReader(_read("cameo.csv").splitlines())
    }
    crosswalk = {
        row["cameo"]: _Row(
            row["event_type"], row["mode"] or None, tuple(c for c in row["contexts"].split(";") if c)
        )
        for row in csv.DictReader(_read("crosswalk.csv").splitlines())
    }
    return Ontology(
        types=types,
        contexts=tuple(c if isinstance(c, str) else c["name"] for c in plover["contexts"]),
        sectors=_named(plover["sectors"]),
        international=_named(plover["international_actors"]),
        cameo=cameo,
        crosswalk=crosswalk,
    )


def _named(rows: list[dict[str, str]]) -> dict[str, str]:
    return {row["code"]: row["description"] for row in rows}
