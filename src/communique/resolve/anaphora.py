"""Who "he", "it", "they" and "its" are: salience in the manner of Lappin and Leass, with abstention.

Every noun phrase, actor or not, is a candidate: "they" may be the talks, and then is no actor. Weights:
subject 80, object 50, other argument 40, inside another phrase 10; halved with every sentence between; an
object's head or a clause-mate cannot be meant. Of two actors within a tenth of each other none is chosen.
"""

from __future__ import annotations

from collections import Counter

from communique.resolve.agreement import THEY, acts, agrees, has_people
from communique.resolve.pronoun_clause import (
    closed_to,
    is_answered_to,
    is_blamed,
    is_clause_subject,
    is_told_to,
    same_clause,
    teller_of,
)
from communique.resolve.salience import Candidate
from communique.resolve.scene import Scene
from communique.resolve.view import View

REPEATS = 4
"""Sentences in which a candidate lives on."""


def choose(
    scene: Scene,
    view: View,
    token: int,
    candidates: list[Candidate],
    barred: set[str],
    subject_countries: frozenset[str] = frozenset(),
) -> tuple[Candidate | None, list[Candidate]]:
    """The antecedent of a pronoun and its runners-up; None with two rivals when it cannot be told.

    barred: identities that cannot be meant (the speaker, inside his own quotation). subject_countries: of the
    subject whose object the pronoun is; those would be "itself".
    """
    word = view.low[token]
    closed = closed_to(view, token)
    times = Counter(candidate.who for candidate in candidates if candidate.who)
    countries = subject_countries if word in ("it", "them") else frozenset()
    teller = teller_of(view, token)
    scored: list[tuple[float, int, Candidate]] = []
    possessive = word in ("its", "his", "her", "their")
    for place, candidate in enumerate(candidates):
        distance = view.index - candidate.sentence
        if distance > REPEATS or not agrees(scene, word, candidate):
            continue
        if distance == 0 and candidate.head in closed and candidate.head != teller:
            continue
        if candidate.entities and any(entity.identity in barred for entity in candidate.entities):
            continue
        if not candidate.entities and (acts(view, token) or has_people(scene, view, token)):
            continue
        if countries and any(
            entity.country in countries and (word == "it" or entity.kind == "state")
            for entity in candidate.entities
        ):
            continue
        score = candidate.weight * (0.5**distance) + (40 if distance == 0 else 0)
        if view.relation(token).startswith("nsubj") and candidate.weight >= 62:
            score += 15
        if (
            possessive
            and distance == 0
            and candidate.weight >= 62
            and same_clause(view, candidate.head, token)
        ):
            score += 30
        if possessive and distance == 0 and is_told_to(view, candidate.head, token):
            score += 85  # "India asked Pakistan to recall its envoy"
        if possessive and distance == 0 and is_blamed(view, candidate.head, token):
            score += 130  # "sanctions on Iran over its tests"
        if possessive and distance == 0 and is_answered_to(view, candidate.head, token):
            continue  # "Washington has recognised its claim"
        if not candidate.entities and candidate.weight < 70:
            score *= 0.6
        named = possessive and candidate.found is not None and candidate.found.form == "name"
        state = any(entity.kind == "state" for entity in candidate.entities)
        own_clause = named and distance == 0 and is_clause_subject(view, candidate.head, token) and not state
        if word in THEY and candidate.human == "body" and candidate.number == "singular" and not own_clause:
            score *= 0.6
        one = word in THEY and candidate.number == "singular"
        if distance == 0 and candidate.head == teller and candidate.entities and not one:
            score += 60  # "the prince said he would lead resistance"
        score += _familiar(times, candidate)
        scored.append((score, place, candidate))
    if not scored:
        return None, []
    scored.sort(key=lambda entry: (-entry[0], -entry[1]))
    best_score, _, best = scored[0]
    rivals = [
        candidate
        for score, _, candidate in scored[1:]
        if score > 0.9 * best_score and candidate.entities and best.entities and not _same(candidate, best)
    ]
    if rivals:
        return None, [best, rivals[0]]
    return best, []


def _familiar(times: Counter[frozenset[str]], candidate: Candidate) -> float:
    """A little more for whom the last sentences have mentioned before."""
    if not candidate.who:
        return 0.0
    return min(12.0, 4.0 * (times[candidate.who] - 1))


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are the same referents."""
    return one.who == other.who
