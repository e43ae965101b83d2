"""On whose word: the chain of speakers above a clause, nearest first.

Read from the tree (complement clauses of verbs of saying, "according to", "was quoted as saying", "in a
statement carried by …"), then from quotation marks, whose speaker the resolver has found across sentences.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from communique.coding.speaker_tags import CITING, before_colon, cited, reporters, tags
from communique.coding.tree import CLAUSAL, Tree
from communique.records import Article, Attribution, Mention, Parse
from communique.resolve import Resolution

TIMED = frozenset({"after", "before", "as", "when", "while", "since", "until", "once"})
"""Words that open a clause of time, in which the text itself puts another act beside what somebody said."""
CLAUSES = CLAUSAL | {"punct", "conj", "cc", "appos"}
PERSONAL = frozenset({"he", "she", "they", "it", "both"})


class Link(NamedTuple):
    """One speaker: the mention (null where the resolver knows nobody), the head token, the verb of saying."""

    mention: Mention | None
    token: int
    verb: int | None
    tree: Tree


@cache
def words(name: str) -> frozenset[str]:
    """A word list of data/speech.toml."""
    table: dict[str, str] = tomllib.loads(
        files("communique.coding").joinpath("data", "speech.toml").read_text("utf-8")
    )
    return frozenset(table[name].split())


class Attributor:
    """Speakers of one article's clauses."""

    def __init__(self, parse: Parse, article: Article, trees: list[Tree], resolution: Resolution) -> None:
        self.parse = parse
        self.article = article
        self.trees = trees
        self.resolution = resolution

    def speaker(self, sentence: int, token: int) -> Mention | None:
        """The nearest speaker whom the resolver knows of the clause that holds the token, or null."""
        found = self._links(self.trees[sentence], token)
        return next((link.mention for link in found if link.mention is not None), None)

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
        if links and links[0].mention is not None and doers & set(links[0].mention.ids):
            same = set(links[0].mention.ids)
            links = [link for link in links if link.mention is None or not same & set(link.mention.ids)]
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

    # ---- links
    # ------------------------------------------------------------------------------------------------

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
            if below is not None and tree.lemma[node] in CITING and tree.is_passive(node):
                found.extend(self._by(tree, node))  # "was quoted by the paper as saying"
            if (place or tree.deprel[node] == "root") and not aside:
                found.extend(self._parataxis(tree, node, below))
            found.extend(self._according_to(tree, node))
            tokens = reporters(tree, node, words("plain"))
            found += [link for one in tokens if (link := self._link(tree, one, None)) is not None]
        found = [*self._tagged(tree, token, found), *found]
        found = self._with_cited(tree, found)
        if not found:
            name = before_colon(tree, token)
            link = self._link(tree, name, None) if name is not None else None
            found = [link] if link is not None and link.mention is not None else []
        saying = [link.verb for link in found if link.verb is not None and link.tree is tree]
        found.sort(key=lambda link: link.verb is None and bool(saying) and link.token > max(saying))
        return found or self._of_quotation(tree, token)

    def _tagged(self, tree: Tree, token: int, found: list[Link]) -> list[Link]:
        """Speakers of tags that stand where the way up does not lead past."""
        known = {link.verb for link in found}
        return [
            link
            for verb in tags(tree, token, words("plain"))
            if verb not in known and not self._is_parted(tree, verb, token)
            for link in self._speakers_of(tree, verb)
        ]

    def _by(self, tree: Tree, verb: int) -> list[Link]:
        """Who quotes, of a passive."""
        agents = tree.all(verb, "obl:agent")
        return [link for agent in agents if (link := self._link(tree, agent, verb)) is not None]

    def _with_cited(self, tree: Tree, found: list[Link]) -> list[Link]:
        """The links and whom they cite: behind somebody who speaks himself, before a medium."""
        for link in found:
            if link.verb is None or link.tree is not tree:
                continue
            tokens = [one for one in cited(tree, link.verb) if all(one != other.token for other in found)]
            if tokens:
                medium = self._is_medium(tree, link.token)
                verb = link.verb if medium else None
                added = [new for one in tokens if (new := self._link(tree, one, verb)) is not None]
                return [*added, *found] if medium else [*found, *added]
        return found

    def _is_aside(self, tree: Tree, clause: int) -> bool:
        """A clause of time or a relative clause inside indirect speech is the reporter's own."""
        relation = tree.deprel[clause]
        if relation == "acl:relcl":
            return True
        if relation != "advcl":
            return False
        marks = {tree.lemma[child] for child in tree.all(clause, "mark", "advmod", "case")}
        return bool(marks & TIMED)

    def _reports(self, tree: Tree, node: int, below: int, token: int) -> bool:
        """Whether a node tells what the clause below it says."""
        relation = tree.deprel[below]
        if self._is_parted(tree, node, token):
            return False
        if relation in ("ccomp", "csubj:pass"):
            return tree.lemma[node] in words("verbs") or self._is_claim(tree, node)
        if relation == "acl":
            return self._is_claim(tree, node) and tree.child(below, "mark", "nsubj") is not None
        return (
            relation == "parataxis"
            and tree.lemma[node] in words("verbs")
            and not self._has_content(tree, node)
        )

    def _is_claim(self, tree: Tree, node: int) -> bool:
        return tree.lemma[node] in words("nouns") and tree.upos[node] == "NOUN"

    def _speakers_of(self, tree: Tree, verb: int) -> list[Link]:
        """Subject of the verb, then the medium that carries it ("in a statement carried by KCNA", "told
        Reuters").
        """
        found: list[Link] = []
        arguments = tree.args(verb)
        if tree.lemma[verb] in words("nouns") and tree.upos[verb] == "NOUN":
            sources = [*arguments.get("poss", ()), *arguments.get("by", ()), *arguments.get("from", ())]
            above = tree.head[verb]
            own = tree.lemma[verb] in words("own_nouns") and tree.lemma[above] in words("issuing")
            if not sources and tree.deprel[verb] == "obj" and own:
                sources = list(tree.args(above).get("subj", ()))  # "issued a warning that …"
        elif tree.is_passive(verb) and tree.lemma[verb] in ("quote", "cite", "report"):
            sources = [*arguments.get("obj", ()), *arguments.get("by", ()), *arguments.get("subj", ())]
        else:
            sources = list(arguments.get("subj", ()))
        if not sources and self._is_claim(tree, verb):
            sources = [verb]
        for source in sources:
            link = self._link(tree, source, verb if source != verb else None)
            if link is not None and link not in found:
                found.append(link)
        for role in ("in", "through", "on", "via", "to"):
            for noun in arguments.get(role, ()):
                found.extend(link for link in self._medium(tree, noun, verb) if link not in found)
        if tree.lemma[verb] == "tell":
            for hearer in (*arguments.get("obj", ()), *arguments.get("iobj", ())):
                if self._is_medium(tree, hearer, "organisation"):
                    found.append(Link(self.resolution.at(tree.index, hearer), hearer, verb, tree))
        return found

    def _link(self, tree: Tree, token: int, verb: int | None) -> Link | None:
        """A speaker at a token: a resolved mention, else a noun or a pronoun of a person."""
        mention = self.resolution.at(tree.index, token)
        if mention is not None and mention.actors:
            return Link(mention, token, verb, tree)
        if tree.lemma[token] in ("he", "she") and mention is None:
            last = self._last_speaker(tree)
            if last is not None:
                return Link(last, token, verb, tree)
        if tree.upos[token] in ("NOUN", "PROPN") or tree.lemma[token] in PERSONAL:
            return Link(None, token, verb, tree)
        return None

    def _last_speaker(self, tree: Tree) -> Mention | None:
        """ "He said": who spoke last, in the sentences just before; a person."""
        for index in range(tree.index - 1, max(-1, tree.index - 4), -1):
            other = self.trees[index]
            for verb in range(len(other) - 1, -1, -1):
                if other.lemma[verb] not in words("plain") or other.upos[verb] != "VERB":
                    continue
                for subject in other.args(verb).get("subj", ()):
                    mention = self.resolution.at(index, subject)
                    if mention is not None and mention.actors and mention.actors[0].kind == "person":
                        return mention
        return None

    def _is_medium(self, tree: Tree, token: int, kind: str | None = None) -> bool:
        """Whether a token is media; kind: of which kind of actor, so that reporters in a room are none."""
        mention = self.resolution.at(tree.index, token)
        if mention is None or not mention.actors or mention.actors[0].sector != "JRN":
            return False
        return kind is None or mention.actors[0].kind == kind

    def _medium(self, tree: Tree, noun: int, verb: int) -> list[Link]:
        """State media itself, or the agency that carried the statement."""
        found = []
        if self._is_medium(tree, noun):
            found.append(Link(self.resolution.at(tree.index, noun), noun, verb, tree))
        for clause in tree.all(noun, "acl", "acl:relcl"):
            if tree.lemma[clause] in words("carriers"):
                for carrier in tree.args(clause).get("subj", ()):
                    link = self._link(tree, carrier, verb)
                    if link is not None:
                        found.append(link)
        return found

    def _according_to(self, tree: Tree, node: int) -> list[Link]:
        found = []
        for child in tree.children[node]:
            if not tree.deprel[child].startswith(("obl", "advcl", "nmod")):
                continue
            if tree.case(child) in ("according_to", "accord_to", "according"):
                tokens = [child]
            elif tree.lemma[child] in ("accord", "according") and tree.upos[child] in ("VERB", "ADP"):
                tokens = tree.args(child).get("to", [])
            else:
                continue
            found += [link for token in tokens if (link := self._link(tree, token, None)) is not None]
        return found

    def _parataxis(self, tree: Tree, node: int, below: int | None) -> list[Link]:
        """ "…, the ministry said": a verb of saying set beside the clause, with nothing said of its own."""
        found: list[Link] = []
        for child in tree.children[node]:
            if tree.deprel[child] == "parataxis" and child != below and tree.lemma[child] in words("verbs"):
                if not self._has_content(tree, child) and not self._is_parted(tree, child, node):
                    found.extend(self._speakers_of(tree, child))
        return found

    def _has_content(self, tree: Tree, verb: int) -> bool:
        """Whether a verb of saying has something said below it already ("Seoul accused the North")."""
        return tree.child(verb, "ccomp", "xcomp") is not None or (
            tree.child(verb, "obj") is not None and tree.lemma[verb] not in ("tell", "quote", "cite")
        )

    def _is_parted(self, tree: Tree, one: int, other: int) -> bool:
        """Whether a semicolon parts two clauses: "X left; Y denied it"."""
        first, last = min(one, other), max(one, other)
        return any(tree.sentence.form[token] == ";" for token in range(first, last))

    def _of_quotation(self, tree: Tree, token: int) -> list[Link]:
        """The speaker of the quotation the token stands in, found by the resolver in this sentence or around
        it.
        """
        mention = self.resolution.speaker_at(tree.index, token)
        return [Link(mention, mention.head, None, tree)] if mention is not None and mention.actors else []

    # ---- direct or indirect
    # -----------------------------------------------------------------------------------

    def _mode(self, tree: Tree, token: int) -> str:
        """direct inside quotation marks, mixed where only part of the clause is quoted, else indirect."""
        text, sentence = self.parse.text, tree.sentence
        if self.resolution.is_quoted(sentence.token_start[token]):
            return "direct"
        start, end = tree.span(token)
        piece = text[start:end]
        return "mixed" if any(mark in piece for mark in '“”"') else "indirect"


def _phrase(tree: Tree, noun: int) -> tuple[int, int]:
    """Code points of a noun phrase without its preposition, clauses and what is joined to it."""
    tokens = [token for token in tree.subtree(noun, CLAUSES) if tree.deprel[token] != "case" or token > noun]
    return tree.sentence.token_start[tokens[0]], tree.sentence.token_end[tokens[-1]]


__all__ = ["Attributor", "words"]
