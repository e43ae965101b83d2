"""A small invented project: two articles on one offer, one of them with a visit, a decision, a standing, a
commitment.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from tests.factories import (
    CODER,
    TEXT,
    a_coding,
    a_commitment,
    a_day,
    a_document,
    a_reference,
    a_situation,
    a_span,
    a_standing,
    a_statement,
    an_actor,
    an_article,
    an_event,
)

from communique.records import Coding, Document, DocumentRef, Magnitude, Place, Span
from communique.store import Found, Store

SECOND = "The foreign minister of Sudland visited Port Nor on Tuesday, a day after talks were offered."
URL = "https://news.example.org/2013/06/18/visit"


def two_documents() -> tuple[Document, Document]:
    """Both documents as received."""
    first = a_document(
        TEXT, outlet="The Daily", raw=TEXT.encode(), raw_hash=sha256(TEXT.encode()).hexdigest()
    )
    second = a_document(
        SECOND,
        id="d2",
        source=URL,
        outlet="Agency",
        raw=SECOND.encode(),
        url=URL,
        raw_hash=sha256(SECOND.encode()).hexdigest(),
    )
    return first, second


def reference(n: int) -> DocumentRef:
    """The short form of either."""
    if n == 1:
        return a_reference(outlet="The Daily", title="Talks offered")
    return a_reference(
        id="d2", source=URL, outlet="Agency", title="Minister visits", published=date(2013, 6, 18)
    )


def codings() -> tuple[Coding, Coding, Coding]:
    """An offer, the same offer told again a day later, and a visit."""
    offer = a_coding(document=reference(1))
    again = a_coding(
        id="c2",
        document=reference(2),
        evidence=Span(0, len(SECOND), SECOND),
        trigger=a_span("offered", SECOND),
        content=a_span("talks", SECOND),
        status_cue=a_span("offered", SECOND),
        background=True,
        actors=(),
        recipients=(an_actor("PRK", "Sudland"),),
        confidence=0.6,
    )
    visit = a_coding(
        "CONSULT",
        id="c3",
        document=reference(2),
        evidence=Span(0, len(SECOND), SECOND),
        cameo="042",
        mode="visit",
        trigger=a_span("visited", SECOND),
        status="happened",
        status_cue=None,
        content=None,
        quad=1,
        goldstein=1.9,
        plover_score=4.0,
        actors=(an_actor("PRK", "Sudland", sector="GOV", office="foreign minister"),),
        recipients=(an_actor("KOR", "Norland"),),
        date=a_day(date(2013, 6, 18), text="on Tuesday"),
        place=Place(40, 48, "Port Nor", "Port Nor", "KOR", 35.1, 129.0, 12, "city", "test"),
        magnitude=(Magnitude("participants", 3, 5, 0, 3, "The"),),
    )
    return offer, again, visit


def fill(store: Store) -> None:
    """The whole project."""
    offer, again, visit = codings()
    first, second = two_documents()
    run = store.begin_run("add", coder=CODER, inputs=("in",))
    writer = store.writer(run)
    writer.add(
        first,
        Found(reference(1), an_article(), (offer,), (a_statement(document=reference(1)),)),
    )
    article = an_article(SECOND, document_id="d2", source=URL)
    situation = a_situation(document=reference(2), evidence=a_span("talks", SECOND))
    writer.add(second, Found(reference(2), article, (again, visit), (), (situation,)))
    store.end_run(run)
    merge = store.begin_run("merge")
    store.save_events(
        merge,
        "ours",
        [
            an_event(codings=("c1", "c2"), n_documents=2, origins=2, first_reported="2013-06-17",
                     disagreements={"actors": [{"value": "KOR", "codings": ["c1"]}]}),
            an_event("CONSULT", "PRK", "KOR", id="e2", lead="c3", codings=("c3",), cameo="042", mode="visit",
                     status="happened", date=visit.date, place=visit.place, first_reported="2013-06-18",
                     magnitude=visit.magnitude, content=None),
        ],
    )  # fmt: skip
    store.save_standings(merge, [a_standing()])
    store.save_commitments(merge, [a_commitment(content=a_span("talks"))])
    store.end_run(merge)
    store.decide(again, "accept", by="an analyst", base=0)
