"""Signing in and out, and one's own password."""

from __future__ import annotations

import msgspec
from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from communique.errors import UsageError
from communique.review.accounts import LONGEST, Accounts, Wait
from communique.web.page import Ask, Section
from communique.web.person import SESSION, NotAllowed, check_token, person_of, token_for

section = Section("account")


class SignInView(msgspec.Struct, frozen=True):
    """to: where the person wanted to go; problem: why it did not work."""

    to: str
    name: str = ""
    problem: str | None = None


class AccountView(msgspec.Struct, frozen=True):
    """One's own account."""

    name: str
    role: str
    problem: str | None = None


def _accounts(request: Request) -> Accounts:
    found: Accounts | None = getattr(request.app.state, "accounts", None)
    if found is None:
        raise UsageError("this project is served to this machine only; there is nothing to sign in to")
    return found


def inside(to: str | None) -> str:
    """An address of this app, whatever was asked for."""
    given = to or "/"
    plain = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    return given if plain and "\\" not in given else "/"


@section.pages.get("/signin")
def sign_in_page(request: Request, to: str = "/") -> Response:
    """The sign-in page."""
    _accounts(request)
    ask = Ask(request)
    return ask.page("signin.html.j2", SignInView(inside(to)), has_csv=False, token=token_for(ask))


@section.pages.post("/signin")
async def sign_in(request: Request) -> Response:
    """Signs in; a new session each time, so that nobody can plant one. Its cookie comes along when somebody
    follows a link from elsewhere; changes ask for more (Origin and token).
    """
    accounts = _accounts(request)
    form = {name: str(value) for name, value in (await request.form()).items()}
    check_token(request, form.get("token"))
    to, name = inside(form.get("to")), form.get("name", "")[:80]
    try:
        account = await run_in_threadpool(accounts.check, name, form.get("password", ""))
        problem = "Name and password do not fit."
    except Wait as wait:
        account, problem = None, str(wait)
    if account is None:
        ask = Ask(request)
        view = SignInView(to, name, problem)
        answer = ask.page("signin.html.j2", view, has_csv=False, token=token_for(ask))
        answer.status_code = 403
        return answer
    token = await run_in_threadpool(accounts.start, account)
    answer = RedirectResponse(to, status_code=303)
    answer.set_cookie(
        SESSION, token, max_age=int(LONGEST.total_seconds()), httponly=True, samesite="lax", path="/",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


@section.pages.post("/signout")
async def sign_out(request: Request) -> Response:
    """Ends the session."""
    form = await request.form()
    check_token(request, str(form.get("token")))
    await run_in_threadpool(_accounts(request).end, request.cookies.get(SESSION, ""))
    answer = RedirectResponse("/signin", status_code=303)
    answer.delete_cookie(SESSION, path="/")
    return answer


@section.pages.get("/account")
def account_page(request: Request) -> Response:
    """One's own account."""
    return _own(request, None)


def _own(request: Request, problem: str | None) -> Response:
    _accounts(request)
    ask, person = Ask(request), person_of(request)
    view = AccountView(person.name, person.role, problem)
    answer = ask.page("account.html.j2", view, has_csv=False, token=token_for(ask))
    answer.status_code = 400 if problem else 200
    return answer


@section.pages.post("/account")
async def change_password(request: Request) -> Response:
    """Another password; all sessions of the account end."""
    accounts = _accounts(request)
    form = {name: str(value) for name, value in (await request.form()).items()}
    check_token(request, form.get("token"))
    person = person_of(request)
    if not person.signed_in:
        raise NotAllowed("Sign in first.")
    try:
        known = await run_in_threadpool(accounts.check, person.name, form.get("old", ""))
        if known is None:
            return _own(request, "The old password is not right; nothing was changed.")
        await run_in_threadpool(accounts.set_password, person.name, form.get("new", ""))
    except (UsageError, Wait) as problem:
        return _own(request, str(problem))
    return RedirectResponse("/signin", status_code=303)
