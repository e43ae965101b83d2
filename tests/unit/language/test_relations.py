"""The relation scorer through the shipped files."""

import numpy as np
import pytest

from communique.coding.pair_scores import of_spans
from communique.coding.tree import Tree
from communique.errors import ModelDamaged, ModelMissing
from communique.language import load_parser
from communique.language.files import MANIFEST, model_folder
from communique.language.relations import CLASSES, WIDTH, RelationScorer, load_relations
from communique.ontology import load_ontology

SENTENCES = (
    ("North Korea", "South Korea", "ACCUSE", "On Friday North Korea accused South Korea of plotting against its leader."),
    ("Turkish jets", "Kurdish fighters", "ASSAULT", "Turkish jets bombed Kurdish fighters near the border overnight."),
    ("Norway", "Sudan", "AID", "Norway sent four hundred tents and two doctors to Sudan after the floods."),
    ("The police", "four journalists", "COERCE", "The police arrested four journalists outside parliament."),
)  # fmt: skip


def chances(text: str, source: str, target: str) -> dict[str, float]:
    tree = Tree(load_parser().parse(text).sentences[0], 0)
    one, other = text.index(source), text.index(target)
    found = of_spans(tree, (one, one + len(source)), (other, other + len(target)))
    assert found is not None
    return dict(zip(CLASSES, map(float, found), strict=True))


@pytest.mark.parametrize(("source", "target", "event_type", "text"), SENTENCES)
def test_plain_acts_are_typed_and_have_a_direction(
    source: str, target: str, event_type: str, text: str
) -> None:
    there, back = chances(text, source, target), chances(text, target, source)
    assert max(there, key=there.__getitem__) == event_type
    assert back[event_type] < there[event_type]
    assert sum(there.values()) == pytest.approx(1.0, abs=1e-4)


def test_two_who_only_stand_side_by_side_do_nothing() -> None:
    found = chances("France, which borders Spain and Italy, has 67 million people.", "France", "Spain")
    assert max(found, key=found.__getitem__) == "none"


def test_classes_are_the_types_of_plover() -> None:
    assert set(CLASSES) - {"none"} == set(load_ontology().types)


def test_states_have_one_row_a_token_and_do_not_depend_on_the_batch() -> None:
    parser = load_parser()
    texts = [text for _, _, _, text in SENTENCES]
    together = parser.parse_many([(text, None) for text in texts])
    for text, parse in zip(texts, together, strict=True):
        (alone,) = parser.parse(text).sentences
        assert len(alone.states) == len(alone) * WIDTH * 4
        assert alone.states == parse.sentences[0].states


def test_no_pairs_and_no_states_give_no_rows() -> None:
    sentence = load_parser().parse("Mali left.").sentences[0]
    found, attention = load_relations().score(sentence, [])
    assert found.shape == (0, len(CLASSES))
    assert attention.shape == (0, len(sentence))


def test_attention_is_a_share() -> None:
    sentence = load_parser().parse(SENTENCES[0][3]).sentences[0]
    _, attention = load_relations().score(sentence, [(2, [1, 2], 5, [4, 5], [3])])
    assert np.allclose(attention.sum(1), 1.0, atol=1e-4)


def test_a_missing_or_damaged_file_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / MANIFEST).write_bytes((model_folder() / MANIFEST).read_bytes())
    with pytest.raises(ModelMissing, match=r"relation\.onnx"):
        RelationScorer(tmp_path)
    (tmp_path / "relation.onnx").write_bytes(b"no graph")
    with pytest.raises(ModelDamaged, match=r"relation\.onnx"):
        RelationScorer(tmp_path)
