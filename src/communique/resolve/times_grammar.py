"""The pattern language of the rules and the search for them.

A pattern is written in words: upper-case words are classes of the lexer (MONTH, DAY, YEAR …), lower-case
words stand for themselves, `<name>` before a word or group captures it, and `? * + ( | )` mean what they
mean in regular expressions. `{NAME}` inserts a macro.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple

from communique.resolve.times_lexer import Alphabet, Lexed, Token
from communique.resolve.times_sketch import Sketch
from communique.resolve.times_words import VAGUE, TimeWords, time_words

MACROS = {
    "DET": "(the|this|that|a|an|its|his|their|her|our|my)",
    "MONTHS": "(MONTH (DASH|SLASH|to|and|or|through|until) MONTH)",
    "SEP": "(COMMA and|COMMA or|COMMA|and|or|to|DASH|through|until|till|SLASH)",
    "W": "(WDAY COMMA? (the)?)",
    "D": "(DAY|ORDDAY)",
    "N": "(INT|BIG|DEC|NUMW ((DASH|and)? NUMW)*)",
    "VAGUEN": "(the|a)? (very|great|good)? "
              "(few|several|many|some|numerous|countless|various|couple|dozens|scores) (of|more|dozen)? "
              "(the)?",
    "APPROX": "(about|around|nearly|almost|over|under|more than|less than|at least|at "
              "most|roughly|approximately|just|only|"
    "up to|close to|as many as|as long as|barely|fewer than|no more than|not more than|some|well over|an "
    "estimated|"
    "a little over|a little more than|just over|just under|longer than|little more than|a total "
    "of|circa|ca DOT|c DOT)",
    "MODP": "((the)? (very)? (<mod>MODA (DASH|part of|half of|days of|stages of|weeks of|months "
            "of|of|in)? (the)?"
    "|<modn>MODN (DASH|days|hours|weeks|months|part|half|stages)* of (the)?))",
    "HOURS": "(hours)?",
    "ERAX": "<era>ERA",
    "PARTOF": "((the|early|late|on)* <part>PART (hours)? (of|on|COMMA)? (the)?)",
    "CLOCKP": "((at|around|about)? ((<clock>CLOCK (hours|hrs)? <mer>MERIDIEM?)|<hour>HOUR "
              "<mer2>MERIDIEM) (gmt|est|edt|local time|utc|kst)? (COMMA|on)?)",
    "CLOCKP2": "((at|COMMA|around)? (<clock2>CLOCK) MERIDIEM? (gmt|est|edt|utc|kst)?)",
}  # fmt: skip

_TERM = re.compile(r"\(\?[:=!<]+|<(\w+)>|([A-Za-z_][A-Za-z_0-9]*)|\s+|.", re.DOTALL)


_FIGURES = frozenset("0123456789")


class Part(NamedTuple):
    """A reading over tokens [first, last) of the lexer."""

    first: int
    last: int
    sketch: Sketch


class Found:
    """A match of a rule: access to captured words."""

    __slots__ = ("first", "last", "lexed", "match", "words")

    def __init__(self, match: re.Match[str], lexed: Lexed, words: TimeWords) -> None:
        self.match = match
        self.lexed = lexed
        self.words = words
        self.first = match.start()
        self.last = match.end()

    def has(self, name: str) -> bool:
        """Whether the group took part in the match."""
        return name in self.match.re.groupindex and self.match.start(name) >= 0

    def token(self, name: str) -> Token | None:
        """First token of a group."""
        return self.lexed.tokens[self.match.start(name)] if self.has(name) else None

    def low(self, name: str) -> str:
        """First word of a group in lower case, "" without."""
        token = self.token(name)
        return token.low if token else ""

    def mod(self) -> str | None:
        """The part of a period that a modifier names (START, MID, END, FULL), or None."""
        for name in ("mod", "modn"):
            if self.has(name):
                return str(
                    self.words.tables["modifier" if name == "mod" else "modifier_noun"][self.low(name)]
                )
        return None

    def span(self, name: str) -> tuple[int, int]:
        """Token range of a group."""
        return self.match.start(name), self.match.end(name)

    def tokens(self, name: str | None = None) -> list[Token]:
        """Tokens of a group or of the whole match."""
        first, last = (self.first, self.last) if name is None else self.span(name)
        return self.lexed.tokens[first:last]

    def at(self, offset: int) -> str:
        """The lower-case word `offset` places before the match (negative) or after it (0 = next word), or
        ""."""
        position = self.first + offset if offset < 0 else self.last + offset
        return self.lexed.tokens[position].low if 0 <= position < len(self.lexed.tokens) else ""

    def number(self, name: str) -> float | None:
        """The number that a group's words say; None for a vague one ("several")."""
        return number_of(self.tokens(name), self.words)


