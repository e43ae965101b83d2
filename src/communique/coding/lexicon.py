"""The frame lexicon: data files read into look-up tables.

Files under coding/data: `classes.toml` (named word classes), `frames/*.csv` (what a verb, noun or adjective
means with which arguments), `operators.csv` (words that say something about an act named below them: offer,
threaten, refuse, call for, stop …) and `compose.csv` (what operator and act give together). docs/codebook.md
prints them; CONTRIBUTING.md says how to add one.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from communique.errors import DataError
from communique.ontology import load_ontology

NO_EVENT = "-"
POS = {"V": ("VERB", "AUX"), "N": ("NOUN", "PROPN"), "A": ("ADJ", "ADV")}


class Condition(msgspec.Struct, frozen=True):
    """One test of a sense: the argument `role` exists (`*`), has a lemma of `lemmas`, or is an actor of
    one of the kinds in `actors` (`#…`). either: tests of other roles, one of which may hold in its stead.
    """

    role: str
    negated: bool
    any_word: bool
    lemmas: frozenset[str]
    actors: tuple[str, ...]
    either: tuple[Condition, ...] = ()


class Frame(msgspec.Struct, frozen=True):
    """One sense of a word. actor, recipient: roles in the order in which they are tried."""

    id: str
    lemma: str
    pos: str
    conditions: tuple[Condition, ...]
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    flags: frozenset[str]
    example: str
    wide: bool = False
    """Whether it stands in a file of the wide lexicon (wide_*.csv), whose rows yield to the others."""
    own: bool = False
    """Whether it is of the project's own tables: where it fits, no other row and no operator is asked."""

    @property
    def asks_negation(self) -> bool:
        """Whether the sense holds only of a negated word ("will not tolerate"): then that is part of it."""
        return any(condition.role == "neg" and not condition.negated for condition in self.conditions)


class Operator(msgspec.Struct, frozen=True):
    """A word that takes an act as its content. op: PROMISE THREATEN DEMAND REFUSE … (see compose.csv)."""

    id: str
    lemma: str
    pos: str
    op: str
    strength: str
    conditions: tuple[Condition, ...]
    content: tuple[str, ...]
    addressee: tuple[str, ...]
    flags: frozenset[str]
    example: str


class Composition(msgspec.Struct, frozen=True):
    """What an operator and the act below it give; `cameo_prefix` narrows the act, the longest match wins."""

    op: str
    strength: str
    inner: str
    cameo_prefix: str
    event_type: str
    mode: str | None
    cameo: str | None
    status: str | None


class Lexicon(msgspec.Struct, frozen=True):
    """All tables; frames and operators by (lemma, part of speech)."""

    classes: dict[str, frozenset[str]]
    frames: dict[tuple[str, str], tuple[Frame, ...]]
    operators: dict[tuple[str, str], tuple[Operator, ...]]
    compositions: dict[tuple[str, str], tuple[Composition, ...]]

    def compose(self, op: str, strength: str, inner: str, cameo: str | None) -> Composition | None:
        """The row for operator and inner type (`none` when the content names no act); most specific first."""
        for row in self.compositions.get((op, inner), ()):
            if row.strength in ("", strength, strength.partition("-")[0]) and (cameo or "").startswith(
                row.cameo_prefix
            ):
                return row
        return None


def _rows(path: Traversable) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open("r", encoding="utf-8", newline="") as handle:  # type: ignore[call-overload]
        for number, row in enumerate(csv.DictReader(handle), start=2):
            if None in row or any(value is None for value in row.values()):
                raise DataError(
                    f"{path.name}:{number}: wrong number of columns; expected those of the header"
                )
            if row["lemma"].startswith("#") if "lemma" in row else False:
                continue
            yield f"{path.name}:{number}", row


def _split(text: str, separator: str = ",") -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def _condition(text: str, classes: dict[str, frozenset[str]], where: str) -> Condition:
    """`obj=@talks|meeting`, `prt=off`, `with=*`, `obj!=@fee`, `obj=#actor`, `on=*|against=*`."""
    text, *others = re.split(r"\|(?=[a-z_.]+!?=)", text)
    role, sign, value = text.partition("=")
    if not sign or not role:
        raise DataError(f"{where}: condition {text!r}; expected role=lemma|@class|#actor|*")
    negated = role.endswith("!")
    role = role.rstrip("!").strip()
    lemmas: set[str] = set()
    actors: list[str] = []
    any_word = False
    for part in _split(value, "|"):
        if part == "*":
            any_word = True
        elif part.startswith("@"):
            if part[1:] not in classes:
                raise DataError(f"{where}: word class {part!r} is not in classes.toml")
            lemmas |= classes[part[1:]]
        elif part.startswith("#"):
            actors.append(part[1:])
        else:
            lemmas.add(part)
    either = tuple(_condition(other, classes, where) for other in others)
    return Condition(role, negated, any_word, frozenset(lemmas), tuple(actors), either)


def read_conditions(text: str, classes: dict[str, frozenset[str]], where: str) -> tuple[Condition, ...]:
    """Conditions joined by &. Raises DataError with `where` for one that is malformed."""
    return tuple(_condition(part, classes, where) for part in _split(text, "&"))


