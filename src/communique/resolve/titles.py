"""What stands around names: titles and owners before them, appositions behind them."""

from __future__ import annotations

from communique.resolve import owners
from communique.resolve.agents import AgentNouns
from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.organisations import unknown_body
from communique.resolve.phrase import Phrase
from communique.resolve.view import View


def _is_office_word(nouns: AroundNames, view: View, token: int) -> bool:
    """Whether a noun right before a name is a title or role though no item covers it."""
    if token + 1 < view.n and view.sentence.upos[token] == "NOUN":
        return nouns.scene.knowledge.agent(view.sentence.lemma[token]) is not None
    return False


_ACTING = frozenset({"person", "organisation", "country", "capital"})
"""Names after which a word in -ed is the verb ("X ousted President Y")."""


class AroundNames(AgentNouns):
    """Reads titles, appositions and the nouns beside names."""

    def title_run(self, view: View, item: Item) -> tuple[int, list[int]]:
        """Where the phrase of a person's name begins, and the title nouns in it ("North Korean leader Kim
        …")."""
        sentence = view.sentence
        token = item.first - 1
        first = item.first
        titles: list[int] = []
        while token >= 0:
            other = view.item_at[token]
            if other is not None:
                if other.kind in ("title", "agent"):
                    if self._is_plural_agent(other):
                        break
                    titles[:0] = range(other.first, other.last)
                elif other.kind == "capital" and other.first and sentence.upos[other.first - 1] == "ADP":
                    break
                elif other.kind in ("demonym", "organisation", "country", "capital", "pair") and (
                    titles or other.kind in ("demonym",) or view.low[other.last] in ("'s", "’s", "'", "’")
                ):
                    if view.low[other.last] in (",",):
                        break
                else:
                    break
                first = token = other.first
                token -= 1
                continue
            word, pos = view.low[token], sentence.upos[token]
            if (
                word in ("'s", "’s")
                or (word in ("'", "’") and token and view.low[token - 1].endswith("s"))
                or (word in ("-", "–") and titles)
            ):
                token -= 1
                continue
            before = view.item_at[token - 1] if token else None
            if (
                pos in ("ADJ", "VERB")
                and word.endswith("ed")
                and before is not None
                and before.kind in _ACTING
            ):
                break
            if (pos == "ADJ" and sentence.deprel[token] in ("amod", "compound", "advmod", "dep")) or (
                pos in ("NOUN", "PROPN") and (titles or _is_office_word(self, view, token))
            ):
                if pos != "ADJ" and not titles:
                    titles.insert(0, token)
                first = token
                token -= 1
                continue
            if pos == "DET" and word in ("the", "a", "an", "this", "that"):
                first = token if titles or first < item.first else first
            break
        while first < item.first and view.low[first] in ("'s", "’s", "'", "’", "-", "–"):
            first += 1
        if (
            not titles
            and first < item.first
            and all(
                sentence.upos[t] in ("ADJ", "DET") and view.item_at[t] is None
                for t in range(first, item.first)
            )
        ):
            first = item.first if sentence.upos[first] == "DET" else first
        return first, titles

    def _is_plural_agent(self, item: Item) -> bool:
        """Whether a word names several: "lawmakers" is nobody's title."""
        row = self.scene.knowledge.agent(item.key)
        return row is not None and row.plural != row.lemma and item.key == row.plural.lower()

    def title_entity(self, view: View, item: Item, titles: list[int], holders: list[Found]) -> Entity | None:
        """What a title with its owner says of a person without entry: "Brazilian police chief João Silva"."""
        if not titles:
            return None
        head = titles[-1]
        other = view.item_at[head]
        if other is not None:
            head = other.last - 1
        phrase = self._phrase(
            view, head, other if other is not None and other.kind in ("agent", "title") else None
        )
        phrase.first = min(phrase.first, titles[0])
        holder = self._nearest(phrase, holders)
        if phrase.item is not None and phrase.agent is None and phrase.title is not None:
            kin = self._kin(phrase)
            country = self._country_of(holder)
            sector = phrase.title.sector or (kin.sector if kin else "")
            if holder is not None and holder.entities[0].kind == "organisation":
                sector = holder.entities[0].sector or sector
            if not sector and kin is None:
                return Entity("agent", "", None, country, None) if country else None
            return self._agent_entity(phrase, country, sector, "")
        saved = self.scene.words
        entity, _ = self._one_role(phrase, holder)
        del saved
        return entity

    def _one_role(self, phrase: Phrase, holder: Found | None) -> tuple[Entity | None, str]:
        """As `_one`, for a title before or behind a name: never the person who holds the office."""
        words = self.scene.words
        if phrase.lemma in words["speech.spokes"] or phrase.key.endswith(tuple(words["speech.spokes"])):
            return self._spokesperson(phrase, holder)
        if phrase.agent is not None and not phrase.agent.org_kind:
            return self._agent(phrase, holder, self._has(phrase, "former.ex"), of_name=True)
        if phrase.title is not None:
            owner = holder.entities[0] if holder is not None else None
            sector = phrase.title.sector
            if owner is not None and owner.kind == "organisation" and owner.sector:
                sector = owner.sector
            return self._agent_entity(phrase, self._country_of(holder), sector or None, ""), "title"
        return None, ""

    def apposition(self, view: View, item: Item) -> Entity | None:
        """What an apposition says of a name without entry: "João Silva, a Brazilian prosecutor,"."""
        sentence = view.sentence
        head = view.head_of(item.first, item.last)
        nearby = [kid for kid in view.kids[head] if sentence.deprel[kid] == "appos" and kid > head]
        above = sentence.head[head]
        if sentence.deprel[head] == "appos" and above >= 0:
            nearby.append(above)
        for token in nearby:
            other = view.item_at[token]
            if other is not None and other.kind not in ("agent", "title"):
                continue
            phrase = self._phrase(view, token, other)
            holders = owners.owners_left(self.reader, view, phrase.first, phrase.start)
            holders = holders or self._from_right(phrase, owners.owners_right(self.reader, view, token))
            entity, _ = self._one_role(phrase, self._nearest(phrase, holders))
            if entity is None:
                body = self._body(phrase)
                if body is not None and item.kind == "organisation":
                    return unknown_body(
                        self.scene,
                        view.text(item.first, item.last, self.scene.text),
                        self._country_of(holders[0] if holders else None),
                        body,
                    )
            if entity is not None and entity.told:
                return entity
        return None

    def beside_name(self, view: View, item: Item) -> Entity | None:
        """What the noun before an organisation's name says of it ("Spanish airline Iberia"), else an
        apposition."""
        token = item.first - 1
        if token >= 0:
            other = view.item_at[token]
            if view.sentence.upos[token] == "NOUN" and (other is None or other.kind == "agent"):
                phrase = self._phrase(view, token, other)
                body = self._body(phrase)
                if body is not None:
                    holders = owners.owners_left(self.reader, view, view.left_edge(token), phrase.start)
                    if not holders:
                        holders = owners.owners_left(self.reader, view, max(0, token - 3), token)
                    country = self._country_of(holders[0] if holders else None)
                    return unknown_body(
                        self.scene, view.text(item.first, item.last, self.scene.text), country, body
                    )
        return self.apposition(view, item)
