"""Which sense of a word its arguments select: the conditions of frames and operators, tested on a tree."""

from __future__ import annotations

import re

from communique.coding.lexicon import POS, Condition, Frame, Lexicon
from communique.coding.tree import Tree
from communique.resolve import Resolution

ARMED = frozenset({"MIL", "REB", "COP", "PRM", "UAF", "SPY"})
#: Nouns whose compound modifier says what they hold ("aid package", "weapons shipment").
CONTAINERS = frozenset(
    """package shipment delivery supply consignment convoy programme program scheme worker team flight
    equipment material kit cargo system battery proposal offer plan deal order guarantee facility operation
    measure policy force unit mission contingent personnel device base hour regime rule
    """.split()
)
MONEY_SIGNS = frozenset("$€£¥₩")
#: Past forms of strong verbs of news, for when the parser's lemma is no word ("shet" for "shot").
IRREGULAR = {
    form: lemma
    for lemma, forms in {
        "beat": "beaten", "bind": "bound", "dig": "dug", "draw": "drew drawn", "fall": "fell fallen",
        "fling": "flung", "forgive": "forgave forgiven", "hang": "hung", "hide": "hid hidden", "lose": "lost",
        "rise": "rose risen", "ring": "rang rung", "send": "sent", "spit": "spat", "sweep": "swept",
        "unfreeze": "unfroze unfrozen", "win": "won", "withstand": "withstood", "blow": "blew blown",
        "break": "broke broken", "bring": "brought", "burn": "burnt",
        "drive": "drove driven", "fight": "fought", "flee": "fled", "fly": "flew flown",
        "forbid": "forbade forbidden", "freeze": "froze frozen", "give": "gave given", "hold": "held",
        "lay": "laid", "lead": "led", "override": "overrode overridden", "overrun": "overran",
        "overthrow": "overthrew overthrown", "retake": "retook retaken", "seek": "sought", "shoot": "shot",
        "sink": "sank sunk", "slay": "slew slain", "steal": "stole stolen", "strike": "struck stricken",
        "swear": "swore sworn", "take": "took taken", "tear": "tore torn", "throw": "threw thrown",
        "undertake": "undertook undertaken", "uphold": "upheld", "withdraw": "withdrew withdrawn",
        "withhold": "withheld",
    }.items()
    for form in forms.split()
}  # fmt: skip
#: Nouns that stand for what follows them.
EMPTY_HEADS = frozenset(
    """series round spate wave number set kind sort form act campaign string possibility prospect chance use
    couple group pair host range raft package resumption continuation start beginning launch piece process
    effort idea matter issue policy practice course level dozen hundred thousand lot some most all part half
    many several number state one two three rest majority portion remainder total million billion kind batch
    day week month year hour night ton tonne shipment tranche amount sum worth array variety mix combination
    team group patch vanguard element contingent handful trickle flood affiliate offshoot
    """.split()
)
NEGATIVE_WORDS = frozenset({"not", "n't", "no", "never", "neither"})


