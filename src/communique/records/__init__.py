"""Frozen record types: the vocabulary of the whole program, one file per idea."""

from communique.records.actor import Actor, Mention
from communique.records.article import AgencyLink, Article, Block, PublicationDate
from communique.records.coding import Attribution, Coding, Magnitude
from communique.records.commitment import Commitment, Link
from communique.records.decision import Decision
from communique.records.document import Document, DocumentRef
from communique.records.event import Event, Why
from communique.records.ids import short_id
from communique.records.parse import Name, Parse, Sentence
from communique.records.place import Place
from communique.records.refusal import Refusal
from communique.records.run import Coder, Run, RunSummary
from communique.records.situation import Situation
from communique.records.span import Span
from communique.records.standing import Standing
from communique.records.statement import Statement
from communique.records.when import TimeExpression, When

__all__ = [
    "Actor", "AgencyLink", "Article", "Attribution", "Block", "Coder", "Coding", "Commitment", "Decision",
    "Document", "DocumentRef", "Event", "Link", "Magnitude", "Mention", "Name", "Parse", "Place",
    "PublicationDate", "Refusal", "Run", "RunSummary", "Sentence", "Situation", "Span", "Standing",
    "Statement", "TimeExpression", "When", "Why", "short_id",
]  # fmt: skip
