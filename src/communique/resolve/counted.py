"""What is counted is who acts: "thousands of protesters", "six of its members", "one of them"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.salience import weight_of
from communique.resolve.view import View

if TYPE_CHECKING:
    from communique.resolve.reading import Reading

MEASURES = frozenset(
    ["hundreds", "thousands", "dozens", "scores", "tens", "millions", "number", "majority", "handful",
     "group", "groups", "most", "some", "many", "few", "several", "one", "none", "half", "all", "each",
     "lot", "couple", "minority", "bunch", "crowds", "third", "quarter", "two-thirds", "rest",
     "remainder", "dozen", "score", "contingent", "any", "others"]
)  # fmt: skip
"""Words, besides numerals, that only say how many of somebody."""

ONE = frozenset({"one", "each", "1"})


def counted(reader: Reading, view: View, token: int) -> Found | None:
    """The mention of whoever a number or measure before "of" counts; None where the phrase is of another
    kind, or counts what is no group of people ("most of Iraq")."""
    sentence = view.sentence
    if token + 2 >= view.n or view.low[token + 1] not in ("of", "or"):
        return None
    if sentence.upos[token] != "NUM" and view.low[token] not in MEASURES:
        return None
    for kid in view.kids[token]:
        if (
            kid <= token
            or sentence.deprel[kid].split(":")[0] not in ("nmod", "obl")
            or view.case_of(kid) != "of"
        ):
            continue
        found = reader.at(view, kid)
        if found is None or len(found.entities) != 1:
            return None
        entity = found.entities[0]
        if not (found.plural or view.is_plural(kid)) or entity.kind == "state":
            return None
        one = view.low[token] in ONE
        whole = Found(
            view.index, token, view.left_edge(token), max(found.last, kid + 1),
            (sentence.token_start[token], sentence.token_end[found.last - 1]), "nominal",
            (_some_of(entity, one),), found.rule,
        )  # fmt: skip
        whole.via = (found,)
        whole.plural = not one
        whole.role = int(weight_of(view, token))
        return whole
    return None


def _some_of(entity: Entity, one: bool) -> Entity:
    """Some of a body's people are agents with its code; the same people stay whom they were."""
    if entity.kind in ("agent", "group") and not one:
        return entity
    return msgspec.structs.replace(
        entity, kind="agent", id="", person=None, office=None, key=f"some of {entity.key or entity.id}"
    )
