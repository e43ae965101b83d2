"""Forms of an event's page: merge with others, split tellings off, undo. They work without script."""

from __future__ import annotations

import re
from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from communique.errors import UsageError
from communique.records import Event
from communique.review.by_hand import merge_by_hand, split_by_hand, undo_by_hand
from communique.store import Store
from communique.web import links
from communique.web.person import NotAllowed, Person, check_token, person_of
from communique.web.review_room import room_of

router = APIRouter(include_in_schema=False)
NOTE = 2000
MANY = 500
_ADDRESS = re.compile(r"/event/([^/?#\s]+)")


@router.post("/event/{event_id}/merge")
async def merge(request: Request, event_id: str) -> Response:
    """This event and the chosen ones are one."""
    form = await _form(request)
    others = [*_values(form, "with"), *_named(str(form.get("other", "")))]

    def act(store: Store, person: Person) -> list[Event]:
        if not others:
            raise UsageError("choose at least one event that is the same, or give its address")
        ids = [event_id, *others[:MANY]]
        return merge_by_hand(store, ids, by=person.name, base=_base(form), note=_note(form))

    return await run_in_threadpool(_done, request, event_id, act)


@router.post("/event/{event_id}/split")
async def split(request: Request, event_id: str) -> Response:
    """The ticked tellings are another event."""
    form = await _form(request)
    off = _values(form, "off")

    def act(store: Store, person: Person) -> list[Event]:
        if not off:
            raise UsageError("tick the tellings that are another event")
        return split_by_hand(store, event_id, off, by=person.name, base=_base(form), note=_note(form))

    return await run_in_threadpool(_done, request, event_id, act)


@router.post("/event/{event_id}/undo")
async def undo(request: Request, event_id: str) -> Response:
    """Takes back the newest merge or split on a record (`subject`)."""
    form = await _form(request)
    subject = str(form.get("subject", ""))

    def act(store: Store, person: Person) -> list[Event]:
        owner = person.role == "owner" and person.signed_in
        return undo_by_hand(store, subject, by=person.name, base=_base(form), of_others=owner)

    return await run_in_threadpool(_done, request, event_id, act)


async def _form(request: Request) -> FormData:
    form = await request.form()
    check_token(request, str(form.get("token", "")))
    return form


def _done(request: Request, event_id: str, act: Callable[[Store, Person], list[Event]]) -> Response:
    """Does it, one at a time, and leads to where the event is now."""
    person = person_of(request)
    if not person.may_review:
        raise NotAllowed(f"{person.name} may read, not decide. An owner of the project can change that.")
    room = room_of(request)
    with room.grouping:
        now = act(room.store, person)
    known = [event.id for event in now]
    to = event_id if event_id in known or not known else known[0]
    return RedirectResponse(links.event(to) + "#by-hand", status_code=303)


def _values(form: FormData, name: str) -> list[str]:
    return [str(value) for value in form.getlist(name)]


def _named(text: str) -> list[str]:
    """Ids out of what was typed: ids or addresses of events."""
    return [_ADDRESS.findall(word)[-1] if "/event/" in word else word for word in text.split()]


def _base(form: FormData) -> int:
    given = str(form.get("base", ""))
    if not given.isdigit():
        raise UsageError(f"base {given!r}: expected the version of the event")
    return int(given)


def _note(form: FormData) -> str:
    return str(form.get("note", ""))[:NOTE]
