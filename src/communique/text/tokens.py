"""Token boundaries after the conventions of the English Universal Dependencies treebanks.

Clitics part ("do|n't", "Kim|'s"), hyphens and slashes part except after a bound prefix ("anti-missile"),
currency and per-cent signs part; web addresses, e-mail addresses, times, dates, decimals, telephone
numbers, emoticons, emoji and dotted abbreviations stay whole. Every character that is neither white
space nor a control character lies in exactly one token.
"""

from __future__ import annotations

import re

from communique.text.wordlists import abbreviations, prefixes

Span = tuple[int, int]

GAP = r"\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2060\ufeff"
"""What parts chunks: white space, control characters, zero-width marks (as a character class body)."""

_MAX_CACHED = 48
_CACHE_SIZE = 200_000

_CHUNK = re.compile(rf"[^{GAP}]+")

_APOSTROPHE = "'’"
_TLD = (
    "com|org|net|gov|edu|mil|int|info|biz|io|tv|co|us|uk|eu|kr|kp|jp|cn|ru|de|fr|in|au|ca|ie|ch|se|no|ir|il"
)
_SCANNER = re.compile(
    rf"""
    (?P<url> (?:https?://|ftp://|www\.) [^{GAP}<>"“”‘’\])}}]* [^{GAP}<>"“”‘’\])}}.,;:!?…'] )
  | (?P<mail> [\w][\w.+%-]{{0,63}} @ [\w-]{{1,63}} (?: \.[\w-]{{1,63}} )* )
  | (?P<handle> (?<!\w)[@\#][^\W\d]\w{{0,63}} )
  | (?P<file> [\w-]{{1,64}}\.(?:doc|docx|xls|xlsx|pdf|txt|ppt|pptx|jpe?g|png|gif|html?|zip|csv)(?!\w) )
  | (?P<host> (?:[a-zA-Z0-9][a-zA-Z0-9-]{{0,62}}\.){{1,4}} (?:{_TLD})
        (?:/[^{GAP}<>"“”]*[\w/])? (?![\w@-]|\.\w) )
  | (?P<group> (?:alt|comp|humanities|misc|rec|sci|soc|talk)(?:\.[a-z][\w+-]{{1,63}}){{1,6}}(?!\w) )
  | (?P<brief> (?:b/c|c/o|s/he|w/o)(?![\w/]) )
  | (?P<emote> (?<![\w)]) (?: [:;=][-'^o]?[)(DPp/|\]\[](?![\w/]) | \(: | \^_+\^ | <3(?!\d) ) )
  | (?P<elided> \[(?:\.\.\.|…)\] )
  | (?P<dotted> (?:[^\W\d_]\.){{2,}} (?:[^\W\d_](?![\w]))? | [A-Z]\.[A-Z](?![\w.]) | Ph\.D\.? )
  | (?P<currency> (?:US|HK|NZ|C|A|S|R)\$ )
  | (?P<clipped> (?<![\w.,]) [{_APOSTROPHE}]
        (?: \d\ds? | s | re | ve | ll | d | m | em | cause | til )(?!\w) )
  | (?P<number>
        [+-]?(?<![\w.,/:-][+-]) (?:
            (?:\d{{3}}/\d{{3}}|\d{{5}}|\d)-\d{{4}}(?![\w-])
          | \d{{1,4}}(?:/\d{{1,4}}){{1,2}}(?![\d/])
          | \d{{1,4}}(?:-\d{{1,2}}-|\.\d{{1,2}}\.)\d{{2,4}}(?![\d.-]*\d)
          | (?:\d[-.])?\d{{3}}[-.]\d{{3}}[-.]\d{{4}}(?![\d-]) | \d{{3}}-\d{{4}}(?![\d-])
          | \d{{1,2}}(?::\d\d){{1,2}}(?!\d)
          | \d+0['’]s(?!\w)
          | \d+(?:,\d{{3}})*(?:\.\d+)?(?:st|nd|rd|th|s|’s|'s)?(?!\w)
          | \.\d+
        ) )
  | (?P<word> [^\W_](?:[\w\u00ad\u200c\u200d]|[{_APOSTROPHE}](?=\w))* (?:[\u0300-\u036f][\w]*)* )
  | (?P<emoji>
        [\U0001F1E6-\U0001F1FF]{{2}}
      | [\u203c-\u3299\U0001F000-\U0001FAFF][\ufe0f\u20e3\U0001F3FB-\U0001F3FF]*
        (?:\u200d[\u2190-\u3299\U0001F000-\U0001FAFF][\ufe0f\U0001F3FB-\U0001F3FF]*)* )
  | (?P<dots> \.[?!]+ | \.{{2,}} | …+ )
  | (?P<run> -{{2,}} | ={{2,}} | _{{2,}} | \*{{2,}} | \#{{2,}} | ~{{2,}}
        | \${{2,}} | \+{{2,}} | [!?]{{2,}} | <{{2,}} | >{{2,}}
        | '' | `` | ’’ | ‘‘ | ‘’ | \|{{2,}} )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)

_CLITIC = re.compile(
    rf"(?:n[{_APOSTROPHE}]t|[{_APOSTROPHE}](?:s|m|d|re|ve|ll|all))$",
    re.IGNORECASE,
)
_FUSED = {
    "cannot": (3, 3),
    "gonna": (3, 2),
    "wanna": (3, 2),
    "gotta": (3, 2),
    "dont": (2, 2),
    "doesnt": (4, 2),
    "didnt": (3, 2),
    "wont": (2, 2),
    "cant": (2, 2),
    "isnt": (2, 2),
    "wasnt": (3, 2),
    "arent": (3, 2),
    "couldnt": (5, 2),
    "wouldnt": (5, 2),
    "shouldnt": (6, 2),
    "havent": (4, 2),
    "hasnt": (3, 2),
    "aint": (2, 2),
    "im": (1, 1),
    "ive": (1, 2),
    "thats": (4, 1),
    "youre": (3, 2),
    "theyre": (4, 2),
    "theres": (5, 1),
    "heres": (4, 1),
    "wheres": (5, 1),
    "whats": (4, 1),
    "hes": (2, 1),
    "shes": (3, 1),
    "arnt": (2, 2),
    "alot": (1, 3),
    "outta": (3, 2),
    "Lets": (3, 1),
    "lemme": (3, 2),
    "gimme": (3, 2),
    "dunno": (2, 1, 2),
    "'tis": (2, 2),
    "'twas": (2, 3),
    "’tis": (2, 2),
    "’twas": (2, 3),
}
"""Words written as one that are two or three, with the length of each part; a capital counts where given."""

_AFTER_IT_IS = frozenset(
    "a an the not nothing anyone really simply very just so too probably definitely gonna been getting"
    " in on for from between with about like".split()
)
"""Words that follow "it's", never "its": where one does, an "its" lacks its apostrophe."""

_UNIT = re.compile(
    r"(\d[\d,.]*)(am|pm|a\.m\.|p\.m\.|km|kg|cm|mm|kt|mph|kph|kw|mw|gw|gb|mb|tb|bn|k|m|hrs?|mins?|yrs?|ft|lbs?)$",
    re.I,
)

_NEXT_WORD = re.compile(r"\s+(\w+)")

_cache: dict[str, tuple[Span, ...]] = {}


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the tokens of text[start:end] as half-open code point spans of `text`, in order."""
    out: list[Span] = []
    for chunk in _CHUNK.finditer(text, start, len(text) if end is None else end):
        base = chunk.start()
        piece = chunk.group()
        spans = _cache.get(piece)
        if spans is None:
            spans = tuple(_split(piece))
            if len(piece) <= _MAX_CACHED:
                if len(_cache) >= _CACHE_SIZE:
                    _cache.clear()
                _cache[piece] = spans
        if len(spans) == 1 and (piece[-1] == "." or piece in ("its", "Its")) and _parts(text, piece, base):
            out += [(base, base + len(piece) - 1), (base + len(piece) - 1, base + len(piece))]
        elif len(spans) == 1:
            out.append((base, base + len(piece)))
        else:
            out.extend([(base + a, base + b) for a, b in spans])
    return out


def _parts(text: str, piece: str, base: int) -> bool:
    """True where what follows says that the last character of `piece` is a token of its own."""
    if piece[-1] == "s":
        following = _NEXT_WORD.match(text, base + len(piece))
        return following is not None and following.group(1) in _AFTER_IT_IS
    if piece.lower() == "etc.":
        following = _NEXT_WORD.match(text, base + len(piece))
        return following is not None and following.group(1)[0].isupper()
    return _bare_number_sign(text, piece, base)


def _bare_number_sign(text: str, piece: str, base: int) -> bool:
    """True where "No." or "p." is followed by no figure, and so is a word that ends a sentence."""
    if abbreviations().get(piece.lower()) != "number":
        return False
    following = text[base + len(piece) : base + len(piece) + 3].lstrip()
    return not following[:1].isdigit() and following[:1] not in ("#", "X", "I", "V")


def _split(chunk: str) -> list[Span]:
    """Split one chunk (no white space in it)."""
    if chunk.isalpha() and chunk.lower() not in _FUSED and chunk not in _FUSED:
        return [(0, len(chunk))]
    spans: list[Span] = []
    at = 0
    while at < len(chunk):
        match = _SCANNER.match(chunk, at)
        assert match is not None, f"the scanner takes any character, {chunk[at]!r} too"
        kind = match.lastgroup
        stop = match.end()
        if kind == "word":
            stop = _word_end(chunk, at, stop)
            spans.extend(_word(chunk, at, stop))
        elif kind == "number":
            spans.extend(_number(chunk, at, stop))
        else:
            spans.append((at, stop))
        at = stop
    return spans


def _word_end(chunk: str, at: int, stop: int) -> int:
    """Extend a word over the stop of an abbreviation, an inner ampersand, or a bound prefix's hyphen."""
    word = chunk[at:stop]
    after = chunk[stop : stop + 1]
    if after == ".":
        ends = abbreviations().get(word.lower() + ".")
        if ends is not None and (word[:1].isupper() or len(word) > 1):
            rest = chunk[stop + 1 : stop + 2]
            if ends == "number":
                return stop + 1 if not rest or rest.isdigit() else stop
            if not rest.isalnum() or (ends == "never" and rest.isupper()):
                return stop + 1
        if len(word) == 1 and word.isupper() and word != "I" and not chunk[stop + 1 : stop + 2].isalnum():
            return stop + 1
    elif after == "&" and word.isupper() and len(word) <= 3 and chunk[stop + 1 : stop + 2].isupper():
        tail = _SCANNER.match(chunk, stop + 1)
        if tail is not None and tail.end() - stop <= 4:
            return tail.end()
    elif after == "-" and word.lower() in prefixes() and chunk[stop + 1 : stop + 2].isalnum():
        tail = _SCANNER.match(chunk, stop + 1)
        if tail is not None and tail.lastgroup in ("word", "number"):
            return tail.end()
    elif after == "-" and stop + 1 == len(chunk) and stop - at < len(chunk):
        return stop + 1  # "short- and long-range", a word cut off
    elif after == "!" and word == "Yahoo":
        return stop + 1
    return stop


def _word(chunk: str, at: int, stop: int) -> list[Span]:
    """Part the clitics off a word, and words written as one."""
    word = chunk[at:stop]
    fused = _FUSED.get(word) or _FUSED.get(word.lower())
    if fused is not None:
        spans = []
        for length in fused:
            spans.append((at, at + length))
            at += length
        return spans
    unit = _UNIT.match(word)
    if unit is not None:
        return [(at, at + unit.end(1)), (at + unit.end(1), stop)]
    clitic = _CLITIC.search(word)
    if clitic is not None and clitic.start() > 0:
        return [*_word(chunk, at, at + clitic.start()), (at + clitic.start(), stop)]
    return [(at, stop)]


def _number(chunk: str, at: int, stop: int) -> list[Span]:
    """Part a possessive off a number ("2016's") but not the s of a decade."""
    if (
        chunk[stop - 3 : stop - 2] != "0"
        and chunk[stop - 2 : stop - 1] in _APOSTROPHE
        and chunk[stop - 1] == "s"
        and stop - 2 > at
    ):
        return [(at, stop - 2), (stop - 2, stop)]
    return [(at, stop)]
