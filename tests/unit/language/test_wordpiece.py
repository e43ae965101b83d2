"""Our WordPiece gives the same ids as the package that the model was trained with."""

from __future__ import annotations

import csv

import pytest
from quality.devdata import ROOT

from communique.language.files import model_folder
from communique.language.wordpiece import WordPiece

TOKENIZER = (model_folder() / "tokenizer.json").read_bytes()
ODD = ["", " ", "Erdoğan", "naïve", "北京", "Kim\u00ad", "a\u0301", "don’t", "U.S.", "3,000", "x" * 150, "\x00", "“", "🇰🇵", "ＡＢＣ", "ﬁn"]


def _words() -> list[str]:
    found = set(ODD)
    for part in sorted((ROOT / "src/communique/knowledge/data/person_names").glob("*.csv")):
        with part.open(encoding="utf-8", newline="") as handle:
            for row in csv.reader(handle):
                found.update(" ".join(row).split())
    return sorted(found)


def test_same_ids_as_the_tokenizers_package() -> None:
    tokenizers = pytest.importorskip("tokenizers")
    other = tokenizers.Tokenizer.from_str(TOKENIZER.decode())
    other.no_padding()
    other.no_truncation()
    ours = WordPiece(TOKENIZER)
    words = _words()
    assert len(words) > 500
    assert [w for w in words if ours.encode(w) != other.encode(w, add_special_tokens=False).ids] == []
