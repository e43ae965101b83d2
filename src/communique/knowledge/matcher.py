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

_INITIAL = re.compile(r"([^\W\d_]+) [^\W\d_]\.? ")
_SPACE_RUN = re.compile(r"\s{2,}")


class Ref(NamedTuple):
    """One thing a name may mean.

    `kind`: country, organisation, person, place, agent, title, or none for a name that is no actor and no
    place ("Korean War"; `id` then says what it is). `id`: the row's id (an agent's lemma, a
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
        self._meanings: dict[int, _Meaning] = {}

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
        longest, free_from = self._longest, 0
        for word in FIRST_WORD.finditer(norm):
            length = longest.get(word.group())
            if length is None:
                continue
            begin = word.start()
            if begin < free_from:
                continue
            hit = self._longest_at(part, norm, begin, length)
            if hit is None and part[begin].isupper():
                hit = self._with_initial(part, norm, begin, length)
            if hit is not None:
                found.append(hit)
                free_from = hit.end
        if shifts or start:
            found = [_moved(hit, shifts, start) for hit in found]
        return found

    def _longest_at(self, part: str, norm: str, begin: int, length: int) -> NameMatch | None:
        """The longest name that begins at `begin` and ends on a word boundary, or None."""
        n_norm = len(norm)
        keys = list(self._trie.iter_prefixes_with_ids(norm[begin : begin + length]))
        for key, key_id in reversed(keys):
            stop = begin + len(key)
            if stop < n_norm and (norm[stop].isalnum() or norm[stop] == "_"):
                continue
            meaning = self._meanings.get(key_id) or self._decode(key_id)
            if meaning.exacts is not None:
                refs = _written_so(meaning, normalise_cased(part[begin:stop]))
            else:
                refs = meaning.refs if part[begin].isupper() else meaning.small
            if refs:
                return NameMatch(begin, stop, key, refs)
        return None

    def _with_initial(self, part: str, norm: str, begin: int, length: int) -> NameMatch | None:
        """A person written with a middle initial that the tables do not have: "Harry S. Truman"."""
        initial = _INITIAL.match(norm, begin)
        if initial is None:
            return None
        short = norm[begin : initial.end(1)] + " " + norm[initial.end() : begin + length + 4]
        lost = initial.end() - initial.end(1) - 1
        for key, key_id in reversed(list(self._trie.iter_prefixes_with_ids(short[:length]))):
            stop = begin + len(key) + lost
            if stop <= initial.end() or (stop < len(norm) and (norm[stop].isalnum() or norm[stop] == "_")):
                continue
            refs = tuple(ref for ref in self._decode(key_id).refs if ref.kind == "person")
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
        meaning = self._decode(key_id)
        if meaning.exacts is None:
            return meaning.refs
        return _written_so(meaning, " ".join(normalise_cased(name).split()), is_name=True)

    def keys(self, prefix: str = "") -> list[str]:
        """All keys that begin with `prefix` (already normalised), sorted."""
        return sorted(self._trie.iterkeys(prefix))

    def refs_of_key(self, key: str) -> tuple[Ref, ...]:
        """Everything a key may mean in any case."""
        return self._decode(self._trie[key]).refs

    def _decode(self, key_id: int) -> _Meaning:
        """What a key means, decoded once."""
        known = self._meanings.get(key_id)
        if known is None:
            packed = self._decoder.decode(self._packed[self._offsets[key_id] : self._offsets[key_id + 1]])
            exacts = tuple(ref.exact for ref in packed)
            refs = tuple(Ref(ref.kind, ref.id, ref.name_kind, ref.exact not in _LOOSE) for ref in packed)
            small = tuple(ref for ref, exact in zip(refs, exacts, strict=True) if not exact)
            known = _Meaning(refs, small, None if _LOOSE.issuperset(exacts) else exacts)
            self._meanings[key_id] = known
        return known


class _Meaning(NamedTuple):
    """A decoded key: all its refs, those that need no capital, and the exact forms where some ref has one."""

    refs: tuple[Ref, ...]
    small: tuple[Ref, ...]
    exacts: tuple[str, ...] | None


_LOOSE = frozenset({"", CAPITAL})


def _written_so(meaning: _Meaning, written: str, is_name: bool = False) -> tuple[Ref, ...]:
    """The refs that may be written like this; `is_name` says that it is known to be a name.

    Of agent nouns and titles only the first word's case counts: "UN Official" in a headline is "UN official",
    but "is fighter" is not "IS fighter".
    """
    first = written.split(" ")[0]
    capital = is_name or written[:1].isupper()
    return tuple(
        ref
        for ref, exact in zip(meaning.refs, meaning.exacts or (), strict=True)
        if exact in ("", written)
        or (exact == CAPITAL and capital)
        or (ref.kind in ("agent", "title") and exact.split(" ")[0] == first)
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
