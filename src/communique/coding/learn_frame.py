"""A reviewer's correction of an act becomes a frame of the project's own tables: the next run reads the word
with such an argument as the reviewer did.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import msgspec

from communique.coding.lexicon import NO_EVENT, Frame, Lexicon
from communique.coding.senses import Senses
from communique.coding.tree import Tree
from communique.errors import UsageError
from communique.records import Coding, Parse
from communique.resolve import Resolution

FILE = "review.csv"
COLUMNS = (
    "lemma", "pos", "when", "type", "mode", "contexts", "cameo", "actor", "recipient", "flags", "example"
)  # fmt: skip
LONGEST = 200
_WORD = re.compile(r"[^\W_][\w’'-]*")
_KINDS = {"V": "verb", "N": "noun", "A": "adjective"}


class OwnFrame(msgspec.Struct, frozen=True):
    """A row of the project's own frames, and in words what it does."""

    row: tuple[str, ...]
    told: str


def frame_for(
    machine: Coding, answer: Coding | None, parse: Parse, resolution: Resolution, lexicon: Lexicon
) -> OwnFrame:
    """The frame that a decision on a coding amounts to: the word of the act, with its object where it has
    one, is what the reviewer says (answer; null: no act). parse: of the article or of its sentence.

    Raises UsageError where the word cannot be made out, or nothing about the act was corrected.
    """
    if answer is not None and (answer.event_type, answer.mode) == (machine.event_type, machine.mode):
        raise UsageError("type and mode are as the machine has them; there is no reading to remember")
    at = machine.trigger.start
    for index, sentence in enumerate(parse.sentences):
        for token, (start, end) in enumerate(zip(sentence.token_start, sentence.token_end, strict=True)):
            if start <= at < end:
                senses = Senses(Tree(sentence, index), resolution, lexicon)
                return _frame(senses, token, machine, answer)
    raise UsageError(f"“{machine.trigger.text}” is no word of the text as it is read now")


def _frame(senses: Senses, token: int, machine: Coding, answer: Coding | None) -> OwnFrame:
    lemma, pos = senses.key(token)
    if not all(_WORD.fullmatch(part) for part in lemma.split("_")):
        raise UsageError(f"“{lemma}” is no plain word; no frame can be made of it")
    condition, words = _object(senses, token, pos)
    like = _like(senses, token, lemma, pos)
    if answer is None:
        act, sides, reading = (NO_EVENT, "", "", ""), ("", "", ""), "no act"
    else:
        act = (answer.event_type, answer.mode or "", ";".join(answer.contexts), answer.cameo or "")
        sides = ("", "", "human")
        if like is not None:
            sides = (",".join(like.actor), ",".join(like.recipient), " ".join(sorted(like.flags)))
        reading = f"{answer.event_type} {(answer.mode or '').replace('_', ' ')}".strip()
    row = (lemma, pos, condition, *act, *sides, " ".join(machine.evidence.text.split())[:LONGEST])
    return OwnFrame(row, f"the {_KINDS[pos]} “{lemma.replace('_', ' ')}”{words} is read as {reading}")


def _object(senses: Senses, token: int, pos: str) -> tuple[str, str]:
    """The condition that makes the sense this one, and in words: a verb's object, or that it has none."""
    if pos != "V":
        return "", ""
    for noun in senses.role(token, "obj"):
        lemma = senses.tree.lemma[noun]
        if senses.resolution.at(senses.tree.index, noun) is not None:
            return "obj=#actor", " with an actor as its object"
        if _WORD.fullmatch(lemma):
            return f"obj={lemma}", f" with the object “{lemma}”"
    return "obj!=*", " without an object"


def _like(senses: Senses, token: int, lemma: str, pos: str) -> Frame | None:
    """The frame that the machine reads the word by: its parties stand where it says."""
    found = senses.best_frame(token, lemma, pos)
    return found[0] if found is not None and found[0].event_type != NO_EVENT else None


def write_frame(folder: Path, frame: OwnFrame) -> bool:
    """Adds the row to the overlay `folder` (frames/review.csv), in place of an earlier one on the same word
    and condition. Whether anything changed.
    """
    path = folder / "frames" / FILE
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))[1:] if path.is_file() else []
    kept = [row for row in rows if tuple(row[:3]) != frame.row[:3]]
    if [*kept, list(frame.row)] == rows:
        return False
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *kept, frame.row])
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(out.getvalue(), encoding="utf-8", newline="\n")
    part.replace(path)
    return True
