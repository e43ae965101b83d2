"""What hyphens, capitals and compass words make of a name: dyads, event names, "U.S.-led", "the North"."""

from __future__ import annotations

import re

from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.view import View
from communique.resolve.words import DividedPair

_AFTER = re.compile(r"\s?[-–]\s?([^\W\d_]+)")
_TAIL = re.compile(r"-([A-Z]{1,2})\b")
_BEFORE = re.compile(r"([^\W\d_]+)[-–]$")
_STATES = frozenset({"country", "demonym", "capital", "shared"})

OPPOSED = frozenset({"anti", "pro", "non", "post", "pre", "ex", "un", "neo", "trans", "mid", "counter"})
"""Prefixes after which a name says what something is for or against, not whose it is."""


def mark(scene: Scene, view: View) -> None:
    """Settles all this for one sentence; called once its items stand."""
    for item in list(view.items):
        single = item.kind in ("agent", "title") and item.last - item.first == 1
        if single and (_is_no_noun(view, item) or _ends_name(view, item)):
            view.remove(item)
            continue
        if item.kind in _STATES or item.kind in ("place", "organisation", "person", "agent", "title"):
            _hyphens(scene, view, item)
        if item.kind in _STATES or item.kind == "place":
            _event_name(scene, view, item)
    _dyads(scene, view)
    if scene.pairs:
        for token in range(view.n):
            if view.item_at[token] is not None:
                continue
            if view.low[token] in scene.words.compass:
                _compass(scene, view, token)
            elif view.low[token].rstrip("s") in ("northerner", "southerner"):
                _citizens(scene, view, token)
            elif view.low[token].removesuffix("ern") in scene.words.compass:
                _of_half(scene, view, token)


def _ends_name(view: View, item: Item) -> bool:
    """Whether a title's word is the surname after a given name that the tables do not know: "Rodney King"."""
    sentence, token = view.sentence, item.first
    if token == 0 or not sentence.form[token].istitle() or view.item_at[token - 1] is not None:
        return False
    tied = sentence.deprel[token] == "flat" and sentence.upos[token - 1] == "PROPN"
    return tied and _is_given(view, token - 1)


def _is_given(view: View, token: int) -> bool:
    """Whether a token is written like a given name."""
    form = view.sentence.form[token]
    return form.istitle() and len(form) > 2


def _is_no_noun(view: View, item: Item) -> bool:
    """Whether a single agent word is used as another part of speech: "local officials", "he ruled"."""
    upos = view.sentence.upos[item.first]
    if upos in ("VERB", "AUX", "ADV", "ADP", "DET", "PRON"):
        return True
    return (
        upos == "ADJ"
        and view.sentence.deprel[item.first] in ("amod", "advmod")
        and not item.key.endswith("s")
    )


def _hyphens(scene: Scene, view: View, item: Item) -> None:
    text = scene.text
    if item.kind == "organisation" and (tail := _TAIL.match(text, item.end)) is not None:
        if text[item.start : item.end].isupper() and not scene.knowledge.lookup(tail.group(1)):
            item.kind, item.entities = "blocked", ()  # "NDC-R" is another body than the NDC
            return
    if text[item.end : item.end + 1] in ("-", "–") or text[item.end : item.end + 2] in (" -", " –"):
        after = _AFTER.match(text, item.end, item.end + 24)
        if after is not None and text[item.end] != " ":
            word = after.group(1).lower()
            if word in scene.words["level_suffixes"]:
                item.kind = "blocked"
                return
            if word in scene.words["participles"]:
                item.bound = "led"
    if item.start and text[item.start - 1] in "-–":
        before = _BEFORE.search(text, max(0, item.start - 16), item.start)
        if before is None:
            return
        prefix = before.group(1).lower()
        if prefix in OPPOSED:
            item.bound = "anti"
        elif prefix in ("inter", "intra"):
            _inter(scene, view, item, before.start())
        elif prefix in scene.words.prefixes and item.kind == "demonym" and item.entities:
            whole = f"{prefix}-{text[item.start : item.end].lower()}"
            if whole not in scene.words.not_dyads:
                _as_dyad(
                    scene,
                    view,
                    item,
                    before.start(),
                    (scene.maker.state(scene.words.prefixes[prefix]), *item.entities),
                )


