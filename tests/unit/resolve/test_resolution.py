"""What a `Resolution` promises the coder, and what no text may do to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.resolve.conftest import an_article

from communique.knowledge import Knowledge
from communique.records import Parse
from communique.resolve import explain, resolve, resolve_phrase

ON = date(2018, 1, 2)


def test_look_ups(read: Any) -> None:
    found = read("The North Korean leader warned the United States.", ON)
    sentence = found.parse.sentences[0]
    leader = sentence.form.index("leader")
    mention = found.at(0, leader)
    assert mention is not None
    assert mention.ids == ("person:kim_jong_un",)
    assert [inner.form for inner in found.inside(0, leader)] == ["modifier"]
    assert found.at(0, sentence.form.index("warned")) is None
    assert found.covering(4, 16) is not None


def test_spans_cover_the_phrase_and_no_clause(read: Any) -> None:
    text = "The Kenyan minister who resigned last week met the Sudanese envoy sent by Khartoum."
    found = read(text, ON)
    spans = {text[actor.start : actor.end] for mention in found.mentions for actor in mention.actors}
    assert "The Kenyan minister" in spans
    assert "the Sudanese envoy" in spans
    for mention in found.mentions:
        for actor in mention.actors:
            assert actor.text == text[actor.start : actor.end]
            assert actor.rule


def test_refusal_names_both_candidates(read: Any) -> None:
    found = read("The rivals met in Geneva after France, Chad and Libya had failed.", ON)
    (reason, detail, start, end) = found.refusals[0]
    assert reason == "resolve.ambiguous_pair"
    assert "The rivals" in detail
    assert found.parse.text[start:end] == "The rivals"
    assert not any(mention.actors for mention in found.mentions if mention.first == 0)


def test_pronoun_between_two_men_is_refused(read: Any) -> None:
    found = read("Mahmoud Abbas and Donald Trump met on Wednesday. Officials said that he was pleased.", ON)
    details = [detail for reason, detail, _, _ in found.refusals if reason == "resolve.ambiguous_pronoun"]
    assert len(details) == 1
    assert "Abbas" in details[0]
    assert "Trump" in details[0]


def test_contradiction_is_flagged_and_settled_by_the_text(read: Any) -> None:
    text = (
        "The presidential spokesperson of Kenya welcomed the offer on Monday.\n"
        "Presidential spokesperson Amadou Bako said Niger's presidency had waited long for it."
    )
    found = read(text, ON)
    reasons = [reason for reason, _, _, _ in found.flags]
    assert reasons == ["resolve.contradiction"]
    start = text.index("The presidential")
    (mention,) = [m for m in found.mentions if m.actors and m.actors[0].start == start]
    assert mention.actors[0].country == "NER"
    assert "literally KENGOV" in explain(found, mention)


def test_contradiction_without_witness_is_left(read: Any) -> None:
    found = read("The presidential spokesperson of Kenya welcomed the offer.", ON)
    assert found.flags == ()


def test_explain_shows_the_chain(read: Any) -> None:
    found = read("Kim Jong Un said his country would not yield.", ON)
    (country,) = [m for m in found.mentions if m.form == "nominal"]
    chain = explain(found, country).splitlines()
    assert "‘his country’" in chain[0]
    assert "‘his’" in chain[1]
    assert "‘Kim Jong Un’" in chain[2]


def test_same_answer_twice(read: Any) -> None:
    text = "Paris and Berlin agreed. The two capitals said they would ask NATO and its members."
    assert read(text, ON) == read(text, ON)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "«»“”\"'",
        "the " * 400,
        "Korea " * 300,
        "he said they said it " * 100,
        '" we said ' * 200,
        "Путин встретился с Макроном. 习近平会见了普京。",
        "PRESIDENT KIM JONG UN MET THE U.S. SECRETARY OF STATE",
        "\u200b\ufeff\u0000 Kim\tJong\u00a0Un",
    ],
)
def test_no_text_breaks_it(text: str, read: Any, knowledge: Knowledge) -> None:
    found = read(text, ON)
    for mention in found.mentions:
        assert 0 <= mention.first < mention.last <= len(found.parse.sentences[mention.sentence])
    resolve_phrase(text[:200], knowledge)


def test_no_sentences(knowledge: Knowledge) -> None:
    found = resolve(Parse("", (), "none"), an_article(""), knowledge)
    assert found.mentions == ()


def test_without_a_date_the_office_is_open(read: Any) -> None:
    found = read("The French president arrived.")
    (president,) = [m for m in found.mentions if m.form == "nominal"]
    assert [(actor.code, actor.person) for actor in president.actors] == [("FRAGOV", None)]


def test_long_text_costs_no_more_a_sentence(read: Any) -> None:
    import time

    line = "Kenya and Uganda signed a pact, and the two sides said they would meet the UN envoy in Nairobi. "
    short, long = read(line * 40, ON), None
    started = time.process_time()
    resolve(short.parse, an_article(line * 40, ON), _tables())
    of_short = time.process_time() - started
    long = read(line * 400, ON)
    started = time.process_time()
    resolve(long.parse, an_article(line * 400, ON), _tables())
    of_long = time.process_time() - started
    assert of_long < 30 * max(of_short, 0.005)


def _tables() -> Knowledge:
    from communique.knowledge import load_knowledge

    return load_knowledge()
