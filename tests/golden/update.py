"""Writes the golden summaries anew, and prints what changed: `python -m tests.golden.update`.

Read what it prints before you commit: every line is a coding won, lost or changed.
"""

from __future__ import annotations

import json

from tests.golden.summary import FOLDER, differences, outcomes, stems, stored, summary

from communique.pipeline import Kernel


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for stem, outcome in outcomes(Kernel(), stems()).items():
        new, path = summary(outcome), FOLDER / f"{stem}.json"
        for line in (
            differences(stored(stem), new) if path.exists() else [f"{len(new['codings'])} codings stored"]
        ):
            print(f"{stem}: {line}")
        path.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
