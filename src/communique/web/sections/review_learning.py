"""What a project is to know: names looked up, corrected actors and frames remembered in its own tables."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from communique.coding.learn_frame import write_frame
from communique.errors import UsageError
from communique.knowledge.learn import learn
from communique.web.person import clean_name
from communique.web.review_room import ReviewRoom, room_of
from communique.web.sections.review_bodies import as_json, read_body, reviewer

router = APIRouter(include_in_schema=False)


class Remember(msgspec.Struct, frozen=True):
    """An actor of a corrected coding whose words are to be known from now on; side: actors or recipients;
    number: its place on that side.
    """

    coding: str
    side: Literal["actors", "recipients"]
    number: int


class Remembered(msgspec.Struct, frozen=True):
    """What was written: the words, whom they stand for, and the command that shows what it changes."""

    words: str
    stands_for: str
    command: str


@router.post("/api/review/remember")
async def remember(request: Request) -> Response:
    """Writes a corrected actor into the project's own tables, so that the next run knows the name."""
    asked = await read_body(request, Remember)
    return await run_in_threadpool(_remember, request, asked)


def _remember(request: Request, asked: Remember) -> Response:
    me, room = reviewer(request), room_of(request)
    folder = _own_tables(room)
    answer = room.queue.item(asked.coding).answer
    side = getattr(answer, asked.side) if answer is not None else ()
    if not 0 <= asked.number < len(side):
        raise UsageError("this coding has no such actor; look at it again")
    actor = side[asked.number]
    if actor.code is None:
        raise UsageError(f"“{actor.text}” has no code yet; correct it first")
    with room.learning:
        learned = learn(
            folder, room.knowledge, actor.text, code=actor.code, name=actor.name, person=actor.person,
            kind=actor.kind, source=f"user:{clean_name(me.name)}",
        )  # fmt: skip
        room.forget_knowledge()
    shown = actor.person or actor.name or actor.code
    return as_json(Remembered(actor.text, shown if not learned.is_new else actor.code, _preview(room)))


def _own_tables(room: ReviewRoom) -> Path:
    """The folder of the project's own tables. Raises UsageError where there is none."""
    if room.overlay is None:
        raise UsageError("a project at an address has no folder of own tables; use --overlay")
    return room.overlay


def _preview(room: ReviewRoom) -> str:
    """The command that shows what the project's own tables change."""
    return f"communique recode {room.store.place} --changed --preview"


class RememberFrame(msgspec.Struct, frozen=True):
    """A decided coding whose reading is to be known from now on; write: after it was shown what it means."""

    coding: str
    write: bool = False


class FrameTold(msgspec.Struct, frozen=True):
    """What the project would read, in words; written: whether it stands in its tables now; command: shows
    what it changes.
    """

    told: str
    written: bool
    command: str


@router.post("/api/review/frame")
async def frame(request: Request) -> Response:
    """Tells which frame a correction or rejection amounts to, and writes it into the project's own tables."""
    asked = await read_body(request, RememberFrame)
    return await run_in_threadpool(_frame, request, asked)


def _frame(request: Request, asked: RememberFrame) -> Response:
    from communique.web.reading import frame_of

    _, room = reviewer(request), room_of(request)
    folder = _own_tables(room)
    item = room.queue.item(asked.coding)
    if item.state not in ("corrected", "rejected"):
        raise UsageError("correct or reject the coding first; then its reading can be remembered")
    article = room.article_of(item.machine)
    if article is None:
        raise UsageError("the text of this coding is not kept here; no frame can be read from it")
    found = frame_of(item.machine, item.answer, article, room.knowledge)
    if asked.write:
        with room.learning:
            write_frame(folder, found)
    return as_json(FrameTold(found.told, asked.write, _preview(room)))


@router.get("/api/review/known")
def known(request: Request, q: str = "") -> Response:
    """Countries, organisations, persons and offices whose names hold the words."""
    return as_json(room_of(request).search(q[:120]) if q.strip() else [])
