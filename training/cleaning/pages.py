"""Labelled pages for the line model: scraped plain text, every line
body or not. Read from the development data."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlparse

import numpy as np
import numpy.typing as npt

from communique.clean.features import line_features
from communique.clean.phrases import phrase_hit

DEFAULT_DATA = "../shared/data"
FILE = "cleaning/plain-text-lines-dev.jsonl.gz"


class Page(NamedTuple):
    """lines without white space at the ends; label 1.0 for body; host:
    the registrable domain, nearly enough."""

    host: str
    lines: list[str]
    label: npt.NDArray[np.float64]
    table: npt.NDArray[np.float32]

    @property
    def words(self) -> npt.NDArray[np.float64]:
        """Words in each line."""
        return np.array([len(line.split()) for line in self.lines], dtype=np.float64)


def data_path() -> Path:
    """Where the labelled pages lie (environment variable COMMUNIQUE_DEV_DATA, default ../shared/data)."""
    return Path(os.environ.get("COMMUNIQUE_DEV_DATA", DEFAULT_DATA)) / FILE


def make_page(host: str, lines: list[str], label: npt.NDArray[np.float64]) -> Page:
    """A page with its features."""
    return Page(host, lines, label, line_features(lines, [phrase_hit(line) for line in lines]))


def read_pages(path: Path | None = None) -> list[Page]:
    """All pages; blank lines are left out, as cleaning leaves them out."""
    pages = []
    with gzip.open(path or data_path(), "rt", encoding="utf-8") as stream:
        for row in stream:
            record = json.loads(row)
            kept = [(text.strip(), label) for text, label in record["lines"] if text.strip()]
            host = ".".join((urlparse(record["url"] or "").hostname or record["id"]).split(".")[-2:])
            pages.append(
                make_page(host, [text for text, _ in kept], np.array([y for _, y in kept], dtype=np.float64))
            )
    return pages


def host_folds(pages: list[Page], n_folds: int, seed: int = 0) -> list[int]:
    """Fold of each page; all pages of a host are in one fold."""
    hosts = sorted({page.host for page in pages})
    order = np.random.default_rng(seed).permutation(len(hosts))
    fold = {host: int(order[place] % n_folds) for place, host in enumerate(hosts)}
    return [fold[page.host] for page in pages]
