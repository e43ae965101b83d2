"""Records as JSON lines: one object a line, keys in the order of the contract."""

from __future__ import annotations

import re

import msgspec

from communique.records import Coding, Refusal, Situation, Span, Statement

Record = Coding | Statement | Situation | Refusal
_ENCODER = msgspec.json.Encoder()
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def encode_line(record: msgspec.Struct) -> bytes:
    """The record as one UTF-8 line with its newline."""
    return _ENCODER.encode(record) + b"\n"


def limit_quotes(record: Record, words: int | None) -> Record:
    """The record with every quotation of the source text cut to `words` words (0: offsets only, empty text).

    null leaves the record as it is. Actor names and other knowledge are not quotations and stay.
    """
    if words is None:
        return record
    changed = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        limited = _limited(value, words)
        if limited is not value:
            changed[name] = limited
    if isinstance(record, Refusal) and record.span is not None:  # its detail quotes the words in question
        changed["detail"] = _QUOTED.sub(
            lambda found: f"'{cut_words(found[0][1:-1], words) or '…'}'", record.detail
        )
    return msgspec.structs.replace(record, **changed) if changed else record


def _limited(value: object, words: int) -> object:
    if isinstance(value, tuple):
        parts = tuple(_limited(part, words) for part in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    if isinstance(value, Span) or (isinstance(value, msgspec.Struct) and "text" in value.__struct_fields__):
        text: str = getattr(value, "text")  # noqa: B009 - mypy knows no `text` of a plain Struct
        if not text:
            return value
        cut = cut_words(text, words)
        return value if cut == text else msgspec.structs.replace(value, text=cut)
    return value


def cut_words(text: str, words: int) -> str:
    """The first `words` words of a text, an ellipsis after them when something was cut; "" for 0."""
    if words <= 0:
        return ""
    parts = text.split()
    return text if len(parts) <= words else " ".join(parts[:words]) + " …"