class Senses:
    """Senses of the words of one sentence."""

    __slots__ = ("_dated", "lexicon", "resolution", "tree")
    leaves_out_dates = True
    """Whether phrases of time are no arguments of their verb."""

    def __init__(self, tree: Tree, resolution: Resolution, lexicon: Lexicon) -> None:
        self.tree = tree
        self.resolution = resolution
        self.lexicon = lexicon
        self._dated = {timed.head for timed in resolution.times if timed.sentence == tree.index}

    def key(self, token: int) -> tuple[str, str]:
        """Lemma (with its particle) and part of speech under which the lexicon lists a word."""
        tree = self.tree
        lemma = tree.lemma[token]
        upos = tree.upos[token]
        if upos == "VERB" and tree.child(token, "cop") is not None and self.is_known(lemma, "A"):
            return lemma, "A"  # "would not be welcome"
        if upos in ("VERB", "AUX"):
            stray = tree.stray_particle(token)
            if stray is not None and self.is_known(f"{lemma}_{tree.lemma[stray]}", "V"):
                return f"{lemma}_{tree.lemma[stray]}", "V"
            for particle in tree.all(token, "compound:prt", "advmod"):
                joined = f"{lemma}_{tree.lemma[particle]}"
                surely = tree.deprel[particle] == "compound:prt" or tree.lemma[particle] in PARTICLES
                if surely and self.is_known(joined, "V"):
                    return joined, "V"
            if self._out_of(token) and self.is_known(f"{lemma}_out", "V"):
                return f"{lemma}_out", "V"
            if not self.is_known(lemma, "V"):
                for stem in verb_stems(tree.sentence.form[token].lower()):
                    if self.is_known(stem, "V"):
                        return stem, "V"
                form = tree.sentence.form[token].lower()
                if self.is_known(form, "A"):
                    return form, "A"  # an adjective that the parser took for a participle
            return lemma, "V"
        predicate = upos == "NOUN" and tree.child(token, "cop") is not None
        if upos in POS["A"] or (predicate and not self.is_known(lemma, "N") and self.is_known(lemma, "A")):
            return lemma, "A"  # "were guilty", taken for a noun
        return lemma, "N"

    def _out_of(self, verb: int) -> bool:
        """ "Pulled | out of the talks": a particle that a parser takes for part of the preposition."""
        tree = self.tree
        if tree.child(verb, "obj") is not None:
            return False
        return any(
            [tree.lemma[mark] for mark in tree.all(child, "case")][:2] == ["out", "of"]
            for child in tree.all(verb, "obl")
        )

    def is_known(self, lemma: str, pos: str) -> bool:
        return (lemma, pos) in self.lexicon.frames or (lemma, pos) in self.lexicon.operators

    # ---- senses
    # -----------------------------------------------------------------------------------------------

    def best_frame(self, token: int, lemma: str, pos: str) -> tuple[Frame, float] | None:
        """The sense whose conditions fit best; a row of the wide lexicon only where no other fits, one of the
        project's own before all others.
        """
        best: tuple[Frame, float] | None = None
        for frame in self.lexicon.frames.get((lemma, pos), ()):
            if best is not None and best[0].own and not frame.own:
                break
            if frame.wide and best is not None and not best[0].wide:
                break
            score = self.fit(token, frame.conditions)
            if score is not None and (best is None or score > best[1]):
                best = (frame, score)
        return best

    def fit(self, token: int, conditions: tuple[Condition, ...]) -> float | None:
        """1 plus the weight of the conditions met, or null when one is not met."""
        score = 1.0
        for condition in conditions:
            met = self._meets(token, condition)
            if met == condition.negated:
                return None
            if not condition.negated:
                score += 0.4 if condition.any_word else 1.0
            else:
                score += 0.2
        return score

    def _meets(self, token: int, condition: Condition) -> bool:
        if condition.role == "passive":
            return self.tree.is_passive(token)
        if condition.role == "case":
            marks = [self.tree.lemma[mark] for mark in self.tree.all(token, "case")]
            return self.tree.case(token) in condition.lemmas or "_".join(marks) in condition.lemmas
        if condition.role == "neg":
            return self.is_negated(token)
        if condition.role.endswith("aux"):  # of the word itself, or of the clause below it ("ccomp.aux")
            words = [token] if condition.role == "aux" else self.role(token, condition.role[:-4])
            return any(
                self.tree.lemma[aux] in condition.lemmas for w in words for aux in self.tree.all(w, "aux")
            )
        for argument in self.role(token, condition.role):
            if condition.any_word:
                return True
            if condition.lemmas and self._has_lemma(argument, condition.lemmas):
                return True
            if any(self._is_actor(argument, kind) for kind in condition.actors):
                return True
        return any(self._meets(token, other) for other in condition.either)

    def named(self, token: int, conditions: tuple[Condition, ...]) -> list[int]:
        """Objects that the conditions name by their words ("suspended aid"): part of the sense."""
        return [
            argument
            for condition in conditions
            if condition.role == "obj" and condition.lemmas and not condition.negated
            for argument in self.role(token, "obj")
            if self._has_lemma(argument, condition.lemmas)
        ]

    def is_negated(self, token: int) -> bool:
        """Whether the word itself or a noun among its arguments is negated ("has no relations", "was never
        signed").
        """
        tree = self.tree
        for node in (token, *tree.args(token).get("obj", ()), *tree.args(token).get("subj", ())):
            if any(
                tree.lemma[child] in NEGATIVE_WORDS and tree.deprel[child] in ("advmod", "det", "cc")
                for child in tree.children[node]
            ):
                return True
        return False

    def _has_lemma(self, token: int, lemmas: frozenset[str]) -> bool:
        """The word itself, its compound ("peace_talks") or the noun after "a series of …" is one of the
        lemmas.
        """
        tree = self.tree
        lemma = tree.lemma[token]
        if lemma in lemmas or tree.sentence.form[token].lower() in lemmas:
            return True
        if lemma in EMPTY_HEADS or tree.upos[token] in ("NUM", "SYM", "DET", "PRON"):
            below = [*tree.args(token).get("of", ()), *tree.args(token).get("in", ())]
            if any(self._has_lemma(noun, lemmas) for noun in below):
                return True
        for child in tree.children[token]:
            relation = tree.deprel[child]
            if (
                relation in ("compound", "amod", "flat", "compound:prt")
                and f"{tree.lemma[child]}_{lemma}" in lemmas
            ):
                return True
            if relation in ("compound", "nummod") and (
                tree.lemma[child] in lemmas or tree.lemma[child][:1] in MONEY_SIGNS
            ):
                if tree.lemma[child] in lemmas and relation == "compound" and "nonmodifier" not in lemmas:
                    if lemma in CONTAINERS:
                        return True
                elif "dollar" in lemmas:
                    return True
        return lemma[:1] in MONEY_SIGNS and "dollar" in lemmas

    def _hung_lower(self, token: int, role: str) -> list[int]:
        """ "the massacre of students by the militia", "a protest by farmers against the ministry": a parser
        hangs the second phrase on the noun of the first.
        """
        return [
            argument
            for noun in (*self.tree.args(token).get("of", ()), *self.tree.args(token).get("by", ()))
            if not self.is_known(self.tree.lemma[noun], "N")
            for argument in self.tree.args(noun).get(role, ())
        ]

    def _hung_deeper(self, verb: int, role: str, objects: list[int]) -> list[int]:
        """ "Returned 12 skulls that date back to 640 to Peru": the last phrase of a verb's own preposition
        below its object that names an actor.
        """
        tree = self.tree
        if tree.lemma[verb] not in DEEP.get(role, ()):
            return []
        return [
            below
            for noun in objects
            for below in tree.subtree(noun)
            if below > noun
            and tree.case(below) == role
            and tree.deprel[below] in ("nmod", "obl")
            and (mention := self.resolution.at(tree.index, below)) is not None
            and mention.actors
        ][-1:]

    def _happens_to(self, token: int) -> list[int]:
        """ "Talks called off", "talks resumed": the subject of a verb without an object that is nobody who
        acts.
        """
        tree = self.tree
        if tree.xpos[token] not in ("VBD", "VBN") or tree.lemma[token] == "end" or tree.is_passive(token):
            return []
        return [
            subject
            for subject in tree.args(token).get("subj", ())
            if tree.upos[subject] == "NOUN"
            and self.resolution.at(tree.index, subject) is None
            and self.is_known(tree.lemma[subject], "N")
        ]

    def _is_actor(self, token: int, kind: str) -> bool:
        """Whether an argument, or what follows "thousands of", is an actor of a kind (or a place's name)."""
        if kind == "place":
            return self._is_name(token, ("LOC",))
        if self.tree.lemma[token] in EMPTY_HEADS:
            below = self.tree.args(token).get("of", ())
            if below:
                return any(self._is_actor(noun, kind) for noun in below)
        mention = self.resolution.at(self.tree.index, token)
        if mention is None or not mention.actors:
            return kind in ("actor", "person") and self._is_name(
                token, ("PER",) if kind == "person" else ("PER", "ORG")
            )
        actor = mention.actors[0]
        if kind == "actor":
            return True
        if kind == "person":
            return actor.kind == "person" or actor.sector in ("CVL", "JRN", "CRM", "OPP", "REF")
        if kind == "state":
            return actor.kind == "state"
        if kind == "armed":
            return actor.sector in ARMED
        return actor.kind == kind or actor.sector == kind

    def _is_name(self, token: int, labels: tuple[str, ...]) -> bool:
        return any(n.first <= token < n.last and n.label in labels for n in self.tree.sentence.names)

    def role(self, token: int, path: str) -> list[int]:
        """Argument tokens on a role path such as `obj`, `with` or `obj.of`; `with` of a verb also looks below
        its object.
        """
        first, _, rest = path.partition(".")
        if first == "above":
            head = self.tree.head[token]
            found = [head] if head >= 0 else []
        elif first == "advmod":
            found = self.tree.all(token, "advmod")
        else:
            found = self.tree.args(token).get(first, [])
            if not found and first in ATTACHED and self.tree.upos[token] == "VERB":
                below = self.tree.args(token).get("obj", [])
                below = [*below, *(inner for noun in below for inner in self.tree.args(noun).get("of", ()))]
                found = [inner for noun in below for inner in self.tree.args(noun).get(first, ())]
                found = found or self._hung_deeper(token, first, below)
            elif not found and first in HANGS_LOWER and self.tree.upos[token] == "NOUN":
                found = self._hung_lower(token, first)
            elif not found and first == "obj":
                found = self._happens_to(token)
            if self._dated and self.leaves_out_dates and first in TIME_ROLES:
                found = [argument for argument in found if argument not in self._dated]
        if not rest:
            return found
        return [below for argument in found for below in self.role(argument, rest)]


