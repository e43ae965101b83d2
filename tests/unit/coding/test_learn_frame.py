"""A corrected act becomes a frame of the project's own, and the next run reads the word so."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from communique.coding.learn_frame import OwnFrame, frame_for, write_frame
from communique.coding.lexicon import load_lexicon, own_frames
from communique.errors import DataError, UsageError
from communique.pipeline import Kernel, Options, coder_of
from communique.records import Coding, Document
from communique.resolve import resolve

PRAISE = "The French president praised the government of Germany in Paris on Monday."
OTHER = "The Swedish prime minister praised Norway on Tuesday."
OFFER = "Japan offered talks to China on Friday."


@pytest.fixture(scope="module")
def kernel() -> Kernel:
    return Kernel()


def read(kernel: Kernel, text: str) -> list[Coding]:
    (outcome,) = kernel.process([Document("d", "d.txt", text, kind="record")])
    return list(outcome.codings)


def proposed(kernel: Kernel, text: str, **changes: object) -> OwnFrame:
    """The frame of a correction of the one coding of a text; of a rejection without changes."""
    (outcome,) = kernel.process([Document("d", "d.txt", text, kind="record")])
    (coding,) = outcome.codings
    answer = msgspec.structs.replace(coding, **changes) if changes else None
    (parse,) = kernel.parser.parse_many([(text, [(0, len(text))])])
    assert outcome.article is not None
    return frame_for(coding, answer, parse, resolve(parse, outcome.article, kernel.knowledge), load_lexicon())


def test_a_corrected_type_is_read_wherever_the_word_has_such_an_object(kernel: Kernel, tmp_path: Path) -> None:
    frame = proposed(kernel, PRAISE, event_type="COOPERATE", mode=None, cameo="060")
    assert frame.row[:4] == ("praise", "V", "obj=#actor", "COOPERATE")
    assert frame.told == "the verb “praise” with an actor as its object is read as COOPERATE"
    assert write_frame(tmp_path, frame)
    assert not write_frame(tmp_path, frame)
    own = Kernel(Options(overlay=str(tmp_path)))
    assert [coding.event_type for coding in read(own, PRAISE)] == ["COOPERATE"]
    (coding,) = read(own, OTHER)
    assert (coding.event_type, [one.code for one in coding.recipients]) == ("COOPERATE", ["NOR"])
    assert [coding.event_type for coding in read(kernel, OTHER)] != ["COOPERATE"]


def test_a_rejected_act_is_none_from_then_on(kernel: Kernel, tmp_path: Path) -> None:
    frame = proposed(kernel, OFFER)
    assert frame.row[:4] == ("offer", "V", "obj=talk", "-")
    assert frame.told.endswith("with the object “talk” is read as no act")
    write_frame(tmp_path, frame)
    assert read(Kernel(Options(overlay=str(tmp_path))), OFFER) == []


def test_a_later_correction_takes_the_place_of_an_earlier_one(kernel: Kernel, tmp_path: Path) -> None:
    write_frame(tmp_path, proposed(kernel, OFFER))
    write_frame(tmp_path, proposed(kernel, OFFER, event_type="CONSULT", mode=None, cameo="040"))
    lines = (tmp_path / "frames" / "review.csv").read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert [one.event_type for one in read(Kernel(Options(overlay=str(tmp_path))), OFFER)] == ["CONSULT"]


def test_own_frames_make_another_coder(kernel: Kernel, tmp_path: Path) -> None:
    assert own_frames(tmp_path) is None
    before = coder_of(Options(overlay=str(tmp_path)))
    assert "frames" not in before.settings
    write_frame(tmp_path, proposed(kernel, OFFER))
    first = coder_of(Options(overlay=str(tmp_path)))
    assert first != before
    write_frame(tmp_path, proposed(kernel, PRAISE))
    assert coder_of(Options(overlay=str(tmp_path))) != first


def test_nothing_to_remember_where_the_act_was_right(kernel: Kernel) -> None:
    with pytest.raises(UsageError, match="no reading to remember"):
        proposed(kernel, OFFER, status="happened")


def test_a_wrong_row_is_told_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    head = "lemma,pos,when,type,mode,contexts,cameo,actor,recipient,flags,example"
    (tmp_path / "frames" / "mine.csv").write_text(f"{head}\npraise,V,,LOVE,,,,,,,\n")
    with pytest.raises(DataError, match=r"mine\.csv:2.*LOVE"):
        Kernel(Options(overlay=str(tmp_path)))
