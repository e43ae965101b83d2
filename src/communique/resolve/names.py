"""Rule 1: names by longest match on word boundaries, and which thing an ambiguous name means in this
article."""

from __future__ import annotations

from bisect import bisect_right

from communique.knowledge import NameMatch, Organisation, Person, Ref
from communique.knowledge.normalise import key_of
from communique.records import Sentence
from communique.resolve.entity import state_of
from communique.resolve.item import Item
from communique.resolve.kinds import is_only_a_kind
from communique.resolve.scene import Scene
from communique.resolve.view import View
from communique.resolve.words import DividedPair

PROPER = frozenset({"country", "organisation", "person", "place"})
FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "i",
        "the",
        "it",
        "he",
        "she",
        "we",
        "they",
        "who",
        "what",
        "us",
        "me",
        "my",
        "is",
        "are",
        "was",
        "be",
        "in",
        "on",
        "of",
        "to",
        "as",
        "at",
        "by",
        "or",
        "and",
        "so",
        "no",
        "not",
        "if",
        "all",
        "now",
        "new",
        "more",
    ]
)
"""Words that are a name only in capitals, if ever ("WHO", "US")."""
INSIDE_NAMES = frozenset({"country", "capital", "organisation", "place"})
"""Kinds of name that may be part of a person's name."""
COUNTRY_NAMES = frozenset({"name", "short", "abbrev"})
DEMONYMS = frozenset({"demonym_adj", "demonym_noun"})


def find_items(scene: Scene) -> None:
    """Fills every view with the names of the tables, and the scene with what the article names."""
    for first, last in _paragraphs(scene.views):
        views = scene.views[first:last]
        matches = scene.knowledge.match(scene.text, views[0].sentence.start, views[-1].sentence.end)
        position = 0
        for match in matches:
            while position < len(views) and match.start >= views[position].sentence.end:
                position += 1
            if position == len(views):
                break
            if match.start >= views[position].sentence.start and match.end <= views[position].sentence.end:
                _place(scene, views[position], match)
    for view in scene.views:
        for item in view.items:
            if item.kind in INSIDE_NAMES and _is_inside_person(view, item):
                view.remove(item)
                continue
            ids = _named_countries(scene, item)
            if len(ids) == 1 and not (item.kind == "demonym" and is_only_a_kind(scene, view, item)):
                scene.countries[ids[0]] += 1
    scene.pairs = [pair for pair in scene.words.pairs if _is_named(scene, pair)]
    shared = frozenset(scene.words.shared)
    clubs = frozenset(scene.words.clubs)
    for view in scene.views:
        if not clubs.isdisjoint(view.low):
            _find_clubs(scene, view)
        if not shared.isdisjoint(view.low):
            _find_shared(scene, view)
        for item in list(view.items):
            if item.kind not in ("agent", "title"):
                _settle(scene, view, item)


def _is_inside_person(view: View, item: Item) -> bool:
    """Whether a name is part of the longer name of a person: "Maurice Clarett", "Shayne La Croix"."""
    upos, low = view.sentence.upos, view.low
    return any(
        name.label == "PER"
        and name.first <= item.first
        and item.last <= name.last
        and item.last - item.first < name.last - name.first <= 4
        and all(upos[token] == "PROPN" for token in range(name.first, name.last))
        and not any(word in low[name.first : name.last] for word in ("'s", "’s"))
        for name in view.sentence.names
    )


def _is_named(scene: Scene, pair: DividedPair) -> bool:
    """Whether the article names the pair: one half, while the words are in use; both, at any time."""
    in_use = scene.on is None or pair.since <= scene.on.year <= pair.until
    if in_use and (pair.first in scene.countries or pair.second in scene.countries):
        return True
    return _names_both(scene, pair.first, pair.second)


