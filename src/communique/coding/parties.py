"""From argument tokens to actors: whom the nouns around an act stand for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from communique.coding.act import Act
from communique.coding.deeds import Deeds
from communique.coding.stand_for import StandFor
from communique.coding.tree import Tree
from communique.coding.understood import BESIDE, other_side, pointed_at, unlisted_doers
from communique.records import Actor, Mention
from communique.resolve import Resolution


@cache
def bodies() -> frozenset[str]:
    """Nouns of data/parties.toml that name a party or a place."""
    text = files("communique.coding").joinpath("data", "parties.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["bodies"].split())


class Parties(StandFor):
    """Actors of one sentence's acts."""

    __slots__ = ("deeds",)

    def __init__(self, tree: Tree, resolution: Resolution, deeds: Deeds | None = None) -> None:
        super().__init__(tree, resolution)
        self.deeds = deeds

    def of_token(self, token: int, clauses: bool = True) -> tuple[list[Mention], float]:
        """Mentions that an argument stands for, and how directly; open pronouns point back."""
        found, degree = super().of_token(token, clauses)
        if found or self.tree.upos[token] != "PRON":
            return found, degree
        meant = pointed_at(self.tree, token, self.deeds)
        if isinstance(meant, int):
            return super().of_token(meant)[0], 0.7
        return meant or [], 0.6

    def anywhere(
        self, tokens: list[int], taken: set[tuple[int, int]], ids: set[str], places: bool,
        doers: tuple[Mention, ...] = (),
    ) -> list[Mention]:  # fmt: skip
        """The first whole mention or place among tokens that plays no part yet: the last resort for a
        recipient.
        """
        for token in tokens:
            mention = self.resolution.at(self.tree.index, token)
            if mention is not None and mention.actors and (mention.sentence, mention.head) not in taken:
                actor = mention.actors[0]
                named = actor.country is not None or actor.kind != "agent"
                if mention.form == "modifier" and actor.kind == "agent":
                    continue
                if self._is_own(mention, doers) or _is_own_country(self.tree, mention, doers):
                    continue
                if (
                    mention.form != "pronoun"
                    and actor.sector != "JRN"
                    and named
                    and not set(mention.ids) <= ids
                ):
                    return [mention]
            place = self._place(token)
            if place is not None and (places or place.actors[0].country is not None):
                return [place]
        return []

    def pick(
        self,
        roles: list[tuple[str, int]],
        taken: set[tuple[int, int]],
        taken_ids: frozenset[str] = frozenset(),
        moves: bool = False,
        doers: tuple[Mention, ...] = (),
        clauses: bool = True,
    ) -> tuple[list[Mention], float, str | None]:
        """Actors of the first role that has any; all arguments of that role count (coordination).

        taken: (sentence, head) of mentions that already play the other part; taken_ids: whom they stand for.
        moves: the act moves troops or goods, so that nameless forces are what is moved, not who receives it.
        doers: who acts; their own arms and forces receive nothing. clauses: as in `of_token`.
        """
        best: tuple[list[Mention], float, str | None] = ([], 0.0, None)
        seen_roles: list[str] = []
        for role, _ in roles:
            if role not in seen_roles:
                seen_roles.append(role)
        for role in seen_roles:
            mentions: list[Mention] = []
            directness = 0.0
            for name, token in roles:
                if name != role:
                    continue
                found, degree = self.of_token(token, clauses)
                for mention in found:
                    if (mention.sentence, mention.head) in taken or (
                        any(mention.ids) and set(mention.ids) <= taken_ids
                    ):
                        continue
                    if mention not in mentions:
                        if self._is_own(mention, doers):
                            continue
                        mentions.append(mention)
                        directness = max(directness, 0.4 if moves and _is_nameless_force(mention) else degree)
            if mentions and directness > best[1] + 0.25:
                best = (mentions, directness, role)
            if best[1] >= 0.9:
                break
        return best

    def _is_own(self, mention: Mention, doers: tuple[Mention, ...]) -> bool:
        """ "Withdrew its troops", "laid down their arms": the possessor is who acts."""
        if mention.sentence != self.tree.index or not doers:
            return False
        codes = {actor.code for doer in doers for actor in doer.actors}
        if mention.form == "pronoun" and self.tree.xpos[mention.head] == "PRP$":
            return any(actor.code in codes and actor.code for actor in mention.actors)
        countries = {actor.country for doer in doers for actor in doer.actors}
        possessor = self.tree.child(mention.head, "nmod:poss")
        return (
            possessor is not None
            and self.tree.xpos[possessor] == "PRP$"
            and all(actor.sector in FORCES and actor.country in countries for actor in mention.actors)
        )

    def of_act(self, act: Act) -> tuple[list[Mention], list[Mention], float]:
        """(actors, recipients, directness) of an act; a mention plays one part only."""
        actors, actor_degree, _ = self.pick(act.actor_roles, set(), clauses=False)
        taken = {(mention.sentence, mention.head) for mention in actors}
        taken |= {(self.tree.index, token) for role, token in act.actor_roles if role == "subj"}
        if not actors and "place-actor" in act.flags:
            actors = self._place_of(act)
            actor_degree = 0.3
        if not actors and act.event_type in FIRED:
            sources = [self._place(token) for role, token in act.actor_roles if role.endswith("from")]
            actors = [place for place in sources if place is not None and place.actors[0].country][:1]
            actor_degree = 0.5 if actors else actor_degree
        ids = frozenset(name for mention in actors for name in mention.ids if name)
        if not actors:
            known = {m.head for m in self.resolution.mentions_of(self.tree.index) if m.actors}
            actors = unlisted_doers(self.tree, act, self.resolution.parse.text, known)
        recipients, recipient_degree, _ = self.pick(
            act.recipient_roles, taken, ids, act.event_type in MOVING, tuple(actors), clauses=False
        )
        together = len(flatten(actors)) > 1 and ("both" in act.flags or act.event_type in TOGETHER)
        nameless = recipient_degree <= 0.4 and all(_is_nameless_force(mention) for mention in recipients)
        if nameless and not together and "mutual" not in act.flags and not self._is_bare_noun(act):
            busy = taken | {(m.sentence, m.head) for m in actors}
            elsewhere = self._met(act, set(ids)) or self._found_elsewhere(act, busy, set(ids), tuple(actors))
            recipients, recipient_degree = elsewhere or recipients, 0.3
        if not recipients and not together:
            direct = [pair for pair in act.recipient_roles if pair[0] in ("obj", "obj.of", "content", "at")]
            recipients, recipient_degree, _ = self.pick(direct, taken, ids, False, tuple(actors))
        if not recipients and not together:
            recipients = self._understood(act, set(ids))
            recipient_degree = 0.3 if recipients else recipient_degree
        if actors and not recipients and not together and "mutual" not in act.flags:
            recipients = self._unnamed(act)
            recipient_degree = 0.2 if recipients else recipient_degree
        if actors and not recipients and not together and "mutual" not in act.flags:
            recipients = other_side(self.tree, act, actors, self.deeds)
            recipient_degree = 0.2 if recipients else recipient_degree
        return actors, recipients, min(actor_degree or 1.0, recipient_degree or 1.0)

    def _understood(self, act: Act, ids: set[str]) -> list[Mention]:
        """Recipients left unsaid: who did the deed that is judged; whom the verb before it is done to ("urged
        the rivals to talk and offered to help").
        """
        if act.event_type in ANSWERS and self.deeds is not None:
            nouns = [token for _, token in act.recipient_roles]
            inner = act.inner.token if act.inner is not None else None
            nouns += [token for token in (act.content, inner) if token is not None]
            for noun in dict.fromkeys(nouns):
                if self.resolution.at(self.tree.index, noun) is not None:
                    continue
                found = self.deeds.doers(self.tree, noun, ids)
                if found:
                    return found
        head = self.tree.head[act.token]
        if self.tree.deprel[act.token] != "conj" or self.tree.upos[head] != "VERB":
            return []
        if act.event_type not in SPOKEN or self.tree.child(act.token, "nsubj", "nsubj:pass") is not None:
            return []
        arguments = self.tree.args(head)
        shared = arguments.get("obj" if not self.tree.is_passive(head) else "iobj", [])
        for token in shared or arguments.get("on", []):
            mention = self.resolution.at(self.tree.index, token)
            if mention is not None and mention.actors and not set(mention.ids) & ids:
                return [self._spoken_out(mention)]
        return []

    def _unnamed(self, act: Act) -> list[Mention]:
        """A place or body that no table knows, where the sense of the verb expects the other party."""
        tree = self.tree
        if self._is_bare_noun(act):
            return []
        for _, token in act.recipient_roles:
            if tree.lemma[token] not in bodies() or tree.upos[token] not in ("NOUN", "PROPN"):
                continue
            mention = self.resolution.at(tree.index, token)
            known = mention is not None and bool(mention.actors)
            if known or token in {noun for _, noun in act.actor_roles}:
                continue
            start, end = tree.span(token, BESIDE)
            text = self.resolution.parse.text[start:end]
            rule = "nobody in the tables"
            actor = Actor(start, end, text, "agent", None, None, None, None, None, None, None, rule)
            tokens = tree.subtree(token, BESIDE)
            return [
                Mention(tree.index, tokens[0], tokens[-1] + 1, token, start, end, "nominal", (actor,), ("",))
            ]
        return []

    def _is_bare_noun(self, act: Act) -> bool:
        return act.operator is None and self.tree.upos[act.token] in ("NOUN", "PROPN")

    def _met(self, act: Act, ids: set[str]) -> list[Mention]:
        """ "Called the king to convey support", "met him to protest": whom the verb above is done to."""
        head = self.tree.head[act.token]
        if act.event_type not in SPOKEN or self.tree.deprel[act.token] not in ("advcl", "xcomp"):
            return []
        if head < 0 or self.tree.lemma[head] not in MEETING or self.tree.is_passive(head):
            return []
        arguments = self.tree.args(head)
        for token in (*arguments.get("obj", ()), *arguments.get("with", ()), *arguments.get("in", ())):
            mention = self.resolution.at(self.tree.index, token)
            if mention is not None and mention.actors and not set(mention.ids) & ids - {""}:
                return [self._spoken_out(mention)]
        return []

    def _found_elsewhere(
        self, act: Act, busy: set[tuple[int, int]], ids: set[str], doers: tuple[Mention, ...] = ()
    ) -> list[Mention]:
        """Recipients that no role names: right of the trigger, in the aim, then who stood before."""
        for reach in (SIDE_CLAUSES, SIDE_CLAUSES - {"advcl"}):
            found = self.anywhere(self._reach(act, reach), busy, ids, act.event_type in REACHES_PLACES, doers)
            if found or act.event_type not in AIMS:
                break
        if (
            not found
            and act.event_type in HOSTILE
            and self.tree.deprel[act.token] in ("advcl", "acl", "acl:relcl")
        ):
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

    def _place_of(self, act: Act) -> list[Mention]:
        """The state in which somebody was arrested, tried or freed, when nobody else is named as the doer."""
        for role in ("in", "at", "by"):
            for token in self.tree.args(act.token).get(role, ()):
                place = self._place(token)
                if place is not None:
                    return [place]
        return []

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
        if not any(role == "obj" for role, _ in act.recipient_roles):
            own -= set(tree.args(act.token).get("obj", ()))
        return [token for token in sorted(own - doers) if token > act.token]


