"""Search over articles, acts and events, and the claim check."""

from __future__ import annotations

import msgspec

from communique.analysis.claims import Checked, check
from communique.errors import UsageError
from communique.exchange.tables import TABLES
from communique.records import Coding, Event
from communique.store import parties
from communique.store.browse import events_page
from communique.store.lookup import codings_by_id
from communique.store.search import Hit, plain_words, search
from communique.web.page import Ask, Csv, Section

section = Section("search")
MOST = 30
LONGEST = 400
"""Letters of a claim; of a search."""
CANDIDATES = 4000
"""Events between the parties of a claim that it is held against, the latest first."""


class SearchView(msgspec.Struct, frozen=True):
    """What was found for some words: events, acts with their sentences, articles; the newest first."""

    q: str
    problem: str | None
    events: list[Hit]
    codings: list[Hit]
    articles: list[Hit]
    words: list[str]


def _csv(view: SearchView) -> Csv:
    return TABLES["codings"], [hit.value for hit in view.codings]


@section.page("/search", "search.html.j2", SearchView, csv=_csv)
def find(ask: Ask, q: str = "") -> SearchView:
    """Words in events, acts and articles."""
    given = q.strip()[:LONGEST]
    if not given:
        return SearchView("", None, [], [], [], [])
    try:
        found = {
            of: list(search(ask.store.engine, given, of, limit=MOST)) for of in ("event", "coding", "article")
        }
    except UsageError as problem:
        return SearchView(given, str(problem), [], [], [], [])
    return SearchView(given, None, found["event"], found["coding"], found["article"], plain_words(given))


class CheckView(msgspec.Struct, frozen=True):
    """A claim and what the file says of it; checked is null where nothing was asked."""

    claim: str
    checked: Checked | None
    codings: list[Coding]


@section.page("/check", "check.html.j2", CheckView, keep="no")
def check_claim(ask: Ask, claim: str = "") -> CheckView:
    """Whether a claim is supported, contradicted or not in the file, with verbatim quotes."""
    given = " ".join(claim.split())[:LONGEST]
    if not given:
        return CheckView("", None, [])
    from communique.web.reading import read_claim  # loads the language model's room

    read = read_claim(given)
    acts = read.codings
    events: dict[str, Event] = {}
    for act in acts:
        for one in parties([*act.actors, *act.recipients]):
            found, _ = events_page(ask.store.engine, rule=ask.rule, party=one, size=CANDIDATES)
            events.update((event.id, event) for event in found)
    codings = codings_by_id(ask.store.engine, (id_ for event in events.values() for id_ in event.codings))
    kinds = {one.kind for one in read.situations}
    told = ask.store.current_situations(kinds=kinds) if kinds else ()
    texts: dict[str, str | None] = {}

    def text_of(document: str) -> str | None:
        if document not in texts:
            stored = ask.store.document(document)
            paper = next(iter(ask.store.articles(document=stored.n)), None) if stored else None
            texts[document] = paper.text if paper else None
        return texts[document]

    checked = check(given, lambda _: read, events.values(), codings, text_of, told)
    return CheckView(given, checked, list(acts))
