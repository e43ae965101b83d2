"""Where a party stands that no role of the act names: right of the trigger, in its aim, above it."""

from __future__ import annotations

from communique.coding.act import Act, plain
from communique.coding.tree import Tree
from communique.coding.unsaid import Unsaid
from communique.records import Mention


class Elsewhere(Unsaid):
    """Recipients of one sentence that are looked for around the act."""

    __slots__ = ()

    def _found_elsewhere(
        self, act: Act, busy: set[tuple[int, int]], ids: set[str], doers: tuple[Mention, ...] = ()
    ) -> list[Mention]:
        """Recipients that no role names: right of the trigger, in the aim, then who stood before."""
        for reach in (SIDE_CLAUSES, SIDE_CLAUSES - {"advcl"}):
            inner = act.inner.event_type if act.event_type == "REJECT" and act.inner is not None else None
            found = self.anywhere(self._reach(act, reach), busy, ids, inner or act.event_type, doers)
            if found or act.event_type not in AIMS:
                break
        if not found and act.event_type in HOSTILE:
            found = self._accused_first(act, busy, ids)
        if (
            not found
            and act.event_type in HOSTILE
            and self.tree.deprel[act.token] in ("advcl", "acl", "acl:relcl")
            and not set_apart(self.tree, act.token)
        ):
            subject = self._subject_above(act.token, busy, ids)
            if subject is not None:
                return [subject]
            before = [
                m
                for m in self.resolution.mentions_of(self.tree.index)
                if m.first < act.token and _is_power(m)
            ]
            left = [
                m
                for m in before
                if (m.sentence, m.head) not in busy and not set(m.ids) & ids and m.form != "modifier"
            ]
            found = left[-1:]
        return found

    def _aimed_at(
        self, act: Act, busy: set[tuple[int, int]], ids: set[str], doers: tuple[Mention, ...]
    ) -> list[Mention]:
        """ "Marched through the town to demand that the governor resign", "rallied, calling for independence
        from Jakarta": who is named in what a crowd says that it wants.
        """
        tree = self.tree
        clauses = [act.token, *([act.inner.token] if act.inner is not None else [])]
        for clause in clauses:
            for below in tree.subtree(clause, frozenset({"acl:relcl", "ccomp", "parataxis"})):
                if tree.lemma[below] in WANTING and tree.upos[below] == "VERB" and below > act.token:
                    found = self.anywhere(tree.subtree(below)[1:], busy, ids, "REQUEST", doers)
                    if found:
                        return found
        return []

    def _accused_first(self, act: Act, busy: set[tuple[int, int]], ids: set[str]) -> list[Mention]:
        """ "Accusing Chad of meddling, Niger cut all ties": whom a participle before the verb is done to."""
        for clause in self.tree.all(act.token, "advcl"):
            if clause > act.token or self.tree.xpos[clause] != "VBG":
                continue
            for token in self.tree.args(clause).get("obj", ()):
                mention = self.resolution.at(self.tree.index, token)
                if mention is None or (mention.sentence, mention.head) in busy:
                    continue
                if _is_power(mention) and not set(mention.ids) & ids - {""}:
                    return [self._spoken_out(mention)]
        return []

    def _subject_above(self, token: int, busy: set[tuple[int, int]], ids: set[str]) -> Mention | None:
        """ "The crowd burned a flag before police fired tear gas": who acts in the clause above."""
        if self.tree.deprel[token] != "advcl" or set_apart(self.tree, token):
            return None
        for subject in self.tree.args(self.tree.head[token]).get("subj", ()):
            mention = self.resolution.at(self.tree.index, subject)
            if mention is None or not mention.actors or (mention.sentence, mention.head) in busy:
                continue
            if not set(mention.ids) & ids - {""} and mention.actors[0].sector != "JRN":
                return self._spoken_out(mention)
        return None

    def _reach(self, act: Act, stop: frozenset[str]) -> list[int]:
        """Tokens right of the trigger in its own clause and in its content, branches of `stop` left out."""
        tree = self.tree
        own = set(tree.subtree(act.token, stop))
        if act.content is not None:
            own |= set(tree.subtree(act.content, stop))
        if "advcl" not in stop:
            finite = [
                c for c in tree.all(act.token, "advcl") if tree.child(c, "nsubj", "nsubj:pass") is not None
            ]
            own -= {token for clause in finite for token in tree.subtree(clause)}
        doers = {
            t for role, token in act.actor_roles if role in ("subj", "poss") for t in tree.subtree(token)
        }
        if not any(plain(role) == "obj" for role, _ in act.recipient_roles):
            own -= set(tree.args(act.token).get("obj", ()))
        yields = act.event_type in ("CONCEDE", "RETREAT")  # "after talks with the government"
        aside = {
            below for token in own
            if not yields and (tree.case(token) in ASIDE or tree.lemma[token] in ("wake", "aftermath"))
            for below in tree.subtree(token)
        }  # fmt: skip
        return [token for token in sorted(own - doers - aside) if token > act.token]


#: Prepositions of what happened before or beside an act, or in spite of it.
ASIDE = frozenset({"after", "since", "following", "amid", "during", "despite"})


def _is_power(mention: Mention) -> bool:
    """A state, or somebody who speaks or fights for one."""
    return bool(mention.actors) and (
        mention.actors[0].kind == "state" or mention.actors[0].sector in ("GOV", "MIL", "REB")
    )


#: Verbs by which a crowd says what it wants, and from whom.
WANTING = frozenset(
    """demand call protest urge press ask condemn denounce oppose force pressure seek accuse support chant
    criticise criticize want show""".split()
)
#: Types whose sufferer may have been named in the clause above
#: ("the regime, after the UN announced sanctions, said …").
HOSTILE = frozenset({"SANCTION", "ASSAULT", "COERCE", "ACCUSE", "THREATEN"})
#: Types whose aim ("to demand …", "to disperse …", "to help …") names who they are directed at.
AIMS = frozenset({"PROTEST", "ASSAULT", "AID", "MOBILIZE", "COERCE", "SANCTION", "AGREE"})
#: Clauses that tell of something else than the act they hang on.
SIDE_CLAUSES = frozenset(
    {"ccomp", "parataxis", "acl:relcl", "advcl", "conj", "csubj", "appos", "advcl:relcl"}
)
#: Conjunctions that set one act beside another, done to another ("Lima agreed, while Quito condemned …").
CONTRAST = frozenset("while whereas although though even".split())


def set_apart(tree: Tree, token: int) -> bool:
    """Whether a clause is set beside the main one, so that it is not about those of the main one."""
    return any(tree.lemma[mark] in CONTRAST for mark in tree.all(token, "mark"))
