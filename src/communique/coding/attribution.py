"""On whose word: the chain of speakers above a clause, nearest first.

Read from the tree (complement clauses of verbs of saying, "according to", "was quoted as saying", "in a
statement carried by …"), then from quotation marks, whose speaker the resolver has found across sentences.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from communique.coding.tree import Tree
from communique.records import Article, Attribution, Mention, Parse
from communique.resolve import Resolution

OPENERS, CLOSERS = "“«„‘", "”»’"


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
        """The nearest speaker of the clause that holds the token, or null when the text itself speaks."""
        found = self._links(self.trees[sentence], token)
        return found[0][0] if found else None

    def chain(self, sentence: int, token: int) -> tuple[Attribution, ...]:
        """Speakers, nearest first; a speaker is named once."""
        tree = self.trees[sentence]
        mode = self._mode(tree, token)
        chain: list[Attribution] = []
        seen: set[tuple[str, str | None]] = set()
        for mention, verb, verb_tree in self._links(tree, token):
            if not mention.actors:
                continue
            actor = mention.actors[0]
            name = actor.person or actor.name or actor.text
            if (name, actor.code) in seen:
                continue
            seen.add((name, actor.code))
            form = verb_tree.sentence.form[verb] if verb is not None else None
            chain.append(Attribution(actor.start, actor.end, actor.text, name, actor.code, form, mode))
        return tuple(chain)

    # ---- links
    # ------------------------------------------------------------------------------------------------

    def _links(self, tree: Tree, token: int) -> list[tuple[Mention, int | None, Tree]]:
        """(speaker, verb of saying, its tree) from the innermost clause outwards."""
        found: list[tuple[Mention, int | None, Tree]] = []
        node = token
        climbed = [token, *tree.ancestors(token)]
        for place, node in enumerate(climbed):
            below = climbed[place - 1] if place else None
            if below is not None and self._reports(tree, node, tree.deprel[below]):
                found.extend((m, node, tree) for m in self._speakers_of(tree, node))
            found.extend((m, None, tree) for m in self._according_to(tree, node))
            if place or tree.deprel[node] == "root":
                found.extend(self._parataxis(tree, node, below))
        if not found:
            found = [(m, v, t) for m, v, t in self._of_quotation(tree, token)]
        return found

    def _reports(self, tree: Tree, node: int, relation: str) -> bool:
        """Whether a node tells what the clause below it says."""
        if relation in ("ccomp", "csubj:pass"):
            return tree.lemma[node] in words("verbs") or (
                tree.lemma[node] in words("nouns") and tree.upos[node] == "NOUN"
            )
        if relation == "advcl" and tree.lemma[node] in ("quote", "cite"):
            return False
        return relation in ("parataxis",) and tree.lemma[node] in words("verbs")

    def _speakers_of(self, tree: Tree, verb: int) -> list[Mention]:
        """Subject of the verb, then the medium that carries it ("in a statement carried by KCNA", "told
        Reuters").
        """
        found: list[Mention] = []
        arguments = tree.args(verb)
        if tree.lemma[verb] in words("nouns"):
            sources = [*arguments.get("poss", ()), *arguments.get("by", ()), *arguments.get("from", ())]
        elif tree.is_passive(verb) and tree.lemma[verb] in ("quote", "cite", "report"):
            sources = [*arguments.get("obj", ()), *arguments.get("by", ()), *arguments.get("subj", ())]
        else:
            sources = list(arguments.get("subj", ()))
        for source in sources:
            mention = self.resolution.at(tree.index, source)
            if mention is not None and mention.actors and mention not in found:
                found.append(mention)
        for role in ("in", "through", "on", "via", "to"):
            for noun in arguments.get(role, ()):
                found.extend(m for m in self._medium(tree, noun) if m not in found)
        if tree.lemma[verb] == "tell":
            for hearer in (*arguments.get("obj", ()), *arguments.get("iobj", ())):
                mention = self.resolution.at(tree.index, hearer)
                if mention is not None and mention.actors and mention.actors[0].sector == "JRN":
                    found.append(mention)
        return found

    def _medium(self, tree: Tree, noun: int) -> list[Mention]:
        """State media itself, or the agency that carried the statement."""
        found = []
        mention = self.resolution.at(tree.index, noun)
        if mention is not None and mention.actors and mention.actors[0].sector == "JRN":
            found.append(mention)
        for clause in tree.all(noun, "acl", "acl:relcl"):
            if tree.lemma[clause] in words("carriers"):
                for carrier in tree.args(clause).get("subj", ()):
                    medium = self.resolution.at(tree.index, carrier)
                    if medium is not None and medium.actors:
                        found.append(medium)
        return found

    def _according_to(self, tree: Tree, node: int) -> list[Mention]:
        found = []
        for child in tree.children[node]:
            if not tree.deprel[child].startswith(("obl", "advcl", "nmod")):
                continue
            case = tree.case(child)
            if case in ("according_to", "according") or (
                tree.lemma[child] in ("accord", "according") and tree.upos[child] in ("VERB", "ADP")
            ):
                for candidate in (child, *tree.args(child).get("to", ())):
                    mention = self.resolution.at(tree.index, candidate)
                    if mention is not None and mention.actors:
                        found.append(mention)
        return found

    def _parataxis(self, tree: Tree, node: int, below: int | None) -> list[tuple[Mention, int | None, Tree]]:
        """ "…, the ministry said": a verb of saying set beside the clause."""
        found: list[tuple[Mention, int | None, Tree]] = []
        for child in tree.children[node]:
            if tree.deprel[child] == "parataxis" and child != below and tree.lemma[child] in words("verbs"):
                found.extend((m, child, tree) for m in self._speakers_of(tree, child))
        return found

    def _of_quotation(self, tree: Tree, token: int) -> list[tuple[Mention, int | None, Tree]]:
        """The speaker of the quotation the token stands in, found by the resolver in this sentence or around
        it.
        """
        mention = self.resolution.speaker_at(tree.index, token)
        return [(mention, None, tree)] if mention is not None and mention.actors else []

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


__all__ = ["Attributor", "words"]
