"""`python -m training.evaluate DATA -o FILE`: the figures of the model card, by the shipped code path."""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

from quality.language import by_document, load, measure, speed, spelled

from communique.language import load_parser
from communique.language.files import model_folder, read_manifest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    model = load_parser()
    texts = [spelled(d)[0] for d in by_document(load(args.data, "gum-dev"))]
    speeds = [speed(model, texts) for _ in range(3)]
    folder = model_folder()
    metrics = {
        "model": model.model,
        "bytes": sum(p.stat().st_size for p in folder.iterdir()),
        "sha256": read_manifest(folder).sha256,
        "figures": measure(args.data),
        "words_a_second": statistics.median(speeds),
    }
    text = json.dumps(metrics, indent=1, sort_keys=True)
    if args.output:
        args.output.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
