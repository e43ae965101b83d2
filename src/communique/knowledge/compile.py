"""Compiles the tables into two blobs that open in milliseconds: a trie of all names and the packed rows.

The rows stay packed until a table is first asked for. Layout of the packed file: magic, the length and
CRC-32 of what follows, a MessagePack header `{section: [offset, length]}`, then the sections one after
another.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie
import msgspec

from communique.knowledge.normalise import cased_key_of, key_of
from communique.knowledge.rows import TABLE_NAMES
from communique.knowledge.spellings import initials_together, respellings, with_points
from communique.knowledge.tables import Tables, table_files

MAGIC = b"CMQKNOWA"
"""Raised whenever the layout or the normalisation changes, so that old caches are not read."""

_PREFIX = struct.Struct("<8sIII")

CAPITAL = "^"
"""Marks names that may be ordinary words in small letters: persons, places, organisations of one word, and
what `ambiguous.toml` says needs a capital (turkey, chad)."""

REF_KINDS = ("country", "organisation", "person", "place", "agent", "title", "none")

FIRST_WORD = re.compile(r"[^\W_]+")
"""What counts as a word, in keys and in texts: a run of letters and digits."""

REVERSED_ORDER = frozenset({"JPN", "HUN"})
"""States whose persons are written in both orders in English print: "Shinzo Abe", "Abe Shinzo"."""


class PackedRef(NamedTuple):
    """One meaning of a key, as it is packed.

    `exact` is the cased form a case-sensitive name must have, `CAPITAL` for a name that must begin with a
    capital, and empty for a name in any letter case.
    """

    kind: str
    id: str
    name_kind: str
    exact: str


def digest_of(folder: Path, overlay: Path | None) -> str:
    """A hash of every byte of every table file, of the layout and of the trie's version."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(MAGIC + marisa_trie.__name__.encode())
    for root in (folder, overlay):
        if root is None:
            continue
        digest.update(b"\0root\0")
        for path in table_files(root):
            data = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()


def names_in(tables: Tables) -> Iterator[tuple[str, PackedRef]]:
    """Every written form in the tables with what it means, in table order."""

    def ref(kind: str, id: str, name_kind: str, name: str, exact: bool = False) -> tuple[str, PackedRef]:
        return name, PackedRef(kind, id, name_kind, cased_key_of(name) if exact else "")

    for row in tables.rows["country_names"]:
        yield ref("country", row.country, row.kind, row.name, row.case_sensitive)
    for row in tables.rows["organisation_names"]:
        kind = "common" if row.name == row.name.lower() and row.name[:1].isalpha() else row.kind
        yield ref("organisation", row.organisation, kind, row.name, row.case_sensitive)
        if row.kind == "abbrev" and (pointed := with_points(row.name)):
            yield ref("organisation", row.organisation, "respelled", pointed, True)
    for row in tables.rows["persons"]:
        yield ref("person", row.id, "name", row.name)
        words = row.name.split()
        if row.country in REVERSED_ORDER and len(words) == 2:
            yield ref("person", row.id, "reversed", f"{words[1]} {words[0]}")
        for spelling in respellings(row.name):
            yield ref("person", row.id, "respelled", spelling.title())
        for spelling in initials_together(row.name):
            yield ref("person", row.id, "respelled", spelling)
    for row in tables.rows["person_names"]:
        yield ref("person", row.person, "variant", row.name)
    for row in tables.rows["places"]:
        yield ref("place", row.id, "name", row.name)
    for row in tables.rows["place_names"]:
        yield ref("place", row.place, "variant", row.name)
    for agent in tables.agents:
        yield ref("agent", agent.lemma, "singular", agent.lemma, _is_cased(agent.lemma))
        if agent.plural != agent.lemma:
            yield ref("agent", agent.lemma, "plural", agent.plural, _is_cased(agent.plural))
    for title in tables.titles:
        yield ref("title", key_of(title.phrase), "title", title.phrase, _is_cased(title.phrase))
    for row in tables.not_actors:
        yield ref("none", key_of(row.theme), "none", row.phrase)
    for row in tables.rows["office_names"]:
        yield ref("title", key_of(row.name), "office", row.name)


def _is_cased(phrase: str) -> bool:
    """Whether an agent noun or title begins with a word that means something else in small letters: "IS
    fighter", "UN official", "MP", "Don"."""
    word = phrase.split(" ")[0]
    return len(word) <= 3 and (word.isupper() or (word == phrase and word.istitle()))


