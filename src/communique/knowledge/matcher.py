"""Finds the names of the tables in a text: longest match on word boundaries, left to right, no overlaps.

Measured by `bench/knowledge.py`. A word that begins no name costs one dictionary look-up; only the others ask
the trie.
"""

from __future__ import annotations

import bisect
import re
from typing import NamedTuple

import marisa_trie
import msgspec

from communique.knowledge.compile import CAPITAL, FIRST_WORD, PackedRef, Sections
from communique.knowledge.normalise import key_of, normalise, normalise_cased

_SPACE_RUN = re.compile(r"\s{2,}")


class Ref(NamedTuple):
    """One thing a name may mean.

    `kind`: country, organisation, person, place, agent or title. `id`: the row's id (an agent's lemma, a
    title's normalised phrase). `name_kind`: how the name names it (`name`, `demonym_adj`, `capital`,
    `plural` …).
    """

    kind: str
    id: str
    name_kind: str
    case_sensitive: bool


class NameMatch(NamedTuple):
    """A name found: `text[start:end]`, its normalised `key`, and everything it may mean."""

    start: int
    end: int
    key: str
    refs: tuple[Ref, ...]


class Matcher:
    """Matches over a compiled trie. Holds no state of any text; one instance serves all."""

    def __init__(self, trie: marisa_trie.Trie, sections: Sections) -> None:
        self._trie = trie
        self._offsets = sections["ref_offsets"].cast("I")
        self._packed = sections["refs"]
        self._longest: dict[str, int] = msgspec.msgpack.decode(sections["first_words"], type=dict[str, int])
        self._decoder = msgspec.msgpack.Decoder(tuple[PackedRef, ...])
        self._refs: dict[int, tuple[tuple[Ref, ...], tuple[PackedRef, ...] | None]] = {}

    def __len__(self) -> int:
        return len(self._trie)

    def match(self, text: str, start: int = 0, end: int | None = None) -> list[NameMatch]:
        """All names in `text[start:end]`, spans counted from the beginning of `text`.

        A run of white space inside a name counts as one space unless it holds an empty line. Of two names
        that begin at one place the longer wins; a case-sensitive name that is written otherwise is not there.
        """
        part = text[start:end]
        norm = normalise(part)
        shifts: list[tuple[int, int]] = []
        if "  " in norm:
            part, shifts = _single_spaces(part)
            norm = normalise(part)
        found: list[NameMatch] = []
        longest, begin_at = self._longest, 0
        for word in FIRST_WORD.finditer(norm):
            length = longest.get(word.group())
            if length is None or word.start() < begin_at:
                continue
            hit = self._longest_at(part, norm, word.start(), length)
            if hit is not None:
                found.append(hit)
                begin_at = hit.end
        if shifts or start:
            found = [_moved(hit, shifts, start) for hit in found]
        return found

    def _longest_at(self, part: str, norm: str, begin: int, length: int) -> NameMatch | None:
        """The longest name that begins at `begin` and ends on a word boundary, or None."""
        n_norm = len(norm)
        for key, key_id in reversed(list(self._trie.iter_prefixes_with_ids(norm[begin : begin + length]))):
            stop = begin + len(key)
            if stop < n_norm and (norm[stop].isalnum() or norm[stop] == "_"):
                continue
            refs, exacts = self._decode(key_id)
            if exacts is not None:
                written = normalise_cased(part[begin:stop])
                refs = _written_so(refs, exacts, written)
            if refs:
                return NameMatch(begin, stop, key, refs)
        return None

    def lookup(self, name: str) -> tuple[Ref, ...]:
        """Everything that exactly this name may mean, with or without "the" before it.

        Case counts for case-sensitive names. Empty if unknown.
        """
        key = key_of(name)
        key_id = self._trie.get(key)
        if key_id is None:
            return self.lookup(name.strip()[4:]) if key.startswith("the ") else ()
        refs, exacts = self._decode(key_id)
        if exacts is None:
            return refs
        return _written_so(refs, exacts, " ".join(normalise_cased(name).split()), is_name=True)

    def keys(self, prefix: str = "") -> list[str]:
        """All keys that begin with `prefix` (already normalised), sorted."""
        return sorted(self._trie.iterkeys(prefix))

    def refs_of_key(self, key: str) -> tuple[Ref, ...]:
        """Everything a key may mean in any case."""
        return self._decode(self._trie[key])[0]

    def _decode(self, key_id: int) -> tuple[tuple[Ref, ...], tuple[PackedRef, ...] | None]:
        """The refs of a key, and the packed ones where some are case-sensitive."""
        known = self._refs.get(key_id)
        if known is None:
            packed = self._decoder.decode(self._packed[self._offsets[key_id] : self._offsets[key_id + 1]])
            refs = tuple(
                Ref(ref.kind, ref.id, ref.name_kind, ref.exact not in ("", CAPITAL)) for ref in packed
            )
            known = self._refs[key_id] = (refs, packed if any(ref.exact for ref in packed) else None)
        return known


def _written_so(
    refs: tuple[Ref, ...], exacts: tuple[PackedRef, ...], written: str, is_name: bool = False
) -> tuple[Ref, ...]:
    """The refs that may be written like this; `is_name` says that it is known to be a name.

    Of agent nouns and titles only the first word's case counts: "UN Official" in a headline is "UN official",
    but "is fighter" is not "IS fighter".
    """
    first = written.split(" ")[0]
    capital = is_name or written[:1].isupper() or written[:1].isdigit()
    return tuple(
        ref
        for ref, packed in zip(refs, exacts, strict=True)
        if packed.exact in ("", written)
        or (packed.exact == CAPITAL and capital)
        or (ref.kind in ("agent", "title") and packed.exact.split(" ")[0] == first)
    )


def _single_spaces(part: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with runs of white space as one space, except runs with an empty line; and where it shrank.

    The shifts are pairs (position in the shortened text, characters lost before it), ascending.
    """
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []
    last = lost = 0
    for run in _SPACE_RUN.finditer(part):
        if run.group().count("\n") > 1:
            continue
        pieces.append(part[last : run.start() + 1])
        lost += run.end() - run.start() - 1
        last = run.end()
        shifts.append((last - lost, lost))
    pieces.append(part[last:])
    return "".join(pieces), shifts


def _moved(hit: NameMatch, shifts: list[tuple[int, int]], start: int) -> NameMatch:
    """A match of the shortened text at its place in the whole text."""
    first = bisect.bisect_right(shifts, (hit.start, 1 << 60)) - 1
    last = bisect.bisect_right(shifts, (hit.end - 1, 1 << 60)) - 1
    begin = hit.start + start + (shifts[first][1] if first >= 0 else 0)
    end = hit.end + start + (shifts[last][1] if last >= 0 else 0)
    return hit._replace(start=begin, end=end)
