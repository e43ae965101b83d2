"""`Reader`: walks the sentences in text order and turns every noun phrase and pronoun into a mention."""

from __future__ import annotations

from communique.resolve.agents import THINGS
from communique.resolve.agreement import PRONOUNS
from communique.resolve.counted import counted
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.nouns import NounReader
from communique.resolve.pronoun_reader import PronounReader
from communique.resolve.quotes import find_quotations
from communique.resolve.salience import Candidate, weight_of
from communique.resolve.scene import Scene
from communique.resolve.speakers import Speakers
from communique.resolve.unmarked import with_unmarked
from communique.resolve.view import PREMODIFIER, View

HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})

IDLE = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "AUX", "VERB", "ADV", "INTJ"})
"""Parts of speech that head no phrase."""

WINDOW = 60
"""Candidates kept for anaphora: enough for four long sentences, so that long texts cost no more a
sentence."""

_PLURAL_WORDS = frozenset(
    ["people", "police", "troops", "media", "authorities", "forces", "others", "many", "some", "both",
     "staff", "personnel", "crew"]
)  # fmt: skip


JOINED_WEIGHT = 30.0
"""Salience at most of each of several that are joined: "it" is none of three subjects."""

NUMBERED = frozenset({"both", "two", "latter", "former", "other", "each", "three", "four", "five", "six"})
"""Words that speak of so many joined before."""

DEEPEST_READ = 24
"""Mentions that may wait for one another; only broken trees nest deeper."""


OWNERS = frozenset({"its", "their", "his", "her"})
"""Pronouns that say whose somebody is."""

NEAR = 6
"""Tokens around a name within which a pronoun may belong to its apposition."""


def _has_owner(view: View, item: Item) -> bool:
    """Whether a pronoun near a name may say whose spokesman or leader he is; it is read in its turn."""
    around = view.low[max(0, item.first - NEAR) : item.last + NEAR]
    return not OWNERS.isdisjoint(around)


