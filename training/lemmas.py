"""Lemma rules learned from the treebanks: endings by tag, and a table of the forms no ending explains."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

from communique.language.lemmas import MAX_SUFFIX, SHOUTED, Rule, apply_rule, cased, lemma_key
from training.inflections import corrected, inflections
from training.treebank import TreeSentence

LEAST_TYPES = 3
"""Different forms that must share an ending before it makes a rule."""

LEAST_COUNT = 1

_PEOPLES = ("an", "ese", "ish", "ch", "ic", "i")
"""Endings of adjectives that may name a people, whose capital stays."""


def script(form: str, lemma: str) -> Rule | None:
    """Return the rule (case, letters dropped, ending added) that turns `form` into `lemma`, or None."""
    for case in ("keep", "lower", "title"):
        base = {"keep": form, "lower": form.lower(), "title": form.capitalize()}[case]
        if case == "keep" and base != base.lower() and lemma == lemma.lower():
            continue
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        if shared >= max(1, len(base) - 5) and len(lemma) - shared <= 4:
            if case == "keep" and form == form.lower():
                case = "lower"
            return (case, len(base) - shared, lemma[shared:])
    return None


def learn(sentences: list[TreeSentence], known: set[str]) -> dict[str, object]:
    """Return {"rules": {tag: {ending: rule}}, "exceptions": {tag: {form: lemma}}}.

    `known` holds words that exist: where a rule makes a word that does not ("provok"), and a known word
    inflects to the same form ("provoke"), the table takes the known one.
    """
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for s in sentences:
        for form, lemma, upos, xpos in zip(s.forms, s.lemmas, s.upos, s.xpos, strict=True):
            if lemma != "_" or form == "_":
                form = cased(form, upos)
                counts[lemma_key(upos, xpos)][form][lemma] += 1
                counts[lemma_key("", xpos)][form][lemma] += 1
    common = {
        form
        for s in sentences
        for form, xpos in zip(s.forms, s.xpos, strict=True)
        if form.islower() and not xpos.startswith("NNP")
    }
    rules: dict[str, dict[str, Rule]] = {}
    exceptions: dict[str, dict[str, str]] = {}
    for key, forms in sorted(counts.items()):
        rules[key] = _endings(forms)
        listed = _listed(key, rules[key])
        seen = _exceptions(forms, rules[key], "NNP" in key, common)
        once = {f: w for f, w in listed.items() if sum(forms.get(f, {}).values()) <= 1}
        exceptions[key] = (
            _regular(key, known, rules[key]) | listed | seen | once | _irregular(key, rules[key])
        )
    return {"rules": rules, "exceptions": exceptions}


def _endings(forms: dict[str, Counter[str]]) -> dict[str, Rule]:
    """Grow endings from the empty one: a longer one is kept where its majority differs."""
    by_ending: dict[str, Counter[Rule]] = defaultdict(Counter)
    for form, lemmas in forms.items():
        rule = script(form, lemmas.most_common(1)[0][0])
        if rule is None:
            continue
        low = form.lower()
        mark = "^" if form != low else ""
        for n in range(min(MAX_SUFFIX, len(low)) + 1):
            by_ending[mark + (low[len(low) - n :] if n else "")][rule] += 1
    kept: dict[str, Rule] = {}
    for ending, seen in sorted(by_ending.items(), key=lambda x: (len(x[0]), x[0])):
        best, n = min(seen.items(), key=lambda x: (-x[1], x[0]))
        mark, letters = ("^", ending[1:]) if ending.startswith("^") else ("", ending)
        tails = (mark + letters[k:] for k in range(1, len(letters) + 1))
        shorter = next((kept[tail] for tail in tails if tail in kept), None)
        if best != shorter and (not letters or (n >= LEAST_TYPES and n * 2 > sum(seen.values()))):
            kept[ending] = best
    return kept


def _regular(key: str, known: set[str], rules: dict[str, Rule]) -> dict[str, str]:
    """Forms of known words that the rules take back to no known word."""
    inflect = {
        "VERB VBD": lambda w: w + "d" if w.endswith("e") else w + "ed",
        "VERB VBN": lambda w: w + "d" if w.endswith("e") else w + "ed",
        "VERB VBG": lambda w: w[:-1] + "ing" if w.endswith("e") else w + "ing",
        "VERB VBZ": lambda w: w + "s",
        "NOUN NNS": lambda w: w + "s",
    }.get(key)
    if inflect is None:
        return {}
    out: dict[str, str] = {}
    for word in sorted(known):
        if len(word) > 3 and not word.endswith(("ing", "ed", "s")):
            form = inflect(word)
            made = apply_rule(form, rules)
            if made != word and made not in known and form not in out:
                out[form] = word
    return out


def _listed(key: str, rules: dict[str, Rule]) -> dict[str, str]:
    """Forms of the inflection list, and words often misspelt, that the rules get wrong."""
    upos = key.split(" ")[0]
    if not upos:
        return {}
    listed = {
        f: w
        for f, w in inflections().get(key, {}).items()
        if apply_rule(f, rules) != w
        or (w == f and not f.endswith(_PEOPLES) and apply_rule(f.capitalize(), rules) != w)
    }
    return listed | {f: w for (f, kind), w in corrected().items() if kind == upos}


def _irregular(key: str, rules: dict[str, Rule]) -> dict[str, str]:
    """Forms of `irregular_verbs.csv` that the rules get wrong."""
    column = {"VERB VBD": "past", " VBD": "past", "VERB VBN": "participle", " VBN": "participle"}.get(key)
    if column is None:
        return {}
    with (Path(__file__).parent / "irregular_verbs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {r[column]: r["lemma"] for r in rows if apply_rule(r[column], rules) != r["lemma"]}


def _exceptions(
    forms: dict[str, Counter[str]], rules: dict[str, Rule], named: bool, common: set[str]
) -> dict[str, str]:
    """Forms that the rules get wrong; with a capital of their own where they name (`named`) or never lack it.

    common: words that stand in small letters without naming.
    """
    out: dict[str, str] = {}
    lowered: dict[str, Counter[str]] = defaultdict(Counter)
    for form, lemmas in forms.items():
        lowered[form.lower()].update(lemmas)
    lowered |= {form: lemmas for form, lemmas in forms.items() if form == form.lower()}
    if named:  # "army" is no "Army", though "ARMY" is
        lowered = {f if f in forms or f not in common else f.upper(): lemmas for f, lemmas in lowered.items()}
    for form, lemmas in sorted(lowered.items()):
        lemma, n = min(lemmas.items(), key=lambda x: (-x[1], x[0]))
        wrong = apply_rule(form, rules) != lemma or (
            not named and apply_rule(form.capitalize(), rules) != lemma
        )
        if n >= LEAST_COUNT and n * 2 >= sum(lemmas.values()) and wrong:
            out[form] = lemma
    for form, lemmas in sorted(forms.items()):
        if form == form.lower():
            continue
        lemma, n = min(lemmas.items(), key=lambda x: (-x[1], x[0]))
        usual = out.get(form.lower()) or apply_rule(form, rules)
        own = named or form.isupper() or form.lower() not in forms or n * 10 > 9 * sum(lemmas.values()) >= 27
        if named and len(form) >= SHOUTED and form.isupper() and form.isalpha():
            usual = form.capitalize()
        if lemma != usual and n * 2 > sum(lemmas.values()) and own:
            out[form] = lemma
    return {form: lemma for form, lemma in out.items() if not _is_address(form) and not _is_address(lemma)}


def _is_address(word: str) -> bool:
    """Addresses of pages and people: nobody else's text has them, and they are not ours to hand on."""
    return any(mark in word.lower() for mark in ("://", "@", "www."))
