"""Review: the queue with one coding under the lamp, agreement, and the gold set."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Query, Request, Response

from communique.exchange.columns import Column
from communique.exchange.tables import Table
from communique.records import Coding
from communique.review import Agreement, Choice, Share, agreement, sample_size
from communique.review.agreement import judgements
from communique.review.gold import gold_of
from communique.review.log import independent
from communique.review.order import Scale
from communique.review.queue import By, Item, doubt_of
from communique.web import review_options
from communique.web.lit import Lit, lit
from communique.web.page import Ask, Csv, Section
from communique.web.person import person_of, token_for
from communique.web.review_room import room_of
from communique.web.sections import review_learning, review_posts

section = Section("review")
section.pages.include_router(review_posts.router)
section.pages.include_router(review_learning.router)
SHOWN = 30
ORDERS: dict[str, str] = {
    "doubt": "most doubtful first",
    "effect": "largest effect on a series first",
    "audit": "random sample for an audit",
    "second": "second coding, blind",
    "changed": "read otherwise since",
    "disputed": "to be settled",
}
MINE = {"accept": "to accept", "correct": "a correction", "reject": "to reject"}
INTERVALS = (0.1, 0.05, 0.03, 0.02)
Interval = Annotated[float, Query(gt=0, lt=0.5)]


class QueueLine(msgspec.Struct, frozen=True):
    """A coding in the list."""

    id: str
    machine: Coding
    doubt: float


class Choices(msgspec.Struct, frozen=True):
    """What was asked for; pair as typed."""

    by: By
    one: str | None
    other: str | None
    scale: Scale
    interval: float
    type: str | None
    status: str | None


class ItemView(msgspec.Struct, frozen=True):
    """A coding under the lamp. text: the sentence in its surroundings; judgements: reviewer → values, for a
    coding that is disputed; blind: whether the decisions of others are held back.
    """

    item: Item
    text: Lit
    judgements: dict[str, dict[str, object]]
    blind: bool


class QueueView(msgspec.Struct, frozen=True):
    """The queue: n_left of n_all are open; right: share of an audit sample's judged codings that were right
    as they are.
    """

    choice: Choices
    reviewer: str
    role: str
    lines: tuple[QueueLine, ...]
    n_all: int
    n_left: int
    right: Share | None
    shown: ItemView | None


class AgreementView(msgspec.Struct, frozen=True):
    """How far reviewers agree."""

    found: Agreement


def given(ask: Ask) -> dict[str, object]:
    """What the templates of review need besides the view."""
    return {
        "options": review_options, "person": person_of(ask.request), "token": token_for(ask),
        "orders": ORDERS, "intervals": INTERVALS,
    }  # fmt: skip


def _empty(text: str | None) -> str | None:
    return (text or "").strip() or None


def choice_of(ask: Ask, asked: Choices) -> Choice:
    """The queue's own form of what was asked."""
    one, other = (_party(text) for text in (asked.one, asked.other))
    pair = (one, other) if one and other else None
    size = 0
    if asked.by == "audit":
        size = sample_size(asked.interval, n_all=len(room_of(ask.request).queue.population()))
    return Choice(
        asked.by, pair, asked.scale, size, f"audit {asked.interval}", _empty(asked.type), _empty(asked.status)
    )


def _party(text: str | None) -> str | None:
    """The code of a party: its three letters."""
    given = _empty(text)
    return given.upper() if given and len(given) == 3 else given


def item_view(ask: Ask, coding: str, by: By) -> ItemView:
    """One coding, as the order that it is looked at in allows. Raises UsageError."""
    room = room_of(ask.request)
    item = room.queue.item(coding)
    entries = list(item.decisions)
    me = person_of(ask.request).name
    blind = by == "second" and me not in {entry.by for entry in entries}
    if blind:
        machine = item.machine
        item = Item(machine, machine, item.version, "open", (), item.doubt, item.reasons, ())
    text = room.text_of(item.machine)
    shown: dict[str, dict[str, object]] = {}
    if not blind and len(independent(entries)) > 1:
        shown = judgements(ask.store, entries)
    return ItemView(item, lit(item.answer or item.machine, text), shown, blind)


@section.page("/review", "review.html.j2", QueueView, mine=given, keep="no")
def queue(
    ask: Ask, by: By = "doubt", one: str | None = None, other: str | None = None, scale: Scale = "goldstein",
    interval: Interval = 0.05, type: str | None = None, status: str | None = None, at: str | None = None,
) -> QueueView:  # fmt: skip
    """Codings that are still to be reviewed, in the order chosen, and one of them in full."""
    asked = Choices(by, one, other, scale, interval, _empty(type), _empty(status))
    room = room_of(ask.request)
    me = person_of(ask.request)
    if by == "effect" and not (_empty(one) and _empty(other)):
        return QueueView(asked, me.name, me.role, (), 0, 0, None, None)
    page = room.queue.page(choice_of(ask, asked), reviewer=me.name, size=SHOWN)
    ids = list(page.ids)
    if at and at not in ids:
        ids.insert(0, at)
    machines = room.desk.machines(ids)
    rows = room.queue.population().by_id
    lines = [
        QueueLine(one_id, machines[one_id], doubt_of(rows.get(one_id), machines[one_id]))
        for one_id in ids
        if one_id in machines
    ]
    chosen = at if at in machines else lines[0].id if lines else None
    return QueueView(
        asked, me.name, me.role, tuple(lines), page.n_all, page.n_left, page.right,
        item_view(ask, chosen, by) if chosen else None,
    )  # fmt: skip


@section.pages.get("/review/item/{coding}")
def item(request: Request, coding: str, by: By = "doubt", mine: str | None = None) -> Response:
    """One coding as a piece of the queue's page. mine: the verdict that a faster decision kept out."""
    ask = Ask(request)
    shown = item_view(ask, coding, by)
    newest = shown.item.decisions[-1] if shown.item.decisions else None
    conflict = newest if mine in MINE else None
    return ask.page(
        "review_item.html.j2", shown, conflict=conflict, mine=MINE.get(mine or ""), **given(ask)
    )


DISPUTES = Table(
    "corrections",
    (
        Column("machine", "VARCHAR", "type as coded"),
        Column("people", "VARCHAR", "type as decided, or `no act`"),
        Column("n", "INTEGER", "codings"),
    ),
    lambda cell: (cell.one, cell.other, cell.n),
    ("machine", "people"),
    "what the machine says against what people say",
)


def _corrections(view: AgreementView) -> Csv:
    return DISPUTES, view.found.corrections


@section.page("/agreement", "agreement.html.j2", AgreementView, csv=_corrections, mine=given, keep="no")
def agreed(ask: Ask) -> AgreementView:
    """How far reviewers agree: double-coded share, alpha for each field, confusion, disputes."""
    return AgreementView(agreement(ask.store, room_of(ask.request).queue.log))


@section.pages.get("/gold.jsonl")
def gold(request: Request) -> Response:
    """What was decided, as a gold set."""
    ask = Ask(request)
    lines = [msgspec.json.encode(one) for one in gold_of(ask.store, room_of(request).queue.log)]
    return Response(
        b"\n".join([*lines, b""]) if lines else b"", media_type="application/jsonl",
        headers={"content-disposition": 'attachment; filename="gold.jsonl"'},
    )  # fmt: skip
