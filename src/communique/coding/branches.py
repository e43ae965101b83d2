"""One parsed sentence as a tree: children, spans, prepositions, voice. What needs no guess about what the
grammar leaves out.
"""

from __future__ import annotations

from communique.records import Sentence
from communique.resolve.event_path import root_of

#: Verbs that nothing is done to.
NEVER_PASSIVE = frozenset(
    """mediate march rally resign arrive depart demonstrate clash side ally intervene retaliate protest meet
    talk confer negotiate agree apologise apologize stand abide""".split()
)

#: Verbs whose subject, where they have no object, suffers them ("ministers were held and mayors sacked").
SUFFERED = frozenset(
    """arrest detain jail imprison dismiss sack suspend expel deport kill wound injure seize ban abolish
    dissolve evacuate destroy shell execute sentence convict evict free release loot ransack""".split()
)


class Branches:
    """Children, spans and prepositions of one sentence; built once, read many times."""

    __slots__ = ("_case", "children", "deprel", "head", "index", "lemma", "sentence", "upos", "xpos")

    def __init__(self, sentence: Sentence, index: int) -> None:
        self.sentence = sentence
        self.index = index
        self.head = sentence.head
        self.deprel = _with_clefts(sentence)
        self.upos = sentence.upos
        self.xpos = sentence.xpos
        self.lemma = tuple(lemma.lower() for lemma in sentence.lemma)
        children: list[list[int]] = [[] for _ in sentence.head]
        for token, head in enumerate(sentence.head):
            if head >= 0:
                children[head].append(token)
        self.children = children
        self._case: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.head)

    @property
    def root(self) -> int:
        """The main word of the sentence; its first token where the tree has none."""
        return root_of(self.sentence)

    def child(self, token: int, *relations: str) -> int | None:
        """First child with one of the relations."""
        for child in self.children[token]:
            if self.deprel[child] in relations:
                return child
        return None

    def all(self, token: int, *relations: str) -> list[int]:
        """All children with one of the relations."""
        return [child for child in self.children[token] if self.deprel[child] in relations]

    def case(self, token: int) -> str:
        """The preposition of a nominal, lower case, fixed expressions joined ("because_of"); "" for none."""
        known = self._case.get(token)
        if known is not None:
            return known
        marks = []
        for child in self.children[token]:
            if (self.deprel[child] == "case" and self.lemma[child] not in ("'s", "’s", "'", "’")) or (
                self.deprel[child] == "mark" and self.upos[token] in ("NOUN", "PROPN", "PRON")
            ):
                fixed = [self.lemma[part] for part in self.all(child, "fixed")]
                marks.append("_".join([self.lemma[child], *fixed]))
        result = self._case[token] = marks[0] if marks else ""
        return result

    def subtree(self, token: int, stop: frozenset[str] = frozenset()) -> list[int]:
        """Tokens below and including `token`, sorted; branches with a relation in `stop` are left out."""
        found, stack = [], [token]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(child for child in self.children[node] if self.deprel[child] not in stop)
        return sorted(found)

    def span(self, token: int, stop: frozenset[str] = frozenset()) -> tuple[int, int]:
        """Code points from the first to the last token of the subtree, outer punctuation trimmed."""
        tokens = self.subtree(token, stop)
        while len(tokens) > 1 and self.upos[tokens[-1]] == "PUNCT":
            tokens.pop()
        while len(tokens) > 1 and self.upos[tokens[0]] == "PUNCT":
            tokens.pop(0)
        return self.sentence.token_start[tokens[0]], self.sentence.token_end[tokens[-1]]

    def conjuncts(self, token: int) -> list[int]:
        """The token and what is coordinated with it to its right."""
        joined = self.all(token, "conj")
        for child in self.children[token]:
            if (
                self.deprel[child] == "compound"
                and self.upos[child] == "PROPN"
                and (
                    any(self.deprel[between] == "cc" for between in range(child + 1, token))
                    or self._is_dashed(child, token)
                )
            ):
                joined.append(child)  # "The U.S. and South Korea" parsed as one compound; "Chile–Peru talks"
            if self.deprel[child] in ("appos", "flat") and self._is_listed(token, child):
                joined.append(child)
        return [token, *joined]

    def _is_dashed(self, first: int, second: int) -> bool:
        """Whether a dash alone stands between two words."""
        return second == first + 2 and self.sentence.form[first + 1] in ("-", "–", "/")

    def _is_listed(self, token: int, beside: int) -> bool:
        """ "Greece, Cyprus to sign accord": two names before the verb of a headline, read as one phrase."""
        after = self.subtree(beside)[-1] + 1
        return (
            self.upos[token] == self.upos[beside] == "PROPN"
            and beside == token + 2
            and self.sentence.form[token + 1] == ","
            and after < len(self.head)
            and self.xpos[after] in ("TO", "VBP", "VBZ", "VB")
            and self.sentence.form[-1] not in (".", "!")
        )

    def is_passive(self, token: int) -> bool:
        """Whether a verb is passive: auxiliary or subject say so, or a bare participle modifies a noun."""
        if self.lemma[token] in NEVER_PASSIVE and self.child(token, "aux:pass") is None:
            return False  # "Qatar mediated between the two", read as a participle
        if self.child(token, "aux:pass", "obl:agent") is not None:
            return True
        if self.child(token, "nsubj:pass") is not None:
            return self.xpos[token] != "VBD"  # "the office called for an inquiry", its subject misnamed
        relation = self.deprel[token]
        left_out = relation == "conj" and self.lemma[token] in SUFFERED and self.xpos[token] == "VBD"
        if self.xpos[token] != "VBN" and not (left_out and self.child(token, "nsubj") is not None):
            return False
        if relation == "conj" and self.child(token, "aux", "obj") is None:
            head = self.head[token]
            own = self.child(token, "nsubj") is not None  # "ministers were held and mayors sacked"
            return self.is_passive(head) and (not own or self.child(head, "aux:pass") is not None)
        return relation in ("acl", "amod") or (
            relation in ("root", "parataxis", "advcl", "xcomp")
            and self.child(token, "aux", "obj") is None
            and self.child(token, "nsubj") is None
        )

    def ancestors(self, token: int) -> list[int]:
        """Heads above the token, nearest first."""
        found: list[int] = []
        node = self.head[token]
        while node >= 0 and len(found) < len(self.head):
            found.append(node)
            node = self.head[node]
        return found


def _with_clefts(sentence: Sentence) -> tuple[str, ...]:
    """Relations, with the clause of a cleft ("it was Chile that shelled the port") as a relative clause of
    the noun that is picked out."""
    if "advcl:relcl" not in sentence.deprel:
        return sentence.deprel
    return tuple(
        "acl:relcl" if relation == "advcl:relcl" and _is_picked_out(sentence, head) else relation
        for relation, head in zip(sentence.deprel, sentence.head, strict=True)
    )


def _is_picked_out(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is the predicate of "it is"."""
    return sentence.upos[noun] in ("NOUN", "PROPN", "PRON") and any(
        head == noun and sentence.form[child].lower() == "it"
        for child, head in enumerate(sentence.head[:noun])
    )
