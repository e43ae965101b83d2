"""Agent nouns: "protesters", "police", "three soldiers", with sector and country."""

from __future__ import annotations

import msgspec

from communique.resolve import owners
from communique.resolve.bodies import SUCH
from communique.resolve.entity import INTERNATIONAL, SUPRANATIONAL, TOP_KINDS, Entity
from communique.resolve.found import Found
from communique.resolve.owning import POSTED
from communique.resolve.phrase import Phrase
from communique.resolve.spokespeople import Spokespeople

ARMED = frozenset({"REB", "UAF", "IMG", "ISM", "PRM", "CRM", "SEP"})

OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "UNK", "PTY", "ELI", "REB", "UAF", "PRM"})
"""Sectors of agent nouns that give way to the sector of the organisation they belong to ("Hamas
officials")."""


def _commands(owner: Entity) -> bool:
    """Whether jets and guns of an owner fight for it: states, armies and armed groups, no airline."""
    return owner.kind == "state" or owner.sector in {"GOV", "MIL", "SPY", "COP", "JUD", "IGO", "UNO"} | ARMED


def _gives_way(sector: str | None, owner: str) -> bool:
    """Whether an agent noun takes the sector of the organisation it belongs to: officials always, troops
    only of an
    armed group or an international body."""
    if sector in ("UNK", "GOV", "ELI", "PTY", "", None) or (sector in STAFF and owner in INTERNATIONAL):
        return True
    if sector == "MIL" and owner in ("COP", "SPY"):
        return True
    return sector in OFFICIAL and (owner in ARMED or owner in INTERNATIONAL)


STAFF = frozenset({"EDU", "LAB", "SOC", "MED", "CVL", "IGO", "NGO"})
"""Sectors of those who are the body's own when they belong to an international one: "UN staff"."""

SERVING = frozenset(
    {"officer", "agent", "commander", "captain", "sergeant", "chief", "official", "colonel", "man", "unit"}
)
"""Ranks that police, spies and rebels have as well as armies."""

THINGS = frozenset(
    """jet tank warplane helicopter warship drone plane destroyer frigate submarine artillery aircraft missile
    rocket fighter-jet vessel ship boat gunboat gun battery convoy cruiser fleet carrier
    f-16s migs agent""".split()
)  # fmt: skip
"""Weapons and vehicles that act for their owner, and are nobody without one."""

BELONGING = frozenset({"member", "operative", "henchman"})
"""Nouns that only say whose somebody is: they stand for the body itself."""

RECRUITS = frozenset({"trainee", "recruit", "cadet", "personnel", "instructor", "volunteer"})
"""Those of an army or a police who are called by no rank."""

FELLOWS = frozenset({"comrade", "colleague", "accomplice", "compatriot"})
"""Nouns of those who are what their owner is."""

OTHERS = frozenset({"ally", "enemy", "foe", "adversary", "rival", "partner"})
"""Nouns for states that are not the one they are called by: "Kuwait and its allies"."""

VISITORS = frozenset({"guest", "visitor", "host", "interlocutor"})
"""Nouns of those who are of another side than whoever they are called by."""

CREW = frozenset({"pilot", "crew", "captain", "navigator", "crewman", "gunner"})
"""Those who serve on what is flown or sailed."""

FIELDED = frozenset({"GOV", "ELI", "UNK"})
"""Sectors that a word of sport, art, trade or school before or after the noun overrules: "a tuna king"."""

MINISTERIAL = frozenset(
    {
        "minister",
        "ministry",
        "secretary",
        "official",
        "officer",
        "delegation",
        "delegate",
        "envoy",
    }
)
"""Nouns of office that keep their sector whatever they deal with: "the oil minister", "a sports official"."""

PRIVATE = frozenset(
    ["detractor", "supporter", "follower", "loyalist", "relative", "daughter", "son", "wife", "husband",
    "brother", "sister", "mother", "father", "widow", "family", "fan", "opponent", "critic", "admirer",
    "backer", "friend"]
)  # fmt: skip
"""Nouns of those who belong to somebody without holding his office."""


ADHERENTS = frozenset({"supporter", "follower", "loyalist", "backer"})
"""Nouns of those who belong to a party or a band whose supporters they are."""


