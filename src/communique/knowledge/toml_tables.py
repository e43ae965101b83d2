"""Reads `agents.toml`, `titles.toml`, `not_actors.toml` and `ambiguous.toml`.

The first three are lists of sets: what the entries of a set share stands once, the
entries follow. Regular English plurals are made by rule; irregular ones are written out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from communique.knowledge.normalise import key_of
from communique.knowledge.rows import Agent, Ambiguity, NotActor, Reading, Title

Warn = Callable[[str, int, str], None]


def _load(path: Path, warn: Warn) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        warn(path.name, 0, f"is not TOML: {error}; nothing of it was read")
        return {}


def plural_of(noun: str) -> str:
    """The regular English plural of a noun phrase, made on its head: the last word, or the word before "of",
    "in", "to" and the like ("chief of staff" → "chiefs of staff").

    >>> [plural_of(noun) for noun in ("rebel", "deputy", "chief of staff", "coach", "policeman")]
    ['rebels', 'deputies', 'chiefs of staff', 'coaches', 'policemen']
    """
    words = noun.split(" ")
    head = len(words) - 1
    for index, word in enumerate(words):
        if index and word in ("of", "in", "to", "for", "at", "from", "on", "without", "with"):
            head = index - 1
            break
    words[head] = _plural_word(words[head])
    return " ".join(words)


NOT_MEN = ("human", "shaman", "german", "roman", "ottoman", "norman", "turkoman", "brahman")
"""Words in -man whose plural is regular."""


def _plural_word(word: str) -> str:
    if word.endswith("man") and not word.lower().endswith(NOT_MEN):
        return word[:-3] + "men"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def read_agents(path: Path, warn: Warn) -> Iterator[Agent]:
    """Every agent noun of the file. A set has `sector`, `alt`, `org_kind`, `source` and any of: `nouns`
    (regular plurals), `irregular` (singular = plural), `plural_only` (police, troops)."""
    for number, group in enumerate(_load(path, warn).get("set", []), 1):
        sector, source = group.get("sector", ""), group.get("source", "")
        if not sector or not source:
            warn(path.name, 0, f"set {number} ({group.get('theme', 'unnamed')}) lacks sector or source")
            continue
        alt, org_kind = group.get("alt", ""), group.get("org_kind", "")
        for noun in group.get("nouns", []):
            yield Agent(noun, plural_of(noun), sector, alt, org_kind, source)
        for noun, plural in group.get("irregular", {}).items():
            yield Agent(noun, plural, sector, alt, org_kind, source)
        for noun in group.get("plural_only", []):
            yield Agent(noun, noun, sector, alt, org_kind, source)


def read_titles(path: Path, warn: Warn) -> Iterator[Title]:
    """Every title of the file. A set has `sector`, `office_kind`, `before_name`, `source` and `titles`."""
    for number, group in enumerate(_load(path, warn).get("set", []), 1):
        if not group.get("source") or "titles" not in group:
            warn(path.name, 0, f"set {number} ({group.get('theme', 'unnamed')}) lacks titles or source")
            continue
        for phrase in group["titles"]:
            yield Title(
                phrase,
                group.get("sector", ""),
                group.get("office_kind", ""),
                group.get("before_name", True),
                group["source"],
            )


def read_not_actors(path: Path, warn: Warn) -> Iterator[NotActor]:
    """Every name of the file that is no actor and no place. A set has `theme`, `phrases` and `source`."""
    for number, group in enumerate(_load(path, warn).get("set", []), 1):
        if not group.get("source") or "phrases" not in group:
            warn(path.name, 0, f"set {number} ({group.get('theme', 'unnamed')}) lacks phrases or source")
            continue
        for phrase in group["phrases"]:
            yield NotActor(phrase, group.get("theme", ""), group["source"])


def read_ambiguous(path: Path, warn: Warn) -> Iterator[Ambiguity]:
    """Every ambiguous name of the file, keys and evidence normalised.

    `[[name]]` describes one name; `[[set]]` gives many `keys` the same `needs`, their readings being
    those of the tables.
    """
    content = _load(path, warn)
    for number, group in enumerate(content.get("set", []), 1):
        if not group.get("source") or not group.get("needs"):
            warn(path.name, 0, f"set {number} ({group.get('theme', 'unnamed')}) lacks needs or source")
            continue
        for key in group.get("keys", ()):
            yield Ambiguity(
                key_of(key), (), tuple(group["needs"]), "", group.get("theme", ""), group["source"]
            )
    for number, entry in enumerate(content.get("name", []), 1):
        readings = entry.get("readings", ())
        if not entry.get("key") or not entry.get("source") or any("ref" not in one for one in readings):
            warn(path.name, 0, f"name {number} ({entry.get('key', 'unnamed')}) lacks key, source or a ref")
            continue
        yield Ambiguity(
            key_of(entry["key"]),
            tuple(
                Reading(one["ref"], tuple(key_of(word) for word in one.get("evidence", ())))
                for one in readings
            ),
            tuple(entry.get("needs", ())),
            entry.get("default", ""),
            entry.get("note", ""),
            entry["source"],
        )
