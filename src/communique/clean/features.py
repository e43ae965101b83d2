"""What the line model sees of a line: counts and shares, of the line itself and of its neighbourhood. Never its words.

Order and number of columns are part of the model file: `FEATURES` and `CONTEXT` are compared when it is loaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from communique.clean.language import FUNCTION_WORDS
from communique.clean.parts import credit_start, is_byline, is_date_line, is_writers_note
from communique.clean.phrases import PhraseHit
from communique.clean.reasons import CleanReason

Array = npt.NDArray[np.float32]

REPORTING = frozenset(
    "said says told added according reported announced stated noted explained wrote asked warned called claimed insisted "
    "argued accused denied confirmed urged".split()
)
FINITE = frozenset(
    "is are was were be been has have had will would can could may might should must do does did not n't".split()
)
SECOND_PERSON = frozenset(["you", "your", "yours", "you're", "you’re", "you'll", "you’ll"])
FIRST_PERSON = frozenset(["i", "we", "our", "us", "my", "me", "i'm", "i’m", "we're", "we’re"])
THIRD_PERSON = frozenset("he she they his her their it its him them who which that".split())
COMMANDS = frozenset(
    "click read get sign see view watch follow share subscribe join download listen learn find try check search show "
    "enter submit please skip contact visit go start browse explore discover buy shop save add send register log".split()
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

CONTEXT = ("words", "end_stop", "function_words", "capitalised", "hit", "prose")
"""Columns seen of the neighbours at distance 1 to 3 on each side."""
WINDOWS = (3, 8, 20)
"""Half widths over which prose and hits are averaged, on each side apart."""

STORY = (
    "said_before", "opening", "above", "prose_before", "marks_since", "since_mark", "run", "run_mass", "run_share",
    "run_topic", "run_above", "from_start",
)  # fmt: skip
RUN_GAP = 4
MAIN_WORDS = 90.0

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
    return np.hstack([table, _context(table), _story(table, lines, words)])


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
        capitalised, line.isupper(), sum(character.isdigit() for character in line) / max(len(line), 1),
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


def _story(table: Array, lines: Sequence[str], words: list[list[str]]) -> Array:
    """Columns of `STORY`: pages carry several reports one below the other, and only the first is the article.

    A run is a stretch of prose lines with gaps of at most `RUN_GAP` other lines; the main run is the first with
    `MAIN_WORDS` words or, without one, the longest.
    """
    n = len(lines)
    columns = np.zeros((n, len(STORY)), dtype=np.float32)
    prose = [i for i in range(n) if table[i, 0] >= 10 and table[i, 3] and not table[i, 35:38].any()]
    if not prose:
        return columns
    stems = [
        frozenset(word[:6] for word in own if len(word) > 3 and word not in FUNCTION_WORDS) for own in words
    ]
    runs: list[list[int]] = []
    for index in prose:
        if runs and index - runs[-1][-1] <= RUN_GAP + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    masses = [sum(float(table[i, 0]) for i in run) for run in runs]
    main = next((r for r, mass in enumerate(masses) if mass >= MAIN_WORDS), int(np.argmax(masses)))
    start = runs[main][0]
    vocabularies = [frozenset().union(*(stems[i] for i in run)) for run in runs]
    opening = frozenset().union(*(stems[i] for i in runs[main][:5]))
    above = frozenset().union(
        *(stems[i] for i in range(max(0, start - 12), start) if 4 <= len(words[i]) <= 22), frozenset()
    )
    nearest = np.zeros(n, dtype=np.int64)
    bounds = [(run[0], run[-1]) for run in runs]
    for index in range(n):
        nearest[index] = (
            min(range(len(runs)), key=lambda r: max(bounds[r][0] - index, index - bounds[r][1], 0))
            if len(runs) < 60
            else 0
        )
    said: set[str] = set()
    n_marks, since = 0.0, 50.0
    n_before = 0
    for index in range(n):
        own = stems[index]
        mark = bool(table[index, 30] or table[index, 31] or table[index, 28] or table[index, 29])
        since = 0.0 if mark else min(since + 1, 50)
        if index > start and mark:
            n_marks += 1
        run = int(nearest[index])
        size = max(len(own), 1)
        columns[index] = (
            len(own & said) / size if said else 0.0, len(own & opening) / size, len(own & above) / size,
            min(n_before, 60), min(n_marks, 10), since, run - main, np.log1p(masses[run]), masses[run] / max(masses),
            len(vocabularies[run] & vocabularies[main]) / max(len(vocabularies[run]), 1),
            len(vocabularies[run] & above) / max(len(above), 1), max(-40, min(index - start, 80)),
        )  # fmt: skip
        if index >= start and table[index, 0] >= 10 and table[index, 3]:
            said |= own
            n_before += 1
    return columns


def _context(table: Array) -> Array:
    """Neighbours at distance 1 to 3, means over windows on each side, and where the line lies among the prose."""
    n = len(table)
    prose = ((table[:, 0] >= 10) & (table[:, 3] > 0) & (table[:, 35:38].sum(axis=1) == 0)).astype(np.float32)
    hit = (table[:, 35:38].sum(axis=1) > 0).astype(np.float32)
    columns = [np.minimum(table[:, 0], 60), table[:, 3], table[:, 17], table[:, 14], hit, prose]
    context: list[Array] = []
    for distance in (1, 2, 3):
        for column in columns:
            context += [shifted(column, distance), shifted(column, -distance)]
    for column in (prose, hit, np.minimum(table[:, 0], 60) * prose):
        for half in WINDOWS:
            context += [side_mean(column, half, before=True), side_mean(column, half, before=False)]
    mass = np.minimum(table[:, 0], 60) * prose
    share = np.cumsum(mass) / max(float(mass.sum()), 1.0)
    context += [share, gap(prose, before=True), gap(prose, before=False), segment(mass - 6.0)]
    return np.stack([np.asarray(column, dtype=np.float32) for column in context], axis=1).reshape(n, -1)


def shifted(column: Array, distance: int) -> Array:
    """The column's value `distance` lines above (positive) or below; -1 beyond the ends."""
    moved = np.full_like(column, -1.0)
    if distance > 0:
        moved[distance:] = column[:-distance]
    else:
        moved[:distance] = column[-distance:]
    return moved


