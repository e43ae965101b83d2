"""What leaves a project: filtered, current, quotations limited."""

from __future__ import annotations

import pytest
from tests.factories import TEXT, spans_of

from communique.errors import UsageError
from communique.exchange.holdings import Holdings, Wanted
from communique.store import Store


def test_every_kind_of_record(store: Store) -> None:
    held = Holdings(store)
    kinds = [type(record).__name__ for record in held.records()]
    assert kinds == [
        "Coding",
        "Coding",
        "Coding",
        "Statement",
        "Situation",
        "Event",
        "Event",
        "Standing",
        "Commitment",
        "Decision",
    ]
    with pytest.raises(UsageError, match="no table"):
        held.table("parses")


def test_events_bring_their_codings(store: Store) -> None:
    offer, visit = Holdings(store).occurrences()
    assert [coding.id for coding in offer.codings] == ["c1", "c2"]
    assert (offer.n_articles, offer.n_sources, offer.origins) == (2, 2, 2)
    assert offer.first_reported is not None
    assert offer.first_reported.isoformat() == "2013-06-17"
    assert visit.lead is not None
    assert visit.lead.id == "c3"


def test_codings_by_themselves(store: Store) -> None:
    assert [o.id for o in Holdings(store).occurrences("codings")] == ["c1", "c2", "c3"]


def test_without_events_codings_go_out(store: Store) -> None:
    held = Holdings(store, Wanted(rule="day"))
    assert not held.has_events()
    assert [o.id for o in held.occurrences()] == ["c1", "c2", "c3"]


def test_filters(store: Store) -> None:
    assert [c.id for c in Holdings(store, Wanted(pair=("PRK", "KOR"), directed=True)).codings()] == ["c3"]
    assert [e.id for e in Holdings(store, Wanted(since="2013-06-18")).events()] == ["e2"]
    assert [e.id for e in Holdings(store, Wanted(types=("AGREE",))).events()] == ["e1"]
    assert [s.id for s in Holdings(store, Wanted(pair=("USA", "KOR"))).statements()] == ["t1"]
    assert list(Holdings(store, Wanted(pair=("USA", "PRK"))).statements()) == []


def test_a_rejected_coding_does_not_leave(store: Store) -> None:
    (coding,) = [c for c in store.codings() if c.id == "c3"]
    store.decide(coding, "reject", by="an analyst", base=0)
    held = Holdings(store)
    assert "c3" not in {c.id for c in held.codings()}
    assert [o.codings for o in held.occurrences() if o.id == "e2"] == [()]


def test_limited_quotations_everywhere(store: Store) -> None:
    silent = Holdings(store, Wanted(quote_words=0))
    for record in silent.records():
        assert all(span["text"] in ("", None) for span in spans_of(record))
    for occurrence in silent.occurrences():
        assert all(coding.evidence.text == "" for coding in occurrence.codings)
    assert silent.text_of("d1") is None
    assert silent.stored("d1") is None
    assert Holdings(store).text_of("d1") == TEXT
    assert Holdings(store).text_of("nobody") is None
