"""Demonyms as heads ("the South Koreans") and the whole of a divided pair ("the Korean nation")."""

from __future__ import annotations

import msgspec

from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.salience import weight_of
from communique.resolve.titles import AroundNames
from communique.resolve.view import View

REBELLIOUS = frozenset({"rebel", "separatist", "insurgent", "rebellious", "secessionist", "mutinous"})
"""Adjectives before a people that make them rebels: "rebel Serbs"."""


class Peoples(AroundNames):
    """Reads names of peoples."""

    def people(self, view: View, item: Item, head: int, first: int, last: int) -> Found:
        """ "the South Koreans", "three Frenchmen", "the Chinese"."""
        before = view.low[first : item.first]
        counted = any(view.sentence.upos[token] == "NUM" for token in range(first, item.first)) or bool(
            set(before)
            & {
                "a",
                "an",
                "many",
                "some",
                "several",
                "hundreds",
                "thousands",
                "most",
                "ordinary",
                "young",
                "few",
                "all",
                "every",
            }
        )
        adjective = not any(ref.name_kind == "demonym_noun" for ref in item.refs)
        together = "the" in before and not counted
        state = item.entities[0]
        rebels = bool(set(before) & REBELLIOUS)
        if item.key in self.scene.words.peoples and state.kind == "state":
            together, counted = False, True
        if state.kind == "organisation" and not counted and view.is_plural(head):
            together = True  # "Bosnian Serbs" are those who rule the region
        if together and state.kind == "organisation":
            entity, rule = msgspec.structs.replace(state, kind="agent"), "people for their rulers"
        elif together or (adjective and not counted and not view.is_plural(head)):
            entity, rule = state, "people for their state"
        else:
            entity = Entity(
                "agent",
                "",
                view.text(item.first, item.last, self.scene.text),
                state.country,
                "REB" if rebels else "CVL",
                key=item.key,
            )
            rule = "citizens"
        found = Found(view.index, head, first, last, (item.start, item.end), "name", (entity,), rule)
        found.item = item
        found.plural = view.is_plural(head) or item.key.endswith("s")
        found.role = int(weight_of(view, head))
        return found

    def _both_halves(self, view: View, item: Item, noun: int) -> Found | None:
        """ "Korean leaders", "Korean officials" of an article that names both halves: those of either."""
        pair = self.scene.words.shared[item.key]
        sector = self.scene.words.pair_sector.get(view.sentence.lemma[noun].lower()) if noun >= 0 else None
        if noun != item.last or not view.is_plural(noun) or sector not in ("GOV", "MIL"):
            return None
        states = tuple(self.scene.maker.state(half, sector) for half in (pair.first, pair.second))
        core, last = (item.start, view.sentence.token_end[noun]), view.right_edge(noun, True)
        found = Found(view.index, noun, view.left_edge(noun), last, core, "nominal", states, "both halves")
        found.plural = True
        found.role = int(weight_of(view, noun))
        self.reader.done.add((view.index, noun))
        self.reader.add(found)
        return None

    def shared_whole(self, view: View, item: Item, head: int) -> Found | None:
        """ "the entire Korean nation": both halves; the bare name of the whole is neither."""
        governor = view.sentence.head[head]
        pair = self.scene.words.shared.get(item.key)
        both = self._both_halves(view, item, governor) if pair is not None else None
        if both is not None:
            return both
        if (
            pair is None
            or governor < item.last
            or view.low[governor] not in pair.whole_words
            or view.low[governor] == "peninsula"
        ):
            return None
        entities = (self.scene.maker.state(pair.first, "CVL"), self.scene.maker.state(pair.second, "CVL"))
        sentence = view.sentence
        core = (item.start, sentence.token_end[governor])
        found = Found(
            view.index,
            governor,
            view.left_edge(governor),
            view.right_edge(governor, True),
            core,
            "nominal",
            entities,
            "whole of a divided pair",
        )
        found.role = int(weight_of(view, governor))
        self.reader.done.add((view.index, governor))
        self.reader.add(found)
        return None
