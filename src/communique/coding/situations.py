"""Standing states between parties: at war, channel cut, sanctions in force, talks stalled …

Patterns in data/situations.csv, in the condition language of the frames. A state is recorded where the
sentence says that it stands (or no longer does): stative words, the perfect ("has been severed since 2016"),
a participle after "remain". A plain past tense is an event that may open a state; the record of many articles
draws that line, not this one.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

import msgspec

from communique.coding.attribution import Attributor
from communique.coding.interpret import Interpreter
from communique.coding.lexicon import POS, Condition, Lexicon, load_lexicon, read_conditions
from communique.coding.modality import modality
from communique.coding.parties import Parties, flatten
from communique.coding.senses import verb_stems
from communique.coding.tree import Tree
from communique.records import Actor, Article, DocumentRef, Parse, Situation, Span, When, short_id
from communique.resolve import Resolution

UNREAL = frozenset(
    {
        "FUTURE",
        "NECESSITY",
        "POSSIBILITY",
        "CONDITIONAL",
        "PURPOSE",
        "EMBEDDED",
        "QUESTION",
        "UNREAL",
        "WOULD",
    }
)


SUPPOSED = UNREAL - {"PURPOSE", "EMBEDDED"}
#: Roles that are no prepositions: nobody else's will do for them.
STRICT = frozenset(
    """subj obj iobj xcomp ccomp advcl acl relcl poss mod prt appos desc tmod above advmod csubj""".split()
)


WORDS = frozenset({"NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV"})
"""Parts of speech that may tell a state."""


class Loose(Interpreter):
    """Roles with a second look for prepositions, which parsers hang now on the verb, now on its object."""

    leaves_out_dates = False  # "since 2016" tells a state

    def _happens_to(self, token: int) -> list[int]:
        """A state's patterns tell subject and object apart themselves."""
        return []

    def role(self, token: int, path: str) -> list[int]:
        """As in the frames; a preposition not found at a noun is sought at its verb, and the reverse."""
        found = super().role(token, path)
        first, _, rest = path.partition(".")
        if found or first in STRICT:
            return found
        tree = self.tree
        if tree.upos[token] == "VERB":
            near = [*tree.args(token).get("obj", ()), *tree.args(token).get("subj", ())]
        elif tree.deprel[token] in ("obj", "nsubj:pass") and tree.head[token] >= 0:
            near = [tree.head[token]]
        else:
            return found
        below = [noun for node in near for noun in tree.args(node).get(first, ())]
        return [deep for noun in below for deep in super(Loose, self).role(noun, rest)] if rest else below


class Pattern(msgspec.Struct, frozen=True):
    """One row of situations.csv; parties: roles that are all collected."""

    kind: str
    conditions: tuple[Condition, ...]
    parties: tuple[str, ...]
    holds: bool
    example: str


