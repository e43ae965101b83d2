"""What a marked source does to a marked target: the learned scorer's chances, and the coder's candidates
ranked by how well they join the two.

Nothing is abstained from here for want of a party, since both parties are given: the marked spans are taken
as actors whatever they are, and readings that the coder would refuse (conditional, embedded, negated) still
speak for a type, only less loudly.
"""

from __future__ import annotations

import math
from collections import defaultdict

import msgspec

from communique.coding.act import Act
from communique.coding.attribution import Attributor
from communique.coding.interpret import Interpreter
from communique.coding.joint import is_joint_exercise
from communique.coding.lexicon import NO_EVENT, Lexicon, load_lexicon
from communique.coding.modality import modality
from communique.coding.pair_path import head_of, path_between
from communique.coding.pair_scores import CLASSES, of_spans
from communique.coding.parties import Parties
from communique.coding.scorer_settings import scorer_settings
from communique.coding.speech import necessity_codings
from communique.coding.status import settle
from communique.coding.tree import Tree
from communique.language.relations import Array
from communique.records import Actor, Article, Mention, Parse
from communique.resolve import Resolution

Span = tuple[int, int]

# : Weights by trial on plv_dev: both parties in place; the source alone; the target alone; reversed; on the
# path; elsewhere.
BOTH, SOURCE, TARGET, REVERSED, PATH, NEAR = 3.0, 1.6, 1.2, 0.8, 0.7, 0.25
DROPPED = 0.45
SMALLEST = 0.2
LEAST_SHARE = 0.01
SMALLEST_CHANCE = 1e-4


class Link(msgspec.Struct, frozen=True):
    """One reading's voice for a type; why names weight and frame for `explain`."""

    event_type: str
    weight: float
    why: str


def relate(
    parse: Parse,
    article: Article,
    resolution: Resolution,
    source: Span,
    target: Span,
    lexicon: Lexicon | None = None,
) -> tuple[str | None, dict[str, float], list[Link]]:
    """(type or null, scores that add up to 1 over the types found, the readings behind them)."""
    lexicon = lexicon or load_lexicon()
    trees = [Tree(sentence, index) for index, sentence in enumerate(parse.sentences)]
    marked = _with_marks(resolution, parse, trees, source, target)
    attributor = Attributor(parse, article, trees, marked)
    links: list[Link] = []
    for tree in trees:
        inside = (
            tree.sentence.start < max(source[1], target[1]) and min(source[0], target[0]) < tree.sentence.end
        )
        if inside:
            links.extend(_links(tree, parse, marked, lexicon, attributor, source, target))
    voices: dict[str, float] = defaultdict(float)
    for link in links:
        voices[link.event_type] = max(voices[link.event_type], link.weight)
    chances = next((c for tree in trees if (c := of_spans(tree, source, target)) is not None), None)
    weighed = blend(voices, chances)
    null = weighed.pop("none", 0.0)
    total = sum(weighed.values())
    links.sort(key=lambda link: -link.weight)
    if not weighed or max(weighed.values()) <= null:
        return None, {}, links
    scores = {
        name: round(weight / total, 4)
        for name, weight in sorted(weighed.items(), key=lambda kv: (-kv[1], kv[0]))
        if weight / total >= LEAST_SHARE
    }
    return next(iter(scores)), scores, links


def blend(voices: dict[str, float], chances: Array | None) -> dict[str, float]:
    """What frames and scorer say together, by type and "none", as shares that add up to 1.

    Log-linear: the log of each chance and the loudest voice of each type (a share of `BOTH`), weighed.
    """
    weights = scorer_settings().relate
    known = dict.fromkeys(voices, SMALLEST_CHANCE)
    if chances is not None:
        known |= {name: max(float(chances[k]), SMALLEST_CHANCE) for k, name in enumerate(CLASSES)}
    total = {
        name: weights.scorer * math.log(chance) + weights.frames * min(1.0, voices.get(name, 0.0) / BOTH)
        for name, chance in known.items()
    }
    if "none" in total:
        total["none"] += weights.null
    top = max(total.values(), default=0.0)
    shares = {name: math.exp(value - top) for name, value in total.items()}
    whole = sum(shares.values())
    return {name: share / whole for name, share in shares.items()}


