"""From argument tokens to actors: whom the nouns around an act stand for."""

from __future__ import annotations

from communique.coding.act import Act, plain
from communique.coding.bystanders import SENT_BY
from communique.coding.operator_acts import DONE
from communique.coding.own_side import gives_own, is_own, is_own_state, opposed
from communique.coding.scenes import Scenes
from communique.coding.senses import EMPTY_HEADS
from communique.coding.stand_for import TOGETHER, is_idle_place, is_nameless_force, without_inner
from communique.coding.understood import other_side, unlisted_doers
from communique.coding.unsaid import asks_release
from communique.records import Actor, Mention

#: Types that move troops or goods to a recipient.
MOVING = frozenset({"AID", "AGREE", "MOBILIZE", "RETREAT", "SANCTION", "REJECT"})
#: Types that come out of a country ("shells from Syria").
FIRED = frozenset({"ASSAULT", "MOBILIZE"})
#: Types that no government does to its own state.
ABROAD = frozenset({"ACCUSE", "THREATEN", "SANCTION", "REJECT"})
#: Types that rule over a country or a part of it, and modes of those that move somebody out of it.
RULING = frozenset({"CONCEDE", "RETREAT", "COERCE"})
MOVED = frozenset({"withdraw", "disarm", "access", "resign", "release", "arrest", "deport"})
#: Types by which somebody gives another what is his own.
GIVING = frozenset({"SUPPORT", "AGREE", "AID", "RETREAT", "CONCEDE", "COOPERATE", "CONSULT"})
#: Roles in whose relative clauses a recipient is looked for when nobody else is named.
LAST_RESORT = ("obj", "obj.of", "content", "at")
#: Types that judge a deed of others where they name one.
JUDGING = frozenset({"SUPPORT", "REJECT"})


