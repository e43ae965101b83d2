"""What one document gave."""

from __future__ import annotations

import msgspec

from communique.records import Article, Coding, DocumentRef, Refusal, Situation, Statement


class Outcome(msgspec.Struct, frozen=True):
    """All records of one document. article: null when it was refused. stages: seconds of work by stage."""

    document: DocumentRef
    article: Article | None
    codings: tuple[Coding, ...] = ()
    statements: tuple[Statement, ...] = ()
    situations: tuple[Situation, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    n_sentences: int = 0
    n_words: int = 0
    stages: dict[str, float] = {}

    @property
    def refused(self) -> bool:
        """Whether the document could not be read at all."""
        return self.article is None


def refused(document: DocumentRef, stage: str, reason: str, detail: str) -> Outcome:
    """An outcome that is nothing but a refusal."""
    from communique.records import short_id

    record = Refusal(short_id(document.id, "refusal", stage, reason), document, stage, reason, detail)
    return Outcome(document, None, refusals=(record,))
