"""The closed word lists of the tables: what may stand in `kind`, `sector`, `needs` and the like."""

from __future__ import annotations

SECTORS = frozenset(
    [
        "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "CRM", "BUS",
        "JRN", "EDU", "REL", "LAB", "MED", "CVL", "SOC", "AGR", "ELI", "REF", "PRE", "UNK",
    ]
)  # fmt: skip
"""PLOVER sectors of actors that belong to a state."""

INTERNATIONAL_SECTORS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""What stands in place of a country in the code of an international body."""

ORGANISATION_KINDS = frozenset(
    [
        "presidency", "crown", "government", "ministry_foreign", "ministry_defence", "ministry",
        "parliament", "party", "army", "navy", "airforce", "police", "intelligence", "court",
        "central_bank", "news_agency", "media", "igo", "igo_organ", "ngo", "armed_group", "company",
        "university", "church", "union", "agency", "delegation", "other",
    ]
)  # fmt: skip

OFFICE_KINDS = frozenset(
    [
        "head_of_state", "head_of_government", "deputy_head", "foreign_minister",
        "defence_minister", "interior_minister", "finance_minister", "security_adviser",
        "spokesperson", "army_chief", "ambassador_un", "envoy", "party_leader", "speaker",
        "igo_chief", "unification_minister", "intelligence_chief", "governor", "opposition_leader",
        "other_minister", "other",
    ]
)  # fmt: skip

NEEDS = frozenset(
    [
        "capital_initial", "exact_case", "not_in_name", "country_context", "full_name", "evidence",
        "title_or_role", "date_context",
    ]
)  # fmt: skip
"""What an ambiguous name may need before it resolves; explained at the top of `ambiguous.toml`."""

PRECISIONS = frozenset({"day", "month", "year"})
PLACE_PRECISIONS = frozenset({"point", "city", "district", "province", "country"})
NAME_ORDERS = frozenset({"given_first", "family_first"})

DUTIES = {
    "presidency or crown": ("presidency", "crown"),
    "government": ("government",),
    "foreign ministry": ("ministry_foreign",),
    "defence ministry": ("ministry_defence",),
    "army": ("army",),
    "parliament": ("parliament",),
    "party": ("party",),
    "intelligence service": ("intelligence",),
    "central bank": ("central_bank",),
    "news agency or state media": ("news_agency", "media"),
}
"""What every member of the United Nations must have in the organisation table, unless `un_members.csv` names
it under `without`."""
