"""How likely a reading is right: type, actors and direction together.

A logistic regression over what the frame and the scorer say, fitted by `quality/fit_confidence.py` on
sentences that neither was made from; the weights are data (data/confidence.toml).
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files

from communique.coding.candidate import Candidate
from communique.coding.pair_scores import CLASSES, NONE, PairScores
from communique.coding.proposals import FRAME, joined_pairs
from communique.coding.stand_for import PLACE
from communique.coding.tree import Tree
from communique.records import Mention

SMALL = 0.004
"""Chances are kept this far from 0 and 1 before their odds are taken."""


IMPLIED = frozenset({"other side of the act before", "doer of the act named"})
"""Rules of recipients that their own sentence does not name."""

GUESSES = ("main state", "only state", "dateline", "spoken of last")
"""Words of the rules by which a country is guessed from the article."""


EMBEDDED = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "csubj", "appos", "nmod", "obl"})
"""Relations of triggers that do not stand at the top of their sentence."""


def asked_pairs(candidate: Candidate) -> list[tuple[Mention, Mention]]:
    """The pairs that speak for a reading: actors with recipients, or an actor by itself."""
    pairs = joined_pairs(candidate)
    if not pairs:
        lone = candidate.actors or candidate.recipients
        pairs = [(mention, mention) for mention in lone]
    return pairs[:6]


def features(candidate: Candidate, scores: PairScores, tree: Tree, in_article: bool) -> dict[str, float]:
    """Numbers by name; all lie near [-1, 1]. In an article more is guessed from what stands around."""
    act = candidate.act
    place = CLASSES.index(candidate.settled.event_type)
    chances = [c for a, b in asked_pairs(candidate) if (c := scores.chances(a, b)) is not None]
    best = max(chances, key=lambda c: float(c[place]), default=None)
    scored = best is not None
    mine = float(best[place]) if best is not None else 0.0
    none = float(best[NONE]) if best is not None else 0.0
    other = (
        max((float(c) for k, c in enumerate(best) if k not in (NONE, place)), default=0.0)
        if best is not None
        else 0.0
    )
    alone = not (candidate.recipients or len(candidate.actors) > 1)
    worst = min((float(c[place]) for c in chances), default=mine)
    return {
        "bias": 1.0,
        "fit": min(act.score, 4.0) / 4.0,
        "directness": candidate.directness,
        "both": float(bool(candidate.actors and candidate.recipients)),
        "no_actor": float(not candidate.actors),
        "operator": float(act.operator is not None),
        "proposed": float(act.frame == FRAME),
        "scored": float(scored),
        "type_odds": _odds(mine) / 5 if scored and not alone else 0.0,
        "none_odds": _odds(none) / 5 if scored and not alone else 0.0,
        "other_odds": _odds(other) / 5 if scored and not alone else 0.0,
        "alone": float(alone),
        "alone_type_odds": _odds(mine) / 5 if scored and alone else 0.0,
        "alone_none_odds": _odds(none) / 5 if scored and alone else 0.0,
        "noun": float(candidate.noun),
        "worst_odds": _odds(worst) / 5 if scored and not alone else 0.0,
        "outvoted": float(scored and other > mine),
        "article": float(in_article),
        "article_type_odds": _odds(mine) / 5 if scored and in_article else 0.0,
        "length": min(len(tree), 60) / 60,
        "embedded": float(tree.deprel[act.token] in EMBEDDED),
        f"type_{candidate.settled.event_type}": 1.0,
        **_parties(candidate),
    }


def _parties(candidate: Candidate) -> dict[str, float]:
    """How the parties were found: guesses, places, deeds before, pronouns, no code, the same side."""
    actors, recipients = (
        [actor for mention in side for actor in mention.actors]
        for side in (candidate.actors, candidate.recipients)
    )
    rules = {actor.rule for actor in recipients}
    forms = [{mention.form for mention in side} for side in (candidate.actors, candidate.recipients)]
    countries = [{actor.country for actor in side if actor.country} for side in (actors, recipients)]
    return {
        "recipient_without_code": float(any(actor.code is None for actor in recipients)),
        "recipient_place": float(PLACE in rules),
        "recipient_implied": float(bool(rules & IMPLIED)),
        "recipient_pronoun": float("pronoun" in forms[1]),
        "actor_pronoun": float("pronoun" in forms[0]),
        "actor_without_country": float(not countries[0]),
        "actor_guessed": float(any(guess in actor.rule for actor in actors for guess in GUESSES)),
        "recipient_guessed": float(any(guess in actor.rule for actor in recipients for guess in GUESSES)),
        "same_country": float(bool(countries[0] & countries[1])),
        "several": float(len(candidate.actors) > 1 or len(candidate.recipients) > 1),
        "before": float(any(mention.sentence != candidate.sentence for mention in candidate.recipients)),
    }


def _odds(chance: float) -> float:
    chance = min(1 - SMALL, max(SMALL, chance))
    return math.log(chance / (1 - chance))


@cache
def weights() -> dict[str, float]:
    """Weight by feature, as shipped."""
    content = files("communique.coding").joinpath("data", "confidence.toml").read_text("utf-8")
    return {name: float(value) for name, value in tomllib.loads(content)["weights"].items()}


def confidence(found: dict[str, float]) -> float:
    """The chance in [0.01, 0.99] that a reading with these features is right."""
    total = sum(weights().get(name, 0.0) * value for name, value in found.items())
    return min(0.99, max(0.01, 1 / (1 + math.exp(-total))))
