"""Batches: whatever the sizes, every document comes out once, in order, and no batch is over its limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.factories import a_document

from communique.pipeline.run import BATCH_CHARACTERS, BATCH_DOCUMENTS, _batches
from communique.records import Document, DocumentRef, Refusal

SIZES = st.lists(st.one_of(st.none(), st.integers(0, 60_000), st.integers(0, 300)), max_size=150)


def item(place: int, size: int | None) -> Document | Refusal:
    """A document of that many characters, or a refusal."""
    if size is None:
        return Refusal(
            str(place), DocumentRef(str(place), "x", None, None, None), "sources", "sources.empty", ""
        )
    return a_document("x" * size, id=str(place))


@given(SIZES)
def test_batches_keep_order_and_limits(sizes: list[int | None]) -> None:
    items = [item(place, size) for place, size in enumerate(sizes)]
    seen: list[Document | Refusal] = []
    for batch in _batches(items):
        if isinstance(batch, Refusal):
            seen.append(batch)
            continue
        assert batch
        assert len(batch) <= BATCH_DOCUMENTS
        assert len(batch) == 1 or sum(len(document.text) for document in batch) <= BATCH_CHARACTERS
        seen += batch
    assert seen == items
