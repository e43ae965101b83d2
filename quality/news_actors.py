"""Scores of actors on the own news sets: mentions in 640 texts, 449 bare phrases (`python -m quality.news`).

A gold mention is read by the records of the most similar span: its own, that of the longer or shorter mention
of the same actor around or inside it, or its own without the clause behind the noun ("the gunmen who stormed
the hall"), which by the contract belongs to no actor's span.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import combining, normalize

from communique.cli.actors import actor_records
from communique.pipeline import Kernel
from communique.records import Parse
from communique.resolve import resolve, resolve_phrase
from quality.actors import best_records
from quality.news_sets import Figures, Read, Row, Tally, rows, share

KINDS = {"country": "state", "person": "person", "organisation": "organisation", "agent": "agent"}
SILENT = ("place", "not_actor")


def country_fits(country: str | None, gold: Row) -> bool:
    return country in (gold["country"], *gold.get("alt_country", ()))


def sector_fits(sector: str | None, kind: str | None, gold: Row) -> bool:
    """Sector as in the gold or one also right; a state as such may be GOV or null, the United Nations IGO or
    UNO."""
    wanted = {gold["sector"], *gold["alt_sector"]}
    if kind == "state" and wanted & {None, "GOV"}:
        wanted |= {None, "GOV"}
    if wanted & {"IGO", "UNO"}:
        wanted |= {"IGO", "UNO"}
    return sector in wanted


def kind_fits(kind: str, gold: Row) -> bool:
    """Kind as in the gold; whoever has no name may be an agent ("a spokesman", "its information bureau"),
    and a government, or who speaks for it, the state."""
    if kind == KINDS[gold["type"]] or (kind == "agent" and gold["name"] is None):
        return True
    governs = "GOV" in (gold["sector"], *gold["alt_sector"])
    return kind == "state" and governs and (gold["type"] == "organisation" or gold["name"] is None)


def words(name: str | None) -> list[str]:
    """Words of a name without case, accents and hyphens."""
    plain = "".join(char for char in normalize("NFKD", name or "") if not combining(char))
    return plain.lower().replace("-", " ").split()


def name_fits(name: str | None, gold: Row) -> bool:
    """The same person by either's surname; as named in the text is right as well."""
    said = words(name)
    return any(
        said and wanted and (said[-1] in wanted or wanted[-1] in said)
        for wanted in (words(gold["name"]), words(gold["text"]))
    )


def judge(records: list[Row], gold: Row) -> dict[str, bool]:
    """What the records of a span have right."""
    if gold["type"] == "group":
        same = {record["country"] for record in records} == set(gold.get("members", ()))
        return {"who": same, "sector": same}
    return {
        "country": bool(records) and all(country_fits(r["country"], gold) for r in records),
        "kind": bool(records) and all(kind_fits(r["kind"], gold) for r in records),
        "sector": bool(records) and all(sector_fits(r["sector"], r["kind"], gold) for r in records),
        "name": any(name_fits(r["name"], gold) for r in records),
    }


def spans(gold: Row, golds: list[Row], parse: Parse) -> Iterator[tuple[int, int]]:
    """Its own span, that without its clause, then those of the same actor around or inside it."""
    yield gold["start"], gold["end"]
    yield from without_clause(gold, parse)
    for other in golds:
        inside = gold["start"] <= other["start"] and other["end"] <= gold["end"]
        around = other["start"] <= gold["start"] and gold["end"] <= other["end"]
        same = all(
            other.get(key) == gold.get(key) for key in ("type", "country", "sector", "name", "members")
        )
        if other is not gold and same and (inside or around):
            yield other["start"], other["end"]


