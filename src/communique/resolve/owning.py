"""Which of several owners a noun belongs to."""

from __future__ import annotations

from communique.resolve import owners
from communique.resolve.found import Found
from communique.resolve.phrase import Phrase, PhraseReader
from communique.resolve.view import View

POSTED = frozenset(
    {
        "ambassador",
        "envoy",
        "emissary",
        "consul",
        "commissioner",
        "representative",
        "coordinator",
        "mediator",
        "rapporteur",
    }
)
"""Nouns of those who are sent somewhere: "envoy to Syria", "the UN's Syria envoy" are not Syria's."""


class Owning(PhraseReader):
    """Chooses between owners before and behind a noun."""

    def _nearest(self, phrase: Phrase, holders: list[Found]) -> Found | None:
        """Of owners one behind the other the organisation, else the first: "U.S. Iran envoy", "Russian
        Defence Ministry spokesman"."""
        if not holders:
            return None
        last = holders[-1]
        if last.entities[0].kind in ("organisation", "person") and last.first < phrase.head:
            return last
        if phrase.lemma in POSTED:
            for holder in holders:
                if holder.entities[0].kind == "organisation":
                    return holder
        return holders[0]

    def _from_right(self, phrase: Phrase, right: list[tuple[str, Found]]) -> list[Found]:
        posted = phrase.lemma in POSTED
        for case, found in right:
            if case in ("of", "from") or (
                case in ("for", "with", "at", "within", "in", "inside") and not posted
            ):
                if (
                    case in ("for", "with", "at", "in", "inside", "within")
                    and found.entities[0].kind == "person"
                ):
                    continue
                if (
                    case == "for"
                    and found.entities[0].kind == "state"
                    and phrase.lemma not in self.scene.words["speech.spokes"]
                ):
                    continue
                if case == "with" and found.entities[0].kind != "organisation":
                    continue
                return [found]
        return []

    def _conjuncts(self, view: View, holder: Found) -> list[Found]:
        """An owner with those joined to it: "the presidents of Serbia, Croatia and Bosnia"."""
        found = [holder]
        for kid in view.kids[holder.head]:
            if view.sentence.deprel[kid] == "conj":
                mention = self.reader.at(view, kid)
                if (
                    mention is not None
                    and len(mention.entities) == 1
                    and mention.entities[0].kind == holder.entities[0].kind
                ):
                    found.append(mention)
        return found

    def owners_left(self, view: View, first: int, last: int) -> list[Found]:
        """See `owners.owners_left`."""
        return owners.owners_left(self.reader, view, first, last)
