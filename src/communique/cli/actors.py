"""`communique actors`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from communique.clean import CleanReason, clean
from communique.cli.stream import Progress, exit_code, note, records_out
from communique.errors import InputRefused
from communique.knowledge import load_knowledge
from communique.records import Article, Document, Mention, Refusal
from communique.resolve import Resolution, resolve, resolve_phrase
from communique.sources import read_inputs

DOUBLED = frozenset({CleanReason.DOUBLED_HEADLINE.value, CleanReason.DOUBLED_LINE.value})

BATCH = 32
"""Documents parsed in common batches."""


def actors_command(paths: list[str], phrases: bool) -> None:
    """Every resolved mention of each input, one JSON line an input; with `phrases` one line an input line.

    Exits 1 when every input was refused. In `phrases` mode no line is ever refused.
    """
    if phrases:
        _phrases(paths)
        return
    import typer

    from communique.language import load_parser

    parser, knowledge, progress = load_parser(), load_knowledge(), Progress()
    out = records_out()
    n = n_refused = 0
    waiting: list[Document] = []

    def flush() -> int:
        articles = []
        refused = 0
        for document in waiting:
            try:
                articles.append((document.id, with_doubled_lines(clean(document))))
            except InputRefused as problem:
                refused += 1
                note(f"refused: {document.source}: {problem}")
        waiting.clear()
        parses = parser.parse_many(
            [
                (article.text, [(block.start, block.end) for block in article.read_ranges()])
                for _, article in articles
            ]
        )
        for (id, article), parse in zip(articles, parses, strict=True):
            resolution = resolve(parse, article, knowledge)
            out.write(msgspec.json.encode({"id": id, "actors": actor_records(resolution)}) + b"\n")
            progress.step()
        out.flush()
        return refused

    for item in read_inputs(paths):
        n += 1
        if isinstance(item, Refusal):
            n_refused += 1
            note(f"refused: {item.document.source}: {item.reason}: {item.detail}")
            continue
        waiting.append(item)
        if len(waiting) == BATCH:
            n_refused += flush()
    n_refused += flush()
    progress.done()
    raise typer.Exit(exit_code(n, n_refused))


def with_doubled_lines(article: Article) -> Article:
    """The article with its doubled headlines and captions read again: whoever stands in them is mentioned
    there.

    Coding leaves them out, since they tell of nothing twice.
    """
    kinds = {article.text[block.start : block.end].strip(): block.kind for block in article.read_ranges()}
    blocks = []
    for block in article.blocks:
        kind = block.kind
        if block.reason in DOUBLED:
            kind = kinds.get(article.text[block.start : block.end].strip(), "caption")
        blocks.append(msgspec.structs.replace(block, kind=kind))
    return msgspec.structs.replace(article, blocks=tuple(blocks))


def actor_records(resolution: Resolution) -> list[dict[str, Any]]:
    """The actors of a resolution as records, in text order.

    A mention gives one record for its noun phrase, and one for the bare name or noun inside it where the two
    differ by more than an article ("North Korean leader Kim Jong-un", "Kim Jong-un"); a group gives one
    record a
    member. `form` says what the mention is: name, nominal, pronoun or modifier; `layer` np or core.
    """
    records: list[dict[str, Any]] = []
    seen: set[tuple[int, int, str | None, str | None, str]] = set()
    text = resolution.parse.text
    for mention in resolution.mentions:
        for start, end, layer in _spans(resolution, mention):
            for actor in mention.actors:
                key = (start, end, actor.code, actor.name, mention.form)
                if key in seen:
                    continue
                seen.add(key)
                record = msgspec.to_builtins(actor) | {"start": start, "end": end, "text": text[start:end]}
                records.append({**record, "form": mention.form, "layer": layer})
    records.sort(key=lambda record: (record["start"], -record["end"]))
    return records


def _spans(resolution: Resolution, mention: Mention) -> list[tuple[int, int, str]]:
    """The span of the noun phrase, and of the core where it is really smaller."""
    core = (mention.core_start, mention.core_end, "core")
    if mention.form in ("modifier", "pronoun") or not mention.actors:
        return [core]
    start, end = mention.actors[0].start, mention.actors[0].end
    if (start, end) == core[:2]:
        return [core]
    before = resolution.parse.text[start : mention.core_start].strip().lower()
    if end == mention.core_end and before in ("the", "a", "an"):
        return [(start, end, "np")] if mention.form != "name" else [(start, end, "np"), core]
    return [(start, end, "np"), core]


class PhraseLine(msgspec.Struct):
    """One line of `actors --phrases`: a bare phrase, perhaps with the day on which offices count."""

    id: str | int | None = None
    text: str = ""
    published: str | None = None


def _phrases(paths: list[str]) -> None:
    knowledge = load_knowledge()
    out = records_out()
    for number, line in _lines(paths):
        id, text, on = _phrase(number, line)
        actor = resolve_phrase(text, knowledge, on)
        record = {
            "id": id,
            "country": actor.country,
            "sector": actor.sector,
            "code": actor.code,
            "name": actor.name,
            "kind": actor.kind,
        }
        out.write(msgspec.json.encode(record) + b"\n")
    out.flush()


def _lines(paths: list[str]) -> Iterator[tuple[int, bytes]]:
    """Non-empty lines of all inputs, numbered from 1 over each."""
    for path in paths:
        if path == "-":
            yield from ((number, line) for number, line in enumerate(sys.stdin.buffer, 1) if line.strip())
        else:
            with Path(path).open("rb") as handle:
                yield from ((number, line) for number, line in enumerate(handle, 1) if line.strip())


def _phrase(number: int, line: bytes) -> tuple[object, str, date | None]:
    """The id, text and day of a line; a broken line keeps its place, with the id where one can be read."""
    try:
        phrase = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=PhraseLine)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        note(f"line {number}: {problem}; expected an object with id and text")
        try:
            raw = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None, "", None
        return (raw.get("id") if isinstance(raw, dict) else None), "", None
    on = None
    if phrase.published:
        try:
            on = date.fromisoformat(phrase.published[:10])
        except ValueError:
            note(f"line {number}: published {phrase.published!r} is no date; expected YYYY-MM-DD")
    return phrase.id, phrase.text, on
