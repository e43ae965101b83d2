"""A view of one parsed sentence for reading arguments off it.

Everything that the grammar can say in two ways is said in one here: the object of a passive is `obj`, its
by-phrase `subj`; the subject of a controlled infinitive, of a relative clause, of a coordinated verb or of a
participle is found where the grammar leaves it out. Relations are those of Universal Dependencies.
"""

from __future__ import annotations

from communique.coding.branches import NEVER_PASSIVE, Branches
from communique.coding.documents import DOCUMENTS, comments, letter_to
from communique.records import Sentence

CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis", "advcl:relcl"})
NOMINAL_MODIFIERS = frozenset({"nmod:poss", "amod", "compound", "nmod", "nmod:desc", "nmod:unmarked"})

#: Governors that give their object, not their subject, to an infinitive below them.
OBJECT_CONTROL = frozenset(
    """ask urge order force allow permit persuade warn press pressure tell call command instruct invite
    encourage request require beg implore compel oblige enable convince forbid help want expect lead prompt
    push cause get authorize authorise direct advise challenge appeal empower sentence
    """.split()
)

#: Verbs of calling somebody up, and what is said in a call: the caller says it ("called him to apologise").
CALLING = frozenset("call phone telephone ring contact cable".split())
SAID_IN_CALLS = frozenset(
    """express convey apologise apologize assure reassure offer thank congratulate discuss inform brief
    condole wish reiterate voice mourn extend greet complain protest""".split()
)
#: Verbs that say what something is.
NAMING = frozenset("call describe term label brand say claim regard see consider dub deem view".split())
#: Verbs that news writes with a particle and an object.
PARTED = frozenset("call put break set lay fend brush shrug hold back step cut shut shoot gun round".split())
#: Particles that are no prepositions of what follows them.
OUTWARD = frozenset({"off", "up", "down", "out", "back", "away"})
#: Clauses that "for … to …" opens.
CLAUSES_FOR = frozenset({"advcl", "ccomp", "xcomp", "acl"})
ROLE_OF = {
    "nsubj": "subj",
    "csubj": "subj",
    "nsubj:outer": "subj",
    "nsubj:pass": "obj",
    "csubj:pass": "obj",
    "obl:agent": "subj",
    "obj": "obj",
    "iobj": "iobj",
    "xcomp": "xcomp",
    "ccomp": "ccomp",
    "advcl": "advcl",
    "acl": "acl",
    "acl:relcl": "relcl",
    "nmod:poss": "poss",
    "amod": "mod",
    "compound": "mod",
    "compound:prt": "prt",
    "appos": "appos",
    "nmod:desc": "desc",
}


