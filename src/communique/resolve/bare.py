"""A bare phrase, without sentence or article: "Dutch Foreign Minister", "the finance committee"."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from communique.knowledge import Knowledge
from communique.records import Article, Block, Mention, Parse, PublicationDate
from communique.resolve.bare_tree import phrase_sentence
from communique.resolve.resolution import Resolution, resolve_scene
from communique.resolve.scene import Scene


class PhraseActor(NamedTuple):
    """What a bare phrase stands for; nulls where it says nothing."""

    country: str | None
    sector: str | None
    code: str | None
    name: str | None
    kind: str | None


NOBODY = PhraseActor(None, None, None, None, None)


def resolve_phrase(text: str, knowledge: Knowledge, on: dt.date | None = None) -> PhraseActor:
    """Whom a bare phrase stands for.

    `on`: the day on which offices count, where one is known. A phrase of several parties gives the country
    and
    sector that they share. A phrase without a country gives none.
    """
    words = " ".join(text.split()).strip(" .,;:")
    if not words:
        return NOBODY
    resolution = _resolution(words, knowledge, on)
    mention = _main(resolution)
    if mention is None or not mention.actors:
        return NOBODY
    actors = mention.actors
    first = actors[0]
    if len(actors) == 1:
        return PhraseActor(first.country, first.sector, first.code, first.name, first.kind)
    country = first.country if len({actor.country for actor in actors}) == 1 else None
    sector = first.sector if len({actor.sector for actor in actors}) == 1 else None
    return PhraseActor(country, sector, (country or "") + (sector or "") or None, None, "group")


def _resolution(words: str, knowledge: Knowledge, on: dt.date | None) -> Resolution:
    parse = Parse(words, (phrase_sentence(words, knowledge),), "bare phrase")
    article = Article(
        "",
        "",
        words,
        None,
        (Block(0, len(words), "body", ""),),
        PublicationDate(on, on, on, "given" if on else "none"),
    )
    scene = Scene(parse, article, knowledge, None)
    scene.bare = True
    scene.lower_case = words == words.lower()
    return resolve_scene(scene)


def _main(resolution: Resolution) -> Mention | None:
    """The mention at the root, else the widest one that is not only a part."""
    sentence = resolution.parse.sentences[0]
    root = sentence.head.index(-1)
    mention = resolution.at(0, root)
    if mention is not None and mention.actors:
        return mention
    whole = [m for m in resolution.mentions if m.actors and m.form != "modifier"]
    if whole:
        return max(whole, key=lambda m: (m.last - m.first, -m.first))
    last = [m for m in resolution.mentions if m.actors and m.last == len(sentence.form)]
    return last[0] if last else None
