"""Wire copies and their origins."""

from __future__ import annotations

from datetime import date

from communique.stories.copies import Text, copies, origin_of
from communique.stories.shingles import boilerplate, containment, resemblance, shingles, without

WIRE = (
    "The foreign ministry of Norland said on Tuesday that its envoy would travel to the lake city for a second "
    "round of talks with Sudland, a week after the first one broke off over the wording of a clause on fishing "
    "rights. A spokeswoman told reporters that the two governments had narrowed their differences, and that a "
    "draft now lay on the table which both could take home. Officials in the south, speaking on condition that "
    "they not be named, were less hopeful and pointed to the drills that begin at the end of the month."
)
CUT = (
    WIRE.split(". A spokeswoman")[0]
    + ". Our correspondent in the port town writes that boats stayed in harbour."
)
OTHER = (
    "Fishermen in the eastern ports of Norland stayed ashore for a third day because patrol boats of the south "
    "had boarded two trawlers, and the mayor of Tern asked the capital for compensation before the winter."
)


def text(id: str, words: str, day: int, **fields: object) -> Text:
    return Text(id, words, date(2013, 6, day), **fields)


def test_a_copy_and_a_cut_copy_lead_to_the_first() -> None:
    found = copies(
        [
            text("late", CUT, 19),
            text("wire", WIRE, 17),
            text("same", WIRE + " End.", 18),
            text("o", OTHER, 17),
        ]
    )
    assert [(origin.id, origin.articles) for origin in found] == [
        ("o", ("o",)),
        ("wire", ("wire", "same", "late")),
    ]
    edges = {edge.id: edge for edge in found[1].edges}
    assert edges["same"].kind == "copy"
    assert edges["late"].kind == "cut"
    assert edges["late"].source in ("wire", "same")
    assert edges["late"].share >= 0.6


def test_order_does_not_matter() -> None:
    texts = [text("a", WIRE, 17), text("b", CUT, 18), text("c", OTHER, 18), text("d", WIRE, 19)]
    assert copies(texts) == copies(reversed(texts)) == copies([*texts, texts[0]])
    assert origin_of(copies(texts)) == {"a": "a", "b": "a", "c": "c", "d": "a"}


def test_boilerplate_shared_by_many_makes_no_copies() -> None:
    credit = (
        " Sign up for the evening letter of this paper and never miss what happens along the coast and beyond, "
        "or call our desk in Tern between nine and five on any day but a holiday and ask for the duty editor."
    )
    texts = [text(f"d{n:02}", f"{n} boats numbered {n * 7} left pier {n * 3} for port {n * 11} at {n + 2} today." + credit, 17)
             for n in range(15)]  # fmt: skip
    assert len(copies(texts)) == 15
    assert len(copies(texts[:2])) == 1, "two articles alone cannot show what is boilerplate"


def test_shingles() -> None:
    assert shingles("one two three") == shingles("One, two -- THREE!")
    assert len(shingles("a b c d e f")) == 2
    assert shingles("") == frozenset()
    one, other = shingles("a b c d e f g"), shingles("a b c d e f")
    assert containment(other, one) == 1
    assert resemblance(one, other) == 2 / 3
    everywhere = boilerplate([one] * 12)
    assert without({"x": one}, everywhere) == {"x": one}
