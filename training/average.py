"""`python -m training.average OUT WEIGHTS …`: the mean of trained weights, or of checkpoints' averages."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def weights(path: Path) -> dict[str, Tensor]:
    """Return plain weights, or the running average kept in a checkpoint."""
    stored = torch.load(path, weights_only=False, map_location="cpu")
    return stored.get("average", stored)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    args = parser.parse_args()
    loaded = [weights(p) for p in args.weights]
    torch.save({k: sum(w[k] for w in loaded) / len(loaded) for k in loaded[0]}, args.out)


if __name__ == "__main__":
    main()