def side_mean(column: Array, half: int, *, before: bool) -> Array:
    """Mean over up to `half` lines before (or after) each line, the line itself left out; 0 at the ends."""
    total = np.concatenate([[0.0], np.cumsum(column, dtype=np.float64)])
    index = np.arange(len(column))
    low = np.maximum(index - half, 0) if before else index + 1
    high = index if before else np.minimum(index + 1 + half, len(column))
    width = np.maximum(high - low, 1)
    return ((total[high] - total[low]) / width).astype(np.float32)


def gap(prose: Array, *, before: bool) -> Array:
    """Lines to the nearest prose line before (or after), at most 50."""
    column = prose if before else prose[::-1]
    index = np.arange(len(column))
    last = np.maximum.accumulate(np.where(column > 0, index, -1000))
    previous = np.concatenate([[-1000], last[:-1]]) if len(column) else last
    distance = np.minimum(index - previous, 50).astype(np.float32)
    return distance if before else distance[::-1]


def segment(gain: Array) -> Array:
    """Signed distance in lines to the stretch with the greatest sum: 0 inside, negative above, positive below; ±60."""
    best = current = 0.0
    start = first = last = 0
    for index, value in enumerate(gain):
        if current <= 0:
            current, start = 0.0, index
        current += float(value)
        if current > best:
            best, first, last = current, start, index
    index_ = np.arange(len(gain))
    distance = np.where(index_ < first, index_ - first, np.where(index_ > last, index_ - last, 0))
    return np.clip(distance, -60, 60).astype(np.float32)
