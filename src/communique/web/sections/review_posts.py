"""Changes that review makes: decisions, undo, the same correction for similar codings, the reviewer's name.

Programs and the page's script send JSON with the token in `x-token`; forms send it as a field.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from communique.coding.learn_frame import write_frame
from communique.errors import Conflict, UsageError
from communique.knowledge.learn import learn
from communique.records import Decision
from communique.records.decision import How
from communique.review import Alike, Edit, alike, changes_of, correct_alike
from communique.web.page import Ask
from communique.web.person import NotAllowed, Person, check_token, clean_name, person_of, remember_name
from communique.web.review_room import ReviewRoom, room_of

router = APIRouter(include_in_schema=False)
Body = TypeVar("Body")
NOTE = 2000


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


@router.post("/api/review/decide")
async def decide(request: Request) -> Response:
    """Enters a decision; 409 with who was faster when the coding has another version by now."""
    asked = await _read(request, Decide)
    return await run_in_threadpool(_decide, request, asked)


@router.post("/api/review/undo")
async def undo(request: Request) -> Response:
    """Restores what stood before the newest entry."""
    asked = await _read(request, Undo)
    return await run_in_threadpool(_undo, request, asked)


@router.post("/api/review/same")
async def same(request: Request) -> Response:
    """Gives the same correction to codings that look alike."""
    asked = await _read(request, TheSame)
    return await run_in_threadpool(_same, request, asked)


@router.post("/review/decide")
async def decide_form(request: Request) -> Response:
    """A decision of a browser without script: accept, reject or undo, then back to the queue."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    check_token(request, form.get("token"))
    coding, base = form.get("coding", ""), form.get("base", "")
    if not base.isdigit():
        raise UsageError(f"base {base!r}: expected the version of the coding")
    if form.get("verdict") == "undo":
        await run_in_threadpool(_undo, request, Undo(coding, int(base)), checked=True)
    else:
        verdict = form.get("verdict")
        if verdict not in ("accept", "reject"):
            raise UsageError(f"verdict {verdict!r}: expected accept or reject")
        how: How = "blind" if form.get("how") == "blind" else "open"
        wanted = Decide(coding, verdict, int(base), None, form.get("note"), how)  # type: ignore[arg-type]
        decision = await run_in_threadpool(_enter, request, wanted)
        assert decision
    back = form.get("back", "/review")
    return RedirectResponse(back if back.startswith("/review") else "/review", status_code=303)


@router.post("/review/name")
async def name(request: Request) -> Response:
    """The name under which a person reviews on a machine without accounts."""
    form = await request.form()
    check_token(request, str(form.get("token")))
    if person_of(request).signed_in:
        raise NotAllowed("You are signed in; the name is that of the account.")
    given = clean_name(str(form.get("name", "")))
    if not given:
        raise UsageError("a name is empty; give the one that shall stand in the review log")
    answer = RedirectResponse("/review", status_code=303)
    remember_name(answer, given)
    return answer


@router.get("/review/alike/{coding}")
def alike_piece(request: Request, coding: str) -> Response:
    """What looks like a coding that was just corrected, as a piece of the page."""
    from communique.web.sections.review import given

    ask, room = Ask(request), room_of(request)
    _, found = _alike(room, coding)
    view = AlikeView(coding, tuple(found))
    return ask.page("review_alike.html.j2", view, **given(ask))


class AlikeView(msgspec.Struct, frozen=True):
    """Codings that the correction of `coding` fits as well."""

    coding: str
    found: tuple[Alike, ...]


def _alike(room: ReviewRoom, coding: str) -> tuple[Decision | None, list[Alike]]:
    room.queue.log.refresh()
    decision = room.queue.log.newest(coding)
    if decision is None:
        return None, []
    found = alike(room.desk, room.queue.population(), room.queue.log, decision, room.desk.machine(coding))
    return decision, found


def _reviewer(request: Request) -> Person:
    person = person_of(request)
    if not person.may_review:
        raise NotAllowed(f"{person.name} may read, not decide. An owner of the project can change that.")
    return person


