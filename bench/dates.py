"""What finding time expressions, dating and placing events cost beside a parse.

python bench/dates.py

Reads the sample corpus; prints milliseconds a sentence and the share of the parse's time. At most 10% is
allowed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from communique.clean import clean
from communique.errors import InputRefused
from communique.knowledge import load_knowledge
from communique.language import load_parser
from communique.records import Article, Parse, Refusal
from communique.resolve import article_times, event_when, find_places
from communique.samples import __file__ as samples_file
from communique.sources import read_inputs

REPEATS = 3


def best(work: Callable[[], None]) -> float:
    """Least processor seconds of several runs."""
    times = []
    for _ in range(REPEATS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def articles() -> list[Article]:
    """The sample articles that can be read."""
    found = []
    for item in read_inputs([str(Path(samples_file).parent / "data" / "articles")]):
        if isinstance(item, Refusal):
            continue
        try:
            found.append(clean(item))
        except InputRefused:
            continue
    return found


def main() -> None:
    """Prints the table."""
    parser, knowledge = load_parser(), load_knowledge()
    corpus = articles()
    texts = [(a.text, [(b.start, b.end) for b in a.read_ranges()]) for a in corpus]
    parses = parser.parse_many(texts)
    n = sum(len(parse.sentences) for parse in parses)
    pairs = list(zip(parses, corpus, strict=True))
    times = [article_times(parse, article) for parse, article in pairs]

    def date_all() -> None:
        for (parse, article), spans in zip(pairs, times, strict=True):
            for index, sentence in enumerate(parse.sentences):
                root = next((token for token, head in enumerate(sentence.head) if head < 0), 0)
                event_when(index, root, set(), parse, article, spans)

    def parse_all() -> None:
        parser.parse_many(texts)

    costs = {
        "parse": best(parse_all),
        "find times": best(lambda: each(pairs, article_times)),
        "find places": best(
            lambda: each(pairs, lambda parse, article: find_places(parse, article, knowledge))
        ),
        "date one event a sentence": best(date_all),
    }
    print(f"{len(corpus)} articles, {n} sentences")
    for name, seconds in costs.items():
        print(
            f"{name:28} {1000 * seconds / n:7.3f} ms a sentence"
            f"  {100 * seconds / costs['parse']:6.1f}% of a parse"
        )


def each(pairs: list[tuple[Parse, Article]], work: Callable[[Parse, Article], object]) -> None:
    """Runs a function over all articles."""
    for parse, article in pairs:
        work(parse, article)


if __name__ == "__main__":
    main()
