"""From a candidate act to the coding record: evidence, date, place, attribution, confidence, ids."""

from __future__ import annotations

import re

import msgspec

from communique.coding.act import Act
from communique.coding.attribution import Attributor
from communique.coding.background import Background
from communique.coding.candidate import Candidate
from communique.coding.deadline import deadline
from communique.coding.home import Home
from communique.coding.lexicon import load_lexicon
from communique.coding.magnitude import magnitudes
from communique.coding.modality import Modality
from communique.coding.parties import flatten
from communique.coding.status import VERBAL, Settled, ahead
from communique.coding.tree import CLAUSAL, Tree
from communique.ontology import load_ontology
from communique.records import Actor, Article, Coding, DocumentRef, Mention, Parse, Span, When, short_id
from communique.resolve import Resolution, event_place, event_when

TIME_PREPOSITION = re.compile(
    r"(?:\b(?:on|in|at|since|until|during|from|late|early|by)\s+(?:the\s+)?)+$", re.IGNORECASE
)
ZONES = {"title": "title", "caption": "caption"}


class Assembler:
    """Builds records for one article."""

    def __init__(
        self,
        parse: Parse,
        article: Article,
        document: DocumentRef,
        resolution: Resolution,
        trees: list[Tree],
        attributor: Attributor,
        coder: str,
    ) -> None:
        self.parse = parse
        self.article = article
        self.document = document
        self.resolution = resolution
        self.trees = trees
        self.attributor = attributor
        self.coder = coder
        self.background = Background(trees, article, resolution.times)
        self.home = Home(resolution)
        self.ontology = load_ontology()
        self.lexicon = load_lexicon()
        self.zones = [ZONES.get(block.kind, "body") for block in article.read_ranges()] or ["body"]

    def coding(self, candidate: Candidate) -> Coding | None:
        """The record, or null when nobody is left in it."""
        tree, act, settled = self.trees[candidate.sentence], candidate.act, candidate.settled
        actors = self._without_dates(flatten(candidate.actors))
        recipients = self._without_dates(flatten(candidate.recipients))
        if not actors and not recipients:
            return None
        trigger = self._token_span(tree, act.token)
        clause = set(tree.subtree(act.token, CLAUSAL))
        zone = self.zones[min(tree.sentence.paragraph, len(self.zones) - 1)]
        when = self._when(tree, act, clause, background=False)
        settled = self._settled_by_date(tree, candidate, when)
        background = self.background.is_background(
            tree.index, act.token, when, settled.event_type, settled.status
        )
        if background:
            when = self._when(tree, act, clause, background=True)
        if background and when.basis == "publication":
            when = When(None, None, "unknown", "context", None, "background.undated")
        mode, contexts = self._mode_and_contexts(act, settled)
        cameo = settled.cameo
        place = event_place(
            tree.index, act.token, clause, self.parse, self.article, self.resolution.located, actors,
            settled.event_type in VERBAL,
        )  # fmt: skip
        one, other = actors, recipients
        actors = self.home.complete(one, place, other, settled.event_type)
        recipients = self.home.complete(other, place, one, settled.event_type)
        return Coding(
            id=short_id(self.document.id, trigger.start, trigger.end, settled.event_type),
            coder=self.coder,
            confidence=round(candidate.confidence, 2),
            document=self.document,
            zone=zone,
            evidence=self._evidence(tree),
            trigger=trigger,
            event_type=settled.event_type,  # type: ignore[arg-type]
            mode=mode,
            contexts=contexts,
            cameo=cameo,
            quad=self.ontology.quad(settled.event_type),
            goldstein=self.ontology.goldstein(cameo),
            plover_score=self.ontology.score(settled.event_type, mode),
            actors=actors,
            recipients=recipients,
            date=when,
            place=place,
            status=settled.status,  # type: ignore[arg-type]
            status_cue=self._cue(tree, act, settled),
            background=background,
            content=self._content(tree, act, settled),
            condition=self._condition(tree, candidate.how),
            deadline=self._deadline(tree, act, settled, when),
            magnitude=magnitudes(tree, act, self.parse.text),
            restates=None,
            attribution=self.attributor.chain(candidate.sentence, act.token, self._own(tree, candidate)),
        )

    def _evidence(self, tree: Tree) -> Span:
        """The sentence; one that follows a dateline on the same line takes the dateline along."""
        start = tree.sentence.start
        dateline = self.article.dateline
        if dateline is not None and dateline.end <= start:
            between = self.parse.text[dateline.end : start]
            start = start if between.strip(" \t—–-:") else dateline.start
        return Span.of(self.parse.text, start, tree.sentence.end)

    def _without_dates(self, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Actors whose noun phrase took in the date behind it ("the council on Sunday"), cut before it."""
        found = []
        for actor in actors:
            for timed in self.resolution.times:
                expression = timed.expression
                if actor.start < expression.start and expression.end == actor.end:
                    before = self.parse.text[actor.start : expression.start]
                    text = TIME_PREPOSITION.sub("", before).rstrip(" ,")
                    actor = msgspec.structs.replace(actor, end=actor.start + len(text), text=text)
            found.append(actor)
        return tuple(found)

    def _when(self, tree: Tree, act: Act, clause: set[int], background: bool) -> When:
        times = self.resolution.times
        return event_when(tree.index, act.token, clause, self.parse, self.article, times, background)

    def _deadline(self, tree: Tree, act: Act, settled: Settled, when: When) -> When | None:
        """By when, for what is offered, asked or threatened."""
        if settled.event_type not in ("AGREE", "REQUEST", "THREATEN"):
            return None
        return deadline(tree, act.token, self.resolution.times, when)

    def _settled_by_date(self, tree: Tree, candidate: Candidate, when: When) -> Settled:
        """What the present tense tells of a day to come is planned ("hosts the two on Sept. 3")."""
        act, settled = candidate.act, candidate.settled
        published = self.article.published.on
        if (
            settled.status not in ("happened", "ongoing")
            or settled.event_type in VERBAL
            or when.basis != "expression"
            or published is None
            or when.start is None
            or when.start <= published
            or tree.xpos[act.token] in ("VBD", "VBN")
        ):
            return settled
        return ahead(act, candidate.how, self.lexicon)

    def _own(self, tree: Tree, candidate: Candidate) -> list[Mention]:
        """Who does the act by saying it; the speaker for another, and of himself in the future, stays a
        speaker.
        """
        act = candidate.act
        if act.frame == "will" or not self._is_said(tree, candidate):
            return []
        return candidate.actors[:-1] if "with-speaker" in act.flags else candidate.actors

    def _is_said(self, tree: Tree, candidate: Candidate) -> bool:
        """Whether saying it is doing it: one's own promise or refusal, no past deed, no judgement."""
        act = candidate.act
        past = any(tree.sentence.form[child].lower() == "had" for child in tree.all(act.token, "aux"))
        judges = "by-speaker" in act.flags or candidate.how.kind == "NECESSITY"
        return candidate.settled.event_type in VERBAL and not past and not judges

    def _token_span(self, tree: Tree, token: int) -> Span:
        """The trigger: the word, with its particle when that stands right after it."""
        start, end = tree.sentence.token_start[token], tree.sentence.token_end[token]
        particle = tree.child(token, "compound:prt")
        if particle == token + 1:
            end = tree.sentence.token_end[particle]
        return Span.of(self.parse.text, start, end)

    def _mode_and_contexts(self, act: Act, settled: Settled) -> tuple[str | None, tuple[str, ...]]:
        """Mode and contexts of the frame; where it names none, those that the crosswalk gives the CAMEO code.
        """
        mode, contexts = settled.mode, act.contexts
        row = self.ontology.plover_of(settled.cameo) if settled.cameo else None
        if row is not None and row[0] == settled.event_type:
            mode = mode or row[1]
            contexts = contexts or row[2]
        return (mode if self.ontology.has_mode(settled.event_type, mode) else None), contexts

    def _cue(self, tree: Tree, act: Act, settled: Settled) -> Span | None:
        """The word that decides the status; the trigger itself where it does."""
        if settled.cue is not None:
            return self._token_span(tree, settled.cue)
        return None if settled.status == "happened" else self._token_span(tree, act.token)

    def _content(self, tree: Tree, act: Act, settled: Settled) -> Span | None:
        """What is offered, asked, threatened, refused or judged."""
        if act.content is None:
            return None
        start, end = tree.span(act.content, frozenset({"advcl", "parataxis", "conj", "cc", "punct"}))
        return Span.of(self.parse.text, start, end)

    def _condition(self, tree: Tree, how: Modality) -> Span | None:
        if how.condition is None:
            return None
        return Span.of(self.parse.text, *tree.span(how.condition))
