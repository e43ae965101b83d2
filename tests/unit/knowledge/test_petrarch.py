"""Import of PETRARCH dictionaries: everything is read, mended with notice, or skipped with a reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from communique.knowledge.matcher import Ref
from communique.knowledge.overlay import write_import
from communique.knowledge.petrarch import Imported, import_petrarch
from communique.knowledge.tables import read_tables

ACTORS = """\
<!-- an invented dictionary
of several lines -->
FREDONIA_  [FRD] # the land
+FREDONIAN_
+FRE
SYLVANIAN_LIBERATION_FRONT_  [SYLREB]
+S.L.F.
LEAGUE_OF_MARX_ [IGOUNO]
RUFUS_FIREFLY_  ; the president
+R.T._FIREFLY_
\t[FRDELI <331117]
\t[FRDGOV 331117-20041131]
\t[FRDGOVMIL > 041201]
\t[FRDELI]
TRENTINO_
\t[SYLGOV 991301-000101]
NOBODY_ [---]
LOST_ [ZZZGOV]
BACKWARDS_ [FRDGOV 050101-040101]
"""

AGENTS = """\
!PERSON! = MAN, MEN, WOMAN, WOMEN, PERSON
!UNUSED! = A
CONGRESS!PERSON! [~LEG]
PASSERBY {PASSERSBY} [~CVL]
RIOT_POLICE {} [~COP]
NEWS_HOUND [~MED]
DEFENCE_CHIEF [~GOVMIL]
MONK [~BUD]
GHOST!THING! [~CVL]
SHADE [~XYZ]
+CODELESS
"""


def imported(tmp_path: Path, text: str) -> Imported:
    path = tmp_path / "dict.txt"
    path.write_text(text)
    return import_petrarch(path, frozenset({"FRD", "SYL"}))


def test_actors(tmp_path: Path) -> None:
    result = imported(tmp_path, ACTORS)
    assert [(row.country, row.name, row.case_sensitive) for row in result.country_names] == [
        ("FRD", "Fredonia", False),
        ("FRD", "Fredonian", False),
        ("FRD", "FRE", True),
    ]
    front, league = result.organisations
    assert (front.country, front.sector) == ("SYL", "REB")
    assert (league.country, league.sector) == ("", "UNO")
    assert [row.name for row in result.organisation_names if row.organisation == front.id] == [
        "Sylvanian Liberation Front",
        "S.L.F.",
    ]


def test_tenures_with_two_digit_years_and_impossible_days(tmp_path: Path) -> None:
    result = imported(tmp_path, ACTORS)
    spells = [row for row in result.tenures if row.person == "petrarch_rufus_firefly"]
    assert [(row.office, row.start, row.end) for row in spells] == [
        ("frd_petrarch_eli", dt.date(1900, 1, 1), dt.date(1933, 11, 17)),
        ("frd_petrarch_gov", dt.date(1933, 11, 17), dt.date(2004, 11, 30)),
        ("frd_petrarch_gov", dt.date(2004, 12, 1), None),
    ]
    assert result.persons[0].sector == "ELI"
    repaired = {text: why for _, text, why in result.report.repaired}
    assert "30 days" in repaired["20041131"]
    assert "trentino" not in {row.person for row in result.tenures}
    assert any("991301 is no day of any calendar" in why for _, _, why in result.report.skipped)


def test_what_cannot_be_used_is_named(tmp_path: Path) -> None:
    report = imported(tmp_path, ACTORS).report
    reasons = {line: why for line, _, why in report.skipped}
    skipped_lines = {ACTORS.splitlines()[line - 1].split("_")[0] for line in reasons}
    assert {"NOBODY", "LOST", "BACKWARDS"} <= skipped_lines
    assert any("'ZZZ'" in why for _, _, why in report.skipped)
    assert any("ends 2004-01-01 before it begins 2005-01-01" in why for _, _, why in report.skipped)


def test_agents(tmp_path: Path) -> None:
    result = imported(tmp_path, AGENTS)
    nouns = {row.lemma: (row.plural, row.sector, row.alt) for row in result.agents}
    assert nouns == {
        "congressman": ("congressmen", "LEG", ""),
        "congresswoman": ("congresswomen", "LEG", ""),
        "congressperson": ("congresspersons", "LEG", ""),
        "passerby": ("passersby", "CVL", ""),
        "riot police": ("riot police", "COP", ""),
        "news hound": ("news hounds", "JRN", ""),
        "defence chief": ("defence chiefs", "GOV", "MIL"),
        "monk": ("monks", "REL", ""),
    }
    assert {text for _, text, _ in result.report.skipped} == {"GHOST!THING!", "SHADE"}


def test_known_names_are_left_out_and_their_synonyms_join_them(tmp_path: Path) -> None:
    known = {
        "FREDONIA": (Ref("country", "FRD", "short", False),),
        "RUFUS FIREFLY": (Ref("person", "rufus_t_firefly", "name", False),),
    }
    path = tmp_path / "dict.txt"
    path.write_text("FREDONIA_ [FRD]\n+FREEDONIA_\nRUFUS_FIREFLY_\n+R._FIREFLY_\n\t[FRDGOV >331117]\n")
    result = import_petrarch(path, frozenset({"FRD"}), lambda name: known.get(name, ()))
    assert [row.name for row in result.country_names] == ["Freedonia"]
    assert [(row.person, row.name) for row in result.person_names] == [("rufus_t_firefly", "R. Firefly")]
    assert (result.persons, result.tenures) == ([], [])
    assert (result.report.n_known, result.report.n_names) == (2, 2)


def test_what_is_written_reads_back_as_an_overlay(tmp_path: Path) -> None:
    for text in (ACTORS, AGENTS):
        write_import(tmp_path / "overlay", "petrarch_dict", imported(tmp_path, text))
    tables = read_tables(tmp_path / "overlay")
    assert tables.warnings == []
    assert len(tables.rows["tenures"]) == 3
    assert len(tables.agents) == 8
