"""robots.txt (RFC 9309), read by Protego."""

from __future__ import annotations

from typing import Any


class Robots:
    """Rules of one origin. delay: seconds that it asks for between two requests."""

    def __init__(self, rules: Any, agent: str, verdict: bool = True) -> None:
        self._rules = rules
        self._agent = agent
        self._verdict = verdict
        wanted = rules.crawl_delay(agent) if rules is not None else None
        self.delay = float(wanted) if wanted is not None else 0.0

    @classmethod
    def everything(cls) -> Robots:
        """No rules: everything is allowed."""
        return cls(None, "", True)

    @classmethod
    def nothing(cls, why: str) -> Robots:
        """The rules are not known, so that nothing is allowed."""
        return cls(None, why, False)

    @classmethod
    def parse(cls, raw: bytes, agent: str) -> Robots:
        """The rules in a file; what cannot be understood is passed over."""
        from protego import Protego

        return cls(Protego.parse(raw.decode("utf-8", "replace")), agent)

    def allows(self, address: str) -> bool:
        """Whether an address may be fetched."""
        if self._rules is None:
            return self._verdict
        return bool(self._rules.can_fetch(address, self._agent))
