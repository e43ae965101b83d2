"""Who "he", "it", "they" and "its" are: salience in the manner of Lappin and Leass, with abstention.

Every noun phrase, actor or not, is a candidate: "they" may be the talks, and then is no actor. Weights:
subject 80,
object 50, other argument 40, inside another phrase 10; halved with every sentence between; an object's head
or a
clause-mate cannot be meant. Of two actors within a tenth of each other none is chosen."""

from __future__ import annotations

from collections import Counter

from communique.resolve.salience import Candidate
from communique.resolve.scene import Scene
from communique.resolve.view import View

REPEATS = 4
"""Sentences in which a candidate lives on."""


HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}


IT = frozenset({"it", "its", "itself"})


THEY = frozenset({"they", "them", "their", "theirs", "themselves"})


SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})


SPEAKERS = frozenset({"we", "us", "our", "ours", "ourselves"})


REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


PRONOUNS = frozenset(HE) | IT | THEY | SPEAKER | SPEAKERS


MINDFUL = frozenset(
    [
        "say",
        "see",
        "want",
        "claim",
        "warn",
        "announce",
        "insist",
        "believe",
        "think",
        "know",
        "hope",
        "plan",
        "vow",
        "pledge",
        "demand",
        "accuse",
        "refuse",
        "reject",
        "agree",
        "deny",
        "consider",
        "threaten",
        "promise",
        "intend",
        "seek",
        "call",
        "urge",
        "ask",
        "decide",
        "regard",
        "view",
        "expect",
        "fear",
        "support",
        "oppose",
        "condemn",
        "welcome",
        "propose",
        "offer",
        "tell",
        "declare",
        "acknowledge",
        "admit",
        "argue",
        "need",
        "try",
        "wish",
        "withdraw",
        "sign",
        "negotiate",
        "invade",
        "attack",
        "launch",
        "fire",
        "deploy",
        "send",
        "build",
        "develop",
        "possess",
        "abandon",
        "resume",
        "suspend",
        "expel",
        "recall",
        "impose",
        "lift",
    ]
)
"""Verbs whose subject acts on purpose: "it said" is never about a thing."""


READY = frozenset(
    [
        "ready",
        "willing",
        "prepared",
        "open",
        "determined",
        "committed",
        "concerned",
        "eager",
        "keen",
        "reluctant",
        "able",
        "unable",
        "unwilling",
        *"""sorry happy pleased glad surprised disappointed satisfied confident aware unaware proud innocent
        guilty alarmed worried anxious angry outraged shocked appalled saddened dismayed
        grateful optimistic pessimistic serious neutral bankrupt entitled hopeful baffled
        puzzled unconvinced unimpressed undecided responsible""".split(),
    ]
)
"""Predicates of those who act: "it is ready" is no empty "it"."""


PROPOSITIONAL = frozenset(
    [
        "deny",
        "confirm",
        "say",
        "know",
        "do",
        "reject",
        "make",
        "mean",
        "regret",
        "welcome",
        "admit",
        "acknowledge",
        "doubt",
        "believe",
        "see",
        "hear",
        "read",
        "explain",
        "repeat",
        "justify",
        "dismiss",
        "forget",
        "think",
        "call",
        "brand",
        "label",
        "describe",
        "term",
        "respect",
        "implement",
        "sign",
        "accept",
        "honour",
        "violate",
        "ratify",
        "approve",
        "adopt",
    ]
)
"""Verbs whose object "it" is what was said before."""


