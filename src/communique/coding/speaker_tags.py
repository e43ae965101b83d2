"""Speakers that stand beside what they say: tags a parser hangs in odd places, whoever is cited, colons.

"…, a village chief told AFP", "…, quoting an official", "…, as first reported by the Herald", "Mexico: …".
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.coding.tree import Tree

ODD = frozenset({"parataxis", "acl:relcl", "dep", "ccomp", "appos"})
"""Relations by which a parser hangs a tag; a parataxis of the clause itself is no odd one."""
CITING = frozenset({"quote", "cite"})
#: Auxiliaries of what nobody has said yet: "the South would respond" is no tag.
AHEAD = frozenset("will would shall may might can could must should wo 'll ’ll".split())
CLOSING = frozenset({"”", '"', "''"})
BREAKS = frozenset({",", "”", '"', "''"})
_LONGEST_NAME = 8
_SHORT_NAME = 4


def is_verb_of(tree: Tree, node: int, verbs: frozenset[str]) -> bool:
    """Whether a word is a verb of saying, by itself or with its particle ("hit back", "points out")."""
    if tree.lemma[node] in verbs:
        return True
    after = node + 1
    parted = after < len(tree) and f"{tree.lemma[node]}_{tree.lemma[after]}" in verbs
    return parted and tree.upos[node] == "VERB" and tree.head[after] == node


def is_ahead(tree: Tree, verb: int) -> bool:
    """Whether an auxiliary says that the verb is still to come."""
    return any(tree.lemma[aux] in AHEAD for aux in tree.all(verb, "aux"))


def is_quoted_as(tree: Tree, verb: int) -> bool:
    """ "Quoted him as saying": the participle below an active verb of quoting that has an object."""
    above = tree.head[verb]
    if above < 0 or tree.lemma[above] not in CITING or tree.is_passive(above):
        return False
    return tree.xpos[verb] == "VBG" and tree.child(above, "obj", "iobj") is not None


def is_parenthesis(tree: Tree, tag: int, token: int) -> bool:
    """ "Shelled the port in reprisal, they said, for the blockade", "to let, he said, the weak go": a tag of
    the doers' own that a phrase of theirs encloses gives their aim or reason, not the deed.
    """
    forms = tree.sentence.form
    subject = tree.child(tag, "nsubj")
    if subject is None or tree.lemma[subject] not in OWN or tag < token:
        return False
    first = min(subject, tag)
    if first < 2 or tag + 1 >= len(tree) or forms[first - 1] != "," or forms[tag + 1] != ",":
        return False
    last = first - 2
    aim = tree.xpos[last] == "VB" and tree.lemma[last - 1] == "to"
    return last > token and (aim or tree.lemma[last] in AIMS)


#: Pronouns of the doers, and words that open or name an aim or a reason.
OWN = frozenset("he she it they".split())
AIMS = frozenset("reprisal retaliation revenge response reply order answer because protest return".split())


def is_tag(tree: Tree, verb: int, verbs: frozenset[str]) -> bool:
    """Whether a verb of saying stands behind words in quotation marks: "“…,” the president warned"."""
    if tree.upos[verb] != "VERB" or not is_verb_of(tree, verb, verbs) or is_ahead(tree, verb):
        return False
    fronted = any(clause < verb for clause in tree.all(verb, "ccomp"))
    if tree.is_passive(verb) or not (fronted or tree.deprel[verb] == "parataxis"):
        return False
    subject = tree.child(verb, "nsubj")
    first = verb if subject is None else min(verb, tree.subtree(subject)[0])
    return tree.sentence.form[max(0, first - 1)] in CLOSING


def tags(tree: Tree, token: int, verbs: frozenset[str]) -> list[int]:
    """Verbs of saying behind a clause, each with a subject of its own right after a comma and nothing said
    below it."""
    found = []
    for verb in range(token + 1, len(tree)):
        if tree.upos[verb] != "VERB" or tree.deprel[verb] not in ODD or is_ahead(tree, verb):
            continue
        if not is_verb_of(tree, verb, verbs):
            continue
        subject = tree.child(verb, "nsubj")
        if subject is None or subject < token or tree.xpos[subject] in WH:
            continue
        before = min(tree.subtree(subject)[0], subject) - 1
        if before <= token or tree.sentence.form[before] not in BREAKS:
            continue
        if token in tree.subtree(verb) or tree.child(verb, "ccomp", "xcomp") is not None:
            continue
        if tree.child(verb, "obj") is not None and tree.lemma[verb] not in ("tell", "quote", "cite"):
            continue
        found.append(verb)
    return found


WH = frozenset({"WP", "WDT", "WRB"})


def cited(tree: Tree, token: int, verb: int | None) -> list[int]:
    """Whom a speaker cites ("…, quoting an official", "citing a source, the agency said"): the objects of
    participles of citing at the speaker, at the verb of saying and above it.
    """
    nodes = [token]
    for node in (token if verb is None else verb,):
        nodes += [node, *tree.ancestors(node)[:2]]
    clauses = {clause for node in nodes for clause in tree.all(node, "advcl", "acl", "xcomp")}
    if verb is not None:  # "…, the agency said, quoting him": hung on what is said before
        said = [one for one in tree.all(verb, "ccomp") if one < verb]
        clauses |= {clause for one in said for clause in tree.all(one, "advcl") if clause > verb}
    return [
        noun
        for clause in sorted(clauses)
        if tree.lemma[clause] in CITING and tree.xpos[clause] == "VBG" and not is_quoted_as(tree, clause)
        for noun in tree.all(clause, "obj")
    ]


def carriers_of(tree: Tree, token: int, verb: int | None) -> list[int]:
    """Who carries a speaker's words: "a source cited by the agency", "in a statement quoted by the radio"."""
    nouns = [token] if verb is None else [token, *tree.args(verb).get("in", ())]
    return [
        noun
        for one in nouns
        for clause in tree.all(one, "acl")
        if tree.lemma[clause] in CITING and tree.xpos[clause] == "VBN"
        for noun in tree.all(clause, "obl:agent")
    ]