def _read_classes(folder: Traversable) -> dict[str, frozenset[str]]:
    """Word classes; a class may name others as @class."""
    raw: dict[str, str] = tomllib.loads(folder.joinpath("classes.toml").read_text("utf-8"))
    done: dict[str, frozenset[str]] = {}

    def words(name: str, above: tuple[str, ...]) -> frozenset[str]:
        if name in above:
            raise DataError(f"classes.toml: class {name!r} contains itself")
        if name not in raw:
            raise DataError(f"classes.toml: class {name!r} (named by {above[-1]!r}) does not exist")
        if name not in done:
            found: set[str] = set()
            for word in raw[name].split():
                found |= words(word[1:], (*above, name)) if word.startswith("@") else {word}
            done[name] = frozenset(found)
        return done[name]

    for name in raw:
        words(name, ())
    return done


def _read_frames(
    folder: Traversable, classes: dict[str, frozenset[str]], own: bool = False
) -> dict[tuple[str, str], tuple[Frame, ...]]:
    """Frames of a folder's `frames/*.csv`. Raises DataError naming file and line of a wrong row."""
    ontology = load_ontology()
    table: dict[tuple[str, str], list[Frame]] = {}
    for path in sorted(folder.joinpath("frames").iterdir(), key=lambda p: p.name):
        if not path.name.endswith(".csv"):
            continue
        for where, row in _rows(path):
            event_type, mode, cameo = row["type"], row["mode"] or None, row["cameo"] or None
            if event_type != NO_EVENT:
                if event_type not in ontology.types:
                    raise DataError(f"{where}: type {event_type!r} is not a PLOVER type")
                if not ontology.has_mode(event_type, mode):
                    raise DataError(f"{where}: {event_type} has no mode {mode!r}")
                if cameo and cameo not in ontology.cameo:
                    raise DataError(f"{where}: CAMEO has no code {cameo!r}")
            contexts = _split(row["contexts"], ";")
            if unknown := set(contexts) - set(ontology.contexts):
                raise DataError(f"{where}: PLOVER has no context {sorted(unknown)}")
            for lemma in _split(row["lemma"], "|"):
                frame = Frame(
                    id=f"{lemma}.{row['pos']}@{where}", lemma=lemma, pos=row["pos"],
                    conditions=read_conditions(row["when"], classes, where), event_type=event_type, mode=mode,
                    contexts=contexts, cameo=cameo, actor=_split(row["actor"]),
                    recipient=_split(row["recipient"]),
                    flags=frozenset(row["flags"].split()), example=row["example"],
                    wide=path.name.startswith("wide_"), own=own,
                )  # fmt: skip
                table.setdefault((lemma, row["pos"]), []).append(frame)
    return {key: tuple(frames) for key, frames in table.items()}


def _read_operators(
    folder: Traversable, classes: dict[str, frozenset[str]]
) -> dict[tuple[str, str], tuple[Operator, ...]]:
    table: dict[tuple[str, str], list[Operator]] = {}
    for where, row in _rows(folder.joinpath("operators.csv")):
        for lemma in _split(row["lemma"], "|"):
            operator = Operator(
                id=f"{lemma}.{row['pos']}@{where}", lemma=lemma, pos=row["pos"], op=row["op"],
                strength=row["strength"], conditions=read_conditions(row["when"], classes, where),
                content=_split(row["content"]), addressee=_split(row["addressee"]),
                flags=frozenset(row["flags"].split()), example=row["example"],
            )  # fmt: skip
            table.setdefault((lemma, row["pos"]), []).append(operator)
    return {key: tuple(operators) for key, operators in table.items()}


def _read_compositions(folder: Traversable) -> dict[tuple[str, str], tuple[Composition, ...]]:
    table: dict[tuple[str, str], list[Composition]] = {}
    for _, row in _rows(folder.joinpath("compose.csv")):
        for inner in _split(row["inner"], "|"):
            composition = Composition(
                row["op"], row["strength"], inner, row["cameo_prefix"], row["type"], row["mode"] or None,
                row["cameo"] or None, row["status"] or None,
            )  # fmt: skip
            table.setdefault((row["op"], inner), []).append(composition)
    return {
        key: tuple(sorted(rows, key=lambda r: (-len(r.strength), -len(r.cameo_prefix))))
        for key, rows in table.items()
    }


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon, read once a process. Raises DataError naming file and line of a wrong row."""
    folder = files("communique.coding").joinpath("data")
    classes = _read_classes(folder)
    return Lexicon(
        classes=classes,
        frames=_read_frames(folder, classes),
        operators=_read_operators(folder, classes),
        compositions=_read_compositions(folder),
    )


def lexicon_of(overlay: Path | None) -> Lexicon:
    """The lexicon with the frames of a project's own tables (`frames/*.csv` in the overlay folder) before the
    shipped ones. Raises DataError for a wrong row.
    """
    shipped = load_lexicon()
    if own_frames(overlay) is None:
        return shipped
    assert overlay is not None
    frames = dict(shipped.frames)
    for key, rows in _read_frames(overlay, shipped.classes, own=True).items():
        frames[key] = (*rows, *frames.get(key, ()))
    return msgspec.structs.replace(shipped, frames=frames)


def own_frames(overlay: Path | None) -> str | None:
    """12 hex digits over the frames of a project's own tables; null where it has none."""
    folder = overlay / "frames" if overlay else None
    paths = sorted(folder.glob("*.csv")) if folder and folder.is_dir() else []
    if not paths:
        return None
    mark = sha256()
    for path in paths:
        mark.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return mark.hexdigest()[:12]
