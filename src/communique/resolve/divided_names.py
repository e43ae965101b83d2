"""Names of divided wholes, of both halves and of groups of states, which are no names of the tables."""

from __future__ import annotations

from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.view import View
from communique.resolve.words import DividedPair


def is_named(scene: Scene, pair: DividedPair) -> bool:
    """Whether the article names the pair: one half, while the words are in use; both, at any time."""
    in_use = scene.on is None or pair.since <= scene.on.year <= pair.until
    if in_use and (pair.first in scene.countries or pair.second in scene.countries):
        return True
    return names_both(scene, pair.first, pair.second)


def find_shared(scene: Scene, view: View) -> None:
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


def find_clubs(scene: Scene, view: View) -> None:
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


def names_both(scene: Scene, first: str, second: str) -> bool:
    return first in scene.countries and second in scene.countries
