"""`View`: one sentence of the parse with what the rules ask of it again and again."""

from __future__ import annotations

from communique.records import Sentence
from communique.resolve.item import Item

LEFT = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "nmod", "flat",
    "nmod:unmarked",
     "flat:foreign", "nmod:npmod", "goeswith", "advmod"}
)  # fmt: skip
"""Relations of dependents on the left of a noun that belong to its phrase."""

RIGHT = frozenset(
    {"flat", "flat:foreign", "fixed", "goeswith", "nmod", "nummod", "compound", "nmod:desc", "case"}
)
"""Relations of dependents on the right of a noun that belong to its phrase: no clause, no apposition."""

PREMODIFIER = frozenset(
    {"amod", "compound", "nmod:poss", "nmod:desc", "flat", "nmod:npmod", "det", "nummod", "nmod:unmarked"}
)
"""A word in one of these relations to a noun on its right is part of that noun's phrase."""

BREAKS = frozenset({",", ";", ":", "—", "–", "--", "(", ")", "“", "”", '"', "…"})
"""Marks that end a noun phrase."""

DEEPEST = 8
"""Phrases inside phrases that still belong to a mention."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X", "DET"})


class View:
    """A sentence, its dependents by head, and the name items found in it.

    `item_at[token]` is the item that covers the token, or None. `low` holds the forms in lower case.
    """

    __slots__ = ("index", "item_at", "items", "kids", "low", "n", "quoted", "sentence", "silent", "zone")

    def __init__(self, index: int, sentence: Sentence, zone: str) -> None:
        self.index = index
        self.sentence = sentence
        self.zone = zone
        n = self.n = len(sentence.form)
        self.low = [form.lower() for form in sentence.form]
        kids: list[list[int]] = [[] for _ in range(n)]
        for token, head in enumerate(sentence.head):
            if head >= 0:
                kids[head].append(token)
        self.kids = kids
        self.items: list[Item] = []
        self.item_at: list[Item | None] = [None] * n
        self.silent: list[bool] | None = None
        """Per token: part of a credit, a tag list or the like; None when nothing in the sentence is."""
        self.quoted: list[bool] | None = None
        """Per token: inside quotation marks; None when the sentence has none."""

    def put(self, item: Item) -> None:
        """Adds an item; whatever it overlaps gives way."""
        for token in range(item.first, item.last):
            other = self.item_at[token]
            if other is not None and other is not item:
                self.remove(other)
        self.items.append(item)
        for token in range(item.first, item.last):
            self.item_at[token] = item

    def remove(self, item: Item) -> None:
        """Takes an item out again: it stays in the list with the kind `gone`, so that this costs no
        search."""
        for token in range(item.first, item.last):
            if self.item_at[token] is item:
                self.item_at[token] = None
        item.kind = "gone"

    def text(self, first: int, last: int, source: str) -> str:
        """The words of a token range as printed."""
        return source[self.sentence.token_start[first] : self.sentence.token_end[last - 1]]

    def head_of(self, first: int, last: int) -> int:
        """The token of a range whose head lies outside it; of several the last nominal one."""
        heads = self.sentence.head
        upos = self.sentence.upos
        found = last - 1
        for token in range(last - 1, first - 1, -1):
            if not first <= heads[token] < last and upos[token] != "PUNCT":
                return token
        return found

    def case_of(self, token: int) -> str:
        """The preposition before the phrase headed by a token, lower case, or ""; a conjunct has its
        first's."""
        sentence = self.sentence
        for _ in range(DEEPEST):
            for kid in self.kids[token]:
                if sentence.deprel[kid] == "case" and kid < token:
                    return self.low[kid]
            if sentence.deprel[token] != "conj" or sentence.head[token] < 0:
                break
            token = sentence.head[token]
        return ""

    def relation(self, token: int) -> str:
        """The relation of a token to its head; that of the first conjunct for a conjunct."""
        deprel = self.sentence.deprel
        for _ in range(8):
            if deprel[token] != "conj" or self.sentence.head[token] < 0:
                break
            token = self.sentence.head[token]
        return deprel[token]

    def is_plural(self, token: int) -> bool:
        """Whether the token is marked plural."""
        return "Number=Plur" in self.sentence.feats[token] or self.sentence.xpos[token] in ("NNS", "NNPS")

    def is_possessor(self, token: int) -> bool:
        """Whether an 's follows the phrase that ends at or after the token."""
        return any(
            self.sentence.deprel[kid] == "case" and self.low[kid] in ("'s", "’s", "'", "’")
            for kid in self.kids[token]
        )

    def clause_of(self, token: int) -> int:
        """The nearest verb (or clause root) above a token."""
        heads, upos, deprel = self.sentence.head, self.sentence.upos, self.sentence.deprel
        for _ in range(self.n):
            head = heads[token]
            if head < 0:
                return token
            token = head
            if upos[token] == "VERB" or deprel[token] in ("root", "ccomp", "advcl", "acl:relcl", "parataxis"):
                return token
        return token

    def left_edge(self, head: int) -> int:
        """The first token of the phrase headed by `head`: over determiners and other premodifiers,
        unbroken."""
        first = head
        sentence = self.sentence
        for kid in reversed([kid for kid in self.kids[head] if kid < head]):
            if sentence.xpos[kid] in ("VBD", "VBZ", "VBP", "MD") or self._is_main_verb(kid):
                break
            if sentence.deprel[kid] not in LEFT or (
                sentence.deprel[kid] == "nmod" and self._has_case_before(kid)
            ):
                if sentence.deprel[kid] == "punct" and self.low[kid] not in (
                    ",",
                    ":",
                    ";",
                    "(",
                    ")",
                    "—",
                    "–",
                    ".",
                    "“",
                    '"',
                    "‘",
                    "”",
                ):
                    continue
                break
            edge = self._subtree_left(kid)
            if self._gap(kid, first):
                break
            first = min(first, edge)
        while first < head and (sentence.upos[first] in ("PUNCT", "CCONJ") or self._is_adverb(first)):
            first += 1
        return first

    def _is_adverb(self, token: int) -> bool:
        """An adverb of the noun or the clause; one of a number ("more than 1,000") belongs to it."""
        sentence = self.sentence
        return sentence.deprel[token] == "advmod" and sentence.deprel[sentence.head[token]] != "nummod"

    def _is_main_verb(self, token: int) -> bool:
        """A verb right after a name is the clause's verb, whatever the tree says ("Amnesty International
        accused …")."""
        if token == 0 or self.sentence.upos[token] != "VERB":
            return False
        item = self.item_at[token - 1]
        return item is not None and item.kind in ("organisation", "person", "country", "capital")

    def _has_case_before(self, token: int) -> bool:
        return any(self.sentence.deprel[kid] == "case" and kid < token for kid in self.kids[token])

    def _gap(self, left: int, right: int) -> bool:
        """Whether words that are not below `left` stand between it and `right`."""
        edge = self._subtree_right(left)
        between = self.sentence.upos[edge + 1 : right]
        return any(pos not in ("PUNCT", "PART", "SYM") for pos in between)

    def _subtree_left(self, token: int) -> int:
        return min(self._below(token))

    def _subtree_right(self, token: int) -> int:
        return max(self._below(token))

    def _below(self, token: int) -> list[int]:
        """The token and all below it."""
        if not self.kids[token]:
            return [token]
        found = [token]
        for place in found:
            found.extend(self.kids[place])
        return found

    def right_edge(self, head: int, of_only: bool = False, depth: int = 0) -> int:
        """One past the last token of the phrase: prepositional phrases, no clause, no apposition.

        `of_only`: stop before any preposition but "of" (after names, where attachment is least sure).
        """
        last = head + 1
        sentence = self.sentence
        if depth > DEEPEST:
            return last
        for kid in self.kids[head]:
            if kid < last:
                continue
            relation = sentence.deprel[kid]
            if relation == "punct" and self.low[kid] in ("-", "'", "’", "/"):
                continue
            if relation == "amod" and not of_only and kid == last and self.kids[kid]:
                last = max(last, self._subtree_right(kid) + 1)  # "a captain loyal to Fatah"
                continue
            if relation not in RIGHT:
                break
            if relation == "case":
                if kid == last and self.low[kid] in ("'s", "’s", "'", "’"):
                    continue
                break
            if relation == "nmod":
                case = self.case_of(kid)
                named = self.item_at[kid] is not None or self.sentence.upos[kid] == "PROPN"
                if not case or (of_only and not (case == "of" and named)):
                    break
            edge = self._subtree_left(kid)
            if edge > last + 1 or (edge > last and self.low[last] in BREAKS):
                break
            last = max(last, self.right_edge(kid, depth=depth + 1))
        return last
