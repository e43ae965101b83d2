"""Rule 8: "the two sides", "the rivals", "either government": the last compatible pair of states in the
text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.scene import Scene
from communique.resolve.view import View

if TYPE_CHECKING:
    from communique.resolve.reading import Reading

NUMBERS = frozenset({"two", "both", "either", "neither"})
SIGHT = 5
"""How many sentences back a pair may lie."""


def is_pair_noun(scene: Scene, view: View, head: int, first: int, lemma: str) -> bool:
    """Whether a noun phrase speaks of exactly two parties without naming them."""
    words = scene.words
    if lemma not in words["pair"] and view.low[head] not in words["pair"]:
        return False
    before = view.low[first:head]
    if any(word in ("both", "either", "neither") for word in before):
        return True
    if "each" in before:
        return lemma in words["pair_alone"] or lemma in ("government", "party", "army", "leader", "country")
    if "two" in before:
        return lemma in words["pair_alone"] or before[0] in ("the", "these", "those", "their", "all")
    if not view.is_plural(head):
        return False
    definite = any(word in ("the", "these", "those") for word in before)
    if not definite:
        return False
    if lemma in words["pair_alone"]:
        return True
    return any(
        word
        in (
            "delegation",
            "bitter",
            "neighbouring",
            "neighboring",
            "warring",
            "opposing",
            "respective",
            "nuclear-armed",
            "old",
            "longtime",
            "erstwhile",
            "rival",
        )
        for word in before
    )


def last_pair(
    scene: Scene, before: list[Found], view: View, head: int, exclude: set[str], lemma: str
) -> tuple[tuple[Entity, ...], str]:
    """The pair of states that the text spoke of last, and how it was found; empty with a reason when unclear.

    before: mentions up to the noun, in text order. exclude: countries that are parties of the same clause
    and cannot
    be meant ("Pyongyang has no relations with either government").
    """
    own = [found for found in before if found.sentence == view.index]
    acting = _acting(own, view, head)
    exclude = exclude | acting
    group = _group(own, exclude)
    if group:
        return group, "pair named in the sentence"
    countries = _countries(own, exclude)
    if len(countries) == 2:
        return _states(scene, countries), "two states of the sentence"
    if acting:
        told = _told_of(scene, acting)
        if told and (all(country in told for country in countries) or lemma == "capital" or len(told) == 2):
            return _states(scene, told), "the two states that the article tells of"
    if len(countries) > 2:
        leading = _leading(own, exclude, countries)
        if leading:
            return _states(scene, leading), "subject and counterpart"
        return (), f"{', '.join(sorted(countries))} are all named"
    for back in range(1, SIGHT + 1):
        index = view.index - back
        if index < 0:
            break
        earlier = [found for found in before if found.sentence == index]
        if not earlier:
            continue
        group = _group(earlier, exclude)
        if group and (not countries or any(entity.country in countries for entity in group)):
            return group, "pair named before"
        more = [country for country in _countries(earlier, exclude) if country not in countries]
        union = [*countries, *more]
        if len(union) == 2:
            return _states(scene, union), "last two states of the text"
        if len(union) > 2:
            chosen = _leading(earlier, exclude, more)
            if countries:
                subject = _subject(earlier, exclude, countries)
                if subject:
                    return _states(
                        scene, [*countries, subject][:2]
                    ), "state of the sentence and subject before"
            if chosen and not countries:
                return _states(scene, chosen), "subject and counterpart before"
            return (), f"{', '.join(sorted(union))} are all named"
        countries = union
    return (), "no two states before it"


RELATIVE = frozenset({"which", "who", "that"})
"""Pronouns for the noun before their clause."""


def _acting(own: list[Found], view: View, head: int) -> set[str]:
    """The countries that act on a pair: whoever calls on "both sides" is neither of them."""
    relation = view.sentence.deprel[head].split(":")[0]
    if relation not in ("obj", "iobj", "obl", "nmod"):
        return set()
    kid = _subject_of(view, view.clause_of(head), head)
    joined = {kid, *(k for k in view.kids[kid] if view.sentence.deprel[k] == "conj")} if kid >= 0 else set()
    acting = [one for one in own if one.head in joined]
    if len(acting) == 1 and len({entity.country for entity in acting[0].entities if entity.country}) > 1:
        return set()
    return {entity.country for one in acting for entity in one.entities if entity.country}


def _subject_of(view: View, verb: int, before: int) -> int:
    """The subject of a verb, or of the one that it is joined to ("was pleased and supported both sides"),
    behind a relative pronoun the noun before it; -1 for none."""
    deprel, head = view.sentence.deprel, view.sentence.head
    for _ in range(view.n):
        subject = next(
            (kid for kid in view.kids[verb] if deprel[kid].startswith("nsubj") and kid < before), -1
        )
        relative = subject >= 0 and deprel[verb] == "acl:relcl" and view.low[subject] in RELATIVE
        if relative:  # "China, which urged both sides"
            return head[verb]
        if subject >= 0 or deprel[verb] not in ("conj", "xcomp") or head[verb] < 0:
            return subject
        verb = head[verb]
    return -1


def _told_of(scene: Scene, besides: set[str]) -> list[str]:
    """The two countries that an article names at least twice as often as any other, third parties apart; the
    one in whose quarrel both sides stand.
    """
    top = [pair for pair in scene.countries.most_common(4) if pair[0] not in besides][:3]
    counts = [n for _, n in top] + [0, 0, 0]
    for size in (1, 2):
        if counts[size - 1] >= LEAST_TOLD and counts[size - 1] >= 2 * counts[size]:
            return [country for country, _ in top[:size]]
    return []


LEAST_TOLD = 3
"""How often a country must be named for an article to tell of it."""


def joined(reader: Reading, view: View, token: int, n: int, sight: int = 2) -> tuple[Entity, ...]:
    """The actors of the last phrase before a token that joins exactly so many by "and" or "or", one each.

    Looks back over `sight` sentences; empty where no phrase joins so many.
    """
    for index in range(view.index, max(-1, view.index - sight - 1), -1):
        there = reader.scene.views[index]
        for head in range((token if index == view.index else there.n) - 1, -1, -1):
            deprel = there.sentence.deprel
            if deprel[head] == "conj" or (there.index, head) not in reader.heads:
                continue
            kids = [kid for kid in there.kids[head] if kid > head and deprel[kid] == "conj"]
            if not kids or (index == view.index and kids[-1] >= token):
                continue
            founds = [reader.heads.get((there.index, one)) for one in (head, *kids)]
            single = [found.entities[0] for found in founds if found and len(found.entities) == 1]
            told = [entity for entity in single if entity.told and entity.sector != "JRN"]
            if len(told) == len(founds) and len({entity.identity for entity in told}) == n == len(founds):
                return tuple(told)
        if index < view.index and (states := listed(reader.scene, there, n)):
            return states
    return ()


def listed(scene: Scene, view: View, n: int) -> tuple[Entity, ...]:
    """The states of the first list of exactly so many in a sentence: "Mali, Niger and Chad"; empty for
    none."""
    run: list[Entity] = []
    last = -1
    for item in [*view.items, None]:
        state = item is not None and item.kind in ("country", "capital") and len(item.entities) == 1
        if item is not None and state and (not run or _joins(view, last, item.first)):
            run.append(item.entities[0])
        else:
            if len(run) == n and "and" in view.low[:last]:
                return tuple(run)
            run = [item.entities[0]] if item is not None and state else []
        last = item.last if item is not None else last
    return ()


def _joins(view: View, first: int, last: int) -> bool:
    """Whether only commas, "and" and articles stand between two names."""
    between = view.low[first:last]
    return bool(between) and set(between) <= {",", "and", "the"}


def listed_behind(scene: Scene, view: View, head: int, n: int) -> tuple[Entity, ...]:
    """The states that an aside behind a noun lists: "the two Arab states - Egypt and Jordan - criticised
    …"."""
    for token in range(head + 1, min(view.n - 3, head + 12)):
        item = view.item_at[token + 1]
        if view.low[token] in ("-", "–", "—", ":", "(") and item is not None and item.first == token + 1:
            found = listed(scene, view, n)
            return found if found and item.entities and found[0] == item.entities[0] else ()
    return ()


