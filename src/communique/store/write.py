"""Writing what one document gave: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

from communique.records import (
    Article,
    Coding,
    Document,
    DocumentRef,
    Refusal,
    Run,
    Situation,
    Statement,
)
from communique.store import tables
from communique.store.bulk import add_words
from communique.store.content import pack
from communique.store.engine import writing
from communique.store.keys import digest, ident, pairs, parties, party
from communique.store.runs import coder_number, next_number
from communique.store.words import article_words, coding_words

VERSIONED = (
    tables.article, tables.coding, tables.statement, tables.situation, tables.refusal,
)  # fmt: skip
_JSON = msgspec.json.Encoder()


class Found(msgspec.Struct, frozen=True):
    """What one document gave, whoever coded it. article null: it was refused. seconds: of work, all
    stages.
    """

    reference: DocumentRef
    article: Article | None
    codings: Sequence[Coding] = ()
    statements: Sequence[Statement] = ()
    situations: Sequence[Situation] = ()
    refusals: Sequence[Refusal] = ()
    n_sentences: int = 0
    n_words: int = 0
    seconds: float = 0.0


def content_hash(document: Document) -> str:
    """What identifies a document: the hash of the bytes received."""
    return (
        document.raw_hash or f"{digest(document.text.encode('utf-8', 'surrogatepass')) & (1 << 64) - 1:016x}"
    )


class Writer:
    """Writes documents for one run. keep_bytes: whether the bytes received are kept (packed)."""

    def __init__(self, engine: Engine, run: Run, *, keep_bytes: bool = True) -> None:
        self._engine = engine
        self._run = run
        self._keep_bytes = keep_bytes
        self._coder: int | None = None
        if run.coder is not None:
            with writing(engine) as connection:
                self._coder = coder_number(connection, run.coder)

    def add(self, document: Document, found: Found) -> bool:
        """Enters a document with its answer; False when its content was there already (then only the place
        where it was seen is entered).
        """
        with writing(self._engine) as connection:
            hash_ = content_hash(document)
            number = _number_of(connection, hash_)
            fresh = number is None
            if number is None:
                number = self._enter(connection, document, found.reference, hash_)
                self._answer(connection, number, found)
            self._sight(connection, number, document.source)
            connection.execute(delete(tables.in_flight).where(tables.in_flight.c.hash == hash_))
        return fresh

    def recode(self, number: int, found: Found) -> bool:
        """A new answer for the document of that number; False when it equals the current one. The earlier
        answer stays, closed by this run.
        """
        with writing(self._engine) as connection:
            return self._answer(connection, number, found)

    def see(self, documents: Sequence[Document]) -> list[bool]:
        """For each document whether it is in the file already; those that are get the place where they were
        seen entered, the others are marked as in flight.
        """
        with writing(self._engine) as connection:
            known = []
            for document in documents:
                hash_ = content_hash(document)
                number = _number_of(connection, hash_)
                known.append(number is not None)
                if number is not None:
                    self._sight(connection, number, document.source)
                else:
                    self._mark(connection, hash_, document.source)
            return known

    def take_alone(self, document: Document) -> None:
        """Enters that a document in flight is being coded with nothing beside it, from this moment on."""
        marks = tables.in_flight
        with writing(self._engine) as connection:
            connection.execute(
                update(marks)
                .where(marks.c.hash == content_hash(document))
                .values(alone=marks.c.alone + 1)
            )

    def refuse(self, refusal: Refusal) -> None:
        """Enters an input that never became a document; once, however often it is met."""
        with writing(self._engine) as connection:
            there = select(tables.unread.c.n).where(tables.unread.c.id == refusal.id)
            if connection.execute(there).first() is None:
                connection.execute(
                    insert(tables.unread).values(
                        n=next_number(connection, tables.unread), id=refusal.id, run=self._run.n,
                        source=_plain(refusal.document.source), reason=refusal.reason,
                        record=_JSON.encode(refusal).decode(),
                    )
                )  # fmt: skip

    def _mark(self, connection: Connection, hash_: str, source: str) -> None:
        marks = tables.in_flight
        counted = {"tries": marks.c.tries + 1, "run": self._run.n}
        changed = connection.execute(update(marks).where(marks.c.hash == hash_).values(**counted))
        if not changed.rowcount:
            connection.execute(
                insert(marks).values(hash=hash_, source=_plain(source), run=self._run.n, tries=1, alone=0)
            )

    def _sight(self, connection: Connection, number: int, source: str) -> None:
        seen, name = tables.sighting, _plain(source)
        there = select(seen.c.run).where(seen.c.document == number, seen.c.source == name)
        if connection.execute(there).first() is None:
            connection.execute(insert(seen).values(document=number, source=name, run=self._run.n))

    def _enter(self, connection: Connection, document: Document, reference: DocumentRef, hash_: str) -> int:
        number = next_number(connection, tables.document)
        slim = msgspec.structs.replace(document, text="", raw=b"")
        connection.execute(
            insert(tables.document).values(
                n=number, hash=hash_, id=_plain(document.id), source=_plain(document.source),
                kind=document.kind, title=_plain(reference.title),
                outlet=_plain(reference.outlet),
                published=reference.published.isoformat() if reference.published else None,
                url=_plain(document.url), run=self._run.n, digest=digest(_JSON.encode(slim)),
                record=_JSON.encode(slim).decode(),
            )
        )  # fmt: skip
        packed = pack(document, keep_bytes=self._keep_bytes)
        connection.execute(insert(tables.content).values(document=number, **packed))
        return number

    def _answer(self, connection: Connection, number: int, found: Found) -> bool:
        """Enters the answer; its records only when they differ from those that stand."""
        assert self._coder is not None, "a run that codes needs a coder"
        article = _JSON.encode(found.article)
        raw = b"\n".join(
            [
                article,
                *(_JSON.encode(one) for one in found.codings),
                *(_JSON.encode(one) for one in found.statements),
                *(_JSON.encode(one) for one in found.situations),
                *(_JSON.encode(one) for one in found.refusals),
            ]
        )
        mark, answers = digest(raw), tables.answer
        standing = connection.execute(
            select(answers.c.n, answers.c.digest).where(
                answers.c.document == number, answers.c.until_run.is_(None)
            )
        ).first()
        changed = standing is None or standing.digest != mark
        if standing is not None:
            connection.execute(update(answers).where(answers.c.n == standing.n).values(until_run=self._run.n))
        connection.execute(
            insert(answers).values(
                n=next_number(connection, answers), document=number, run=self._run.n, coder=self._coder,
                digest=mark, refused=int(found.article is None), n_sentences=found.n_sentences,
                n_words=found.n_words, n_codings=len(found.codings), seconds=round(found.seconds, 4),
            )
        )  # fmt: skip
        if changed:
            if standing is not None:
                self._close(connection, number)
            self._records(connection, number, found, article)
        return changed

    def _close(self, connection: Connection, number: int) -> None:
        for table in VERSIONED:
            connection.execute(
                update(table)
                .where(table.c.document == number, table.c.until_run.is_(None))
                .values(until_run=self._run.n)
            )

    def _records(self, connection: Connection, number: int, found: Found, article: bytes) -> None:
        if found.article is not None:
            row = [{"record": article.decode(), "ident": ident(found.reference.id)}]
            (n,) = self._insert(connection, tables.article, number, row)
            add_words(connection, "article", [(n, article_words(found.article))])
        rows = [
            {
                "ident": ident(one.id), "event_type": one.event_type, "mode": one.mode, "status": one.status,
                "background": int(one.background),
                "date_start": one.date.start.isoformat() if one.date.start else tables.FIRST,
                "date_end": one.date.end.isoformat() if one.date.end else tables.LAST,
                "confidence": one.confidence, "record": _JSON.encode(one).decode(),
            }
            for one in found.codings
        ]  # fmt: skip
        numbers = self._insert(connection, tables.coding, number, rows)
        linked = [
            {"coding": n, "source": source, "target": target}
            for n, one in zip(numbers, found.codings, strict=True)
            for source, target in pairs(one.actors, one.recipients)
        ]
        if linked:
            connection.execute(insert(tables.coding_pair), linked)
        add_words(
            connection, "coding",
            [(n, coding_words(one)) for n, one in zip(numbers, found.codings, strict=True)],
        )  # fmt: skip
        self._insert(
            connection, tables.statement, number,
            [
                {"ident": ident(one.id), "speaker": party(one.speaker), "record": _JSON.encode(one).decode(),
                 "addressee": party(one.addressee) if one.addressee else None}
                for one in found.statements
            ],
        )  # fmt: skip
        self._insert(
            connection, tables.situation, number,
            [
                {"ident": ident(one.id), "kind": one.kind, "holds": int(one.holds),
                 "parties": party_list(one.parties), "record": _JSON.encode(one).decode()}
                for one in found.situations
            ],
        )  # fmt: skip
        self._insert(
            connection, tables.refusal, number,
            [
                {"ident": ident(one.id), "stage": one.stage, "reason": one.reason,
                 "record": _JSON.encode(one).decode()}
                for one in found.refusals
            ],
        )  # fmt: skip

    def _insert(
        self, connection: Connection, table: Table, number: int, rows: list[dict[str, Any]]
    ) -> list[int]:
        if not rows:
            return []
        first = next_number(connection, table)
        for place, row in enumerate(rows):
            row.update(n=first + place, document=number, ord=place, since_run=self._run.n)
        connection.execute(insert(table), rows)
        return [first + place for place in range(len(rows))]


def party_list(actors: Sequence[Any]) -> str:
    """Parties of a situation in one column: ";KOR;PRK;"."""
    keys = sorted(parties(actors))
    return f";{';'.join(keys)};" if keys else ""


def _number_of(connection: Connection, hash_: str) -> int | None:
    found = connection.execute(
        select(tables.document.c.n).where(tables.document.c.hash == hash_)
    ).scalar_one_or_none()
    return None if found is None else int(found)


def _plain(value: str | None) -> Any:
    """A text for a column: without NUL, which PostgreSQL refuses, and without lone surrogates."""
    if value is None:
        return None
    return value.replace("\0", "").encode("utf-8", "replace").decode()