def _is_nameless_force(mention: Mention) -> bool:
    """Troops of no country: what an act sends, moves or withdraws."""
    actor = mention.actors[0]
    return actor.kind == "agent" and actor.country is None and actor.sector in ("MIL", "COP", "PRM")


def _is_own_country(tree: Tree, mention: Mention, doers: tuple[Mention, ...]) -> bool:
    """ "Pakistan's support" of a Pakistani minister: the country that a doer speaks for, as a possessor."""
    if mention.form != "modifier" and tree.deprel[mention.head] != "nmod:poss":
        return False
    own = {actor.country for doer in doers for actor in doer.actors if actor.sector == "GOV"}
    return all(actor.kind == "state" and actor.country in own for actor in mention.actors)


def _is_power(mention: Mention) -> bool:
    """A state, or somebody who speaks or fights for one."""
    return bool(mention.actors) and (
        mention.actors[0].kind == "state" or mention.actors[0].sector in ("GOV", "MIL", "REB")
    )


#: Sectors of what a state moves and keeps.
FORCES = frozenset({"MIL", "COP", "PRM", "UAF"})
#: Verbs of meeting whose aim is said to whom they meet.
MEETING = frozenset("call phone telephone ring write summon meet visit see tell contact cable fly".split())
#: Types that come out of a country ("shells from Syria").
FIRED = frozenset({"ASSAULT", "MOBILIZE"})
#: Types that answer a deed told before.
ANSWERS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "PROTEST", "THREATEN", "CONCEDE", "SANCTION"})
#: Types that are said to somebody.
SPOKEN = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "THREATEN", "REJECT", "CONCEDE", "CONSULT"})
#: Types that move troops or goods to a recipient.
MOVING = frozenset({"AID", "AGREE", "MOBILIZE", "RETREAT", "SANCTION", "REJECT"})
#: Types that can be done to a place without naming whose it is.
REACHES_PLACES = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "AID", "RETREAT", "SANCTION", "CONCEDE", "PROTEST", "CONSULT"}
)
#: Types whose sufferer may have been named in the clause above
#: ("the regime, after the UN announced sanctions, said …").
HOSTILE = frozenset({"SANCTION", "ASSAULT", "COERCE", "ACCUSE", "THREATEN"})
#: Types that several actors do with each other when nobody else is named.
TOGETHER = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REJECT"})
#: Types whose aim ("to demand …", "to disperse …", "to help …") names who they are directed at.
AIMS = frozenset({"PROTEST", "ASSAULT", "AID", "MOBILIZE", "COERCE", "SANCTION"})
#: Clauses that tell of something else than the act they hang on.
SIDE_CLAUSES = frozenset(
    {"ccomp", "parataxis", "acl:relcl", "advcl", "conj", "csubj", "appos", "advcl:relcl"}
)


def flatten(mentions: list[Mention]) -> tuple[Actor, ...]:
    """Actors of the mentions in order, each once."""
    found: dict[tuple[int, int, str | None, str | None], Actor] = {}
    for mention in mentions:
        for actor in mention.actors:
            found.setdefault((actor.start, actor.end, actor.code, actor.name), actor)
    return tuple(found.values())
