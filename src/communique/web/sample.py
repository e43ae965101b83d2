"""The sample corpus as a project in the user's cache, built on first use and when the program changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from communique.pipeline import Collector, Options, Outcome, coder_of
from communique.samples import corpus_folder
from communique.sources import read_inputs
from communique.store import Store
from communique.stories.memory import remember

Watch = Callable[[Outcome, bool], None]


def sample_path() -> Path:
    """Where the sample project of this program, model and knowledge lies."""
    coder = coder_of(Options())
    texts = sorted(corpus_folder().iterdir())
    mark = sha256(msgspec.json.encode(coder))
    for path in texts:
        mark.update(path.read_bytes())
    return user_cache_path("communique") / f"sample-{mark.hexdigest()[:12]}.db"


def sample_project(watch: Watch | None = None, workers: int = 1) -> Path:
    """The sample project, built if it is not there."""
    path = sample_path()
    if path.is_file():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    for left in path.parent.glob(f"{part.name}*"):
        left.unlink()
    build(part, sorted(map(str, corpus_folder().iterdir())), watch=watch, workers=workers)
    part.replace(path)
    return path


def build(path: Path, inputs: list[str], *, watch: Watch | None = None, workers: int = 1) -> None:
    """A project from files: coded, merged and remembered."""
    with Store.create(path) as store:
        options = Options()
        run = store.begin_run("add", inputs=("sample corpus",), coder=coder_of(options))
        collector = Collector(store, run, options, workers=workers, watch=watch)
        summary = collector.collect(read_inputs(inputs))
        store.end_run(run, summary=summary, inputs_hash=collector.inputs_hash)
        remember(store)
