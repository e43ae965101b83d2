"""Whether a sentence reads like one in which something political happens at all."""

from communique.coding.eventful import eventful, lemmas, weights
from communique.coding.tree import Tree
from communique.language import load_parser


def tree(text: str) -> Tree:
    (parse,) = load_parser().parse_many([(text, [(0, len(text))])])
    return Tree(parse.sentences[0], 0)


def test_politics_reads_more_eventful_than_the_same_verb_in_sport_and_markets() -> None:
    war = eventful(tree("Ethiopian troops attacked a rebel camp near the Sudanese border on Sunday."))
    sport = eventful(tree("Ethiopia attacked from the whistle and the goalkeeper was beaten after four minutes."))
    market = eventful(tree("Shares in the brewer retreated after analysts attacked its quarterly forecast."))
    assert war > 0 > max(sport, market)


def test_names_tell_of_no_subject() -> None:
    found = lemmas(tree("Ministers of the French government met in Paris."))
    assert "minister" in found
    assert not {"Paris", "paris"} & found


def test_weights_name_every_state_and_hold_no_trifles() -> None:
    words, states, base = weights()
    assert len(words) > 1000
    assert min(map(abs, words.values())) >= 0.05
    assert states.any()
    assert base != 0
