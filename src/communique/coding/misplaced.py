"""Arguments that a parser hangs in the wrong place or calls by the wrong name, put right: particles taken for
prepositions, speakers on the verb that they quote, objects taken for predicates.
"""

from __future__ import annotations

from communique.coding.branches import Branches
from communique.text.printed_dates import MONTHS, WEEKDAYS

#: Verbs that news writes with a particle and an object.
PARTED = frozenset("call put break set lay fend brush shrug hold back step cut shut shoot gun round".split())


#: Nouns of time, and prepositions of parties that may stand behind them.
TIMES = frozenset(
    "day week weekend month year night morning afternoon evening hour today yesterday".split()
) | {name for name in (*WEEKDAYS, *MONTHS) if len(name) > 3}
BEHIND_TIMES = frozenset("between against with among from by".split())
#: Prepositions of the place between a passive and its agent.
AT = frozenset("at in on near outside inside from to during after".split())


class Misplaced(Branches):
    """A sentence whose misplaced arguments can be put right."""

    __slots__ = ()

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

    def _stray_agent(self, verb: int, found: dict[str, list[int]]) -> None:
        """ "Was met at the airport by the minister": an agent that a parser hangs on the place before it."""
        if "subj" in found or "by" in found or not self.is_passive(verb):
            return
        for place in self.all(verb, "obl"):
            if self.case(place) not in AT:
                continue
            agents = [noun for noun in self.all(place, "nmod") if self.case(noun) == "by"]
            if agents and agents[0] > place:
                found["subj"] = self.conjuncts(agents[0])
                return

    def _behind_times(self, verb: int, found: dict[str, list[int]]) -> None:
        """ "Fighting raged for a second day between the two", "met on Monday with the envoy": what a parser
        hangs on a phrase of time belongs to the verb.
        """
        if self.upos[verb] != "VERB":
            return
        for child in self.children[verb]:
            if not self.deprel[child].startswith("obl") or child < verb or self.lemma[child] not in TIMES:
                continue
            for noun in self.all(child, "nmod"):
                role = self.case(noun)
                if noun > child and role in BEHIND_TIMES and role not in found:
                    found[role] = self.conjuncts(noun)

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
        if last > 0 and self.sentence.form[last] == ",":  # "an aide, who gave no name, said"
            last = self._before_relative(last)
        comma = next((k for k in range(last, -1, -1) if self.upos[k] == "PUNCT"), None)
        if comma is None or comma >= last or self.sentence.form[comma] not in (",", "”", '"'):
            return None
        top = last
        while comma < self.head[top] < verb:
            top = self.head[top]
        if self.xpos[top] == "VBN":  # "a resident reached by phone said"
            subject = self.child(top, "nsubj:pass", "nsubj")
            top = subject if subject is not None and comma < subject < top else top
        return top if self.upos[top] in ("NOUN", "PROPN", "PRON") else None

    def _before_relative(self, comma: int) -> int:
        """The last token before a relative clause that ends at a comma; the comma where there is none."""
        for opening in range(comma - 1, 0, -1):
            if self.sentence.form[opening] == ",":
                relative = self.sentence.form[opening + 1].lower() in ("who", "which", "whose")
                return opening - 1 if relative else comma
        return comma

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
