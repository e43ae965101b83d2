"""What takes long the first time is done in the background when the app starts; nobody waits for it."""

from __future__ import annotations

import gc
import importlib
import threading
from collections.abc import Callable
from contextlib import suppress

from fastapi import FastAPI

from communique.errors import CommuniqueError
from communique.knowledge import load_knowledge
from communique.web.project import Project
from communique.web.render import environment
from communique.web.review_room import room_in
from communique.web.sections import actors, overview, places

HEAVY = ("vl_convert", "ruptures", "communique.stories.events", "communique.analysis.changes")
"""Modules that pages import when they are first needed."""


def begin(app: FastAPI) -> None:
    """Starts it; it ends by itself, also when the project is closed meanwhile."""

    def work() -> None:
        prepare(app)
        gc.collect()
        gc.freeze()  # what is in memory now stays: looking through it again and again makes pages wait

    threading.Thread(target=work, name="warm", daemon=True).start()


def prepare(app: FastAPI) -> None:
    """Does it, one thing after the other."""
    project: Project = app.state.project
    steps: tuple[Callable[[], object], ...] = (
        environment, load_knowledge, lambda: room_in(app).queue.population(),
        lambda: overview.prepare(project), lambda: actors.prepare(project),
        lambda: places.prepare(project), *(lambda name=name: importlib.import_module(name) for name in HEAVY),
    )  # fmt: skip
    for step in steps:
        with suppress(CommuniqueError, ImportError):
            step()
