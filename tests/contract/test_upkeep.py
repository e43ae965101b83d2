"""Search, doctor, backup, restore and snapshots, for every kind of project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.contract.test_documents import begun, document, found
from tests.factories import a_coding, a_commitment, a_situation, a_standing, an_actor, an_article, an_event
from tests.fake_kernel import state_of

from communique.errors import StoreDamaged, StoreError, StoreMissing, UsageError
from communique.store import Store, back_up, examine_snapshot, restore


@pytest.fixture
def full(store: Store) -> Store:
    """A project with one of everything, and an earlier answer."""
    first = begun(store)
    writer = store.writer(first)
    for n in range(3):
        codings = [a_coding(id=f"{n}a"), a_coding("ASSAULT", "USA", None, id=f"{n}b")]
        article = an_article(f"Article number {n} tells of talks in Pyongyang. " * 3)
        writer.add(document(n), found(*codings, situations=(a_situation(),), article=article))
    store.end_run(first)
    second = begun(store, "recode")
    store.writer(second).recode(1, found(a_coding("CONSULT", id="0c")))
    store.end_run(second)
    job = begun(store, "merge")
    store.save_events(job, "ours", [an_event(id="e1"), an_event("PROTEST", id="e2")])
    store.save_standings(job, [a_standing()])
    store.save_commitments(job, [a_commitment()])
    store.save_notes(job, "story", [("s", [1])])
    store.end_run(job)
    store.decide(a_coding(id="0c"), "accept", by="ann", base=0)
    store.decide(a_coding(id="0c"), "reject", by="bob", base=1)
    return store


def test_search_finds_words_in_codings_articles_and_events(full: Store) -> None:
    assert [hit.id for hit in full.search("assault USA")] == ["2b", "1b"]
    assert [hit.id for hit in full.search("consult")] == ["0c"]
    assert len(list(full.search('"offered talks"'))) == 5
    assert not list(full.search('"talks offered"'))
    assert len(list(full.search("assault or consult"))) == 3
    assert len(list(full.search("talks -assault"))) == 3
    assert len(list(full.search("off*"))) == 5
    assert len(list(full.search("offers"))) == 5  # any form
    assert not list(full.search('"offers"'))
    assert [hit.id for hit in full.search("protest", "event")] == ["e2"]
    (hit, _) = full.search("Pyongyang", "article")
    assert "Pyongyang" in hit.text
    assert len(list(full.search("talks", limit=2))) == 2


def test_an_older_answer_is_not_found(full: Store) -> None:
    assert not [hit for hit in full.search("assault") if hit.id.startswith("0")]


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", 'a" NEAR b', "col:umn", "x AND (", "*", "'", "\\ a & | ! <-> :*", "né"]
)
def test_whatever_is_typed_is_words(full: Store, words: str) -> None:
    try:
        list(full.search(words, "article"))
    except UsageError as problem:
        assert "no word" in str(problem)  # noqa: PT017


def test_nothing_to_look_for_is_wrong_usage(full: Store) -> None:
    for words in ("", "  ", "-without", "or", '""'):
        with pytest.raises(UsageError, match="no word"):
            list(full.search(words))
    with pytest.raises(UsageError, match="person"):
        list(full.search("x", "person"))


def test_a_sound_project_has_no_findings(full: Store) -> None:
    assert list(full.examine()) == []


@pytest.mark.parametrize(
    ("damage", "what", "where"),
    [
        ("UPDATE coding SET record = replace(record, 'promised', 'denied') WHERE n = 3", "record", "document 2, run 1"),
        ("UPDATE coding SET event_type = 'AID' WHERE n = 1", "record", "coding 1 of document 1"),
        ("UPDATE coding SET date_end = '2013-06-18' WHERE n = 1", "record", "coding 1 of document 1"),
        ("DELETE FROM statement; DELETE FROM situation WHERE document = 3", "record", "document 3, run 1"),
        ("DELETE FROM coding_pair WHERE coding = 1", "record", "coding 1"),
        ("INSERT INTO coding_pair VALUES (999, 'A', 'B')", "record", "coding 999"),
        ("UPDATE document SET source = 'elsewhere' WHERE n = 1", "document", "document 1 (elsewhere)"),
        ("UPDATE document SET record = replace(record, 'jsonl', 'csv') WHERE n = 1", "document", "document 1"),
        ("DELETE FROM content WHERE document = 2", "document", "document 2"),
        ("UPDATE event SET record = replace(record, 'KOR', 'JPN') WHERE id = 'e1'", "derived", "event 1 (e1)"),
        ("UPDATE standing SET record = replace(record, 'KOR', 'JPN')", "derived", "standing 1 (g1)"),
        ("UPDATE run SET record = '{}' WHERE n = 1", "run", "run 1"),
        ("DROP INDEX coding_ident", "schema", "coding"),
    ],
)  # fmt: skip
def test_damage_is_named(full: Store, damage: str, what: str, where: str) -> None:
    with full.engine.begin() as connection:
        for command in damage.split("; "):
            connection.execute(text(command))
    findings = list(full.examine())
    assert findings
    assert any(one.what == what and one.where.startswith(where) for one in findings), findings
    assert len(findings) <= 3


def test_a_changed_review_log_is_noticed(full: Store) -> None:
    with full.engine.begin() as connection:
        if full.engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER decision_no_update"))
        else:
            connection.execute(text("ALTER TABLE decision DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE decision SET record = replace(record, 'ann', 'eve') WHERE n = 1"))
    assert [one.where for one in full.examine() if one.what == "decision"] == ["decision 1 on 0c"]


def test_a_backup_is_the_whole_project(full: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    mark = back_up(full.place, copy)
    assert (tmp_path / "copy.db.sha256").read_text().startswith(mark)
    with Store.open(copy, read_only=True) as other:
        assert state_of(other) == state_of(full)
        assert list(other.decisions()) == list(full.decisions())
        assert list(other.events()) == list(full.events())
        assert list(other.notes("story")) == list(full.notes("story"))
        assert list(other.examine()) == []
        assert [hit.id for hit in other.search("assault USA")] == ["2b", "1b"]
        assert other.setting("keep") == "bytes"
    with pytest.raises(UsageError, match="there already"):
        back_up(full.place, copy)


def test_a_backup_is_restored_into_a_file(full: Store, tmp_path: Path) -> None:
    copy, again = tmp_path / "copy.db", tmp_path / "again.db"
    back_up(full.place, copy)
    assert restore(copy, str(again)) is None
    with Store.open(again) as other:
        assert state_of(other) == state_of(full)
        other.begin_run("add")
    with pytest.raises(UsageError, match="--replace"):
        restore(copy, str(again))
    aside = restore(copy, str(again), replace=True)
    assert aside is not None
    with Store.open(aside) as older, Store.open(again) as newer:
        assert (len(list(older.runs())), len(list(newer.runs()))) == (4, 3)


def test_a_damaged_backup_is_not_restored(full: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(full.place, copy)
    raw = bytearray(copy.read_bytes())
    place_of_word = raw.index(b"promised")
    raw[place_of_word] ^= 1
    copy.write_bytes(raw)
    with pytest.raises(StoreDamaged, match="SHA-256"):
        restore(copy, str(tmp_path / "again.db"))
    (tmp_path / "copy.db.sha256").unlink()
    with pytest.raises(StoreDamaged, match=r"copy.db is damaged: .* not what was written"):
        restore(copy, str(tmp_path / "again.db"))
    assert not (tmp_path / "again.db").exists()
    with pytest.raises(StoreMissing):
        restore(tmp_path / "missing.db", str(tmp_path / "again.db"))


def test_a_snapshot_is_parquet_with_a_manifest(full: Store, tmp_path: Path) -> None:
    import duckdb

    folder = tmp_path / "snapshot"
    made = full.write_snapshot(folder)
    assert made.run == 3
    assert made.files["coding.parquet"].rows == 5
    rows = duckdb.execute(f"SELECT record, event_type FROM '{folder}/event.parquet' ORDER BY id").fetchall()
    assert (
        [json.loads(record)["event_type"] for record, _ in rows]
        == [kind for _, kind in rows]
        == ["AGREE", "PROTEST"]
    )
    assert list(examine_snapshot(folder)) == []
    with pytest.raises(UsageError, match="never changes"):
        full.write_snapshot(folder)


def test_every_flipped_bit_of_a_snapshot_is_seen(full: Store, tmp_path: Path) -> None:
    folder = tmp_path / "snapshot"
    full.write_snapshot(folder)
    path = folder / "coding.parquet"
    raw = path.read_bytes()
    for place_ in range(0, len(raw), max(1, len(raw) // 40)):
        path.write_bytes(raw[:place_] + bytes([raw[place_] ^ 4]) + raw[place_ + 1 :])
        (finding,) = examine_snapshot(folder)
        assert finding.where.endswith("coding.parquet")
    path.unlink()
    (folder / "foreign.txt").touch()
    assert {one.detail for one in examine_snapshot(folder)} == {"is missing", "is not in the manifest"}
    (folder / "manifest.json").unlink()
    with pytest.raises(StoreMissing):
        list(examine_snapshot(folder))


def test_actors_are_found_by_name(store: Store) -> None:
    actor = an_actor(
        "PRK", "Kim Jong Un", "GOV", person="Kim Jong Un", name="Chairman of the State Affairs Commission"
    )
    store.writer(begun(store)).add(document(), found(a_coding(actors=(actor,))))
    assert [hit.id for hit in store.search("kim chairman PRKGOV")] == ["c1"]


def test_a_password_in_an_address_is_never_shown() -> None:
    from communique.store.engine import shown

    assert "secret" not in shown("postgresql://ann:secret@host/name")
    assert shown("korea.db") == "korea.db"
    with pytest.raises(StoreError) as problem:
        Store.open("postgresql://ann:secret@127.0.0.1:1/name")
    assert "secret" not in str(problem.value)
