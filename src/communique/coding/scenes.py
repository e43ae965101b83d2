"""Where an act takes place or holds, and at which meeting: when that tells to whom it is done."""

from __future__ import annotations

from communique.coding.act import Act, plain
from communique.coding.elsewhere import SIDE_CLAUSES, Elsewhere
from communique.coding.stand_for import PLACE
from communique.coding.unsaid import SPOKEN
from communique.records import Mention

#: What people say things at, and the prepositions before it.
MEETINGS = frozenset("meeting talk conversation call letter message dinner lunch summit audience".split())
MEETING_CASES = ("in", "at", "during", "after", "following", "before")
#: What goes off or breaks out somewhere.
WENT_OFF = frozenset(
    """explosion blast bomb bombing fire shooting attack gunfire device car_bomb clash shootout stampede
    violence fighting riot""".split()
)
#: Prepositions of the scene of a deed.
SCENE = frozenset({"in", "at", "near", "outside", "around", "across"})
#: What keeps a peace in a country.
MISSIONS = frozenset("force mission operation contingent peacekeeping presence fund".split())


class Scenes(Elsewhere):
    """Parties of one sentence's acts that the setting of an act gives or takes away."""

    __slots__ = ()

    def _is_site(self, mention: Mention) -> bool:
        """ "An explosion at a bank killed two": where something went off, nobody who did it."""
        if mention.sentence != self.tree.index or self.tree.case(mention.head) not in SCENE | {"inside"}:
            return False
        above = self.tree.head[mention.head]
        return above >= 0 and self.tree.lemma[above] in WENT_OFF

    def _is_scene(self, mention: Mention) -> bool:
        """ "Condemned the attack in Hasaka": where the deed took place, nobody who is judged."""
        if mention.sentence != self.tree.index or mention.actors[0].rule != PLACE:
            return False
        town = any(
            placed.sentence == self.tree.index
            and placed.place.start == mention.core_start
            and placed.place.precision != "country"
            for placed in self.resolution.located
        )
        case, above = self.tree.case(mention.head), self.tree.head[mention.head]
        if case == "of" and above >= 0:  # "the attacks in the towns of Jabla and Tartus"
            case = self.tree.case(above)
        return town and case in SCENE

    def _sufferers(self, act: Act) -> set[int]:
        """ "Condemned the killing of monks", "the attack on the embassy": tokens of those who suffered the
        deed that
        is condemned."""
        inner = act.inner
        if act.operator != "OPPOSE" or inner is None or inner.event_type != "ASSAULT":
            return set()
        doers = {noun for _, noun in inner.actor_roles}
        return {
            token for role, noun in inner.recipient_roles
            if plain(role) not in SCENE and noun not in doers
            for token in self.tree.subtree(noun)
        } | {
            token for case in ("on", "against")
            for noun in self.tree.args(inner.token).get(case, ())
            for token in self.tree.subtree(noun)
        }  # fmt: skip

    def _where_it_holds(self, act: Act) -> list[Mention]:
        """ "Declared a ceasefire in Tripoli", "lifted the curfew in Punjab": the country where an order
        holds."""
        fronted = self.tree.args(act.token).get("in", [])
        beside = [t for role, noun in act.actor_roles if role == "subj" for t in self.tree.subtree(noun)]
        for token in (*fronted, *self._reach(act, SIDE_CLAUSES - {"conj"}), *beside):
            where = token if self.tree.case(token) != "of" else self.tree.head[token]  # "in parts of Punjab"
            place = self._place(token) if self.tree.case(where) in SCENE else None
            if place is not None and place.actors[0].country:
                return [place]
        return []

    def _with_places(self, recipients: list[Mention], act: Act) -> list[Mention]:
        """ "Visited Oman on Monday and Qatar on Tuesday": each place visited, also one that was read as a
        place."""
        tokens = [token for role, token in act.recipient_roles if plain(role) == "obj"]
        heads = {(mention.sentence, mention.head) for mention in recipients}
        known = {actor.country for mention in recipients for actor in mention.actors}
        places = [
            place for token in dict.fromkeys(tokens)
            if (self.tree.index, token) not in heads and (place := self._place(token)) is not None
            and place.actors[0].country and place.actors[0].country not in known
        ]  # fmt: skip
        named = bool(recipients) and all(mention.form == "name" for mention in recipients)
        return [*places, *recipients] if named else recipients

    def _in_meeting(self, act: Act, ids: set[str]) -> list[Mention]:
        """ "At a meeting with the premier the king agreed to …": whom the doers met when they said so."""
        if act.event_type not in SPOKEN or act.event_type == "CONSULT":
            return []
        arguments = self.tree.args(act.token)
        for meeting in (noun for case in MEETING_CASES for noun in arguments.get(case, ())):
            if self.tree.lemma[meeting] not in MEETINGS:
                continue
            for case in ("with", "to", "by"):
                for token in self.tree.args(meeting).get(case, ()):
                    found = [m for m in self.of_token(token)[0] if m.actors and not set(m.ids) & ids - {""}]
                    if found:
                        return found
        return []

    def _hosts_of_mission(self, act: Act) -> list[Mention]:
        """ "Ready to contribute soldiers to a peace force in Chad": the country in which the force is."""
        if act.event_type not in ("AID", "AGREE"):
            return []
        for noun in self._reach(act, SIDE_CLAUSES):
            if self.tree.lemma[noun] in MISSIONS and self.tree.case(noun) in ("to", "for"):
                places = [self._place(token) for token in self.tree.args(noun).get("in", ())]
                hosts = [place for place in places if place is not None and place.actors[0].country]
                if hosts:
                    return hosts
        return []

    def _with_hosts(self, recipients: list[Mention], act: Act) -> list[Mention]:
        """ "Troops for the UN force in Sudan": beside a peace force, the country that it is in."""
        if act.event_type not in ("AID", "AGREE") or len(recipients) != 1:
            return recipients
        mention = recipients[0]
        noun = mention.head
        body = (mention.actors[0].code or "")[:3] in ("IGO", "UNO", "EUR")
        if mention.sentence != self.tree.index or not body:
            return recipients
        while self.tree.deprel[noun] in ("compound", "amod", "nmod:poss"):
            noun = self.tree.head[noun]
        if self.tree.lemma[noun] not in MISSIONS:
            return recipients
        hosts = [self._place(token) for token in self.tree.args(noun).get("in", ())]
        return [*recipients, *(host for host in hosts if host is not None and host.actors[0].country)]
