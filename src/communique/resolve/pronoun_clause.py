"""The clause around a pronoun: who tells it, who is asked, and what the pronoun cannot mean."""

from __future__ import annotations

from communique.resolve.agreement import REFLEXIVE
from communique.resolve.view import View


def teller_of(view: View, token: int) -> int:
    """The subject of the verb of saying or thinking in whose content a pronoun is the subject or owns it, or
    -1."""
    sentence = view.sentence
    if sentence.deprel[token] == "nmod:poss" and sentence.head[token] > token:
        token = sentence.head[token]  # "Moscow said its aircraft never left"
    if not sentence.deprel[token].startswith("nsubj"):
        return -1
    verb = sentence.head[token]
    if verb >= 0 and sentence.deprel[verb] == "acl:relcl" and view.low[sentence.head[verb]] == "what":
        above = sentence.head[sentence.head[verb]]  # "Chile denounced what it called a coup"
        return _subject_of(view, above) if above >= 0 else -1
    for _ in range(3):
        if verb < 0 or sentence.deprel[verb] not in ("conj", "ccomp"):
            return -1
        above = sentence.head[verb]
        if sentence.deprel[verb] == "ccomp":
            if above > token or above < 0 or sentence.upos[above] != "VERB":
                return -1
            return _subject_of(view, above)
        verb = above
    return -1


def _subject_of(view: View, verb: int) -> int:
    """The subject of a verb, or -1; the noun behind a relative pronoun."""
    sentence = view.sentence
    subjects = [kid for kid in view.kids[verb] if sentence.deprel[kid].startswith("nsubj")]
    if subjects and view.low[subjects[0]] in ("who", "which") and sentence.head[verb] >= 0:
        return sentence.head[verb]  # "peacekeepers, who said they had called"
    return subjects[0] if subjects else -1


def is_told_to(view: View, candidate: int, token: int) -> bool:
    """Whether a candidate is the object of a verb of asking in whose infinitive the pronoun stands."""
    sentence = view.sentence
    verb = sentence.head[token]
    for _ in range(6):
        if verb < 0 or sentence.deprel[verb] in ("xcomp", "advcl", "ccomp"):
            break
        verb = sentence.head[verb]
    above = sentence.head[verb] if verb >= 0 else -1
    if above < 0:
        return False
    infinitive = any(view.low[kid] == "to" for kid in view.kids[verb])
    charged = sentence.lemma[above].lower() in CHARGING and sentence.xpos[verb] == "VBG"
    charged = charged and sentence.lemma[verb].lower() in OWN_DEEDS
    if not charged and (sentence.lemma[above].lower() not in ASKING or not infinitive):
        return False
    relation = sentence.deprel[candidate].split(":")[0]
    return sentence.head[candidate] == above and relation in ("obj", "iobj", "obl") and candidate < verb


def is_blamed(view: View, candidate: int, token: int) -> bool:
    """ "Sanctions on Chile over its tests", "criticised Chile for its tests": whoever a measure is aimed at
    owns what it is about."""
    sentence = view.sentence
    noun = sentence.head[token]
    if sentence.deprel[token] != "nmod:poss" or noun < token or view.case_of(noun) not in ("over", "for"):
        return False
    above = sentence.head[noun]
    if above < 0 or candidate > token:
        return False
    aimed = sentence.deprel[candidate] in ("nmod", "obl") and view.case_of(candidate) in ("on", "against")
    governor = sentence.head[candidate]
    return aimed and (governor == above or (governor >= 0 and above in (sentence.head[governor], governor)))


def is_answered_to(view: View, candidate: int, token: int) -> bool:
    """Whether a candidate is the subject that takes a stand on what the pronoun owns."""
    sentence = view.sentence
    owned = sentence.head[token]
    verb = sentence.head[owned] if owned >= 0 else -1
    if verb < 0 or sentence.deprel[owned] != "obj" or sentence.lemma[owned].lower() not in STANDS:
        return False
    told = sentence.deprel[candidate].startswith("nsubj") and sentence.head[candidate] == verb
    return told and sentence.lemma[verb].lower() in ANSWERING


def is_clause_subject(view: View, candidate: int, token: int) -> bool:
    """Whether a candidate is the subject of the clause that the pronoun stands in."""
    return view.relation(candidate).startswith("nsubj") and same_clause(view, candidate, token)


def same_clause(view: View, one: int, other: int) -> bool:
    """Whether two tokens have the same verb above them."""
    return view.clause_of(one) == view.clause_of(other)


def closed_to(view: View, token: int) -> set[int]:
    """Tokens that cannot be the antecedent: phrases that contain the pronoun, and clause-mates of a plain
    one."""
    sentence = view.sentence
    closed: set[int] = {token}
    above = sentence.head[token]
    for _ in range(view.n):
        if above < 0:
            break
        closed.add(above)
        if sentence.deprel[above] == "conj" and sentence.upos[above] in ("NOUN", "PROPN"):
            break  # "Assad and his family": whoever comes first does not contain the pronoun
        above = sentence.head[above]
    head = sentence.head[token]
    word = view.low[token]
    possessive = sentence.deprel[token] in ("nmod:poss", "det:poss", "det") or word in (
        "his",
        "its",
        "their",
        "our",
        "my",
    )
    if (
        head >= 0
        and not possessive
        and word not in REFLEXIVE
        and not sentence.deprel[token].startswith("nsubj")
    ):
        for kid in view.kids[head]:
            if sentence.deprel[kid].split(":")[0] in ("nsubj", "obj", "iobj"):
                closed.add(kid)
    return closed


ASKING = frozenset(
    """ask urge tell order oblige force press persuade allow invite call compel require request instruct
    beg advise command implore warn enable encourage permit forbid dare help lead drive push get
    appeal plead oblige authorise authorize trust want expect entitle""".split()
)
"""Verbs whose object is who is to do what their infinitive says."""

CHARGING = frozenset("accuse suspect blame criticise criticize condemn fault denounce rebuke".split())
"""Verbs whose object is who has done what the "-ing" behind "of" or "for" says."""

OWN_DEEDS = frozenset(
    """send deploy use mass move keep hide build break abandon neglect oppress silence withhold exploit
    drag spread station dispatch lend supply conceal""".split()
)
"""What people do with what is theirs: "of sending its troops", but not "of shelling its village"."""

ANSWERING = frozenset(
    """recognise recognize reject accept support back endorse welcome condemn approve dismiss refuse deny
    oppose criticise criticize denounce question ridicule applaud praise doubt contest dispute
    ignore rebuff""".split()
)
"""Verbs whose subject takes a stand on what is another's."""

STANDS = frozenset(
    """claim demand offer proposal bid request sovereignty independence statehood candidacy decision stance
    plan appeal invitation nomination accusation allegation charge version account explanation
    apology threat""".split()
)
"""What is another's when somebody takes a stand on it."""
