"""Sentence boundaries in messy news: over tokens, with quotations, abbreviations and initials in mind."""

from __future__ import annotations

from collections.abc import Sequence

from communique.text.tokens import Span, tokenise
from communique.text.wordlists import abbreviations, starters

_STOPS = frozenset({"!", "?", "…", "．", "。", "！", "？", "‽"})
_CLOSERS = frozenset("\"”’')]}»") | {"''", "’’"}
_QUOTES = frozenset({'"', "”", "''", "’’", "’", "'", "»"})
_OPENERS = frozenset("“‘«([{\"'") | {"``", "‘‘", "‘’", "--", "—", "–", "-", "*", "•"}
_DASHES = frozenset({"--", "—", "–", "-"})
_FACES = frozenset({":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", "=)", "^_^"})
_CREDITS = frozenset({"Image", "Photo", "Picture", "Photograph", "Photos", "Images", "Credit"})
_SPEECH = frozenset(
    [
        "said",
        "says",
        "say",
        "asked",
        "asks",
        "told",
        "tells",
        "added",
        "adds",
        "wrote",
        "writes",
        "replied",
        "replies",
        "shouted",
        "declared",
        "tweeted",
        "cried",
        "insisted",
        "wondered",
        "answered",
        "explained",
        "exclaimed",
        "joked",
        "quipped",
        "chanted",
        "yelled",
        "remarked",
        "warned",
        "urged",
        "continued",
        "responded",
        "argued",
        "reads",
        "read",
    ]
)
_MAX_ATTRIBUTION = 7
"""Words looked at for the verb of saying after a quoted question ("…?” a man from Seoul asked")."""


