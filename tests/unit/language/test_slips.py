"""Gerunds: the tree has the say over the tag."""

from __future__ import annotations

from communique.language import load_parser
from communique.language.slips import finite_verbs, gerunds, infinitives, visitors


def test_a_gerund_with_an_object_is_a_verb_below_its_verb() -> None:
    tags, relations = gerunds(
        ["Chile", "considers", "easing", "curbs"], ["PROPN", "VERB", "NOUN", "NOUN"],
        ["NNP", "VBZ", "VBG", "NNS"], [2, 0, 2, 3], ["nsubj", "root", "obj", "obj"],
    )  # fmt: skip
    assert tags[2] == "VERB"
    assert relations[2] == "xcomp"


def test_a_gerund_without_one_stays() -> None:
    tags, relations = gerunds(
        ["Chile", "fears", "flooding"], ["PROPN", "VERB", "NOUN"], ["NNP", "VBZ", "VBG"], [2, 0, 2],
        ["nsubj", "root", "obj"],
    )  # fmt: skip
    assert (tags[2], relations[2]) == ("NOUN", "obj")


def test_the_parser_reads_it_so() -> None:
    text = "Chile is considering easing export curbs on Peru that were imposed in 2019."
    sentence = load_parser().parse(text).sentences[0]
    assert (sentence.upos[3], sentence.deprel[3]) == ("VERB", "xcomp")


def test_a_bare_infinitive_is_joined_to_the_infinitive_above_the_gerund() -> None:
    # agreed to stop fighting and restore services
    xpos = ["VBD", "TO", "VB", "VBG", "CC", "VB", "NNS"]
    heads = [0, 3, 1, 3, 6, 4, 6]
    rels = ["root", "mark", "xcomp", "xcomp", "cc", "conj", "obj"]
    assert infinitives(xpos, heads, rels) == [0, 3, 1, 3, 6, 3, 6]
    assert infinitives(xpos, heads, [*rels[:5], "xcomp", "obj"]) == heads


def test_a_bare_infinitive_is_not_joined_to_a_finite_verb() -> None:
    # will send men , the guard left and close roads
    xpos = ["MD", "VB", "NNS", ",", "DT", "NN", "VBD", "CC", "VB", "NNS"]
    heads = [2, 0, 2, 7, 6, 7, 2, 9, 7, 9]
    rels = ["aux", "root", "obj", "punct", "det", "nsubj", "parataxis", "cc", "conj", "obj"]
    assert infinitives(xpos, heads, rels)[8] == 2
    assert infinitives(xpos, [2, 9, 2, 7, 6, 7, 0, 9, 7, 9], rels)[8] == 7  # the other one hangs on it


def test_a_past_tense_is_not_joined_to_an_infinitive() -> None:
    # Chad said it did not recognise rebels and suspended aid
    xpos = ["NNP", "VBD", "PRP", "VBD", "RB", "VB", "NNS", "CC", "VBD", "NN"]
    heads = [2, 0, 6, 6, 6, 2, 6, 9, 6, 7]
    rels = ["nsubj", "root", "nsubj", "aux", "advmod", "ccomp", "obj", "cc", "conj", "conj"]
    joined, relations = finite_verbs(xpos, heads, rels)
    assert (joined[8], joined[9], relations[9]) == (2, 9, "obj")
    joined, relations = finite_verbs([*xpos[:8], "VB", "NN"], heads, rels)
    assert (joined, relations) == (heads, rels)


def test_a_visiting_somebody_is_whom_one_met() -> None:
    # met Chile 's visiting President Boric
    xpos = ["VBD", "NNP", "POS", "VBG", "NNP", "NNP"]
    heads = [0, 6, 2, 1, 6, 4]
    rels = ["root", "nmod:poss", "case", "xcomp", "nmod:desc", "obj"]
    joined, relations = visitors(xpos, heads, rels)
    assert (joined[3], relations[3]) == (6, "amod")
    assert (joined[5], relations[5]) == (1, "obj")
