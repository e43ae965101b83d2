"""Commitments and what became of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.factories import a_coding, a_day, a_reference

from communique.records import Coding, Commitment, Span
from communique.stories.commitments import commitments, is_between
from communique.stories.events import merge
from communique.stories.topics import kind_of, kind_rules, topics, topics_of

DAY = date(2013, 6, 16)


def act(
    id: str, text: str, word: str, type: str, who: str, whom: str | None, day: date, **fields: object
) -> Coding:
    """A coding of a sentence of its own report."""
    at = text.index(word)
    return a_coding(
        type, who, whom, id=id, evidence=Span(0, len(text), text), trigger=Span(at, at + len(word), word),
        date=a_day(day), document=a_reference(id=f"d-{id}", published=day),
        **{"content": None, "status": "happened", "cameo": None, **fields},
    )  # fmt: skip


OFFER = act("offer", "Sudland offered talks to Norland on security.", "offered", "AGREE", "PRK", "USA", DAY,
            cameo="036", status="promised", content=Span(16, 21, "talks"))  # fmt: skip


def later(
    id: str, text: str, word: str, type: str, who: str, whom: str | None, days: int, **fields: object
) -> Coding:
    return act(id, text, word, type, who, whom, DAY + timedelta(days=days), **fields)


ACCEPTED = later("yes", "Norland accepted the offer of talks.", "accepted", "AGREE", "USA", "PRK", 2)
REFUSED = later(
    "no",
    "Norland refused the talks that Sudland had offered.",
    "refused",
    "REJECT",
    "USA",
    "PRK",
    2,
    cameo="125",
)
MET = later(
    "met",
    "Envoys of Sudland and Norland met for talks on security.",
    "met",
    "CONSULT",
    "PRK",
    "USA",
    30,
    cameo="046",
)
OFF = later(
    "off", "Sudland called off the talks with Norland.", "called", "REJECT", "PRK", "USA", 9, cameo="164"
)
OTHER = later(
    "other",
    "Westland and Eastland met for talks on security.",
    "met",
    "CONSULT",
    "FRA",
    "DEU",
    5,
    cameo="046",
)


def made(*codings: Coding, today: date | None = None) -> list[Commitment]:
    return commitments(merge(codings, "none"), {coding.id: coding for coding in codings}, today)


def offer_of(found: list[Commitment]) -> Commitment:
    (one,) = [one for one in found if one.kind == "offer"]
    return one


@pytest.mark.parametrize(
    ("codings", "state"),
    [
        ((OFFER,), "open"),
        ((OFFER, OTHER), "open"),
        ((OFFER, ACCEPTED), "accepted"),
        ((OFFER, REFUSED), "refused"),
        ((OFFER, ACCEPTED, MET), "kept"),
        ((OFFER, ACCEPTED, OFF), "broken"),
    ],
)
def test_an_offer_is_followed_to_its_end(codings: tuple[Coding, ...], state: str) -> None:
    one = offer_of(made(*codings))
    assert one.state == state
    assert (one.proposer.country, one.addressee and one.addressee.country) == ("PRK", "USA")
    assert is_between(one, ("USA", "PRK"))
    for link in one.links:
        assert 0.65 <= link.score <= 1
        assert link.why
        assert link.on is not None
        assert link.on >= DAY


def test_what_came_before_is_no_answer() -> None:
    early = act(
        "yes",
        "Norland accepted the offer of talks.",
        "accepted",
        "AGREE",
        "USA",
        "PRK",
        DAY - timedelta(days=2),
    )
    assert offer_of(made(OFFER, early)).links == ()


def test_a_deadline_that_passes_unanswered_lapses() -> None:
    text = "Sudland demanded an apology from Norland by Friday."
    demand = act("demand", text, "demanded", "REQUEST", "PRK", "USA", DAY, status="requested",
                 deadline=a_day(DAY + timedelta(days=5)))  # fmt: skip
    (one,) = made(demand, today=DAY + timedelta(days=3))
    assert (one.kind, one.state) == ("demand", "open")
    (one,) = made(demand, today=DAY + timedelta(days=40))
    assert one.state == "lapsed"


def test_a_threat_that_is_carried_out_is_kept() -> None:
    text = "Norland threatened Sudland with sanctions if it tests again."
    threat = act("threat", text, "threatened", "THREATEN", "USA", "PRK", DAY, cameo="1312", status="threatened",
                 condition=Span(42, 59, "if it tests again"))  # fmt: skip
    done = later("done", "Norland imposed sanctions on Sudland over the test.", "imposed", "SANCTION", "USA", "PRK", 20,
                 cameo="163", mode="discontinue", quad=4)  # fmt: skip
    (one,) = made(threat, done)
    assert (one.kind, one.state) == ("threat", "kept")
    assert one.condition is not None


def test_order_does_not_matter() -> None:
    assert made(OFFER, ACCEPTED, MET) == made(MET, OFFER, ACCEPTED)


def test_kinds_by_trigger() -> None:
    words = {"offered": "offer", "pledged": "promise", "invited": "invitation"}
    for word, kind in words.items():
        text = f"Sudland {word} talks."
        assert kind_of(act("x", text, word, "AGREE", "PRK", None, DAY, status="promised")) == kind
    assert (
        kind_of(act("x", "Sudland pledged talks.", "pledged", "AGREE", "PRK", None, DAY, status="denied"))
        is None
    )
    assert kind_of(MET) is None


def test_topics_come_from_code_and_words() -> None:
    assert [topic.name for topic in topics_of(OFFER, ("talk",))] == ["meeting"]
    assert len({topic.name for topic in topics()}) == len(topics())
    assert {rule.kind for rule in kind_rules()} == {"invitation", "threat", "demand", "offer", "promise"}
