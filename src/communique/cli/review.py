"""`communique review` and `evaluate`: what is to be reviewed, agreement, and how right the machine is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique.cli.projects import opened, print_block, print_records, readable
from communique.cli.stream import note
from communique.review import Alpha, Choice, Desk, Queue, Share, agreement, sample_size
from communique.review.evaluate import Line, evaluate
from communique.review.gold import gold_of, read_gold, write_gold


def queue_command(
    project: str,
    by: str,
    pair: tuple[str, str] | None,
    scale: str,
    interval: float,
    reviewer: str,
    limit: int,
) -> None:
    """Prints the open codings of a choice."""
    with opened(project) as store, Desk(store) as desk:
        queue = Queue(store, desk)
        size = sample_size(interval, n_all=len(queue.population())) if by == "audit" else 0
        choice = Choice(by=by, pair=pair, scale=scale, size=size)  # type: ignore[arg-type]
        page = queue.page(choice, reviewer=reviewer, size=limit)
        items = map(queue.item, page.ids)
        if not readable(None):
            print_records(items)
            return
        for item in items:
            coding = item.machine
            sides = " → ".join(
                ", ".join(actor.code or actor.text for actor in side) or "–"
                for side in (coding.actors, coding.recipients)
            )
            print(f"{coding.id}  {item.doubt:.2f}  {coding.event_type} {coding.status}  {sides}")
            print(f"    {' '.join(coding.evidence.text.split())[:150]}")
        note(f"{page.n_left:,} of {page.n_all:,} are open")
        if page.right is not None:
            note(f"right as they are: {_share(page.right)}")


def agreement_command(project: str) -> None:
    """Prints the agreement of reviewers."""
    with opened(project) as store, Desk(store) as desk:
        found = agreement(store, Queue(store, desk).log)
    if not readable(None):
        print_records([found])
        return
    print_block([("judged", f"{found.n_judged:,} codings"), ("double-coded", _share(found.double))])
    print("\nKrippendorff's alpha")
    print_block((field, _alpha(one)) for field, one in found.alphas.items())
    if found.reviewers:
        print("\nagree in all fields")
        print_block((f"{one.one}, {one.other}", _share(one.same)) for one in found.reviewers)
    if found.corrections:
        print("\nmachine → people")
        print_block((f"{cell.one}", f"{cell.other}  {cell.n:,}") for cell in found.corrections)
    if found.disputed:
        note(f"{len(found.disputed):,} are disputed: communique review queue {project} --by disputed")


def gold_command(project: str, output: Path) -> None:
    """Writes a gold set."""
    with opened(project) as store, Desk(store) as desk:
        n = write_gold(gold_of(store, Queue(store, desk).log), output)
    note(f"{n:,} codings in {output}")


def evaluate_command(gold: Path, project: str, level: float, series: tuple[str, str] | None, by: str) -> None:
    """Prints accuracy, or with `series` the corrected counts."""
    golds = read_gold(gold)
    with opened(project) as store:
        if series is not None:
            from communique.review.corrected import Unit, corrected_counts
            from communique.review.population import ids_in_pair, load_population

            numbers = ids_in_pair(store, *series)
            every = load_population(store).rows
            rows = [row for row in every if row.n in numbers]
            unit: Unit = "month" if by == "month" else "year"
            counts = corrected_counts(rows, golds, by=unit, learnt_from=every)
            if not readable(None):
                print_records(counts)
                return
            print("period   class  coded  corrected")
            for one in counts:
                within = f"({one.low:.0f}–{one.high:.0f})"
                print(f"{one.period:8} {one.quad:5} {one.coded:6}  {one.estimate:.1f} {within}")
            return
        wanted = {one.id for one in golds}
        machine = {coding.id: coding for coding in store.codings() if coding.id in wanted}
    lines = evaluate(golds, machine, level=level)
    if not readable(None):
        print_records(lines)
        return
    print(f"{'':26}{'an act':26}{'all fields right':26}type right")
    for line in lines:
        print("".join(f"{cell:26}" for cell in _cells(line)).rstrip())


def _cells(line: Line) -> Iterator[str]:
    yield f"{line.by} {line.value}".strip()[:25]
    yield _share(line.act)
    yield _share(line.right)
    yield _share(line.fields["event_type"])


def _share(one: Share) -> str:
    if one.share is None or one.low is None or one.high is None:
        return "–"
    return f"{one.share:.2f} ({one.low:.2f}–{one.high:.2f}) {one.hits}/{one.n}"


def _alpha(one: Alpha) -> str:
    value = "–" if one.alpha is None else f"{one.alpha:.2f}"
    return f"{value}  on {one.n_units:,} codings"
