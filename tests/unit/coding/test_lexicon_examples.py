"""Every sense's own example codes to the sense's type: parser, resolver and coder together, one batch a file."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import pytest

from communique.pipeline import Kernel, Options
from communique.records import Document

FOLDER = files("communique.coding").joinpath("data", "frames")
#: Files whose every example is run.
FILES = (
    "accuse_threaten.csv",
    "agree_consult.csv",
    "assault.csv",
    "concede_retreat.csv",
    "constructions.csv",
    "idioms_conflict.csv",
    "idioms_cooperation.csv",
    "judgement.csv",
    "precise.csv",
    "protest_mobilize.csv",
    "request_reject.csv",
    "sanction_coerce.csv",
    "support_cooperate_aid.csv",
    *sorted(path.name for path in FOLDER.iterdir() if path.name.startswith(("forms_", "wide_"))),
)
#: Beginnings of examples that are not coded to their type today, and why.
KNOWN: dict[str, str] = {
    "The Canadian government issued a travel warning": "the warning itself is read as a threat",
    "Student protests in Serbia against the government": "the opponent hangs on the place",
    "The blockade of the Ukrainian border by Polish farmers": "a bare noun without a recipient",
    "The deployment of bombers to Guam": "the doer hangs on the place",
    "The Chinese navy's live-fire drill": "the hyphenated modifier is split",
    "The recall of the ambassador from Canberra": "the doer hangs on the place",
    "artillery fire from Syria": "the source of the fire is read as a place",
    "Three shells from Syria": "the source of the fire is read as a place",
    "Pyongyang declared the armistice": "'void' hangs on the other party",
    "The Tunisian army turned back": "the act is read as a refusal",
    "Khartoum said the rebels were guilty": "'guilty' is read as a noun",
    "The barrage of rockets on the Israeli town": "'by' hangs on the town",
    "Warsaw's farmers: Poland unblocked": "a possessor before a colon",
    "The Libyan government drilled": "'from' hangs on the verb",
    "Mothers linked hands": "'outside' hangs on the noun",
    "Sri Lanka held out its begging bowl": "'held out' is read as refusing",
    "The battalions headed home": "'home' is read as an object",
    "an ambush by Maoist rebels on a convoy": "a noun alone, and rebels of no country",
    "The emir's congratulations to": "an emir of no country",
    "The surrender of the rebels to": "'to' hangs on the rebels",
    "Cuba sent soldiers to the Ethiopian president": "soldiers sent are read as a threat",
    "Kurdish guerrillas burned their rifles": "'burned' is read as arson",
}
MOST_KNOWN = 0.03


@cache
def kernel() -> Kernel:
    """One kernel for all files."""
    return Kernel(Options())


def senses(name: str) -> list[tuple[str, str, str]]:
    """(lemma, type, example) of the rows that have an example of an event."""
    with FOLDER.joinpath(name).open("r", encoding="utf-8", newline="") as handle:  # type: ignore[call-overload]
        rows = list(csv.DictReader(handle))
    return [(r["lemma"], r["type"], r["example"]) for r in rows if len(r["example"]) > 1 and r["type"] != "-"]


def sentence(example: str) -> str:
    """A fragment ("the summoning of the envoy by Oslo") as a sentence of its own."""
    return example if example.endswith(".") else f"{example[0].upper()}{example[1:]} dominated the news."


def misses(name: str) -> list[str]:
    """Examples none of whose codings has the type of the sense."""
    rows = senses(name)
    documents = [Document(str(n), name, sentence(row[2]), kind="record") for n, row in enumerate(rows)]
    outcomes = kernel().process(documents)
    return [
        example
        for (_, event_type, example), outcome in zip(rows, outcomes, strict=True)
        if not any(coding.event_type == event_type for coding in outcome.codings)
    ]


@pytest.mark.parametrize("name", FILES)
def test_examples_code_to_the_type_of_their_sense(name: str) -> None:
    unknown = [example for example in misses(name) if not any(example.startswith(start) for start in KNOWN)]
    assert not unknown, f"{name}: {len(unknown)} examples are not coded to the type of their sense: {unknown}"


def test_few_examples_are_known_to_fail() -> None:
    assert len(KNOWN) <= MOST_KNOWN * sum(len(senses(name)) for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_no_example_stands_twice(name: str) -> None:
    examples = [example for _, _, example in senses(name)]
    twice = sorted({example for example in examples if examples.count(example) > 1})
    assert not twice, f"{name}: the same example for two senses: {twice}"


#: Files whose rows of no event have examples too.
QUIET = ("agree_consult.csv", "concede_retreat.csv", "request_reject.csv", "support_cooperate_aid.csv")


@pytest.mark.parametrize("name", QUIET)
def test_other_senses_of_the_words_are_no_events(name: str) -> None:
    with FOLDER.joinpath(name).open("r", encoding="utf-8", newline="") as handle:  # type: ignore[call-overload]
        examples = [row["example"] for row in csv.DictReader(handle) if row["type"] == "-" and row["example"]]
    outcomes = kernel().process(
        [Document(str(n), name, text, kind="record") for n, text in enumerate(examples)]
    )
    coded = [text for text, outcome in zip(examples, outcomes, strict=True) if outcome.codings]
    assert len(coded) <= MOST_KNOWN * len(examples), f"{name}: read as events: {coded}"
