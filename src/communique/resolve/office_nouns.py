"""Rule 4 for nouns: "the Russian leader", "his Turkish counterpart", "the president"."""

from __future__ import annotations

from communique.resolve import offices, owners
from communique.resolve.entity import INTERNATIONAL, TOP_KINDS, Entity
from communique.resolve.found import Found
from communique.resolve.named_below import named_below
from communique.resolve.phrase import Phrase
from communique.resolve.states import StateNouns

UNIQUE = frozenset({"pope", "pontiff", "holy father", "taoiseach", "state counsellor", "state counselor"})
"""Titles that one state has, whichever states the article is about."""

LOCAL = frozenset(
    {"governor", "mayor", "provincial governor", "state governor", "chief minister", "lieutenant governor"}
)
"""Offices of towns and provinces, which a country's name alone does not tell."""


class OfficeNouns(StateNouns):
    """Reads titles that stand without a name."""

    def _office(self, phrase: Phrase, holder: Found | None, former: bool) -> tuple[Entity | None, str]:
        """Rule 4: the holder of an office; without owner the person of that office spoken of last."""
        view, key = phrase.view, phrase.key
        title = phrase.title
        lemma = phrase.lemma
        named = self.reader.named
        owner = holder.entities[0] if holder is not None else None
        if owner is not None and owner.kind == "agent" and owner.sector == "CVL" and owner.country:
            if title is not None and title.office_kind in TOP_KINDS:
                owner = self.scene.maker.state(owner.country)  # "Palestinians wept as their president …"
        on = self.reader.day(view, " ".join(view.low[phrase.first : phrase.head]))
        is_leader = lemma in self.scene.words["leader"] and key in self.scene.words["leader"]
        if owner is None and phrase.definite and not phrase.plural and not former and title is not None:
            own = self._of_party(phrase) if title.office_kind in TOP_KINDS else None
            if own is not None:
                person, _ = offices.holder(self.scene, own, key, on, named)
                if person is not None:
                    return person, "office of the state of the subject's party"
        if owner is None and not phrase.indefinite and not phrase.plural and not former:
            known = self._last_person(phrase, key, is_leader)
            if known is not None:
                return known, "the office-holder spoken of last"
            below = named_below(self.scene, phrase)
            if below is not None:
                return below, "the office-holder named below"
        if (
            owner is None
            and title is not None
            and title.before_name
            and not phrase.plural
            and phrase.definite
            and title.office_kind
        ):
            country = self.scene.only_country
            if country is not None:
                person, office = offices.holder(self.scene, country, key, on, named)
                if person is not None and not former:
                    return person, "office of the article's main state"
        if owner is None and title is not None and phrase.definite and not phrase.plural and not former:
            country = self._only_one_with(key, bool(title.office_kind))
            if country is not None:
                person, office = offices.holder(self.scene, country, key, on, named)
                if person is not None:
                    return person, "office that one state of the article has"
        if owner is not None and owner.kind == "state" and key in LOCAL:
            return None, ""  # "Louisiana's governor" governs no state of the tables
        local = holder is not None and holder.item is not None and holder.item.key in self.scene.words.peoples
        if local:
            return None, ""  # "the Crimean premier" is not the state's
        if owner is not None and owner.kind == "state" and owner.country and not former:
            if phrase.plural or phrase.indefinite:
                return None, ""
            if is_leader and key in ("leader", "ruler", "strongman", "dictator", "autocrat", "despot"):
                person = offices.leader(self.scene, owner.country, on, named)
                if person is not None:
                    return person, "demonym and role, by date"
                return self._agent_entity(phrase, owner.country, "GOV", ""), "demonym and role"
            person, office = offices.holder(self.scene, owner.country, key, on, named)
            if person is not None:
                return person, "demonym and role, by date"
            if office is not None and office.sector:
                return self._agent_entity(phrase, owner.country, office.sector, ""), "demonym and role"
            return None, ""
        if (
            owner is not None
            and owner.kind == "organisation"
            and owner.id
            and not former
            and not phrase.plural
            and not phrase.indefinite
        ):
            person, office = offices.holder(
                self.scene, owner.country or "", key, on, named, owner.id.removeprefix("organisation:")
            )
            if person is not None:
                return person, "office of an organisation, by date"
        if owner is None and phrase.definite and not phrase.plural and (former or key.startswith("ex ")):
            known = self._last_person(phrase, key.removeprefix("ex "), is_leader, past=True)
            if known is not None:
                return known, "the former office-holder spoken of"
        leading = self._leading_country(phrase) if owner is None else None
        if leading is not None and not phrase.plural:
            person, office = offices.holder(self.scene, leading, key, on, named)
            if person is not None and not former:
                return person, "office by name and date"
            return self._agent_entity(
                phrase,
                leading,
                (office.sector if office else "") or (title.sector if title else "") or "GOV",
                "",
            ), "office by name"
        if (
            owner is None
            and title is not None
            and not phrase.plural
            and not former
            and not phrase.indefinite
            and " " in key
        ):
            person, office = offices.holder(self.scene, "", key, on, named)
            if person is not None:
                return person, "office of an international body, by date"
            if office is not None and office.sector in INTERNATIONAL:
                return self._agent_entity(phrase, None, office.sector, ""), "office of an international body"
        return None, ""

    def _of_party(self, phrase: Phrase) -> str | None:
        """The state of the party or opposition that does something to an office-holder: "the Greens accused
        the president"."""
        subject = self._subject_entity(phrase)
        if subject is None or subject.sector not in ("PTY", "OPP"):
            return None
        return subject.country

    def _office_of_name(self, phrase: Phrase) -> Entity | None:
        """The one office whose title begins with a name: "Kremlin spokesman", "UN envoy for Yemen"."""
        item = phrase.item
        if item is None or item.last - item.first < 2 or phrase.plural or phrase.indefinite:
            return None
        offices = self.scene.knowledge.offices_by_title(item.key)
        if len(offices) != 1 or not self._begins_with_name(phrase):
            return None
        office, on = offices[0], self.reader.day(phrase.view)
        spells = self.scene.knowledge.holders(office.id, on) if on else []
        persons = {spell.person for spell in spells}
        if len(persons) == 1 and not self._has(phrase, "former.ex"):
            return self.scene.maker.person(persons.pop(), on, item.key)
        country = None if office.sector in INTERNATIONAL else office.country or None
        return self._agent_entity(phrase, country, office.sector or "GOV", "")

    def _begins_with_name(self, phrase: Phrase) -> bool:
        """Whether the first words of a title of the tables are a body's or a capital's name."""
        item, sentence = phrase.item, phrase.view.sentence
        assert item is not None
        for last in range(item.last - 1, item.first, -1):
            front = self.scene.text[sentence.token_start[item.first] : sentence.token_end[last - 1]]
            refs = self.scene.knowledge.lookup(front)
            if any(ref.kind in ("organisation", "country") for ref in refs):
                return True
        return False

    def _only_one_with(self, title: str, is_office: bool) -> str | None:
        """The one state of the article whose tables know an office of a title: "the supreme leader"."""
        scene = self.scene
        if title in UNIQUE and not scene.bare:
            offices = scene.knowledge.offices_by_title(title)
            return offices[0].country if len(offices) == 1 else None
        if scene.bare or not is_office or len(scene.countries) < 2:
            return None
        having = [id for id in scene.countries if scene.knowledge.find_offices(id, title)]
        if len(having) != 1:
            return None
        aside = scene.countries[having[0]] == 1 and scene.dateline_country not in (None, having[0])
        return None if aside else having[0]

    def _last_person(self, phrase: Phrase, key: str, is_leader: bool, past: bool = False) -> Entity | None:
        """The person of the article, most salient first, who bears the title or leads a state."""
        maker = self.scene.maker
        view = phrase.view
        ranked: list[tuple[float, int, Entity]] = []
        for place, candidate in enumerate(self.reader.candidates):
            if candidate.sentence == view.index and candidate.head >= phrase.first:
                continue
            for entity in candidate.entities:
                if entity.kind != "person":
                    continue
                fits = bool(candidate.found and candidate.found.title and candidate.found.title.endswith(key))
                if not fits and entity.id.startswith("person:"):
                    spells = self.scene.knowledge.offices_of(
                        entity.id.removeprefix("person:"), None if past else self.scene.on
                    )
                    for spell in spells:
                        office = self.scene.knowledge.office(spell.office)
                        if office is None:
                            continue
                        if (
                            is_leader
                            and office.kind in ("head_of_state", "head_of_government", "party_leader")
                        ) or maker.names_office(key, office.id):
                            fits = True
                            break
                if fits:
                    distance = view.index - candidate.sentence
                    ranked.append((candidate.weight * 0.7**distance, place, entity))
        if not ranked:
            return None
        ranked.sort(key=lambda entry: (-entry[0], -entry[1]))
        first = ranked[0]
        for score, _, entity in ranked[1:]:
            if entity.identity != first[2].identity and score > 0.9 * first[0]:
                view_start = view.sentence.token_start[phrase.first]
                names = " or ".join(sorted({entity.name or "", first[2].name or ""}))
                self.scene.refuse(
                    "resolve.ambiguous_description",
                    f"{key!r} may be {names}",
                    view_start,
                    view.sentence.token_end[phrase.head],
                )
                return None
        return first[2]

    def _counterpart(self, phrase: Phrase, holder: Found | None) -> tuple[Entity | None, str]:
        """ "his Turkish counterpart": whoever holds the like office in the other state."""
        left = owners.owners_left(self.reader, phrase.view, phrase.first, phrase.start)
        others = [found for found in left if found.form != "pronoun" and found.item is not None]
        own = next((found for found in left if found not in others), None)
        country = next(
            (e.country for found in others for e in found.entities if e.country and e.kind != "person"), None
        )
        if own is None and len(left) > len(others[-1:]):
            own = left[0]
        first = own.entities[0] if own is not None else None
        if first is None:
            first = self._subject_entity(phrase)
        if country is None:
            return self._agent_entity(phrase, None, first.sector if first else None, ""), "counterpart"
        if first is not None and first.id.startswith("person:"):
            on = self.reader.day(phrase.view)
            spells = self.scene.knowledge.offices_of(first.id.removeprefix("person:"), on)
            held = self.scene.maker.best_office(spells, "")
            if held is not None and held.kind not in ("other", "other_minister"):
                person, _ = offices.holder(self.scene, country, held.kind, on, self.reader.named)
                if person is not None:
                    return person, "counterpart, by date"
        return self._agent_entity(
            phrase, country, (first.sector if first else None) or "GOV", ""
        ), "counterpart"
