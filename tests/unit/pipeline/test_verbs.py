"""The stages as functions on one text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import communique
from communique.errors import InputRefused, UsageError

TEXT = "SEOUL, June 16 — North Korea on Sunday offered talks to the United States, state media said."


def test_code() -> None:
    outcome = communique.code(TEXT, published="2013-06-16", title="Talks offered", outlet="Agency", id="7")
    (coding,) = [coding for coding in outcome.codings if coding.event_type == "AGREE"]
    assert coding.document.id == "7"
    assert (coding.document.title, coding.document.outlet) == ("Talks offered", "Agency")
    assert coding.date.start == date(2013, 6, 16)
    assert TEXT[coding.trigger.start : coding.trigger.end] == "offered"
    with pytest.raises(UsageError, match="no date"):
        communique.code(TEXT, published="yesterday")


def test_pages() -> None:
    page = f"<html><head><title>T</title></head><body><nav>Home News</nav><article><p>{TEXT}</p><p>{TEXT[17:]}</p></article></body></html>"
    article = communique.clean_text(page)
    assert "North Korea on Sunday" in article.text
    outcome = communique.code(page, published=date(2013, 6, 16), html=True)
    assert any(coding.event_type == "AGREE" for coding in outcome.codings)
    with pytest.raises(InputRefused):
        communique.clean_text("")


def test_the_other_stages() -> None:
    assert communique.parse("Kim met Moon.").sentences[0].form == ("Kim", "met", "Moon", ".")
    mentions = communique.actors("The French president met Angela Merkel.", published="2012-06-01")
    assert "FRA" in {actor.country for mention in mentions for actor in mention.actors}
    assert communique.dates("on 3 May 2014")[0].value == "2014-05-03"
    assert communique.who("the Chinese army", on="2010-01-01").code == "CHNMIL"
    relation = communique.relate("Ankara condemned Damascus.", (0, 6), (17, 25))
    assert relation.event_type == "ACCUSE"
    assert relation.scores


def test_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        TEXT + "\n\nThe offer came a week after tests were halted in the North.\n", "utf-8"
    )
    (outcome,) = communique.code_files(tmp_path / "a.txt", published="2013-06-16")
    assert outcome.document.source.endswith("a.txt")
    assert outcome.codings
