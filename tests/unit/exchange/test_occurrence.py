"""Which codings enter a layout of the field, and under which day."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from tests.factories import DAY, a_coding, a_day, a_reference, an_actor

from communique.exchange.occurrence import Selection, dyads, of_coding, of_codings, select, took_place
from communique.ontology import load_ontology


def test_a_title_that_restates_joins_the_fuller_coding() -> None:
    body = a_coding(id="body")
    title = a_coding(id="title", zone="title", restates="body")
    alone = a_coding(id="alone", document=a_reference(id="d2"))
    found = list(of_codings([title, body, alone]))
    assert [occurrence.id for occurrence in found] == ["body", "alone"]
    assert [coding.id for coding in found[0].codings] == ["body", "title"]
    assert (found[0].n_articles, found[0].n_sources) == (1, 1)


def test_a_coding_that_restates_one_not_given_stands_by_itself() -> None:
    assert [o.id for o in of_codings([a_coding(id="t", restates="gone")])] == ["t"]


def test_codings_that_restate_each_other_in_a_chain_are_one() -> None:
    chain = [a_coding(id="a"), a_coding(id="b", restates="a"), a_coding(id="c", restates="b")]
    (one,) = of_codings(chain)
    assert [coding.id for coding in one.codings] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("type", "status", "done"),
    [("ASSAULT", "happened", True), ("ASSAULT", "planned", False), ("ASSAULT", "denied", False),
     ("AGREE", "promised", True), ("AGREE", "denied", False), ("THREATEN", "conditional", True),
     ("REQUEST", "requested", True), ("CONSULT", "planned", False), ("CONSULT", "ongoing", True),
     ("REJECT", "denied", True), ("ASSAULT", "failed", False)],
)  # fmt: skip
def test_promises_count_as_made_and_planned_acts_do_not(type: str, status: str, done: bool) -> None:
    assert took_place(type, status) is done


def test_every_type_has_a_status_that_enters() -> None:
    assert all(took_place(type, "happened") for type in load_ontology().types)


def chosen(coding: object, **settings: object) -> tuple[list[date], Counter[str]]:
    left: Counter[str] = Counter()
    days = [day for day, _ in select([of_coding(coding)], Selection(**settings), left)]  # type: ignore[arg-type]
    return days, left


def test_dates_are_not_made_finer() -> None:
    month = a_day(date(2013, 6, 1), end=date(2013, 6, 30), precision="month")
    assert chosen(a_coding(date=month)) == ([], Counter({"exchange.coarse_date": 1}))
    assert chosen(a_coding(date=month), max_days=31)[0] == [date(2013, 6, 1)]


def test_undated_acts_take_the_day_of_publication_only_when_asked() -> None:
    undated = a_coding(date=a_day(None))
    assert chosen(undated) == ([], Counter({"exchange.undated": 1}))
    assert chosen(undated, undated="publication")[0] == [DAY]
    unknown = a_coding(date=a_day(None), document=a_reference(published=None))
    assert chosen(unknown, undated="publication") == ([], Counter({"exchange.undated": 1}))


def test_what_was_not_done_is_counted() -> None:
    assert chosen(a_coding("ASSAULT", status="planned"))[1] == Counter({"exchange.not_done": 1})
    assert chosen(a_coding("ASSAULT", status="planned"), every_status=True)[0] == [DAY]


def test_pairs_of_parties() -> None:
    kor, prk, usa = an_actor("KOR"), an_actor("PRK", "Sudland"), an_actor("USA")
    both = of_coding(a_coding(actors=(kor, usa), recipients=(prk,)))
    assert dyads(both) == [(kor, prk), (usa, prk)]
    talks = of_coding(a_coding("CONSULT", actors=(kor, prk), recipients=()))
    assert dyads(talks) == [(kor, prk), (prk, kor)]
    alone = of_coding(a_coding(actors=(kor,), recipients=()))
    assert dyads(alone) == [(kor, None)]
    suffered = of_coding(a_coding(actors=(), recipients=(prk,)))
    assert dyads(suffered) == [(None, prk)]
