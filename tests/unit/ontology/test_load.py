"""The ontology tables are complete, consistent and free of the source's known errors."""

from __future__ import annotations

import pytest

from communique.ontology import load_ontology
from communique.records.coding import EventType

ONTOLOGY = load_ontology()


def test_sixteen_types_are_those_of_the_contract() -> None:
    assert set(ONTOLOGY.types) == set(EventType.__args__)  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", sorted(ONTOLOGY.crosswalk))
def test_crosswalk_uses_only_names_that_exist(code: str) -> None:
    row = ONTOLOGY.crosswalk[code]
    assert ONTOLOGY.has_mode(row.event_type, row.mode)
    assert set(row.contexts) <= set(ONTOLOGY.contexts)
    assert code in ONTOLOGY.cameo or code[:-1] in ONTOLOGY.cameo


def test_accuse_score_is_negative_as_its_modes_are() -> None:
    assert ONTOLOGY.score("ACCUSE", None) == -3
    assert ONTOLOGY.score("ACCUSE", "disapprove") == -2


def test_sanction_is_material_conflict() -> None:
    assert ONTOLOGY.quad("SANCTION") == 4
    assert ONTOLOGY.plover_of("163") == ("SANCTION", "discontinue", ("diplomatic",))


def test_goldstein_falls_back_to_the_parent_code() -> None:
    assert ONTOLOGY.goldstein("036") == 4.0
    assert ONTOLOGY.goldstein("0369") == 4.0
    assert ONTOLOGY.goldstein(None) is None


def test_mode_without_score_takes_the_score_of_its_type() -> None:
    assert ONTOLOGY.score("PROTEST", "vandalize") == ONTOLOGY.score("PROTEST", None) == -5