def _inter(scene: Scene, view: View, item: Item, start: int) -> None:
    """ "inter-Korean": both halves of the pair."""
    for pair in scene.words.pairs:
        if item.key in pair.shared or item.key in _shared_adjectives(pair):
            _as_dyad(
                scene, view, item, start, (scene.maker.state(pair.first), scene.maker.state(pair.second))
            )
            return


def _shared_adjectives(pair: DividedPair) -> set[str]:
    return {word.partition("-")[2] for word in pair.dyad}


def _as_dyad(scene: Scene, view: View, item: Item, start: int, entities: tuple) -> None:  # type: ignore[type-arg]
    first = item.first
    while first > 0 and view.sentence.token_start[first] > start:
        first -= 1
    dyad = Item(first, item.last, start, item.end, "pair", scene.text[start : item.end].lower())
    dyad.entities = entities
    dyad.rule = "dyad adjective"
    view.put(dyad)


def _event_name(scene: Scene, view: View, item: Item) -> None:
    """ "Korean War", "Persian Gulf": a name of its own; a divided whole's also in lower case."""
    form, low = view.sentence.form, view.low
    names = scene.words["event_nouns.names"]
    shared = item.kind == "shared"
    last = item.last
    while last < view.n and last - item.last < 3 and form[last][:1].isupper():
        other = view.item_at[last]
        if other is not None and other.kind in ("person", "country", "demonym", "organisation"):
            break
        if low[last] in names:
            break
        last += 1
    if last < view.n and low[last] in names and (form[last][:1].isupper() or (shared and last == item.last)):
        start = item.start
        if view.sentence.upos[last] == "VERB":
            return
        blocked = Item(item.first, last + 1, start, view.sentence.token_end[last], "blocked", item.key)
        blocked.entities = ()
        blocked.rule = "event or region name"
        view.put(blocked)


def _dyads(scene: Scene, view: View) -> None:
    """Dyad words that hold no name of a state: "cross-strait", "North-South"."""
    low = view.low
    for token in range(view.n):
        word = low[token]
        if "-" in word and len(word) > 1:
            whole, last = word, token + 1
        elif token + 2 < view.n and low[token + 1] in ("-", "–"):
            whole, last = f"{word}-{low[token + 2]}", token + 3
        else:
            continue
        for pair in scene.words.pairs:
            if whole in pair.dyad and (
                pair in scene.pairs or whole.startswith(("inter", "intra", "cross-strait"))
            ):
                start, end = view.sentence.token_start[token], view.sentence.token_end[last - 1]
                item = Item(token, last, start, end, "pair", whole)
                item.entities = (scene.maker.state(pair.first), scene.maker.state(pair.second))
                item.rule = "dyad adjective"
                if "border" in whole and not _both(scene, pair):
                    continue
                view.put(item)
                break


def _both(scene: Scene, pair: DividedPair) -> bool:
    return pair.first in scene.countries and pair.second in scene.countries


def _compass(scene: Scene, view: View, token: int) -> None:
    """Rule 7: "the North" and "the South" of a divided pair that the article names."""
    sentence, low = view.sentence, view.low
    pairs = [
        pair for pair in scene.pairs if low[token] in pair.first_words or low[token] in pair.second_words
    ]
    if not pairs or sentence.upos[token] in ("VERB", "ADV"):
        return
    if (
        low[token] in ("island", "east", "west")
        and sentence.form[token] == low[token]
        and low[token] != "island"
    ):
        return
    after = low[token + 1] if token + 1 < view.n else ""
    if after in ("-", "–") or (after == "of" and not _is_charged(view, token)):
        return
    if sentence.form[token][:1].isupper() and _joined(scene, view, token, pairs):
        return
    definite = token > 0 and low[token - 1] in (
        "the",
        "rival",
        "communist",
        "isolated",
        "impoverished",
        "reclusive",
    )
    headline = (
        sentence.form[token][:1].isupper()
        and sentence.form[token] != sentence.form[token].upper()
        and sentence.deprel[token] in ("nsubj", "obj", "nmod:poss", "root", "obl", "nmod", "conj")
    )
    if not definite and not (headline and (sentence.upos[token] == "PROPN" or view.zone == "title")):
        return
    head = sentence.head[token]
    if (
        head > token
        and sentence.deprel[token] in ("amod", "compound", "nmod", "advmod")
        and after not in ("'s", "’s", "'", "’")
        and sentence.upos[token + 1] not in ("VERB", "AUX")
    ):
        return
    case = view.case_of(token)
    if case in scene.words["place.inner"] and (sentence.form[token] == low[token] or case == "in"):
        return
    if len(pairs) > 1:
        both = [pair for pair in pairs if _both(scene, pair)]
        if len(both) != 1:
            names = " or ".join(f"{pair.first}/{pair.second}" for pair in pairs)
            start, end = sentence.token_start[token], sentence.token_end[token]
            scene.refuse("resolve.ambiguous_pair", f"{low[token]!r} may be of {names}", start, end)
            return
        pairs = both
    _put_half(scene, view, token, pairs[0])