class Tree(Branches):
    """A sentence whose arguments can be read off by role; built once, read many times."""

    __slots__ = ("_args",)

    def __init__(self, sentence: Sentence, index: int) -> None:
        super().__init__(sentence, index)
        self._args: dict[int, dict[str, list[int]]] = {}

    def args(self, token: int) -> dict[str, list[int]]:
        """Arguments by role: subj obj iobj xcomp ccomp advcl acl relcl poss mod prt, and prepositions by
        name.

        Coordinated arguments are listed one by one. Roles that the clause leaves out but the grammar gives
        (control, relative clauses, coordination, participles) are filled in.
        """
        known = self._args.get(token)
        if known is not None:
            return known
        found: dict[str, list[int]] = {}
        self._args[token] = found
        for child in self.children[token]:
            relation = self.deprel[child]
            role = ROLE_OF.get(relation)
            if relation == "nsubj:pass" and not self.is_passive(token):
                role = "subj"
            if relation == "obl:agent" and self.lemma[token] in NEVER_PASSIVE:
                role = self.case(child)  # "stood by the president"
            if role is None and relation == "obl":
                stray = self.stray_particle(token)
                role = "obj" if stray is not None and stray == self.child(child, "case") else None
                if not self.case(child) and self._particle(token, child) in OUTWARD:
                    role = "obj"  # "calls off | Nairobi summit"
            if role is None and relation.startswith(("obl", "nmod")):
                role = (
                    self.case(child)
                    or self._particle(token, child)
                    or ("tmod" if relation != "nmod" else "mod")
                )
            if role is None:
                continue
            found.setdefault(role, []).extend(self.conjuncts(child) if role not in ("prt",) else [child])
            if role in CLAUSES_FOR and any(self.lemma[mark] == "for" for mark in self.all(child, "mark")):
                found.setdefault("for", []).append(child)  # "called for the court to be shut"
            if role == "out" and any(self.lemma[mark] == "of" for mark in self.all(child, "case")):
                found.setdefault("out_of", []).extend(self.conjuncts(child))
                if self.child(token, "obj") is None:
                    found.setdefault("of", []).extend(self.conjuncts(child))
        for role, tokens in found.items():
            if any(self.lemma[argument] == "what" for argument in tokens):
                found[role] = [self._called(argument) for argument in tokens]
        self._two_objects(token, found)
        if "subj" not in found and self.upos[token] == "VERB" and self.is_passive(token):
            below = self.all(token, "xcomp") + [k for k in self.all(token, "advcl") if self.xpos[k] == "VBG"]
            agents = [k for inner in below for k in self.all(inner, "obl:agent")]
            if agents:  # "held hostage by rebels", "accused of graft by rebels", hung on "graft"
                found["subj"] = [k for agent in agents for k in self.conjuncts(agent)]
        if "subj" in found and len(found["subj"]) > 1:
            self._drop_fronted_subject(token, found)
            self._second_subject(token, found)
        if "iobj" in found and "obj" not in found:
            found["obj"] = list(found["iobj"])  # a lone indirect object ("asked the army to leave")
        if "obj" not in found and "xcomp" in found and self.upos[token] == "VERB":
            self._named_object(token, found)
        self._stray_speaker(token, found)
        self._resolve_relative(found, token)
        if self.upos[token] in ("VERB", "AUX") or "xcomp" in found or self._is_predicate(token):
            self._inherit(token, found)
        if "subj" not in found:
            self._subject_of_predicate(token, found)
        return found

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

    def stray_particle(self, verb: int) -> int | None:
        """The particle right behind a verb that a parser hangs on the object ("stood | down its reserves").
        """
        particle = verb + 1
        if particle + 1 >= len(self) or self.deprel[particle] != "case":
            return None
        bare = self.child(self.head[particle], "det", "nmod:poss") is None
        off = self.lemma[verb] in PARTED and self.lemma[particle] in ("off", "up", "down") and bare
        if self.xpos[particle] != "RP" and not off:
            return None
        return particle if self.head[self.head[particle]] == verb else None

    def _called(self, argument: int) -> int:
        """ "Attacked what Nairobi said was a camp", "what he called a plot": what "what" is said to be."""
        if self.lemma[argument] != "what":
            return argument
        for clause in self.all(argument, "acl:relcl"):
            if self.lemma[clause] not in NAMING:
                continue
            for child in self.all(clause, "xcomp", "ccomp", "obj", "obl"):
                names = self.deprel[child] != "obl" or self.case(child) == "as"
                if child > clause and names and self.upos[child] in ("NOUN", "PROPN", "PRON"):
                    return child
        return argument

    def _two_objects(self, verb: int, found: dict[str, list[int]]) -> None:
        """ "Sold Rwanda a mill": the first of two objects is to whom."""
        objects = self.all(verb, "obj")
        if len(objects) != 2 or self.upos[objects[0]] not in ("PROPN", "NOUN") or "iobj" in found:
            return
        if self.upos[objects[0]] == "NOUN" and self.upos[self.subtree(objects[1])[0]] != "DET":
            return
        if verb < objects[0] and self.subtree(objects[0])[-1] + 1 == self.subtree(objects[1])[0]:
            found["iobj"], found["obj"] = self.conjuncts(objects[0]), self.conjuncts(objects[1])

    def _named_object(self, verb: int, found: dict[str, list[int]]) -> None:
        """ "Called Minister Lavrov", "called the general a fool": a parser takes the name for a predicate,
        with or without another one behind it.
        """
        names = [
            child
            for child in self.all(verb, "xcomp")
            if self.upos[child] in ("NOUN", "PROPN")
            and child > verb
            and self.child(child, "case", "cop", "mark", "nsubj") is None
        ]
        if not names or self.is_passive(verb):
            return
        found["obj"] = self.conjuncts(names[0])
        left = [child for child in found["xcomp"] if child not in found["obj"]]
        if len(names) > 1 and self.subtree(names[0])[-1] + 1 == self.subtree(names[1])[0]:
            if self.upos[self.subtree(names[1])[0]] == "PROPN":  # title and name of one person
                found["obj"] = self.conjuncts(names[1])
                left = [child for child in left if child not in found["obj"]]
        found["xcomp"] = left
        if not left:
            del found["xcomp"]

    def _particle(self, verb: int, noun: int) -> str | None:
        """The preposition that a parser took for a particle ("called on | the government")."""
        particle = self.child(verb, "compound:prt")
        return (
            self.lemma[particle]
            if particle is not None and particle == noun - 1 - self._determiners(noun)
            else None
        )

    def _determiners(self, noun: int) -> int:
        """How many words of the noun's own phrase stand before it."""
        first = self.subtree(noun)[0]
        return noun - first

    def _is_predicate(self, token: int) -> bool:
        return self.child(token, "cop", "nsubj", "mark") is not None

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
        if role in found:
            return
        relation = self.deprel[token]
        head = self.head[token]
        if head < 0:
            return
        if relation == "amod" and self.xpos[token] == "VBG":
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
            if source in above:
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

    def _drop_fronted_subject(self, verb: int, found: dict[str, list[int]]) -> None:
        """The subject that belongs to the clause before the verb of saying is not the speaker."""
        for clause in self.all(verb, "ccomp", "parataxis"):
            fronted = self._fronted_subject(clause, verb)
            if fronted is not None:
                own = set(self.conjuncts(fronted))
                found["subj"] = [token for token in found["subj"] if token not in own]

    def _stray_speaker(self, token: int, found: dict[str, list[int]]) -> None:
        """ "The jets bombed a town, the army said": a parser that hangs "army" on "bombed" is put right."""
        if "subj" not in found and any(clause < token for clause in self.all(token, "ccomp")):
            stray = self._speaker_before(token)
            if stray is not None:
                found["subj"] = self.conjuncts(stray)
        elif self.deprel[token] == "ccomp" and self.head[token] > token:
            verb = self.head[token]
            stray = None if self.child(verb, "nsubj") is not None else self._speaker_before(verb)
            for role, tokens in list(found.items()):
                if stray in tokens:
                    found[role] = [argument for argument in tokens if argument != stray]
                    if not found[role]:
                        del found[role]

    def _speaker_before(self, verb: int) -> int | None:
        """The head of the noun phrase between the last comma and a verb of saying that has no subject."""
        last = verb - 1
        while last > 0 and self.upos[last] in ("ADV", "AUX"):
            last -= 1
        comma = next((k for k in range(last, -1, -1) if self.upos[k] == "PUNCT"), None)
        if comma is None or comma >= last or self.sentence.form[comma] not in (",", "”", '"'):
            return None
        top = last
        while comma < self.head[top] < verb:
            top = self.head[top]
        return top if self.upos[top] in ("NOUN", "PROPN", "PRON") else None

    def _second_subject(self, verb: int, found: dict[str, list[int]]) -> None:
        """ "warned the ministry that …": a second subject to the right of its verb is the object."""
        subjects = self.all(verb, "nsubj")
        if len(subjects) == 2 and subjects[0] < verb < subjects[1] and "obj" not in found:
            own = self.conjuncts(subjects[1])
            found["subj"] = [token for token in found["subj"] if token not in own]
            found["obj"] = own

    def _fronted_subject(self, clause: int, verb: int) -> int | None:
        """ "The president will meet his guest, the palace said": a parser often hangs the first subject on
        "said".
        """
        subjects = self.all(verb, "nsubj", "nsubj:pass", "nsubj:outer")
        if len(subjects) > 1 and subjects[0] < clause < subjects[-1]:
            return subjects[0]
        return None

    def _subject_of_governor(self, noun: int, found: dict[str, list[int]], role: str) -> None:
        """ "France made a promise to leave": the infinitive's subject is the subject of the verb above the
        noun.
        """
        governor = self.head[noun]
        if governor >= 0 and self.deprel[noun] in ("obj", "xcomp", "obl") and self.upos[governor] == "VERB":
            above = self.args(governor).get("subj")
            if above:
                found[role] = list(above)