@cache
def tables() -> dict[str, dict[str, str]]:
    """Word classes and lists of data/situation_words.toml."""
    text = files("communique.coding").joinpath("data", "situation_words.toml").read_text("utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found


@cache
def listed(name: str) -> frozenset[str]:
    """A list of data/situation_words.toml."""
    return frozenset(tables()["lists"][name].split())


@cache
def patterns() -> dict[tuple[str, str], tuple[Pattern, ...]]:
    """Patterns by (lemma, part of speech)."""
    table: dict[tuple[str, str], list[Pattern]] = {}
    data = files("communique.coding").joinpath("data")
    path = data.joinpath("situations.csv")
    own = tables()["classes"]
    classes = {
        **load_lexicon().classes,
        **{name: frozenset(words.split()) for name, words in own.items()},
    }
    for number, row in enumerate(csv.DictReader(path.read_text("utf-8").splitlines()), start=2):
        pattern = Pattern(
            row["kind"], read_conditions(row["when"], classes, f"situations.csv:{number}"),
            tuple(part.strip() for part in row["parties"].split(",")), row["holds"] == "1", row["example"],
        )  # fmt: skip
        for lemma in row["lemma"].split("|"):
            table.setdefault((lemma, row["pos"]), []).append(pattern)
    return {key: tuple(found) for key, found in table.items()}


def find_situations(
    parse: Parse,
    article: Article,
    document: DocumentRef,
    trees: list[Tree],
    resolution: Resolution,
    attributor: Attributor,
    lexicon: Lexicon | None = None,
) -> list[Situation]:
    """Standing states that the text reports, in text order, each kind once a sentence."""
    lexicon = lexicon or load_lexicon()
    found: list[Situation] = []
    chief = _chief_countries(resolution)
    latest: dict[str, Actor] = {}
    for tree in trees:
        interpreter = Loose(tree, resolution, lexicon)
        parties = Parties(tree, resolution)
        seen: set[str] = set()
        latest.update(_states(tree, resolution))
        for token in range(len(tree)):
            reading = _read(tree, token, interpreter)
            if reading is None or reading[0].kind in seen:
                continue
            pattern, holds = reading
            actors = _complete(
                _parties(tree, token, pattern, interpreter, parties), pattern.kind, latest, chief
            )
            if not actors:
                continue
            seen.add(pattern.kind)
            start, end = tree.sentence.start, tree.sentence.end
            since, until = _bounds(tree, token, holds, resolution)
            found.append(
                Situation(
                    short_id(document.id, "situation", pattern.kind, tree.sentence.token_start[token]),
                    document,
                    pattern.kind, actors, holds, since, until, Span.of(parse.text, start, end),
                    attributor.chain(tree.index, token),
                )
            )  # fmt: skip
    return found


def _read(tree: Tree, token: int, interpreter: Interpreter) -> tuple[Pattern, bool] | None:
    """The pattern with the most conditions that fits, and whether the state holds; null where the text only
    supposes it.
    """
    best = _best(tree, token, interpreter)
    if best is None:
        return None
    pattern, pos = best
    how = modality(tree, token)
    modifier = tree.deprel[token] == "amod"
    if pos == "N":
        undone = _is_undone(tree, token, pattern)
        if undone is False or (undone is None and _is_unreal_above(tree, token)):
            return None
        named = any(tree.deprel[child] in ("det", "nmod:poss") for child in tree.children[token])
        if pattern.kind in listed("told_of_persons") and not named and _is_supposed(tree, token):
            return None
    elif not modifier and (how.kind in UNREAL or _is_only_spoken_of(tree, token)):
        return None
    if how.perfect and _is_reminder(tree, token):
        return None
    negative_pattern = any(c.role == "neg" and not c.negated for c in pattern.conditions)
    if (
        pos == "V"
        and not negative_pattern
        and not modifier
        and not (pattern.kind in listed("opened") or _standing(tree, token, how.perfect))
        and not (pattern.kind in listed("opened_by_news") and _is_news(tree, token))
    ):
        return None
    undone = pos == "N" and bool(_is_undone(tree, token, pattern))
    over = how.negated is not None and (pos != "N" or tree.lemma[tree.head[token]] in listed("being"))
    negated = not undone and (over or interpreter.is_negated(token))
    return pattern, pattern.holds and (negative_pattern or not negated)


def _best(tree: Tree, token: int, interpreter: Interpreter) -> tuple[Pattern, str] | None:
    """The pattern with the most conditions that fits, and the part of speech it was found under."""
    upos = tree.upos[token]
    if upos not in WORDS:
        return None
    pos = "V" if upos in POS["V"] else "A" if upos in POS["A"] else "N"
    keys = [(tree.lemma[token], pos)]
    if pos == "V" and keys[0] not in patterns():
        keys += [(stem, pos) for stem in verb_stems(tree.sentence.form[token].lower())]
    particle = tree.child(token, "compound:prt")
    if particle is not None:
        keys.append((f"{tree.lemma[token]}_{tree.lemma[particle]}", pos))
    if tree.xpos[token] in ("VBN", "VBD"):
        keys.append((tree.sentence.form[token].lower(), "A"))
    best: tuple[Pattern, str] | None = None
    most = 0.0
    for key in keys:
        for pattern in patterns().get(key, ()):
            score = interpreter.fit(token, pattern.conditions)
            if score is not None and score > most:
                best, most = (pattern, key[1]), score
    return best


def _is_reminder(tree: Tree, token: int) -> bool:
    """ "the line that the North had cut is working again": a state before the one that is told of."""
    for node in (token, *tree.ancestors(token)[:2]):
        if tree.deprel[node] == "acl:relcl":
            return any(tree.sentence.form[c].lower() == "had" for c in tree.all(token, "aux")) and not any(
                tree.case(c) == "since" for c in tree.children[token]
            )
    return False


def _is_only_spoken_of(tree: Tree, token: int) -> bool:
    """Whether the verb stands below one that asks, plans or fears it."""
    node = token
    for _ in range(4):
        relation, head = tree.deprel[node], tree.head[node]
        if head < 0 or relation not in ("ccomp", "xcomp", "conj"):
            return False
        if relation != "conj" and tree.lemma[head] in listed("spoken_of"):
            return True
        node = head
    return False


def _is_supposed(tree: Tree, token: int) -> bool:
    """ "Could have been held as hostages", "accused the army of keeping them in jail": nobody says that it is
    so.
    """
    for head in tree.ancestors(token)[:3]:
        if tree.lemma[head] in ("accuse", "deny", "suspect", "fear"):
            return True
        if tree.upos[head] in ("VERB", "AUX") and modality(tree, head).kind in SUPPOSED:
            return True
    return False


def _is_undone(tree: Tree, token: int, pattern: Pattern) -> bool | None:
    """ "Asked to lift the sanctions" shows them in force, "lifted the sanctions" shows them gone; null where
    the pattern asks for no such word.
    """
    head = tree.head[token]
    if pattern.kind not in listed("undone") or head < 0 or tree.lemma[head] not in listed("undoing"):
        return None
    if tree.upos[head] not in ("VERB", "AUX") or tree.lemma[head] in ("violate", "evade", "defy", "enforce"):
        return True
    return modality(tree, head).kind in UNREAL or _is_only_spoken_of(tree, head)


def _is_unreal_above(tree: Tree, token: int) -> bool:
    """Whether the verb over a noun asks, plans or fears what has no article yet ("called for sanctions"), or
    would only bring it about ("could impose a curfew").
    """
    if any(
        tree.deprel[c] == "det" and tree.lemma[c] in ("the", "this", "these") for c in tree.children[token]
    ):
        return False
    for head in tree.ancestors(token)[:2]:
        if tree.lemma[head] in listed("spoken_of"):
            return True
        if tree.upos[head] in ("VERB", "AUX"):
            return modality(tree, head).kind in UNREAL and tree.lemma[head] in listed("bringing_about")
    return False


def _is_news(tree: Tree, token: int) -> bool:
    """Whether a plain past is the sentence's own news, not a mark of time for another act ("before it blew up
    the office") nor what somebody only heard."""
    if tree.xpos[token] == "VBG":
        return False
    node = token
    while tree.head[node] >= 0:
        above = tree.head[node]
        reported = tree.deprel[node] == "ccomp" and tree.lemma[above] in (
            "say",
            "announce",
            "report",
            "confirm",
        )
        if tree.deprel[node] not in ("conj", "parataxis") and not reported:
            return False
        node = above
    return True


def _standing(tree: Tree, token: int, perfect: bool) -> bool:
    """Stative verb, perfect, or a passive participle in the present or after "remain"."""
    if tree.lemma[token] in listed("stative") or perfect:
        return True
    if tree.deprel[token] in ("acl", "advcl") and tree.xpos[token] == "VBN":
        return True
    if tree.is_passive(token):
        auxiliary = tree.child(token, "aux:pass")
        if auxiliary is not None and tree.sentence.form[auxiliary].lower() in (
            "is",
            "are",
            "'s",
            "’s",
            "been",
            "being",
        ):
            return True
        head = tree.head[token]
        return (
            tree.deprel[token] in ("xcomp", "amod")
            and head >= 0
            and tree.lemma[head] in ("remain", "stay", "keep")
        )
    return False


def _parties(
    tree: Tree, token: int, pattern: Pattern, interpreter: Interpreter, parties: Parties
) -> tuple[Actor, ...]:
    """All actors on the pattern's roles, each once, in the order of the roles."""
    mentions = []
    for path in pattern.parties:
        for argument in interpreter.role(token, path):
            for mention in parties.of_token(argument)[0] or parties.anywhere([argument], set(), set(), True):
                if mention not in mentions:
                    mentions.append(mention)
    return flatten(mentions)


def _countries(actors: tuple[Actor, ...]) -> set[str | None]:
    return {actor.country for actor in actors}


def _complete(
    actors: tuple[Actor, ...], kind: str, latest: dict[str, Actor], chief: tuple[str, ...]
) -> tuple[Actor, ...]:
    """The parties with those left unsaid: the states that the article is about, as last named."""
    bilateral = kind in listed("bilateral")
    known = _countries(actors)
    if actors and (not bilateral or len(known) > 1):
        return actors
    more = [latest[country] for country in chief if country in latest and country not in known]
    wanted = (2 if bilateral else 1) - len(known)
    return (*actors, *more[:wanted])


def _chief_countries(resolution: Resolution) -> tuple[str, ...]:
    """The two countries that the article names most."""
    counts = Counter(
        actor.country
        for mention in resolution.mentions
        for actor in mention.actors
        if actor.country is not None
    )
    return tuple(country for country, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2])


def _states(tree: Tree, resolution: Resolution) -> dict[str, Actor]:
    """States named in a sentence, by country."""
    found: dict[str, Actor] = {}
    for mention in resolution.mentions_of(tree.index):
        for actor in mention.actors:
            if actor.kind == "state" and actor.country is not None:
                found.setdefault(actor.country, actor)
    return found


def _bounds(tree: Tree, token: int, holds: bool, resolution: Resolution) -> tuple[When | None, When | None]:
    """since and until, from the words of time in the clause; the day of what ended a state is its until."""
    since = until = None
    near = {token, *tree.ancestors(token)[:2]}
    for timed in resolution.times:
        if timed.sentence != tree.index:
            continue
        expression = timed.expression
        case = tree.case(timed.head) or _before(tree, timed.first)
        if case != "since" and not near & set(tree.ancestors(timed.head)[:2]):
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


def _before(tree: Tree, first: int) -> str:
    """The word before an expression, where the tree shows no preposition."""
    word = tree.lemma[first - 1] if first else ""
    return word if word in ("since", "until", "till", "from") else ""
