"""Who and what is political: offices, services, the words of politics and of other domains.

DESIGN.md draws the line: ordinary crime and its policing or courts, accidents, disease and disasters, sport,
business and culture give no coding unless an actor or target is political.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from communique.coding.domain_words import domain, public_words, words_of
from communique.coding.eventful import eventful
from communique.coding.status import Settled
from communique.coding.tree import Tree
from communique.coding.understood import UNLISTED
from communique.records import Actor, Mention
from communique.resolve import Resolution

#: Political by what they are.
OFFICES = frozenset("""GOV MIL LEG SPY PTY REB PRM UAF OPP IGO UNO EUR NGO ISM IMG PRE""".split())
#: Police and courts: political when the other side is, or when they reach across a border.
LAW = frozenset({"COP", "JUD"})
#: Private people, and who judges them.
PRIVATE = frozenset({"JUD", "BUS", "MNC", "AGR", "MED", "EDU", "LAB", "SOC", "CVL", "CRM", "REL", None})
KIND = frozenset({"AGREE", "SUPPORT", "REQUEST", "CONCEDE", "CONSULT", "COOPERATE"})
UNREST = frozenset(
    """strike protest demonstration union rally sit-in boycott riot uprising protester demonstrator
    rioter""".split()
)
#: Political when police or courts act on them.
CIVIL_TARGETS = frozenset({"JRN", "REF", "ELI", "REL", "SOC"})
#: Rule of people named by their country ("the Kenyan", "the Dutch").
PEOPLE = "people for their state"
#: Nouns of office that other trades have too.
DOUBTFUL = frozenset(
    "president secretary king queen leader agent captain chief head minister general inspector".split()
)
#: Nouns that mean an official where a country owns them.
STATESMEN = frozenset("minister premier prime_minister foreign_minister ambassador envoy diplomat".split())
#: Offices that an agent noun may mean by mistake, and acts by which it shows.
CLERKS = frozenset({"GOV", "IGO", "EUR", "PTY", "NGO"})
SAID = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "THREATEN", "REJECT", "CONSULT", "AID", "RETREAT"})
#: What armies have and factories sell.
MACHINES = frozenset("jet plane aircraft airliner helicopter ship boat drone rocket satellite engine".split())
#: Where farmers, students and nurses protest in public.
IN_PUBLIC = frozenset(
    "road highway motorway street square border bridge railway port refinery ministry chant slogan".split()
)
RELIEF = frozenset("rescuer firefighter relief aid rescue rescuers firefighters".split())
#: Armed groups, whose leaders are no leaders of a league.
REBELS = frozenset({"UAF", "REB", "PRM", "IMG"})
#: What private people do with a foreign country without any politics.
DEALINGS = frozenset({"AGREE", "AID", "COOPERATE", "CONSULT", "SUPPORT"})
TRADE = frozenset({"BUS", "MNC", "AGR", "MED", "EDU"})


def in_private(tree: Tree, actors: list[Actor], event_type: str = "") -> list[Actor]:
    """The same actors; those whose noun means an official only in politics ("director", "rival") hold no
    office in a sentence that speaks of none.
    """
    elsewhere = tells_of_else(tree) if any(_nouns(actor) & DOUBTFUL for actor in actors) else False
    soft = [_is_soft(actor, event_type, elsewhere) for actor in actors]
    if not any(soft):
        return actors
    words = {*tree.lemma, *(form.lower() for form in tree.sentence.form)}
    own = {noun for actor in actors for noun in _nouns(actor)} & DOUBTFUL if elsewhere else set()
    if (public_words() - own) & words:
        return actors
    if eventful(tree) > LOUD and not any(actor.rule.startswith(PEOPLE) for actor in actors):
        return actors
    return [
        msgspec.structs.replace(actor, sector=None, kind="agent", code=actor.country) if private else actor
        for actor, private in zip(actors, soft, strict=True)
    ]


def _is_soft(actor: Actor, event_type: str, elsewhere: bool) -> bool:
    """elsewhere: the sentence is one of sport, business, arts or nature."""
    if actor.rule.startswith(PEOPLE):  # "the Kenyan", "the Dutch and the Belgians"
        return True
    if not actor.rule.startswith(ROLES) or actor.sector in REBELS:
        return False
    nouns = _nouns(actor)
    if actor.country and actor.rule.startswith("agent noun with owner") and nouns & STATESMEN:
        return False  # "a French minister", whatever the sentence is about
    if actor.person is not None:  # "the Polish director Jan Molenda"
        nouns |= set(actor.text.lower().split())
    return bool(
        nouns & words_of("soft")
        or (event_type in SAID and actor.sector in CLERKS and actor.person is None)
        or (elsewhere and nouns & DOUBTFUL)
        or (event_type in ("SUPPORT", "AGREE") and nouns & MACHINES)
    )


def _nouns(actor: Actor) -> set[str]:
    """The head noun of an actor's phrase, alone and with the word before it."""
    words = re.split(r" (?:of|in|from|at|for|with|on|who|to) |, ", actor.text.lower())[0].split()
    noun = words[-1] if words else ""
    return {noun, noun.removesuffix("s"), "_".join(words[-2:]), "_".join(words[-2:]).removesuffix("s")}


