"""Full text: words in articles, codings and events, the newest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Engine, text

from communique.errors import UsageError
from communique.records import Article, Coding, Event
from communique.store.engine import place_of, told
from communique.store.inflections import forms
from communique.store.search_tables import TARGETS

WORD = re.compile(r'-?"[^"]+"|[^\s"]+')
SNIPPET = 90
TYPES: dict[str, type[msgspec.Struct]] = {"article": Article, "coding": Coding, "event": Event}


class Hit(msgspec.Struct, frozen=True, tag_field="record", tag="hit"):
    """One find. of: article, coding or event; id: of the coding, event or document; text: the place, with the
    words around it; source: where the document lies, null for events.
    """

    of: str
    id: str
    source: str | None
    text: str
    value: Any


def search(engine: Engine, words: str, of: str = "coding", *, limit: int = 20) -> Iterator[Hit]:
    """Current articles, codings or events that hold all the words, in any regular form of theirs; "quoted
    words" stand together and as they are, `or` joins, a leading - excludes, a trailing * completes. The
    newest in the project come first.

    Raises UsageError for nothing to look for, or another kind of record.
    """
    if of not in TARGETS:
        raise UsageError(f"{of!r} cannot be searched; expected one of {', '.join(TARGETS)}")
    alive = "t.until_run IS NULL"
    if engine.dialect.name == "sqlite":
        chosen = (
            f"SELECT t.record FROM search_{of} s JOIN {of} t ON t.n = s.rowid "
            f"WHERE search_{of} MATCH :words AND {alive} ORDER BY s.rowid DESC LIMIT :limit"
        )
        query = fts_query(words)
    else:
        chosen = (
            f"SELECT t.record FROM search_{of} s JOIN {of} t ON t.n = s.n "
            f"WHERE s.words @@ to_tsquery('simple', :words) AND {alive} ORDER BY s.n DESC LIMIT :limit"
        )
        query = postgresql_query(words)
    decoder = msgspec.json.Decoder(TYPES[of])
    found = plain_words(words)
    with told(place_of(engine)), engine.connect() as connection:
        for (record,) in connection.execute(text(chosen), {"words": query, "limit": limit}):
            yield _hit(of, decoder.decode(record), found)


class Term(NamedTuple):
    """A piece of a query. words: stand together; none of them: `or`. begins: the last is a beginning. forms:
    of a single word that is not quoted, its forms in place of itself.
    """

    excluded: bool
    words: list[str]
    begins: bool
    forms: list[str]


def terms(words: str) -> list[Term]:
    """The pieces of a query."""
    found: list[Term] = []
    for piece in WORD.findall(words):
        if piece.lower() == "or":
            found.append(Term(False, [], False, []))
            continue
        excluded = piece.startswith("-") and len(piece) > 1
        begins = piece.endswith("*")
        parts = re.findall(r"\w+", piece)
        if parts:
            alone = len(parts) == 1 and not begins and '"' not in piece
            found.append(Term(excluded, parts, begins, forms(parts[0]) if alone else []))
    if not any(term.words and not term.excluded for term in found):
        raise UsageError(f"{words!r} holds no word to look for")
    return found


def fts_query(words: str) -> str:
    """The query as FTS5 has it; whatever a person types is taken as words, never as its syntax."""
    wanted: list[str] = []
    left_out: list[str] = []
    joined = False
    for excluded, parts, begins, inflected in terms(words):
        if not parts:
            joined = bool(wanted)
            continue
        phrase = '"' + " ".join(parts) + '"' + ("*" if begins else "")
        if len(inflected) > 1:
            phrase = "(" + " OR ".join(f'"{form}"' for form in inflected) + ")"
        if excluded:
            left_out.append(phrase)
        elif joined:
            wanted[-1] = f"({wanted[-1]} OR {phrase})"
        else:
            wanted.append(phrase)
        joined = False
    query = " AND ".join(wanted)
    return f"({query}) NOT ({' OR '.join(left_out)})" if left_out else query


def postgresql_query(words: str) -> str:
    """The query as PostgreSQL has it."""
    wanted: list[str] = []
    joined = False
    for excluded, parts, begins, inflected in terms(words):
        if not parts:
            joined = bool(wanted)
            continue
        phrase = " <-> ".join(f"'{part}'" for part in parts) + (":*" if begins else "")
        phrase = f"({phrase})" if len(parts) > 1 else phrase
        if len(inflected) > 1:
            phrase = "(" + " | ".join(f"'{form}'" for form in inflected) + ")"
        if joined:
            wanted[-1] = f"({wanted[-1]} | {phrase})"
        else:
            wanted.append(f"!{phrase}" if excluded else phrase)
        joined = False
    return " & ".join(wanted)


def plain_words(words: str) -> list[str]:
    """The words that a find is shown around."""
    shown = [
        term.forms or [part.lower() for part in term.words] for term in terms(words) if not term.excluded
    ]
    return [word for group in shown for word in group]


def _hit(of: str, record: Any, words: list[str]) -> Hit:
    if isinstance(record, Article):
        kept = " ".join(
            record.text[block.start : block.end] for block in record.blocks if block.kind != "dropped"
        )
        title = record.title.text if record.title else None
        return Hit(of, record.document_id, record.source, around(kept, words), {"title": title})
    if isinstance(record, Coding):
        return Hit(of, record.id, record.document.source, around(record.evidence.text, words), record)
    content = record.content.text if record.content else ""
    names = ", ".join(actor.name or actor.text for actor in (*record.actors, *record.recipients))
    return Hit(of, record.id, None, f"{names}: {content}" if content else names, record)


def around(passage: str, words: list[str]) -> str:
    """The first place in a passage that holds one of the words, with what stands around it."""
    passage = " ".join(passage.split())
    low = passage.lower()
    wanted = "|".join(map(re.escape, words))
    first = re.search(rf"\b(?:{wanted})\b", low) or re.search(rf"\b(?:{wanted})", low) if words else None
    place = first.start() if first else 0
    start = max(0, place - SNIPPET)
    end = min(len(passage), place + SNIPPET)
    if start:
        start = passage.find(" ", start) + 1
    if end < len(passage):
        end = max(passage.rfind(" ", place, end), place)
    return ("… " if start else "") + passage[start:end] + (" …" if end < len(passage) else "")
