"""What merging saw on two codings, in words: one sentence for each aspect, out of their own values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from communique.stories.feature import ASPECTS, gap_days
from communique.stories.likeness_words import adjoining, same_sentence, title
from communique.stories.meanings import closest
from communique.stories.sketch import Sketch
from communique.stories.words import cosine, words_by_stem

_LEAST = 0.2
"""Log-odds from which an aspect is worth a sentence."""
_WORDS = 3
"""How many shared words are shown, the rarest first."""


def reasons(a: Sketch, b: Sketch, parts: Iterable[tuple[str, float]], most: int = 6) -> tuple[str, ...]:
    """What spoke for and against one happening, the strongest first, each with its log-odds: `+2.1 dates
    meet: both 2020-06-16`. parts: what each feature added (score.Verdict).
    """
    totals: dict[str, float] = defaultdict(float)
    for name, value in parts:
        totals[ASPECTS[name]] += value
    ranked = sorted(totals.items(), key=lambda one: (-abs(one[1]), one[0]))
    return tuple(f"{value:+.1f} {SAID[name](a, b)}" for name, value in ranked[:most] if abs(value) >= _LEAST)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _codes(codes: Iterable[str]) -> str:
    return _listed(sorted(codes))


def _quoted(words: Iterable[str]) -> str:
    return _listed([f"'{word}'" for word in words])


def _days(start: date | None, end: date | None) -> str:
    if start == end:
        return str(start)
    if start is None:
        return f"until {end}"
    return f"{start}..{end}" if end else f"from {start}"


def _type(a: Sketch, b: Sketch) -> str:
    one, other = a.coding, b.coding
    if one.event_type != other.event_type:
        return f"the types differ: {one.event_type} and {other.event_type}"
    if one.mode and other.mode and one.mode != other.mode:
        return f"both are {one.event_type}, but {one.mode} and {other.mode}"
    mode = f" ({one.mode})" if one.mode and one.mode == other.mode else ""
    return f"both are {one.event_type}{mode}"


def _side(name: str, one: frozenset[str], other: frozenset[str]) -> str:
    """How one side of both compares; empty where neither names it."""
    if one & other:
        return f"{name}: {_codes(one & other)} in both"
    if one and other:
        return f"{name}: {_codes(one)}, {_codes(other)}"
    told = one | other
    return f"{name}: {_codes(told)} in one only" if told else ""


def _parties(a: Sketch, b: Sketch) -> str:
    shared = a.parties & b.parties
    first = f"both name {_codes(shared)}" if shared else "no party in common"
    sides = [
        _side("acting", a.actors, b.actors),
        _side("receiving", a.recipients, b.recipients),
    ]
    if a.names and b.names:
        sides.append(
            f"both {_listed(sorted(a.names & b.names))}" if a.names & b.names
            else f"{_listed(sorted(a.names))} against {_listed(sorted(b.names))}"
        )  # fmt: skip
    return "; ".join([first, *filter(None, sides)])


def _when(a: Sketch, b: Sketch) -> str:
    gap = gap_days((a.start, a.end), (b.start, b.end))
    one, other = _days(a.start, a.end), _days(b.start, b.end)
    if gap == 0:
        return f"dates meet: both {one}" if one == other else f"dates meet: {one} and {other}"
    if gap:
        return f"dates lie {_n_days(gap)} apart: {one} and {other}"
    return _likely(a, b)


def _likely(a: Sketch, b: Sketch) -> str:
    """The same where the text dates one of them or neither."""
    gap = gap_days((a.near, a.far), (b.near, b.far))
    undated = "neither has a date" if not (a.start or a.end or b.start or b.end) else "one has no date"
    if gap is None:
        return f"{undated}, and its report has no day"
    days = f"{_days(a.near, a.far)} and {_days(b.near, b.far)}"
    return f"{undated}; likely days {'meet' if gap == 0 else f'lie {_n_days(gap)} apart'}: {days}"


def _n_days(n: int) -> str:
    return "1 day" if n == 1 else f"{n} days"


def _news(a: Sketch, b: Sketch) -> str:
    if a.coding.background != b.coding.background:
        return "one is news of its report, the other background"
    return "both are background" if a.coding.background else "both are news of their reports"


def _place(a: Sketch, b: Sketch) -> str:
    return f"both at {a.place}" if a.place == b.place else f"places differ: {a.place}, {b.place}"


def _status(a: Sketch, b: Sketch) -> str:
    one, other = a.coding.status, b.coding.status
    return f"both are told as {one}" if one == other else f"told as {one} and as {other}"


def _counts(a: Sketch, b: Sketch) -> str:
    said = [
        f"{kind}: {_range(low, high)} and {_range(low_2, high_2)}"
        for kind, low, high in a.counts for kind_2, low_2, high_2 in b.counts if kind == kind_2
    ]  # fmt: skip
    if shared := sorted(a.numbers & b.numbers):
        said.append(f"both say {_quoted(shared[:_WORDS])}")
    return "; ".join(said)


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _trigger(a: Sketch, b: Sketch) -> str:
    one, other = a.coding.trigger.text.lower(), b.coding.trigger.text.lower()
    if one == other:
        return f"both acts are told by '{one}'"
    likeness = closest(a.trigger, b.trigger)
    return f"acts are told by '{one}' and '{other}' (meaning {likeness:.2f} alike)"


def _words(a: Sketch, b: Sketch) -> str:
    if same_sentence(a, b):
        return "the words around the two acts"
    likeness = f"{cosine(a.words, b.words):.2f} alike"
    shared = sorted(a.words.keys() & b.words.keys(), key=lambda stem: (-a.words[stem] * b.words[stem], stem))
    if not shared:
        return f"the sentences have no word in common that counts ({likeness})"
    written = words_by_stem(a.coding.evidence.text)
    return f"both say {_quoted(written[stem] for stem in shared[:_WORDS])} (sentences {likeness})"


def _position(a: Sketch, b: Sketch) -> str:
    if a.coding.document.id != b.coding.document.id:
        return "one stands at the head of its report"
    if same_sentence(a, b):
        return "both stand in one sentence"
    if title(a, b):
        return "title and body of one report"
    if adjoining(a, b):
        return "in sentences of one report that follow each other"
    return f"{abs(a.coding.trigger.start - b.coding.trigger.start):,} letters apart in one report"


def _coder(a: Sketch, b: Sketch) -> str:
    return "the coder took the one for a restatement of the other"


SAID: dict[str, Callable[[Sketch, Sketch], str]] = {
    "type": _type, "parties": _parties, "days": _when, "news": _news, "place": _place, "status": _status,
    "counts": _counts, "trigger": _trigger, "words": _words, "position": _position, "coder": _coder,
}  # fmt: skip
"""Words for each aspect; every feature belongs to one (`feature.ASPECTS`)."""