def _decide(request: Request, asked: Decide) -> Response:
    try:
        decision = _enter(request, asked)
    except Conflict as problem:
        clash = Clash(409, "Somebody was faster", str(problem), problem.by, problem.current)
        return _json({"error": clash}, 409)
    return _json(Done(decision.subject, decision.version, decision.verdict, decision.by))


def _enter(request: Request, asked: Decide) -> Decision:
    """The decision as entered. One that was entered already (the answer got lost on its way) is not entered
    twice.
    """
    me, room = _reviewer(request), room_of(request)
    verdict, changes = asked.verdict, _changes(room, asked)
    if asked.how not in ("open", "blind", "adjudication"):
        raise UsageError(f"how {asked.how!r}: expected open, blind or adjudication")
    if asked.verdict == "correct" and not changes:
        verdict = "accept"  # everything was set back to what the machine says
    note = (asked.note or "")[:NOTE]
    try:
        return room.desk.decide(
            asked.coding, verdict, by=me.name, base=asked.base, changes=changes, note=note, how=asked.how
        )
    except Conflict:
        for known in ask_entries(room, asked.coding):
            same = (known.base, known.by, known.verdict, known.changes)
            if same == (asked.base, me.name, verdict, changes):
                return known
        raise


def ask_entries(room: ReviewRoom, coding: str) -> list[Decision]:
    """The entries on a coding, newest last."""
    room.queue.log.refresh()
    return room.queue.log.of(coding)


def _changes(room: ReviewRoom, asked: Decide) -> dict[str, Any]:
    if asked.take is not None:
        for entry in reversed(ask_entries(room, asked.coding)):
            if entry.by == asked.take and entry.how != "undo":
                return dict(entry.changes)
        raise UsageError(f"{asked.take!r} has not judged this coding")
    if asked.verdict != "correct":
        return {}
    if asked.edit is None:
        raise UsageError("a correction needs what was changed (edit)")
    machine = room.desk.machine(asked.coding)
    return changes_of(machine, asked.edit, room.text_of(machine))


def _undo(request: Request, asked: Undo, checked: bool = False) -> Response:
    me, room = _reviewer(request), room_of(request)
    try:
        any_author = me.role == "owner" and me.signed_in
        decision = room.desk.undo(asked.coding, by=me.name, base=asked.base, of_others=any_author)
    except Conflict as problem:
        if checked:
            raise
        clash = Clash(409, "Somebody was faster", str(problem), problem.by, problem.current)
        return _json({"error": clash}, 409)
    return _json(Done(decision.subject, decision.version, decision.verdict, decision.by))


def _same(request: Request, asked: TheSame) -> Response:
    me, room = _reviewer(request), room_of(request)
    decision, found = _alike(room, asked.coding)
    chosen = [one for one in found if one.id in asked.others]
    if decision is None or len(chosen) != len(set(asked.others)):
        raise UsageError("some of these were decided or changed in the meantime; look at the list again")
    results = correct_alike(room.desk, room.queue.log, decision, chosen, by=me.name)
    done = tuple(one.subject for one in results if isinstance(one, Decision))
    kept_out = tuple(one.subject for one in results if isinstance(one, Conflict))
    return _json(Entered(done, kept_out))


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
    asked = await _read(request, Remember)
    return await run_in_threadpool(_remember, request, asked)


def _remember(request: Request, asked: Remember) -> Response:
    me, room = _reviewer(request), room_of(request)
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
    return _json(Remembered(actor.text, shown if not learned.is_new else actor.code, _preview(room)))


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
    asked = await _read(request, RememberFrame)
    return await run_in_threadpool(_frame, request, asked)


def _frame(request: Request, asked: RememberFrame) -> Response:
    from communique.web.reading import frame_of

    _, room = _reviewer(request), room_of(request)
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
    return _json(FrameTold(found.told, asked.write, _preview(room)))


async def _read(request: Request, kind: type[Body]) -> Body:
    """The body as JSON of a kind, after the token was found right."""
    check_token(request, request.headers.get("x-token"))
    raw = await request.body()
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.DecodeError as problem:
        raise UsageError(f"the body does not fit: {problem}") from None


def _json(value: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")


@router.get("/api/review/known")
def known(request: Request, q: str = "") -> Response:
    """Countries, organisations, persons and offices whose names hold the words."""
    return _json(room_of(request).search(q[:120]) if q.strip() else [])
