"""The commands on a project's memory, on two small reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.pipeline.project import Project
from communique.store import Store

LINES = [
    ("a", "2013-06-17", "North Korea on Sunday offered talks to the United States, state media said."),
    ("b", "2013-06-17", "North Korea offered the United States talks on Sunday."),
    ("c", "2013-06-19", "The United States rejected the talks that North Korea had offered on Sunday."),
    ("d", "2021-08-11", "North Korea cut its hotlines with South Korea on Tuesday."),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from typer.testing import CliRunner

    from communique.cli.main import app

    folder = tmp_path_factory.mktemp("memory")
    articles = folder / "in.jsonl"
    rows = [{"id": id_, "published": day, "text": text, "title": f"Report {id_}"} for id_, day, text in LINES]
    articles.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    path = folder / "korea.db"
    runner = CliRunner()
    assert runner.invoke(app, ["init", str(path)]).exit_code == 0
    done = runner.invoke(app, ["add", str(path), str(articles)])
    assert done.exit_code == 0, done.output
    return path


def called(*arguments: object) -> Any:
    from typer.testing import CliRunner

    from communique.cli.main import app

    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def records(*arguments: object) -> list[dict[str, Any]]:
    done = called(*arguments)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def offer(project: Path) -> dict[str, Any]:
    return next(
        one for one in records("events", project, "--pair", "PRK", "USA") if one["event_type"] == "AGREE"
    )


def test_events_and_why(project: Path) -> None:
    event = offer(project)
    assert event["n_documents"] >= 2
    (shown,) = records("events", project, "show", event["id"], "--why")
    assert {said["document"] for said in shown["evidence"]} >= {"a", "b"}
    assert any(why["reasons"] for why in shown["why"][1:])
    assert records("events", "show", project, event["codings"][0])[0]["id"] == event["id"]
    assert "why:" in called("events", project, "show", event["id"], "--why", "--format", "table").output
    assert len(records("events", project, "--merge", "none")) >= len(
        records("events", project, "--merge", "day")
    )


@pytest.mark.parametrize(("since", "until"), [("2013-06-16", "2013-06-19"), ("2013-06", "2013-06"), ("2013", "2013")])
@pytest.mark.parametrize("command", ["events", "timeline", "tension", "export"])
def test_a_period_is_given_by_days_months_or_years(
    project: Path, command: str, since: str, until: str, tmp_path: Path
) -> None:
    parties = {"tension": ["PRK", "USA"], "timeline": ["PRK", "USA"], "events": ["--pair", "PRK", "USA"]}.get(command, [])
    whole = ["export", "--format", "jsonl", "--table", "events", "-o", "-"] if command == "export" else [command]
    found = records(whole[0], project, *whole[1:], *parties, "--since", since, "--until", until)
    assert found
    assert not records(whole[0], project, *whole[1:], *parties, "--since", "2014", "--until", "2020")
    for wrong, words in (
        (("--since", "soon"), "--since 'soon' is no day, month or year"),
        (("--until", "2013-13"), "--until '2013-13' is no day, month or year"),
        (("--since", "2014", "--until", "2013"), "--since 2014 lies after --until 2013"),
    ):
        done = called(whole[0], project, *whole[1:], *parties, *wrong)
        assert done.exit_code != 0
        assert words in str(done.exception or done.output)


@pytest.mark.parametrize("day", ["2021-08-20", "2021-08", "2021"])
def test_what_stood_on_a_day_or_at_the_end_of_a_month_or_year(project: Path, day: str) -> None:
    found = records("situations", project, "--on", day, "--known-by", day)
    assert [one["kind"] for one in found] == ["channel_cut"]
    with Project(Store.open(project)) as opened:
        assert [one.kind for one in opened.situations(on=day, known_by=day)] == ["channel_cut"]
    assert "--due 'x' is no day" in str(called("commitments", project, "--due", "x").exception)
    assert called("commitments", project, "--due", "2030").exit_code == 0


def test_situations_on_a_day(project: Path) -> None:
    found = records(
        "situations", project, "--on", "2021-08-20", "--known-by", "2021-08-12", "--pair", "PRK", "KOR"
    )
    assert [one["kind"] for one in found] == ["channel_cut"]
    assert found[0]["opened_by"][0]["text"] == LINES[3][2]
    assert records("situations", project, "--on", "2021-08-20", "--known-by", "2021-08-01") == []
    assert "channel_cut" in called("situations", project, "--format", "table").output


def test_commitments(project: Path) -> None:
    found = records("commitments", project, "--pair", "PRK", "USA")
    (one,) = [record for record in found if record["kind"] == "offer"]
    assert one["state"] == "refused"
    assert one["links"][0]["evidence"][0]["text"] == LINES[2][2]
    assert one not in records("commitments", project, "--open")


def test_timeline_and_tension(project: Path, tmp_path: Path) -> None:
    entries = records("timeline", project, "PRK", "USA")
    assert [entry["day"] for entry in entries] == sorted(entry["day"] for entry in entries)
    picture = tmp_path / "t.svg"
    points = records("tension", project, "PRK", "USA", "--by", "month", "--picture", picture)
    assert points[0]["start"] == "2013-06-01"
    assert points[0]["n_articles"] == 3
    assert picture.read_text().startswith("<svg")


def test_check(project: Path) -> None:
    (found,) = records("check", project, "North Korea offered talks to the United States in June 2013.")
    assert found["verdict"] == "supported"
    assert found["quotes"][0]["text"] in [text for _, _, text in LINES]
    (found,) = records("check", project, "North Korea offered talks to the United States in June 2012.")
    assert found["verdict"] == "not in the file"


def test_new(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "today.jsonl"
    text = "North Korea offered talks to the United States on Sunday. China welcomed the offer on Thursday."
    path.write_text(json.dumps({"id": "n", "text": text, "published": "2013-06-20"}), "utf-8")
    assert [one["label"] for one in records("new", path, "--in", project)] == ["repeated", "new"]


def test_merge_and_split_by_hand(project: Path) -> None:
    event = offer(project)
    off = event["codings"][-1]
    done = called("events", project, "split", event["id"], off, "--by", "an analyst", "--note", "another day")
    assert done.exit_code == 0, done.output
    (rest,) = records("events", project, "show", event["codings"][0])
    assert off not in rest["codings"]
    assert called("events", project, "merge", event["codings"][0], off, "--by", "an analyst").exit_code == 0
    assert off in records("events", project, "show", event["codings"][0])[0]["codings"]
    assert "decided by an analyst" in str(called("events", project, "undo", off, "--by", "another").exception)
    assert called("events", project, "undo", off, "--by", "an analyst").exit_code == 0
    assert off not in records("events", project, "show", event["codings"][0])[0]["codings"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["events", "PROJECT", "show", "nothing"], "no event or coding 'nothing'"),
        (["events", "PROJECT", "dance"], "expected one of list, show, merge, split, undo"),
        (["events", "PROJECT", "merge", "a", "b"], "--by NAME"),
        (["events", "PROJECT", "--merge", "best"], "--merge 'best': neither a merge rule"),
        (["situations", "PROJECT", "--kind", "love"], "'love' is not known"),
        (["situations", "PROJECT", "--on", "soon"], "YYYY-MM-DD"),
        (["commitments", "PROJECT", "--state", "lost"], "'lost'"),
        (["timeline", "PROJECT", "A", "B", "C"], "one party or two"),
        (["tension", "PROJECT", "PRK", "KOR", "--scale", "fear"], "'fear'"),
        (["tension", "PROJECT", "PRK", "KOR", "--picture", "x.gif"], ".svg or .png"),
        (["check", "PROJECT", " "], "claim is empty"),
    ],
)
def test_wrong_usage_is_told(project: Path, arguments: list[str], words: str) -> None:
    done = called(*[project if word == "PROJECT" else word for word in arguments])
    assert done.exit_code != 0
    assert words in str(done.exception) + done.output


def test_series_of_an_imported_collection_are_laid_beside_ones_own(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(project.read_bytes())
    rows = tmp_path / "rows.icews"
    done = called("export", copy, "--format", "icews", "-o", rows)
    assert done.exit_code == 0, done.output
    done = called("import", copy, rows, "--format", "icews")
    assert done.exit_code == 0, done.output
    own = records("tension", copy, "PRK", "USA")
    theirs = records("tension", copy, "PRK", "USA", "--merge", "icews")
    assert [(one["start"], one["n_events"] > 0) for one in theirs] == [(one["start"], True) for one in own]
    assert all(one["n_articles"] == one["n_events"] for one in theirs)
    of_pair = [line for line in rows.read_text().splitlines() if "United States" in line]
    assert len(records("timeline", copy, "PRK", "USA", "--merge", "icews")) == len(of_pair) > 1
    assert {one["rule"] for one in records("events", copy, "--merge", "icews")} == {"icews"}
    done = called("events", copy)
    assert "has changed" not in done.stderr, "an imported collection does not touch the memory"
    done = called("tension", copy, "PRK", "USA", "--merge", "gdelt")
    assert done.exit_code != 0
    assert "neither a merge rule" in str(done.exception)


def test_only_the_codings_behind_what_is_shown_are_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def all_of_them(self: Store, **filters: object) -> None:
        raise AssertionError("every coding of the project was asked for")

    monkeypatch.setattr(Store, "codings", all_of_them)
    assert records("commitments", project, "--pair", "PRK", "USA")[0]["evidence"][0]["text"]
    cut = next(one for one in records("situations", project) if one["kind"] == "channel_cut")
    assert "hotlines" in cut["opened_by"][0]["text"]
    assert all(one["quote"] for one in records("timeline", project, "PRK", "USA"))
    assert records("tension", project, "PRK", "USA")[0]["n_articles"] > 0
    assert records("events", project, "show", offer(project)["id"])[0]["evidence"]


def test_nothing_found_is_said(project: Path) -> None:
    done = called("commitments", project, "--pair", "PRK", "JPN", "--format", "table")
    assert done.exit_code == 0
    assert "no commitment fits" in done.stderr
    done = called("situations", project, "--pair", "FRA", "JPN", "--format", "table")
    assert "nothing that is known stood" in done.stderr


def test_parties_are_given_by_letters_or_names(project: Path) -> None:
    wanted = records("events", project, "--pair", "PRK", "USA")
    assert wanted
    assert records("events", project, "--pair", "north korea", "usa") == wanted
    assert records("timeline", project, "North Korea", "United States") == records("timeline", project, "PRK", "USA")
    for command in (["events", "--pair", "Norland", "PRK"], ["timeline", "Norland"], ["tension", "PRK", "Norland"],
                    ["situations", "--pair", "PRK", "Norland"], ["commitments", "--pair", "Norland", "PRK"],
                    ["export", "--format", "csv", "--pair", "Norland", "PRK"]):  # fmt: skip
        done = called(command[0], project, *command[1:])
        assert "'Norland' is no country or kind of body" in str(done.exception), command


@pytest.mark.parametrize("command", [["events"], ["timeline"], ["tension", "PRK", "USA"], ["export", "--format", "csv"]])
def test_a_status_that_there_is_not_is_refused(project: Path, command: list[str]) -> None:
    done = called(command[0], project, *command[1:], "--status", "done")
    assert "--status 'done': expected one of happened" in str(done.exception)


def test_a_type_that_there_is_not_is_refused(project: Path) -> None:
    assert "--type 'WAR': expected one of AGREE" in str(called("events", project, "--type", "war").exception)
    assert records("events", project, "--type", "agree") == records("events", project, "--type", "AGREE")


def test_nothing_found_is_said_in_words(project: Path) -> None:
    for command in (["events", "--pair", "FRA", "DEU"], ["timeline", "FRA", "DEU"], ["tension", "FRA", "DEU"]):
        done = called(command[0], project, *command[1:], "--format", "table")
        assert (done.exit_code, done.stdout) == (0, "")
        assert "fits" in done.stderr
    assert "nothing found" in called("search", project, "переговоры", "--format", "table").stderr
    assert "expected table or jsonl" in str(called("search", project, "talks", "--format", "csv").exception)


def test_events_on_a_narrow_terminal_keep_their_columns_whole(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event = offer(project)
    monkeypatch.setenv("COLUMNS", "80")
    lines = called("events", project, "--format", "table").stdout.splitlines()
    assert any(line.startswith(f"{event['id']}  2013-06-16  ") for line in lines)
    assert any(line.startswith("    “") for line in lines)
    monkeypatch.setenv("COLUMNS", "160")
    assert "2013-06-16" in called("events", project, "--format", "table").stdout