def is_service(tree: Tree, doers: list[Actor], others: list[Actor]) -> bool:
    """Whether a public service deals with private people of its own country, or with nobody named."""
    words = {*tree.lemma, *(form.lower() for form in tree.sentence.form)}
    if not doers or not all(_nouns(actor) & words_of("service") for actor in doers):
        return False
    if (words_of("political") - words_of("service") - {"government", "state", "mayor", "officials"}) & words:
        return False
    abroad = _countries(doers) and _countries(others) - _countries(doers)
    return not abroad and not any(by_office(actor) and actor.sector not in ("COP", "MIL") for actor in others)


def deals_with_a_country(tree: Tree, doers: list[Actor], others: list[Actor], settled: Settled) -> bool:
    """Whether private people trade with a country or help it, in a sentence that speaks of no politics."""
    if settled.event_type not in DEALINGS or not doers or not others:
        return False
    if settled.event_type == "AID" and all(actor.sector in HELPERS for actor in doers):
        return False
    people = [actor for actor in doers if actor.kind != "state" and not by_office(actor)]
    private = len(people) == len(doers) and all(actor.sector in PRIVATE - {"REL"} for actor in people)
    bare = all(actor.kind == "state" and actor.sector is None for actor in others)
    words = {*tree.lemma, *(form.lower() for form in tree.sentence.form)}
    return private and bare and not (words_of("political") | RELIEF) & words


def is_political(tree: Tree, doers: list[Actor], others: list[Actor], event_type: str) -> bool:
    """Whether the parties make an act political."""
    everybody = [*doers, *others]
    if any(by_office(actor) for actor in everybody):
        return True
    if event_type == "PROTEST" and any(  # guests and neighbours hold no sector here
        actor.sector not in (None, *TRADE) or actor.rule.startswith(PEOPLE) for actor in doers
    ):
        return True
    words = {*tree.lemma, *(form.lower() for form in tree.sentence.form)}
    if (
        event_type == "PROTEST"
        and (UNREST | IN_PUBLIC) & words
        and any(actor.sector in TRADE for actor in doers)
    ):
        return True
    if words_of("statecraft") & words and any(actor.rule.startswith(("citizens", PEOPLE)) for actor in doers):
        return True
    unrest = {lemma for lemma, upos in zip(tree.lemma, tree.upos, strict=True) if upos != "VERB"} & UNREST
    if unrest and any(actor.sector in ("LAB", "CVL", "REF", "EDU", "OPP") for actor in doers):
        return True
    if any(actor.sector in LAW for actor in everybody):
        named = any(
            actor.kind in ("person", "organisation") and actor.sector not in LAW for actor in everybody
        )
        return (
            named
            or any(actor.sector in CIVIL_TARGETS for actor in everybody)
            or (bool(unrest) and any(actor.sector == "LAB" for actor in everybody))
            or (event_type in ("CONCEDE", "REJECT") and any(_is_high_court(actor) for actor in doers))
            or bool(words_of("political") & words)
        )
    if event_type == "AID" and any((actor.code or "")[:3] == "NGO" for actor in everybody):
        return True  # the Red Cross, wherever it gives or takes
    if event_type in SPOKEN and any(_is_mouthpiece(actor) for actor in doers):
        return True
    return event_type == "ASSAULT" and any(actor.sector in ("JRN", "REF", "REL") for actor in others)


def _is_mouthpiece(actor: Actor) -> bool:
    """An official newspaper, state television: media that speak for a government."""
    words = set(actor.text.lower().replace("-", " ").split())
    return actor.sector == "JRN" and bool(words & {"official", "state", "government", "party"})


#: What is done by saying it.
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})


def _is_high_court(actor: Actor) -> bool:
    """A court that judges laws and governments."""
    return actor.sector == "JUD" and bool({"supreme", "constitutional"} & set(actor.text.lower().split()))


