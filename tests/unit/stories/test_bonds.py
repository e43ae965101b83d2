"""Merges and splits by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from communique.records import Decision
from communique.stories.bonds import bonds_of, merged, split

AT = datetime(2021, 1, 1, tzinfo=UTC)


def decided(verdict: str, changes: dict, subject: str = "e1", base: int = 0) -> Decision:
    return Decision(subject, "event", base, verdict, "an analyst", AT, "0", changes)  # type: ignore[arg-type]


def test_a_merge_ties_every_coding_of_both() -> None:
    bonds = bonds_of([decided("merge", merged([("a", "b"), ("c",)]))])
    assert bonds.tied == (("a", "b"), ("a", "c"), ("b", "c"))
    assert bonds.cut == ()


def test_a_split_cuts_across_and_keeps_each_half() -> None:
    bonds = bonds_of([decided("split", split(("a", "b"), ("c",)))])
    assert bonds.cut == ((("a",), ("c",)), (("b",), ("c",)))
    assert bonds.tied == (("a", "b"),)


def test_the_later_decision_wins_and_a_reset_undoes() -> None:
    log = [decided("merge", merged([("a",), ("b",)])), decided("split", split(("a",), ("b",)), base=1)]
    assert bonds_of(log).tied == ()
    assert bonds_of([*log, decided("reset", {}, base=2)]) == bonds_of([])


def test_decisions_that_name_only_records_are_read_too() -> None:
    bonds = bonds_of(
        [decided("merge", {"with": ["e2"]})],
        machine=lambda decision: {"codings": ["a"]},
        members=lambda id_: ("b", "c") if id_ == "e2" else (),
    )
    assert bonds.tied == (("a", "b"), ("a", "c"), ("b", "c"))