class Parties(Scenes):
    """Actors of one sentence's acts."""

    __slots__ = ()

    def pick(
        self,
        roles: list[tuple[str, int]],
        taken: set[tuple[int, int]],
        taken_ids: frozenset[str] = frozenset(),
        moves: bool = False,
        doers: tuple[Mention, ...] = (),
        clauses: bool = True,
        abroad: bool = False,
        gives: bool = False,
    ) -> tuple[list[Mention], float, str | None]:
        """Actors of the first role that has any; all arguments of that role count (coordination).

        taken: (sentence, head) of mentions that already play the other part; taken_ids: whom they stand for.
        moves: the act moves troops or goods, so that nameless forces are what is moved, not who receives it.
        doers: who acts; their own arms and forces receive nothing. clauses: as in `of_token`.
        abroad: the act is done to others than the doers' own state. gives: the act gives another what is the
        doers' own, so that their state as its possessor receives nothing.
        """
        best: tuple[list[Mention], float, str | None] = ([], 0.0, None)
        seen_roles: list[str] = []
        for role, _ in roles:
            if role not in seen_roles:
                seen_roles.append(role)
        for role in seen_roles:
            mentions: list[Mention] = []
            directness = 0.0
            tokens = [token for name, token in roles if name == role]
            for token in tokens:
                if self._is_part(token, tokens):
                    continue
                found, degree = self.of_token(token, clauses, doers if gives else ())
                for mention in found:
                    if is_taken(mention, taken, taken_ids) or self._is_himself(mention, doers):
                        continue
                    if doers and opposed(self.tree, mention, gives):
                        continue
                    if mention not in mentions:
                        if is_own(self.tree, mention, doers, moves):
                            continue
                        if gives and gives_own(self.tree, mention, doers):
                            continue
                        if abroad and is_own_state(mention, doers):
                            continue
                        mentions.append(mention)
                        directness = max(directness, 0.4 if moves and is_nameless_force(mention) else degree)
            mentions = without_inner(mentions)
            if role == "understood" and best[1] >= 0.7 and all(m.form != "pronoun" for m in best[0]):
                continue  # who speaks does not do what somebody's raids did
            if mentions and directness > best[1] + 0.25:
                best = (mentions, directness, role)
            if best[1] >= 0.9:
                break
        return best

    def _is_himself(self, mention: Mention, doers: tuple[Mention, ...]) -> bool:
        """Whether a pronoun was read as one of the doers, or as his name beside it ("the lawyer, Jane Roe,
        sued, accusing her"): it means another."""
        if mention.form != "pronoun":
            return False
        own = {(actor.start, actor.end) for doer in doers for actor in doer.actors}
        for doer in doers:
            for beside in self.tree.all(doer.head, "appos") if doer.sentence == self.tree.index else ():
                name = self.resolution.at(self.tree.index, beside)
                own |= {(actor.start, actor.end) for actor in name.actors} if name is not None else set()
        return any((actor.start, actor.end) in own for actor in mention.actors)

    def may_receive(self, mention: Mention, doers: list[Mention], event_type: str) -> bool:
        """Whether somebody may be who an act is done to: none whom the doers send, no place of their own."""
        if self._is_sent(mention, doers, event_type):
            return False
        return not is_idle_place(mention, doers, event_type)

    def is_anothers(self, mention: Mention, doers: list[Mention]) -> bool:
        """Whether a mention that no role names is anything but the doers' own ("closed its consulate")."""
        return not is_own(self.tree, mention, tuple(doers), moves=True)

    def _is_part(self, token: int, tokens: list[int]) -> bool:
        """ "Ten people were killed, most of them in Gaza": a part of those who were named before."""
        below = self.tree.args(token).get("of", ()) if self.tree.lemma[token] in EMPTY_HEADS else ()
        return token > min(tokens) and any(self.tree.lemma[noun] in ("they", "them") for noun in below)

    def _counted(self, token: int) -> str:
        """The lemma of a noun; of what is counted behind "thousands of"."""
        while self.tree.lemma[token] in EMPTY_HEADS and (below := self.tree.args(token).get("of")):
            token = below[0]
        return self.tree.lemma[token]

    def _is_sent(self, mention: Mention, doers: list[Mention], event_type: str) -> bool:
        """ "Willing to send a delegation": the doers' own people, whoever else they may be sent to."""
        lemma = self._counted(mention.head) if mention.sentence == self.tree.index else ""
        if event_type in SENDING and all(actor.rule.startswith(SENT_BY) for actor in mention.actors):
            return True
        if lemma not in SENT | TROOPS:
            return False
        own = {actor.country for actor in flatten(doers) if actor.country}
        if lemma in TROOPS:  # "mobilised the troops", "offered to send troops"
            guessed = all(actor.rule.startswith("agent noun,") for actor in mention.actors)
            mine = guessed or all(actor.country in own | {None} for actor in mention.actors)
            top = mention.head
            while self.tree.deprel[top] == "nmod" and self.tree.lemma[self.tree.head[top]] in EMPTY_HEADS:
                top = self.tree.head[top]
            return mine and event_type in SENDING and self.tree.deprel[top] == "obj"
        determiner = self.tree.child(mention.head, "det")
        indefinite = determiner is None or self.tree.lemma[determiner] in ("a", "an")
        bare = self.tree.child(mention.head, "amod", "compound", "nmod:poss") is None
        return indefinite and bare and bool(own) and all(actor.country in own for actor in mention.actors)

    def of_act(self, act: Act) -> tuple[list[Mention], list[Mention], float]:
        """(actors, recipients, directness) of an act; a mention plays one part only."""
        actors, actor_degree, _ = self.pick(act.actor_roles, set(), clauses=False)
        if act.event_type == "ASSAULT":
            actors = [mention for mention in actors if not self._is_site(mention)]
        taken = {(mention.sentence, mention.head) for mention in actors}
        taken |= {(self.tree.index, token) for role, token in act.actor_roles if role == "subj"}
        if not actors and "place-actor" in act.flags:
            actors = self._place_of(act)
            actor_degree = 0.3
        if not actors and act.event_type in FIRED:
            sources = [self._place(token) for role, token in act.actor_roles if role.endswith("from")]
            actors = [place for place in sources if place is not None and place.actors[0].country][:1]
            actor_degree = 0.5 if actors else actor_degree
        ids = ids_of(actors)
        if not actors:
            known = {m.head for m in self.resolution.mentions_of(self.tree.index) if m.actors}
            actors = unlisted_doers(self.tree, act, self.resolution.parse.text, known)
        recipients, recipient_degree, role = self.pick(
            act.recipient_roles, taken, ids, act.event_type in MOVING, tuple(actors), clauses=False,
            abroad=act.event_type in ABROAD, gives=act.event_type in GIVING,
        )  # fmt: skip
        if sent := [mention for mention in recipients if self._is_sent(mention, actors, act.event_type)]:
            recipients = [mention for mention in recipients if mention not in sent]
            recipient_degree = recipient_degree if recipients else 0.0
        if act.event_type == "PROTEST" and role in (None, "in", "at", "near"):
            recipients = self._aimed_at(act, taken, set(ids), tuple(actors)) or recipients
        if role is not None and role.startswith(DONE) and asks_release(act) and self.deeds is not None:
            content = act.token if act.content is None else act.content
            held = self.deeds.holders(self.tree, content, set(ids))
            recipients = held or recipients  # "Turkey held a reporter. Paris called for his release"
        judged = act.event_type in JUDGING and act.content is not None
        mutual = "both" in act.flags or (act.event_type in TOGETHER and not judged)
        together = len(flatten(actors)) > 1 and mutual
        nameless = recipient_degree <= 0.4 and all(is_nameless_force(mention) for mention in recipients)
        if nameless and not together and "mutual" not in act.flags and not self._is_bare_noun(act):
            busy = taken | {(m.sentence, m.head) for m in actors}
            elsewhere = self._met(act, set(ids)) or self._found_elsewhere(act, busy, set(ids), tuple(actors))
            recipients, recipient_degree = elsewhere or recipients, 0.3
        met = self._met(act, set(ids))
        if met and recipients and all(_is_state_of(mention, met) for mention in recipients):
            recipients = met  # "called the king to voice support for Jordan"
        if actors and not recipients and act.event_type in RULING and act.mode not in MOVED:
            held = self._where_it_holds(act)
            if held:
                return actors, held, min(actor_degree or 1.0, 0.2)
        if actors and not recipients and not together:
            recipients = self._in_meeting(act, set(ids))
            recipient_degree = 0.3 if recipients else recipient_degree
        if not recipients and not together:
            direct = [pair for pair in act.recipient_roles if plain(pair[0]) in LAST_RESORT]
            recipients, recipient_degree, _ = self.pick(
                direct, taken, ids, False, tuple(actors), abroad=act.event_type in ABROAD,
                gives=act.event_type in GIVING,
            )  # fmt: skip
        if not recipients and not together:
            recipients = self._understood(act, set(ids))
            recipient_degree = 0.3 if recipients else recipient_degree
        harmed = act.event_type == "ASSAULT" and "political" in act.flags  # "the car bombing at a station"
        if (actors or harmed) and not recipients and not together and "mutual" not in act.flags:
            recipients = self._unnamed(act, harmed)
            recipient_degree = 0.2 if recipients else recipient_degree
        if actors and not recipients and not together and "mutual" not in act.flags:
            if not self._is_of_thing(act):
                recipients = other_side(self.tree, act, actors, self.deeds)
            recipient_degree = 0.2 if recipients else recipient_degree
        recipients = self._with_hosts(recipients, act)
        if act.event_type == "CONSULT" and role == "obj":
            recipients = self._with_places(recipients, act)
        recipients = [mention for mention in recipients if self.may_receive(mention, actors, act.event_type)]
        if actors and not recipients and not together:
            recipients = self._hosts_of_mission(act)
        if act.event_type == "ACCUSE" and act.mode != "investigate":
            spared = self._sufferers(act)
            recipients = [
                mention for mention in recipients if not self._is_scene(mention) and mention.head not in
                spared
            ]
        return actors, recipients, min(actor_degree or 1.0, recipient_degree or 1.0)

    def _is_of_thing(self, act: Act) -> bool:
        """ "Vetoed it": an act on something that the text has named."""
        objects = self.tree.args(act.token).get("obj", ())
        return any(self.tree.lemma[token] in ("it", "this", "that") for token in objects)


