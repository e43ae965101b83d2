"""From argument tokens to actors: whom the nouns around an act stand for."""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.tree import Tree
from communique.records import Actor, Mention
from communique.resolve import Resolution

#: Where to look inside a noun phrase that is no actor itself ("the Israeli proposal", "an office of the UN in Kabul").
INSIDE_ROLES = ("poss", "mod", "by", "of", "from", "in", "with", "against", "to", "for", "on", "at", "acl")


class Parties:
    """Actors of one sentence's acts."""

    __slots__ = ("resolution", "tree")

    def __init__(self, tree: Tree, resolution: Resolution) -> None:
        self.tree = tree
        self.resolution = resolution

    def of_token(self, token: int) -> tuple[list[Mention], float]:
        """Mentions that an argument stands for, and how directly (1 = it is the mention itself)."""
        index = self.tree.index
        mention = self.resolution.at(index, token)
        if mention is not None and mention.actors:
            return [mention], 1.0
        for role in INSIDE_ROLES:
            found = []
            for below in self.tree.args(token).get(role, ()):
                inner = self.resolution.at(index, below)
                if inner is not None and inner.actors:
                    found.append(inner)
            if found:
                return found, 0.7 if role in ("poss", "mod", "of", "by") else 0.5
        inside = [m for m in self.resolution.inside(index, token) if m.actors]
        return (inside[:1], 0.4) if inside else ([], 0.0)

    def pick(
        self, roles: list[tuple[str, int]], taken: set[tuple[int, int]]
    ) -> tuple[list[Mention], float, str | None]:
        """Actors of the first role that has any; all arguments of that role count (coordination).

        taken: (sentence, head) of mentions that already play the other part.
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
                found, degree = self.of_token(token)
                for mention in found:
                    if (mention.sentence, mention.head) not in taken and mention not in mentions:
                        mentions.append(mention)
                        directness = max(directness, degree)
            if mentions and directness > best[1] + 0.25:
                best = (mentions, directness, role)
            if best[1] >= 0.9:
                break
        return best

    def of_act(self, act: Act) -> tuple[list[Mention], list[Mention], float]:
        """(actors, recipients, directness) of an act; a mention plays one part only."""
        actors, actor_degree, _ = self.pick(act.actor_roles, set())
        taken = {(mention.sentence, mention.head) for mention in actors}
        taken |= {(self.tree.index, token) for role, token in act.actor_roles if role == "subj"}
        recipients, recipient_degree, _ = self.pick(act.recipient_roles, taken)
        return actors, recipients, min(actor_degree or 1.0, recipient_degree or 1.0)


def flatten(mentions: list[Mention]) -> tuple[Actor, ...]:
    """Actors of the mentions in order, each once."""
    found: dict[tuple[int, int, str | None, str | None], Actor] = {}
    for mention in mentions:
        for actor in mention.actors:
            found.setdefault((actor.start, actor.end, actor.code, actor.name), actor)
    return tuple(found.values())
