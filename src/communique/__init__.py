"""communique: news reports into a checkable record of international politics.

The names below are the public API; each is imported when it is first used, so that `import communique` costs
nothing. docs/python.md shows them at work.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from communique.version import __version__

if TYPE_CHECKING:
    from communique.errors import CommuniqueError
    from communique.exchange.schema import record_schema
    from communique.pipeline.project import Project, Records, create, open
    from communique.pipeline.verbs import actors, clean_text, code, code_files, dates, parse, relate, who

_WHERE = {
    "CommuniqueError": "communique.errors",
    "Project": "communique.pipeline.project",
    "Records": "communique.pipeline.project",
    "actors": "communique.pipeline.verbs",
    "clean_text": "communique.pipeline.verbs",
    "code": "communique.pipeline.verbs",
    "code_files": "communique.pipeline.verbs",
    "create": "communique.pipeline.project",
    "dates": "communique.pipeline.verbs",
    "open": "communique.pipeline.project",
    "parse": "communique.pipeline.verbs",
    "record_schema": "communique.exchange.schema",
    "relate": "communique.pipeline.verbs",
    "who": "communique.pipeline.verbs",
}
"""Public names and the modules they live in."""

__all__ = [
    "CommuniqueError",
    "Project",
    "Records",
    "__version__",
    "actors",
    "clean_text",
    "code",
    "code_files",
    "create",
    "dates",
    "open",
    "parse",
    "record_schema",
    "relate",
    "who",
]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
