"""What an article as a whole is about, where that is not politics."""

import pytest

from communique.pipeline import Kernel, Options
from communique.records import Coding, Document

SPORT = """Team president Luis Prado fired coach Ana Vidal on Sunday after the ninth defeat of the season.
The club dropped to the bottom of the league with a 61-88 loss in Malaga, its third in a row.
Prado met Vidal after the game and described her as a class act.
King Sanders, the top scorer, refused to comment and left the stadium through a side door.
The players had agreed to train on Monday, a spokesman for the team said.
Vidal had been given a new contract only in March."""

CRIME = """A jury found Paul Dray guilty on Friday of the first-degree murder of a sheriff's deputy.
Dray, 31, shot Deputy Marco Lenz outside a restaurant while the deputy was looking for a stolen car.
The defendant killed him with a shotgun, the prosecutor told jurors.
Judge Olga Reyes sentenced him to life in prison without parole.
The deputy's wife and daughter wept as the verdict was read.
Police had arrested Dray at his girlfriend's apartment two days after the murder."""

POLITICS = """Soldiers shot two protesters outside the parliament of Guinea on Friday, witnesses said.
The opposition accused the junta of murder and called for a general strike.
A court sentenced the union leader Mamadou Sow to five years in prison.
France condemned the verdict and urged the Guinean president to free him."""


@pytest.fixture(scope="module")
def kernel() -> Kernel:
    return Kernel(Options())


def codings(kernel: Kernel, text: str) -> tuple[Coding, ...]:
    return kernel.process([Document("1", "test", text, kind="record")])[0].codings


@pytest.mark.parametrize("text", [SPORT, CRIME])
def test_articles_on_sport_and_on_crime_give_nothing(kernel: Kernel, text: str) -> None:
    assert not codings(kernel, text)


def test_the_same_verbs_in_a_political_article_do(kernel: Kernel) -> None:
    assert {coding.event_type for coding in codings(kernel, POLITICS)} >= {"ASSAULT", "ACCUSE", "COERCE"}