def across_borders(tree: Tree, doers: list[Actor], others: list[Actor], settled: Settled) -> bool:
    """People (not only traders) of different countries on the two sides; kind words between private people
    only where the sentence speaks of politics.
    """
    private = all(actor.sector in PRIVATE and actor.kind != "state" for actor in (*doers, *others))
    if private and settled.event_type in KIND:
        words = {*tree.lemma, *(form.lower() for form in tree.sentence.form)}
        if not words_of("political") & words:
            return False
    one, other = _countries(doers), _countries(others)
    helpers = settled.event_type == "AID" and all(actor.sector in HELPERS for actor in doers)
    return bool(one and other and not one & other) and (
        helpers or not all(actor.sector in TRADE or actor.sector is None for actor in doers)
    )


#: Sectors of people who help abroad.
HELPERS = frozenset({"MED", "NGO", "REL", "SOC"})


def is_private(doers: list[Actor], others: list[Actor], event_type: str) -> bool:
    """Whether private people of one country are kind to each other or talk: families, neighbours, friends."""
    everybody = [*doers, *others]
    private = all(actor.sector in PRIVATE - {"REL", "LAB"} and actor.kind != "state" for actor in everybody)
    return private and event_type in AMONG_FRIENDS and len(_countries(everybody)) < 2


AMONG_FRIENDS = frozenset({"CONSULT", "SUPPORT", "AGREE", "COOPERATE"})


def is_political_article(resolution: Resolution, n_sentences: int) -> bool:
    """Whether an article tells of politics throughout: somebody political in half of its sentences, four or
    more.
    """
    told = {
        mention.sentence
        for mention in resolution.mentions
        if any(by_office(actor) and actor.sector not in TRADE for actor in mention.actors)
    }
    return len(told) >= LEAST_POLITICAL and 2 * len(told) >= n_sentences


#: Rules of actors who are known by nothing but a noun of what they are.
ROLES = ("agent noun", "private person", "title", "name without entry")

LEAST_POLITICAL = 4
"""Sentences with somebody political that make an article a political one."""


def tells_of_else(tree: Tree, doers: Sequence[Actor] = (), others: Sequence[Actor] = ()) -> bool:
    """Whether a sentence reads like one in which nothing political happens: by the words of an unpolitical
    domain, unless all of it speaks against them, or by all of it. States that deal with states are believed
    longer.
    """
    odds = eventful(tree)
    states = [actor for actor in (*doers, *others) if by_office(actor) or actor.kind == "state"]
    abroad = len(_countries(states)) > 1
    return odds < (QUIET_ABROAD if abroad else QUIET) or (odds < LOUD and domain(tree) is not None)


QUIET = -0.8
"""Log odds that anything political happens, below which only somebody in office makes an act political."""
QUIET_ABROAD = -2.5
"""The same where a state, a government or an armed group deals with one of another country."""
LOUD = 3.0
"""Log odds from which the words of an unpolitical domain are only where the politics happens."""
#: Sectors that stand for an office even in a sentence about sport; teams, captains and clubs do not.
OFFICE_HOLDERS = OFFICES - {"MIL", "UAF", "NGO", "PRM", "ISM"}


def has_office(mentions: list[Mention]) -> bool:
    """Whether anybody among them acts by office, or is a state that is no mere place."""
    return any_office([actor for mention in mentions for actor in mention.actors])


def any_office(actors: list[Actor]) -> bool:
    return any(by_office(actor) and not actor.rule.startswith("place") for actor in actors)


def by_office(actor: Actor) -> bool:
    return (
        actor.sector in OFFICES
        or (actor.sector == "ELI" and actor.country is not None)
        or (actor.code or "")[:3] in OFFICES
        or (actor.kind == "state" and not actor.rule.startswith("place"))
        or actor.rule == UNLISTED
    )


def holds_office(actor: Actor) -> bool:
    """Somebody who is political whatever the sentence is about."""
    if actor.kind == "agent" and actor.person is None and actor.sector == "GOV":
        return actor.rule != "agent noun"
    return actor.sector in OFFICE_HOLDERS or (actor.code or "")[:3] in OFFICE_HOLDERS


def is_official(tree: Tree, actor: Actor) -> bool:
    """Whether somebody holds office; where a sentence reads like anything but politics, a mere noun of office
    ("a minister", "the inspectors", "the chief") does not do.
    """
    return holds_office(actor) and not (actor.rule.startswith(ROLES) and eventful(tree) < QUIET_OFFICE)


QUIET_OFFICE = -1.8
"""Log odds below which nouns of office mean somebody else."""


def _countries(actors: Sequence[Actor]) -> set[str]:
    return {actor.country for actor in actors if actor.country}
