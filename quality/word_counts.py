"""In how many sentences each stem stands, counted over our own texts: writes stories/data/word_counts.csv.

python -m quality.word_counts

The texts are the seen part of the sample corpus and the own sets in quality/sets (seen part); stems that
stand in fewer than three sentences are left out.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator

from communique.stories.words import content_stems
from communique.text.paragraphs import paragraphs
from communique.text.sentences import sentence_spans
from quality.corpus import CORPUS, is_unseen
from quality.devdata import ROOT

OUT = ROOT / "src" / "communique" / "stories" / "data" / "word_counts.csv"
LEAST = 3


def sentences() -> Iterator[str]:
    """Sentences of our own texts, without the unseen part."""
    for path in sorted((CORPUS / "articles").glob("*.txt")):
        if is_unseen(path.stem):
            continue
        text = path.read_text("utf-8")
        for first, last in paragraphs(text):
            for start, end in sentence_spans(text, first, last):
                yield text[start:end]
    for path in sorted((ROOT / "quality" / "sets").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if "text" in row and not is_unseen(str(row.get("id", ""))):
                yield row["text"]


def main() -> None:
    counts: Counter[str] = Counter()
    n = 0
    for text in sentences():
        counts.update(set(content_stems(text)))
        n += 1
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["stem", "sentences"])
        writer.writerow(["*", n])
        for word, count in sorted(counts.items()):
            if count >= LEAST:
                writer.writerow([word, count])


if __name__ == "__main__":
    main()
