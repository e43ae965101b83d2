"""The working form of a reported act, between tree and record."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Act:
    """One act as the lexicon reads it off a tree.

    token: the trigger. actor_roles / recipient_roles: argument tokens in the order in which they are tried
    (each entry: role name and token); "doer:" and "done:" stand before the roles of an act inside another, so
    that "asked Oslo to free the men" asks Oslo alone. content: token that heads what is offered, asked,
    threatened or judged. inner: the act below an operator. frame: id of the lexicon entry. score: how
    specific the reading is (1 = bare word, more = more conditions).
    """

    token: int
    event_type: str
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    actor_roles: list[tuple[str, int]]
    recipient_roles: list[tuple[str, int]]
    frame: str
    score: float
    flags: frozenset[str] = frozenset()
    status: str | None = None
    operator: str | None = None
    inner: Act | None = None
    content: int | None = None
    used: set[int] = field(default_factory=set)
    trace: list[str] = field(default_factory=list)


def plain(role: str) -> str:
    """The name of a role without the mark of the inner act that it belongs to."""
    return role.rpartition(":")[2]
