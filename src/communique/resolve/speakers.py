"""Rule 10: who speaks in a quotation, and whom "we" stands for there."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from typing import TYPE_CHECKING

from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.quotes import Quotation
from communique.resolve.view import View

if TYPE_CHECKING:
    from communique.resolve.reader import Reader

CHAIN = 6
"""Quotations back over which one speaker goes on speaking."""

REACH = 40
"""Tokens from a quotation within which its verb of saying stands."""

OUTWARD = frozenset({"GOV", "MIL", "SPY"})
"""Sectors whose people say "we" of their state."""


class Speakers:
    """Finds speakers; each quotation is looked into once."""

    def __init__(self, reader: Reader, quotations: list[Quotation]) -> None:
        self.reader = reader
        self.quotations = quotations
        self.starts = [quotation.start for quotation in quotations]
        self._known: dict[int, Found | None] = {}

    def of(self, view: View, token: int) -> Found | None:
        """The speaker of the quotation a token stands in."""
        place = bisect_right(self.starts, view.sentence.token_start[token]) - 1
        if place < 0:
            return None
        return self._speaker(place)

    def at(self, place: int) -> Found | None:
        """The speaker of the quotation with this index, or None."""
        return self._speaker(place)

    def _speaker(self, place: int) -> Found | None:
        if place not in self._known:
            self._known[place] = None
            self._known[place] = self._search(place)
        return self._known[place]

    def _search(self, place: int) -> Found | None:
        """In the sentences it touches, then right before it, then the speaker of the quotation before."""
        quotation = self.quotations[place]
        views = self.reader.scene.views
        if quotation.lead is not None:
            return self._reporting(views[quotation.lead], quotation)
        found = self._own(place)
        if found is not None:
            return found
        after = quotation.last + 1
        paragraph = views[quotation.first].sentence.paragraph
        if after < len(views) and views[after].sentence.paragraph == paragraph and not quotation.unclosed:
            lead = views[after]
            near = lead.sentence.start - quotation.end < 4 and lead.quoted is None
            if near and not self._tells_more(lead):
                found = self._reporting(lead, quotation)
                if found is not None:
                    return found
        before = quotation.first - 1
        if before >= 0 and views[before].sentence.paragraph == paragraph:
            found = self._reporting(views[before], quotation)
            if found is not None:
                return found
        for earlier in range(place - 1, max(-1, place - 1 - CHAIN), -1):
            if self.quotations[earlier + 1].first - self.quotations[earlier].last > 2:
                break
            found = self._known.get(earlier) or self._own(earlier)
            if found is not None:
                return found
        if before >= 0:
            return self._reporting(views[before], quotation)
        return None

    def _own(self, place: int) -> Found | None:
        """The speaker that the sentences of a quotation name themselves."""
        quotation = self.quotations[place]
        for index in range(quotation.last, quotation.first - 1, -1):
            found = self._reporting(self.reader.scene.views[index], quotation)
            if found is not None:
                return found
        return None

    def _reporting(self, view: View, quotation: Quotation) -> Found | None:
        """The subject of the verb of saying nearest to the quotation, outside all quotations."""
        sentence = view.sentence
        verbs = self.reader.scene.words["speech.verbs"]
        best: tuple[int, Found] | None = None
        starts = sentence.token_start
        low = max(0, bisect_right(starts, quotation.start) - REACH)
        high = min(view.n, bisect_right(starts, quotation.end) + REACH)
        for token in range(low, high):
            if view.quoted is not None and view.quoted[token]:
                continue
            if (
                view.low[token] == "according"
                or sentence.lemma[token].lower() in verbs
                or view.low[token] in _SAID
            ):
                found = self._subject(view, token)
                if found is None or not found.entities:
                    continue
                distance = min(
                    abs(sentence.token_start[token] - quotation.end),
                    abs(sentence.token_start[token] - quotation.start),
                )
                if best is None or distance < best[0]:
                    best = (distance, found)
        return best[1] if best else None

    def _tells_more(self, view: View) -> bool:
        """Whether a sentence reports something of its own ("The ministry denies that …"), and so is no tag
        of the words before it."""
        sentence = view.sentence
        verbs = self.reader.scene.words["speech.verbs"]
        return any(
            sentence.deprel[token] == "ccomp" and sentence.lemma[sentence.head[token]].lower() in verbs
            for token in range(view.n)
        )

    def _subject(self, view: View, verb: int) -> Found | None:
        sentence = view.sentence
        if view.low[verb] == "according":
            for other in range(verb + 1, min(view.n, verb + 14)):
                found = self.reader.heads.get((view.index, other)) or self.reader.at(view, other)
                if found is not None and found.form != "modifier":
                    return found
            return None
        for kid in view.kids[verb]:
            if sentence.deprel[kid].startswith("nsubj") and not (
                view.quoted is not None and view.quoted[kid]
            ):
                return self.reader.at(view, kid)
            if sentence.deprel[kid] == "obl:agent":
                return self.reader.at(view, kid)
        head = sentence.head[verb]
        if sentence.deprel[verb] in ("conj", "xcomp", "advcl") and head >= 0:
            for kid in view.kids[head]:
                if sentence.deprel[kid].startswith("nsubj") and not (
                    view.quoted is not None and view.quoted[kid]
                ):
                    return self.reader.at(view, kid)
        return None

    def we(self, view: View, token: int, speaker: Found) -> tuple[tuple[Entity, ...], str]:
        """Whom "we" stands for: a pair named before it in the quotation that holds the speaker's state,
        else what
        the speaker speaks for."""
        country = next((entity.country for entity in speaker.entities if entity.country), None)
        together = self._pair_before(view, token, country)
        if together:
            return together, "we: the pair the speaker has named"
        entity = speaker.entities[0]
        maker = self.reader.scene.maker
        if entity.kind == "person" and entity.country and entity.sector in OUTWARD:
            return (maker.state(entity.country, "GOV"),), "we: what the speaker speaks for"
        return speaker.entities, "we: what the speaker speaks for"

    def _pair_before(self, view: View, token: int, country: str | None) -> tuple[Entity, ...]:
        """Two states joined in the quotation before the pronoun ("the North and the South will … and we
        …")."""
        if country is None:
            return ()
        joined: list[Found] = []
        for other in range(token):
            if view.quoted is None or not view.quoted[other]:
                continue
            found = self.reader.heads.get((view.index, other))
            if found is None or found.form == "pronoun":
                continue
            if len(found.entities) == 2 and country in {entity.country for entity in found.entities}:
                return found.entities
            if len(found.entities) == 1 and found.entities[0].kind == "state" and found not in joined:
                joined.append(found)
        for one, two in itertools.pairwise(joined):
            between = view.low[one.last : two.first]
            if (
                between
                and set(between) <= {"and", "the", ","}
                and country in (one.entities[0].country, two.entities[0].country)
            ):
                return (*one.entities, *two.entities)
        return ()


_SAID = frozenset(
    {"said", "says", "told", "added", "wrote", "warned", "tweeted", "declared", "stated", "announced"}
)
"""Forms of saying that a weak lemma would miss."""
