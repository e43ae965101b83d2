"""The commands `communique knowledge …`: records to a pipe, exit codes, errors that say what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.knowledge import app
from communique.errors import UsageError

EXAMPLE = Path(__file__).parents[3] / "examples" / "knowledge-overlay"
runner = CliRunner()


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_who_prints_one_record_a_holder() -> None:
    result = runner.invoke(app, ["who", "president of South Korea", "2017-06-01"])
    assert result.exit_code == 0
    (record,) = records(result.stdout)
    assert (record["person"], record["office"], record["start"]) == (
        "moon_jae_in",
        "kor_president",
        "2017-05-10",
    )


def test_who_knows_the_overlay() -> None:
    result = runner.invoke(app, ["who", "governor of South Tyrol", "2020-01-01", "--overlay", str(EXAMPLE)])
    assert [record["person"] for record in records(result.stdout)] == ["arno_kompatscher"]


def test_who_without_an_answer_exits_with_1() -> None:
    result = runner.invoke(app, ["who", "grand poobah of Titipu"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "knowledge find" in result.stderr


def test_a_day_that_is_none_is_wrong_usage() -> None:
    result = runner.invoke(app, ["who", "president of South Korea", "2017-02-30"])
    assert isinstance(result.exception, UsageError)
    assert "2017-02-30" in str(result.exception)


def test_find() -> None:
    result = runner.invoke(app, ["find", "Moon Jae", "--kind", "person"])
    assert records(result.stdout)[0]["id"] == "moon_jae_in"
    assert runner.invoke(app, ["find", "zzzzqqq"]).exit_code == 1
    refused = runner.invoke(app, ["find", "x", "--kind", "thing"]).exception
    assert isinstance(refused, UsageError)
    assert "--kind 'thing': expected one of country" in str(refused)


def test_check_counts_and_passes() -> None:
    result = runner.invoke(app, ["check", "--level", "error"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "294 countries" in result.stderr
    refused = runner.invoke(app, ["check", "--level", "worst"]).exception
    assert "--level 'worst': expected one of error, gap, note" in str(refused)


def test_import_and_ask(tmp_path: Path) -> None:
    dictionary = tmp_path / "mine.actors.txt"
    dictionary.write_text("ZZYZX_LIBERATION_FRONT_ [KORREB]\nLOST_ [XXXGOV]\n")
    overlay = tmp_path / "overlay"
    result = runner.invoke(app, ["import-petrarch", str(dictionary), "--overlay", str(overlay)])
    assert result.exit_code == 0
    assert [record["action"] for record in records(result.stdout)] == ["skipped", "skipped"]
    found = runner.invoke(app, ["find", "zzyzx", "--overlay", str(overlay)])
    assert records(found.stdout)[0]["kind"] == "organisation"


@pytest.mark.parametrize("command", [["import-petrarch"], ["update", "--wikidata"]])
def test_a_missing_file_is_wrong_usage(tmp_path: Path, command: list[str]) -> None:
    result = runner.invoke(app, [*command, str(tmp_path / "none"), "--overlay", str(tmp_path)])
    assert isinstance(result.exception, UsageError)


def test_codebook(tmp_path: Path) -> None:
    assert runner.invoke(app, ["codebook", str(tmp_path)]).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["actors.md", "countries.md", "sectors.md"]