def _links(
    tree: Tree,
    parse: Parse,
    resolution: Resolution,
    lexicon: Lexicon,
    attributor: Attributor,
    source: Span,
    target: Span,
) -> list[Link]:
    interpreter, parties = Interpreter(tree, resolution, lexicon), Parties(tree, resolution)
    path = _path(tree, source, target)
    found = []
    swallowed: set[int] = set()
    order = [token for token in range(len(tree)) if tree.head[token] < 0]
    for token in order:
        order.extend(tree.children[token])
    for token in order:
        act = interpreter.act(token)
        if act is None:
            if token in path:
                found.extend(_loose(token, interpreter, lexicon))
            continue
        weight, event_type = _weigh(tree, act, parties, attributor, lexicon, source, target, path)
        if token in swallowed:
            weight *= 0.6
        swallowed |= act.used
        found.append(
            Link(
                event_type,
                round(weight * (0.75 + 0.25 * min(act.score, 4) / 4), 4),
                f"{act.frame} {weight:.2f}",
            )
        )
    return found


def _loose(token: int, interpreter: Interpreter, lexicon: Lexicon) -> list[Link]:
    """A word between the two whose senses do not fit its arguments still hints at the type that all of them
    share; a word of many meanings ("give", "take") hints at none.
    """
    senses = lexicon.frames.get(interpreter.key(token), ())
    types = {frame.event_type for frame in senses}
    if len(types) != 1 or NO_EVENT in types:
        return []
    return [Link(senses[0].event_type, SMALLEST, f"{senses[0].id} by its word alone")]


def _weigh(
    tree: Tree,
    act: Act,
    parties: Parties,
    attributor: Attributor,
    lexicon: Lexicon,
    source: Span,
    target: Span,
    path: set[int],
) -> tuple[float, str]:
    how = modality(tree, act.token)
    settled = settle(act, how, lexicon, in_speech=attributor.speaker(tree.index, act.token) is not None)
    actors, recipients, _ = parties.of_act(act)
    if how.kind == "NECESSITY" and settled.event_type == "REQUEST" and act.event_type != "REQUEST":
        actors, recipients, _ = necessity_codings(tree, act, actors, recipients, attributor)
    event_type = settled.event_type
    exercises = lexicon.classes["exercise"] | {"game"}
    if event_type == "MOBILIZE" and is_joint_exercise(tree, act, actors, recipients, exercises):
        event_type = "COOPERATE"
    by = _touches(actors, source)
    to = _touches(recipients, target) or (not recipients and _touches(actors, target))
    if by and to:
        weight = BOTH
    elif by:
        weight = SOURCE
    elif to and not _touches(actors, target):
        weight = TARGET
    elif _touches(actors, target) and _touches(recipients, source):
        weight = REVERSED
    else:
        weight = PATH if act.token in path else NEAR
    if act.token in path and weight < BOTH:
        weight += 0.5
    return (weight * DROPPED if settled.drop else weight), event_type


def _touches(mentions: list[Mention], span: Span) -> bool:
    return any(
        actor.start < span[1] and span[0] < actor.end for mention in mentions for actor in mention.actors
    )


def _path(tree: Tree, source: Span, target: Span) -> set[int]:
    one, _ = head_of(tree.sentence, source)
    other, _ = head_of(tree.sentence, target)
    return set() if one is None or other is None else set(path_between(tree.sentence, one, other))


def _with_marks(
    resolution: Resolution, parse: Parse, trees: list[Tree], source: Span, target: Span
) -> Resolution:
    """The resolution with the marked spans as mentions of their own, whatever the resolver made of them."""
    by_head = dict(resolution.by_head)
    for span in (source, target):
        for tree in trees:
            if not (tree.sentence.start < span[1] and span[0] < tree.sentence.end):
                continue
            head = head_of(tree.sentence, span)[0]
            if head is None:
                continue
            known = by_head.get((tree.index, head))
            text = parse.text[span[0] : span[1]]
            if known is not None and known.actors:
                actors = tuple(
                    msgspec.structs.replace(a, start=span[0], end=span[1], text=text) for a in known.actors
                )
                by_head[tree.index, head] = msgspec.structs.replace(known, actors=actors)
                continue
            actor = Actor(
                span[0], span[1], text, "agent", None, None, None, None, None, None, None, "relate.marked"
            )
            by_head[tree.index, head] = Mention(
                tree.index, head, head + 1, head, span[0], span[1], "name", (actor,), ("",)
            )
    return resolution.with_heads(by_head)