class Reader(PronounReader):
    """Reads one scene; afterwards `founds` are the mentions in text order."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._depth = 0
        self._begun: set[tuple[int, int]] = set()
        self.nouns = NounReader(self)
        self.quotations = with_unmarked(scene, find_quotations(scene))
        self.speakers = Speakers(self, self.quotations)

    def read(self) -> None:
        """Reads every sentence."""
        before_caption: list[Candidate] | None = None
        for view in self.scene.views:
            if view.zone == "caption" and before_caption is None:
                before_caption = list(self.candidates)
            elif view.zone != "caption" and before_caption is not None:
                self.candidates = before_caption
                before_caption = None
            self._sentence(view)
        self.founds.sort(key=lambda found: (found.sentence, found.first, -found.last, found.head))

    def _sentence(self, view: View) -> None:
        later: dict[int, Item] = {}
        for item in list(view.items):
            if item.kind == "person" and item.last <= view.n:
                if _has_owner(view, item):
                    later[self.nouns.title_run(view, item)[0]] = item
                else:
                    self._person(view, item)
        item_at = view.item_at
        for token, upos in enumerate(view.sentence.upos):
            if token in later:
                self._person_once(view, later[token])
            if upos in IDLE and item_at[token] is None:
                continue
            found = self.at(view, token)
            self._offer(view, token, found)
        for item in view.items:
            if item.partner is not None and item.kind == "country" and item.partner.entities:
                self._joined(view, item, item.partner)
        if len(self.candidates) > WINDOW:
            self.candidates = self.candidates[-WINDOW:]

    def _person_once(self, view: View, item: Item) -> None:
        """A person whose reading waits for the pronoun before or behind the name, unless read by now."""
        key = (view.index, view.head_of(item.first, item.last))
        if key not in self.heads and key not in self._begun:
            self._begun.add(key)
            self._person(view, item)

    def _joined(self, view: View, item: Item, partner: Item) -> None:
        """ "South and North Korea": beside its halves a mention of both, that is not found by head."""
        head = view.head_of(item.first, item.last)
        core = (item.start, partner.end)
        entities = (*item.entities, *partner.entities)
        both = Found(view.index, head, item.first, partner.last, core, "name", entities, item.rule)
        self.founds.append(both)

    def at(self, view: View, token: int) -> Found | None:
        """The mention headed at a token; read now if it has not been."""
        key = (view.index, token)
        if key in self.heads:
            return self.heads[key]
        if key in self.done or key in self.consumed or (view.silent is not None and view.silent[token]):
            return None
        if self._depth > DEEPEST_READ:
            return None
        self.done.add(key)
        self._depth += 1
        found = self._read(view, token)
        self._depth -= 1
        if found is not None and key not in self.heads:
            self.add(found)
        return found

    def _read(self, view: View, token: int) -> Found | None:
        item = view.item_at[token]
        if item is not None and item.kind not in ("agent", "title"):
            if token != view.head_of(item.first, item.last):
                return None
            return self._name(view, item, token)
        word = view.low[token]
        if word in PRONOUNS and view.sentence.upos[token] in ("PRON", "DET", "PROPN", "NOUN", "X"):
            if word in ("us", "it") and view.sentence.form[token] in ("US", "IT"):
                return None
            return self._pronoun(view, token)
        if (some := counted(self, view, token)) is not None:
            return some
        if item is None and word in NUMBERED:
            found = self._numbered(view, token)
            if found is not None:
                return found
        if view.sentence.upos[token] not in HEADS and item is None:
            return None
        return self.nouns.read(view, token, item)

    def _offer(self, view: View, token: int, found: Found | None) -> None:
        """Makes a noun phrase a candidate for later pronouns."""
        sentence = view.sentence
        upos = sentence.upos[token]
        if upos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"):
            return
        key = (view.index, token)
        if found is None and (key in self.consumed or upos in ("ADJ", "NUM", "DET", "PRON")):
            return
        if found is not None and (
            found.head != token
            or not found.entities
            or (found.form == "modifier" and not view.is_possessor(token))
        ):
            return
        relation = sentence.deprel[token]
        item = view.item_at[token]
        of_state = item is not None and item.kind in ("country", "demonym")
        if found is None and (relation in PREMODIFIER or of_state):
            return
        number = (
            "plural"
            if (found.plural if found else False) or view.is_plural(token) or view.low[token] in _PLURAL_WORDS
            else "singular"
        )
        human = "thing"
        if found is not None:
            kinds = {entity.kind for entity in found.entities}
            if len(found.entities) > 1 and found.form != "nominal":
                number = "plural"
            if view.sentence.lemma[token].lower() in THINGS:
                human = "body"
            elif kinds <= {"person"} or (kinds <= {"person", "agent"} and number == "singular"):
                human = "person"
            elif "agent" in kinds or "group" in kinds:
                human = "people"
            else:
                human = "body"
                number = "singular" if len(found.entities) == 1 and found.form == "name" else number
        joined = False
        listed = relation == "conj" or (relation == "appos" and of_state and self._is_listed(view, token))
        if listed and found is not None and found.entities and not view.quoted:
            joined = self._offer_group(view, token, found)
        weight = min(weight_of(view, token), JOINED_WEIGHT) if joined else weight_of(view, token)
        self.candidates.append(Candidate(view.index, token, found, number, human, weight, view.low[token]))

    def _is_listed(self, view: View, token: int) -> bool:
        """Whether a state that the tree takes for another name of the one before is the next of a list."""
        above = view.sentence.head[token]
        item = view.item_at[above] if above >= 0 else None
        return item is not None and item.kind == "country" and item is not view.item_at[token]

    def _offer_group(self, view: View, token: int, found: Found) -> bool:
        """ "Kim and Moon": together they are a candidate for "they", and each is less of one for "he"."""
        head = view.sentence.head[token]
        first = self.heads.get((view.index, head))
        if first is None or not first.entities or view.sentence.upos[head] == "VERB":
            return False
        last = self.candidates[-2] if len(self.candidates) > 1 else None
        if last is not None and last.word == "and" and (last.sentence, last.head) == (view.index, head):
            first = last.found or first  # "A, B and C": all of them, not one pair after another
            del self.candidates[-2]
        for candidate in self.candidates[-4:]:
            here = candidate.sentence == view.index
            if here and head in (candidate.head, view.sentence.head[candidate.head]):
                candidate.weight = min(candidate.weight, JOINED_WEIGHT)
        group = Found(
            view.index,
            head,
            first.first,
            found.last,
            (first.core[0], found.core[1]),
            "name",
            (*first.entities, *found.entities),
            "both",
        )
        group.plural = True
        group.via = (first, found)
        candidate = Candidate(view.index, head, group, "plural", "people", weight_of(view, head) + 5, "and")
        self.candidates.append(candidate)
        return True
