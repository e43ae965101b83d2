"""Between whom a state stands, and since or until when."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

from communique.coding.parties import Parties, flatten
from communique.coding.situation_reality import OWN_CLAUSES, words_above
from communique.coding.situation_words import listed
from communique.coding.tree import Tree
from communique.records import Actor, When
from communique.resolve import Resolution

PRIVATE = frozenset({"BUS", "MNC", "MED", "CVL", "LAB", "EDU", "CRM", "AGR", "HLH", "SOC", "JRN"})
"""Sectors of private life."""
PLACING = frozenset({"in", "at", "across", "on", "over", "between", "with", "against", "inside", "near"})
"""Prepositions of where, or between whom, something stands."""
CONDITIONAL = frozenset({"if", "unless", "once", "until", "should", "provided"})
"""Words that open a condition."""


def actors_of(arguments: list[int], parties: Parties) -> tuple[Actor, ...]:
    """All actors at the tokens, each once, in their order."""
    mentions = []
    for argument in arguments:
        for mention in parties.of_token(argument)[0] or parties.at_all(argument):
            if mention not in mentions:
                mentions.append(mention)
    actors = flatten(mentions)
    known = tuple(actor for actor in actors if actor.country or actor.code)
    return known or actors


def nearby(tree: Tree, word: int, parties: Parties) -> tuple[Actor, ...]:
    """Where the words of the clause that tells a state place it ("a truce has held in Idlib since May"); else
    the first two states that the clause names."""
    clause = word
    while tree.head[clause] >= 0 and tree.deprel[clause] not in OWN_CLAUSES:
        clause = tree.head[clause]
    placed, named = [], []
    for token in tree.subtree(clause, OWN_CLAUSES):
        if tree.upos[token] not in ("PROPN", "ADJ", "NOUN"):
            continue
        for mention in parties.at_all(token):
            if any(actor.country for actor in mention.actors):
                named.append(mention)
                if tree.case(token) in PLACING or tree.deprel[token] == "compound":
                    placed.append(mention)
    return flatten(placed or named)[:2]


def are_private(actors: tuple[Actor, ...]) -> bool:
    """Whether nobody of these acts for a state, an organisation of states or an armed group: firms, clubs."""
    return all(
        actor.sector in PRIVATE or (actor.kind == "organisation" and not actor.code) for actor in actors
    )


def is_past(until: When | None, published: date | None) -> bool:
    """Whether an end lies before the news."""
    return until is not None and until.end is not None and published is not None and until.end < published


def countries(actors: tuple[Actor, ...]) -> set[str]:
    """The countries of these actors."""
    return {actor.country for actor in actors if actor.country is not None}


def is_at_home(actors: tuple[Actor, ...]) -> bool:
    """Whether troops and the place they stand in, apart from them, are of one country."""
    spans = sorted((actor.start, actor.end) for actor in actors)
    apart = any(later[0] - earlier[1] > 3 for earlier, later in pairwise(spans))
    return apart and len(countries(actors)) == 1


def complete(
    actors: tuple[Actor, ...], kind: str, latest: dict[str, Actor], chief: tuple[str, ...]
) -> tuple[Actor, ...]:
    """The parties with those left unsaid: the states that the article is about, as last named."""
    bilateral = kind in listed("bilateral")
    known = countries(actors)
    if known and kind in listed("within"):
        return actors
    wanted = (2 if bilateral else 1) - len(known)
    more = [latest[country] for country in chief if country in latest and country not in known]
    return (*actors, *more[: max(0, wanted)])


def chief_countries(resolution: Resolution) -> tuple[str, ...]:
    """The two countries that the article names most."""
    counts = Counter(
        actor.country
        for mention in resolution.mentions
        for actor in mention.actors
        if actor.country is not None
    )
    return tuple(country for country, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2])


def states_named(tree: Tree, resolution: Resolution) -> dict[str, Actor]:
    """States named in a sentence, by country."""
    found: dict[str, Actor] = {}
    for mention in resolution.mentions_of(tree.index):
        for actor in mention.actors:
            if actor.kind == "state" and actor.country is not None:
                found.setdefault(actor.country, actor)
    return found


def anyone_of(resolution: Resolution) -> dict[str, Actor]:
    """For each country the state itself where the article names it, else the first who acts for it."""
    states: dict[str, Actor] = {}
    others: dict[str, Actor] = {}
    for mention in resolution.mentions:
        for actor in mention.actors:
            if actor.country is not None:
                (states if actor.kind == "state" else others).setdefault(actor.country, actor)
    return {**others, **states}


def bounds(tree: Tree, token: int, holds: bool, resolution: Resolution) -> tuple[When | None, When | None]:
    """since and until, from the words of time in the clause; the day of what ended a state is its until."""
    since = until = None
    near = _clause(tree, token)
    for timed in resolution.times:
        if timed.sentence != tree.index:
            continue
        expression = timed.expression
        case = tree.case(timed.head) or _before(tree, timed.first)
        if case in ("", "of", "in", "on", "at") and _is_since(tree, timed.head):
            case = "since"  # "since the coup of July 2023"
        if case != "since" and not near & words_above(tree, timed.head):
            continue
        when = When(
            expression.first,
            expression.last,
            expression.precision,
            "expression",
            expression.text,
            f"situation.{case or 'on'}",
        )
        if case in ("until", "till", "through", "to"):
            until = when
        elif case == "since" or (
            expression.type in ("DATE", "TIME") and case in ("", "in", "on", "from", "at")
        ):
            if not holds and case != "since":
                until = until or when
            elif since is None or case == "since":
                since = when
    return since, until


def _clause(tree: Tree, token: int) -> set[int]:
    """The word that tells a state and the words above it within its own clause. What stands in a condition
    ("if Washington lifts its sanctions") has no day from outside it, nor one from within."""
    near, node = {token}, token
    for _ in range(2):
        if tree.head[node] < 0:
            break
        if tree.deprel[node].split(":")[0] in ("advcl", "ccomp", "parataxis", "csubj"):
            break
        node = tree.head[node]
        near.add(node)
    if node != token and any(tree.sentence.form[c].lower() in CONDITIONAL for c in tree.all(node, "mark")):
        return {token}
    return near


def _before(tree: Tree, first: int) -> str:
    """The word before an expression, where the tree shows no preposition."""
    word = tree.lemma[first - 1] if first else ""
    return word if word in ("since", "until", "till", "from") else ""


def _is_since(tree: Tree, head: int) -> bool:
    """Whether an expression dates the act since which something stands."""
    for node in (head, *tree.ancestors(head)[:2]):
        if tree.upos[node] in ("VERB", "AUX"):
            mark = tree.child(node, "mark")
            return mark is not None and tree.lemma[mark] == "since"
        if tree.case(node) == "since":
            return True
    return False