def numbered_states(scene: Scene, view: View, n: int) -> tuple[Entity, ...]:
    """The states that a text lists after it spoke of so many without their names: "four Sahel countries"."""
    for other in scene.views[view.index : view.index + AHEAD]:
        found = listed(scene, other, n)
        if found:
            return found
    return ()


AHEAD = 4
"""Sentences from the one that counts states in which they are listed."""


def next_pair(scene: Scene, view: View, head: int) -> tuple[Entity, ...]:
    """The two states that the rest of the sentence names: a report may open with "The rivals agreed …"."""
    found: dict[str, None] = {}
    for item in view.items:
        if item.first > head and item.kind in ("country", "demonym", "capital") and not item.bound:
            if (
                item.kind == "capital"
                and view.case_of(view.head_of(item.first, item.last)) in scene.words["place.prepositions"]
            ):
                continue
            for entity in item.entities:
                if entity.country:
                    found.setdefault(entity.country)
    return _states(scene, list(found)) if len(found) == 2 else ()


def _group(mentions: list[Found], exclude: set[str]) -> tuple[Entity, ...]:
    for found in reversed(mentions):
        states = [entity for entity in found.entities if entity.country]
        if (
            len(states) == 2
            and not {entity.country for entity in states} & exclude
            and states[0].country != states[1].country
        ):
            return tuple(states)
    return ()


def _countries(mentions: list[Found], exclude: set[str]) -> list[str]:
    """Countries of mentions that may be a party, in order of appearance; media and places apart."""
    found: dict[str, None] = {}
    for mention in mentions:
        for entity in mention.entities:
            if (
                entity.country
                and entity.country not in exclude
                and entity.sector not in ("JRN", "EDU", "CVL")
            ):
                found.setdefault(entity.country)
    return list(found)


def _subject(mentions: list[Found], exclude: set[str], besides: list[str]) -> str | None:
    for mention in mentions:
        if mention.role >= 80:
            for entity in mention.entities:
                if entity.country and entity.country not in exclude and entity.country not in besides:
                    return entity.country
    return None


def _leading(mentions: list[Found], exclude: set[str], countries: list[str]) -> list[str]:
    """The subject's state and the first other that is an object or follows "with"."""
    subject = _subject(mentions, exclude, [])
    if subject is None:
        return []
    partners: list[str] = []
    for mention in mentions:
        if 40 <= mention.role < 80 and mention.form != "modifier":
            for entity in mention.entities:
                if (
                    entity.country
                    and entity.country != subject
                    and entity.country in countries
                    and entity.country not in partners
                ):
                    partners.append(entity.country)
    return [subject, partners[0]] if len(partners) == 1 else []


def _states(scene: Scene, countries: list[str]) -> tuple[Entity, ...]:
    return tuple(scene.maker.state(country) for country in countries)
