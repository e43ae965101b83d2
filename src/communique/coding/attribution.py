"""On whose word: the chain of speakers above a clause."""

from __future__ import annotations

from communique.coding.tree import Tree
from communique.records import Article, Attribution, Mention, Parse
from communique.resolve import Resolution

SAYING = frozenset(
    """say tell announce add report state declare claim note explain insist argue write tweet confirm admit acknowledge
    stress reiterate reaffirm affirm warn quote cite remark comment reply respond allege maintain suggest reveal disclose
    indicate emphasise emphasize assert contend observe recall testify""".split()
)


class Attributor:
    """Speakers of one article's clauses."""

    def __init__(self, parse: Parse, article: Article, trees: list[Tree], resolution: Resolution) -> None:
        self.parse = parse
        self.article = article
        self.trees = trees
        self.resolution = resolution

    def speaker(self, sentence: int, token: int) -> Mention | None:
        """The nearest speaker of the clause that holds the token, or null when the text itself speaks."""
        verb = self._saying_verb(self.trees[sentence], token)
        if verb is None:
            return None
        return self._speaker_of(self.trees[sentence], verb)

    def chain(self, sentence: int, token: int) -> tuple[Attribution, ...]:
        """Speakers, nearest first."""
        tree = self.trees[sentence]
        verb = self._saying_verb(tree, token)
        if verb is None:
            return ()
        mention = self._speaker_of(tree, verb)
        if mention is None or not mention.actors:
            return ()
        actor = mention.actors[0]
        return (
            Attribution(
                actor.start, actor.end, actor.text, actor.person or actor.name or actor.text, actor.code,
                tree.sentence.form[verb], "indirect",
            ),
        )  # fmt: skip

    def _saying_verb(self, tree: Tree, token: int) -> int | None:
        node = token
        for head in tree.ancestors(token):
            if tree.lemma[head] in SAYING and tree.deprel[node] in ("ccomp", "parataxis"):
                return head
            node = head
        for child in tree.children[node]:
            if tree.deprel[child] == "parataxis" and tree.lemma[child] in SAYING and child != token:
                return child
        return None

    def _speaker_of(self, tree: Tree, verb: int) -> Mention | None:
        for subject in tree.args(verb).get("subj", ()):
            mention = self.resolution.at(tree.index, subject)
            if mention is not None:
                return mention
        return None
