"""The parser from raw text: what comes out, where it points, and what happens without a model."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.errors import ModelDamaged, ModelMissing
from communique.language import load_parser, read_conllu, to_conllu, tree
from communique.language.files import model_folder
from communique.language.parser import Parser
from communique.records.parse import Parse, Sentence

TEXT = (
    "SEOUL, June 16 — The North's top body offered talks to the United States on Sunday.\n\n"
    "Washington did not answer. President Park Geun-hye flew to Beijing."
)


@pytest.fixture(scope="module")
def parse() -> Parse:
    return load_parser().parse(TEXT)


def test_sentences_and_paragraphs(parse: Parse) -> None:
    assert [TEXT[s.start : s.end] for s in parse.sentences] == [
        "SEOUL, June 16 — The North's top body offered talks to the United States on Sunday.",
        "Washington did not answer.",
        "President Park Geun-hye flew to Beijing.",
    ]
    assert [s.paragraph for s in parse.sentences] == [0, 1, 1]


def test_offsets_lead_to_the_forms(parse: Parse) -> None:
    for s in parse.sentences:
        assert [TEXT[a:b] for a, b in zip(s.token_start, s.token_end, strict=True)] == list(s.form)


def test_every_sentence_is_one_tree(parse: Parse) -> None:
    for s in parse.sentences:
        assert_tree(s)


def assert_tree(s: Sentence) -> None:
    assert list(s.head).count(-1) == 1
    for i in range(len(s)):
        seen = set()
        while i >= 0:
            assert i not in seen
            seen.add(i)
            i = s.head[i]


def test_the_dateline_hangs_beside_the_sentence(parse: Parse) -> None:
    s = parse.sentences[0]
    root = s.head.index(-1)
    assert s.form[root] == "offered"
    assert s.head[0] == root
    assert s.deprel[0] == "parataxis"
    assert s.form[s.deprel.index("nsubj")] == "body"


def test_tags_lemmas_and_names(parse: Parse) -> None:
    s = parse.sentences[0]
    at = s.form.index("offered")
    assert (s.lemma[at], s.upos[at], s.xpos[at]) == ("offer", "VERB", "VBD")
    assert "Tense=Past" in s.feats[at]
    found = {(" ".join(s.form[n.first : n.last]), n.label) for s in parse.sentences for n in s.names}
    assert ("United States", "LOC") in found
    assert ("Beijing", "LOC") in found


def test_ranges_bound_sentences_and_offsets_stay() -> None:
    text = "Kim spoke Park left. Not this one."
    parse = load_parser().parse(text, [(0, 9), (10, 20)])
    assert [(s.start, s.end, s.paragraph) for s in parse.sentences] == [(0, 9, 0), (10, 20, 1)]


def test_a_range_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the text of 3"):
        load_parser().parse("abc", [(0, 4)])


def test_given_tokens_are_kept() -> None:
    words = [["We", "can't", "go", "."], ["U.S", "."], ["x" * 300]]
    sentences = load_parser().parse_pretokenised(words)
    assert [list(s.form) for s in sentences] == words
    assert (sentences[1].start, sentences[1].end) == (14, 19)


def test_the_parser_is_loaded_once() -> None:
    assert load_parser() is load_parser()


def test_conllu_goes_out_and_its_tokens_come_back(parse: Parse) -> None:
    printed = to_conllu(parse)
    rows = [line for line in printed.splitlines() if line and not line.startswith("#")]
    assert all(len(row.split("\t")) == 10 for row in rows)
    assert list(read_conllu(printed.splitlines())) == [list(s.form) for s in parse.sentences]
    assert "SpaceAfter=No" in printed
    assert "Name=B-LOC" in printed


def test_conllu_reads_words_only() -> None:
    lines = ["# text = du", "1-2\tdu\t_", "1\tde\tx", "2\tle", "2.1\t(il)\t_", "", "", "1\tNo\t_"]
    assert list(read_conllu(lines)) == [["de", "le"], ["No"]]


def test_the_tree_shows_every_word(parse: Parse) -> None:
    shown = tree(parse)
    assert all(form in shown for s in parse.sentences for form in s.form)
    assert "United States [LOC]" in shown


def copy_of_the_model(to: Path) -> Path:
    shutil.copytree(model_folder(), to)
    return to


def test_a_missing_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    folder = copy_of_the_model(tmp_path / "model")
    (folder / "parser.onnx").unlink()
    with pytest.raises(ModelMissing, match=r"parser\.onnx.*reinstall"):
        Parser(folder)
    with pytest.raises(ModelMissing, match="manifest"):
        Parser(tmp_path / "nowhere")


def test_one_changed_bit_is_seen(tmp_path: Path) -> None:
    folder = copy_of_the_model(tmp_path / "model")
    content = bytearray((folder / "parser.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "parser.onnx").write_bytes(bytes(content))
    with pytest.raises(ModelDamaged, match=r"sha256 .* expected .* reinstall"):
        Parser(folder)


def test_a_broken_manifest_is_damage(tmp_path: Path) -> None:
    folder = copy_of_the_model(tmp_path / "model")
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelDamaged, match="manifest"):
        Parser(folder)


def test_the_model_fits_in_thirty_megabytes() -> None:
    size = sum(p.stat().st_size for p in model_folder().iterdir())
    assert size <= 30_000_000