def number_of(tokens: list[Token], words: TimeWords) -> float | None:
    """Reads "14", "1,500", "2.5", "twenty-five", "two hundred", "a", "a couple of"; None when it is vague."""
    total, current, seen = 0.0, 0.0, False
    for token in tokens:
        if token.number >= 0:
            current, seen = current + token.number, True
        elif token.kind == "DEC":
            current, seen = current + float(token.low), True
        elif token.low == "couple":
            return 2
        elif token.low in VAGUE:
            return None
        elif token.low in words.numbers:
            value = words.numbers[token.low]
            seen = True
            if value in (12, 100, 1000) and current:
                current *= value
                if value == 1000:
                    total, current = total + current, 0
            elif value in (12, 100, 1000) and token.low in ("dozen", "hundred", "thousand"):
                current = value
            else:
                current += value
    return total + current if seen else None


Builder = Callable[[Found], "list[Part] | Sketch | None"]


class Rule(NamedTuple):
    """A named pattern and what makes a reading of its match. `needs`: classes of which one must occur."""

    name: str
    pattern: str
    build: Builder
    needs: tuple[str, ...]


class Compiled(NamedTuple):
    name: str
    regex: re.Pattern[str]
    build: Builder
    needs: frozenset[str]


RULES: list[Rule] = []


def rule(name: str, *patterns: str, needs: str) -> Callable[[Builder], Builder]:
    """Registers a builder for patterns. `needs`: class names, space-separated; the rule is tried only where
    a word of one of these classes occurs."""

    def register(build: Builder) -> Builder:
        for pattern in patterns:
            RULES.append(Rule(name, pattern, build, tuple(needs.split())))
        return build

    return register


def expand(pattern: str) -> str:
    """Replaces macros, repeatedly."""
    for _ in range(4):
        pattern = re.sub(r"\{(\w+)\}", lambda m: MACROS[m[1]] if m[1] in MACROS else m[0], pattern)
    return pattern


def literals(pattern: str) -> set[str]:
    """The words that a pattern names."""
    return {m[2] for m in _TERM.finditer(expand(pattern)) if m[2] and m[2].islower()}


class Grammar:
    """The rules compiled over one alphabet."""

    def __init__(self, rules: list[Rule], words: TimeWords) -> None:
        self.words = words
        self.alphabet = Alphabet(words, set().union(*(literals(rule.pattern) for rule in rules)))
        self.rules = [self._compile(rule) for rule in rules]
        triggers = frozenset().union(*(rule.needs for rule in self.rules))
        self.triggers = re.compile("[" + "".join(sorted(triggers)) + "]")
        self.trigger_words = self.alphabet.words_of(triggers)

    def _compile(self, rule: Rule) -> Compiled:
        source = "".join(self._terms(expand(rule.pattern)))
        needs = frozenset("".join(self.alphabet.signs_of(name) for name in rule.needs))
        return Compiled(rule.name, re.compile(source), rule.build, needs)

    def _terms(self, pattern: str) -> list[str]:
        out: list[str] = []
        capture: str | None = None
        for match in _TERM.finditer(pattern):
            text = match.group()
            if match[1]:
                capture = match[1]
                continue
            if match[2]:
                piece = "[" + self.alphabet.signs_of(text) + "]"
                out.append(f"(?P<{capture}>{piece})" if capture else piece)
                capture = None
            elif text == "(" and capture:
                out.append(f"(?P<{capture}>")
                capture = None
            elif text == "(":
                out.append("(?:")
            elif text.isspace():
                continue
            else:
                out.append(text)
        return out

    def may_match(self, forms: Iterable[str]) -> bool:
        """Whether there is a word that can set off a rule: one of the rules, figures, a hyphened word."""
        words = self.trigger_words
        for form in forms:
            low = form.lower()
            if low in words or low[0] in _FIGURES or low[-1] in _FIGURES or ("-" in low and len(low) > 1):
                return True
        return False

    def parts(self, lexed: Lexed) -> list[Part]:
        """The readings found in a stretch of text: longest first where they overlap, in text order."""
        present = set(lexed.signs)
        found: list[tuple[int, int, int, list[Part]]] = []
        for order, compiled in enumerate(self.rules):
            if present.isdisjoint(compiled.needs):
                continue
            for match in compiled.regex.finditer(lexed.signs):
                if match.start() == match.end():
                    continue
                built = compiled.build(Found(match, lexed, self.words))
                if built is None:
                    continue
                if isinstance(built, Sketch):
                    built = [Part(match.start(), match.end(), built)]
                if built:
                    first = min(part.first for part in built)
                    last = max(part.last for part in built)
                    found.append((first - last, order, first, built))
        return _longest(found)


def _longest(found: list[tuple[int, int, int, list[Part]]]) -> list[Part]:
    found.sort(key=lambda entry: entry[:3])
    taken: set[int] = set()
    kept: list[Part] = []
    for length, _, first, parts in found:
        cover = range(first, first - length)
        if taken.isdisjoint(cover):
            taken.update(cover)
            kept.extend(parts)
    kept.sort(key=lambda part: (part.first, part.last))
    return kept


RULE_MODULES = ("days", "months", "years", "relative", "shifts", "spans")
"""Where the rules stand; of two rules that match the same words the one registered first goes first."""

_grammar: list[Grammar] = []


def grammar() -> Grammar:
    """All rules, compiled once."""
    if not _grammar:
        for module in RULE_MODULES:
            import_module(f"communique.resolve.times_rules_{module}")
        _grammar.append(Grammar(RULES, time_words()))
    return _grammar[0]
