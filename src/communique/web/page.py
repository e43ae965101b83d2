"""Pages: one function builds what a page shows; from it come the page, its JSON twin and its CSV.

A `Section` is a group of pages in a file of its own (`sections/`). `section.page("/pair/{one}/{other}", …)`
serves

    /pair/PRK/USA         the page
    /api/pair/PRK/USA     the same as JSON, described in /api/openapi.json
    /csv/pair/PRK/USA     its table

and `section.picture("/pair/{one}/{other}/tension", …)` serves /picture/pair/PRK/USA/tension.json (the
Vega-Lite chart that the browser draws), .svg and .png, with a line that names the source.
"""

from __future__ import annotations

import functools
import inspect
import io
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal, get_type_hints
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Request, Response
from starlette.datastructures import QueryParams

from communique.errors import CommuniqueError
from communique.exchange import write_csv
from communique.exchange.tables import Table
from communique.store import Store
from communique.web.project import Project
from communique.web.render import render
from communique.web.visit import Visit

Csv = tuple[Table, Iterable[msgspec.Struct]]
Form = Literal["json", "svg", "png"]
Keep = Literal["data", "reviews", "no"]
"""How long a finished answer is kept in memory: until articles or events change; until a coding is decided
on, too; not at all, where it is for one person or tells what is going on.
"""
_ENCODER = msgspec.json.Encoder(order=None)


class NotFound(CommuniqueError):
    """What was asked for is not in the project; shown as a page with status 404."""


class Moved(CommuniqueError):
    """What was asked for stands under another address now (of a page; twins follow)."""

    def __init__(self, path: str) -> None:
        super().__init__(f"this is at {path} now")
        self.path = path


class Ask:
    """One question to the app: the request and the project it is about."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.project: Project = request.app.state.project
        self.after: list[Callable[[Response], None]] = []
        """What is done to the answer before it leaves (cookies)."""
        self.visit: Visit | None = None
        """Set by pages that tell what is new; remembered with the answer."""

    @property
    def store(self) -> Store:
        """The project's store."""
        return self.project.store

    @property
    def account(self) -> str | None:
        """The name of whoever has signed in; null where nobody has to."""
        person = getattr(self.request.state, "person", None)
        return None if person is None else str(person.name)

    @property
    def rule(self) -> str:
        """The merge rule of the events shown."""
        return self.project.options.rule

    def html(self, template: str, view: msgspec.Struct, **more: Any) -> str:
        """A page as HTML; `view` stands in the template under that name."""
        path = self.request.url.path

        def here_is(other: str) -> bool:
            """Whether a section's list is this page, or holds it (/pairs holds /pair/PRK/USA)."""
            return path == other or (other != "/" and path.startswith(f"{other.removesuffix('s')}/"))

        return render(template, ask=self, view=view, here_is=here_is, **more)

    def page(self, template: str, view: msgspec.Struct, **more: Any) -> Response:
        """The same as an answer."""
        return self.sent(self.html(template, view, **more))

    def sent(self, html: str | bytes) -> Response:
        """HTML as an answer, with the cookies that go with it."""
        response = Response(html, media_type="text/html", headers={"cache-control": "no-cache"})
        if self.visit is not None:
            self.visit.remember(response)
        for act in self.after:
            act(response)
        return response

    def kept(self, kind: str, keep: Keep, make: Callable[[], bytes]) -> bytes:
        """A finished answer to this very question, from memory where it may be kept."""
        if keep == "no":
            return make()
        url = self.request.url
        key = (kind, url.path, url.query, self.account, date.today())
        return self.project.answered(key, make, reviewed=keep == "reviews")

    def with_(self, **changes: object) -> str:
        """This page's address with other parameters; null takes one away."""
        return address(self.request.url.path, self.request.query_params, **changes)

    def twin(self, kind: str) -> str:
        """The address of this page as `api` or `csv`."""
        path = self.request.url.path
        return address(f"/{kind}{'/overview' if path == '/' else path}", self.request.query_params)


def address(path: str, query: QueryParams | dict[str, Any] | None = None, **changes: object) -> str:
    """A path with parameters; empty ones are left out."""
    found: dict[str, Any] = dict(query or {})
    found.update(changes)
    kept = {name: value for name, value in found.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(kept)}" if kept else path