def verb_stems(form: str) -> list[str]:
    """Base forms that a regular verb form may have: what to look up when the parser's lemma is not in the
    lexicon.
    """
    if form in IRREGULAR:
        return [IRREGULAR[form]]
    if form.endswith(("ied", "ies")):
        return [form[:-3] + "y"]
    stems: list[str] = []
    for ending in ("ed", "ing", "es", "s"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            short = re.search(r"[^aeiou][aeiou][^aeiouwxy]$", stem)  # "raped" is of rape, "rapped" of rap
            stems += [stem + "e", stem] if short else [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
    return stems


#: Particles of phrasal verbs that a parser often takes for adverbs ("put forward a plan", "stepped aside").
PARTICLES = frozenset("aside away back down forward in off out over through up".split())

#: Prepositions that also open phrases of time ("on Friday", "by March"): those are no arguments.
TIME_ROLES = frozenset("on in at by for from since until after before over to of".split())
#: Prepositions of a noun whose phrase a parser hangs on the noun of the phrase before it.
HANGS_LOWER = frozenset({"by", "against", "on", "outside"})
_GIVING = frozenset(
    """return give hand restore repatriate restitute send sell lend lease supply provide deliver donate ship
    export transfer contribute grant offer present pay distribute extend surrender extradite turn""".split()
)
_IMPOSING = frozenset("impose levy slap clamp inflict place put announce declare order introduce".split())
#: Verbs whose phrase with a preposition is looked for however deep a parser hung it.
DEEP = {"to": _GIVING, "on": _IMPOSING, "against": _IMPOSING}
#: Prepositions whose phrase a parser hangs on the object as often as on the verb ("gave arms to the rebels").
ATTACHED = frozenset("with to from into against behind between among on at over across near".split())
