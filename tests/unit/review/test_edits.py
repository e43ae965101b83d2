"""Forms become changes, with what follows from them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import TEXT, a_coding, a_span, an_actor

from communique.errors import UsageError
from communique.ontology import load_ontology
from communique.review import Edit, Party, changes_of
from communique.review.edits import cameo_of, fits, precision_of
from communique.store.answer import changed


def test_what_stays_as_it_is_changes_nothing() -> None:
    machine = a_coding()
    actor = machine.actors[0]
    same = Party(actor.start, actor.end, actor.code, actor.kind, name=actor.name)
    edit = Edit(
        event_type="AGREE", status="promised", background=False, date=(machine.date.start, machine.date.end),
        actors=(same,), trigger=(machine.trigger.start, machine.trigger.end),
    )  # fmt: skip
    assert changes_of(machine, edit, TEXT) == {}
    assert changes_of(machine, Edit(), TEXT) == {}


def test_a_new_type_brings_its_class_scores_and_code() -> None:
    found = changes_of(a_coding(), Edit(event_type="ASSAULT"), TEXT)
    assert (found["event_type"], found["quad"]) == ("ASSAULT", 4)
    assert found["plover_score"] == load_ontology().score("ASSAULT", None)
    assert fits(found["cameo"], "ASSAULT", None)
    assert found["goldstein"] == load_ontology().goldstein(found["cameo"])
    assert changed(a_coding(), found).event_type == "ASSAULT"


def test_a_mode_that_does_not_go_with_a_new_type_is_dropped() -> None:
    machine = a_coding("CONSULT", mode="visit", cameo="042", quad=1)
    found = changes_of(machine, Edit(event_type="SUPPORT"), TEXT)
    assert found["mode"] is None
    with pytest.raises(UsageError, match="its modes"):
        changes_of(machine, Edit(event_type="SUPPORT", mode="visit"), TEXT)


def test_every_type_and_mode_can_be_chosen() -> None:
    ontology = load_ontology()
    for name, kind in ontology.types.items():
        assert cameo_of(name, None) is not None
        for mode in kind.modes:
            found = changes_of(a_coding(cameo=None), Edit(event_type=name, mode=mode.name), TEXT)
            changed(a_coding(cameo=None), found)


def test_actors_carry_their_words_and_codes() -> None:
    span = a_span("officials")
    found = changes_of(a_coding(), Edit(actors=(Party(span.start, span.end, "PRKGOV", cow=731),)), TEXT)
    (actor,) = found["actors"]
    assert (actor["text"], actor["country"], actor["sector"], actor["cow"]) == ("officials", "PRK", "GOV", 731)
    assert "recipients" not in found
    assert changes_of(a_coding(), Edit(recipients=()), TEXT)["recipients"] == []


def test_an_actor_that_was_kept_is_the_machines() -> None:
    machine = a_coding(actors=(an_actor("KOR", office="premier", rule="resolve.x"),))
    one = machine.actors[0]
    kept = Party(one.start, one.end, one.code, name=one.name)
    added = Party(0, 7, "USA")
    found = changes_of(machine, Edit(actors=(kept, added)), TEXT)
    assert [actor["rule"] for actor in found["actors"]] == ["resolve.x", "review.v1"]
    assert found["actors"][0]["office"] == "premier"


@pytest.mark.parametrize("code", ["XX", "prk", "PRKXXX", "Korea"])
def test_codes_of_another_form_are_refused(code: str) -> None:
    with pytest.raises(UsageError, match="expected"):
        changes_of(a_coding(), Edit(actors=(Party(0, 7, code),)), TEXT)


@pytest.mark.parametrize("span", [(5, 5), (-1, 4), (0, 10_000)])
def test_spans_outside_the_text_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(UsageError, match="span"):
        changes_of(a_coding(), Edit(trigger=span), TEXT)


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        ("2013-06-16", "2013-06-16", "day"), ("2013-06-01", "2013-06-30", "month"), ("2012-02-01", "2012-02-29", "month"),
        ("2013-01-01", "2013-12-31", "year"), ("2013-06-17", "2013-06-23", "week"), ("2013-06-03", "2013-06-12", "range"),
        ("2013-01-01", "2014-12-31", "range"),
    ],
)  # fmt: skip
def test_two_days_make_a_precision(first: str, last: str, precision: str) -> None:
    assert precision_of(date.fromisoformat(first), date.fromisoformat(last)) == precision


def test_dates() -> None:
    found = changes_of(a_coding(), Edit(date=(date(2013, 6, 1), date(2013, 6, 30))), TEXT)
    assert (found["date"]["start"], found["date"]["precision"]) == ("2013-06-01", "month")
    assert changes_of(a_coding(), Edit(date=(None, None)), TEXT)["date"]["precision"] == "unknown"
    with pytest.raises(UsageError, match="last day"):
        changes_of(a_coding(), Edit(date=(date(2013, 6, 2), date(2013, 6, 1))), TEXT)