class Section:
    """A group of pages."""

    def __init__(self, name: str) -> None:
        self.pages = APIRouter(include_in_schema=False)
        self.twins = APIRouter(tags=[name])
        self.views: list[type] = []

    def page(
        self, path: str, template: str, view: type, *, csv: Callable[[Any], Csv] | None = None,
        more: Callable[[], dict[str, Any]] = dict, mine: Callable[[Ask], dict[str, Any]] | None = None,
        keep: Keep = "data",
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Registers `build(ask, …) -> view`; parameters after `ask` come from path and query. `csv`: the
        table of a view and its records; `more`: what the template needs besides; `mine`: the same for the
        person who asks, so that the page is made for each; `keep`: how long finished answers are kept.
        """

        def register(build: Callable[..., Any]) -> Callable[..., Any]:
            words = inspect.getdoc(build) or path

            def as_page(ask: Ask, made: Callable[[], Any]) -> Response:
                def html() -> bytes:
                    own = mine(ask) if mine is not None else {}
                    return ask.html(template, made(), has_csv=csv is not None, **more(), **own).encode()

                return ask.sent(ask.kept("page", keep if mine is None else "no", html))

            def as_json(ask: Ask, made: Callable[[], Any]) -> Response:
                body = ask.kept("api", keep, lambda: _ENCODER.encode(made()))
                return Response(body, media_type="application/json")

            self.pages.get(path)(_handler(build, as_page))
            twin = "/overview" if path == "/" else path
            self.views.append(view)
            schema = {"schema": {"$ref": f"#/components/schemas/{view.__name__}"}}
            self.twins.get(
                f"/api{twin}", summary=words.split("\n")[0], response_class=Response,
                responses={200: {"content": {"application/json": schema}, "description": view.__doc__ or ""}},
            )(_handler(build, as_json))  # fmt: skip
            if csv is not None:
                table = csv
                self.twins.get(
                    f"/csv{twin}", summary=f"{words.split(chr(10))[0]} As CSV.", response_class=Response,
                    responses={200: {"content": {"text/csv": {}}}},
                )(_handler(build, lambda ask, made: _as_csv(ask, *table(made()))))  # fmt: skip
            return build

        return register

    def picture(
        self, path: str, *, keep: Keep = "data"
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Registers `build(ask, …) -> Picture`, served as chart (.json), .svg and .png."""
        from communique.web.pictures import Picture, drawn, sent

        def register(build: Callable[..., Any]) -> Callable[..., Any]:
            def answer(ask: Ask, made: Callable[[], Picture]) -> Response:
                form: Form = ask.request.path_params["form"]
                return sent(ask, ask.kept("picture", keep, lambda: drawn(ask, made(), form)), form)

            words = inspect.getdoc(build) or path
            self.twins.get(
                f"/picture{path}.{{form}}", summary=words.split("\n")[0], response_class=Response
            )(_handler(build, answer, form=Form))
            return build

        return register


def _handler(
    build: Callable[..., Any], answer: Callable[[Ask, Callable[[], Any]], Response], **more: Any
) -> Callable[..., Response]:
    """A route's function with the parameters of `build`, the request in place of `ask`; `answer` gets what
    makes the view.
    """
    hints = get_type_hints(build, include_extras=True)
    hints.pop("return", None)
    hints.pop("ask", None)
    keyword = inspect.Parameter.KEYWORD_ONLY
    given = inspect.signature(build).parameters
    parameters = [
        inspect.Parameter("request", keyword, annotation=Request),
        *(
            inspect.Parameter(name, keyword, annotation=hint, default=given[name].default)
            for name, hint in hints.items()
        ),
        *(inspect.Parameter(name, keyword, annotation=hint) for name, hint in more.items()),
    ]

    @functools.wraps(build)
    def handler(request: Request, **arguments: Any) -> Response:
        ask = Ask(request)
        for name in more:
            arguments.pop(name)
        return answer(ask, functools.partial(build, ask, **arguments))

    handler.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return handler


def _as_csv(ask: Ask, table: Table, records: Iterable[msgspec.Struct]) -> Response:
    out = io.StringIO()
    write_csv(records, out, table)
    name = "-".join(part for part in ask.request.url.path.split("/")[2:] if part.isascii()) or "table"
    plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in name)
    return Response(
        out.getvalue(), media_type="text/csv",
        headers={"content-disposition": f'attachment; filename="communique-{plain}.csv"'},
    )  # fmt: skip
