"""From text to words of the time grammar: one private character a word, so that rules are regular
expressions.

Every word is a member of zero or more classes (DAY, MONTH, YEAR …; a word that a rule names is a class of
its own). The set of classes a word belongs to is written as one character; a rule that asks for a class is
compiled to the characters of all sets that contain it. Matching a rule against a sentence of 25 words is
then a regular expression against a string of 25 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from communique.resolve.times_words import TimeWords
from communique.text.printed_dates import MAX_YEAR, MIN_YEAR

_TOKEN = re.compile(
    r"""
    (?P<ISO> (?<![\d/.-]) \d{4}[-/.]\d{1,2}[-/.]\d{1,2} (?![\d/-]|\.\d) )
  | (?P<NUMDATE> (?<![\d/.-]) (?:\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}-\d{1,2}-\d{4})
        (?![\d/-]|\.\d) )
  | (?P<CLOCK> (?<![\d:.]) (?:[01]?\d|2[0-4]):[0-5]\d (?::[0-5]\d)? (?![\d:]) )
  | (?P<DECADE> (?<![\d.,$£€]) (?: 1\d\d0|20\d0 | ['’]?[2-9]0 ) ['’]?s \b )
  | (?P<ORD> \d{1,4}(?:st|nd|rd|th) \b )
  | (?P<BIG> (?<![\d.,]) \d{1,3}(?:,\d{3})+ (?![\d]) (?:\.\d+)? )
  | (?P<DEC> (?<![\d.,]) \d+\.\d+ )
  | (?P<SHORT> (?<![\w'’]) ['’]\d\d (?![\w]) )
  | (?P<INT> \d+ )
  | (?P<MERIDIEM> (?: (?<=\d)|(?<=\s) ) [ap]\.?\ ?m \b \.? (?!\w) )
  | (?P<ERA> (?: B\.?C\.?E\b\.? | B\.C\.? | BC\b | A\.D\.? | AD\b | C\.E\.? | CE\b ) )
  | (?P<QUARTER> \b [QqHh][1-4] \b | \b [1-4][QH] \b )
  | (?P<POSS> ['’]s \b )
  | (?P<ABBR> \b (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\. )
  | (?P<WORD> [^\W\d_]+ )
  | (?P<DASH> [-–—‐‑−~] )
  | (?P<COMMA> , )
  | (?P<OTHER> \S )
    """,
    re.VERBOSE,
)

_NOT_LOWER = frozenset({
    "may", "march", "sun", "sat", "mar", "jun", "sep", "dec", "jan", "mon", "wed", "fri", "thu", "tue",
    "apr", "aug", "oct", "nov", "feb", "second",
})  # fmt: skip
"""Words that are a month or weekday only with a capital."""
ERA_WORDS = frozenset({"bc", "b.c.", "b.c", "bce", "ad", "a.d.", "ce", "overnight"})
LOWER_FEASTS = frozenset({"easter", "christmas", "thanksgiving", "halloween"})
"""Feast days that careless writers leave in lower case and that mean nothing else."""
MARKS = {
    "(": "LP",
    "'": "APOS",
    "’": "APOS",
    ")": "RP",
    "/": "SLASH",
    ".": "DOT",
    "$": "CUR",
    "£": "CUR",
    "€": "CUR",
    "¥": "CUR",
    "%": "PCT",
    "½": "HALF",
}
_CLASS_NEEDS_CAPITAL = frozenset({"MONTH", "WDAY"})


class Token(NamedTuple):
    """A word of the lexer: code points [start, end), lower-case text and, for figures, the number."""

    start: int
    end: int
    low: str
    kind: str
    number: int


class Lexed(NamedTuple):
    """A stretch of text as the rules see it: `signs[i]` is the character of `tokens[i]`."""

    tokens: list[Token]
    signs: str
    text: str


class Alphabet:
    """The characters for class sets, fixed when the rules are compiled."""

    def __init__(self, words: TimeWords, literals: Iterable[str]) -> None:
        self.words = words
        self._sign_of: dict[frozenset[str], str] = {}
        self._sets: dict[str, list[str]] = {}
        self._word_signs: dict[str, str] = {}
        self._lower_signs: dict[str, str] = {}
        literal = set(literals)
        for word in sorted(set(words.classes) | literal | set(words.numbers)):
            classes = frozenset(words.classes.get(word, set()) | ({word} if word in literal else set()))
            self._word_signs[word] = self._sign(classes)
            if word in _NOT_LOWER:
                lower = classes - _CLASS_NEEDS_CAPITAL
                if "MONTH" in classes and word not in ("may", "march"):
                    lower |= {"LMONTH"}
                self._lower_signs[word] = self._sign(lower)
        self._figures = {number: self._sign(self._figure_classes(number)) for number in range(100)}
        self._kinds = {
            kind: self._sign(frozenset({kind}))
            for kind in (
                "ISO", "NUMDATE", "CLOCK", "DECADE", "BIG", "DEC", "SHORT", "MERIDIEM", "ERA", "QUARTER",
                "POSS", "DASH", "COMMA", "HOLIDAY", "YEAR3", "INTX",
            )
        }  # fmt: skip
        self._year = self._sign(frozenset({"INT", "YEAR"}))
        self._year3 = self._sign(frozenset({"INT", "YEAR3"}))
        self._long = self._sign(frozenset({"INT"}))
        self._ordinal_day = self._sign(frozenset({"ORD", "ORDDAY"}))
        self._ordinal = self._sign(frozenset({"ORD"}))
        self._marks = {mark: self._sign(frozenset({name})) for mark, name in MARKS.items()}
        self.blank = self._sign(frozenset())

    def _figure_classes(self, number: int) -> frozenset[str]:
        classes = {"INT"}
        if 1 <= number <= 31:
            classes.add("DAY")
        if number <= 24:
            classes.add("HOUR")
        classes.add("YY")
        return frozenset(classes)

    def _sign(self, classes: frozenset[str]) -> str:
        if classes not in self._sign_of:
            sign = chr(0x100 + len(self._sign_of))
            self._sign_of[classes] = sign
            for name in classes:
                self._sets.setdefault(name, []).append(sign)
        return self._sign_of[classes]

    def signs_of(self, name: str) -> str:
        """All characters that stand for a member of the class; a class without members raises KeyError."""
        return "".join(self._sets[name])

    def words_of(self, signs: Iterable[str]) -> frozenset[str]:
        """Words written as one of these characters, abbreviations and the first words of feast days."""
        wanted = set(signs)
        words = {
            word
            for table in (self._word_signs, self._lower_signs)
            for word, sign in table.items()
            if sign in wanted
        }
        words |= {word + "." for word in words if len(word) <= 5} | set(self.words.holidays)
        return frozenset(words | ERA_WORDS)

    def lex(self, text: str, start: int, end: int) -> Lexed:
        """The words of text[start:end] and their characters."""
        tokens: list[Token] = []
        signs: list[str] = []
        word_signs, lower_signs, blank = self._word_signs, self._lower_signs, self.blank
        for match in _TOKEN.finditer(text, start, end):
            kind = match.lastgroup or ""
            raw = match.group()
            low = raw.lower()
            number = -1
            if kind == "ABBR":
                low, kind = low[:-1], "WORD"
                sign = word_signs[low]
            elif kind == "WORD":
                if raw == low and low in lower_signs:
                    sign = lower_signs[low]
                else:
                    sign = word_signs.get(low, blank)
            elif kind == "INT":
                number = int(raw) if len(raw) < 10 else -1
                sign = self._int_sign(raw, number)
            elif kind == "ORD":
                number = int(raw[:-2])
                sign = self._ordinal_day if 1 <= number <= 31 else self._ordinal
            elif kind == "OTHER":
                sign = self._marks.get(raw, blank)
            else:
                if kind == "BIG":
                    number = int(raw.split(".")[0].replace(",", ""))
                elif kind == "SHORT":
                    number = int(raw[1:])
                sign = self._kinds[kind]
            tokens.append(Token(match.start(), match.end(), low, kind, number))
            signs.append(sign)
        self._mark_holidays(text, tokens, signs)
        return Lexed(tokens, "".join(signs), text)

    def _int_sign(self, raw: str, number: int) -> str:
        if len(raw) <= 2:
            return self._figures[number]
        if len(raw) == 3 and raw[0] != "0":
            return self._year3
        if len(raw) == 4 and MIN_YEAR <= number <= MAX_YEAR:
            return self._year
        return self._long

    def _mark_holidays(self, text: str, tokens: list[Token], signs: list[str]) -> None:
        """Puts the words of a feast day together to one token of class HOLIDAY; its text is the meaning."""
        holidays = self.words.holidays
        position = 0
        while position < len(tokens):
            group = holidays.get(tokens[position].low)
            if group and (text[tokens[position].start].isupper() or tokens[position].low in LOWER_FEASTS):
                for words, meaning in group:
                    last = position + len(words)
                    found = tuple(token.low.lstrip("'’") for token in tokens[position:last])
                    if found == tuple(word.lstrip("'") for word in words):
                        merged = Token(tokens[position].start, tokens[last - 1].end, meaning, "HOLIDAY", -1)
                        tokens[position:last] = [merged]
                        signs[position:last] = [self._kinds["HOLIDAY"]]
                        break
            position += 1