def split_sentences(text: str, tokens: Sequence[Span]) -> list[Span]:
    """Return sentences as half-open ranges over `tokens`, which all lie in one paragraph.

    Every token is in exactly one sentence. Closing quotation marks and brackets stay with the sentence
    they close; a dateline stays with the sentence it opens; a quoted question stays with the words that
    say who asked it.
    """
    out: list[Span] = []
    first = 0
    n = len(tokens)
    words = [text[a:b] for a, b in tokens]
    quotes = 0
    i = 0
    while i < n:
        word = words[i]
        if word == '"':
            quotes += 1
        elif word in _CREDITS and first < i < n - 1 and words[i + 1] == ":":
            out.append((first, i))  # the credit after a caption
            first = i
            quotes = 0
        if _may_stop(word) and i + 1 < n:
            last = _closing(words, tokens, i, quotes)
            quotes += sum(1 for w in words[i + 1 : last + 1] if w == '"')
            if last + 1 < n and _is_boundary(words, tokens, first, i, last):
                out.append((first, last + 1))
                first = last + 1
                quotes = 0
            i = last
        i += 1
    if first < n:
        out.append((first, n))
    return out


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of one paragraph, text[start:end], as half-open ranges of code points."""
    tokens = tokenise(text, start, end)
    return [(tokens[first][0], tokens[last - 1][1]) for first, last in split_sentences(text, tokens)]


def _may_stop(word: str) -> bool:
    return (
        word[-1] == "."
        or word in _STOPS
        or word == "[...]"
        or word in _FACES
        or (word[-1] in "!?…" and not word[0].isalpha() and len(word) < 9)
    )


def _closing(words: list[str], tokens: Sequence[Span], i: int, quotes: int) -> int:
    """Return the last token that belongs to the stop at `i`: more stops, closing marks, a note number."""
    j = i
    open_quotes = quotes
    while j + 1 < len(words):
        nxt = words[j + 1]
        touches = tokens[j + 1][0] == tokens[j][1]
        if nxt == '"':
            glued = j + 2 < len(words) and tokens[j + 2][0] == tokens[j + 1][1]
            if not touches and (glued or open_quotes % 2 == 0):
                break  # it opens the next quotation
            open_quotes += 1
        elif nxt in _CLOSERS:
            if not touches and nxt in ("'", "’"):
                break
        elif nxt == "[" and j + 3 < len(words) and words[j + 2].isdigit() and words[j + 3] == "]":
            j += 2  # the number of a note
        elif nxt != "." and not (touches and (nxt in _STOPS or nxt[-1] in "!?…")):
            break
        j += 1
    return j


def _is_boundary(words: list[str], tokens: Sequence[Span], first: int, i: int, last: int) -> bool:
    """Decide whether the sentence that began at `first` ends with token `last`; its stop stands at `i`."""
    stop, nxt = words[i], words[last + 1]
    spaced = tokens[last + 1][0] > tokens[last][1]
    quoted = any(w in _QUOTES for w in words[i + 1 : last + 1])
    opens = _opens(words, last + 1)
    if not spaced and not (stop == "." and _is_title(nxt) and last > 0 and words[i - 1].isalpha()):
        return False
    if stop == ".":
        before = words[i - 1] if i > first else ""
        if (i - first == 1 or (i - first == 2 and words[first] in _OPENERS)) and _is_item(before):
            return False  # "1. Introduction"
        if len(before) == 1 and before.islower() and nxt[0].isdigit():
            return False  # "(b. 1950)"
        if nxt in _DASHES and i - first <= 10 and _is_dateline(words[first:i]):
            return False  # "HAMMOND, La. -- Officers …"
        if opens:
            return True
        return nxt[0].islower() and not quoted and len(words[i - 1]) > 3 and words[i - 1].islower()
    if stop in _FACES:
        return _is_title(nxt)
    if stop[-1] in "!?":
        if quoted and _is_attributed(words, last + 1):
            return False
        return opens or (nxt[0].islower() and not quoted and words[last] not in ")]}")
    if stop[-1] == "…" or stop.startswith("..") or stop == "[...]":
        return opens and not (nxt in ("I", "(") or nxt[0].isdigit())
    return opens and _ends_after_abbreviation(words, i, last, quoted)


def _ends_after_abbreviation(words: list[str], i: int, last: int, quoted: bool) -> bool:
    """The stop belongs to an abbreviation ("U.S.", "Corp.", "J."): what follows decides."""
    word, nxt = words[i].lower(), words[last + 1]
    kind = abbreviations().get(word)
    if kind in ("never", "number"):
        return False
    if quoted:
        return True
    start = last + 1
    while start + 1 < len(words) and words[start] in _OPENERS:
        start += 1
    opener = words[start]
    starter = opener.lower() in starters() and opener[0].isupper() and (len(opener) == 1 or _is_title(opener))
    if start > last + 1 and nxt in ("“", '"', "``") and opener[0].isupper():
        return True
    if len(word) == 2 and word[0].isalpha():  # an initial: "John F. Kennedy"
        return starter and opener.lower() not in ("a", "i")
    return starter


def _opens(words: list[str], k: int) -> bool:
    """True where the token at `k` can open a sentence: a capital, a figure, or an opening mark before one."""
    while k + 1 < len(words) and words[k] in _OPENERS:
        k += 1
    ch = words[k][0]
    if words[k].startswith(("http", "www.")):
        return True
    return ch.isupper() or ch.isdigit() or words[k] in _OPENERS or not (ch.isalpha() or ch in ",;:.!?)]}%")


def _is_title(word: str) -> bool:
    return word[0].isupper() and word[1:2].islower()


def _is_dateline(words: list[str]) -> bool:
    """True for the few words of a place before a dash, the first in capitals."""
    return bool(words) and words[0].isupper() and len(words[0]) > 1


def _is_item(word: str) -> bool:
    return (word.replace(".", "").isdigit() and len(word) <= 3) or (
        len(word) == 1 and word.isalpha() and word not in "I"
    )


def _is_attributed(words: list[str], k: int) -> bool:
    """True where the words from `k` on say who spoke: a verb of saying before any mark."""
    for word in words[k : k + _MAX_ATTRIBUTION]:
        if word.lower() in _SPEECH:
            return True
        if not (word[0].isalpha() or word in ("-", "'s", "’s")):
            return False
    return False