def ids_of(mentions: list[Mention]) -> frozenset[str]:
    """Whom mentions stand for."""
    return frozenset(name for mention in mentions for name in mention.ids if name)


def is_taken(mention: Mention, taken: set[tuple[int, int]], ids: frozenset[str]) -> bool:
    """Whether a mention plays the other part already: itself, by (sentence, head), or whom it stands for."""
    return (mention.sentence, mention.head) in taken or (any(mention.ids) and set(mention.ids) <= ids)


def _is_state_of(mention: Mention, others: list[Mention]) -> bool:
    """Whether a mention is the state, or the people, for which one of the others stands."""
    countries = {actor.country for other in others for actor in other.actors if actor.country}
    return all(actor.country in countries and actor.person is None for actor in mention.actors)


#: What a government moves, and the types in which it does.
TROOPS = frozenset("troop troops soldier force warship reservist marine paratrooper peacekeeper".split())
SENDING = frozenset({"MOBILIZE", "AGREE", "AID", "REJECT", "THREATEN"})
#: Those whom a government sends.
SENT = frozenset(
    """delegation team envoy mission negotiator official representative emissary convoy squad contingent
    observer expert adviser advisor doctor engineer""".split()
)


def flatten(mentions: list[Mention]) -> tuple[Actor, ...]:
    """Actors of the mentions in order, each once."""
    found: dict[tuple[int, int, str | None, str | None], Actor] = {}
    for mention in mentions:
        for actor in mention.actors:
            found.setdefault((actor.start, actor.end, actor.code, actor.name), actor)
    return tuple(found.values())