class AgentNouns(Spokespeople):
    """Reads nouns for people in a role."""

    def _agent(
        self, phrase: Phrase, holder: Found | None, former: bool, of_name: bool = False
    ) -> tuple[Entity | None, str]:
        """Agent nouns: sector from the tables, country from the owner, the place, the scene."""
        agent = phrase.agent
        assert agent is not None
        sector: str | None = agent.sector
        alt = agent.alt
        before = phrase.view.low[phrase.first : phrase.start]
        of_state = holder is not None and holder.entities[0].kind == "state"
        if phrase.lemma in ("neighbour", "neighbor") and (of_state or "its" in before or "their" in before):
            return None, ""
        if phrase.lemma in PRIVATE and (" " not in phrase.key or sector in ("CVL", "UNK")):
            country, rule = self._country_of(holder), "private person of an owner"
            if holder is not None and holder.item is not None and holder.item.kind in ("capital", "place"):
                return None, ""  # "the Colombo family" of mobsters
            owner = holder.entities[0] if holder is not None else None
            if owner is not None and owner.kind == "organisation" and owner.sector in ("PTY", "OPP", "REB"):
                if phrase.lemma in ADHERENTS:
                    return self._agent_entity(phrase, country, owner.sector, "CVL"), "adherents of a party"
            if holder is None:
                country, found = self._surroundings(phrase, "CVL")
                rule = found or rule
            return self._agent_entity(phrase, country, "CVL", ""), rule
        if phrase.lemma in THINGS and holder is not None and not _commands(holder.entities[0]):
            return None, ""
        if (sector == "MIL" or phrase.lemma in THINGS) and holder is None:
            if "coalition" in phrase.view.low[phrase.first : phrase.head]:
                return self._agent_entity(phrase, None, "IGO", "MIL"), "forces of a coalition"
        if phrase.lemma == "faction" and sector == "UNK":
            arms = {"armed", "resistance", "rebel", "militant", "insurgent", "jihadist"}
            sector = "PTY" if arms.isdisjoint(phrase.view.low[phrase.first : phrase.head]) else "REB"
        kin = self._kin(phrase)
        fielded = sector in FIELDED or phrase.lemma == "captain"
        field = self._field(phrase) if fielded and phrase.lemma not in MINISTERIAL else None
        if field is not None:
            sector, alt = field, sector or ""
        elif kin is not None and kin.sector != "CVL" and sector in ("UNK", "GOV", "ELI", "CVL", ""):
            sector, alt = kin.sector, sector or ""
        elif kin is not None and kin.sector in ("COP", "SPY", "REB") and phrase.lemma in SERVING:
            sector, alt = kin.sector, sector or ""
        elif kin is not None and kin.sector == "GOV" and sector in ("UAF", "REB", "PRM"):
            sector, alt = "MIL", sector or ""
        elif phrase.key in ("officer", "officers") and (holder is None or of_state) and self.scene.of_police:
            sector, alt = "COP", "MIL"
        elif phrase.key == "chief of staff" and of_state:
            sector, alt = "MIL", "GOV"
        owner = holder.entities[0] if holder is not None else None
        if owner is not None and owner.kind == "organisation" and owner.told and phrase.lemma in BELONGING:
            return msgspec.structs.replace(owner, kind="agent"), "agent noun with owner"
        armed = owner is not None and owner.kind == "person" and owner.sector in ARMED | {"MIL"}
        fellow = owner is not None and (owner.kind in ("organisation", "agent") or armed)
        if owner is not None and fellow and phrase.lemma in FELLOWS:
            return self._agent_entity(phrase, owner.country, owner.sector, ""), "fellow of an owner"
        if phrase.lemma in OTHERS and phrase.plural and owner is not None and owner.kind == "state":
            return self._agent_entity(phrase, None, "GOV", ""), "others than the owner"
        if phrase.lemma in VISITORS and holder is not None:
            return None, ""
        if phrase.lemma == "body" and owner is not None and (owner.kind == "person" or not phrase.plural):
            if owner.kind in ("person", "agent"):
                return None, ""  # "asked for his body"
        if phrase.lemma == "head" and phrase.plural and holder is not None and holder.form == "pronoun":
            return None, ""  # "over their heads"
        country = self._country_of(holder)
        rule = "agent noun"
        employed = sector in ("CVL", "LAB", "BUS", "REF") and holder is not None and holder.form != "pronoun"
        if employed and holder is not None and holder.entities[0].kind == "organisation":
            country = owners.located(self.reader, phrase.view, phrase.head) or country
        if holder is not None:
            owner = holder.entities[0]
            rule = "agent noun with owner"
            if phrase.lemma == "agent" and owner.kind == "organisation" and owner.sector:
                sector, alt = owner.sector, "SPY"
            elif phrase.lemma in RECRUITS and owner.sector in ("MIL", "COP", "SPY", "REB"):
                sector, alt = owner.sector, sector or ""
            elif (
                owner.kind in ("organisation", "agent") and owner.sector and _gives_way(sector, owner.sector)
            ):
                alt = sector if sector and sector != "UNK" else ""
                sector = owner.sector
            elif owner.kind == "person" and owner.sector and (sector or "UNK") == "UNK":
                sector = owner.sector
            elif owner.kind == "person" and owner.sector and phrase.key == "deputy":
                sector = owner.sector
            elif phrase.lemma in CREW and owner.sector == "MIL":
                sector, alt = "MIL", sector or ""
            elif owner.kind == "person" and owner.sector == "GOV" and phrase.lemma == "fighter":
                sector, alt = "MIL", sector or ""
            elif owner.kind == "person" and owner.sector in ARMED and sector in ("UAF", "MIL", "PRM", "REB"):
                sector, alt = owner.sector, sector or ""
            elif sector == "UNK" and owner.kind == "state":
                sector = "GOV"
            elif sector == "IGO" and owner.kind == "state":
                sector, alt = "GOV", "IGO"
            elif (
                phrase.lemma == "pilot"
                and owner.kind == "state"
                and phrase.key == phrase.view.low[phrase.head]
            ):
                sector, alt = "MIL", sector or ""
            if sector in SUPRANATIONAL:
                country = None
        elif (body := self._body_before(phrase)) is not None:
            return self._agent_entity(
                phrase, body.country, body.sector or sector, alt
            ), "member of the body before"
        elif sector in ("MIL", "UNK", "GOV"):
            sender = self._sender(phrase)
            if sender is not None:
                return self._agent_entity(
                    phrase, sender, "GOV" if sector == "UNK" else sector, alt
                ), "sent by the subject"
        if country is None and holder is None and phrase.lemma in THINGS:
            return None, ""
        if holder is None and phrase.lemma in CREW and phrase.definite:
            aboard = self._aboard(phrase)
            if aboard is not None:
                return self._agent_entity(
                    phrase, aboard.country, aboard.sector, sector or ""
                ), "crew of what was named"
        if former and sector in ("GOV", "MIL", "LEG", "PTY", "SPY"):
            sector, alt = "ELI", sector
        if country is None and holder is None:
            country = self._leading_country(phrase)
        if country is None and sector not in INTERNATIONAL and holder is None and phrase.lemma not in POSTED:
            country, found = self._surroundings(phrase, sector or "", of_name)
            rule = found or rule
            kind = phrase.title.office_kind if phrase.title is not None else ""
            if country and kind in TOP_KINDS and not self._has_office(country, phrase.key):
                country, rule = None, "agent noun"  # no such office there: "Trump rang the prime minister"
        if country == "PSE" and holder is None and phrase.lemma in ("settler", "army", "soldier"):
            country = "ISR"  # settlers in the territories and the army there
        if (
            sector == "UNK"
            and country is not None
            and phrase.lemma in ("leader", "chief", "delegation", "head")
        ):
            sector = "GOV"
        return self._agent_entity(phrase, country, sector, alt), rule

    def _has_office(self, country: str, title: str) -> bool:
        """Whether a state has an office of a title, words like "caretaker" and "new" before it left out."""
        words = title.split()
        return any(
            self.scene.knowledge.find_offices(country, " ".join(words[first:])) for first in range(len(words))
        )

    def _field(self, phrase: Phrase) -> str | None:
        """The sector of the sport, art, trade or school that the word before a noun, or the one after "of",
        names."""
        view, fields = phrase.view, self.scene.words.fields
        before = phrase.start - 1
        if before >= phrase.first and view.low[before] in fields and view.item_at[before] is None:
            return fields[view.low[before]]
        for kid in view.kids[phrase.head]:
            if kid > phrase.head and view.case_of(kid) == "of" and view.item_at[kid] is None:
                names = (view.sentence.lemma[kid].lower(), view.low[kid])
                if "federation" in names:
                    return "SOC"
                return next((fields[name] for name in names if name in fields), None)
        return None

    def _body_before(self, phrase: Phrase) -> Entity | None:
        """The body spoken of last that the first word of an agent phrase names: "a ministry official"."""
        kinds = SUCH.get(phrase.key.split()[0]) if " " in phrase.key else None
        if kinds is None:
            return None
        for found in reversed(self.reader.founds[-60:]):
            for entity in found.entities:
                if entity.kind == "organisation" and entity.told and entity.org_kind in kinds:
                    return entity
        return None

    def _aboard(self, phrase: Phrase) -> Entity | None:
        """Whose jet or ship was named last: "the pilots" of "a Russian warplane"."""
        for found in reversed(self.reader.founds[-20:]):
            view = self.scene.views[found.sentence]
            if phrase.view.index - found.sentence <= 2 and view.sentence.lemma[found.head].lower() in THINGS:
                return found.entities[0] if found.entities else None
        return None
