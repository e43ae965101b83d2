"""`Resolution`: everything that was resolved in one article, and the function that makes it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from communique.knowledge import Knowledge
from communique.records import Article, Mention, Parse
from communique.resolve.body_names import find_organisations
from communique.resolve.contradictions import settle_contradictions
from communique.resolve.found import Found
from communique.resolve.marks import mark
from communique.resolve.names import find_items
from communique.resolve.persons import find_persons
from communique.resolve.places import PlacedSpan, find_places
from communique.resolve.reader import Reader
from communique.resolve.scene import Scene
from communique.resolve.times import TimedSpan, article_times


class Trace(NamedTuple):
    """Why a mention was read as it was: its rule, a note, and the indices of the mentions it rests on."""

    rule: str
    note: str
    via: tuple[int, ...]


class Resolution(msgspec.Struct, frozen=True):
    """The mentions of an article in text order, with look-ups for the coder.

    mentions: every mention, also modifiers inside larger phrases. by_head: (sentence, head token) →
    mention; a name
    whose tree is broken is found under each of its heads. refusals: (reason, detail, start, end) of what
    was left
    open. flags: contradictions of the text, in the same shape. traces: parallel to `mentions`.
    """

    mentions: tuple[Mention, ...]
    by_head: dict[tuple[int, int], Mention]
    by_sentence: dict[int, tuple[Mention, ...]]
    refusals: tuple[tuple[str, str, int, int], ...]
    flags: tuple[tuple[str, str, int, int], ...]
    traces: tuple[Trace, ...]
    parse: Parse
    places: tuple[tuple[int, int, int, str], ...] = ()
    """(start, end, sentence, country) of country and capital names that were read as places."""
    quotations: tuple[tuple[int, int, Mention | None], ...] = ()
    """(start, end, speaker) of every quotation, in text order; what stands between the marks."""
    times: tuple[TimedSpan, ...] = ()
    """Time expressions with their place in the parse (`resolve.times`)."""
    located: tuple[PlacedSpan, ...] = ()
    """Place names with what they mean (`resolve.places`)."""

    @property
    def notes(self) -> tuple[tuple[str, str, int, int], ...]:
        """The same as `flags`."""
        return self.flags

    def at(self, sentence: int, token: int) -> Mention | None:
        """The mention headed at a token, or None."""
        return self.by_head.get((sentence, token))

    def inside(self, sentence: int, token: int) -> list[Mention]:
        """The mentions inside the noun phrase headed by a token, the mention headed there apart.

        The phrase is everything below the token in the tree; inner mentions come in text order, whole phrases
        before the modifiers inside them.
        """
        mentions = self.by_sentence.get(sentence)
        if not mentions:
            return []
        heads = self.parse.sentences[sentence].head
        found = []
        for mention in mentions:
            if mention.head == token:
                continue
            above = mention.head
            for _ in range(len(heads)):
                above = heads[above]
                if above < 0 or above == token:
                    break
            if above == token:
                found.append(mention)
        return found

    def mentions_of(self, sentence: int) -> tuple[Mention, ...]:
        """The mentions of a sentence, in text order."""
        return self.by_sentence.get(sentence, ())

    def _quotation_at(self, position: int) -> tuple[int, int, Mention | None] | None:
        place = bisect_right(self.quotations, position, key=lambda quotation: quotation[0]) - 1
        if place >= 0 and position < self.quotations[place][1]:
            return self.quotations[place]
        return None

    def is_quoted(self, position: int) -> bool:
        """Whether a code point stands between quotation marks."""
        return self._quotation_at(position) is not None

    def speaker_at(self, sentence: int, token: int) -> Mention | None:
        """The speaker of the quotation that a token stands in, or None."""
        quotation = self._quotation_at(self.parse.sentences[sentence].token_start[token])
        return quotation[2] if quotation is not None else None

    def with_heads(self, by_head: dict[tuple[int, int], Mention]) -> Resolution:
        """The same resolution with other mentions at some heads."""
        return msgspec.structs.replace(self, by_head=by_head)

    def covering(self, start: int, end: int) -> Mention | None:
        """The smallest mention whose phrase covers the code points, or None."""
        best: Mention | None = None
        size = 0
        for mention in self.mentions:
            left, right = _span(self.parse, mention)
            if left <= start and end <= right and (best is None or right - left < size):
                best, size = mention, right - left
        return best


def _span(parse: Parse, mention: Mention) -> tuple[int, int]:
    sentence = parse.sentences[mention.sentence]
    return sentence.token_start[mention.first], sentence.token_end[mention.last - 1]


def resolve(
    parse: Parse, article: Article, knowledge: Knowledge, *, zones: Sequence[str] | None = None
) -> Resolution:
    """Resolves every mention of an article.

    `zones`: zone of each sentence; without it the kind of the article's read range that a sentence lies in.
    Never
    raises for any text; what cannot be told is refused with both candidates named.
    """
    scene = Scene(parse, article, knowledge, zones)
    return resolve_scene(scene)


def resolve_scene(scene: Scene) -> Resolution:
    """As `resolve`, over a scene that a caller has set up."""
    find_items(scene)
    for view in scene.views:
        mark(scene, view)
    find_organisations(scene)
    find_persons(scene)
    reader = Reader(scene)
    reader.read()
    settle_contradictions(scene, reader)
    return _result(scene, reader)


def _result(scene: Scene, reader: Reader) -> Resolution:
    """The frozen result: only mentions that stand for somebody, or that were refused."""
    founds = [
        found
        for found in reader.founds
        if found.refusal or any(reader.latest(e).told for e in found.entities)
    ]
    order = sorted(founds, key=lambda found: (found.sentence, found.first, -found.last, found.head))
    place = {id(found): index for index, found in enumerate(order)}
    mentions = tuple(_mention(scene, reader, found) for found in order)
    by_head: dict[tuple[int, int], Mention] = {}
    for key, found in reader.heads.items():
        index = place.get(id(found))
        if index is not None:
            by_head[key] = mentions[index]
    traces = tuple(
        Trace(found.rule, found.note, tuple(place[id(via)] for via in found.via if id(via) in place))
        for found in order
    )
    by_sentence: dict[int, tuple[Mention, ...]] = {}
    sentences = [mention.sentence for mention in mentions]
    begin = 0
    while begin < len(mentions):
        index = sentences[begin]
        end = bisect_left(sentences, index + 1, begin)
        by_sentence[index] = mentions[begin:end]
        begin = end
    places = tuple(
        (item.start, item.end, view.index, item.entities[0].country or "")
        for view in scene.views
        for item in view.items
        if item.kind == "place" and item.entities
    )
    return Resolution(
        mentions, by_head, by_sentence, tuple(dict.fromkeys(scene.refusals)), tuple(scene.flags), traces,
        scene.parse, places,
        _quotations(reader, place, mentions), article_times(scene.parse, scene.article),
        find_places(scene.parse, scene.article, scene.knowledge, mentions),
    )  # fmt: skip


def _quotations(
    reader: Reader, place: dict[int, int], mentions: tuple[Mention, ...]
) -> tuple[tuple[int, int, Mention | None], ...]:
    """Quotations with the mention that speaks in each."""
    found = []
    for index, quotation in enumerate(reader.quotations):
        speaker = reader.speakers.at(index)
        at = place.get(id(speaker)) if speaker is not None else None
        found.append((quotation.start, quotation.end, mentions[at] if at is not None else None))
    return tuple(found)


def _mention(scene: Scene, reader: Reader, found: Found) -> Mention:
    sentence = scene.parse.sentences[found.sentence]
    start, end = sentence.token_start[found.first], sentence.token_end[found.last - 1]
    if found.form == "modifier":
        start, end = found.core
    text = scene.text[start:end]
    entities = [entity for entity in map(reader.latest, found.entities) if entity.told]
    return Mention(
        sentence=found.sentence,
        first=found.first,
        last=found.last,
        head=found.head,
        core_start=found.core[0],
        core_end=found.core[1],
        form=found.form,
        actors=tuple(entity.actor(start, end, text, found.rule, scene.knowledge) for entity in entities),
        ids=tuple(entity.id for entity in entities),
        alt_sectors=tuple(entity.alt for entity in entities),
        refusal=found.refusal,
        zone=scene.views[found.sentence].zone,
    )
