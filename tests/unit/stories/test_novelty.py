"""What an article adds."""

from __future__ import annotations

from datetime import date

from tests.factories import a_coding, a_day, a_reference, an_article

from communique.records import Coding, Span
from communique.stories.novelty import Known, counts, novelty, sentences_of

OLD = "Norland on Monday offered talks to Sudland on fishing rights. The harbour of Tern stayed shut."
NEW = (
    "Norland on Monday offered talks on fishing rights to Sudland. Sudland's navy sank a trawler off Tern on Wednesday. "
    "Norland shelled Port Ansel in 1987."
)


def coded(id: str, text: str, sentence: str, word: str, type: str, day: date, **fields: object) -> Coding:
    start = text.index(sentence)
    at = start + sentence.index(word)
    return a_coding(
        type, "KOR", "PRK", id=id, evidence=Span(start, start + len(sentence), sentence),
        trigger=Span(at, at + len(word), word), date=a_day(day), status="happened",
        document=a_reference(id=fields.pop("document", "new"), published=date(2013, 6, 20)), **fields,
    )  # fmt: skip


def test_each_sentence_is_new_repeated_or_background() -> None:
    sentences = [span.text for span in sentences_of(an_article(NEW))]
    codings = [
        coded("c2", NEW, sentences[1], "sank", "ASSAULT", date(2013, 6, 19), quad=4),
        coded("c3", NEW, sentences[2], "shelled", "ASSAULT", date(1987, 1, 1), quad=4, background=True),
    ]
    known = [Known(an_article(OLD, document_id="old"), date(2013, 6, 18))]
    found = novelty(an_article(NEW, document_id="new"), codings, known, date(2013, 6, 20))
    assert [one.label for one in found] == ["repeated", "new", "background"]
    assert found[0].document == "old"
    assert found[0].quote == "Norland on Monday offered talks to Sudland on fishing rights."
    assert counts(found) == {"new": 1, "repeated": 1, "background": 1}


def test_what_was_known_long_before_is_background() -> None:
    known = [Known(an_article(OLD, document_id="old"), date(2013, 5, 1))]
    first = novelty(an_article(NEW, document_id="new"), [], known, date(2013, 6, 20))[0]
    assert first.label == "background"


def test_another_figure_is_new() -> None:
    known = [
        Known(
            an_article("Norland says 4 sailors died off Tern on Monday.", document_id="old"),
            date(2013, 6, 18),
        )
    ]
    text = "Norland says 9 sailors died off Tern on Monday."
    assert novelty(an_article(text, document_id="new"), [], known, date(2013, 6, 19))[0].label == "new"


def test_later_reports_and_the_article_itself_do_not_count() -> None:
    later = Known(an_article(OLD, document_id="old"), date(2013, 7, 1))
    itself = Known(an_article(NEW, document_id="new"), date(2013, 6, 20))
    found = novelty(an_article(NEW, document_id="new"), [], [later, itself], date(2013, 6, 20))
    assert {one.label for one in found} == {"new"}
