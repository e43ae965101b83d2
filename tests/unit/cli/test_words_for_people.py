"""What commands print for people reads as a person would write it."""

from __future__ import annotations

from tests.factories import a_day, an_actor

from communique.cli.show import _readable
from communique.cli.stream import counted
from communique.cli.table import who


def test_one_is_singular() -> None:
    assert counted(1, "document") == "1 document"
    assert counted(2000, "document") == "2,000 documents"


def test_fields_are_shown_as_words() -> None:
    actor = an_actor("PRK", "Sudland")
    assert _readable((actor,)) == who((actor, actor)) == who((actor,))
    assert "{" not in _readable((actor, a_day()))
    assert _readable(True) == "yes"
