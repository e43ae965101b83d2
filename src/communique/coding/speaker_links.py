"""Speakers that one word of a tree names: by a verb of saying, a claim, "according to", a quotation."""

from __future__ import annotations

from typing import NamedTuple

from communique.coding.carried_speech import speech_before
from communique.coding.speaker_tags import CITING, is_ahead, is_parenthesis, is_quoted_as, is_tag, is_verb_of
from communique.coding.speech_words import words
from communique.coding.tree import Tree
from communique.records import Article, Mention, Parse
from communique.resolve import Resolution

RUN = 6
"""Quoted sentences over which one speaker goes on speaking."""
NOBODY = frozenset({None, "CVL", "UNK"})
"""Sectors of people of whom nothing is known but that they are people."""
QUOTED_ON = 3
"""Sentences back to the verb of saying of a quotation that goes on."""
SINGLE = frozenset({"person", "agent"})
"""Kinds of actor that "he" and "she" go on speaking for."""
PERSONAL = frozenset({"he", "she", "they", "it", "both"})


class SpeakerLinks:
    """Links from the words of one article to who says what is below them."""

    def __init__(self, parse: Parse, article: Article, trees: list[Tree], resolution: Resolution) -> None:
        self.parse = parse
        self.article = article
        self.trees = trees
        self.resolution = resolution

    def _quoting(self, tree: Tree, verb: int, below: int) -> list[Link]:
        """Who quotes: "was quoted by the paper as saying", "the paper quoted him as saying"."""
        tokens = tree.all(verb, "obl:agent") if tree.is_passive(verb) else []
        if not tokens and is_quoted_as(tree, below):
            tokens = tree.args(verb).get("subj", [])
        return [link for one in tokens if (link := self._link(tree, one, verb)) is not None]

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
        elif is_quoted_as(tree, verb):
            sources = tree.all(tree.head[verb], "obj", "iobj")
        elif tree.lemma[verb] in CITING and tree.child(verb, "obj", "iobj") is not None:
            sources = [*tree.all(verb, "obj", "iobj"), *arguments.get("subj", ())]  # "the paper cited him"
        else:
            sources = self._issuers(tree, verb) or list(arguments.get("subj", ()))
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
        if tree.lemma[token] in ("he", "she") and (mention is None or not _is_somebody(mention)):
            last = self._last_speaker(tree)
            if last is not None:
                return Link(last, token, verb, tree)
        if mention is not None and mention.actors:
            return Link(mention, token, verb, tree)
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
                    if mention is not None and mention.actors and mention.actors[0].kind in SINGLE:
                        return mention
        return None

    def _is_medium(self, tree: Tree, token: int, kind: str | None = None) -> bool:
        """Whether a token is media; kind: of which kind of actor, so that reporters in a room are none."""
        mention = self.resolution.at(tree.index, token)
        if mention is None or not mention.actors or mention.actors[0].sector != "JRN":
            return False
        return kind is None or mention.actors[0].kind == kind

    def _medium(self, tree: Tree, noun: int, verb: int | None) -> list[Link]:
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

    def _issuers(self, tree: Tree, verb: int) -> list[int]:
        """ "The mayor issued a statement saying that …": who issued it."""
        noun = tree.head[verb]
        if tree.deprel[verb] != "acl" or tree.xpos[verb] != "VBG" or tree.deprel[noun] != "obj":
            return []
        above = tree.head[noun]
        own = tree.lemma[noun] in words("own_nouns") and tree.lemma[above] in words("issuing")
        return list(tree.args(above).get("subj", ())) if own else []

    def _carried_by(self, tree: Tree, verb: int) -> list[Link]:
        """ "The North, in a statement carried by the agency, accused …": the medium of a verb's statement."""
        nouns = tree.all(verb, "obl")
        nouns += [noun for one in tree.all(verb, "nsubj") for noun in tree.all(one, "nmod")]
        said = [noun for noun in nouns if self._is_claim(tree, noun) and tree.case(noun) == "in"]
        return [link for noun in said for link in self._medium(tree, noun, None)]

    def _according_to(self, tree: Tree, node: int) -> list[Link]:
        found = []
        last = tree.all(node, "conj")[-1:]  # "was beaten and his house burnt, according to neighbours"
        for child in [*tree.children[node], *(child for one in last for child in tree.children[one])]:
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

    def _parataxis(self, tree: Tree, node: int, below: int | None, token: int) -> list[Link]:
        """ "…, the ministry said": a verb of saying set beside the clause, with nothing said of its own."""
        found: list[Link] = []
        for child in tree.children[node]:
            said = tree.deprel[child] == "parataxis" and is_verb_of(tree, child, words("verbs"))
            aside = is_ahead(tree, child) or is_parenthesis(tree, child, token)
            if said and child != below and not aside:
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
        if mention is not None and mention.actors:
            return [Link(mention, mention.head, None, tree)]
        return self._tag_before(tree) if self._is_all_quoted(tree) else []

    def _is_all_quoted(self, tree: Tree) -> bool:
        """Whether a sentence stands in quotation marks from its first word to its last."""
        spoken = [token for token in range(len(tree)) if tree.upos[token] != "PUNCT"]
        return bool(spoken) and all(
            self.resolution.is_quoted(tree.sentence.token_start[token]) for token in (spoken[0], spoken[-1])
        )

    def _tag_before(self, tree: Tree) -> list[Link]:
        """Who goes on speaking in a quoted sentence of which the resolver knows no speaker: whoever was said
        to speak in the quotations just before."""
        for index in range(tree.index - 1, max(-1, tree.index - 1 - RUN), -1):
            other = self.trees[index]
            if self._is_all_quoted(other):
                continue
            verbs = [verb for verb in range(len(other)) if is_tag(other, verb, words("plain"))]
            return self._speakers_of(other, verbs[-1]) if verbs else []
        return []

    def _quoted_on(self, tree: Tree, token: int) -> list[Link]:
        """A speaker whom the resolver does not know and who is quoted on: "…," Jan Roe told the paper. "…".
        """
        if not self.resolution.is_quoted(tree.sentence.token_start[token]):
            return []
        for index in range(tree.index - 1, max(-1, tree.index - 1 - QUOTED_ON), -1):
            other = self.trees[index]
            if other.sentence.paragraph != tree.sentence.paragraph:
                return []
            starts = other.sentence.token_start
            unquoted = [k for k in range(len(other)) if not self.resolution.is_quoted(starts[k])]
            quotes = len(unquoted) < len(other)
            verbs = [k for k in unquoted if other.upos[k] == "VERB" and other.lemma[k] in words("plain")]
            if quotes and verbs:
                return self._speakers_of(other, verbs[-1])
            if not quotes or any(other.upos[k] == "VERB" for k in unquoted):
                return []
        return []

    def _carried(self, tree: Tree) -> list[Link]:
        """Who goes on speaking from the sentence before."""
        before = speech_before(self.trees, tree.index, words("plain"))
        return [] if before is None else self._speakers_of(*before)


class Link(NamedTuple):
    """One speaker: the mention (null where the resolver knows nobody), the head token, the verb of saying."""

    mention: Mention | None
    token: int
    verb: int | None
    tree: Tree


def _is_somebody(mention: Mention) -> bool:
    """Whether a pronoun is known to mean a person, or somebody of an office."""
    return any(actor.kind == "person" or actor.sector not in NOBODY for actor in mention.actors)
