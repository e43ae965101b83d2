"""What reports say about standing situations: one observation a sentence, with the two days that count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

import msgspec

from communique.records import Actor, Coding, Situation, When
from communique.stories.kinds import changes, kinds
from communique.stories.sketch import party_code
from communique.stories.words import content_stems

Says = Literal["opens", "stands", "ends"]
_STILL = frozenset(content_stems("remains continues ongoing stands")) | {
    "sinc", "still", "remain", "continu", "yet", "since",
}  # fmt: skip
_REAL = ("happened", "ongoing")


class Observation(msgspec.Struct, frozen=True):
    """A sentence on a situation. says: that it opened, stood or ended on the days from `start` to `end`
    (null: not known); known: the day of the report (date.min where unknown); by: id of the record; act: an
    act says so, not a sentence about the situation itself.
    """

    kind: str
    parties: tuple[Actor, ...]
    says: Says
    start: date | None
    end: date | None
    known: date
    by: str
    document: str
    when: When | None = None
    act: bool = False

    @property
    def codes(self) -> frozenset[str]:
        """Countries or groups of the parties."""
        return frozenset(code for code in map(party_code, self.parties) if code)

    @property
    def day(self) -> date | None:
        """The day by which it is put in order: the first it may lie on, else the last, else the report's;
        null when none is known.
        """
        return self.start or self.end or (None if self.known == date.min else self.known)


def of_situation(situation: Situation, known: date) -> list[Observation]:
    """Observations of a situation record: where it says since when, that it opened then, and where it says
    that it still does, or gives no beginning, that it stood on the day of the report.
    """

    def seen(says: Says, when: When | None, start: date | None, end: date | None) -> Observation:
        return Observation(
            situation.kind, situation.parties, says, start, end, known, situation.id, situation.document.id,
            when,
        )  # fmt: skip

    since, until = situation.since, situation.until
    dated = since is not None and (since.start is not None or since.end is not None)
    if not situation.holds:
        when = until if until is not None and (until.start or until.end) else since if dated else None
        start, end = (when.start, when.end) if when is not None else (None, known)
        return [seen("ends", when, start, None if end == date.min else end)]
    found = []
    if dated:
        assert since is not None
        found.append(seen("opens", since, since.start, since.end))
    words = {word.lower() for word in situation.evidence.text.replace(",", " ").split()}
    still = bool(words & _STILL) or bool(frozenset(content_stems(situation.evidence.text)) & _STILL)
    if not dated or (still and until is None):
        day = None if known == date.min else known
        found.append(seen("stands", None, day, day))
    if until is not None and (until.start or until.end):
        found.append(seen("ends", until, until.start, until.end))
    return found


def of_coding(coding: Coding, known: date) -> list[Observation]:
    """Observations of an act that opens or closes situations (data/situation_changes.csv), if it took
    place.
    """
    if coding.status not in _REAL:
        return []
    parties = (*coding.actors, *coding.recipients)
    when = coding.date
    start, end = when.start, when.end
    if start is None and end is None and known != date.min:
        end = known
    found: dict[tuple[str, str], Observation] = {}
    for change in changes():
        if not change.fits(coding):
            continue
        both: tuple[tuple[Says, tuple[str, ...]], ...] = (("opens", change.opens), ("ends", change.closes))
        for says, names in both:
            for kind in names:
                two = kinds()[kind].sides == 2
                if two and len({party_code(actor) for actor in parties} - {None}) < 2:
                    continue
                found.setdefault(
                    (kind, says),
                    Observation(
                        kind, parties, says, start, end, known, coding.id, coding.document.id, when, True
                    ),
                )
    return list(found.values())


def observe(
    situations: Iterable[Situation], codings: Iterable[Coding], published: Mapping[str, date]
) -> list[Observation]:
    """All observations, in order of the day they became known. published: document id → day of the report."""
    found: list[Observation] = []
    for situation in situations:
        known = published.get(situation.document.id) or situation.document.published or date.min
        found += of_situation(situation, known)
    told = {(o.kind, o.document, o.says, o.start) for o in found}
    for coding in codings:
        known = published.get(coding.document.id) or coding.document.published or date.min
        found += [o for o in of_coding(coding, known) if (o.kind, o.document, o.says, o.start) not in told]
    return sorted(found, key=lambda o: (o.known, str(o.day), o.document, o.by, o.kind, o.says))
