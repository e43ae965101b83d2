"""Frozen record types: the vocabulary of the whole program, one file per idea."""

from communique.records.actor import Actor, Mention
from communique.records.article import AgencyLink, Article, Block, PublicationDate
from communique.records.coding import Attribution, Coding, Magnitude
from communique.records.document import Document, DocumentRef
from communique.records.ids import short_id
from communique.records.parse import Name, Parse, Sentence
from communique.records.place import Place
from communique.records.refusal import Refusal
from communique.records.run import RunSummary
from communique.records.situation import Situation
from communique.records.span import Span
from communique.records.statement import Statement
from communique.records.when import TimeExpression, When

__all__ = [
    "Actor", "AgencyLink", "Article", "Attribution", "Block", "Coding", "Document", "DocumentRef",
    "Magnitude",
    "Mention", "Name", "Parse", "Place", "PublicationDate", "Refusal", "RunSummary", "Sentence", "Situation",
    "Span",
    "Statement", "TimeExpression", "When", "short_id",
]  # fmt: skip
