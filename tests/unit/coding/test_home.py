"""The country of soldiers, police and crowds whose own words name none."""

from __future__ import annotations

import msgspec
from tests.factories import a_document, an_actor

from communique.coding.home import Home
from communique.pipeline import Kernel
from communique.records import Mention, Place


class Told:
    """A resolution with mentions only."""

    def __init__(self, *countries: str) -> None:
        self.mentions = tuple(
            Mention(n, 0, 1, 0, 0, 1, "name", (an_actor(country),), (f"country:{country}",))
            for n, country in enumerate(countries)
        )


SOLDIERS = msgspec.structs.replace(an_actor("KOR", sector="MIL"), country=None, code="MIL", cow=None)


def test_the_article_is_at_home_in_the_country_it_names_most() -> None:
    (actor,) = Home(Told("SDN", "SDN", "SDN", "FRA")).complete((SOLDIERS,), None)  # type: ignore[arg-type]
    assert (actor.code, actor.country) == ("SDNMIL", "SDN")
    assert actor.rule.endswith("country of the article")


def test_two_countries_in_turn_are_no_home() -> None:
    home = Home(Told("SDN", "FRA", "SDN", "FRA", "SDN", "FRA"))  # type: ignore[arg-type]
    assert home.complete((SOLDIERS,), None) == (SOLDIERS,)


def test_who_deals_with_one_of_two_countries_is_of_the_other() -> None:
    home = Home(Told("SDN", "FRA", "SDN", "FRA", "SDN", "FRA"))  # type: ignore[arg-type]
    france = msgspec.structs.replace(an_actor("FRA"), kind="state", sector=None)
    (actor,) = home.complete((SOLDIERS,), None, (france,), "ACCUSE")
    assert (actor.code, actor.rule.split("; ")[-1]) == ("SDNMIL", "other country of the article")
    assert home.complete((SOLDIERS,), None, (france,), "PROTEST") == (SOLDIERS,)


def test_soldiers_are_of_the_country_told_of_most_unless_they_meet_it() -> None:
    home = Home(Told("SDN", "FRA", "SDN", "FRA", "SDN"))  # type: ignore[arg-type]
    (actor,) = home.complete((SOLDIERS,), None)
    assert actor.code == "SDNMIL"
    sudan = msgspec.structs.replace(an_actor("SDN"), kind="state", sector=None)
    assert home.complete((SOLDIERS,), None, (sudan,), "PROTEST") == (SOLDIERS,)


def test_the_place_of_the_act_decides() -> None:
    place = Place(0, 4, "Juba", "Juba", "SSD", None, None, None, "city", "gazetteer")
    (actor,) = Home(Told("SDN")).complete((SOLDIERS,), place)  # type: ignore[arg-type]
    assert (actor.country, actor.rule.split("; ")[-1]) == ("SSD", "country of the place")


def test_bodies_and_persons_stay_as_they_are() -> None:
    body = msgspec.structs.replace(SOLDIERS, kind="organisation")
    person = msgspec.structs.replace(SOLDIERS, person="somebody")
    home = Home(Told("SDN", "SDN", "SDN"))  # type: ignore[arg-type]
    assert home.complete((body, person), None) == (body, person)


def test_in_an_article(kernel: Kernel) -> None:
    text = (
        "The Sudanese government resigned on Monday. Sudan's parliament was shut. "
        "The president of Sudan left the palace. Soldiers arrested the premier."
    )
    (outcome,) = kernel.process([a_document(text)])
    arrest = next(c for c in outcome.codings if c.event_type == "COERCE" and c.trigger.text == "arrested")
    assert arrest.actors[0].code == "SDNMIL"
