"""Changes that review makes: decisions, undo, the same correction for similar codings, the reviewer's name.

Programs and the page's script send JSON with the token in `x-token`; forms send it as a field.
"""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from communique.errors import Conflict, UsageError
from communique.records import Decision
from communique.records.decision import How
from communique.review import Alike, alike, changes_of, correct_alike
from communique.web.page import Ask
from communique.web.person import NotAllowed, check_token, clean_name, person_of, remember_name
from communique.web.review_room import ReviewRoom, room_of
from communique.web.sections.review_bodies import (
    Clash,
    Decide,
    Done,
    Entered,
    TheSame,
    Undo,
    as_json,
    read_body,
    reviewer,
)

router = APIRouter(include_in_schema=False)
NOTE = 2000


@router.post("/api/review/decide")
async def decide(request: Request) -> Response:
    """Enters a decision; 409 with who was faster when the coding has another version by now."""
    asked = await read_body(request, Decide)
    return await run_in_threadpool(_decide, request, asked)


@router.post("/api/review/undo")
async def undo(request: Request) -> Response:
    """Restores what stood before the newest entry."""
    asked = await read_body(request, Undo)
    return await run_in_threadpool(_undo, request, asked)


@router.post("/api/review/same")
async def same(request: Request) -> Response:
    """Gives the same correction to codings that look alike."""
    asked = await read_body(request, TheSame)
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


def _decide(request: Request, asked: Decide) -> Response:
    try:
        decision = _enter(request, asked)
    except Conflict as problem:
        clash = Clash(409, "Somebody was faster", str(problem), problem.by, problem.current)
        return as_json({"error": clash}, 409)
    return as_json(Done(decision.subject, decision.version, decision.verdict, decision.by))


def _enter(request: Request, asked: Decide) -> Decision:
    """The decision as entered. One that was entered already (the answer got lost on its way) is not entered
    twice.
    """
    me, room = reviewer(request), room_of(request)
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
    me, room = reviewer(request), room_of(request)
    try:
        any_author = me.role == "owner" and me.signed_in
        decision = room.desk.undo(asked.coding, by=me.name, base=asked.base, of_others=any_author)
    except Conflict as problem:
        if checked:
            raise
        clash = Clash(409, "Somebody was faster", str(problem), problem.by, problem.current)
        return as_json({"error": clash}, 409)
    return as_json(Done(decision.subject, decision.version, decision.verdict, decision.by))


def _same(request: Request, asked: TheSame) -> Response:
    me, room = reviewer(request), room_of(request)
    decision, found = _alike(room, asked.coding)
    chosen = [one for one in found if one.id in asked.others]
    if decision is None or len(chosen) != len(set(asked.others)):
        raise UsageError("some of these were decided or changed in the meantime; look at the list again")
    results = correct_alike(room.desk, room.queue.log, decision, chosen, by=me.name)
    done = tuple(one.subject for one in results if isinstance(one, Decision))
    kept_out = tuple(one.subject for one in results if isinstance(one, Conflict))
    return as_json(Entered(done, kept_out))
