"""The own training sentences: enough, varied, well-formed, and none of a development set."""

from collections import Counter
from pathlib import Path

import pytest
from quality.devdata import folder, lines
from training.relation.sentences import TYPES, Marked, is_held_out, read_all, read_file, shared_templates


@pytest.fixture(scope="module")
def marked() -> list[Marked]:
    return read_all()


def test_there_are_more_than_five_thousand(marked: list[Marked]) -> None:
    assert len(marked) >= 5000
    assert len({one.text for one in marked}) == len(marked)


def test_every_type_register_and_region_is_well_filled(marked: list[Marked]) -> None:
    types = Counter(t for one in marked for found in one.relations.values() for t in found)
    assert set(types) == set(TYPES)
    assert min(types.values()) >= 200
    assert min(Counter(one.register for one in marked).values()) >= 100
    assert min(Counter(one.region for one in marked).values()) >= 100


def test_pairs_without_a_relation_are_many(marked: list[Marked]) -> None:
    pairs = [(a, b) for one in marked for a in one.spans for b in one.spans if a != b]
    typed = sum(b != 0 for one in marked for _, b in one.relations)
    assert 0.25 <= 1 - typed / len(pairs) <= 0.75


def test_no_two_share_a_template(marked: list[Marked]) -> None:
    assert shared_templates(marked) == []


def test_a_shared_template_is_found(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text(
        "-\twire\tafrica\t[1 Mali] said late on a rainy evening that it had no news of [2 Niger].\n"
        "-\twire\tafrica\t[1 Chad] said late on a rainy evening that it had no word for [2 Togo].\n",
        "utf-8",
    )
    assert [hit[:2] for hit in shared_templates(read_all(tmp_path))] == [("x:2", "x:1")]


def test_relations_name_brackets_and_spans_lead_to_the_actors(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(
        "1>2 ACCUSE/REJECT; 2=3 CONSULT; 1>0 MOBILIZE\twire\teasia\tOn Monday [1 Seoul] told [2 Bonn] and [3 Oslo] no.\n"
    )
    (one,) = read_file(path)
    assert [one.text[a:b] for a, b in one.spans.values()] == ["Seoul", "Bonn", "Oslo"]
    assert one.relations == {
        (1, 2): ("ACCUSE", "REJECT"), (2, 3): ("CONSULT",), (3, 2): ("CONSULT",), (1, 0): ("MOBILIZE",),
    }  # fmt: skip
    assert one.alone


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("only two\tfields\n")
    with pytest.raises(ValueError, match=r"x\.tsv:1: 2 fields"):
        read_all(tmp_path)


def test_a_tenth_is_held_out(marked: list[Marked]) -> None:
    assert 0.08 < sum(map(is_held_out, marked)) / len(marked) < 0.12


@pytest.mark.devdata
@pytest.mark.skipif(folder() is None, reason="the development sets are not here")
def test_no_sentence_of_a_development_set_is_among_them(marked: list[Marked]) -> None:
    own = {" ".join(one.text.lower().split()) for one in marked}
    for name in ("coding/plv_dev.jsonl", "coding/plover_gsr.jsonl"):
        assert not own & {" ".join(row["text"].lower().split()) for row in lines(name)}
