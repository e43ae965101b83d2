"""Texts that contradict themselves about whose an office is: flagged, and settled only by the rest of the
text.

A text may say "the presidential spokesperson of X" once and attach the same office to Y in the next
sentence, by a
named bearer or by his office. The literal reading is kept in the note; the mention is coded by Y only when
the
other mentions lie within two sentences, all agree, and none speaks for X.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.scene import Scene

if TYPE_CHECKING:
    from communique.resolve.reader import Reader

NEAR = 2
"""Sentences within which another mention of the same office counts as evidence."""


def settle_contradictions(scene: Scene, reader: Reader) -> None:
    """Compares every description of an office with the others of the same words."""
    by_title: dict[str, list[Found]] = {}
    for found in reader.founds:
        title = _office_words(found)
        if title and len(title.split()) > 1 and found.entities and found.entities[0].country:
            by_title.setdefault(title, []).append(found)
    for title, founds in sorted(by_title.items()):
        countries = {found.entities[0].country for found in founds}
        if len(countries) < 2:
            continue
        for found in founds:
            if (
                found.form == "nominal"
                and found.via
                and found.via[0].form == "name"
                and found.via[0].first > found.head
            ):
                _settle(scene, reader, title, found, founds)


def _office_words(found: Found) -> str:
    title = found.title
    for word in ("the ", "a ", "an "):
        title = title.removeprefix(word)
    return title


def _settle(scene: Scene, reader: Reader, title: str, found: Found, founds: list[Found]) -> None:
    """One description with "of X" against the others near it."""
    literal = found.entities[0].country
    others = [
        other for other in founds if other is not found and abs(other.sentence - found.sentence) <= NEAR
    ]
    against = {other.entities[0].country for other in others} - {literal, None}
    for_it = [other for other in others if other.entities[0].country == literal]
    sentence = scene.parse.sentences[found.sentence]
    start, end = sentence.token_start[found.first], sentence.token_end[found.last - 1]
    if not against or literal is None:
        return
    name = scene.knowledge.name
    told = " and ".join(sorted(name("country", country) for country in against if country))
    detail = f"the text calls the {title} {name('country', literal)}'s here and {told}'s nearby"
    if for_it or len(against) != 1:
        scene.flags.append(("resolve.contradiction", f"{detail}; left as the text has it", start, end))
        return
    right = against.pop()
    assert right is not None
    witness = next(other for other in others if other.entities[0].country == right)
    entity = witness.entities[0]
    if entity.kind == "person":
        kind = "presidency" if "presidential" in title else ""
        rows = scene.knowledge.find_organisations(right, kind) if kind else []
        entity = (
            scene.maker.organisation(rows[0].id)
            if len(rows) == 1
            else scene.maker.state(right, entity.sector)
        )
    scene.flags.append(("resolve.contradiction", f"{detail}; read as {name('country', right)}'s", start, end))
    _replace(scene, found, entity, detail, witness)
    inner = found.via[0]
    if inner.entities[0].kind == "state":
        _replace(scene, inner, scene.maker.state(right), detail, witness)
    for other in reader.founds:
        if other.form == "pronoun" and found in other.via:
            other.entities = (entity,)


def _replace(scene: Scene, found: Found, entity: Entity, detail: str, witness: Found) -> None:
    found.literal = found.entities
    found.entities = (entity,)
    found.note = f"literally {found.literal[0].code}: {detail}"
    found.rule = "contradiction, settled by the text nearby"
    found.via = (*found.via, witness)
