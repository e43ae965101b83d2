"""Where two marked spans stand in a tree: the head of each, and the words on the path between them."""

from __future__ import annotations

from communique.records import Sentence

LOOSE = frozenset({"punct", "case", "det"})


def head_of(sentence: Sentence, span: tuple[int, int]) -> tuple[int | None, list[int]]:
    """(the token of a span that hangs on something outside it, all tokens of the span); null for none."""
    inside = [
        token
        for token, (start, end) in enumerate(zip(sentence.token_start, sentence.token_end, strict=True))
        if start < span[1] and span[0] < end
    ]
    for token in inside:
        if sentence.head[token] not in inside and sentence.deprel[token] not in LOOSE:
            return token, inside
    return (inside[-1] if inside else None), inside


def up(sentence: Sentence, token: int) -> list[int]:
    """The token and its heads, nearest first."""
    found = [token]
    while sentence.head[found[-1]] >= 0 and len(found) <= len(sentence.head):
        found.append(sentence.head[found[-1]])
    return found


def path_between(sentence: Sentence, one: int, other: int) -> list[int]:
    """Tokens on the tree path between two tokens, their ends left out; to the root where they are one."""
    if one == other:
        return up(sentence, one)[1:]
    rising, falling = up(sentence, one), up(sentence, other)
    meet = next((token for token in rising if token in falling), None)
    if meet is None:
        return []
    whole = rising[: rising.index(meet) + 1] + falling[: falling.index(meet)]
    return sorted(set(whole) - {one, other})


def clause_between(sentence: Sentence, one: int, other: int) -> bool:
    """Whether a coordinate clause with a subject of its own stands between two tokens.

    "Ankara offered to mediate, and the Union announced aid for refugees": the offer is not to the refugees.
    """
    rising, falling = up(sentence, one), up(sentence, other)
    meet = next((token for token in rising if token in falling), None)
    if meet is None:
        return True
    below = {*rising[: rising.index(meet)], *falling[: falling.index(meet)]}
    return any(
        sentence.head[token] in below
        and sentence.deprel[token].startswith("nsubj")
        and sentence.deprel[sentence.head[token]] in ("conj", "parataxis")
        for token in range(len(sentence.head))
    )
