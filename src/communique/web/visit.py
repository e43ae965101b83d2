"""What is new since the last visit: a cookie with the number of the run seen last, and nothing else."""

from __future__ import annotations

import re
import time

from fastapi import Request, Response

COOKIE = "visit"
PAUSE = 30 * 60
"""Seconds without a page after which the next one is a new visit."""
KEPT = 400 * 24 * 3600
_FORM = re.compile(r"(\d{1,12})\.(\d{1,12})\.(\d{1,12})")


class Visit:
    """baseline: number of the last run at the end of the visit before this one, null on the first."""

    def __init__(self, request: Request, last_run: int, now: float | None = None) -> None:
        at = int(time.time() if now is None else now)
        found = _FORM.fullmatch(request.cookies.get(COOKIE, ""))
        self.baseline: int | None = None
        if found is not None:
            before, seen, when = (int(part) for part in found.groups())
            seen = min(seen, last_run)
            self.baseline = min(before, last_run) if at - when < PAUSE else seen
        self._value = f"{last_run if self.baseline is None else self.baseline}.{last_run}.{at}"

    def remember(self, response: Response) -> None:
        """Sets the cookie."""
        response.set_cookie(COOKIE, self._value, max_age=KEPT, httponly=True, samesite="strict", path="/")
