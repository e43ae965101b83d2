"""Titles that say again what the body says."""

from __future__ import annotations

import msgspec
from tests.factories import a_coding

from communique.coding.restate import mark_restatements


def test_the_title_points_to_the_body() -> None:
    body = a_coding()
    title = msgspec.structs.replace(body, id="title", zone="title")
    marked = {coding.id: coding.restates for coding in mark_restatements([title, body])}
    assert marked == {"title": body.id, body.id: None}


def test_another_type_or_time_is_another_act() -> None:
    one = a_coding()
    other = msgspec.structs.replace(one, id="other", event_type="ASSAULT")
    history = msgspec.structs.replace(one, id="history", background=True)
    assert all(coding.restates is None for coding in mark_restatements([one, other, history]))
