"""Arguments that a clause leaves out and the grammar gives: the subject of a controlled infinitive, of a
relative clause, of a coordinated verb, of a participle, of a predicate said in a roundabout way.
"""

from __future__ import annotations

from communique.coding.documents import DOCUMENTS, comments, letter_to
from communique.coding.misplaced import Misplaced

#: Governors that give their object, not their subject, to an infinitive below them.
OBJECT_CONTROL = frozenset(
    """ask urge order force allow permit persuade warn press pressure tell call command instruct invite
    encourage request require beg implore compel oblige enable convince forbid help want expect lead prompt
    push cause get authorize authorise direct advise challenge appeal empower sentence
    """.split()
)

#: Verbs that say what their subject is.
SAYS_OF_SUBJECT = frozenset("remain stay be become seem appear feel look sound grow prove stand".split())
#: Verbs of calling somebody up, and what is said in a call: the caller says it ("called him to apologise").
CALLING = frozenset("call phone telephone ring contact cable".split())
SAID_IN_CALLS = frozenset(
    """express convey apologise apologize assure reassure offer thank congratulate discuss inform brief
    condole wish reiterate voice mourn extend greet complain protest""".split()
)


class LeftOut(Misplaced):
    """A sentence whose arguments can be filled in where the grammar leaves them out."""

    __slots__ = ()

    def args(self, token: int) -> dict[str, list[int]]:
        """Arguments by role."""
        raise NotImplementedError

    def _subject_of_predicate(self, token: int, found: dict[str, list[int]]) -> None:
        """ "A report critical of the court", "is one of the donors", "remains the main donor": what an
        adjective
        behind its noun, or a noun that is predicated in a roundabout way, is said of.
        """
        head = self.head[token]
        if head < 0:
            return
        if self.upos[token] == "ADJ" and self.deprel[token] == "amod" and head < token:
            if self.lemma[head] in DOCUMENTS and self.child(token, "obl") is not None:
                found["subj"] = [head]
        elif self.upos[token] == "NOUN" and self.deprel[token] == "nmod":
            if self.lemma[head] in ("one", "among") and self.child(head, "cop") is not None:
                found["subj"] = list(self.args(head).get("subj", ()))
        elif self.upos[token] == "NOUN" and self.deprel[token] in ("xcomp", "obj"):
            if self.lemma[head] in ("remain", "stay"):
                found["subj"] = list(self.args(head).get("subj", ()))
        if not found.get("subj", [head]):
            del found["subj"]

    def is_headline_infinitive(self, verb: int) -> bool:
        """ "Japan to lend India $5bn": an infinitive set beside the name in front of it."""
        head = self.head[verb]
        mark = self.child(verb, "mark")
        return (
            head >= 0
            and self.head[head] < 0
            and self.upos[head] in ("PROPN", "NOUN")
            and mark is not None
            and self.lemma[mark] == "to"
            and head < mark
            and all(self.upos[k] in ("PROPN", "NOUN", "ADJ", "PUNCT", "CCONJ") for k in range(mark))
        )

    def _is_predicate(self, token: int) -> bool:
        return self.child(token, "cop", "nsubj", "mark") is not None

    def _is_said_of_subject(self, token: int) -> bool:
        """ "Remains committed to a truce": an adjective that a verb such as remain says of its subject."""
        said = self.upos[token] == "ADJ" and self.deprel[token] == "xcomp"
        return said and self.lemma[self.head[token]] in SAYS_OF_SUBJECT

    def _resolve_relative(self, found: dict[str, list[int]], token: int) -> None:
        """Replaces relative pronouns by the noun that the relative clause modifies."""
        if self.deprel[token] not in ("acl:relcl", "conj"):
            return
        clause = token if self.deprel[token] == "acl:relcl" else self.head[token]
        if self.deprel[clause] != "acl:relcl":
            return
        noun = self.head[clause]
        replaced = False
        for role, tokens in found.items():
            for place, argument in enumerate(tokens):
                if self.xpos[argument] in ("WDT", "WP") or (
                    self.lemma[argument] in ("that", "which", "who", "whom") and self.upos[argument] == "PRON"
                ):
                    found[role][place] = noun
                    replaced = True
        if replaced or self.deprel[token] != "acl:relcl":
            return
        adverb = next((c for c in self.children[token] if self.xpos[c] == "WRB"), None)
        if adverb is not None:  # "the square where police beat them"
            if self.lemma[adverb] == "where":
                found.setdefault("in", []).append(noun)
            return
        role = "subj" if "subj" not in found else "obj"
        found.setdefault(role, []).append(noun)

    def _inherit(self, token: int, found: dict[str, list[int]]) -> None:
        """Fills the subject (object of a passive) that stands elsewhere."""
        passive = self.is_passive(token)
        role = "obj" if passive else "subj"
        given = passive and self.deprel[token] == "conj" and self.child(token, "obj") is not None
        if given and self.child(token, "nsubj:pass", "nsubj") is None and "iobj" not in found:
            role = "iobj"  # "flew there but was refused a meeting": to whom
        if role in found:
            return
        relation = self.deprel[token]
        head = self.head[token]
        if head < 0:
            return
        called = self.upos[head] == "PROPN" and self.lemma[token] != "visit"
        if relation == "amod" and self.xpos[token] == "VBG" and not called:
            found[role] = [head]  # "the visiting premier"
        if relation == "conj":
            above = self.args(head)
            if self.upos[head] in ("VERB", "AUX") or self._is_predicate(head):
                source = "obj" if self.is_passive(head) else "subj"
                if source in above:
                    found[role] = list(above[source])
        elif relation == "xcomp":
            above = self.args(head)
            calls = self.lemma[head] in CALLING and self.lemma[token] in SAID_IN_CALLS
            if self.lemma[head] in OBJECT_CONTROL and not calls:
                controllers = above.get("obj") or above.get("iobj") or above.get("on") or above.get("to")
                if controllers is None and not self.is_passive(head):
                    controllers = above.get("subj")
            elif self.is_passive(head):
                controllers = above.get("obj")
            else:
                controllers = above.get("subj")
            if controllers:
                found[role] = [node for node in controllers if node != token]
        elif relation == "parataxis" and self.is_headline_infinitive(token):
            found[role] = self.conjuncts(head)
        elif relation in ("ccomp", "parataxis"):
            found_left = self._fronted_subject(token, head)
            if found_left is not None:
                found[role] = self.conjuncts(found_left)
        elif relation == "advcl" and self.child(token, "nsubj", "nsubj:pass") is None:
            saying = self.head[head]
            if comments(self, token) and self.deprel[head] == "ccomp" and saying < head and not passive:
                head = saying  # "said the plan was dead, calling it a farce": whoever said so
            above = self.args(head)
            source = "obj" if self.is_passive(head) else "subj"
            letter = letter_to(self, token, head)
            if letter is not None:
                found[role] = [letter]
            elif source in above:
                found[role] = list(above[source])
        elif relation == "acl" and self.child(token, "nsubj", "nsubj:pass") is None:
            headline = self.head[head] < 0 and self.upos[head] in ("PROPN", "NOUN") and not passive
            letter = letter_to(self, token, head)
            if letter is not None:
                found[role] = [letter]
                return
            named = self.args(head).get("subj") if self.child(head, "cop") is not None else None
            if named and self.xpos[token] == "VBG":
                found[role] = list(named)  # "Oslo is a donor to Chad, giving it a tenth of its aid"
            elif self.xpos[token] in ("VBG", "VBN") or headline:
                found[role] = self.conjuncts(head) if headline else [head]
            else:
                above = self.args(head)
                for source in ("poss", "by", "subj", "mod"):
                    if source in above:
                        found[role] = list(above[source])
                        break
                else:
                    self._subject_of_governor(head, found, role)

    def _subject_of_governor(self, noun: int, found: dict[str, list[int]], role: str) -> None:
        """ "France made a promise to leave": the infinitive's subject is the subject of the verb above the
        noun.
        """
        governor = self.head[noun]
        if governor >= 0 and self.deprel[noun] in ("obj", "xcomp", "obl") and self.upos[governor] == "VERB":
            above = self.args(governor).get("subj")
            if above:
                found[role] = list(above)
