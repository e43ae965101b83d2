"""One record given as data (JSON object, table row) to a Document; the same checks for every format."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from communique.records import Document, Refusal
from communique.sources.dates import given_date
from communique.sources.limits import Limits
from communique.sources.reasons import SourceReason
from communique.sources.refuse import document_id, refusal, size_words

OPTIONAL = ("title", "outlet", "url")


def record_document(
    fields: Mapping[str, object], raw: bytes, source: str, *, text_column: str, limits: Limits
) -> Document | Refusal:
    """A Document of kind `record` whose text is exactly the one given, or the refusal of this record.

    `raw`: the bytes of the record, for its id where none was given. Numbers are accepted as ids.
    """
    given = fields.get("id")
    if (given is not None and not isinstance(given, str | int)) or isinstance(given, bool):
        return refusal(SourceReason.BAD_FIELD, f"id is {_kind(given)}, expected a string", source)
    known = str(given) if given not in (None, "") else document_id(raw)
    text = fields.get(text_column)
    if not isinstance(text, str):
        seen = "is missing" if text_column not in fields else f"is {_kind(text)}, expected a string"
        return refusal(SourceReason.NO_TEXT, f"field {text_column!r} {seen}", source, document_id=known)
    if not text.strip():
        return refusal(SourceReason.EMPTY, f"field {text_column!r} is empty", source, document_id=known)
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > limits.document_bytes:
        detail = (
            f"text of {size_words(size)}, the limit for one document is {size_words(limits.document_bytes)}"
        )
        return refusal(SourceReason.TOO_LARGE, detail, source, document_id=known)
    values: dict[str, str | None] = {}
    for name in OPTIONAL:
        value = fields.get(name)
        if value is not None and not isinstance(value, str):
            detail = f"field {name!r} is {_kind(value)}, expected a string"
            return refusal(SourceReason.BAD_FIELD, detail, source, document_id=known)
        values[name] = value or None
    try:
        published = given_date(fields.get("published"))
    except ValueError as error:
        detail = f"field 'published': {error}; expected YYYY-MM-DD"
        return refusal(SourceReason.BAD_DATE, detail, source, document_id=known, title=values["title"])
    return Document(
        id=known,
        source=source,
        text=text,
        kind="record",
        title=values["title"],
        outlet=values["outlet"],
        published=published,
        url=values["url"],
        raw_hash=sha256(raw).hexdigest(),
        raw=raw,
    )


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return "null" if value is None else names.get(type(value), type(value).__name__)
