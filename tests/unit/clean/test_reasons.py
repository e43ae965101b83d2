
"""docs/refusals-sources.md is what the reason codes say; every code is explained, and used."""

from __future__ import annotations

from pathlib import Path

from communique.clean import reasons as clean_reasons
from communique.clean.reasons import CleanReason
from communique.sources import reasons as source_reasons
from communique.sources.reasons import SourceReason

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "refusals-sources.md"


def rendered() -> str:
    return (
        "# Reason codes of reading and cleaning\n\n"
        "Written from `SourceReason` and `CleanReason`; a test keeps it true.\n\n"
        "## Stage `sources`: refusals\n\n"
        "A refused input never stops the others. Record formats refuse single records, with their line number.\n\n"
        f"{source_reasons.reasons_table()}\n\n"
        "## Stage `clean`: blocks and refusals\n\n"
        "The first codes stand in the `reason` of blocks, those marked refused in the `reason` of refusals.\n\n"
        f"{clean_reasons.reasons_table()}\n"
    )


def test_the_page_is_what_the_codes_say() -> None:
    assert PAGE.read_text("utf-8") == rendered(), (
        f"write tests.unit.clean.test_reasons.rendered() to {PAGE.name}"
    )


def test_every_code_is_explained() -> None:
    assert set(source_reasons.MEANINGS) == set(SourceReason)
    assert set(clean_reasons.MEANINGS) == set(CleanReason)


def test_every_code_is_used() -> None:
    phrases = (ROOT / "src/communique/clean/data/phrases.toml").read_text("utf-8")
    for room, codes, name in (
        ("sources", SourceReason, "SourceReason"),
        ("clean", CleanReason, "CleanReason"),
    ):
        files = [path for path in (ROOT / "src/communique" / room).glob("*.py") if path.name != "reasons.py"]
        text = "".join(path.read_text("utf-8") for path in files)
        unused = [
            code.value
            for code in codes
            if f"{name}.{code.name}" not in text and f"[{code.value.removeprefix('clean.')}]" not in phrases
        ]
        assert unused == []