def _find_shared(scene: Scene, view: View) -> None:
    """The names of divided wholes and of both halves, which are no names of the tables: "Korea", "the
    Koreas"."""
    shared = scene.words.shared
    for token, word in enumerate(view.low):
        if word not in shared or view.sentence.form[token] == word:
            continue
        other = view.item_at[token]
        if other is not None and (other.last > token + 1 or other.last - other.first > 2):
            continue
        if other is not None and other.last - other.first == 2 and view.low[other.first] != "the":
            continue
        pair = shared[word]
        start, end = view.sentence.token_start[token], view.sentence.token_end[token]
        item = Item(token, token + 1, start, end, "shared", word)
        if word in pair.shared_plural:
            item.kind, item.rule = "pair", "divided pair"
            item.entities = (scene.maker.state(pair.first), scene.maker.state(pair.second))
        elif pair.first not in scene.countries:
            item.kind, item.rule = (
                "country" if token + 1 == view.n or view.low[token] in pair.shared else "demonym",
                "default",
            )
            item.entities = (scene.maker.state(pair.second),)
        view.put(item)


def _find_clubs(scene: Scene, view: View) -> None:
    """Groups of states that go by one name: "the Baltic states", "Benelux"."""
    low, sentence = view.low, view.sentence
    for token, word in enumerate(low):
        for parts, states in scene.words.clubs.get(word, ()):
            last = token + len(parts)
            if tuple(low[token:last]) != parts or sentence.form[token] == word:
                continue
            start, end = sentence.token_start[token], sentence.token_end[last - 1]
            item = Item(token, last, start, end, "pair", " ".join(parts))
            item.rule = "group of states"
            item.entities = tuple(scene.maker.state(id) for id in states)
            view.put(item)


def _names_both(scene: Scene, first: str, second: str) -> bool:
    return first in scene.countries and second in scene.countries


def _paragraphs(views: list[View]) -> list[tuple[int, int]]:
    """Runs of sentences of one paragraph, as index ranges."""
    runs: list[tuple[int, int]] = []
    begin = 0
    for index in range(1, len(views) + 1):
        if index == len(views) or views[index].sentence.paragraph != views[begin].sentence.paragraph:
            runs.append((begin, index))
            begin = index
    return runs


