"""What a user may choose for the web app."""

from __future__ import annotations

import msgspec

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Options(msgspec.Struct, frozen=True):
    """host, port: where it listens; hosts: further names under which browsers may reach it (a proxy's name);
    rule: merge rule of the events shown; largest_body: bytes a request may carry; longest_wait: seconds that
    its body may take to arrive; sample: whether the project shown is the sample corpus.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    hosts: tuple[str, ...] = ()
    rule: str = "ours"
    largest_body: int = 2 * 1024 * 1024
    longest_wait: float = 30.0
    sample: bool = False

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in LOOPBACK

    def names(self) -> frozenset[str]:
        """Host names that requests may be addressed to, without port, in lower case."""
        own = () if self.host in ("0.0.0.0", "::") else (self.host,)
        return frozenset(name.lower() for name in (*LOOPBACK, *own, *self.hosts))
