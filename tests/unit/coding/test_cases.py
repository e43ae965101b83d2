"""Sentences of tests/cases/codings*.yaml: what a reader of the codebook expects of the whole chain."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import ids

from communique.pipeline import Kernel
from communique.records import Actor, Coding, Document

CASES = Path(__file__).parents[2] / "cases"
DAY = date(2019, 3, 15)


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text("utf-8"))
    return loaded


SENTENCES = cases("codings.yaml") + cases("codings_hard_negatives.yaml")


class Wanted:
    """One expectation: "TYPE[/mode] ACTOR>RECIPIENT [status]"."""

    def __init__(self, line: str) -> None:
        kind, parties, *status = line.split()
        self.both = "+" in parties
        self.kinds = [tuple(part.split("/")) for part in kind.split("|")]
        self.one, self.other = (side.split("|") for side in parties.split("+" if self.both else ">"))
        self.statuses = status[0].split("|") if status else []

    def met_by(self, coding: Coding) -> bool:
        """Whether the coding is the one expected."""
        if not any(
            coding.event_type == kind and (not mode or coding.mode == mode[0]) for kind, *mode in self.kinds
        ):
            return False
        if self.statuses and coding.status not in self.statuses:
            return False
        if self.both:
            everyone = (*coding.actors, *coding.recipients)
            return covers(everyone, self.one) and covers(everyone, self.other)
        return covers(coding.actors, self.one) and covers(coding.recipients, self.other)


def covers(actors: tuple[Actor, ...], codes: list[str]) -> bool:
    """Whether an actor has one of the codes: a country, a sector or both; "-" asks for nobody, "*" for somebody."""
    if "-" in codes:
        return True
    return any(
        code == "*" or (actor.code or "").startswith(code) or actor.sector == code
        for actor in actors
        for code in codes
    )


def shown(coding: Coding) -> str:
    actors, recipients = (
        ",".join(actor.code or "?" for actor in side) or "-" for side in (coding.actors, coding.recipients)
    )
    mode = f"/{coding.mode}" if coding.mode else ""
    return f"{coding.event_type}{mode} {actors}>{recipients} {coding.status} [{coding.trigger.text}]"


def problems(codings: tuple[Coding, ...], case: dict[str, Any]) -> list[str]:
    """What of a case the codings do not fulfil."""
    found = [
        f"expected {line}" for line in case.get("expect", ()) if not any(map(Wanted(line).met_by, codings))
    ]
    for never in case.get("never", ()):
        status, kind = never.split() if " " in never else ("", never)
        found += [f"never {never}" for c in codings if c.event_type == kind and status in ("", c.status)]
    if (once := case.get("once")) and sum(c.event_type == once for c in codings) > 1:
        found.append(f"{once} only once")
    if case.get("quiet") and codings:
        found.append("expected no coding")
    return found


def marked() -> list[Any]:
    """The cases, those that are known to fail marked with the reason."""
    names = ids(SENTENCES)
    return [
        pytest.param(
            case,
            id=name,
            marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if case.get("xfail") else [],
        )
        for case, name in zip(SENTENCES, names, strict=True)
    ]


@pytest.mark.parametrize("case", marked())
def test_sentence(case: dict[str, Any], kernel: Kernel) -> None:
    document = Document("case", "case", case["text"], kind="record", published=case.get("day", DAY))
    (outcome,) = kernel.process([document])
    wrong = problems(outcome.codings, case)
    assert not wrong, "\n".join([case["text"], *wrong, *map(shown, outcome.codings)])


def test_the_cases_cover_the_ontology() -> None:
    """Every type is expected somewhere, and every status that a reader can tell apart."""
    from communique.ontology import load_ontology

    lines = [line for case in SENTENCES for line in case.get("expect", ())]
    types = {kind.split("/")[0] for line in lines for kind in line.split()[0].split("|")}
    assert types == set(load_ontology().types)
    assert sum(bool(case.get("quiet")) for case in SENTENCES) >= 30


def test_a_case_asks_for_something() -> None:
    for case in SENTENCES:
        assert {"expect", "never", "quiet", "once"} & set(case), case["text"]
        assert set(case) <= {"text", "expect", "never", "quiet", "once", "day", "xfail"}, case