def without_clause(gold: Row, parse: Parse) -> Iterator[tuple[int, int]]:
    """The span up to the clause that hangs on its head, where there is one."""
    for sentence in parse.sentences:
        inside = [
            token for token, start in enumerate(sentence.token_start)
            if gold["start"] <= start and sentence.token_end[token] <= gold["end"]
        ]  # fmt: skip
        if not inside:
            continue
        held = set(inside)
        head = next((token for token in inside if sentence.head[token] not in held), inside[0])
        for token in inside:
            if sentence.deprel[token] not in ("acl", "acl:relcl", "advcl") or sentence.head[token] != head:
                continue
            begin = token
            while begin - 1 > head and under(sentence.head, begin - 1, token):
                begin -= 1
            while begin - 1 > head and sentence.upos[begin - 1] == "PUNCT":
                begin -= 1
            if begin > head:
                yield gold["start"], sentence.token_end[begin - 1]


def under(heads: Sequence[int], token: int, top: int) -> bool:
    """Whether a token stands below another in the tree."""
    for _ in heads:
        if token < 0 or token == top:
            break
        token = heads[token]
    return token == top


def score_mentions(kernel: Kernel, texts: list[Read], show: bool = False) -> dict[str, Figures]:
    """Country with kind, and sector, by layer; spans that must give no actor."""
    tally, gold_rows = Tally(show), {row["id"]: row["mentions"] for row in rows("news_mentions")}
    for row, article, parse in texts:
        name, golds = row["id"], gold_rows[row["id"]]
        counts = tally.of(name)
        records = actor_records(resolve(parse, article, kernel.knowledge))
        taken = {(gold["start"], gold["end"]) for gold in golds if gold["type"] not in SILENT}
        for gold in golds:
            silent = gold["type"] in SILENT
            readings = [best_records(records, *span) for span in spans(gold, golds, parse)]
            if silent:
                found = [r for r in readings[0] if (r["start"], r["end"]) not in taken]
                right, layer = {"quiet": not found}, "silent"
                counts["quiet"] += not found
            else:
                verdicts = [(judge(reading, gold), reading) for reading in readings]
                right, found = max(
                    verdicts, key=lambda verdict: sum(ok for key, ok in verdict[0].items() if key != "name")
                )
                layer = gold["layer"]
                who = right.get("who", right.get("country", False) and right.get("kind", False))
                counts[f"{layer} who"] += who
                counts[f"{layer} sector"] += right["sector"]
                if gold["type"] == "person" and gold["name"] and layer == "core":
                    counts["named"] += 1
                    counts["name"] += right["name"]
                right.pop("name", None)
            counts[layer] += 1
            if not all(right.values()):
                wrong = (
                    "nothing" if not found and not silent else "+".join(k for k, v in right.items() if not v)
                )
                mine = "; ".join(f"{r['text']!r}={r['code']} {r['kind']} [{r['rule']}]" for r in found)
                wanted = (gold["type"], gold.get("members", gold["country"]), gold["sector"])
                tally.miss(name, wrong, layer, repr(gold["text"]), "WANT", *wanted, "MINE", mine or "-")
    return {
        part: {
            **{layer: share(counts, f"{layer} who", layer) for layer in ("core", "np", "pronoun")},
            **{f"{layer}_sector": share(counts, f"{layer} sector", layer) for layer in ("core", "np")},
            "core_name": share(counts, "name", "named"), "silent": share(counts, "quiet", "silent"),
        }
        for part, counts in tally.counts.items()
    }  # fmt: skip


def score_phrases(kernel: Kernel, show: bool = False) -> dict[str, Figures]:
    """Country, sector, both."""
    tally = Tally(show)
    for gold in rows("phrases"):
        counts, actor = tally.of(gold["id"]), resolve_phrase(gold["text"], kernel.knowledge, None)
        country = country_fits(actor.country, gold)
        sector = sector_fits(actor.sector, actor.kind, gold)
        counts.update(n=1, country=country, sector=sector, both=country and sector)
        if not (country and sector):
            wrong = "+".join(["country"] * (not country) + ["sector"] * (not sector))
            wanted = (gold["country"], gold["sector"], *gold["alt_sector"])
            tally.miss(gold["id"], wrong, repr(gold["text"]), "WANT", *wanted, "MINE", actor.code, actor.name)
    names = ("country", "sector", "both")
    return {part: {name: share(c, name, "n") for name in names} for part, c in tally.counts.items()}
