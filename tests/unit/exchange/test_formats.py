"""Formats that leave: the schema is that of the types, quotations are cut everywhere, cells are safe and
documented.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.factories import a_coding, a_reference, an_actor

from communique.exchange import (
    COLUMNS,
    encode_line,
    flat_row,
    limit_quotes,
    record_schema,
    write_csv,
    write_parquet,
)
from communique.exchange.guard import guarded
from communique.exchange.schema import RECORDS
from communique.records import Attribution, Refusal, Situation, Span, Statement


def test_the_schema_names_every_record() -> None:
    schema = record_schema()
    assert set(schema["$defs"]) >= {record.__name__ for record in RECORDS}
    validator = Draft202012Validator(schema)
    actor, span, document = an_actor(), Span(0, 5, "words"), a_reference()
    for record in (
        a_coding(),
        Statement("s", document, actor, None, span, "direct", ()),
        Situation("t", document, "channel_cut", (actor,), True, None, None, span, ()),
        Refusal("r", document, "clean", "clean.too_short", "few letters"),
    ):
        validator.validate(json.loads(encode_line(record)))


def test_keys_stand_in_the_order_of_the_contract() -> None:
    keys = list(json.loads(encode_line(a_coding())))
    assert keys == [
        "record",
        "id",
        "coder",
        "confidence",
        "document",
        "zone",
        "evidence",
        "trigger",
        "event_type",
        "mode",
        "contexts",
        "cameo",
        "quad",
        "goldstein",
        "plover_score",
        "actors",
        "recipients",
        "date",
        "place",
        "status",
        "status_cue",
        "background",
        "content",
        "condition",
        "deadline",
        "magnitude",
        "restates",
        "attribution",
    ]


def test_quotations_are_cut_in_every_corner() -> None:
    speaker = Attribution(0, 9, "officials", "officials", None, "said", "indirect")
    coding = a_coding(attribution=(speaker,))
    silent = limit_quotes(coding, 0)
    assert (
        silent.evidence.text
        == silent.trigger.text
        == silent.actors[0].text
        == silent.attribution[0].text
        == ""
    )  # type: ignore[union-attr]
    assert silent.actors[0].name == "Norland", "names are knowledge, not quotations"  # type: ignore[union-attr]


def test_what_a_refusal_quotes_is_cut_too() -> None:
    detail = "'secret pact' reads as SUPPORT, but it stands in a condition"
    refusal = Refusal("r", a_reference(), "coding", "status.condition", detail, Span(3, 14, "secret pact"))
    silent = limit_quotes(refusal, 0)
    assert "secret" not in encode_line(silent).decode()
    assert "reads as SUPPORT" in encode_line(silent).decode()
    whole = Refusal("r", a_reference(), "sources", "sources.unsupported", "suffix '.docx' is not read")
    assert limit_quotes(whole, 0) == whole


@pytest.mark.parametrize("value", ["=1+1", "+7", "-3", "@name", "\tx", "\rx"])
def test_cells_that_look_like_formulas_are_guarded(value: str) -> None:
    assert guarded(value) == "'" + value
    out = io.StringIO()
    write_csv([a_coding(document=a_reference(title=value))], out)
    assert (
        "'" + value.strip() in out.getvalue().replace("\r", "").replace("\t", "")
        or "'" + value in out.getvalue()
    )


@pytest.mark.parametrize("value", [-3.5, 12, True, None, "plain", "a=b"])
def test_other_cells_are_left_alone(value: object) -> None:
    assert guarded(value) == value


def test_several_actors_share_a_cell_and_keep_their_places() -> None:
    coding = a_coding(actors=(an_actor("KOR"), an_actor(None, "rebels"), an_actor("USA")))
    row = dict(zip([column.name for column in COLUMNS], flat_row(coding), strict=True))
    assert row["actors"] == "KOR; ; USA"
    assert row["actor_names"] == "Norland; rebels; Norland"


def test_a_row_has_a_value_for_every_column() -> None:
    assert len(flat_row(a_coding())) == len(COLUMNS)
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


def test_a_failed_parquet_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    write_parquet([a_coding()], path)
    before = path.read_bytes()

    def failing() -> object:
        yield a_coding()
        raise RuntimeError("the stream broke")

    with pytest.raises(RuntimeError):
        write_parquet(failing(), path)  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["events.parquet"]


def test_a_path_with_a_quotation_mark(tmp_path: Path) -> None:
    path = tmp_path / "it's.parquet"
    assert write_parquet([], path) == 0
    assert path.exists()
