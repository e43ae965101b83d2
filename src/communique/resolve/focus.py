"""The state that a text is about at a word: the most salient one, the subject's, the sender's, the main."""

from __future__ import annotations

from communique.resolve import owners
from communique.resolve.dealings import states_acted_on, told_by
from communique.resolve.entity import Entity
from communique.resolve.owning import Owning
from communique.resolve.phrase import Phrase
from communique.resolve.salience import Candidate
from communique.resolve.view import View

_SEND = frozenset(
    """send dispatch deploy withdraw pull lead field appoint name order move station have keep maintain base
    mass recall""".split()
)

MISSIONS = frozenset({"embassy", "consulate", "ambassador", "consul", "mission"})
"""Those who stand for a state in another one: what is told around them need not be of theirs."""


OF_ITS_KIND = frozenset({"junta", "regime", "kingdom", "emirate", "sultanate", "dictatorship", "monarchy"})
"""Nouns of which a text mostly tells of one."""


class Focus(Owning):
    """Countries from subjects and salience."""

    def _focus(self, phrase: Phrase) -> tuple[str | None, str]:
        """The state that an unowned description means: the most salient one; none when two are as salient."""
        country = owners.located(self.reader, phrase.view, phrase.head)
        if country:
            return country, "place in the phrase"
        only = self.scene.only_country
        acted_on = states_acted_on(self.scene, phrase)
        if phrase.lemma == "regime":
            acted_on |= told_by(self.reader, phrase)
        if only is not None and len(self.scene.countries) == 1 and only not in acted_on:
            return only, "the only state of the article"
        named = self.last_by_noun.get(phrase.key)
        if phrase.lemma in OF_ITS_KIND and phrase.definite and named is not None and named[1].country:
            return named[1].country, "the same noun before"
        scores: dict[str, float] = {}
        best: dict[str, Candidate] = {}
        for candidate in self.reader.candidates:
            distance = phrase.view.index - candidate.sentence
            if distance > 4 or (distance == 0 and candidate.head >= phrase.first):
                continue
            for entity in candidate.entities:
                if entity.sector in ("JRN", "EDU") or entity.name in MISSIONS or entity.country in acted_on:
                    continue
                if entity.country and len(candidate.entities) == 1:
                    score = candidate.weight * (0.5**distance) + (20 if distance == 0 else 0)
                    if score > scores.get(entity.country, 0.0):
                        scores[entity.country] = score
                        best[entity.country] = candidate
        ranked = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
        main = self._main_country()
        main = None if main in acted_on else main
        if main is not None and not any(
            candidate.sentence == phrase.view.index and candidate.weight >= 70 for candidate in best.values()
        ):
            return main, "the article's main state"
        if not ranked:
            here = self.scene.dateline_country
            if only is None and here is not None and not self.scene.countries:
                return here, "country of the dateline"
            return (only, "the article's main state") if only else (None, "")
        if len(ranked) > 1 and ranked[1][1] > 0.9 * ranked[0][1]:
            if only in (ranked[0][0], ranked[1][0]):
                return only, "the article's main state"
            names = " or ".join(sorted(self.scene.knowledge.name("country", id) for id, _ in ranked[:2]))
            view = phrase.view
            start, end = view.sentence.token_start[phrase.first], view.sentence.token_end[phrase.head]
            self.scene.refuse(
                "resolve.ambiguous_description", f"{self.scene.text[start:end]!r} may be {names}", start, end
            )
            return None, ""
        return ranked[0][0], "the state spoken of last"

    def _main_country(self) -> str | None:
        """The article's state: far the most named, or the dateline's when none is named more often."""
        scene = self.scene
        if scene.only_country is not None:
            return scene.only_country
        top = scene.countries.most_common(1)
        if (
            top
            and scene.dateline_country is not None
            and scene.countries[scene.dateline_country] == top[0][1]
        ):
            return scene.dateline_country
        return None

    def _focus_before(self, view: View, head: int) -> tuple[str | None, str]:
        """As `_focus`, for a plain token."""
        return self._focus(Phrase(view, head, None, None, None))

    def _clause_subject(self, view: View, head: int) -> str | None:
        """The country of the subject of the clause a noun stands in, else of the sentence before."""
        verb = view.clause_of(head)
        for kid in view.kids[verb]:
            if view.sentence.deprel[kid].startswith("nsubj") and kid != head:
                found = self.reader.at(view, kid)
                if found is not None:
                    return next((entity.country for entity in found.entities if entity.country), None)
        country, _ = self._focus_before(view, head)
        return country

    def _subject_entity(self, phrase: Phrase) -> Entity | None:
        view = phrase.view
        verb = view.clause_of(phrase.head)
        for kid in view.kids[verb]:
            if view.sentence.deprel[kid].startswith("nsubj") and kid != phrase.head:
                found = self.reader.at(view, kid)
                if found is not None and found.entities:
                    return found.entities[0]
        return None

    def _clause_countries(self, view: View, head: int) -> set[str]:
        """Countries of the subject of the clause a token stands in: they cannot be their own counterpart."""
        found: set[str] = set()
        verb = view.clause_of(head)
        for kid in view.kids[verb]:
            if view.sentence.deprel[kid].startswith("nsubj") and kid < head:
                mention = self.reader.at(view, kid)
                if mention is not None:
                    found |= {entity.country for entity in mention.entities if entity.country}
        return found

    def _sender(self, phrase: Phrase) -> str | None:
        """The country of whoever sends a delegation, an envoy, troops: the subject of the verb it is the
        object of."""
        view, head = phrase.view, phrase.head
        sentence = view.sentence
        if sentence.deprel[head] == "conj":
            head = sentence.head[head]
        verb = sentence.head[head]
        if (
            head < 0
            or sentence.deprel[head] != "obj"
            or verb < 0
            or sentence.lemma[verb].lower() not in _SEND
        ):
            return None
        for _ in range(6):
            for kid in view.kids[verb]:
                if sentence.deprel[kid].startswith("nsubj"):
                    relative = (
                        view.low[kid] in ("which", "that", "who") and sentence.deprel[verb] == "acl:relcl"
                    )
                    found = self.reader.at(view, sentence.head[verb] if relative else kid)
                    if found is not None and found.entities:
                        return found.entities[0].country
            verb = sentence.head[verb]
            if verb < 0:
                return None
        return None

    def topic(self, view: View, before: int) -> str | None:
        """The state of the subjects before a word in its sentence, when they are of one; else of the sentence
        before."""
        for distance in (0, 1):
            found: dict[str, None] = {}
            for candidate in self.reader.candidates:
                if view.index - candidate.sentence != distance or (
                    distance == 0 and candidate.head >= before
                ):
                    continue
                if candidate.weight >= 70 and len(candidate.entities) == 1:
                    entity = candidate.entities[0]
                    if entity.country and entity.sector in (
                        None,
                        "GOV",
                        "MIL",
                        "LEG",
                        "JUD",
                        "COP",
                        "PTY",
                        "OPP",
                    ):
                        found.setdefault(entity.country)
            if len(found) == 1:
                return next(iter(found))
            if found:
                return None
        return None
