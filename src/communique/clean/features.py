# ruff: noqa: E501  (patterns and feature tables read better unbroken)
"""What the line model sees of a line: counts and shares, of the line
itself and of its neighbourhood. Never its words.

Order and number of columns are part of the model file: `FEATURES`
and `CONTEXT` are compared when it is loaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from communique.clean.language import FUNCTION_WORDS
from communique.clean.neighbourhood import context_columns, story_columns
from communique.clean.parts import credit_start, is_byline, is_date_line, is_writers_note
from communique.clean.phrases import PhraseHit
from communique.clean.reasons import CleanReason

Array = npt.NDArray[np.float32]

REPORTING = frozenset(
    [
        "said",
        "says",
        "told",
        "added",
        "according",
        "reported",
        "announced",
        "stated",
        "noted",
        "explained",
        "wrote",
        "asked",
        "warned",
        "called",
        "claimed",
        "insisted",
        "argued",
        "accused",
        "denied",
        "confirmed",
        "urged",
    ]
)
FINITE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "should",
        "must",
        "do",
        "does",
        "did",
        "not",
        "n't",
    ]
)
SECOND_PERSON = frozenset(["you", "your", "yours", "you're", "you’re", "you'll", "you’ll"])
FIRST_PERSON = frozenset(["i", "we", "our", "us", "my", "me", "i'm", "i’m", "we're", "we’re"])
THIRD_PERSON = frozenset(
    ["he", "she", "they", "his", "her", "their", "it", "its", "him", "them", "who", "which", "that"]
)
COMMANDS = frozenset(
    [
        "click",
        "read",
        "get",
        "sign",
        "see",
        "view",
        "watch",
        "follow",
        "share",
        "subscribe",
        "join",
        "download",
        "listen",
        "learn",
        "find",
        "try",
        "check",
        "search",
        "show",
        "enter",
        "submit",
        "please",
        "skip",
        "contact",
        "visit",
        "go",
        "start",
        "browse",
        "explore",
        "discover",
        "buy",
        "shop",
        "save",
        "add",
        "send",
        "register",
        "log",
    ]
)
WORD = re.compile(r"[^\W\d_]+(?:[’'][a-z]+)?")
INNER_STOP = re.compile(r"[.!?][\"”’)]?\s+[A-Z“\"‘]")
END_STOP = re.compile(r"[.!?][\"'’”»)\]]*$")
RELATIVE_TIME = re.compile(
    r"\b\d+\s*(?:s|m|h|d|w|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\s+ago\b|\bjust now\b|\byesterday\s*$",
    re.I,
)
CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
LINKISH = re.compile(r"https?://|www\.|\b\w+\.(?:com|org|net|co|tv|io)\b|@\w", re.I)
MARKS = re.compile(r"[|•·»›→←«▶►✓✕×☰+#*/]")
DIGIT = re.compile(r"\d")
QUOTE = re.compile(r"[“”\"]")
PARAGRAPH_WORDS = 15

FEATURES = (
    "words", "characters", "word_length", "end_stop", "end_colon", "end_ellipsis", "end_comma", "end_question", "ends_letter",
    "starts_upper", "starts_lower", "starts_digit", "starts_quote", "starts_mark", "capitalised", "all_upper", "digits",
    "function_words", "finite", "reporting", "second_person", "first_person", "third_person", "commas", "inner_stops",
    "quotes", "marks", "links", "relative_time", "clock", "date_line", "byline", "credit", "writers", "command",
    "hit_whole", "hit_start", "hit_anywhere", "hit_related", "hit_newsletter", "hit_legal", "hit_navigation", "hit_social",
    "repeats", "topic", "headline", "position", "lines", "paragraphs",
)  # fmt: skip

GROUPS = {
    CleanReason.RELATED: 38, CleanReason.NEWSLETTER: 39, CleanReason.LEGAL: 40, CleanReason.COOKIES: 40,
    CleanReason.NAVIGATION: 41, CleanReason.SOCIAL: 42,
}  # fmt: skip


def line_features(lines: Sequence[str], hits: Sequence[PhraseHit | None]) -> Array:
    """One row a line with the columns of `FEATURES` and those of the neighbourhood."""
    n = len(lines)
    table = np.zeros((n, len(FEATURES)), dtype=np.float32)
    words = [WORD.findall(line.casefold()) for line in lines]
    repeats = Counter(line.casefold() for line in lines)
    topic = _topic(lines, words)
    head = frozenset(word for word in (words[0] if words else []) if len(word) > 3)
    n_paragraphs = 0
    for row, (line, hit) in enumerate(zip(lines, hits, strict=True)):
        table[row, :46] = _own(line, words[row], hit, repeats[line.casefold()], topic, head)
        n_paragraphs += table[row, 0] >= PARAGRAPH_WORDS and table[row, 3] > 0
    table[:, 46] = np.arange(n) / max(n, 1)
    table[:, 47] = np.log1p(n)
    table[:, 48] = np.log1p(n_paragraphs)
    return np.hstack([table, context_columns(table), story_columns(table, words)])


def _own(
    line: str,
    words: list[str],
    hit: PhraseHit | None,
    repeats: int,
    topic: frozenset[str],
    head: frozenset[str],
) -> tuple[float, ...]:
    tokens = line.split()
    n = len(tokens)
    n_words = max(len(words), 1)
    first, last = line[:1], line[-1:]
    content = [word for word in words if len(word) > 3 and word not in FUNCTION_WORDS]
    strength = hit.strength if hit else ""
    reason = hit.reason if hit else None
    capitalised = sum(token[:1].isupper() for token in tokens[1:]) / max(n - 1, 1)
    return (
        min(n, 150), min(len(line), 900), sum(map(len, words)) / n_words,
        END_STOP.search(line) is not None, last == ":", last == "…" or line.endswith("..."), last == ",", last == "?", last.isalpha(),
        first.isupper(), first.islower(), first.isdigit(), first in "“\"‘'", not first.isalnum() and first not in "“\"‘'",
        capitalised, line.isupper(), len(DIGIT.findall(line)) / max(len(line), 1),
        sum(word in FUNCTION_WORDS for word in words) / n_words, sum(word in FINITE for word in words),
        sum(word in REPORTING for word in words), sum(word in SECOND_PERSON for word in words),
        sum(word in FIRST_PERSON for word in words), sum(word in THIRD_PERSON for word in words), line.count(","),
        len(INNER_STOP.findall(line)), len(QUOTE.findall(line)), len(MARKS.findall(line)), len(LINKISH.findall(line)),
        RELATIVE_TIME.search(line) is not None, CLOCK.search(line) is not None, is_date_line(line), is_byline(line),
        credit_start(line) is not None, is_writers_note(line), bool(words) and words[0] in COMMANDS,
        strength == "whole", strength == "start", strength == "anywhere",
        reason is CleanReason.RELATED, reason is CleanReason.NEWSLETTER, reason in (CleanReason.LEGAL, CleanReason.COOKIES),
        reason is CleanReason.NAVIGATION, reason is CleanReason.SOCIAL,
        min(repeats, 5), sum(word in topic for word in content) / max(len(content), 1),
        sum(word in head for word in content) / max(len(content), 1),
    )  # fmt: skip


def _topic(lines: Sequence[str], words: list[list[str]]) -> frozenset[str]:
    """Words that the page's paragraphs use at least twice: what the article is about."""
    counts: Counter[str] = Counter()
    for line, own in zip(lines, words, strict=True):
        if len(own) >= PARAGRAPH_WORDS and END_STOP.search(line):
            counts.update({word for word in own if len(word) > 3 and word not in FUNCTION_WORDS})
    return frozenset(word for word, n in counts.items() if n >= 2)
