"""Who is who, and who was what when."""

from __future__ import annotations

import datetime as dt

import pytest

from communique.knowledge import Knowledge
from communique.knowledge.find import find
from communique.knowledge.who import who


@pytest.mark.parametrize(
    ("phrase", "day", "person"),
    [
        ("president of South Korea", "2017-06-01", "moon_jae_in"),
        ("South Korean president", "2017-03-01", "park_geun_hye"),
        ("US Secretary of State", "2013-06-16", "john_kerry"),
        ("Russian leader", "2010-01-01", "dmitry_medvedev"),
        ("British leader", "2012-01-01", "david_cameron"),
        ("Germany's chancellor", "2015-01-01", "angela_merkel"),
        ("UN secretary-general", "2013-06-16", "ban_ki_moon"),
        ("NATO secretary-general", "2015-01-01", "jens_stoltenberg"),
        ("Japanese foreign minister", "2018-01-02", "taro_kono"),
        ("North Korean leader", "2018-01-02", "kim_jong_un"),
        ("North Korean leader", "2005-01-01", "kim_jong_il"),
    ],
)
def test_who_held_it(knowledge: Knowledge, phrase: str, day: str, person: str) -> None:
    answers = who(knowledge, phrase, dt.date.fromisoformat(day))
    assert {answer.person for answer in answers} == {person}


def test_who_answers_for_a_person(knowledge: Knowledge) -> None:
    offices = {answer.tenure.office for answer in who(knowledge, "Moon Jae-in", dt.date(2018, 1, 2))}
    assert "kor_president" in offices


def test_nobody_before_the_first_holder(knowledge: Knowledge) -> None:
    assert knowledge.holders("kor_president", dt.date(1900, 1, 1)) == []


def test_on_a_day_of_handover_both_are_given_and_the_new_one_first(knowledge: Knowledge) -> None:
    both = knowledge.holders("usa_president", dt.date(2017, 1, 20))
    assert [spell.person for spell in both] == ["donald_trump", "barack_obama"]


def test_bare_surnames_come_from_full_names_only(knowledge: Knowledge) -> None:
    index = knowledge.surname_index(["kim_jong_un", "moon_jae_in", "bashar_al_assad"])
    assert index["kim"] == ("kim_jong_un",)
    assert index["moon"] == ("moon_jae_in",)
    assert index["assad"] == index["al assad"] == ("bashar_al_assad",)


def test_two_persons_of_one_surname_share_it(knowledge: Knowledge) -> None:
    assert knowledge.surname_index(["kim_jong_un", "kim_jong_il"])["kim"] == ("kim_jong_un", "kim_jong_il")


@pytest.mark.parametrize(
    ("phrase", "sector", "plural"),
    [("rebel", "REB", "rebels"), ("lawmakers", "LEG", "lawmakers"), ("police", "COP", "police"),
     ("Prosecutors", "JUD", "prosecutors"), ("chiefs of staff", "GOV", "chiefs of staff"),
     ("protesters", "CVL", "protesters"), ("refugee", "REF", "refugees"), ("reporters", "JRN", "reporters")],
)  # fmt: skip
def test_agents(knowledge: Knowledge, phrase: str, sector: str, plural: str) -> None:
    agent = knowledge.agent(phrase)
    assert agent is not None
    assert (agent.sector, agent.plural) == (sector, plural)


def test_titles_know_their_office(knowledge: Knowledge) -> None:
    title = knowledge.title("Foreign Minister")
    assert title is not None
    assert (title.sector, title.office_kind) == ("GOV", "foreign_minister")
    general = knowledge.title("Gen.")
    assert general is not None
    assert general.sector == "MIL"


def test_codes(knowledge: Knowledge) -> None:
    assert (knowledge.iso3("KOR"), knowledge.cow("KOR")) == ("KOR", 732)
    assert (knowledge.iso3("KOS"), knowledge.cow("KOS"), knowledge.country_code("KOS")) == (None, 347, "KOS")
    assert knowledge.cow("nowhere") is None


def test_a_body_noun_finds_the_body_of_a_state(knowledge: Knowledge) -> None:
    rows = knowledge.find_organisations("KOR", "defence ministry")
    assert [row.kind for row in rows] == ["ministry_defence"]


def test_a_ministry_is_found_by_its_name(knowledge: Knowledge) -> None:
    assert [row.id for row in knowledge.find_organisations("KOR", "unification ministry")] == [
        "kor_ministry_of_unification"
    ]
    assert knowledge.find_organisations("KOR", "ministry of silly walks") == []
    assert {row.kind for row in knowledge.find_organisations("KOR", "parliament")} == {"parliament"}


def test_who_leads_depends_on_the_day(knowledge: Knowledge) -> None:
    assert knowledge.leading_kind("TUR", dt.date(2010, 1, 1)) == "head_of_government"
    assert knowledge.leading_kind("TUR", dt.date(2016, 1, 1)) == "head_of_state"
    assert knowledge.leading_kind("USA") == "head_of_state"


def test_ambiguous_names_say_what_they_need(knowledge: Knowledge) -> None:
    georgia = knowledge.ambiguous("Georgia")
    assert georgia is not None
    assert {reading.ref for reading in georgia.readings} == {"country:GEO", "place:georgia_us"}
    assert "full_name" in knowledge.ambiguous("Kim").needs  # type: ignore[union-attr]
    assert knowledge.ambiguous("South Korea") is None


def test_demonyms(knowledge: Knowledge) -> None:
    assert {ref.id for ref in knowledge.demonym("South Koreans")} == {"KOR"}
    assert {ref.id for ref in knowledge.demonym("Congolese")} == {"COD", "COG"}
    assert knowledge.demonym("South Korea") == ()


def test_find_gives_the_exact_name_first(knowledge: Knowledge) -> None:
    found = find(knowledge, "kim jong un")
    assert (found[0].kind, found[0].id) == ("person", "kim_jong_un")
    assert len(find(knowledge, "Kim", "person")) > 20
    assert find(knowledge, "zzzzqqq") == []


@pytest.mark.parametrize(
    ("text", "day", "countries"),
    [
        ("Yugoslav", "1985-01-01", {"YUG"}),
        ("Yugoslav", "1999-04-01", {"SCG"}),
        ("United Arab Republic", "1960-01-01", {"UAR"}),
        ("Yemen Arab Republic", "1980-01-01", {"YAR"}),
        ("Soviet Union", "2020-01-01", {"SUN"}),
        ("Congolese", "2020-01-01", {"COD", "COG"}),
    ],
)
def test_names_are_valid_in_their_time(
    knowledge: Knowledge, text: str, day: str, countries: set[str]
) -> None:
    (hit,) = knowledge.match(text)
    refs = knowledge.valid_on(hit, dt.date.fromisoformat(day))
    assert {ref.id for ref in refs if ref.kind == "country"} == countries