def tokens_of(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The token range that covers code points [start, end), or None when it begins inside a word."""
    first = bisect_right(sentence.token_start, start) - 1
    if first < 0 or start >= sentence.token_end[first]:
        return None
    last = bisect_right(sentence.token_start, end - 1)
    return first, last


def _place(scene: Scene, view: View, match: NameMatch) -> None:
    """Puts a match into its sentence as an item, unless its words cannot be a name there."""
    span = tokens_of(view.sentence, match.start, match.end)
    if span is None:
        return
    first, last = span
    if view.silent is not None and view.silent[first]:
        return
    written = scene.text[match.start : match.end]
    capital = written != written.lower() or scene.lower_case or not written[:1].isascii()
    refs = match.refs
    proper = tuple(ref for ref in refs if ref.kind in PROPER and (capital or ref.name_kind == "common"))
    if match.key in FUNCTION_WORDS and not (len(written) > 1 and written.isupper()):
        proper = ()
    if proper:
        kind = _kind_of(proper)
        refs = proper
    elif capital and " " in match.key and _split(scene, view, match, first, last):
        return
    else:
        refs = tuple(ref for ref in refs if ref.kind not in PROPER)
        if not refs:
            return
        kinds = {ref.kind for ref in refs}
        kind = "title" if "title" in kinds else "agent" if "agent" in kinds else "blocked"
    view.put(Item(first, last, match.start, match.end, kind, match.key, refs))


def _split(scene: Scene, view: View, match: NameMatch, first: int, last: int) -> bool:
    """Takes an agent phrase apart that begins with a name: "Hamas gunmen" is the gunmen of Hamas."""
    if any(ref.kind in ("title", "none") for ref in match.refs):
        return False
    sentence = view.sentence
    for cut in range(last - 1, first, -1):
        if not sentence.form[cut - 1][-1].isalnum() and not sentence.form[cut - 1].endswith("."):
            continue
        start, end = sentence.token_start[first], sentence.token_end[cut - 1]
        proper = tuple(
            ref
            for ref in scene.knowledge.lookup(scene.text[start:end])
            if ref.kind in ("country", "organisation")
        )
        if not proper:
            continue
        view.put(Item(first, cut, start, end, _kind_of(proper), key_of(scene.text[start:end]), proper))
        for rest in scene.knowledge.match(scene.text, end, match.end):
            _place(scene, view, rest)
        return True
    return False


def _kind_of(refs: tuple[Ref, ...]) -> str:
    """The kind of the reading that goes first when nothing else decides."""
    kinds = {ref.kind for ref in refs}
    if "country" in kinds:
        names = {ref.name_kind for ref in refs if ref.kind == "country"}
        if names & COUNTRY_NAMES:
            return "country"
        if names & DEMONYMS:
            return "demonym"
        if "organisation" in kinds:
            return "organisation"
        return "capital" if names <= {"capital", "metonym"} else "country"
    if "organisation" in kinds:
        return "organisation"
    return "person" if "person" in kinds else "place"


def _country_ids(refs: tuple[Ref, ...]) -> list[str]:
    return list(dict.fromkeys(ref.id for ref in refs if ref.kind == "country"))


def _named_countries(scene: Scene, item: Item) -> list[str]:
    """The countries that a name brings into the article: its own, its organisation's, its person's."""
    if item.kind in ("country", "demonym", "capital"):
        return list(dict.fromkeys(state_of(id) or id for id in _country_ids(item.refs)))
    found: dict[str, None] = {}
    if item.kind in ("organisation", "person"):
        for ref in item.refs:
            row: Organisation | Person | None = None
            if ref.kind == "organisation":
                row = scene.knowledge.organisation(ref.id)
            elif ref.kind == "person":
                row = scene.knowledge.person(ref.id)
            if row is not None and row.country:
                found.setdefault(state_of(row.country) or row.country)
    return list(found)


def _settle(scene: Scene, view: View, item: Item) -> None:
    """Chooses between the readings of a name by the words around it and in the article."""
    ambiguity = scene.knowledge.ambiguous(item.key)
    if ambiguity is not None:
        chosen = _by_evidence(scene, item)
        if chosen == "none":
            item.kind = "blocked"
            return
        if chosen:
            kind, _, id = chosen.partition(":")
            kept = tuple(ref for ref in item.refs if ref.kind == kind and ref.id == id)
            if kept and len(kept) < len(item.refs):
                item.refs = kept
                item.kind = _kind_of(kept)
                item.rule = "name, by the article's other words"
    if item.kind in ("country", "demonym", "capital"):
        _settle_country(scene, item)


def _by_evidence(scene: Scene, item: Item) -> str:
    """The reading that the article's other words speak for; the default; or "" when nothing decides."""
    ambiguity = scene.knowledge.ambiguous(item.key)
    if ambiguity is None:
        return ""
    scores = []
    for reading in ambiguity.readings:
        hits = sum(
            1 for word in reading.evidence if f" {word} " in scene.folded or f" {word}," in scene.folded
        )
        scores.append((hits, reading.ref))
    if any(ref.case_sensitive for ref in item.refs):
        scores = [(hits, ref) for hits, ref in scores if not ref.startswith("none")]
    best = max((hits for hits, _ in scores), default=0)
    winners = [ref for hits, ref in scores if hits == best]
    if best and len(winners) == 1:
        return "none" if winners[0].startswith("none") else winners[0]
    if ambiguity.default:
        return "none" if ambiguity.default.startswith("none") else ambiguity.default
    return ""


def _settle_country(scene: Scene, item: Item) -> None:
    """One country out of several that carry the name; the name of a divided whole is neither half."""
    ids = _country_ids(item.refs)
    if item.entities:
        return
    for pair in scene.pairs:
        if item.key in pair.shared and (len(ids) != 1 or ids[0] in (pair.first, pair.second)):
            if _names_both(scene, pair.first, pair.second):
                item.kind = "shared"
                return
            ids = [pair.first if pair.first in scene.countries else pair.second]
    if len(ids) > 1:
        named = [id for id in ids if scene.countries[state_of(id) or id]]
        here = [id for id in ids if (state_of(id) or id) == scene.dateline_country]
        if len(named) == 1 or len(here) == 1:
            ids = named if len(named) == 1 else here
    if len(ids) == 1:
        item.refs = tuple(ref for ref in item.refs if ref.kind == "country" and ref.id == ids[0])
        item.entities = (scene.maker.state(ids[0]),)
    else:
        names = " or ".join(scene.knowledge.name("country", id) for id in sorted(ids))
        item.refusal = "resolve.ambiguous_country"
        scene.refuse("resolve.ambiguous_country", f"{item.key!r} may be {names}", item.start, item.end)
