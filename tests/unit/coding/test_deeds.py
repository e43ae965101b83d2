"""Nouns that point back to an act told before: its doers are who is meant."""

from __future__ import annotations

from tests.factories import a_document

from communique.pipeline import Kernel


def codes(kernel: Kernel, text: str, event_type: str) -> list[tuple[list[str | None], list[str | None]]]:
    (outcome,) = kernel.process([a_document(text)])
    return [
        ([actor.code for actor in coding.actors], [actor.code for actor in coding.recipients])
        for coding in outcome.codings
        if coding.event_type == event_type
    ]


def test_a_definite_noun_stands_for_who_did_the_act(kernel: Kernel) -> None:
    text = "Burmese soldiers shot ten demonstrators in Yangon on Sunday. Norway condemned the killings."
    assert (["NOR"], ["MMRMIL"]) in codes(kernel, text, "ACCUSE")


def test_an_accord_stands_for_both_sides(kernel: Kernel) -> None:
    text = "Ethiopia and Sudan signed a peace accord on Monday. Norway welcomed the accord."
    assert any({"ETH", "SDN"} <= set(others) for _, others in codes(kernel, text, "SUPPORT"))


def test_a_noun_without_an_article_points_to_nothing(kernel: Kernel) -> None:
    text = "Burmese soldiers shot ten demonstrators in Yangon on Sunday. Norway condemned killings."
    assert (["NOR"], []) in codes(kernel, text, "ACCUSE")


def test_who_judges_a_deed_did_not_do_it(kernel: Kernel) -> None:
    text = "Norway expelled two Russian diplomats on Monday. Norway defended the expulsion."
    assert all("NOR" not in others for _, others in codes(kernel, text, "SUPPORT"))


def test_the_span_is_that_of_the_noun(kernel: Kernel) -> None:
    text = "Burmese soldiers shot ten demonstrators in Yangon on Sunday. Norway condemned the killings."
    (outcome,) = kernel.process([a_document(text)])
    (actor,) = next(c for c in outcome.codings if c.event_type == "ACCUSE").recipients
    assert text[actor.start : actor.end] == actor.text == "the killings"
    assert actor.rule == "doer of the act named"


def test_whom_the_verb_before_was_said_to(kernel: Kernel) -> None:
    text = "The Norwegian minister urged the Sri Lankan government to talk and offered to help."
    assert (["NORGOV"], ["LKAGOV"]) in codes(kernel, text, "AGREE")
