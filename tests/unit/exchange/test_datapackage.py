"""The Data Package holds what it says, as frictionless sees it."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import frictionless
import pytest

from communique.errors import UsageError
from communique.exchange.datapackage import write_datapackage
from communique.exchange.holdings import Holdings, Wanted
from communique.exchange.tables import TABLES
from communique.store import Store


def test_frictionless_finds_it_valid(store: Store, tmp_path: Path) -> None:
    n = write_datapackage(Holdings(store), tmp_path / "package")
    assert n == 10
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    package = frictionless.Package(str(tmp_path / "package" / "datapackage.json"))
    assert {*TABLES, "documents", "codebook-types", "codebook-cameo"} <= set(package.resource_names)
    (offer, visit) = package.get_resource("events").read_rows()
    assert (offer["id"], offer["event_type"], offer["quad"]) == ("e1", "AGREE", 1)
    assert visit["date_start"].isoformat() == "2013-06-18"
    assert (
        visit["lat"] == pytest.approx(35.1)
        if isinstance(visit["lat"], float)
        else float(visit["lat"]) == 35.1
    )


def test_frictionless_would_find_damage(store: Store, tmp_path: Path) -> None:
    write_datapackage(Holdings(store), tmp_path / "package")
    table = tmp_path / "package" / "data" / "events.csv"
    table.write_text(table.read_text("utf-8").replace("AGREE", "FIGHT"), "utf-8")
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
    assert not report.valid


def test_the_descriptor_is_of_version_two(store: Store, tmp_path: Path) -> None:
    write_datapackage(Holdings(store), tmp_path / "package")
    described = json.loads((tmp_path / "package" / "datapackage.json").read_text("utf-8"))
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert "profile" not in described
    assert all("profile" not in resource for resource in described["resources"])
    assert [one["title"] for one in described["contributors"]][1:] == ["an analyst"]
    for resource in described["resources"]:
        content = (tmp_path / "package" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_a_zip_has_the_same_files_and_always_the_same_bytes(store: Store, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip", "folder"):
        write_datapackage(Holdings(store), tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / "folder" / name).read_bytes()
    assert frictionless.validate(str(tmp_path / "a.zip"), type="package").valid


def test_a_folder_that_holds_something_is_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="there already"):
        write_datapackage(Holdings(store), tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_quotations_stay_away(store: Store, tmp_path: Path) -> None:
    write_datapackage(Holdings(store, Wanted(quote_words=0)), tmp_path / "package")
    for path in (tmp_path / "package").rglob("*.csv"):
        assert "offered talks" not in path.read_text("utf-8"), path.name
