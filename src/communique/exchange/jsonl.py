"""Records as JSON lines: one object a line, keys in the order of the contract."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO, TypeVar, cast

import msgspec

from communique.records import (
    Coding,
    Commitment,
    Decision,
    Event,
    Refusal,
    Run,
    Situation,
    Standing,
    Statement,
)

Record = Coding | Statement | Situation | Refusal
"""What `communique code` writes."""
AnyRecord = Record | Event | Standing | Commitment | Decision | Run
"""What a project file holds besides."""
Limited = TypeVar("Limited", bound=msgspec.Struct)
_ENCODER = msgspec.json.Encoder()
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|‘[^’]*’")
_REASONS = ("why", "reasons", "detail")
"""Fields whose words are ours but for what they quote."""


def encode_line(record: msgspec.Struct) -> bytes:
    """The record as one UTF-8 line with its newline."""
    return _ENCODER.encode(record) + b"\n"


def write_jsonl(records: Iterable[msgspec.Struct], out: BinaryIO) -> int:
    """One line a record; returns their number."""
    n = 0
    for record in records:
        out.write(encode_line(record))
        n += 1
    return n


def read_line(line: bytes) -> AnyRecord:
    """The record of a line. Raises msgspec.ValidationError for a line that is none."""
    return _DECODER.decode(line)


_DECODER: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(
    Coding | Statement | Situation | Refusal | Event | Standing | Commitment | Decision | Run
)


def limit_quotes(record: Limited, words: int | None) -> Limited:
    """The record with every quotation of the source text cut to `words` words (0: offsets only, empty text).

    null leaves the record as it is. Actor names and other knowledge are not quotations and stay; reasons
    and details keep their words but for what they quote.
    """
    return record if words is None else cast(Limited, _limited(record, words))


def _limited(value: Any, words: int) -> Any:
    """The value with all texts inside it cut; the very same object where nothing was."""
    if isinstance(value, Refusal) and value.span is None:
        return value  # it speaks of a file or setting, not of a text
    if isinstance(value, msgspec.Struct):
        changed = {}
        for name in value.__struct_fields__:
            old = getattr(value, name)
            new = _field(name, old, words)
            if new is not old:
                changed[name] = new
        return msgspec.structs.replace(value, **changed) if changed else value
    if isinstance(value, tuple | list):
        parts = [_limited(part, words) for part in value]
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else type(value)(parts)
    if isinstance(value, dict):
        return {name: _field(name, part, words) for name, part in value.items()}
    return value


def _field(name: str, value: Any, words: int) -> Any:
    if name == "text" and isinstance(value, str):
        cut = cut_words(value, words)
        return value if cut == value else cut
    if name in _REASONS:
        return _reasons(value, words)
    return _limited(value, words)


def _reasons(value: Any, words: int) -> Any:
    if isinstance(value, str):
        cut = _QUOTED.sub(lambda found: _cut_quoted(found[0], words), value)
        return value if cut == value else cut
    if isinstance(value, tuple | list) and all(isinstance(part, str) for part in value):
        parts = [_reasons(part, words) for part in value]
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else type(value)(parts)
    return _limited(value, words)


def _cut_quoted(quoted: str, words: int) -> str:
    return quoted[0] + (cut_words(quoted[1:-1], words) or "…") + quoted[-1]


def cut_words(text: str, words: int) -> str:
    """The first `words` words of a text, an ellipsis after them when something was cut; "" for 0."""
    if words <= 0:
        return ""
    parts = text.split()
    return text if len(parts) <= words else " ".join(parts[:words]) + " …"
