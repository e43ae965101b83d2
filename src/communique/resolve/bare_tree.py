"""A tree by rule for a bare phrase, on which the language model would have too little to go."""

from __future__ import annotations

import re

from communique.knowledge import Knowledge
from communique.records import Sentence
from communique.text.tokens import tokenise

PREPOSITIONS = frozenset(
    [
        "of",
        "from",
        "in",
        "for",
        "at",
        "to",
        "with",
        "on",
        "by",
        "near",
        "against",
        "within",
        "across",
        "inside",
        "outside",
        "over",
        "under",
        "between",
        "among",
        "into",
        "about",
    ]
)


DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
        "some",
        "any",
        "all",
        "both",
        "each",
        "every",
        "no",
        "another",
    ]
)


NUMBERS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "dozens",
        "hundreds",
        "thousands",
        "several",
        "many",
        "few",
    ]
)


CLAUSE = frozenset(["who", "which", "that", "whose", "where", "headed", "led", "based"])


POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


PRONOUNS = frozenset({"its", "his", "her", "their", "our"})


_LOWER_ADJECTIVE = re.compile(
    r"^(?:local|senior|former|top|high|chief|foreign|new|old|young|armed|unidentified|masked|anti|pro|late|ex|.*(?:ist|ous|ful|ive|ible|able|ish|ern|ned|ted|red))$"
)


def phrase_sentence(words: str, knowledge: Knowledge) -> Sentence:
    """A tree by rule: the head of a phrase is the last word before the first preposition; its parts hang on
    it."""
    spans = tokenise(words)
    form = [words[start:end] for start, end in spans]
    low = [word.lower() for word in form]
    n = len(form)
    head = [-2] * n
    relation = ["dep"] * n
    upos = ["NOUN"] * n
    covered = _covered(words, knowledge, spans)
    segments = _segments(low, covered)
    previous = -1
    for first, last, link in segments:
        top = _segment(form, low, first, last, head, relation, upos, covered)
        if top < 0:
            continue
        if previous < 0:
            head[top], relation[top] = -1, "root"
        elif link == ",":
            head[top], relation[top] = previous, "appos"
        elif link in ("and", "&", "or"):
            head[top], relation[top] = previous, "conj"
        else:
            head[top], relation[top] = previous, "nmod"
        for token in range(first - 1, -1, -1):
            if head[token] != -2:
                break
            head[token] = top
            relation[token] = (
                "case"
                if low[token] in PREPOSITIONS
                else "cc"
                if low[token] in ("and", "&", "or")
                else "punct"
            )
            upos[token] = (
                "ADP" if relation[token] == "case" else "CCONJ" if relation[token] == "cc" else "PUNCT"
            )
        if link != ",":
            previous = top if previous < 0 or link not in ("and", "&", "or") else previous
    if -1 not in head:
        head[n - 1], relation[n - 1] = -1, "root"
    root = head.index(-1)
    for token in range(n):
        if head[token] == -2:
            head[token] = root
    return Sentence(
        0, len(words), tuple(form), tuple(start for start, _ in spans), tuple(end for _, end in spans),
        tuple(_lemma(word, knowledge) for word in low), tuple(upos), ("",) * n,
        tuple(_number(word, pos) for word, pos in zip(low, upos, strict=True)),
        tuple(head), tuple(relation),
    )  # fmt: skip


def _covered(words: str, knowledge: Knowledge, spans: list[tuple[int, int]]) -> list[int]:
    """Per token: number of the name or title that covers it, 0 for none; no preposition inside one splits
    it."""
    covered = [0] * len(spans)
    for number, match in enumerate(knowledge.match(words), 1):
        for token, (start, end) in enumerate(spans):
            if match.start <= start and end <= match.end:
                covered[token] = number
    return covered


