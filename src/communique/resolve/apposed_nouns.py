"""Nouns in apposition with a name, before or behind it: they mean whom the name means."""

from __future__ import annotations

from communique.resolve.found import Found
from communique.resolve.pair_nouns import PairNouns
from communique.resolve.persons import late_person
from communique.resolve.phrase import Phrase


class ApposedNouns(PairNouns):
    """Reads "the chairman, Ana Ruiz", "two late leaders, A and B"."""

    def _apposed(self, phrase: Phrase) -> Found | None:
        """The named person or organisation that the noun is in apposition with, before or behind it."""
        view, head = phrase.view, phrase.head
        sentence = view.sentence
        above = sentence.head[head]
        if sentence.deprel[head] == "appos" and 0 <= above < head:
            item = view.item_at[above]
            if item is not None and item.kind == "person" and phrase.item is not None and not phrase.plural:
                return self.reader.heads.get((view.index, above))
        named: list[Found] = []
        for kid in view.kids[head]:
            if kid > head and sentence.deprel[kid] == "appos":
                for token in (kid, *(t for t in view.kids[kid] if sentence.deprel[t] == "conj")):
                    item = view.item_at[token]
                    if item is not None and item.kind == "person":
                        found = self.reader.heads.get((view.index, token)) or self.reader.at(view, token)
                        if found is not None and found.entities and phrase.item is not None:
                            if self._has(phrase, "former.late"):
                                self._make_late(found)
                            named.append(found)
                    elif (
                        item is not None
                        and item.kind == "organisation"
                        and token == kid
                        and not phrase.plural
                    ):
                        found = self.reader.at(view, token)
                        if found is not None and found.entities and found.entities[0].told:
                            named.append(found)
        if not named and (beside := self._named_right_behind(phrase)) is not None:
            return beside
        if not named:
            return None
        if len(named) == 1 and (not phrase.plural or named[0].entities[0].kind != "person"):
            return named[0]
        if len(named) < 2:
            return None
        both = Found(
            view.index,
            head,
            named[0].first,
            named[-1].last,
            named[0].core,
            "name",
            tuple(e for f in named for e in f.entities),
            "apposition",
        )
        both.via = tuple(named)
        return both

    def _named_right_behind(self, phrase: Phrase) -> Found | None:
        """ "The rebel group Jama attacked …": the body named right behind its noun, which a parser makes a
        second
        subject or object of the verb."""
        view, head = phrase.view, phrase.head
        sentence = view.sentence
        item = view.item_at[head + 1] if head + 1 < view.n else None
        if item is None or item.kind != "organisation" or phrase.plural or item.first != head + 1:
            return None
        name = view.head_of(item.first, item.last)
        if sentence.head[name] != sentence.head[head] or sentence.deprel[name] != sentence.deprel[head]:
            return None
        found = self.reader.at(view, name)
        return found if found is not None and found.entities and found.entities[0].told else None

    def _make_late(self, found: Found) -> None:
        """ "Two late leaders, A and B": rule 5 for whoever the apposition names."""
        found.entities = tuple(
            late_person(self.scene, entity.id.removeprefix("person:"))
            if entity.id.startswith("person:")
            else entity
            for entity in found.entities
        )
