"""Why a coding came out as it did, in words: frame, parties, status, date, and the readings that lost."""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.attribution import Attributor
from communique.coding.lexicon import load_lexicon
from communique.coding.sentence_acts import read_all
from communique.coding.tree import Tree
from communique.coding.veto import Veto
from communique.records import Actor, Article, Coding, Parse, When
from communique.resolve import Resolution


def explain_coding(coding: Coding, parse: Parse, article: Article, resolution: Resolution) -> str:
    """Several lines of plain text about one coding of this parse."""
    trees = [Tree(sentence, index) for index, sentence in enumerate(parse.sentences)]
    index = next(i for i, s in enumerate(parse.sentences) if s.start <= coding.trigger.start < s.end)
    tree = trees[index]
    attributor = Attributor(parse, article, trees, resolution)
    lexicon = load_lexicon()
    veto = Veto(lexicon, resolution, trees)
    found = next(
        acts for one, acts in read_all(trees, resolution, lexicon, attributor, veto) if one is tree
    )
    mine = next(
        (c for c in found if tree.sentence.token_start[c.act.token] == coding.trigger.start
         and c.settled.event_type == coding.event_type), None
    )  # fmt: skip
    lines = [
        f"{coding.id}  {coding.event_type}{' ' + coding.mode if coding.mode else ''}  "
        f"(CAMEO {coding.cameo or '–'})",
        f"  sentence   {' '.join(coding.evidence.text.split())}",
        f"  trigger    {coding.trigger.text!r} at {coding.trigger.start}–{coding.trigger.end}",
    ]
    if mine is not None:
        lines += [f"  reading    {step}" for step in mine.act.trace]
        lines += [f"  path       {_path(tree, mine.act)}"]
    lines += [f"  actor      {_actor(actor)}" for actor in coding.actors]
    lines += [f"  recipient  {_actor(actor)}" for actor in coding.recipients]
    if mine is not None:
        how = mine.how
        cue = tree.sentence.form[how.cue] if how.cue is not None else None
        lines.append(
            f"  status     {coding.status}: grammar {how.kind.lower()}" + (f", cue {cue!r}" if cue else "")
        )
    lines.append(f"  date       {_when(coding.date)}")
    if coding.place is not None:
        lines.append(f"  place      {coding.place.name} ({coding.place.precision}): {coding.place.rule}")
    for link in coding.attribution:
        lines.append(
            f"  said by    {link.name} ({link.code or '–'}), {link.mode}, {link.verb or 'quotation'}"
        )
    if coding.background:
        lines.append("  background the sentence tells of what was before the news")
    if coding.restates:
        lines.append(f"  restates   {coding.restates}")
    for other in found:
        if other is not mine and other.refusal is not None:
            lines.append(
                f"  not coded  {tree.sentence.form[other.act.token]!r} as {other.settled.event_type}: "
                f"{other.refusal}"
            )
    return "\n".join(lines)


def _path(tree: Tree, act: Act) -> str:
    """The trigger with the arguments that were tried."""
    form = tree.sentence.form
    actors = ", ".join(f"{role}={form[token]}" for role, token in act.actor_roles[:4]) or "–"
    recipients = ", ".join(f"{role}={form[token]}" for role, token in act.recipient_roles[:6]) or "–"
    return f"actors tried {actors}; recipients tried {recipients}"


def _actor(actor: Actor) -> str:
    name = actor.person or actor.name or actor.text
    return f"{actor.text!r} → {name} [{actor.code or 'no code'}], {actor.kind}: {actor.rule}"


def _when(when: When) -> str:
    if when.start is None or when.end is None:
        return f"unknown: {when.rule}"
    days = (
        when.start.isoformat()
        if when.start == when.end
        else f"{when.start.isoformat()} to {when.end.isoformat()}"
    )
    words = f", from {when.text!r}" if when.text else ""
    return f"{days} ({when.precision}, {when.basis}{words}): {when.rule}"
