"""Vectors of single words for the memory wing: which words tell like deeds ("sever", "cut").

    python -m training.word_vectors          writes src/communique/stories/data/word_vectors.npz

Every whole word of the encoder's vocabulary, and every lemma of the frame tables, goes through the pretrained
encoder by itself; the mean of its last layer is centred, reduced to 48 dimensions and kept as int8. Words
with one stem share a vector, weighted alike. The base weights are Apache-2.0 (see README).
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from communique.stories.words import stem, stop_words
from training.base import base_folder, checked_weights

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "communique" / "stories" / "data" / "word_vectors.npz"
DIMENSIONS = 48
LAYERS, HEADS = 6, 12


def word_list(tokenizer: Tokenizer) -> list[str]:
    """Whole words of the vocabulary and lemmas of the frames, sorted."""
    words = {word for word in tokenizer.get_vocab() if re.fullmatch(r"[a-z]{3,}", word)}
    for path in sorted((ROOT / "src" / "communique" / "coding" / "data" / "frames").glob("*.csv")):
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            for lemma in (row.get("lemma") or "").split("|"):
                words |= {
                    word for word in re.split(r"[_\s-]", lemma.lower()) if re.fullmatch(r"[a-z]{3,}", word)
                }
    return sorted(words - stop_words())


def encode(weights: dict[str, torch.Tensor], ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean of the last layer over the tokens of each row (BERT encoder, post-norm)."""
    norm = torch.nn.functional.layer_norm
    linear = torch.nn.functional.linear

    def put(name: str, x: torch.Tensor) -> torch.Tensor:
        return linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def level(name: str, x: torch.Tensor) -> torch.Tensor:
        return norm(x, x.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], 1e-12)

    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = x + weights["embeddings.token_type_embeddings.weight"][0]
    x = level("embeddings.LayerNorm", x)
    shape = (ids.shape[0], ids.shape[1], HEADS, x.shape[-1] // HEADS)
    shut = (mask[:, None, None, :] - 1.0) * 1e9
    for number in range(LAYERS):
        at = f"encoder.layer.{number}"
        query, key, value = (
            put(f"{at}.attention.self.{part}", x).view(shape).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        heed = (query @ key.transpose(2, 3) / shape[-1] ** 0.5 + shut).softmax(-1)
        mixed = (heed @ value).transpose(1, 2).reshape(x.shape)
        x = level(f"{at}.attention.output.LayerNorm", x + put(f"{at}.attention.output.dense", mixed))
        inner = torch.nn.functional.gelu(put(f"{at}.intermediate.dense", x))
        x = level(f"{at}.output.LayerNorm", x + put(f"{at}.output.dense", inner))
    return (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)


def main() -> None:
    weights = {name.removeprefix("bert."): value for name, value in load_file(checked_weights()).items()}
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.enable_padding()
    tokenizer.enable_truncation(16)
    words = word_list(tokenizer)
    rows = []
    with torch.inference_mode():
        for start in range(0, len(words), 512):
            batch = tokenizer.encode_batch(words[start : start + 512])
            ids = torch.tensor([item.ids for item in batch])
            mask = torch.tensor([item.attention_mask for item in batch], dtype=torch.float32)
            rows.append(encode(weights, ids, mask).numpy())
    raw = np.concatenate(rows).astype(np.float64)
    raw /= np.linalg.norm(raw, axis=1, keepdims=True)
    stems: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        stems.setdefault(stem(word), []).append(place)
    names = sorted(stems)
    vectors = np.stack([raw[stems[name]].mean(0) for name in names])
    vectors -= vectors.mean(0)
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    small = vectors @ axes[:DIMENSIONS].T
    small /= np.linalg.norm(small, axis=1, keepdims=True)
    packed = np.round(small * 127).astype(np.int8)
    np.savez_compressed(OUT, stems=np.array("\n".join(names)), vectors=packed)
    print(f"{len(words)} words, {len(names)} stems, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