def _segments(low: list[str], covered: list[int]) -> list[tuple[int, int, str]]:
    """(first, last, link) of the noun phrases between prepositions, commas and clause words."""
    found: list[tuple[int, int, str]] = []
    first, link = 0, ""
    for token, word in enumerate(low):
        inside = covered[token] and token and covered[token - 1] == covered[token]
        if inside:
            continue
        if word in CLAUSE and token > 0:
            if first < token:
                found.append((first, token, link))
            return found
        if (
            word in PREPOSITIONS
            or word in (",", "(", ")", ";")
            or (word in ("and", "&", "or") and not _shares_head(low, covered, token))
        ):
            if first < token:
                found.append((first, token, link))
            first, link = token + 1, word
    if first < len(low):
        found.append((first, len(low), link))
    return found


def _shares_head(low: list[str], covered: list[int], token: int) -> bool:
    """Whether the words joined here are both modifiers of what follows: "U.S. and South Korean troops"."""
    after = token + 1
    if not covered[token - 1] if token else True:
        return False
    if after >= len(low) or not covered[after]:
        return False
    number = covered[after]
    while after < len(low) and covered[after] == number:
        after += 1
    return after < len(low) and low[after] not in PREPOSITIONS and low[after] not in (",", "and", "'s", "’s")


def _segment(
    form: list[str], low: list[str], first: int, last: int, head: list[int], relation: list[str],
    upos: list[str],
    covered: list[int],
) -> int:  # fmt: skip
    """Hangs the words of one phrase on its last word, possessors on theirs; gives the head."""
    top = last - 1
    while top >= first and not any(char.isalnum() for char in low[top]):
        top -= 1
    if top >= first and low[top] in POSSESSIVE:
        top -= 1
    if top < first:
        return -1
    begin = first
    for token in range(first, last):
        if low[token] in POSSESSIVE and token > first:
            owner = token - 1
            for part in range(begin, owner):
                head[part], relation[part], upos[part] = (
                    owner,
                    "compound",
                    _pos(form[part], low[part], covered[part]),
                )
            head[owner], relation[owner], upos[owner] = (
                top,
                "nmod:poss",
                _pos(form[owner], low[owner], covered[owner], True),
            )
            head[token], relation[token], upos[token] = owner, "case", "PART"
            begin = token + 1
    for token in range(begin, last):
        if token == top:
            upos[token] = _pos(form[token], low[token], covered[token], True)
            continue
        pos = _pos(form[token], low[token], covered[token])
        upos[token] = pos
        head[token] = top
        relation[token] = {
            "DET": "det",
            "NUM": "nummod",
            "ADJ": "amod",
            "PUNCT": "punct",
            "CCONJ": "cc",
            "PRON": "nmod:poss",
        }.get(pos, "compound")
    for token in range(begin, top):
        if upos[token] == "DET":
            relation[token] = "det"
        elif upos[token] == "CCONJ" and begin < token < top - 1:
            after = token + 1
            while after + 1 < top and covered[after + 1] == covered[after]:
                after += 1
            head[token], relation[token] = after, "cc"
            head[after], relation[after] = token - 1, "conj"
    return top


def _pos(form: str, low: str, covered: int, is_head: bool = False) -> str:
    if not any(char.isalnum() for char in low):
        return "PUNCT"
    if low in PRONOUNS:
        return "PRON"
    if low in DETERMINERS:
        return "DET"
    if low in NUMBERS or low.isdigit():
        return "NUM"
    if low in ("and", "or", "&"):
        return "CCONJ"
    if form[:1].isupper():
        return "PROPN"
    if not is_head and not covered and _LOWER_ADJECTIVE.match(low):
        return "ADJ"
    return "NOUN"


def _number(word: str, pos: str) -> str:
    plural = pos == "NOUN" and word.endswith("s") and not word.endswith("ss")
    return "Number=Plur" if plural else ""


def _lemma(word: str, knowledge: Knowledge) -> str:
    """The singular where the tables know the word as a plural, else a plain cut of the s."""
    agent = knowledge.agent(word)
    if agent is not None:
        return agent.lemma.lower()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