def choose(
    scene: Scene,
    view: View,
    token: int,
    candidates: list[Candidate],
    barred: set[str],
    subject_countries: frozenset[str] = frozenset(),
) -> tuple[Candidate | None, list[Candidate]]:
    """The antecedent of a pronoun and its runners-up; None with two rivals when it cannot be told.

    barred: identities that cannot be meant (the speaker, inside his own quotation). subject_countries: of the
    subject whose object the pronoun is; those would be "itself".
    """
    word = view.low[token]
    closed = _closed(view, token)
    times = Counter(candidate.who for candidate in candidates if candidate.who)
    countries = subject_countries if word in ("it", "them") else frozenset()
    teller = _teller(view, token)
    scored: list[tuple[float, int, Candidate]] = []
    possessive = word in ("its", "his", "her", "their")
    for place, candidate in enumerate(candidates):
        distance = view.index - candidate.sentence
        if distance > REPEATS or not _agrees(scene, word, candidate):
            continue
        if distance == 0 and candidate.head in closed and candidate.head != teller:
            continue
        if candidate.entities and any(entity.identity in barred for entity in candidate.entities):
            continue
        if not candidate.entities and (_acts(view, token) or _has_people(scene, view, token)):
            continue
        if countries and any(
            entity.country in countries and (word == "it" or entity.kind == "state")
            for entity in candidate.entities
        ):
            continue
        score = candidate.weight * (0.5**distance) + (40 if distance == 0 else 0)
        if view.relation(token).startswith("nsubj") and candidate.weight >= 62:
            score += 15
        if (
            possessive
            and distance == 0
            and candidate.weight >= 62
            and _same_clause(view, candidate.head, token)
        ):
            score += 30
        if possessive and distance == 0 and _is_told_to(view, candidate.head, token):
            score += 85  # "India asked Pakistan to recall its envoy"
        if possessive and distance == 0 and _is_answered_to(view, candidate.head, token):
            continue  # "Washington has recognised its claim"
        if not candidate.entities and candidate.weight < 70:
            score *= 0.6
        named = possessive and candidate.found is not None and candidate.found.form == "name"
        own_clause = named and distance == 0 and _is_subject(view, candidate.head, token)
        if word in THEY and candidate.human == "body" and candidate.number == "singular" and not own_clause:
            score *= 0.6
        one = word in THEY and candidate.number == "singular"
        if distance == 0 and candidate.head == teller and candidate.entities and not one:
            score += 60  # "the prince said he would lead resistance"
        score += _familiar(times, candidate)
        scored.append((score, place, candidate))
    if not scored:
        return None, []
    scored.sort(key=lambda entry: (-entry[0], -entry[1]))
    best_score, _, best = scored[0]
    rivals = [
        candidate
        for score, _, candidate in scored[1:]
        if score > 0.9 * best_score and candidate.entities and best.entities and not _same(candidate, best)
    ]
    if rivals:
        return None, [best, rivals[0]]
    return best, []


def _teller(view: View, token: int) -> int:
    """The subject of the verb of saying or thinking in whose content a pronoun is the subject or owns it, or
    -1."""
    sentence = view.sentence
    if sentence.deprel[token] == "nmod:poss" and sentence.head[token] > token:
        token = sentence.head[token]  # "Moscow said its aircraft never left"
    if not sentence.deprel[token].startswith("nsubj"):
        return -1
    verb = sentence.head[token]
    for _ in range(3):
        if verb < 0 or sentence.deprel[verb] not in ("conj", "ccomp"):
            return -1
        above = sentence.head[verb]
        if sentence.deprel[verb] == "ccomp":
            if above > token or above < 0 or sentence.upos[above] != "VERB":
                return -1
            subjects = [kid for kid in view.kids[above] if sentence.deprel[kid].startswith("nsubj")]
            if subjects and view.low[subjects[0]] in ("who", "which") and sentence.head[above] >= 0:
                return sentence.head[above]  # "peacekeepers, who said they had called"
            return subjects[0] if subjects else -1
        verb = above
    return -1


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


def _is_told_to(view: View, candidate: int, token: int) -> bool:
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


def _is_answered_to(view: View, candidate: int, token: int) -> bool:
    """Whether a candidate is the subject that takes a stand on what the pronoun owns."""
    sentence = view.sentence
    owned = sentence.head[token]
    verb = sentence.head[owned] if owned >= 0 else -1
    if verb < 0 or sentence.deprel[owned] != "obj" or sentence.lemma[owned].lower() not in STANDS:
        return False
    told = sentence.deprel[candidate].startswith("nsubj") and sentence.head[candidate] == verb
    return told and sentence.lemma[verb].lower() in ANSWERING


