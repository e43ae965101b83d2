"""An evidence bundle: one .zip (or folder) with a readable page, every quotation, the snapshots and their
hashes.

Whoever gets it needs neither communique nor the network to check a coding: index.html shows each sentence
with its trigger marked and leads to the snapshot; manifest.json has the SHA-256 of every file."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import msgspec

from communique.exchange.archive import Target, write_archive
from communique.exchange.chronology import day_in_words, one_an_article, sentence
from communique.exchange.holdings import Holdings
from communique.exchange.jsonl import encode_line
from communique.exchange.occurrence import Occurrence
from communique.records import Coding, DocumentRef
from communique.version import __version__

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
article{margin:1.6rem 0}h2{font-size:1.05rem;margin:0}
blockquote{margin:.4rem 0;padding:.1rem 0 .1rem .8rem;border-left:3px solid #888}
mark{background:#fd6;color:#000}
footer,small{color:#666;font-size:.85rem}code{font-size:.8rem;overflow-wrap:anywhere}
@media(prefers-color-scheme:dark){footer,small{color:#aaa}}
"""
_HEAD = f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evidence</title><style>{_STYLE}</style>
<h1>Evidence</h1>
"""
_EXTENSIONS = {"html": "html", "text": "txt", "record": "json"}


class Snapshot(msgspec.Struct, frozen=True):
    """A document in the bundle. received: SHA-256 of the bytes as they came; text, original: files in the
    bundle, null where texts may not leave."""

    document: DocumentRef
    received: str | None
    text: str | None
    original: str | None


def write_bundle(holdings: Holdings, path: Path, of: str | None = None) -> int:
    """Writes the bundle; returns the number of quotations. Where quotations are limited, snapshots stay out
    and their hashes stay in."""
    n = 0
    with write_archive(path) as target:
        files: dict[str, dict[str, object]] = {}
        snapshots: dict[str, Snapshot] = {}
        occurrences = list(holdings.occurrences(of))
        cited = [coding for occurrence in occurrences for coding in occurrence.codings]
        for coding in cited:
            if coding.document.id not in snapshots:
                snapshots[coding.document.id] = _snapshot(holdings, coding.document, target, files)
        _put(target, files, "codings.jsonl", b"".join(encode_line(coding) for coding in cited))
        page = "".join(_page(occurrences, snapshots)).encode("utf-8", "replace")
        _put(target, files, "index.html", page)
        n = len(cited)
        manifest = {
            "made_by": f"communique {__version__}",
            "n_events": len(occurrences),
            "n_quotations": n,
            "quote_words": holdings.wanted.quote_words,
            "files": files,
            "documents": [_described(snapshot) for _, snapshot in sorted(snapshots.items())],
        }
        target.write("manifest.json", msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
    return n


def _put(target: Target, files: dict[str, dict[str, object]], name: str, content: bytes) -> None:
    size, digest = target.write(name, content)
    files[name] = {"bytes": size, "sha256": digest}


def _snapshot(
    holdings: Holdings, document: DocumentRef, target: Target, files: dict[str, dict[str, object]]
) -> Snapshot:
    """The text that offsets count, and the bytes as received where the project keeps them."""
    stored = holdings.store.document(document.id)
    if stored is None:
        return Snapshot(document, None, None, None)
    received = stored.hash if len(stored.hash) == 64 else None
    if holdings.wanted.quote_words is not None:
        return Snapshot(document, received, None, None)
    text, original = f"snapshots/{stored.hash[:16]}.txt", None
    content = holdings.text_of(document.id) or stored.document.text
    _put(target, files, text, content.encode("utf-8", "surrogatepass"))
    if stored.bytes is not None:
        extension = _EXTENSIONS.get(stored.document.kind, "bin")
        original = f"originals/{stored.hash[:16]}.{extension}"
        if original not in files:
            _put(target, files, original, stored.bytes)
    return Snapshot(document, received, text, original)


def _described(snapshot: Snapshot) -> dict[str, object]:
    return {
        "id": snapshot.document.id, "source": snapshot.document.source, "title": snapshot.document.title,
        "outlet": snapshot.document.outlet, "published": snapshot.document.published,
        "received_sha256": snapshot.received, "text": snapshot.text, "original": snapshot.original,
    }  # fmt: skip


def _page(occurrences: list[Occurrence], snapshots: dict[str, Snapshot]) -> Iterator[str]:
    yield _HEAD
    for occurrence in occurrences:
        day = day_in_words(occurrence.date) or "undated"
        said = escape(f"{day}: {sentence(occurrence)}")
        yield f'<article id="{escape(occurrence.id)}"><h2>{said}</h2>\n'
        told = one_an_article(occurrence.codings)
        for coding in told:
            yield _quotation(coding, snapshots[coding.document.id])
        if not told and occurrence.address:
            yield f"<small>{escape(occurrence.coder)}: {escape(occurrence.address)}</small>\n"
        yield "</article>\n"
    yield (
        f"<footer>{len(occurrences)} events. Made with communique {escape(__version__)}; hashes of all files "
        "in manifest.json, whole records in codings.jsonl.</footer></html>\n"
    )


def _quotation(coding: Coding, snapshot: Snapshot) -> str:
    """A sentence with its trigger marked, and where it stands."""
    document, evidence = coding.document, coding.evidence
    facts = [document.title, document.outlet, document.published.isoformat() if document.published else None]
    named = ", ".join(fact for fact in facts if fact) or document.source
    shown = f"<blockquote>{_marked(coding)}</blockquote>\n" if evidence.text else ""
    link = f'<a href="{escape(snapshot.text)}">{escape(named)}</a>' if snapshot.text else escape(named)
    digest = f" <code>sha256:{snapshot.received}</code>" if snapshot.received else ""
    place = f"{escape(document.source)}, characters {evidence.start}–{evidence.end}"
    return f"{shown}<small>{link}. {place}.{digest}</small>\n"


def _marked(coding: Coding) -> str:
    text = coding.evidence.text
    start = coding.trigger.start - coding.evidence.start
    end = start + len(coding.trigger.text)
    if not (coding.trigger.text and 0 <= start < end <= len(text)):
        return escape(text)
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"
