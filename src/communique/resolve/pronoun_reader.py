"""Pronouns as mentions: quotations, salience, and "both", "the latter"."""

from __future__ import annotations

from communique.resolve import agreement, anaphora, groups
from communique.resolve.empty_it import is_empty_it
from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.person_reader import PersonReader
from communique.resolve.salience import Candidate, weight_of
from communique.resolve.view import View

COUNTS = {"three": 3, "four": 4, "five": 5, "six": 6}
"""Numerals after "all" and "the" that speak of so many joined before."""


class PronounReader(PersonReader):
    """Reads pronouns."""

    def _pronoun(self, view: View, token: int) -> Found | None:
        word = view.low[token]
        entities: tuple[Entity, ...] = ()
        rule, refusal, note = "", None, ""
        via: tuple[Found, ...] = ()
        quoted = view.quoted is not None and view.quoted[token]
        if word in agreement.SPEAKER or word in agreement.SPEAKERS:
            if not quoted:
                return None
            speaker = self.speakers.of(view, token)
            if speaker is None:
                return None
            via = (speaker,)
            if word in agreement.SPEAKERS:
                entities, rule = self.speakers.we(view, token, speaker)
            else:
                entities, rule = speaker.entities, "speaker of the quotation"
        else:
            if word in agreement.IT and is_empty_it(view, token):
                return None
            if word in agreement.REFLEXIVE and view.relation(token) in (
                "nmod:unmarked",
                "advmod",
                "dep",
                "appos",
                "obl:unmarked",
            ):
                return None
            own = self._own_subject(view, token)
            if own is not None:
                return self._pronoun_of(view, token, own.entities, "pronoun", (own,))
            barred: set[str] = set()
            if quoted and not self._is_fragment(view, token):
                speaker = self.speakers.of(view, token)
                if speaker is not None:
                    barred = {entity.identity for entity in speaker.entities}
            barred |= self._subject_of_object(view, token)
            chosen, rivals = anaphora.choose(
                self.scene,
                view,
                token,
                self._visible(view, token),
                barred,
                self._subject_countries(view, token),
            )
            if chosen is None:
                if rivals and all(rival.entities for rival in rivals):
                    refusal = "resolve.ambiguous_pronoun"
                    names = " or ".join(sorted({rival.entities[0].name or rival.word for rival in rivals}))
                    sentence = view.sentence
                    self.scene.refuse(
                        refusal,
                        f"{word!r} may be {names}",
                        sentence.token_start[token],
                        sentence.token_end[token],
                    )
                else:
                    return None
            elif chosen.found is None:
                return None
            else:
                entities, rule, via = chosen.entities, "pronoun", (chosen.found,)
        if not entities and refusal is None:
            return None
        found = self._pronoun_of(view, token, entities, rule, via)
        found.refusal = refusal
        found.note = note
        return found

    def _pronoun_of(
        self, view: View, token: int, entities: tuple[Entity, ...], rule: str, via: tuple[Found, ...]
    ) -> Found:
        """A pronoun as a mention of whom it means."""
        word, sentence = view.low[token], view.sentence
        core = (sentence.token_start[token], sentence.token_end[token])
        found = Found(view.index, token, token, token + 1, core, "pronoun", entities, rule)
        found.via = via
        found.plural = word in agreement.THEY or word in agreement.SPEAKERS
        found.role = int(weight_of(view, token))
        return found

    def _own_subject(self, view: View, token: int) -> Found | None:
        """The subject of the verb whose object a reflexive is: "rioters gave themselves up"."""
        sentence = view.sentence
        verb = sentence.head[token]
        if view.low[token] not in agreement.REFLEXIVE or verb < 0:
            return None
        if sentence.deprel[token] not in ("obj", "iobj"):
            return None
        for kid in view.kids[verb]:
            if sentence.deprel[kid].startswith("nsubj") and kid < token:
                found = self.at(view, kid)
                return found if found is not None and found.entities and not found.refusal else None
        return None

    def _is_fragment(self, view: View, token: int) -> bool:
        """Whether only a few words are quoted inside the reporter's own sentence."""
        quoted = view.quoted
        assert quoted is not None
        first = token
        while first > 0 and quoted[first - 1]:
            first -= 1
        while view.sentence.upos[first] == "PUNCT" and first < token:
            first += 1
        before = view.low[first - 2] if first > 1 else ""
        small = view.sentence.form[first][:1].islower()
        return small and first > 1 and before not in (",", ":", ".", "”", '"')

    def _subject_countries(self, view: View, token: int) -> frozenset[str]:
        """Countries of the subject of the clause that a pronoun stands in, unless it is the subject or a
        possessor itself: whoever acts is not "it"."""
        sentence = view.sentence
        if sentence.deprel[token].split(":")[0] not in ("obj", "iobj", "obl", "nmod", "conj"):
            return frozenset()
        if view.low[token] in ("its", "his", "their") or sentence.deprel[token] == "nmod:poss":
            return frozenset()
        for kid in view.kids[view.clause_of(token)]:
            if sentence.deprel[kid].startswith("nsubj") and kid < token:
                found = self.heads.get((view.index, kid))
                if found is not None:
                    return frozenset(entity.country for entity in found.entities if entity.country)
        return frozenset()

    def _subject_of_object(self, view: View, token: int) -> set[str]:
        """Identities of the subject that a plain object pronoun is told of: those would be "himself"."""
        sentence = view.sentence
        relation = sentence.deprel[token].split(":")[0]
        if relation not in ("obj", "iobj", "obl") or view.low[token] in agreement.REFLEXIVE:
            return set()
        verb = sentence.head[token]
        for _ in range(4):
            kids = [kid for kid in view.kids[verb] if kid < token]
            subject = next((kid for kid in kids if sentence.deprel[kid].startswith("nsubj")), None)
            if subject is not None:
                parts = [subject, *(kid for kid in view.kids[subject] if sentence.deprel[kid] == "conj")]
                founds = [self.heads.get((view.index, part)) for part in parts]
                return {entity.identity for found in founds if found for entity in found.entities}
            if sentence.deprel[verb] != "conj" or sentence.head[verb] < 0:
                break
            verb = sentence.head[verb]
        return set()

    def _numbered(self, view: View, token: int) -> Found | None:
        """ "both", "the two", "each other", "the latter", "the former": of the last pair joined in the
        text."""
        sentence, low = view.sentence, view.low
        word = low[token]
        relation = sentence.deprel[token].split(":")[0]
        if relation not in ("nsubj", "obj", "obl", "iobj", "conj", "root", "nmod", "advmod", "appos"):
            return None
        before = low[token - 1] if token else ""
        after = sentence.upos[token + 1] if token + 1 < view.n else ""
        if after in ("NOUN", "PROPN", "ADJ") or (
            word == "both" and "and" in low[token + 1 : token + 8] and relation != "nsubj"
        ):
            return None
        if word in ("two", "latter", "former") and before != "the":
            return None
        mutual = before == "the" and "each" in low[:token]
        if word == "other" and before != "each" and not mutual:
            return None
        if word == "both" and relation in ("advmod", "root"):
            return None
        if word in COUNTS:
            if before != "all":
                return None
            entities = groups.joined(self, view, token, COUNTS[word])
        else:
            entities = self._joined_before(view, token)
        if not entities:
            return None
        if word in ("latter", "former"):
            entities = entities[-1:] if word == "latter" else entities[:1]
        first = token - 1 if before in ("the", "each", "all") else token
        core = (sentence.token_start[first], sentence.token_end[token])
        found = Found(
            view.index, token, first, token + 1, core, "pronoun", entities, "the pair joined before"
        )
        found.plural = word not in ("latter", "former")
        found.role = int(weight_of(view, token))
        return found

    def _joined_before(self, view: View, token: int) -> tuple[Entity, ...]:
        """Two actors joined by "and" in this sentence or the one before; else two states by rule 8."""
        for candidate in reversed(self.candidates):
            if view.index - candidate.sentence > 1:
                break
            if len(candidate.entities) == 2 and (candidate.sentence < view.index or candidate.head < token):
                return candidate.entities
        persons = self.nouns.two_persons(view, token)
        if persons:
            return persons
        before = [found for found in self.founds if found.sentence < view.index or found.first < token][-80:]
        entities, _ = groups.last_pair(self.scene, before, view, token, set(), "side")
        return entities

    def _visible(self, view: View, token: int) -> list[Candidate]:
        """Candidates before a token: inside a quotation also those outside, as speakers speak of others."""
        before = [c for c in self.candidates if c.sentence < view.index or c.head < token]
        if view.quoted is not None and view.quoted[token]:
            return before
        return [c for c in before if not self._is_quoted(c)]

    def _is_quoted(self, candidate: Candidate) -> bool:
        """Whether a candidate stands inside a quotation: the report goes on about those outside."""
        quoted = self.scene.views[candidate.sentence].quoted
        return quoted is not None and quoted[candidate.head]
