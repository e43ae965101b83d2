"""Whatever `export` writes in a layout that `import` reads comes in again: no row of the sample corpus is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from quality.corpus import is_unseen

from communique.exchange.formats import READERS, Choice, export
from communique.exchange.holdings import Holdings, Wanted
from communique.exchange.occurrence import Selection
from communique.exchange.taking_in import take_in
from communique.samples import corpus_folder
from communique.store import Store
from communique.web.sample import build

EVERYTHING = Selection(max_days=4000, undated="publication", every_status=True)
WAYS = {
    "as usual": (Selection(), Wanted()),
    "everything": (EVERYTHING, Wanted()),
    "without quotations": (EVERYTHING, Wanted(quote_words=0)),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The reports of the corpus that anybody may read, as a project."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.db"
    build(path, [str(one) for one in sorted(corpus_folder().iterdir()) if not is_unseen(one.stem)])
    with Store.open(path) as store:
        yield store


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("of", ["events", "codings"])
@pytest.mark.parametrize("name", READERS)
def test_every_row_that_leaves_comes_in(name: str, of: str, way: str, corpus: Store, tmp_path: Path) -> None:
    selection, wanted = WAYS[way]
    path = tmp_path / "out"
    done = export(Holdings(corpus, wanted), name, path, Choice(of=of, selection=selection))
    assert done.n > 300
    with Store.create(tmp_path / "other.db") as other:
        taken = take_in(other, [path], name)
        assert (taken.refused, taken.n_rows, taken.n_new) == ({}, done.n, done.n)
        assert other.counts()["event"] == done.n
        assert sum(1 for _ in other.events(rule=name)) == done.n


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("into", READERS)
def test_an_imported_collection_leaves_and_comes_in(name: str, into: str, corpus: Store, tmp_path: Path) -> None:
    path, again = tmp_path / "out", tmp_path / "again"
    export(Holdings(corpus), name, path)
    with Store.create(tmp_path / "other.db") as other:
        take_in(other, [path], name)
        done = export(Holdings(other, Wanted(rule=name)), into, again, Choice(selection=EVERYTHING))
        taken = take_in(other, [again], into, "again")
        assert (taken.refused, taken.n_new) == ({}, done.n)
        assert done.n > 300 or done.left_out["exchange.no_cameo"] > 300
