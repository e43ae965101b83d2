"""Measures the resolver: its share of a parse's time, and its cost on a long text.

    python bench/resolve.py [FOLDER]

FOLDER holds text files (default: the sample corpus of the package). Processor time. Floors: at most 15% of
the
parser's time for actors, a text of 50,000 words at most twice as dear a sentence. Exits with 1 when one is
missed.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from hashlib import sha256
from pathlib import Path

SHARE = 0.15
SAMPLES = Path(__file__).parent.parent / "src" / "communique" / "samples" / "data" / "articles"


def main() -> int:
    """Prints one line a figure; returns the exit status."""
    from communique.clean import clean
    from communique.knowledge import load_knowledge
    from communique.language import load_parser
    from communique.records import Article, Block, Document, PublicationDate
    from communique.resolve import resolve
    from communique.resolve.places import find_places
    from communique.resolve.times import article_times

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    parser, knowledge = load_parser(), load_knowledge()
    articles = []
    for path in sorted(folder.glob("*.txt")):
        if folder == SAMPLES and int(sha256(path.stem.encode()).hexdigest(), 16) % 3 == 0:
            continue  # the unseen third
        articles.append(clean(Document(path.stem, path.name, path.read_text("utf-8"))))
    ranges = [[(block.start, block.end) for block in article.read_ranges()] for article in articles]
    started = time.process_time()
    parses = [parser.parse(article.text, spans) for article, spans in zip(articles, ranges, strict=True)]
    of_parse = time.process_time() - started
    for parse, article in zip(parses, articles, strict=True):
        resolve(parse, article, knowledge)
    started = time.process_time()
    for parse, article in zip(parses, articles, strict=True):
        resolve(parse, article, knowledge)
    of_resolve = time.process_time() - started
    started = time.process_time()
    for parse, article in zip(parses, articles, strict=True):
        article_times(parse, article)
    of_times = time.process_time() - started
    mentions = [
        resolve(parse, article, knowledge).mentions for parse, article in zip(parses, articles, strict=True)
    ]
    started = time.process_time()
    for parse, article, found in zip(parses, articles, mentions, strict=True):
        find_places(parse, article, knowledge, found)
    of_places = time.process_time() - started
    n = sum(len(parse.sentences) for parse in parses)
    share = (of_resolve - of_times - of_places) / of_parse
    print(f"parse    {1000 * of_parse / n:7.3f} ms a sentence ({n} sentences)")
    whole = 100 * of_resolve / of_parse
    print(f"resolve  {1000 * of_resolve / n:7.3f} ms a sentence, {whole:.1f}% of the parse")
    print(f"  times  {100 * of_times / of_parse:6.1f}%   places {100 * of_places / of_parse:.1f}%")
    print(f"  actors {100 * share:6.1f}%   (floor {100 * SHARE:.0f}%)")

    lines = [line for article in articles for line in article.text.splitlines() if line.strip()]
    text = ""
    while len(text.split()) < 50_000:
        text += "\n".join(lines) + "\n"
    blocks, start = [], 0
    for line in text.splitlines():
        if line:
            blocks.append(Block(start, start + len(line), "body", "clean.body"))
        start += len(line) + 1
    on = date(2018, 1, 2)
    long = Article("long", "long", text, None, tuple(blocks), PublicationDate(on, on, on, "given"))
    parse = parser.parse(text, [(block.start, block.end) for block in blocks])
    started = time.process_time()
    resolution = resolve(parse, long, knowledge)
    seconds = time.process_time() - started
    dear = (seconds / len(parse.sentences)) / (of_resolve / n)
    print(f"50,000 words: {seconds:.2f} s, {len(resolution.mentions)} mentions, {dear:.2f} times as dear")
    return int(share > SHARE or dear > 2)


if __name__ == "__main__":
    sys.exit(main())
