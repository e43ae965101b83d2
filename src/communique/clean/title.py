"""The headline: which line it is, without the outlet's suffix."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

Media = Callable[[str], str | None]
"""Maps a printed name to the name of the medium or agency it is, or to None."""

SUFFIX = re.compile(r"\s+(?:[|•·»›~]|[-–—]|::|//)\s+(?P<name>[^|•·»›~–—]{2,60}?)\s*$")
SURE_MARKS = re.compile(r"[|•·»›~]|::|//")
OUTLET_WORDS = re.compile(
    r"\b(?:news|times|post|herald|tribune|journal|gazette|daily|today|press|agency|telegraph|guardian|observer|inquirer|chronicle|review|monitor|mail|express|standard|star|sun|globe|reuters|bbc|cnn|nbc|abc|cbs|npr|online|media|tv|radio|network|magazine|weekly|world|diplomat|mirror|independent|\w+\.(?:com|net|org|co|tv|news)\b.*)(?:$|\b)",
    re.I,
)
STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "after",
        "over",
        "that",
        "be",
        "was",
        "are",
        "his",
        "her",
    ]
)


class Headline(NamedTuple):
    """[0, end) of the line is the headline; `outlet`: where the
    outlet's name stands in the line, if it does."""

    end: int
    outlet: tuple[int, int] | None


def cut_suffix(line: str, media: Media | None = None) -> Headline:
    """Cuts " | Inquirer News", " - The Korea Times", " | Asia | DW"; a dash alone is no sign of an outlet."""
    end, outlet = len(line), None
    for _ in range(3):
        match = SUFFIX.search(line[:end])
        if match is None or len(line[: match.start()].split()) < 3:
            break
        name = match["name"]
        sure = SURE_MARKS.search(line[match.start() : match.start("name")]) is not None
        known = media is not None and media(name) is not None
        if not (
            known
            or (sure and len(name.split()) <= 6)
            or (OUTLET_WORDS.search(name) and len(name.split()) <= 5 and name[:1].isupper())
        ):
            break
        better = outlet is None or (
            OUTLET_WORDS.search(name) and not OUTLET_WORDS.search(line[slice(*outlet)])
        )
        if known or better:
            outlet = match.span("name")
        end = match.start()
    return Headline(end, outlet)


def normal(text: str) -> str:
    """Letters and digits only, lower case: two headlines that differ in quotes or dashes are one."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def content_words(text: str) -> frozenset[str]:
    """Words of a headline that carry meaning, cut to five letters so that "propose" meets "proposed"."""
    return frozenset(word[:5] for word in normal(text).split() if word not in STOP and len(word) > 1)


def headline_score(line: str, lead: frozenset[str], n_before_body: int, repeats: int) -> float:
    """How much a line above the body reads like the headline of a text
    whose first paragraphs hold words `lead`."""
    words = line.split()
    if not 2 <= len(words) <= 30 or len(line) > 220:
        return -1.0
    own = content_words(line)
    if not own:
        return -1.0
    overlap = len(own & lead) / len(own)
    score = 2.0 * overlap * min(1.0, len(own) / 4) + 0.4 * min(repeats, 2)
    score += 0.6 if 5 <= len(words) <= 22 else 0.0 if len(words) >= 3 else -0.5
    score -= 0.5 if line.rstrip().endswith((".", ":", "…")) else 0.0
    score -= 0.6 if SURE_MARKS.search(line) else 0.0
    score -= 0.04 * min(n_before_body, 25)
    return score