def index_names(tables: Tables) -> dict[str, list[PackedRef]]:
    """Key → its meanings, each once, in table order."""
    capital = {entry.key for entry in tables.ambiguous if "capital_initial" in entry.needs}
    index: dict[str, dict[PackedRef, None]] = {}
    for name, ref in names_in(tables):
        key = key_of(name).lstrip("'\"(")
        if not FIRST_WORD.match(key):
            continue
        if not ref.exact and _needs_capital(name, ref.kind, key in capital):
            ref = ref._replace(exact=CAPITAL)
        index.setdefault(key, {})[ref] = None
    return {key: kept for key, refs in index.items() if (kept := _one_per_thing(_without_guesses(refs)))}


def _without_guesses(refs: dict[PackedRef, None]) -> dict[PackedRef, None]:
    """A respelling gives way to whoever is written so in the tables; two of them say nothing."""
    guessed = {ref for ref in refs if ref.name_kind == "respelled"}
    if guessed and (
        len({ref.id for ref in guessed}) > 1 or any(ref.kind == "person" for ref in refs.keys() - guessed)
    ):
        return {ref: None for ref in refs if ref not in guessed}
    return refs


def _needs_capital(name: str, kind: str, listed: bool) -> bool:
    if not name[0].isupper() or kind in ("agent", "title"):
        return False
    return listed or kind in ("person", "place") or (kind == "organisation" and " " not in name)


def _one_per_thing(refs: dict[PackedRef, None]) -> list[PackedRef]:
    """A thing named twice by one key keeps its first ref; a title row outranks the office rows."""
    kept: dict[tuple[str, str, str], PackedRef] = {}
    for ref in refs:
        kept.setdefault((ref.kind, ref.id, ref.exact), ref)
    return list(kept.values())


def compile_tables(tables: Tables) -> tuple[marisa_trie.Trie, bytes]:
    """The trie of all keys and the packed rows."""
    index = index_names(tables)
    trie = marisa_trie.Trie(sorted(index))
    packed_refs: list[bytes] = [b""] * len(index)
    for key, refs in index.items():
        packed_refs[trie.key_id(key)] = msgspec.msgpack.encode(refs)
    offsets = array("I", [0])
    for packed in packed_refs:
        offsets.append(offsets[-1] + len(packed))
    sections: dict[str, bytes] = {
        "ref_offsets": offsets.tobytes(),
        "refs": b"".join(packed_refs),
        "first_words": msgspec.msgpack.encode(_first_words(index)),
        "agents": msgspec.msgpack.encode(tables.agents),
        "titles": msgspec.msgpack.encode(tables.titles),
        "ambiguous": msgspec.msgpack.encode(tables.ambiguous),
        "warnings": msgspec.msgpack.encode([(w.file, w.line, w.problem) for w in tables.warnings]),
    }
    for table in TABLE_NAMES:
        sections[table] = msgspec.msgpack.encode(tables.rows[table])
    return trie, _pack(sections)


def _first_words(index: dict[str, list[PackedRef]]) -> dict[str, int]:
    """First word of a key → the length of the longest key that begins with it."""
    longest: dict[str, int] = {}
    for key in index:
        found = FIRST_WORD.match(key)
        word = found.group() if found else key
        longest[word] = max(longest.get(word, 0), len(key))
    return longest


def _pack(sections: dict[str, bytes]) -> bytes:
    offset, header = 0, {}
    for name, data in sections.items():
        header[name] = [offset, len(data)]
        offset += len(data)
    packed_header = msgspec.msgpack.encode(header)
    body = packed_header + b"".join(sections.values())
    return _PREFIX.pack(MAGIC, len(packed_header), len(body), zlib.crc32(body)) + body


class Sections:
    """The packed rows, cut into sections without copying. Raises `ValueError` for a damaged or foreign
    blob."""

    def __init__(self, blob: Any) -> None:
        view = memoryview(blob)
        if len(view) < _PREFIX.size:
            raise ValueError(f"compiled knowledge is {len(view)} bytes long; it is cut short")
        magic, header_length, body_length, crc = _PREFIX.unpack(view[: _PREFIX.size])
        body = view[_PREFIX.size :]
        if magic != MAGIC or len(body) != body_length or zlib.crc32(body) != crc:
            raise ValueError("compiled knowledge is damaged or of another version")
        self._header = msgspec.msgpack.decode(body[:header_length], type=dict[str, tuple[int, int]])
        self._data = body[header_length:]

    def __getitem__(self, name: str) -> memoryview:
        offset, length = self._header[name]
        return self._data[offset : offset + length]
