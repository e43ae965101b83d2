"""The app: sections, error pages, OpenAPI, and the guard around them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from communique.errors import CommuniqueError, Conflict, StoreBusy, UsageError
from communique.review.accounts import Accounts, Wait
from communique.store import Store
from communique.version import __version__
from communique.web import static_files, warm
from communique.web.gate import Gate
from communique.web.options import Options
from communique.web.page import Ask, Moved, NotFound
from communique.web.person import NotAllowed
from communique.web.project import Project
from communique.web.sections import SECTIONS
from communique.web.security import Guard

STATUS: tuple[tuple[type[CommuniqueError], int], ...] = (
    (NotFound, 404), (NotAllowed, 403), (UsageError, 400), (Conflict, 409), (Wait, 429), (StoreBusy, 503),
    (CommuniqueError, 500),
)  # fmt: skip


class Problem(msgspec.Struct, frozen=True):
    """The one shape of an error: status, a short title, and a message that says what to do."""

    status: int
    title: str
    message: str


def create_app(store: Store, options: Options | None = None) -> FastAPI:
    """The app over an open project. The caller closes the store. Beyond this machine people sign in with an
    account of the project.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        static_files.warm()
        warm.begin(app)
        yield
        if getattr(app.state, "review", None) is not None:
            app.state.review.close()
        app.state.project.close()

    app = FastAPI(
        title="communique", version=__version__, docs_url=None, redoc_url=None,
        openapi_url="/api/openapi.json", lifespan=lifespan,
    )  # fmt: skip
    chosen = options or Options()
    app.state.project = Project(store, chosen)
    app.include_router(static_files.router)
    for section in SECTIONS:
        app.include_router(section.pages)
        app.include_router(section.twins)
    app.add_exception_handler(CommuniqueError, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(ClientDisconnect, _cut_off)
    if not chosen.is_local:
        app.state.accounts = Accounts(store)
        app.add_middleware(Gate, accounts=app.state.accounts)
    app.add_middleware(Guard, options=chosen)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _cut_off(request: Request, problem: Exception) -> Response:
    """A body that ended early, came too slowly or grew too large; nothing was done."""
    told = Problem(408, "Cut off", "The request did not arrive whole, in time, or within its limit.")
    body = msgspec.json.encode({"error": told})
    return Response(body, status_code=408, media_type="application/json", headers={"connection": "close"})


def _problem(problem: Exception) -> Problem:
    if isinstance(problem, RequestValidationError):
        first = problem.errors()[0]
        where = ".".join(str(part) for part in first.get("loc", ())[1:])
        return Problem(400, "That cannot be asked", f"{where}: {first.get('msg', 'not valid')}")
    if isinstance(problem, HTTPException):
        titles = {404: "Nothing here", 405: "Not that way"}
        message = "No page has this address." if problem.status_code == 404 else str(problem.detail)
        return Problem(problem.status_code, titles.get(problem.status_code, "It did not work"), message)
    status = next(status for kind, status in STATUS if isinstance(problem, kind))
    titles = {
        404: "Not in this project", 403: "Not allowed", 400: "That cannot be asked",
        409: "Somebody was faster",
    }  # fmt: skip
    return Problem(status, titles.get(status, "It did not work"), str(problem))


def _told(request: Request, problem: Exception) -> Response:
    """An error as a page, or as JSON for a program; what has moved is followed."""
    if isinstance(problem, Moved):
        kind = next((one for one in ("/api", "/csv") if request.url.path.startswith(f"{one}/")), "")
        return RedirectResponse(kind + problem.path, status_code=307)
    told = _problem(problem)
    if request.url.path.startswith(("/api/", "/csv/", "/picture/")):
        body = msgspec.json.encode({"error": told})
        return Response(body, status_code=told.status, media_type="application/json")
    page = Ask(request).page("problem.html.j2", told, has_csv=False)
    page.status_code = told.status
    return page


def _described(app: FastAPI) -> dict[str, Any]:
    """OpenAPI of all twins; shapes of views and records from their types."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, routes=app.routes)
        views = [view for section in SECTIONS for view in section.views]
        _, shapes = msgspec.json.schema_components(
            views, schema_hook=lambda _: {"description": "any value"},
            ref_template="#/components/schemas/{name}",
        )  # fmt: skip
        found.setdefault("components", {}).setdefault("schemas", {}).update(shapes)
        app.openapi_schema = found
    return app.openapi_schema
