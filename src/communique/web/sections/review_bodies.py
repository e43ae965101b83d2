"""What the posts of review are sent and what they answer, as JSON; and who may send them."""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec
from fastapi import Request, Response

from communique.errors import UsageError
from communique.records.decision import How
from communique.review import Edit
from communique.web.person import NotAllowed, Person, check_token, person_of

Body = TypeVar("Body")


class Decide(msgspec.Struct, frozen=True):
    """A decision as the page sends it. base: version that was on the screen; edit: for `correct`; take: for
    an adjudication, the reviewer whose judgement is taken.
    """

    coding: str
    verdict: Literal["accept", "correct", "reject"]
    base: int
    edit: Edit | None = None
    note: str | None = None
    how: How = "open"
    take: str | None = None


class Undo(msgspec.Struct, frozen=True):
    """Undo of the newest entry on a coding; base: version that was on the screen."""

    coding: str
    base: int


class TheSame(msgspec.Struct, frozen=True):
    """The correction of `coding` for others that look alike, by id."""

    coding: str
    others: tuple[str, ...]


class Done(msgspec.Struct, frozen=True):
    """What was entered: version, verdict and author of the coding now."""

    coding: str
    version: int
    verdict: str
    by: str


class Entered(msgspec.Struct, frozen=True):
    """Of several decisions: those entered, and those that a conflict kept out."""

    done: tuple[str, ...]
    conflicts: tuple[str, ...]


class Clash(msgspec.Struct, frozen=True):
    """A conflict as JSON, in the shape of an error; by: who was faster; version: the coding's now."""

    status: int
    title: str
    message: str
    by: str
    version: int


def reviewer(request: Request) -> Person:
    person = person_of(request)
    if not person.may_review:
        raise NotAllowed(f"{person.name} may read, not decide. An owner of the project can change that.")
    return person


async def read_body(request: Request, kind: type[Body]) -> Body:
    """The body as JSON of a kind, after the token was found right."""
    check_token(request, request.headers.get("x-token"))
    raw = await request.body()
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.DecodeError as problem:
        raise UsageError(f"the body does not fit: {problem}") from None


def as_json(value: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")
