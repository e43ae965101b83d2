"""Why two codings were merged, in words."""

from __future__ import annotations

from datetime import date

from tests.factories import a_day
from tests.unit.stories.test_merging import told

from communique.records import Coding
from communique.stories.merging import merge_groups, prepare
from communique.stories.reasons import reasons
from communique.stories.score import judge

DAY = date(2013, 6, 12)
CUT = "The North cut the hotline to the South at Panmunjom, answering 43 loudspeakers."
SILENT = "On Wednesday the North disconnected the Panmunjom hotline because of 43 loudspeakers."
LATER = "The hotline was cut once more in August, the South said."


def cut(id: str, text: str, word: str, day: date | None, document: str, **fields: object) -> Coding:
    facts = {"type": "SANCTION", "who": "PRK", "whom": "KOR", "status": "happened"}
    return told(id, text, word, day, document, **{**facts, **fields})


def said(first: Coding, second: Coding) -> dict[str, str]:
    """Reasons by the words they begin with, without their log-odds; the same in either order but for the order
    of what they name.
    """
    one, other = prepare([first, second])
    lines = reasons(one, other, judge(one, other).parts, most=20)
    assert len(lines) == len(reasons(other, one, judge(other, one).parts, most=20))
    assert all(line[0] in "+-" and abs(float(line.split(" ", 1)[0])) >= 0.2 for line in lines)
    return {line.split(" ", 1)[1].split(":")[0].split(" (")[0]: line.split(" ", 1)[1] for line in lines}


def test_reasons_name_what_was_seen() -> None:
    found = said(cut("a", CUT, "cut", DAY, "d1"), cut("b", SILENT, "disconnected", DAY, "d2"))
    assert "dates meet: both 2013-06-12" in found.values()
    assert "both are SANCTION" in found
    assert any(line.startswith("both name KOR and PRK; acting: PRK in both") for line in found.values())
    assert any(line.startswith("both say '") and "'hotline'" in line for line in found.values())
    assert "both say '43'" in found.values()
    assert any("'cut' and 'disconnected' (meaning" in line for line in found.values())


def test_reasons_name_what_differs() -> None:
    found = said(
        cut("a", CUT, "cut", DAY, "d1"),
        cut("b", LATER, "cut", date(2013, 8, 20), "d2", who="USA", type="REJECT", status="planned"),
    )
    assert "dates lie 69 days apart: 2013-06-12 and 2013-08-20" in found.values()
    assert any(line.startswith("both name KOR; acting: PRK, USA") for line in found.values())
    assert "told as happened and as planned" in found.values()


def test_reasons_say_when_a_day_is_only_likely() -> None:
    undated = cut("b", SILENT, "disconnected", DAY, "d2", published=date(2013, 6, 13))
    undated = undated.__class__(
        **{name: getattr(undated, name) for name in undated.__struct_fields__ if name != "date"}, date=a_day(None)
    )
    found = said(cut("a", CUT, "cut", DAY, "d1"), undated)
    assert "one has no date; likely days meet: 2013-06-12 and 2013-06-10..2013-06-13" in found.values()


def test_a_day_with_an_open_end_is_said_so() -> None:
    past = cut("b", SILENT, "disconnected", DAY, "d2", published=date(2013, 6, 20), background=True)
    past = past.__class__(
        **{name: getattr(past, name) for name in past.__struct_fields__ if name != "date"}, date=a_day(None)
    )
    found = said(cut("a", CUT, "cut", DAY, "d1"), past)
    assert "one has no date; likely days meet: 2013-06-12 and until 2013-06-20" in found.values()


def test_reasons_stand_at_the_tie_of_an_event() -> None:
    (group,) = merge_groups([cut("a", CUT, "cut", DAY, "d1"), cut("b", SILENT, "disconnected", DAY, "d2")])
    strongest = [float(reason.split(" ", 1)[0]) for reason in group.why[1].reasons]
    assert strongest == sorted(strongest, key=abs, reverse=True)
    assert len(group.why[1].reasons) <= 6