def at_edge(tree: Tree, token: int) -> int | None:
    """ "…, according to the release": whose word a whole sentence rests on that ends or opens with it,
    wherever a parser hangs it; null where a semicolon parts it from the token.
    """
    if "accord" not in tree.lemma and "according" not in tree.lemma:
        return None
    forms = tree.sentence.form
    for word in range(len(tree) - 1):
        if tree.lemma[word] not in ("accord", "according") or tree.lemma[word + 1] != "to":
            continue
        noun = tree.head[word] if tree.deprel[word] == "case" else tree.child(word, "obl")
        if noun is None or noun < word:
            continue
        last = tree.subtree(noun, CLAUSE_BELOW)[-1]
        final = all(tree.upos[k] == "PUNCT" for k in range(last + 1, len(tree))) and forms[word - 1] == ","
        between = range(min(word, token), max(word, token))
        if (final or word == 0) and not any(forms[k] == ";" for k in between):
            return noun
    return None


CLAUSE_BELOW = frozenset({"acl:relcl", "acl", "advcl", "punct"})
#: Nouns of what somebody tells, by whose account something is so.
ACCOUNTS = frozenset("account word telling count tally reckoning estimate version admission".split())


def accounts(tree: Tree, node: int) -> list[int]:
    """ "By the account of survivors", "in the words of one", "by their own count": whose account it is."""
    found = []
    for noun in tree.all(node, "obl", "nmod"):
        if tree.lemma[noun] in ACCOUNTS and tree.case(noun) in ("by", "in"):
            found += [one for one in tree.all(noun, "nmod") if tree.case(one) == "of"]
            found += tree.all(noun, "nmod:poss")
    return found


def reporters(tree: Tree, node: int, verbs: frozenset[str]) -> list[int]:
    """ "As first reported by the Herald", "as state media reported": who reports what the clause tells."""
    found = []
    for clause in tree.all(node, "advcl"):
        mark = tree.child(clause, "mark")
        if mark is None or tree.lemma[mark] != "as" or tree.lemma[clause] not in verbs:
            continue
        if tree.child(clause, "obj", "ccomp") is None:
            found += tree.all(clause, "obl:agent") or tree.all(clause, "nsubj")
    return found


def before_colon(tree: Tree, token: int) -> int | None:
    """The head of the name that a headline sets before or behind a colon, or behind its last dash; null in a
    sentence that ends in a full stop."""
    forms = tree.sentence.form
    if forms[-1] in (".", "?", "!"):
        return None
    side = _beside_colon(forms, token) or _behind_dash(forms, token)
    if side is None or any(tree.upos[k] in ("VERB", "AUX", "NUM") for k in side):
        return None
    heads = [k for k in side if tree.head[k] not in side]
    return heads[0] if len(heads) == 1 else None


def _beside_colon(forms: Sequence[str], token: int) -> range | None:
    if ":" not in forms:
        return None
    colon = forms.index(":")
    if 0 < colon <= _LONGEST_NAME and colon < token:
        return range(colon)
    if token < colon and 0 < len(forms) - colon - 1 <= _LONGEST_NAME:
        return range(colon + 1, len(forms))
    return None


def _behind_dash(forms: Sequence[str], token: int) -> range | None:
    dashes = [place for place, form in enumerate(forms) if form in ("-", "–", "—")]
    if not dashes or not token < dashes[-1] or not 0 < len(forms) - dashes[-1] - 1 <= _SHORT_NAME:
        return None
    return range(dashes[-1] + 1, len(forms))


__all__ = [
    "CITING", "accounts", "at_edge", "before_colon", "carriers_of", "cited", "is_ahead", "is_parenthesis",
    "is_quoted_as", "is_tag", "is_verb_of", "reporters", "tags",
]  # fmt: skip
