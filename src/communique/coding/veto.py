"""What is no political event although its words could be one.

DESIGN.md draws the line: ordinary crime and its policing or courts, accidents, disease and disasters, sport,
business and culture give no coding unless an actor or target is political.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.coding.act import Act
from communique.coding.article_domain import is_crime, is_quiet, tells_of_politics
from communique.coding.documents import DOCUMENTS
from communique.coding.domain_words import domain
from communique.coding.eventful import eventful
from communique.coding.lexicon import Lexicon
from communique.coding.political import (
    LOUD,
    REBELS,
    TRADE,
    UNREST,
    across_borders,
    any_office,
    by_office,
    deals_with_a_country,
    has_office,
    in_private,
    is_official,
    is_political,
    is_political_article,
    is_private,
    is_service,
    tells_of_else,
)
from communique.coding.status import Settled
from communique.coding.tree import Tree
from communique.records import Actor, Mention
from communique.resolve import Resolution

JUDICIAL = frozenset({"ACCUSE", "THREATEN"})
NEEDS_ACTOR = frozenset(
    {"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "COOPERATE", "AID"}
)
#: Nouns that a demonym makes a party of ("the Turkish and Greek sides").
COLLECTIVE = frozenset(
    """side army force unit authority community people delegation government parliament troop police decision
    proposal offer demand request policy position move plan state republic leadership regime official
    negotiator aircraft plane jet warplane helicopter bomber drone missile rocket artillery tank ship vessel
    warship submarine gunboat bulldozer fighter led lead back coalition embassy mission pilot bloc guard
    gunner commando parliamentarian diplomat tanker freighter trawler airliner boat
    strike airstrike raid shelling bombardment offensive""".split()
)
#: Subjects of violence that somebody must have set off.
SET_OFF = frozenset("device ied mine blast bombing car_bomb gunfire shooting shot bullet landmine".split())
#: What nobody but the armed uses, whatever else a sentence tells of.
OF_WAR = frozenset(
    "landmine minefield bomb bombing car_bomb missile rocket mortar grenade gunfire gunman airstrike".split()
)
#: With whom nobody talks politics.
KIN = frozenset(
    "brother sister mother father wife husband son daughter cousin uncle aunt grandson grandmother".split()
)
#: What nobody does to oneself.
TOWARDS = frozenset({"REQUEST", "ACCUSE", "THREATEN", "ASSAULT", "SANCTION"})
#: Whom police face for politics, at whatever place.
CROWDS = frozenset({"protester", "demonstrator", "rioter"})
#: What states do to states with goods of every kind.
BETWEEN_STATES = frozenset({"AID", "SANCTION"})
VIOLENT = frozenset({"ASSAULT", "COERCE", "SANCTION"})


class Veto:
    """Reasons why a candidate gives no coding.

    In an article that tells of politics throughout, the dead, the arrested and those who speak up are part
    of it although nobody political stands in their own sentence. In one that reads like sport, film, weather
    or crime throughout, a sentence must speak for itself.
    """

    def __init__(self, lexicon: Lexicon, resolution: Resolution, trees: Sequence[Tree]) -> None:
        self._crime = is_crime(trees)
        self._quiet = self._crime or is_quiet(trees)
        self._in_politics = not self._quiet and is_political_article(resolution, len(trees))
        self.exercises = lexicon.classes["exercise"] | {"game"}
        self._weapons = (
            lexicon.classes["arms"] | lexicon.classes["troops"] | lexicon.classes["violence"] | SET_OFF
        )

    def reason(
        self, tree: Tree, act: Act, settled: Settled, actors: list[Mention], recipients: list[Mention]
    ) -> str | None:
        """Refusal code, or null."""
        heads = [{(mention.sentence, mention.head) for mention in side} for side in (actors, recipients)]
        if heads[0] and heads[0] == heads[1] and settled.event_type in TOWARDS:
            return "coding.no_party"  # "the rebels conceded that they must disarm"
        doers = parties(tree, actors, act.actor_roles, act.used)
        if not doers and act.mode == "release" and "place-actor" in act.flags:
            doers = [actor for mention in actors for actor in mention.actors]  # "freed in Chad"
        others = parties(tree, recipients, act.recipient_roles, act.used)
        # a car bomb, an air strike, a riot; a trial is political only when somebody political stands it
        judged = settled.event_type in JUDICIAL and not any(by_office(actor) for actor in others)
        traders = bool(others) and all(actor.sector in TRADE for actor in others)
        punished = settled.event_type == "SANCTION" and traders  # a company dismisses its manager
        known = "political" in act.flags and bool(recipients) and not punished
        known = known and (self._in_politics or not judged)
        if not doers and not known and settled.event_type in NEEDS_ACTOR:
            return "coding.no_actor"
        if not doers and not known and "human" in act.flags and not self._harmed(tree, act, settled, others):
            return "coding.no_actor"
        if not others and "needs-recipient" in act.flags:
            return "coding.no_party"
        heads_here = [mention.head for mention in recipients if mention.sentence == tree.index]
        if settled.event_type == "CONSULT" and any(tree.lemma[head] in KIN for head in heads_here):
            return "coding.nonpolitical"
        if self._in_politics and is_private(doers, others, settled.event_type):
            return "coding.nonpolitical"
        if not self._in_politics:
            if is_team(tree, act, actors):
                return "coding.other_domain"
            kind = settled.event_type
            doers, others = in_private(tree, doers, kind), in_private(tree, others, kind)
            if deals_with_a_country(tree, doers, others, settled) or is_service(tree, doers, others):
                return "coding.nonpolitical"
        plain = self._is_plain(tree, act, settled, doers, others)
        if self._quiet and not plain and not self._speaks_for_itself(tree, doers, others):
            return "coding.other_domain"
        if settled.event_type == "REQUEST":  # refuge is sought of the country where it is sought
            others = [*others, *(actor for mention in recipients for actor in mention.actors)]
        known = known or is_political(tree, doers, others, settled.event_type)
        known = known or of_strikers(act, settled, doers, others)
        if not known and not across_borders(tree, doers, others, settled) and not self._in_politics:
            return "coding.nonpolitical"
        official = self._in_politics or any(is_official(tree, actor) for actor in (*doers, *others))
        if settled.event_type == "ASSAULT" and any(actor.sector == "MIL" for actor in doers):
            official = official or bool(self._weapons & {*tree.lemma})
        if official or (self._between_states(settled, doers, others) and domain(tree) != "sport"):
            return None
        if plain:
            return None
        return "coding.other_domain" if tells_of_else(tree, doers, others) else None

    def _speaks_for_itself(self, tree: Tree, doers: list[Actor], others: list[Actor]) -> bool:
        """Whether a sentence is political in an article that is not: by states, bodies and armed groups, and
        by its own words. Persons and nouns of office are presidents of clubs there.
        """
        bodies = [actor for actor in (*doers, *others) if actor.kind in ("state", "organisation")]
        armed = _has_rebels(doers, others)
        if self._crime and not (tells_of_politics(tree) and any_office(bodies)):
            return False
        return eventful(tree) > (0.0 if armed or any_office(bodies) else LOUD)

    def _is_plain(
        self, tree: Tree, act: Act, settled: Settled, doers: list[Actor], others: list[Actor]
    ) -> bool:
        """Whether an act is political whatever its sentence reads like: boycotts by states, arms of war and
        strikes.
        """
        if tree.lemma[act.token] == "boycott" and any_office(doers):
            return True
        if CROWDS & {*tree.lemma} and any(actor.sector in ("COP", "MIL") for actor in doers):
            return True
        war = settled.event_type == "ASSAULT" and (_has_rebels(doers, others) or OF_WAR & {*tree.lemma})
        strike = settled.event_type == "PROTEST" and UNREST & {*tree.lemma}
        return bool(war or strike) and domain(tree) is None

    def _between_states(self, settled: Settled, doers: list[Actor], others: list[Actor]) -> bool:
        """Whether one state helps another or cuts off its goods, whatever the goods are."""
        states = [actor for actor in doers if actor.kind == "state" and actor.sector is None]
        abroad = {actor.country for actor in others} - {actor.country for actor in states} - {None}
        return settled.event_type in BETWEEN_STATES and bool(states) and bool(abroad)

    def unframed(self, tree: Tree, actors: list[Mention], recipients: list[Mention]) -> str | None:
        """Refusal code for an act that no frame names, or null: each side must hold office, or be a state."""
        sides = []
        for side in (actors, recipients):
            told = [actor for mention in side for actor in mention.actors]
            if not self._in_politics:
                told = in_private(tree, told)
            if side and not any_office(told):
                return "coding.nonpolitical"
            sides.append(told)
        if self._quiet and not self._speaks_for_itself(tree, *[*sides, [], []][:2]):
            return "coding.other_domain"
        return "coding.other_domain" if tells_of_else(tree, *sides) else None

    def _harmed(self, tree: Tree, act: Act, settled: Settled, others: list[Actor]) -> bool:
        """Whether somebody political was attacked, arrested, punished or protested against by a doer who is
        left out.

        A subject that is neither an actor nor a weapon ("a gas explosion", "hornets") is a doer named, and no
        political one.
        """
        if settled.event_type == "PROTEST":  # "there were protests against the president"
            staged = act.operator is not None or tree.is_passive(act.token)
            told = staged or tree.lemma[tree.head[act.token]] == "be"
            return told and any(by_office(actor) for actor in others)
        if settled.event_type not in VIOLENT and (act.mode, settled.event_type) != ("release", "RETREAT"):
            return False
        subjects = [token for role, token in act.actor_roles if role == "subj"]
        if any(tree.lemma[token] not in self._weapons for token in subjects):
            return False
        if self._in_politics and others:
            return True
        return any(by_office(actor) or (actor.country and actor.kind != "state") for actor in others)


def _has_rebels(doers: list[Actor], others: list[Actor]) -> bool:
    """Whether an armed group is on one of the sides."""
    return any(actor.sector in REBELS for actor in (*doers, *others))


def of_strikers(act: Act, settled: Settled, doers: list[Actor], others: list[Actor]) -> bool:
    """Whether those who act are on strike, or at odds with the police in the streets: protesters, whatever
    their trade.
    """
    if not any(actor.sector and actor.person is None for actor in doers):
        return False
    kept = act.inner is not None and act.inner.event_type == "PROTEST" and act.inner.mode == "strike"
    if settled.event_type == "PROTEST":
        return settled.mode in ("strike", "obstruct") or any(actor.sector == "COP" for actor in others)
    return kept and settled.event_type in ("REJECT", "THREATEN", "CONCEDE")


def parties(
    tree: Tree, mentions: list[Mention], roles: list[tuple[str, int]], used: set[int]
) -> list[Actor]:
    """Actors that count as parties for this question.

    A demonym inside an argument ("Turkish shares") and a place are no state that acts; one on the act itself
    ("Israeli raids", "the North's launch") or on the noun below an operator that names it (used) is.
    """
    direct = {token for _, token in roles}
    sources = {token for role, token in roles if role.endswith(("from", "by"))}  # "shells from Syria"
    return [
        actor
        for mention in mentions
        for actor in mention.actors
        if not (
            actor.kind == "state"
            and (
                (actor.sector is None and actor.rule.startswith("place") and mention.head not in sources)
                or (
                    mention.form == "modifier"
                    and mention.sentence == tree.index
                    and mention.head not in direct
                    and tree.head[mention.head] not in used
                    and not _is_collective(tree, tree.head[mention.head])
                )
            )
        )
    ]


def _is_collective(tree: Tree, noun: int) -> bool:
    """Whether a demonym makes a party of a noun; not of one that is itself a modifier ("state railway")."""
    return tree.lemma[noun] in COLLECTIVE | DOCUMENTS and (
        tree.deprel[noun] != "compound" or tree.lemma[tree.head[noun]] in COLLECTIVE
    )


def is_team(tree: Tree, act: Act, actors: list[Mention]) -> bool:
    """ "Brazil threaten to win the group": a country with the verb of many is its team."""
    if tree.xpos[act.token] != "VBP" or len(actors) != 1 or not actors[0].actors:
        return False
    actor, head = actors[0].actors[0], actors[0].head
    alone = actor.kind == "state" and actors[0].sentence == tree.index and len(actors[0].actors) == 1
    return alone and tree.xpos[head] == "NNP" and tree.child(head, "conj", "case") is None


__all__ = ["Veto", "has_office"]