def _is_subject(view: View, candidate: int, token: int) -> bool:
    """Whether a candidate is the subject of the clause that the pronoun stands in."""
    return view.relation(candidate).startswith("nsubj") and _same_clause(view, candidate, token)


def _same_clause(view: View, one: int, other: int) -> bool:
    """Whether two tokens have the same verb above them."""
    return view.clause_of(one) == view.clause_of(other)


def _familiar(times: Counter[frozenset[str]], candidate: Candidate) -> float:
    """A little more for whom the last sentences have mentioned before."""
    if not candidate.who:
        return 0.0
    return min(12.0, 4.0 * (times[candidate.who] - 1))


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are the same referents."""
    return one.who == other.who


def _agrees(scene: Scene, word: str, candidate: Candidate) -> bool:
    """Number, and person or thing."""
    if word in HE:
        if candidate.human != "person" or candidate.number == "plural":
            return False
        sexes = {entity.sex for entity in candidate.entities} - {""} or _sex_of_words(scene, candidate)
        return not sexes or HE[word] in sexes
    if word in IT:
        return candidate.number != "plural" and candidate.human != "person"
    if word in THEY:
        return candidate.number == "plural" or (candidate.human == "body" and bool(candidate.entities))
    return False


def _sex_of_words(scene: Scene, candidate: Candidate) -> set[str]:
    """What the noun or the title says: "the queen", "his mother", "King Abdullah"."""
    title = candidate.found.title.split() if candidate.found is not None else []
    said = {candidate.word, *title[-2:]}
    return {sex for sex, name in (("f", "sex.female"), ("m", "sex.male")) if said & scene.words[name]}


def _acts(view: View, token: int) -> bool:
    """Whether the pronoun is the subject of a verb that only actors are subjects of."""
    sentence = view.sentence
    head = sentence.head[token]
    return (
        sentence.deprel[token].startswith("nsubj")
        and head >= 0
        and sentence.lemma[head].lower() in MINDFUL
        and sentence.deprel[token] != "nsubj:pass"
    )


def _has_people(scene: Scene, view: View, token: int) -> bool:
    """Whether the pronoun owns somebody whom only actors have: "its spokesman", "their ambassador"."""
    head = view.sentence.head[token]
    if view.sentence.deprel[token] != "nmod:poss" or head < 0 or view.low[token] not in ("its", "their"):
        return False
    lemma = view.sentence.lemma[head].lower()
    return lemma in scene.words["officers"] or lemma in scene.words["speech.spokes"]


def _closed(view: View, token: int) -> set[int]:
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


def is_empty_it(view: View, token: int) -> bool:
    """ "It is a grave matter", "it rained": no thing is meant, or one that is no actor."""
    sentence = view.sentence
    if sentence.deprel[token].startswith("expl"):
        return True
    head = sentence.head[token]
    if head >= 0 and sentence.deprel[token] == "obj" and sentence.lemma[head].lower() in PROPOSITIONAL:
        return True
    if head < 0 or not sentence.deprel[token].startswith("nsubj"):
        return False
    kids = view.kids[head]
    copula = any(sentence.deprel[kid] == "cop" for kid in kids)
    clause = any(
        sentence.deprel[kid] in ("csubj", "ccomp", "advcl", "csubj:pass", "csubj:outer", "acl", "xcomp")
        for kid in kids
    )
    if copula and sentence.upos[head] in ("ADJ", "NOUN", "ADV", "PROPN", "PRON", "NUM"):
        if sentence.upos[head] == "ADJ" and view.low[head] in READY:
            return False
        if sentence.upos[head] == "ADJ":
            return True
        if clause or sentence.upos[head] in ("ADV", "PRON"):
            return True
        return sentence.upos[head] in ("NOUN", "ADJ") and token <= 2
    return (
        sentence.lemma[head].lower() in ("seem", "appear", "rain", "snow", "take", "happen", "turn")
        and clause
    )
