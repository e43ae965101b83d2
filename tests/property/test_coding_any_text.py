"""Whatever the text, coding ends, stays inside the text, gives the same again and never leaves evidence or trigger out."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import a_document, spans_of

from communique.pipeline import Kernel, Outcome

NAMES = [
    "Iran",
    "the United States",
    "President Moon",
    "North Korea's army",
    "rebels",
    "the United Nations",
    "Kim",
    "he",
    "they",
]
VERBS = [
    "met", "attacked", "offered talks to", "will sanction", "has not threatened", "accused", "was accused by", "signed a treaty with",
    "refused to meet", "withdrew from", "said it would meet", "and", "which bombed", "urged", "to visit", "failed to sign",
]  # fmt: skip
REST = [
    "on Monday",
    "in Geneva",
    ".",
    ",",
    "if",
    "“",
    "”",
    "—",
    "(",
    ")",
    "30 people",
    "\n",
    "\n\n",
    "June 3, 2018",
    "’s",
    "?",
    "…",
    "not",
    "no",
]
SENTENCES = st.lists(st.sampled_from(NAMES + VERBS + REST), max_size=25).map(" ".join)
ANYTHING = st.text(max_size=120)
MIXED = st.lists(st.one_of(SENTENCES, st.text(max_size=12)), max_size=4).map("".join)


def process(kernel: Kernel, *texts: str) -> list[Outcome]:
    return kernel.process([a_document(text, id=str(place)) for place, text in enumerate(texts)])


def check(outcome: Outcome, text: str) -> None:
    records = (*outcome.codings, *outcome.statements, *outcome.situations, *outcome.refusals)
    for record in records:
        for span in spans_of(record):
            assert 0 <= span["start"] < span["end"] <= len(text)
            assert text[span["start"] : span["end"]] == span["text"]
    ids = [record.id for record in records]
    assert len(set(ids)) == len(ids)
    for coding in outcome.codings:
        assert coding.evidence.start <= coding.trigger.start < coding.trigger.end <= coding.evidence.end
        assert coding.actors or coding.recipients or coding.attribution


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(SENTENCES, ANYTHING, MIXED), min_size=1, max_size=6))
def test_any_text(kernel: Kernel, texts: list[str]) -> None:
    for outcome, text in zip(process(kernel, *texts), texts, strict=True):
        check(outcome, text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SENTENCES, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_neighbours_and_order_change_nothing(kernel: Kernel, texts: list[str], random: object) -> None:
    def told(outcome: Outcome) -> bytes:
        kept = msgspec.structs.replace(outcome, document=None, stages={})  # type: ignore[arg-type]
        return msgspec.json.encode([kept.codings, kept.statements, kept.situations, kept.refusals])

    documents = [a_document(text, id=str(place)) for place, text in enumerate(texts)]
    together = {o.document.id: told(o) for o in kernel.process(documents)}
    mixed = list(documents)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert {o.document.id: told(o) for o in kernel.process(mixed)} == together
    for document in documents[:2]:
        (alone,) = kernel.process([document])
        assert told(alone) == together[document.id]