def _is_charged(view: View, token: int) -> bool:
    """Whether the "of" behind a token belongs to its verb: "accused the North of a provocation"."""
    sentence = view.sentence
    verb, phrase = sentence.head[token], sentence.head[token + 1]
    return (
        sentence.deprel[token] in ("obj", "nsubj:pass")
        and phrase > token
        and (sentence.head[phrase] == verb or sentence.lemma[verb] in CHARGING)
    )


CHARGING = frozenset("accuse suspect convict warn remind inform deprive rob strip assure".split())
"""Verbs whose object is followed by "of" and what it is about."""


def _citizens(scene: Scene, view: View, token: int) -> None:
    """ "Southerners": the people of one half, when one pair is named."""
    word = view.low[token].rstrip("s").removesuffix("erner")
    pairs = [pair for pair in scene.pairs if word in pair.first_words | pair.second_words]
    if len(pairs) == 1:
        half = pairs[0].first if word in pairs[0].first_words else pairs[0].second
        sentence = view.sentence
        item = Item(
            token,
            token + 1,
            sentence.token_start[token],
            sentence.token_end[token],
            "country",
            view.low[token],
        )
        item.entities = (scene.maker.state(half, "CVL"),)
        item.rule = "people of a divided pair"
        view.put(item)


def _of_half(scene: Scene, view: View, token: int) -> None:
    """ "Northern submarines", "the Southern army": the adjective of one half, where the article names
    both."""
    sentence, word = view.sentence, view.low[token].removesuffix("ern")
    noun = sentence.head[token]
    if not sentence.form[token].istitle() or not token < noun <= token + 3:
        return
    if sentence.upos[noun] != "NOUN" or sentence.lemma[noun].lower() in REGIONS:
        return
    if any(not sentence.form[between].islower() for between in range(token + 1, noun + 1)):
        return  # "Northern Limit Line"
    pairs = [
        pair for pair in scene.pairs
        if word in pair.first_words | pair.second_words and _both(scene, pair)
    ]  # fmt: skip
    if len(pairs) != 1:
        return
    country = pairs[0].first if word in pairs[0].first_words else pairs[0].second
    start, end = sentence.token_start[token], sentence.token_end[token]
    item = Item(token, token + 1, start, end, "demonym", view.low[token])
    item.entities = (scene.maker.state(country),)
    item.rule = "adjective of a divided pair"
    view.put(item)


REGIONS = frozenset(
    """side part region coast edge area city town province end suburb half border frontier sea hemisphere tip
    district outskirts island desert""".split()
)
"""Nouns before which "northern" says where something lies."""


def _joined(scene: Scene, view: View, token: int, pairs: list[DividedPair]) -> bool:
    """ "South and North Korea": the first word leaves out the name that the second completes."""
    if token + 2 >= view.n or view.low[token + 1] not in ("and", "or", ",", "/"):
        return False
    other = view.item_at[token + 2]
    if view.low[token + 2] in scene.words.compass and other is None:
        for pair in pairs:
            if view.low[token + 2] in pair.first_words | pair.second_words:
                _put_half(scene, view, token, pair)
                _put_half(scene, view, token + 2, pair)
                return True
        return False
    if other is None or other.kind not in ("country", "demonym") or not other.entities:
        return False
    for pair in pairs:
        if other.entities[0].country in (pair.first, pair.second):
            half = _put_half(scene, view, token, pair)
            if half.entities[0] == other.entities[0]:
                view.remove(half)
                return False
            half.kind = other.kind
            half.rule = "divided pair, shared name"
            half.partner = other
            return True
    return False


def _put_half(scene: Scene, view: View, token: int, pair: DividedPair) -> Item:
    sentence = view.sentence
    item = Item(
        token, token + 1, sentence.token_start[token], sentence.token_end[token], "country", view.low[token]
    )
    country = pair.first if view.low[token] in pair.first_words else pair.second
    item.entities = (scene.maker.state(country),)
    item.rule = "divided pair"
    view.put(item)
    return item
