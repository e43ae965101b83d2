"""Documents with their records: entered once, answered anew, read as of a run."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from tests.factories import (
    CODER,
    TEXT,
    a_coding,
    a_day,
    a_document,
    a_reference,
    a_refusal,
    a_situation,
    a_statement,
    an_article,
)

from communique.errors import UsageError
from communique.records import Coding, Document, Run, RunSummary
from communique.store import Found, Store


def begun(store: Store, kind: str = "add", **fields: Any) -> Run:
    return store.begin_run(kind, **{"coder": CODER, "inputs": (kind,), **fields})


def found(*codings: Coding, **fields: Any) -> Found:
    return Found(**{"reference": a_reference(), "article": an_article(), "codings": codings, **fields})


def document(n: int = 1, text: str = TEXT) -> Document:
    raw = f'{{"id": "d{n}", "text": "{text}"}}'.encode()
    return a_document(text, id=f"d{n}", source=f"in.jsonl:{n}", raw_hash=sha256(raw).hexdigest(), raw=raw)


def test_what_goes_in_comes_out(store: Store) -> None:
    coding, situation, statement, refusal = a_coding(), a_situation(), a_statement(), a_refusal()
    whole = found(
        coding, situations=(situation,), statements=(statement,), refusals=(refusal,), n_sentences=1
    )
    assert store.writer(begun(store)).add(document(), whole)
    assert list(store.codings()) == [coding]
    assert list(store.situations()) == [situation]
    assert list(store.statements()) == [statement]
    assert list(store.refusals()) == [refusal]
    assert list(store.articles()) == [an_article()]
    (stored,) = store.documents()
    assert stored.document == document()
    assert stored.bytes == document().raw
    assert stored.document.text == TEXT


def test_the_same_content_is_entered_once_and_its_places_are_kept(store: Store) -> None:
    writer = store.writer(begun(store))
    assert writer.add(document(), found(a_coding()))
    again = a_document(source="copy/in.jsonl:9", raw_hash=document().raw_hash)
    assert not writer.add(again, found(a_coding(), a_coding(id="c2")))
    assert not writer.add(again, found())
    assert len(list(store.codings())) == 1
    assert store.sightings(1) == ["copy/in.jsonl:9", "in.jsonl:1"]


def test_see_tells_known_from_new(store: Store) -> None:
    writer = store.writer(begun(store))
    writer.add(document(1), found())
    assert writer.see([document(1), document(2)]) == [True, False]


@pytest.mark.parametrize("text", [TEXT, "naïve — “quoted” 😀\n", "a\x00b nul", "\ufeffmarked"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1252"])
def test_text_and_bytes_come_back_exactly(store: Store, text: str, encoding: str) -> None:
    raw = text.encode(encoding, "replace")
    entered = Document("x", "x.txt", text, encoding=encoding, raw_hash="ab", raw=raw, title="a\x00b")
    store.writer(begun(store)).add(entered, found(reference=a_reference(id="x", title="a\x00b")))
    (stored,) = store.documents()
    assert stored.document == entered
    assert stored.bytes == raw


def test_a_project_may_keep_texts_alone(place: str) -> None:
    with Store.create(place, keep_bytes=False) as store:
        store.writer(begun(store)).add(document(), found())
        (stored,) = store.documents()
    assert stored.bytes is None
    assert stored.document.text == TEXT


def test_filters(store: Store) -> None:
    day = a_day().start
    assert day is not None
    later = a_day(day.replace(year=2015))
    codings = [
        a_coding("AGREE", "PRK", "USA", id="1"),
        a_coding("ASSAULT", "USA", "PRK", id="2", status="happened"),
        a_coding("CONSULT", "KOR", None, id="3", actors=a_situation().parties, date=later),
        a_coding("PROTEST", "KOR", "KOR", id="4", date=a_day(None), background=True, confidence=0.2),
    ]
    store.writer(begun(store)).add(document(), found(*codings))

    def ids(**filters: Any) -> str:
        return "".join(coding.id for coding in store.codings(**filters))

    assert ids() == "1234"
    assert ids(pair=("PRK", "USA")) == "12"
    assert ids(pair=("PRK", "USA"), directed=True) == "1"
    assert ids(pair=("KOR", "PRK")) == ids(pair=("PRK", "KOR"), directed=True) == "3"
    assert ids(pair=("KOR", "KOR")) == "4"
    assert ids(since="2014") == "3"
    assert ids(until="2013-06") == ids(since="2013-06-17", until=day) == "12"
    assert ids(until="2013-05") == ""
    assert ids(types=["AGREE", "PROTEST"]) == "14"
    assert ids(statuses="happened") == "2"
    assert ids(background=False, min_confidence=0.5) == "123"
    with pytest.raises(UsageError, match="June"):
        ids(since="June")


def test_a_new_answer_closes_the_old_one_and_keeps_it(store: Store) -> None:
    first = begun(store)
    old, new = a_coding(), a_coding("CONSULT", id="c2")
    store.writer(first).add(document(), found(old))
    store.end_run(first)
    second = begun(store, "recode")
    assert store.writer(second).recode(1, found(new, a_coding(id="c3")))
    assert [c.id for c in store.codings()] == ["c2", "c3"]
    assert [c.id for c in store.codings(as_of=first.n)] == ["c1"]
    assert list(store.codings(as_of=0)) == []
    assert [c.id for c in store.codings(pair=("KOR", "PRK"))] == ["c2", "c3"]


def test_an_equal_answer_is_not_entered_twice(store: Store) -> None:
    first = begun(store)
    store.writer(first).add(document(), found(a_coding()))
    store.end_run(first)
    second = begun(store, "recode", coder=None or CODER)
    assert not store.writer(second).recode(1, found(a_coding()))
    assert [c.id for c in store.codings(as_of=first.n)] == [c.id for c in store.codings()] == ["c1"]


def test_refusals_by_reason_and_inputs_that_never_became_documents(store: Store) -> None:
    writer = store.writer(begun(store))
    refused = a_refusal("clean.no_body")
    writer.add(document(), Found(a_reference(), None, refusals=(refused,)))
    missing = a_refusal("sources.not_found", id="r9", document=a_reference(id="gone", source="gone.txt"))
    writer.refuse(missing)
    writer.refuse(missing)
    assert list(store.refusals()) == [refused, missing]
    assert list(store.refusals(reasons="sources.not_found")) == [missing]
    assert list(store.refusals(stage="clean")) == [refused]


def test_documents_are_found_by_id_and_by_hash(store: Store) -> None:
    store.writer(begun(store)).add(document(7), found())
    hash_ = document(7).raw_hash
    assert store.document("d7") == store.document(hash_) == store.document(hash_[:12]) is not None
    assert store.document("d8") is None


def test_records_are_found_by_id(store: Store) -> None:
    coding = a_coding(id="0123456789abcdef")
    store.writer(begun(store)).add(
        document(), found(coding, statements=(a_statement(id="ffffffffffffffff"),))
    )
    assert list(store.by_id("0123456789abcdef")) == [("coding", coding)]
    assert [kind for kind, _ in store.by_id("ffffffffffffffff")] == ["statement"]
    assert list(store.by_id("0123456789abcdee")) == []


def test_a_run_is_logged_with_what_made_it(store: Store) -> None:
    run = begun(store, config={"published": "2013-06-16"})
    assert run.n == 1
    summary = RunSummary(3, 1, 9, 2, 0, 1, {"clean.no_body": 1}, {}, 1)
    store.end_run(run, summary=summary, inputs_hash="ab")
    (logged,) = store.runs()
    assert logged.state == "finished"
    assert logged.summary == summary
    assert logged.coder == CODER
    assert logged.hashes["inputs"] == "ab"
    assert logged.ended_at is not None
    assert store.run(1) == logged
    with pytest.raises(UsageError, match="no run 7"):
        store.run(7)


def test_a_run_cut_off_is_taken_up_again_when_it_is_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = begun(store)
    again = begun(store)
    assert again.n == first.n
    assert again.notes["resumed"] == 1
    other = begun(store, inputs=("elsewhere",))
    assert other.n == 2
    assert [run.state for run in store.runs()] == ["running", "running"]  # this process may do two things
    monkeypatch.setattr("communique.store.runs.is_alive", lambda process: False)
    assert begun(store, "recode").n == 3
    assert [run.state for run in store.runs()] == ["stopped", "stopped", "running"]


def test_a_transaction_cut_off_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = store.writer(begun(store))
    monkeypatch.setattr("communique.store.write.coding_words", lambda coding: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        writer.add(document(), found(a_coding(), situations=(a_situation(),)))
    monkeypatch.undo()
    assert store.counts()["document"] == store.counts()["coding"] == 0
    assert writer.add(document(), found(a_coding()))
    assert store.counts()["coding"] == 1
