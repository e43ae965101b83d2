"""On whose word: the chain of speakers above a clause, nearest first.

Read from the tree (complement clauses of verbs of saying, "according to", "was quoted as saying", "in a
statement carried by …"), then from quotation marks, whose speaker the resolver has found across sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.coding.speaker_links import Link, SpeakerLinks
from communique.coding.speaker_tags import (
    CITING,
    accounts,
    at_edge,
    before_colon,
    carriers_of,
    cited,
    is_ahead,
    is_parenthesis,
    is_tag,
    is_verb_of,
    reporters,
    tags,
)
from communique.coding.speech_words import words
from communique.coding.tenses import is_cleft
from communique.coding.tree import CLAUSAL, Tree
from communique.records import Attribution, Mention

TIMED = frozenset({"after", "before", "as", "when", "while", "since", "until", "once"})
"""Words that open a clause of time, in which the text itself puts another act beside what somebody said."""

HEARSAY = frozenset("report source official witness media resident".split())
"""Whom a headline names before its colon without naming anybody."""
CLAUSES = CLAUSAL | {"punct", "conj", "cc", "appos"}


class Attributor(SpeakerLinks):
    """Speakers of one article's clauses."""

    def speaker(self, sentence: int, token: int) -> Mention | None:
        """The nearest speaker whom the resolver knows of the clause that holds the token, or null."""
        found = self._links(self.trees[sentence], token)
        for place, link in enumerate(found):
            if link.mention is not None and not (place and self._is_medium(link.tree, link.token)):
                return link.mention  # a paper that an unknown guard told something does not say it
        return None

    def nearest(self, sentence: int, token: int) -> Link | None:
        """The nearest speaker of the clause that holds the token, with the verb of saying; null for none."""
        return next(iter(self._links(self.trees[sentence], token)), None)

    def chain(self, sentence: int, token: int, own: Sequence[Mention] = ()) -> tuple[Attribution, ...]:
        """Speakers, nearest first; a speaker is named once.

        own: who does the act by saying it ("Oslo said it would send aid"): its own word is the act, not a
        report of it, so a nearest speaker among them is left out.
        """
        tree = self.trees[sentence]
        mode = self._mode(tree, token)
        chain: list[Attribution] = []
        seen: set[tuple[str, str | None]] = set()
        unquoted = [mention for mention in own if not self.resolution.is_quoted(mention.core_start)]
        doers = {one for mention in unquoted for one in mention.ids if one}
        links = self._links(tree, token)
        if links and _is_own(links[0], unquoted, doers):
            links = [link for link in links[1:] if not _is_own(link, unquoted, doers)]
        if not links and is_tag(tree, token, words("verbs")):
            links = self._speakers_of(tree, token)  # "…, the president warned"
        for link in links:
            found = self._entry(link, mode)
            if found is not None and (found.name, found.code) not in seen:
                seen.add((found.name, found.code))
                chain.append(found)
        return tuple(chain)

    def _entry(self, link: Link, mode: str) -> Attribution | None:
        """A link as a record; a speaker whom the resolver does not know keeps the words of the text."""
        verb = link.tree.sentence.form[link.verb] if link.verb is not None else None
        if link.mention is not None:
            if not link.mention.actors:
                return None
            actor = link.mention.actors[0]
            name = actor.person or actor.name or actor.text
            return Attribution(actor.start, actor.end, actor.text, name, actor.code, verb, mode)
        start, end = _phrase(link.tree, link.token)
        text = self.parse.text[start:end]
        return Attribution(start, end, text, " ".join(text.split()), None, verb, mode)

    def _links(self, tree: Tree, token: int) -> list[Link]:
        """Speakers from the innermost clause outwards."""
        found: list[Link] = []
        quoted = self.resolution.is_quoted(tree.sentence.token_start[token])
        climbed = [token, *tree.ancestors(token)]
        aside = False
        for place, node in enumerate(climbed):
            below = climbed[place - 1] if place else None
            if below is not None and not quoted and self._is_aside(tree, below):
                aside = True
            if (
                below is not None
                and not aside
                and self._reports(tree, node, below, token if not quoted else below)
            ):
                found.extend(self._speakers_of(tree, node))
            if below is not None and tree.lemma[node] in CITING:
                found.extend(self._quoting(tree, node, below))
            if (place or tree.deprel[node] == "root") and not aside:
                found.extend(self._parataxis(tree, node, below, token))
            found.extend(self._according_to(tree, node))
            if tree.upos[node] == "VERB" and not aside:
                found.extend(self._carried_by(tree, node))
            tokens = [*reporters(tree, node, words("plain")), *accounts(tree, node)]
            found += [link for one in tokens if (link := self._link(tree, one, None)) is not None]
        found = [*self._tagged(tree, token, found), *found]
        edge = at_edge(tree, token) if not found and not aside else None
        found += [link for one in (edge,) if one is not None and (link := self._link(tree, one, None))]
        found = self._with_cited(tree, found)
        if not found:
            name = before_colon(tree, token)
            link = self._link(tree, name, None) if name is not None else None
            known = link is not None and (link.mention is not None or tree.lemma[link.token] in HEARSAY)
            found = [link] if link is not None and known else []
        saying = [link.verb for link in found if link.verb is not None and link.tree is tree]
        found.sort(key=lambda link: link.verb is None and bool(saying) and link.token > max(saying))
        return found or self._of_quotation(tree, token) or self._quoted_on(tree, token) or self._carried(tree)

    def _tagged(self, tree: Tree, token: int, found: list[Link]) -> list[Link]:
        """Speakers of tags that stand where the way up does not lead past."""
        known = {link.verb for link in found}
        return [
            link
            for verb in tags(tree, token, words("plain"))
            if verb not in known and not self._is_parted(tree, verb, token)
            if not is_parenthesis(tree, verb, token)
            for link in self._speakers_of(tree, verb)
        ]

    def _with_cited(self, tree: Tree, found: list[Link]) -> list[Link]:
        """The links, whom they cite (behind somebody who speaks himself, before a medium), and who cites
        them.
        """
        here = [link for link in found if link.tree is tree]
        for link in here:
            known = {other.token for other in found}
            verb = link.verb if self._is_medium(tree, link.token) else None
            tokens = [one for one in cited(tree, link.token, link.verb) if one not in known]
            added = [new for one in tokens if (new := self._link(tree, one, verb)) is not None]
            behind = [one for one in carriers_of(tree, link.token, link.verb) if one not in known]
            last = [new for one in behind if (new := self._link(tree, one, link.verb)) is not None]
            if added or last:
                medium = self._is_medium(tree, link.token)
                return [*added, *found, *last] if medium else [*found, *added, *last]
        return found

    def _is_aside(self, tree: Tree, clause: int) -> bool:
        """A clause of time or a relative clause inside indirect speech is the reporter's own."""
        relation = tree.deprel[clause]
        if relation == "acl:relcl":
            return not is_cleft(tree, clause)
        if relation != "advcl":
            return False
        marks = {tree.lemma[child] for child in tree.all(clause, "mark", "advmod", "case")}
        return bool(marks & TIMED)

    def _reports(self, tree: Tree, node: int, below: int, token: int) -> bool:
        """Whether a node tells what the clause below it says."""
        relation = tree.deprel[below]
        if self._is_parted(tree, node, token) or is_parenthesis(tree, node, token):
            return False
        if relation in ("ccomp", "csubj:pass"):
            return is_verb_of(tree, node, words("verbs")) or self._is_claim(tree, node)
        if relation == "acl":
            return self._is_claim(tree, node) and tree.child(below, "mark", "nsubj") is not None
        return (
            relation == "parataxis"
            and is_verb_of(tree, node, words("verbs"))
            and not is_ahead(tree, node)
            and not self._has_content(tree, node)
        )

    def _mode(self, tree: Tree, token: int) -> str:
        """direct inside quotation marks, mixed where only part of the clause is quoted, else indirect."""
        text, sentence = self.parse.text, tree.sentence
        if self.resolution.is_quoted(sentence.token_start[token]):
            return "direct"
        start, end = tree.span(token)
        piece = text[start:end]
        return "mixed" if any(mark in piece for mark in '“”"') else "indirect"


def _is_own(link: Link, doers: Sequence[Mention], ids: set[str]) -> bool:
    """Whether a speaker is among those who do the act by saying it."""
    if link.mention is None:
        return False
    same = any(one.core_start == link.mention.core_start for one in doers)
    return same or bool(ids & set(link.mention.ids))


def _phrase(tree: Tree, noun: int) -> tuple[int, int]:
    """Code points of a noun phrase without its preposition, clauses and what is joined to it."""
    tokens = [
        token for token in tree.subtree(noun, CLAUSES)
        if token >= noun or not ({tree.deprel[token], tree.deprel[tree.head[token]]} & {"case"})
    ]  # fmt: skip
    return tree.sentence.token_start[tokens[0]], tree.sentence.token_end[tokens[-1]]
