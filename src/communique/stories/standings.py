"""Situations over time, with two clocks: when they held, and when that was known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from communique.records import Actor, Coding, Situation, Standing, When, short_id
from communique.stories.kinds import family, kinds
from communique.stories.observations import Observation, observe

SAME_DAYS = 2
"""Reports that say opposite things of days no further apart than this contradict each other; of days further
apart, something changed between them."""


AGAIN_DAYS = 30
"""A situation that is opened once more, so long after it was last said to stand, had ended in between."""


class Stretch(msgspec.Struct):
    """A situation from its beginning to its end, as known at one time; grows while observations are read."""

    kind: str
    first: Observation
    since: When | None
    until: When | None = None
    opened: list[str] = []
    reaffirmed: list[str] = []
    closed: list[str] = []
    conflicts: list[str] = []
    last: date = date.min
    parties: tuple[Actor, ...] = ()


def _when(start: date | None, end: date | None, told: When | None, rule: str) -> When:
    if told is not None and (told.start, told.end) == (start, end):
        return told
    precision = "day" if start is not None and start == end else "range"
    return When(start, end, precision, "context", None, rule)


def picture(observations: Sequence[Observation]) -> list[Stretch]:
    """What is known of one family of kinds between the same parties, from some observations: its stretches in
    order of time. Observations without any day come last, and only strengthen what is there.
    """
    book = _Book()
    dated = [seen for seen in observations if seen.day is not None]
    dated.sort(key=lambda o: (o.day or date.min, o.says == "stands", o.says, o.known, o.by))
    for seen in dated:
        if seen.says == "ends":
            book.end(seen)
        else:
            book.begin(seen)
    for seen in observations:
        if seen.day is None:
            book.undated(seen)
    return book.stretches()


class _Book:
    """Stretches while observations are read along the calendar."""

    def __init__(self) -> None:
        self.standing: dict[str, Stretch] = {}
        self.done: list[Stretch] = []
        self.ended: dict[str, Observation] = {}

    def end(self, seen: Observation) -> None:
        """A report that something ended; without a beginning it is known only to have stood before. An act
        that would end what nobody reported says nothing.
        """
        stretch = self.standing.pop(seen.kind, None)
        if stretch is None:
            last = next((one for one in reversed(self.done) if one.kind == seen.kind), None)
            if last is not None and (last is self.done[-1] or seen.act):
                last.closed.append(seen.by)
                return
            if seen.act:
                return
            stretch = _stretch(seen, None)
        _close(stretch, seen)
        self.done.append(stretch)
        self.ended[seen.kind] = seen

    def begin(self, seen: Observation) -> None:
        """A report that something opened or stands: it goes on, or begins, and what it excludes is over."""
        day = seen.day or date.min
        since = _when(seen.start, seen.end, seen.when, "situation.opened") if seen.says == "opens" else None
        conflicts = []
        for name in kinds()[seen.kind].excludes:
            rival = self.standing.get(name)
            if rival is None:
                continue
            if seen.says == "stands" and abs((day - rival.last).days) <= SAME_DAYS:
                rival.conflicts.append(seen.by)  # two reports of the same days say opposite things
                conflicts.append(rival.first.by)
                continue
            if since is None:
                since = _when(rival.last, day, None, "situation.replaced")
            _close(self.standing.pop(name), seen)
            self.done.append(rival)
        current = self.standing.get(seen.kind)
        if current is not None and seen.says == "opens" and (day - current.last).days > AGAIN_DAYS:
            _close(self.standing.pop(seen.kind), seen)
            self.done.append(current)
            current = None
        if current is None:
            current = self.standing[seen.kind] = _stretch(seen, since)
            before = self.ended.get(seen.kind)
            if seen.says == "stands" and before is not None and before.day is not None:
                if abs((day - before.day).days) <= SAME_DAYS:
                    conflicts.append(before.by)
            current.conflicts += conflicts
        opening = seen.says == "opens" and current.since is not None
        if opening and current.since is not None and (current.since.start, current.since.end) == (
            seen.start, seen.end,
        ):  # fmt: skip
            current.opened.append(seen.by)
        else:
            current.reaffirmed.append(seen.by)
        current.last = max(current.last, day)
        if len(seen.codes) > len(current.first.codes):
            current.parties = seen.parties

    def undated(self, seen: Observation) -> None:
        """A report without a day: it joins the latest stretch of its kind, or makes one where nothing is
        known.
        """
        every = self.stretches()
        same = [one for one in every if one.kind == seen.kind]
        if len(same) == 1:
            (same[-1].closed if seen.says == "ends" else same[-1].reaffirmed).append(seen.by)
        elif not every and seen.says != "ends":
            stretch = self.standing[seen.kind] = _stretch(seen, None)
            stretch.reaffirmed.append(seen.by)

    def stretches(self) -> list[Stretch]:
        """All of them in order of time."""
        every = [*self.done, *self.standing.values()]
        return sorted(every, key=lambda one: (one.first.day or date.min, one.kind, one.first.by))


def _stretch(seen: Observation, since: When | None) -> Stretch:
    return Stretch(seen.kind, seen, since, last=seen.day or date.min, parties=seen.parties)


def _close(stretch: Stretch, seen: Observation) -> None:
    """Ends a stretch: on the day told, or for a situation that only stood later otherwise, by that day."""
    if seen.says == "stands" or (seen.says == "opens" and seen.kind == stretch.kind):
        stretch.until = _when(stretch.last, seen.day, None, "situation.replaced")
    else:
        stretch.until = _when(seen.start, seen.end, seen.when, "situation.ended")
    stretch.closed.append(seen.by)


def _words(stretch: Stretch) -> tuple[str, ...]:
    found = []
    if stretch.opened:
        found.append(f"opened, say {len(stretch.opened)} report{'s' * (len(stretch.opened) > 1)}")
    elif stretch.since is None:
        found.append("no report says since when")
    if stretch.reaffirmed:
        times = len(stretch.reaffirmed)
        last = "" if stretch.last == date.min else f", last for {stretch.last.isoformat()}"
        found.append(
            f"{'said to stand' if not stretch.opened else 'reaffirmed'} {times} time{'s' * (times > 1)}{last}"
        )
    if stretch.closed:
        how = "no longer, by a later report" if "replaced" in (stretch.until or _NEVER).rule else "ended"
        found.append(how)
    if stretch.conflicts:
        found.append(f"contradicted by {len(stretch.conflicts)}")
    return tuple(found)


_NEVER = When(None, None, "unknown", "context", None, "")


def _records(key: str, shots: Sequence[tuple[date, list[Stretch]]]) -> list[Standing]:
    """Pictures day by day → records with the days between which each was the known one."""
    open_: dict[str, tuple[Standing, date]] = {}
    found = []
    for day, stretches in shots:
        now = {}
        for stretch in stretches:
            record = Standing(
                id="", kind=stretch.kind, parties=stretch.parties, since=stretch.since, until=stretch.until,
                known_from=day, known_until=None, opened_by=tuple(stretch.opened),
                reaffirmed_by=tuple(stretch.reaffirmed), closed_by=tuple(stretch.closed),
                conflicts=tuple(sorted(set(stretch.conflicts))), why=_words(stretch),
            )  # fmt: skip
            name = short_id("standing", key, stretch.kind, stretch.first.by, stretch.first.says)
            now[name] = record
        for name in sorted(open_.keys() - now.keys()):
            record, start = open_.pop(name)
            found.append(_finished(record, name, start, day))
        for name, record in now.items():
            before = open_.get(name)
            if before is not None:
                old, start = before
                if msgspec.structs.replace(record, known_from=old.known_from) == old:
                    continue
                found.append(_finished(old, name, start, day))
            open_[name] = (record, day)
    return found + [_finished(record, name, start, None) for name, (record, start) in open_.items()]


def _finished(record: Standing, name: str, start: date, until: date | None) -> Standing:
    return msgspec.structs.replace(
        record, id=short_id(name, start.isoformat()), known_from=start, known_until=until
    )


def _by_parties(observations: Sequence[Observation]) -> dict[str, list[Observation]]:
    """Observations by family and parties. One that names a single side of something between two joins the
    pair that the others speak of, where there is exactly one such pair.
    """
    pairs: dict[str, set[frozenset[str]]] = defaultdict(set)
    for seen in observations:
        if kinds()[seen.kind].sides == 2 and len(seen.codes) >= 2:
            pairs[family(seen.kind)].add(seen.codes)
    found: dict[str, list[Observation]] = defaultdict(list)
    for seen in observations:
        codes, group = seen.codes, family(seen.kind)
        if kinds()[seen.kind].sides == 2 and len(codes) < 2:
            fitting = [pair for pair in pairs[group] if codes <= pair]
            if len(fitting) == 1:
                codes = fitting[0]
        names = sorted(codes) or sorted(a.name or a.text.lower() for a in seen.parties) or ["?"]
        found["|".join((group, *names))].append(seen)
    return found


def standings(
    situations: Iterable[Situation],
    codings: Iterable[Coding] = (),
    published: Mapping[str, date] | None = None,
) -> list[Standing]:
    """All situations over time.

    Each record holds as known from one day of publication to another: asking for a day (true) and a day
    (known) gives what stood then, as could be known then. published: document id → day of its report, where
    it is better known than in the records. Order of the inputs does not matter.
    """
    observations = [seen for seen in observe(situations, codings, published or {}) if seen.kind in kinds()]
    found = []
    for key, group in sorted(_by_parties(observations).items()):
        days = sorted({seen.known for seen in group})
        shots = [(day, picture([seen for seen in group if seen.known <= day])) for day in days]
        found += _records(key, shots)
    return sorted(found, key=lambda s: (s.kind, str(s.since and s.since.start), s.known_from, s.id))


def stood(records: Iterable[Standing], on: date, known_by: date | None = None) -> list[Standing]:
    """What stood on a day, as known on another (now, when left out). A beginning that is not known counts as
    before; where a situation gave way to its opposite on a day that is not known, it stands until the day of
    which the opposite is reported.
    """
    found = []
    for one in records:
        if known_by is None:
            if one.known_until is not None:
                continue
        elif one.known_from > known_by or (one.known_until is not None and one.known_until <= known_by):
            continue
        start = None if one.since is None else one.since.start or one.since.end
        if one.since is not None and one.since.rule == "situation.replaced":
            start = one.since.end
        end = None if one.until is None else one.until.end or one.until.start
        if (start is None or start <= on) and (end is None or on < end):
            found.append(one)
    return found
