"""What the learned scorer adds to the frames, and how sure codings are."""

import pytest

from communique.coding.confidence import confidence, weights
from communique.coding.scorer_settings import scorer_settings
from communique.ontology import load_ontology
from communique.pipeline import Kernel, Options
from communique.records import Coding, Document


def codings(text: str, least: float = 0.0) -> tuple[Coding, ...]:
    kernel = Kernel(Options(min_confidence=least))
    return kernel.process([Document("1", "test", text, kind="record")])[0].codings


def test_settings_name_a_root_code_for_every_type() -> None:
    ontology = load_ontology()
    assert set(scorer_settings().cameo) == set(ontology.types)
    assert all(ontology.goldstein(code) is not None for code in scorer_settings().cameo.values())


def test_confidence_rises_with_the_odds_of_the_type_and_falls_with_those_of_none() -> None:
    found = dict.fromkeys(weights(), 0.0) | {"bias": 1.0, "scored": 1.0, "both": 1.0, "fit": 0.5}
    sure = confidence(found | {"type_odds": 0.8, "none_odds": -0.8})
    unsure = confidence(found | {"type_odds": -0.8, "none_odds": 0.8})
    assert 0.01 <= unsure < sure <= 0.99


def test_a_missing_recipient_is_named_by_the_scorer() -> None:
    (coding,) = [
        c
        for c in codings("If Pyongyang stops its tests, Washington will lift the sanctions.")
        if c.event_type == "AGREE"
    ]
    assert [a.country for a in coding.actors] == ["USA"]
    assert [a.country for a in coding.recipients] == ["PRK"]


def test_who_reports_an_act_does_not_do_it() -> None:
    found = codings("The Kremlin said that France had expelled two Russian diplomats.")
    assert [[a.country for a in c.actors] for c in found if c.event_type == "SANCTION"] == [["FRA"]]


def test_nobody_acts_on_himself() -> None:
    assert codings("The Bolivian minister asked himself why he had come.") == ()


@pytest.mark.parametrize("least", [0.5, 0.9])
def test_the_users_threshold_is_kept(least: float) -> None:
    text = "Iran accused Israel of an attack, and Oman offered to mediate between the two."
    every = codings(text)
    assert every
    kept = codings(text, least)
    assert [c.id for c in kept] == [c.id for c in every if c.confidence >= least]
