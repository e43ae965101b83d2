"""Codes of other collections: the traps, one by one."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from communique.exchange.codes import (
    countries,
    country_of,
    country_of_cow,
    country_of_fips,
    given_actor,
    sector_from,
    sector_to,
)


@pytest.mark.parametrize(
    ("fips", "id"),
    [("CH", "CHN"), ("KS", "KOR"), ("KN", "PRK"), ("UK", "GBR"), ("GM", "DEU"), ("SP", "ESP"), ("AS", "AUS"),
     ("AU", "AUT"), ("GZ", "PSE"), ("WE", "PSE"), ("KV", "KOS"), ("XX", None), ("", None), (None, None)],
)  # fmt: skip
def test_fips_is_not_iso(fips: str | None, id: str | None) -> None:
    assert country_of_fips(fips) == id


@pytest.mark.parametrize(
    ("word", "id"),
    [("Russian Federation", "RUS"), ("Russia", "RUS"), ("the former Yugoslav Republic of Macedonia", "MKD"),
     ("Moldova, Republic of", "MDA"), ("Occupied Palestinian Territory", "PSE"), ("Holy See", "VAT"), ("TMP", "TLS"),
     ("ROM", "ROU"), ("PRK", "PRK"), ("prk", "PRK"), ("Congo", "COG"), ("Democratic Republic of Congo", "COD"),
     ("EUR", None), ("AFR", None), ("Atlantis", None), ("KS", None)],
)  # fmt: skip
def test_names_and_three_letters(word: str, id: str | None) -> None:
    assert country_of(word) == id


def test_every_country_of_the_knowledge_tables_with_an_iso_code_is_known_by_the_same_codes() -> None:
    text = files("communique.knowledge").joinpath("data", "countries", "all.csv").read_text("utf-8")
    rows = {row["id"]: row for row in csv.DictReader(text.splitlines())}
    assert len(countries()) > 245
    for id, country in countries().items():
        assert id in rows
        assert country.iso2 == rows[id]["iso2"]
        assert rows[id]["fips"] in ("", country.fips)


def test_codes_are_unique() -> None:
    for field in ("iso2", "fips", "cameo", "icews"):
        values = [getattr(country, field) for country in countries().values() if getattr(country, field)]
        assert len(values) == len(set(values)), field


def test_media_and_health_change_places_between_plover_and_cameo() -> None:
    assert sector_to("cameo", "JRN") == "MED"
    assert sector_to("cameo", "MED") == "HLH"
    assert sector_from("cameo", ["MED"]) == "JRN"
    assert sector_from("cameo", ["HLH"]) == "MED"
    assert sector_from("cameo", ["SEP"]) == "REB"
    assert sector_from("cameo", ["MOD", "GOV"]) == "GOV"
    assert sector_to("cameo", "UNK") is None


def test_cow_numbers() -> None:
    assert country_of_cow(731) == "PRK"
    assert country_of_cow(1) is None


def test_given_actors_have_the_codes_of_our_own() -> None:
    assert given_actor("x", "PRK", None, "GOV").code == "PRKGOV"
    assert given_actor("x", "PRK", None, None).kind == "state"
    assert given_actor("x", None, "UNO", None).code == "UNO"
    assert given_actor("x", None, None, None).code is None
    assert given_actor("x", "KOR", None, None).cow == 732
