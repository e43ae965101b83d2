"""The sample corpus: reports in our own words about public facts, with sidecars of what they tell (see its
README).
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def corpus_folder() -> Path:
    """Folder of the reports inside the installed package (an ordinary folder: the package is never zipped).
    """
    return Path(str(files("communique.samples").joinpath("data", "articles")))


def sidecar_folder() -> Path:
    """Folder of their sidecars: events, situations, date and dropped blocks, annotated from the text alone.
    """
    return Path(str(files("communique.samples").joinpath("data", "sidecars")))
