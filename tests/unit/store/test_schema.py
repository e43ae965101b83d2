"""Schema versions: made, upgraded after a backup, refused when newer; what is no project is told by name."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from tests.contract.test_documents import begun, document, found
from tests.factories import a_coding

from communique.errors import StoreDamaged, StoreForeign, StoreMissing, StoreReadOnly, StoreTooNew
from communique.store import Store, migrate, tables
from communique.store.engine import open_engine, writing


def test_the_steps_lead_to_the_tables_as_the_program_knows_them(tmp_path: Path) -> None:
    with Store.create(tmp_path / "p.db") as store, store.engine.connect() as connection:
        found_ = compare_metadata(MigrationContext.configure(connection), tables.metadata)
        foreign = [
            one for one in found_ if not (one[0] == "remove_table" and one[1].name.startswith("search_"))
        ]
        assert foreign == []


def test_all_tables_are_strict(tmp_path: Path) -> None:
    with Store.create(tmp_path / "p.db") as store, store.engine.connect() as connection:
        strict = {row[1]: row[5] for row in connection.exec_driver_sql("PRAGMA table_list")}
        assert {name: strict[name] for name in tables.metadata.tables} == dict.fromkeys(
            tables.metadata.tables, 1
        )


def test_revisions_are_those_of_the_files() -> None:
    folder = Path(migrate.__file__).parent / "migrations" / "versions"
    assert [path.name[:4] for path in sorted(folder.glob("0*.py"))] == list(migrate.REVISIONS)


def older(path: Path, revision: str = "0001") -> Path:
    """A file as an earlier version of the program left it, with something in it."""
    engine = open_engine(str(path), create=True)
    with writing(engine) as connection:
        migrate.upgrade(connection, revision)
        connection.execute(text("INSERT INTO project VALUES ('keep', 'bytes')"))
        connection.execute(
            text(
                "INSERT INTO event_pair (event, source, target, day, since_run, rule, event_type, status, "
                "n_documents, quad) VALUES (7, 'PRK', 'KOR', '2013-06-16', 1, 'ours', 'AGREE', 'promised', 2, 1)"
            )
        )
    engine.dispose()
    return path


def test_an_older_file_is_upgraded_after_a_backup(tmp_path: Path) -> None:
    path = older(tmp_path / "old.db")
    with Store.open(path) as store:
        assert store.upgraded_from is not None
        assert "fetched" in inspect(store.engine).get_table_names()
        assert store.setting("keep") == "bytes"
        assert [(m.month, m.n, m.n_documents) for m in store.months(pair=("KOR", "PRK"))] == [
            ("2013-06", 1, 2)
        ]
        store.writer(begun(store)).add(document(), found(a_coding()))
    with sqlite3.connect(store.upgraded_from) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    with Store.open(path) as again:
        assert again.upgraded_from is None
        assert len(list(again.codings())) == 1


def test_an_upgrade_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = older(tmp_path / "old.db")

    def broken(connection: object, to: str = "head") -> None:
        upgrade(connection, to)  # type: ignore[arg-type]
        raise RuntimeError("in the middle")

    upgrade = migrate.upgrade
    monkeypatch.setattr(migrate, "upgrade", broken)
    with pytest.raises(RuntimeError):
        Store.open(path)
    monkeypatch.undo()
    with Store.open(path) as store:
        assert store.upgraded_from is not None


def test_a_newer_file_is_refused_with_a_clear_word(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with Store.create(path) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match=r"9999.*newer.*update the program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_what_is_no_project_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="communique init"):
        Store.open(tmp_path / "missing.db")
    with pytest.raises(StoreForeign, match="folder"):
        Store.open(tmp_path)
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreForeign, match="is empty"):
        Store.open(tmp_path / "empty.db")
    (tmp_path / "text.db").write_text("a text " * 100)
    with pytest.raises(StoreForeign, match="no SQLite file"):
        Store.open(tmp_path / "text.db")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE coding (id)")
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(StoreForeign, match="another program"):
        Store.open(tmp_path / "other.db")
    assert (tmp_path / "other.db").read_bytes() == before
    (tmp_path / "cut.db").write_bytes(before[:60])
    with pytest.raises(StoreDamaged, match="cut off"):
        Store.open(tmp_path / "cut.db")


def test_a_project_may_be_read_where_it_may_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with Store.create(path) as store:
        store.writer(begun(store)).add(document(), found(a_coding()))
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        assert len(list(store.codings())) == 1
        with pytest.raises(StoreReadOnly):
            store.begin_run("add")
    assert path.read_bytes() == before


def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    if os.getuid() == 0:
        pytest.skip("root may write everywhere; tests/contract/test_disk.py tries as another user")
    path = tmp_path / "p.db"
    Store.create(path).close()
    path.chmod(0o400)
    with Store.open(path) as store, pytest.raises(StoreReadOnly, match="permissions"):
        store.begin_run("add")
