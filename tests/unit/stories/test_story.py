"""Story clusters."""

from __future__ import annotations

from datetime import date

from communique.stories.copies import Text
from communique.stories.story import names_of, story_clusters

QUAKE = (
    "A strong earthquake shook the Norland port of Tern before dawn.\nMayor Olga Brandt said on Radio Tern that "
    "eleven houses fell in the Old Harbour quarter.",
    "Rescuers in Tern pulled a child from a house.\nThe earthquake before dawn killed three, Mayor Olga Brandt "
    "told Radio Tern, and eleven houses in Old Harbour are gone.",
)
VOTE = (
    "Voters in Sudland chose a new parliament.\nThe Green League of Ivo Marsh won 61 seats, the election office "
    "in Port Ansel said.",
    "The election in Sudland went to Ivo Marsh.\nHis Green League took 61 seats in parliament, officials in Port "
    "Ansel said after the count.",
)


def test_reports_of_one_happening_form_a_story() -> None:
    texts = [Text(f"q{n}", words) for n, words in enumerate(QUAKE)] + [
        Text(f"v{n}", words) for n, words in enumerate(VOTE)
    ]
    assert sorted(story_clusters(texts)) == [["q0", "q1"], ["v0", "v1"]]
    assert sorted(map(sorted, story_clusters(reversed(texts)))) == [["q0", "q1"], ["v0", "v1"]]


def test_the_same_words_a_season_later_are_another_story() -> None:
    texts = [Text("a", QUAKE[0], date(2013, 6, 17)), Text("b", QUAKE[1], date(2013, 10, 17))]
    assert sorted(story_clusters(texts)) == [["a"], ["b"]]


def test_names_are_words_with_a_capital_inside_a_line_months_and_numbers() -> None:
    found = names_of("Rescuers met Olga Brandt on Dec. 12\nhttp://example.org/Some-Path\nThe end")
    assert set(found) == {"olga", "brandt", "olga brandt", "month dec", "12"}


def test_no_articles_no_stories() -> None:
    assert story_clusters([]) == []
    assert story_clusters([Text("a", "")]) == [["a"]]
