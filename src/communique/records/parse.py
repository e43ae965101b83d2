"""A parse: sentences, tokens, tree and names, as columns for speed."""

from __future__ import annotations

import msgspec


class Name(msgspec.Struct, frozen=True):
    """A named entity: token range [first, last) of its sentence; label PER, ORG, LOC or MISC."""

    first: int
    last: int
    label: str


class Sentence(msgspec.Struct, frozen=True):
    """One sentence; all columns have one entry a token.

    start, end: code points in the text. token_start, token_end: code points of each token.
    head: index of the head token in this sentence (0-based), -1 for the root. deprel: Universal Dependencies
    relation with subtype ("nsubj:pass"). feats: UD features as printed ("Mood=Ind|Tense=Past"), "" for none.
    """

    start: int
    end: int
    form: tuple[str, ...]
    token_start: tuple[int, ...]
    token_end: tuple[int, ...]
    lemma: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]
    names: tuple[Name, ...] = ()
    paragraph: int = 0
    """Index of the range (paragraph or block) the sentence lies in."""
    states: bytes = b""
    """What the relation scorer reads: little-endian float32, a row a token (`language.relations.WIDTH`)."""

    def __len__(self) -> int:
        return len(self.form)


class Parse(msgspec.Struct, frozen=True):
    """All sentences of a text, in order; offsets count `text`; `model` names what parsed it."""

    text: str
    sentences: tuple[Sentence, ...]
    model: str
