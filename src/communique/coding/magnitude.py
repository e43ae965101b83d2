"""Counts: killed, wounded, arrested, displaced, released, expelled, participants, money.

A count belongs to an act when it modifies the noun that the act's verb kills, arrests or frees (or, for
protests, the noun that takes part), or when a verb of harm stands in the act's clause ("attacked the post,
killing 17").
"""

from __future__ import annotations

import re

from communique.coding.act import Act
from communique.coding.tree import Tree
from communique.records import Magnitude

HARM = {
    "kill": "killed", "die": "killed", "murder": "killed", "massacre": "killed", "execute": "killed",
    "slay": "killed",
    "behead": "killed", "assassinate": "killed", "martyr": "killed", "shoot": "shot",
    "wound": "wounded", "injure": "wounded", "hurt": "wounded", "maim": "wounded",
    "arrest": "arrested", "detain": "arrested", "jail": "arrested", "imprison": "arrested",
    "capture": "captured",
    "displace": "displaced", "flee": "displaced", "uproot": "displaced", "evacuate": "evacuated",
    "release": "released", "free": "released", "pardon": "released", "expel": "expelled",
    "deport": "deported",
    "kidnap": "abducted", "abduct": "abducted", "deploy": "deployed", "withdraw": "withdrawn",
    "sanction": "sanctioned",
}  # fmt: skip
STATES = {
    "dead": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "homeless": "displaced",
    "missing": "missing",
}
TURNOUT = frozenset({"PROTEST"})
WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70,
    "eighty": 80, "ninety": 90, "a": 1, "an": 1,
}  # fmt: skip
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "m": 1e6,
    "dozen": 12.0,
    "trillion": 1e12,
}
VAGUE = {"dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2000, 9999),
         "tens": (20, 99), "millions": (2e6, 9.9e6)}  # fmt: skip
AT_LEAST = frozenset({"least", "over"})
CURRENCY = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "dollar": "USD", "euro": "EUR",
            "pound": "GBP",
            "yen": "JPY", "won": "KRW", "yuan": "CNY", "rouble": "RUB", "ruble": "RUB"}  # fmt: skip
_NUMBER = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")


def magnitudes(tree: Tree, act: Act, text: str) -> tuple[Magnitude, ...]:
    """Counts tied to an act, in text order."""
    found: dict[tuple[str, int], Magnitude] = {}
    for verb in _clause_verbs(tree, act.token):
        kind = HARM.get(tree.lemma[verb])
        if kind is not None:
            roles = ("subj",) if tree.lemma[verb] in ("die", "flee") else ("obj", "of")
            for role in roles:
                for noun in tree.args(verb).get(role, ()):
                    _take(tree, noun, kind, text, found)
    for noun in tree.subtree(act.token):
        form = tree.sentence.form[noun].lower()
        if form in STATES and any(tree.upos[c] == "NUM" for c in tree.children[noun]):
            _take(tree, noun, STATES[form], text, found)
    if act.event_type in TURNOUT:
        for _, noun in act.actor_roles[:2]:
            _take(tree, noun, "participants", text, found)
    for noun in (*(noun for _, noun in act.recipient_roles), *tree.args(act.token).get("obj", ())):
        _money(tree, noun, text, found)
    if act.content is not None:
        _money(tree, act.content, text, found)
    return tuple(sorted(found.values(), key=lambda m: (m.start, m.kind)))


def _clause_verbs(tree: Tree, token: int) -> list[int]:
    """The trigger, what is coordinated with it, and participles below it ("attacked …, killing 17 and
    wounding 3").
    """
    nodes = tree.conjuncts(token)
    for node in list(nodes):
        for child in tree.children[node]:
            if tree.deprel[child] in ("advcl", "acl", "parataxis", "acl:relcl", "xcomp", "conj"):
                nodes.extend(tree.conjuncts(child))
    return nodes


def _take(tree: Tree, noun: int, kind: str, text: str, found: dict[tuple[str, int], Magnitude]) -> None:
    for place in tree.conjuncts(noun):
        count = _count(tree, place)
        if count is None:
            continue
        low, high, first, last = count
        start, end = tree.sentence.token_start[first], tree.sentence.token_end[last]
        found.setdefault((kind, start), Magnitude(kind, low, high, start, end, text[start:end]))


def _count(tree: Tree, noun: int) -> tuple[float, float, int, int] | None:
    """(low, high, first token, last token) of a number on a noun, of the noun itself ("killed three") or
    null.
    """
    form = tree.sentence.form[noun].lower()
    if form in VAGUE and tree.upos[noun] in ("NOUN", "NUM"):
        low, high = VAGUE[form]
        return float(low), float(high), noun, noun
    numbers = [child for child in tree.children[noun] if tree.deprel[child] == "nummod"]
    if not numbers and tree.upos[noun] == "NUM":
        numbers = [noun]
    if not numbers and tree.lemma[noun] in ("dozen", "score", "hundred", "thousand") and form in VAGUE:
        numbers = [noun]
    for number in numbers:
        if (
            number + 1 < len(tree)
            and tree.sentence.form[number + 1] in ("-", "–")
            and tree.deprel[noun] == "compound"
        ):
            continue
        tokens = [t for t in tree.subtree(number) if tree.upos[t] == "NUM" or tree.lemma[t] in SCALES] or [
            number
        ]
        value = _value([tree.sentence.form[t].lower() for t in tokens])
        if value is None:
            continue
        before = tree.lemma[max(0, tokens[0] - 2) : tokens[0]]
        low = value
        high = value if not AT_LEAST & set(before) and "than" not in before else float("inf")
        if high == float("inf"):
            high = value  # the bound above is open; low carries what is known
        return low, high, tokens[0], tokens[-1]
    return None


def _value(forms: list[str]) -> float | None:
    """The number that a run of tokens spells: "1,200", "twenty-five", "3 million", "two hundred"."""
    total, current = 0.0, None
    for form in forms:
        if _NUMBER.match(form):
            current = float(form.replace(",", ""))
        elif form in WORDS:
            current = (current or 0) + WORDS[form]
        elif form.rstrip("s") in SCALES:
            current = (current or 1) * SCALES[form.rstrip("s")]
        elif "-" in form and all(part in WORDS for part in form.split("-")):
            current = (current or 0) + sum(WORDS[part] for part in form.split("-"))
        elif form in ("-", "and"):
            continue
        else:
            return None
    return None if current is None else total + current


def _money(tree: Tree, noun: int, text: str, found: dict[tuple[str, int], Magnitude]) -> None:
    """Sums of money in a noun phrase: a currency word or sign with a number on it."""
    tokens = tree.subtree(noun)
    for token in tokens:
        unit = CURRENCY.get(tree.lemma[token]) or CURRENCY.get(tree.sentence.form[token])
        if unit is None:
            continue
        near = [t for t in tokens if tree.upos[t] == "NUM" and abs(t - token) <= 3 and t != token]
        value = _value([tree.sentence.form[t].lower() for t in near]) if near else None
        if value is None:
            continue
        first, last = min(*near, token), max(*near, token)
        start, end = tree.sentence.token_start[first], tree.sentence.token_end[last]
        found.setdefault(
            ("money", start), Magnitude("money", value, value, start, end, text[start:end], unit)
        )
