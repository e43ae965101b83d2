"""Nouns that are no noun phrase of their own: parts of names, mass words, modifiers of a noun behind them."""

from __future__ import annotations

from communique.resolve import owners
from communique.resolve.agents import THINGS
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.noun_referents import NounReferents
from communique.resolve.phrase import Phrase
from communique.resolve.view import View

TAKEN = frozenset({"hostage", "prisoner", "captive"})
"""Nouns that without an article say what was done: "held teachers hostage"."""

UNCALLED = frozenset({"CVL", "SOC", "MED", "LAB", "EDU", "BUS", "AGR", "MIL", "CRM", "REL", "REF", "IGO"})
"""Sectors of nouns for people that no title or body is called by."""

MODIFYING = frozenset(
    {"GOV", "MIL", "COP", "REB", "UAF", "PRM", "SPY", "JUD", "LEG", "OPP", "PTY", "CRM", "SEP", "IMG", "ISM"}
)
"""Sectors of agent nouns that act even as modifiers: "a rebel attack", "police raids"."""

EYES = frozenset("balloon satellite plane aircraft drone ship camera software base flight".split())
"""What spies with: "a spy balloon" is nobody's agent."""

STRIKES = frozenset({"strike", "airstrike", "raid", "attack", "bombing", "bombardment", "shelling", "fire"})
"""What forces do that may be named before it."""


class NounUses(NounReferents):
    """Tells how a noun is used, and reads the modifiers among them."""

    def _is_called(self, phrase: Phrase) -> bool:
        """Whether a noun with a capital is part of the name of a work or a thing: "The Danish Girl",
        "the Bronze Soldier"."""
        view, item, agent = phrase.view, phrase.item, phrase.agent
        if item is None or item.kind != "agent" or agent is None or phrase.title is not None:
            return False
        form, upos = view.sentence.form, view.sentence.upos
        if item.first < 1 or not form[phrase.head].istitle() or not agent.lemma.islower():
            return False
        if view.zone == "title" or self.scene.bare:
            return False
        if not any(pos == "VERB" and word.islower() for pos, word in zip(upos, form, strict=True)):
            return False  # a headline with capitals
        before = form[item.first - 1]
        other = view.item_at[item.first - 1]
        named = item.last < view.n and upos[item.last] == "PROPN"
        if named or agent.org_kind or not (before.istitle() or item.last - item.first > 1):
            return False
        led = item.first > 1 and form[item.first - 2] == "The"
        called = other is None or (other.kind in ("demonym", "blocked") and led)
        return called and agent.sector in UNCALLED and phrase.lemma not in self.scene.words["body_nouns"]

    def _is_inner(self, view: View, token: int, item: Item | None) -> bool:
        """Whether the noun only modifies a following noun ("rebel attack")."""
        sentence = view.sentence
        last = item.last if item else token + 1
        governor = sentence.head[token]
        return (
            governor >= last
            and sentence.deprel[token] in ("compound", "amod", "nmod:desc", "flat", "nmod:unmarked", "advmod")
            and sentence.upos[governor] in ("NOUN", "PROPN", "ADJ", "NUM")
        )

    def _is_mass(self, phrase: Phrase) -> bool:
        """Whether an agent noun is used for a state or a function: "into exile", "served as president"."""
        agent, view = phrase.agent, phrase.view
        if phrase.key == "justice" and phrase.first == phrase.start and not self.scene.bare:
            return True  # "want justice from the state"
        if phrase.key == "court" and phrase.first == phrase.start and not self.scene.bare:
            return view.case_of(phrase.head) in ("in", "to", "at")  # "cried in court"
        if agent is None or agent.org_kind or phrase.plural or phrase.first < phrase.start or self.scene.bare:
            return False
        if agent.plural == agent.lemma or view.zone == "title" or view.is_possessor(phrase.head):
            return False
        if phrase.lemma in TAKEN:
            return True
        last = phrase.item.last if phrase.item is not None else phrase.head + 1
        return bool(view.case_of(phrase.head)) and not any(
            kid >= last and view.sentence.deprel[kid] in ("appos", "flat", "nmod")
            for kid in view.kids[phrase.head]
        )

    def _of_coalition(self, phrase: Phrase) -> Found | None:
        """ "A coalition airstrike": forces of several states that strike together."""
        view, token = phrase.view, phrase.head
        sentence = view.sentence
        if sentence.lemma[sentence.head[token]].lower() not in STRIKES:
            return None
        core = (sentence.token_start[token], sentence.token_end[token])
        entity = self._agent_entity(phrase, None, "IGO", "MIL")
        rule = "forces of a coalition"
        return Found(view.index, token, token, token + 1, core, "modifier", (entity,), rule)

    def _inner(self, phrase: Phrase) -> Found | None:
        """A modifier mention for an agent noun before a noun that is no agent itself: "a rebel attack"."""
        view, token, agent = phrase.view, phrase.head, phrase.agent
        if phrase.lemma == "coalition":
            return self._of_coalition(phrase)
        if agent is None or agent.sector not in MODIFYING or phrase.item is None or phrase.item.bound:
            return None
        if phrase.lemma == "state":
            return None
        governor = view.sentence.head[token]
        if phrase.lemma == "spy" and view.sentence.lemma[governor].lower() in EYES:
            return None
        other = view.item_at[governor]
        form = view.sentence.form
        if other is not None or (token and form[token].istitle() and form[governor].istitle()):
            return None
        after = phrase.item.last
        if after < view.n and view.low[after] in ("-", "–"):
            return None
        first = phrase.first
        holders = owners.owners_left(self.reader, view, min(first, view.left_edge(governor)), phrase.start)
        country = next((e.country for found in holders for e in found.entities if e.country), None)
        rule = "agent noun"
        if country is None:
            country, rule = self._surroundings(phrase, agent.sector)
            rule = rule or "agent noun"
        if phrase.lemma in THINGS:
            return None  # "gun laws", "a drone strike"
        entity = self._agent_entity(phrase, country, agent.sector, agent.alt)
        sentence = view.sentence
        start, end = sentence.token_start[phrase.start], sentence.token_end[token]
        found = Found(view.index, token, phrase.start, token + 1, (start, end), "modifier", (entity,), rule)
        found.via = tuple(holders)
        return found
