"""The matcher: longest match on word boundaries, letter case where it matters, spans of the text as given."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.knowledge import Knowledge


def found(knowledge: Knowledge, text: str, kinds: tuple[str, ...] = ("country",)) -> list[tuple[str, str]]:
    """(words as written, id) of every match with a ref of the kinds."""
    return [
        (text[hit.start : hit.end], ref.id)
        for hit in knowledge.match(text)
        for ref in hit.refs
        if ref.kind in kinds
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("South Korea's shops", [("South Korea", "KOR")]),
        ("NORTH KOREA SAYS", [("NORTH KOREA", "PRK")]),
        ("South Sudan and Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
        ("Guinea-Bissau, Equatorial Guinea", [("Guinea-Bissau", "GNB"), ("Equatorial Guinea", "GNQ")]),
        ("Nigeria is not Niger", [("Nigeria", "NGA"), ("Niger", "NER")]),
        ("the North\nKorean envoy", [("North\nKorean", "PRK")]),
        ("a South   Korean ship", [("South   Korean", "KOR")]),
        ("the U.S.-led force", [("U.S.", "USA")]),
        ("they told us in the US", [("US", "USA")]),
        ("roast turkey for Turkey", [("Turkey", "TUR")]),
        ("in Omani waters, not in a woman", [("Omani", "OMN")]),
        ("Côte d’Ivoire", [("Côte d’Ivoire", "CIV")]),
        ("Kosovo, the DPRK and the ROK", [("Kosovo", "KOS"), ("DPRK", "PRK"), ("ROK", "KOR")]),
        ("rok music", []),
        ("Ivory\n\nCoast", []),
        ("xSouth Koreay", []),
        ("the Soviet Union", [("Soviet Union", "SUN")]),
    ],
)
def test_countries_in_text(knowledge: Knowledge, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(knowledge, text) == expected


def test_no_state_is_found_within_another_word(knowledge: Knowledge) -> None:
    assert found(knowledge, "Paraguayans omanibus Chadwick Malians") == [
        ("Paraguayans", "PRY"),
        ("Malians", "MLI"),
    ]


def test_persons_need_a_capital(knowledge: Knowledge) -> None:
    assert found(knowledge, "kim jong un", ("person",)) == []
    assert found(knowledge, "KIM JONG UN met Kim Jong-un", ("person",)) == [
        ("KIM JONG UN", "kim_jong_un"),
        ("Kim Jong-un", "kim_jong_un"),
    ]
    assert [ref.id for ref in knowledge.lookup("kim jong un")] == ["kim_jong_un"]


def test_a_middle_initial_does_not_hide_a_person(knowledge: Knowledge) -> None:
    assert found(knowledge, "Mikhail S. Gorbachev and Donald J. Trump, John X Kerry.", ("person",)) == [
        ("Mikhail S. Gorbachev", "mikhail_gorbachev"),
        ("Donald J. Trump", "donald_trump"),
        ("John X Kerry", "john_kerry"),
    ]
    assert found(knowledge, "Donald J. Trumpeter", ("person",)) == []


def test_names_that_only_hold_a_state_are_none(knowledge: Knowledge) -> None:
    assert found(knowledge, "the Korean War and Latin American states", ("country",)) == []
    assert found(knowledge, "the Korean War", ("none",)) == [("Korean War", "wars, battles and massacres")]


def test_abbreviated_agents_mind_the_first_word(knowledge: Knowledge) -> None:
    assert found(knowledge, "He is fighter enough", ("agent",)) == [("fighter", "fighter")]
    assert found(knowledge, "An IS fighter and UN Officials", ("agent",)) == [
        ("IS fighter", "IS fighter"),
        ("UN Officials", "UN official"),
    ]


def test_a_part_of_the_text_gives_spans_of_the_whole(knowledge: Knowledge) -> None:
    text = "Mali, then  South  Korea, then Chad"
    hits = knowledge.match(text, 6, 25)
    assert [(text[hit.start : hit.end], hit.key) for hit in hits] == [("South  Korea", "south korea")]


WORDS = st.sampled_from(
    [
        "South",
        "Korea",
        "North",
        "Korean",
        " ",
        "  ",
        "\n",
        "\n\n",
        "-",
        "’s",
        "US",
        "us",
        "president",
        "Kim Jong-un",
        "é",
    ]
)


@given(st.lists(WORDS, max_size=25))
def test_spans_hold_their_key_in_any_mixture(knowledge: Knowledge, parts: list[str]) -> None:
    from communique.knowledge.normalise import key_of

    text = "".join(parts)
    hits = knowledge.match(text)
    for hit in hits:
        assert key_of(text[hit.start : hit.end]) == hit.key or any(ref.kind == "person" for ref in hit.refs)
        assert hit.refs
    assert all(one.end <= other.start for one, other in pairwise(hits))
