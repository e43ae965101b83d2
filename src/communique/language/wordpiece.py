"""WordPiece for single words, as the BERT uncased vocabulary was made.

Clean, lower-case, strip accents, split at punctuation, then greedy longest match (Devlin et al. 2019, and Wu
et al. 2016 for the match). Written here because the usual package brings 30 MB of network code along.
"""

from __future__ import annotations

import json
import unicodedata

MAX_CHARACTERS = 100
"""Longer pieces between punctuation are unknown as a whole, as in the original."""


class WordPiece:
    """Sub-word ids of single words."""

    def __init__(self, tokenizer_json: bytes) -> None:
        model = json.loads(tokenizer_json)["model"]
        self._vocabulary: dict[str, int] = model["vocab"]
        self._prefix: str = model["continuing_subword_prefix"]
        self._unknown = self._vocabulary[model["unk_token"]]

    def encode(self, word: str) -> list[int]:
        """Ids of the word's pieces, no end marks; empty for a word of control characters or spaces."""
        ids: list[int] = []
        for piece in _pieces(_normalised(word)):
            ids += self._match(piece)
        return ids

    def _match(self, piece: str) -> list[int]:
        """Greedy longest match from the left; one unknown id when some part has no match."""
        if len(piece) > MAX_CHARACTERS:
            return [self._unknown]
        ids: list[int] = []
        start = 0
        while start < len(piece):
            end = len(piece)
            while end > start:
                part = piece[start:end] if start == 0 else self._prefix + piece[start:end]
                found = self._vocabulary.get(part)
                if found is not None:
                    ids.append(found)
                    break
                end -= 1
            else:
                return [self._unknown]
            start = end
        return ids


def _normalised(word: str) -> str:
    """Control characters out, white space to spaces, ideographs apart, lower case, accents stripped."""
    if word.isascii() and word.isprintable():
        return word.lower()
    cleaned = []
    for character in word:
        code = ord(character)
        if code in (0, 0xFFFD) or _is_control(character):
            continue
        if _is_ideograph(code):
            cleaned.append(f" {character} ")
        elif character in "\t\n\r" or unicodedata.category(character) == "Zs":
            cleaned.append(" ")
        else:
            cleaned.append(character)
    decomposed = unicodedata.normalize("NFD", "".join(cleaned))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()


def _is_control(character: str) -> bool:
    return character not in "\t\n\r" and unicodedata.category(character) in ("Cc", "Cf", "Co")


#: First and last code point of the CJK blocks, as BERT lists them.
IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


def _is_ideograph(code: int) -> bool:
    return any(first <= code <= last for first, last in IDEOGRAPHS)


def _pieces(text: str) -> list[str]:
    """Runs between spaces and punctuation; each punctuation mark is a piece."""
    found: list[str] = []
    run: list[str] = []
    for character in text:
        if character.isspace():
            if run:
                found.append("".join(run))
                run = []
        elif _is_punctuation(character):
            if run:
                found.append("".join(run))
                run = []
            found.append(character)
        else:
            run.append(character)
    if run:
        found.append("".join(run))
    return found


def _is_punctuation(character: str) -> bool:
    if character.isascii():
        return not character.isalnum() and character.isprintable() and character != " "
    return unicodedata.category(character).startswith("P")
