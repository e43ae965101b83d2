"""The model's files: where they lie, and whether they are the ones that were shipped."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import msgspec

from communique.errors import ModelDamaged, ModelMissing

MANIFEST = "manifest.json"
_REPAIR = "reinstall the package (pip install --force-reinstall communique), which carries the model"


class Manifest(msgspec.Struct, frozen=True):
    """What `training.export` wrote beside the model.

    model: name and version, part of every parse. sha256: hash by file name. vocabularies: the classes
    of each head, in the graph's order. transitions: name tag to name tag scores, with two more rows
    for the start and the end of a sentence.
    """

    model: str
    sha256: dict[str, str]
    vocabularies: dict[str, list[str]]
    names: list[str]
    transitions: list[list[float]]


def model_folder() -> Path:
    """Return the folder of the shipped model."""
    return Path(str(files("communique.language") / "data"))


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest. Raises ModelMissing or ModelDamaged, each naming the file and the way out."""
    path = folder / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise ModelMissing(f"the language model has no {path}; {_REPAIR}") from None
    except (msgspec.DecodeError, json.JSONDecodeError) as error:
        raise ModelDamaged(f"{path} cannot be read ({error}); {_REPAIR}") from None


def checked_bytes(folder: Path, manifest: Manifest, name: str) -> bytes:
    """Return the bytes of one model file after comparing their hash with the manifest's."""
    path = folder / name
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ModelMissing(f"the language model lacks {path}; {_REPAIR}") from None
    actual = hashlib.sha256(content).hexdigest()
    expected = manifest.sha256.get(name)
    if actual != expected:
        raise ModelDamaged(f"{path} has sha256 {actual}, expected {expected}; {_REPAIR}")
    return content
