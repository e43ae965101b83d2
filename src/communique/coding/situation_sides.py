"""Between whom a state stands, and since or until when."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

from communique.coding.parties import Parties, flatten
from communique.coding.situation_reality import OWN_CLAUSES
from communique.coding.situation_words import listed
from communique.coding.tree import Tree
from communique.records import Actor, Mention, When
from communique.resolve import Resolution

PRIVATE = frozenset({"BUS", "MNC", "MED", "CVL", "LAB", "EDU", "CRM", "AGR", "HLH", "SOC", "JRN"})
"""Sectors of private life."""
PLACING = frozenset({"in", "at", "across", "on", "over", "between", "with", "against", "inside", "near"})
"""Prepositions of where, or between whom, something stands."""


def actors_of(arguments: list[int], parties: Parties) -> tuple[Actor, ...]:
    """All actors at the tokens, each once, in their order."""
    mentions = []
    led = [one for argument in arguments for one in _leaders(parties.tree, argument)]
    for argument in [*led, *arguments]:
        for mention in parties.of_token(argument)[0] or parties.at_all(argument):
            if mention not in mentions:
                mentions.append(mention)
    actors = flatten(mentions)
    known = tuple(actor for actor in actors if actor.country or (actor.code and actor.kind != "agent"))
    return known or tuple(actor for actor in actors if actor.code) or actors


def _leaders(tree: Tree, noun: int) -> list[int]:
    """ "The coalition led by Riyadh", "the Saudi-led coalition": who leads stands for it."""
    clauses = [c for c in tree.all(noun, "acl", "amod") if tree.lemma[c] in ("lead", "back", "led", "head")]
    return [
        one for clause in clauses for role in ("subj", "mod", "by") for one in tree.args(clause).get(role, ())
    ]


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


def imposer(speaker: Mention | None) -> tuple[Actor, ...]:
    """The state or government that says of sanctions what becomes of them; nobody for other speakers."""
    if speaker is None or not speaker.actors:
        return ()
    powers = all(actor.kind == "state" or actor.sector == "GOV" for actor in speaker.actors)
    return speaker.actors if powers else ()


def is_past(until: When | None, published: date | None) -> bool:
    """Whether an end lies before the news."""
    return until is not None and until.end is not None and published is not None and until.end < published


def each_once(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors in order, each code once; a state besides whom else it acts by stays."""
    found: dict[str, Actor] = {}
    for actor in actors:
        found.setdefault(actor.code or actor.text, actor)
    return tuple(found.values())


def countries(actors: tuple[Actor, ...]) -> set[str]:
    """The countries of these actors."""
    return {actor.country for actor in actors if actor.country is not None}


def is_at_home(actors: tuple[Actor, ...]) -> bool:
    """Whether troops and the place they stand in, apart from them, are of one country."""
    spans = sorted((actor.start, actor.end) for actor in actors)
    apart = any(later[0] - earlier[1] > 3 for earlier, later in pairwise(spans))
    return apart and len(countries(actors)) == 1


def complete(
    actors: tuple[Actor, ...], kind: str, latest: dict[str, Actor], chief: tuple[str, ...],
    armed: dict[str, Actor],
) -> tuple[Actor, ...]:  # fmt: skip
    """The parties with those left unsaid: the states that the article is about, as last named.

    armed: by country, the first armed group that the article names; a war at home is fought with it, not with
    the other state of the article.
    """
    bilateral = kind in listed("bilateral")
    known = countries(actors)
    if known and kind in listed("within"):
        return actors
    if not known and kind in listed("within") and chief and chief[0] in armed and chief[0] in latest:
        return (*actors, latest[chief[0]], armed[chief[0]])
    wanted = (2 if bilateral else 1) - len(known)
    more = [latest[country] for country in chief if country in latest and country not in known]
    return (*actors, *more[: max(0, wanted)])


def chief_countries(resolution: Resolution) -> tuple[str, ...]:
    """The two countries that the article names most; the second where it is named twice, or no third is."""
    counts = Counter(
        actor.country
        for mention in resolution.mentions
        for actor in mention.actors
        if actor.country is not None
    )
    often = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    few = len(counts) <= 2
    return tuple(country for place, (country, count) in enumerate(often) if few or place == 0 or count > 1)


def states_named(tree: Tree, resolution: Resolution) -> dict[str, Actor]:
    """States named in a sentence, by country."""
    found: dict[str, Actor] = {}
    for mention in resolution.mentions_of(tree.index):
        for actor in mention.actors:
            if actor.kind == "state" and actor.country is not None:
                found.setdefault(actor.country, actor)
    return found


def armed_groups(resolution: Resolution) -> dict[str, Actor]:
    """By country, the first armed group that the article names."""
    found: dict[str, Actor] = {}
    for mention in resolution.mentions:
        for actor in mention.actors:
            if actor.country is not None and actor.sector in ("REB", "PRM", "UAF"):
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
