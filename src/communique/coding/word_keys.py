"""The key under which the lexicon lists a word: its lemma, with its particle, and its part of speech."""

from __future__ import annotations

import re

from communique.coding.lexicon import POS, Lexicon
from communique.coding.tree import Tree
from communique.resolve import Resolution

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


class WordKeys:
    """Words of one sentence as the lexicon lists them."""

    __slots__ = ("_dated", "lexicon", "resolution", "tree")

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
