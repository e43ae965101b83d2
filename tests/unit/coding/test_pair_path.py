"""Heads of spans and paths between them."""

from communique.coding.pair_path import head_of, path_between
from communique.language import load_parser
from communique.records import Sentence

TEXT = "Iran's foreign ministry accused the United States of bombing a port."


def parsed() -> Sentence:
    return load_parser().parse(TEXT).sentences[0]


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_the_head_of_a_span_hangs_on_something_outside_it() -> None:
    sentence = parsed()
    token, inside = head_of(sentence, span("Iran's foreign ministry"))
    assert token is not None
    assert sentence.form[token] == "ministry"
    assert [sentence.form[k] for k in inside] == ["Iran", "'s", "foreign", "ministry"]


def test_a_span_elsewhere_has_no_head() -> None:
    assert head_of(parsed(), (500, 510)) == (None, [])


def test_the_path_leads_over_the_verb_and_leaves_the_ends_out() -> None:
    sentence = parsed()
    one, _ = head_of(sentence, span("Iran's foreign ministry"))
    other, _ = head_of(sentence, span("the United States"))
    assert one is not None
    assert other is not None
    words = [sentence.form[k] for k in path_between(sentence, one, other)]
    assert "accused" in words
    assert sentence.form[one] not in words
    assert sentence.form[other] not in words


def test_a_token_by_itself_has_the_path_to_the_root() -> None:
    sentence = parsed()
    one, _ = head_of(sentence, span("a port"))
    assert one is not None
    assert sentence.form[path_between(sentence, one, one)[-1]] == "accused"
