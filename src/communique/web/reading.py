"""The stages that read a text, loaded when a page first needs them: claims, and frames out of corrections."""

from __future__ import annotations

import threading

from communique.coding.learn_frame import OwnFrame, frame_for
from communique.knowledge import Knowledge
from communique.pipeline import Kernel, Outcome
from communique.records import Article, Coding, Document
from communique.resolve import resolve

_reading = threading.Lock()
_kernels: list[Kernel] = []


def _kernel() -> Kernel:
    if not _kernels:
        _kernels.append(Kernel())
    return _kernels[0]


def read_claim(sentence: str) -> Outcome:
    """The acts and situations of a sentence, by the same stages as reports."""
    with _reading:
        document = Document("claim", "claim", sentence, kind="record")
        (outcome,) = _kernel().process([document])
    return outcome


def frame_of(machine: Coding, answer: Coding | None, article: Article, knowledge: Knowledge) -> OwnFrame:
    """The frame that a decision on a coding amounts to. Raises UsageError where it makes none."""
    with _reading:
        kernel = _kernel()
        span = (machine.evidence.start, machine.evidence.end)
        (parse,) = kernel.parser.parse_many([(article.text, [span])])
        return frame_for(machine, answer, parse, resolve(parse, article, knowledge), kernel.lexicon)
