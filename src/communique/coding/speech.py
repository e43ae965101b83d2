"""Statements, and what "must" means in somebody's mouth."""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.attribution import Attributor
from communique.coding.tree import Tree
from communique.records import DocumentRef, Mention, Parse, Statement


def necessity_codings(
    tree: Tree, act: Act, actors: list[Mention], recipients: list[Mention], attributor: Attributor
) -> tuple[list[Mention], list[Mention], str | None]:
    """ "X says Y must stop": REQUEST by X to Y. Without a speaker of its own the sentence asks nobody for anything."""
    speaker = attributor.speaker(tree.index, act.token)
    if speaker is None or not speaker.actors:
        return actors, recipients, "coding.no_actor"
    asked = [mention for mention in actors if mention.head != speaker.head] or recipients
    return [speaker], asked, None


def find_statements(attributor: Attributor, parse: Parse, document: DocumentRef) -> list[Statement]:
    """Reported utterances with their speakers."""
    return []
