"""New codings merged into what is there: the outcome of merging everything, at a fraction of the work."""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec
import pytest
from tests.factories import a_reference, an_actor
from tests.unit.stories.test_merging import told

from communique.records import Coding, When
from communique.stories.growing import Grown, grow
from communique.stories.merging import Bonds, Group, merge_groups

ACTS = (
    ("ASSAULT", "shelled", "{} shelled the island of {} on Tuesday, killing {}."),
    ("ASSAULT", "shells", "Four die as {} shells {} island, {} wounded."),
    ("CONSULT", "met", "Envoys of {} met at {} for the talks of {} states."),
    ("CONSULT", "talks", "The {} talks at {} ended after {} hours."),
    ("AGREE", "offered", "{} offered aid for {} worth {} million."),
    ("THREATEN", "warned", "{} warned that {} would burn within {} days."),
)
UNDATED = When(None, None, "unknown", "context", None, "test")


def reports(n: int, seed: int) -> list[Coding]:
    """Codings of n reports over some weeks, of a few parties and places; some reports bear no day."""
    chance = random.Random(seed)
    found = []
    for number in range(n):
        day = date(2013, 6, 1) + timedelta(days=chance.randrange(25))
        dated = chance.random() < 0.8
        for place in range(chance.randrange(1, 5)):
            kind, word, frame = chance.choice(ACTS)
            who, whom = chance.sample(["PRK", "KOR", "USA"], 2)
            text = frame.format(who, chance.choice(["Tern", "Gull", "Auk"]), chance.choice([3, 4, 20]))
            coding = told(
                f"c{number}.{place}", text, word, day, f"d{number}", type=kind, status="happened",
                actors=(an_actor(who, who),), recipients=(an_actor(whom, whom),),
            )  # fmt: skip
            if not dated:
                coding = msgspec.structs.replace(
                    coding, document=a_reference(id=f"d{number}", published=None), date=UNDATED
                )
            found.append(coding)
    return found


def sets(groups: list[Group] | tuple[Group, ...]) -> set[frozenset[str]]:
    return {frozenset(coding.id for coding in group.codings) for group in groups}


def grown(codings: list[Coding], held: set[str], bonds: Bonds | None = None) -> tuple[set[frozenset[str]], Grown]:
    """The groups after the codings of the reports not held came to those that are."""
    before = merge_groups([coding for coding in codings if coding.document.id in held], bonds)
    earlier = [[coding.id for coding in group.codings] for group in before]
    made = grow(codings, earlier, bonds)
    kept = {frozenset(ids) for number, ids in enumerate(earlier) if number not in made.replaced}
    return kept | sets(made.groups), made


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("n_new", [1, 7])
def test_the_outcome_is_that_of_merging_everything(seed: int, n_new: int) -> None:
    codings = reports(40, seed)
    names = sorted({coding.document.id for coding in codings})
    held = set(names) - set(random.Random(seed).sample(names, n_new))
    whole = sets(merge_groups(codings))
    assert any(len(group) > 1 for group in whole)
    assert grown(codings, held)[0] == whole


def test_decisions_hold_among_what_is_grouped_anew() -> None:
    codings = reports(30, 3)
    groups = sorted(map(sorted, sets(merge_groups(codings))), key=len)
    bonds = Bonds((tuple(groups[0] + groups[1]),), (((groups[-1][0],), (groups[-1][1],)),))
    whole = sets(merge_groups(codings, bonds))
    held = {coding.document.id for coding in codings if coding.document.id != "d7"}
    assert grown(codings, held, bonds)[0] == whole


def test_one_report_costs_little() -> None:
    codings = reports(300, 5)
    far = told(
        "far", ACTS[0][2].format("PRK", "Tern", 4), "shelled", date(2019, 1, 5), "far", type="ASSAULT",
        status="happened", actors=(an_actor("PRK", "PRK"),), recipients=(an_actor("KOR", "KOR"),),
    )  # fmt: skip
    dated = [coding for coding in codings if coding.document.published is not None]
    groups, made = grown([*dated, far], {coding.document.id for coding in dated})
    assert frozenset({"far"}) in groups
    assert (len(made.groups), made.replaced, made.n_compared) == (1, (), 0)
