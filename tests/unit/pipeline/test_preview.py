"""`recode --preview`: what would change, without changing it; the project's own tables are read."""

from __future__ import annotations

import json
from pathlib import Path

from tests.fake_kernel import state_of
from typer.testing import CliRunner

from communique.cli.main import app
from communique.coding.learn_frame import OwnFrame, write_frame
from communique.knowledge import load_knowledge
from communique.knowledge.learn import learn
from communique.pipeline.own_tables import overlay_for, own_tables
from communique.store import Store

runner = CliRunner()


def test_own_tables_lie_beside_the_file(tmp_path: Path) -> None:
    place = str(tmp_path / "korea.db")
    own = own_tables(place)
    assert own == tmp_path / "korea.knowledge"
    assert overlay_for(place, None) is None
    own.mkdir()
    assert overlay_for(place, None) == str(own)
    assert overlay_for(place, "mine") == "mine"
    assert own_tables("postgresql://host/name") is None


def test_a_new_name_is_previewed_then_coded(tmp_path: Path) -> None:
    text = tmp_path / "article.jsonl"
    sentence = "Quelmaria accused Japan of breaking the treaty on Monday."
    text.write_text(json.dumps({"id": "a", "text": sentence, "published": "2020-05-05"}) + "\n")
    place = str(tmp_path / "korea.db")
    assert runner.invoke(app, ["init", place]).exit_code == 0
    assert runner.invoke(app, ["add", place, str(text)], catch_exceptions=False).exit_code == 0
    learn(tmp_path / "korea.knowledge", load_knowledge(), "Quelmaria", code="FRA")
    with Store.open(place) as store:
        before = state_of(store)
    shown = runner.invoke(app, ["recode", place, "--changed", "--preview"], catch_exceptions=False)
    changes = [json.loads(line) for line in shown.stdout.splitlines()]
    codes = [
        [actor["code"] for actor in (one["after"] or {}).get("actors", ())] for one in changes if one["of"] == "coding"
    ]
    assert ["FRA"] in codes
    with Store.open(place) as store:
        assert state_of(store) == before
    assert runner.invoke(app, ["recode", place, "--changed"], catch_exceptions=False).exit_code == 0
    with Store.open(place) as store:
        assert [actor.code for coding in store.codings() for actor in coding.actors] == ["FRA"]
    shown = runner.invoke(app, ["recode", place, "--changed", "--preview"], catch_exceptions=False)
    assert shown.stdout == ""


def test_a_remembered_reading_is_previewed_then_coded(tmp_path: Path) -> None:
    text = tmp_path / "article.jsonl"
    text.write_text(json.dumps({"id": "a", "text": "Japan offered talks to China on Friday.", "published": "2020-05-05"}) + "\n")
    place = str(tmp_path / "korea.db")
    assert runner.invoke(app, ["init", place]).exit_code == 0
    assert runner.invoke(app, ["add", place, str(text)], catch_exceptions=False).exit_code == 0
    row = ("offer", "V", "obj=talk", "CONSULT", "", "", "040", "subj", "to", "human", "-")
    write_frame(tmp_path / "korea.knowledge", OwnFrame(row, ""))
    shown = runner.invoke(app, ["recode", place, "--changed", "--preview"], catch_exceptions=False)
    changes = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [(one["after"] or {}).get("event_type") for one in changes if one["of"] == "coding" and one["after"]] == ["CONSULT"]
    with Store.open(place) as store:
        assert [coding.event_type for coding in store.codings()] == ["AGREE"]
    assert runner.invoke(app, ["recode", place, "--changed"], catch_exceptions=False).exit_code == 0
    with Store.open(place) as store:
        assert [coding.event_type for coding in store.codings()] == ["CONSULT"]
