"""The codebook pages on countries, actors and sectors, written from the tables so that they stay true."""

from __future__ import annotations

from collections import Counter, defaultdict

from communique.knowledge.base import Knowledge

SECTOR_MEANING = {
    "GOV": "Government: the executive and its bodies",
    "MIL": "Armed forces of a state",
    "LEG": "Legislature",
    "JUD": "Judges, prosecutors, courts",
    "COP": "Police and other law enforcement",
    "SPY": "State intelligence",
    "PTY": "Political parties and candidates",
    "OPP": "Political opposition, mostly as a second code",
    "REB": "Armed opposition",
    "PRM": "Pro-government or neutral paramilitaries",
    "UAF": "Armed actors of unknown allegiance",
    "CRM": "Criminals",
    "BUS": "Business within a country",
    "JRN": "Journalists and media",
    "EDU": "Education and research",
    "REL": "Religious bodies and believers",
    "LAB": "Organised labour and workers",
    "MED": "Health and medicine",
    "CVL": "Civilians and activists",
    "SOC": "Other civil society",
    "AGR": "Agriculture",
    "ELI": "Former officials, elites",
    "REF": "Refugees and displaced",
    "PRE": "Partially recognised entity, as a second code",
    "UNK": "The text leaves the kind of actor open",
    "IGO": "Intergovernmental organisation",
    "UNO": "United Nations and its agencies",
    "EUR": "European Union and its bodies",
    "NGO": "International non-governmental organisation",
    "ISM": "International social movement",
    "IMG": "Transnational armed group",
    "MNC": "Multinational company",
}
"""Sectors of PLOVER 2.0 in short words of ours."""

SHOWN_NOUNS = 8


def pages(knowledge: Knowledge) -> dict[str, str]:
    """File name → Markdown of every page."""
    return {
        "countries.md": countries_page(knowledge),
        "actors.md": actors_page(knowledge),
        "sectors.md": sectors_page(knowledge),
    }


def countries_page(knowledge: Knowledge) -> str:
    """Every state and territory with its codes and the years in which it is one."""
    lines = [
        "# Countries",
        "",
        "Generated from the knowledge tables. The id is what codings carry; COW and GW are the numbers of",
        "the Correlates of War project and of Gleditsch and Ward, one value a country.",
        "",
        "| id | name | ISO 2 | COW | GW | FIPS | from | to |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in sorted(knowledge.rows("countries"), key=lambda row: row.id):
        cells = [
            row.id,
            knowledge.name("country", row.id),
            row.iso2,
            *("" if number is None else str(number) for number in (row.cow, row.gw)),
            row.fips,
            str(row.valid_from or ""),
            str(row.valid_to or ""),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def actors_page(knowledge: Knowledge) -> str:
    """How an actor code is built, and what the tables hold."""
    kinds = Counter(row.kind for row in knowledge.rows("organisations"))
    office_kinds = Counter(row.kind for row in knowledge.rows("offices"))
    lines = [
        "# Actors",
        "",
        "Generated from the knowledge tables. An actor's code is the id of its country (or IGO, UNO, EUR,",
        "NGO, ISM, IMG, MNC) followed by a sector: `PRKGOV`, `FRALEG`, `UNO`. A state acting as a whole is",
        "its id alone. A person carries the sector of the office held on the day in question; outside any",
        "tenure, the sector of the person's own row.",
        "",
        "| kind of organisation | rows |",
        "| --- | --- |",
        *(f"| {kind} | {count} |" for kind, count in sorted(kinds.items())),
        "",
        "| kind of office | rows |",
        "| --- | --- |",
        *(f"| {kind} | {count} |" for kind, count in sorted(office_kinds.items())),
        "",
        f"{len(knowledge.rows('persons'))} persons, {len(knowledge.rows('tenures'))} tenures, "
        f"{len(knowledge.rows('places'))} places.",
    ]
    return "\n".join(lines) + "\n"


def sectors_page(knowledge: Knowledge) -> str:
    """Every sector with its meaning, the number of organisations and some of its nouns."""
    bodies = Counter(row.sector for row in knowledge.rows("organisations"))
    nouns: dict[str, list[str]] = defaultdict(list)
    for agent in knowledge.agents():
        nouns[agent.sector].append(agent.lemma)
    lines = [
        "# Sectors",
        "",
        "Generated from the knowledge tables.",
        "",
        "| code | meaning | organisations | nouns | such as |",
        "| --- | --- | --- | --- | --- |",
    ]
    for code, meaning in SECTOR_MEANING.items():
        shown = sorted((noun for noun in nouns[code] if " " not in noun), key=lambda noun: (len(noun), noun))
        examples = ", ".join(sorted(shown[-SHOWN_NOUNS:]))
        lines.append(f"| {code} | {meaning} | {bodies[code]} | {len(nouns[code])} | {examples} |")
    return "\n".join(lines) + "\n"
