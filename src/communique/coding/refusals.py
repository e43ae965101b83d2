"""Refusals of coding and resolving as records, with the reason in words."""

from __future__ import annotations

from communique.coding.candidate import Candidate
from communique.coding.tree import Tree
from communique.records import DocumentRef, Parse, Refusal, Span, short_id
from communique.resolve import Resolution


def refusal_of(candidate: Candidate, tree: Tree, document: DocumentRef) -> Refusal:
    """Why an act that was read is no coding."""
    token = candidate.act.token
    sentence = tree.sentence
    span = Span(sentence.token_start[token], sentence.token_end[token], sentence.form[token])
    reason, event_type = candidate.refusal or "", candidate.settled.event_type
    return Refusal(
        short_id(document.id, "refusal", span.start, reason, event_type), document, "coding", reason,
        f"{span.text!r} reads as {event_type}, but {DETAILS.get(reason, reason)}", span,
    )  # fmt: skip


def unresolved(resolution: Resolution, parse: Parse, document: DocumentRef) -> list[Refusal]:
    """Names that the resolver could not tell, with what they may be."""
    found = []
    for reason, detail, start, end in resolution.refusals:
        span = Span(start, end, parse.text[start:end])
        found.append(
            Refusal(
                short_id(document.id, "refusal", start, reason), document, "resolve", reason, detail, span
            )
        )
    return found


#: Reason codes in words.
DETAILS = {
    "coding.no_party": "no state, organisation or person could be tied to it",
    "coding.bare_noun": "a noun alone names an act only with both parties beside it",
    "coding.no_actor": "nobody is named who did it",
    "coding.doubtful": "the chance that it is right is too small",
    "coding.nonpolitical": "nobody in it is political",
    "coding.other_domain": "the sentence tells of sport, markets, weather, crime or culture",
    "status.condition": "it stands in a condition",
    "status.embedded": "it is only named as a purpose or aim",
    "status.possible": "it is only called possible",
    "status.question": "it stands in a question",
    "status.negated": "it is negated",
}
