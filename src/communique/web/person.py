"""Who is asking, and the token that shows that a change comes from a page of ours."""

from __future__ import annotations

import getpass
import re
import secrets
from functools import cache
from hashlib import sha256
from typing import Literal
from urllib.parse import quote, unquote

import msgspec
from fastapi import Request, Response

from communique.errors import CommuniqueError
from communique.web.page import Ask

Role = Literal["reader", "reviewer", "owner"]
SESSION = "session"
"""Cookie of a browser that has signed in: the token of the session."""
MARK = "desk"
"""Cookie of a browser that has not signed in: random, and nothing else."""
NAME = "reviewer"
"""Cookie with the name under which a person reviews on a machine without accounts."""
KEPT = 400 * 24 * 3600
LONGEST = 60
_MARK = re.compile(r"[0-9a-f]{32}")


class NotAllowed(CommuniqueError):
    """The person may not do this; status 403."""


class Person(msgspec.Struct, frozen=True):
    """name: what stands in the review log; role: reader sees, reviewer decides, owner does everything.
    signed_in: by an account of the project, else the person at this machine.
    """

    name: str
    role: Role
    signed_in: bool = False

    @property
    def may_review(self) -> bool:
        """Whether decisions are taken from this person."""
        return self.role != "reader"


def person_of(request: Request) -> Person:
    """The account of the session; without accounts the person at this machine, under the name they gave."""
    known: Person | None = getattr(request.state, "person", None)
    if known is not None:
        return known
    if getattr(request.app.state, "accounts", None) is not None:
        return Person("nobody", "reader")
    return Person(clean_name(unquote(request.cookies.get(NAME, ""))) or _own_name(), "owner")


def clean_name(name: str) -> str:
    """A name as it may stand in the log: one line, no control characters, not too long."""
    return "".join(character for character in " ".join(name.split()) if character.isprintable())[:LONGEST]


@cache
def _own_name() -> str:
    try:
        return clean_name(getpass.getuser()) or "analyst"
    except (OSError, KeyError):
        return "analyst"


def remember_name(response: Response, name: str) -> None:
    """Sets the cookie of the name."""
    value = quote(clean_name(name))
    response.set_cookie(NAME, value, max_age=KEPT, httponly=True, samesite="strict", path="/")


def token_for(ask: Ask) -> str:
    """The token that forms and scripts of this page send with a change. It belongs to the browser's cookie,
    which is set with the page when there is none yet, and it outlives a restart of the program.
    """
    secret = _secret(ask.request)
    if secret is None:
        secret = secrets.token_hex(16)
        made = secret
        ask.after.append(
            lambda response: response.set_cookie(
                MARK, made, max_age=KEPT, httponly=True, samesite="strict", path="/"
            )
        )
    return _token(secret)


def check_token(request: Request, given: str | None) -> None:
    """Raises NotAllowed unless the token is that of the browser's cookie."""
    secret = _secret(request)
    if secret is None or not given or not secrets.compare_digest(given, _token(secret)):
        raise NotAllowed("This page is too old for changes, or not ours. Load it again; nothing was changed.")


def _secret(request: Request) -> str | None:
    session: str | None = getattr(request.state, "session", None)
    mark = request.cookies.get(MARK, "")
    return session or (mark if _MARK.fullmatch(mark) else None)


def _token(secret: str) -> str:
    return sha256(f"change\x1f{secret}".encode()).hexdigest()[:32]
