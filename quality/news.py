"""Scores on the own sets of news sentences (quality/sets/NEWS.md), for the seen and the unseen part apart.

    python -m quality.news [--show mentions|phrases|dates|status]      (--show prints the seen part only)
    python -m quality.news --pin [--lower]      pins the floors of the unseen part at today's figures

mentions, phrases: see quality/news_actors.py. dates: spans matched one to one as in `quality.dates`. status:
every act is matched with at most one coding of an accepted type whose trigger lies in the quote, the nearest
to the annotated trigger first; `unreal_as_happened` is the share of all negated and unreal acts, those
without a coding among them.
"""

from __future__ import annotations

import argparse
import json

from communique.pipeline import Kernel, Options
from communique.records import Attribution, Coding
from communique.resolve import article_times
from quality import floors
from quality.coding import line
from quality.corpus import NEAR, find
from quality.dates import Gold, pairs
from quality.news_actors import score_mentions, score_phrases
from quality.news_sets import FILES, Figures, Read, Row, Tally, document, fingerprint, read, rows, share


def score_dates(texts: list[Read], show: bool = False) -> dict[str, Figures]:
    """Relaxed extent, and value and days of what was found."""
    tally, gold_rows = Tally(show), {row["id"]: row["dates"] for row in rows("news_dates")}
    for row, article, parse in texts:
        name, counts = row["id"], tally.of(row["id"])
        golds = {(one["start"], one["end"]): one for one in gold_rows.get(name, ())}
        spots = [Gold(start, end, one["value"], one["text"]) for (start, end), one in golds.items()]
        for spot, mine in pairs(spots, [span.expression for span in article_times(parse, article)]):
            counts.update(gold=spot is not None, found=mine is not None)
            gold = golds[spot.start, spot.end] if spot else None
            value = False
            if gold and mine:
                value = mine.value in (gold["value"], *gold.get("also", ()))
                days = [day and day.isoformat() for day in (mine.first, mine.last)]
                counts.update(both=1, value=value, days=days == [gold["first"], gold["last"]])
            if not value:
                wrong = "value" if gold and mine else "missed" if gold else "extra"
                wanted = f"{gold['text']!r} {gold['type']} {gold['value']}" if gold else "-"
                said = f"{mine.text!r} {mine.value} {mine.rule}" if mine else "-"
                tally.miss(
                    name, wrong, "WANT", wanted, "MINE", said, row["published"], "…", row["text"][:120]
                )
    return {
        part: {
            "extent_f1": round(2 * c["both"] / max(1, c["gold"] + c["found"]), 3),
            "value": share(c, "value", "both"), "days": share(c, "days", "both"),
        }
        for part, c in tally.counts.items()
    }  # fmt: skip


def matched(text: str, acts: list[Row], codings: tuple[Coding, ...]) -> dict[int, Coding]:
    """A coding by act, one to one."""
    candidates = []
    for place, act in enumerate(acts):
        span = find(text, act["quote"])
        if span is None:
            continue
        inside = find(text[span[0] : span[1]], act["trigger"])
        start, end = (span[0] + inside[0], span[0] + inside[1]) if inside else span
        for number, coding in enumerate(codings):
            trigger = coding.trigger
            near = trigger.start < span[1] + NEAR and span[0] - NEAR < trigger.end
            if near and coding.event_type in act["type"]:
                distance = max(0, trigger.start - end, start - trigger.end)
                candidates.append((distance, -coding.confidence, place, number))
    found: dict[int, Coding] = {}
    used: set[int] = set()
    for _, _, place, number in sorted(candidates):
        if place not in found and number not in used:
            found[place] = codings[number]
            used.add(number)
    return found


def speaker_fits(coding: Coding, chain: list[str]) -> bool:
    """The nearest speaker: by a capitalised word or the whole name; none where the text itself tells it."""
    if not chain or not coding.attribution:
        return not chain and not coding.attribution
    return _is_named(coding.attribution[0], chain[0])


def chain_fits(coding: Coding, chain: list[str]) -> bool:
    """The whole chain: every speaker, nearest first, and nobody else."""
    links = coding.attribution
    return len(links) == len(chain) and all(map(_is_named, links, chain))


def _is_named(link: Attribution, said: str) -> bool:
    """Whether a link names the speaker whom the annotation has."""
    names = f"{link.name} {link.text}".lower()
    capitals = [word.lower() for word in said.split() if len(word) > 3 and word[0].isupper()]
    return (
        any(word in names for word in capitals) or said.lower() in names or link.text.lower() in said.lower()
    )


def score_status(kernel: Kernel, texts: list[Read], show: bool = False) -> dict[str, Figures]:
    """Acts found with an accepted type; status, background and nearest speaker of those."""
    tally, gold_rows = Tally(show), {row["id"]: row["acts"] for row in rows("news_status")}
    chosen = [one.row for one in texts if one.row["id"] in gold_rows]
    for start in range(0, len(chosen), 128):
        part = chosen[start : start + 128]
        for row, outcome in zip(part, kernel.process([document(row) for row in part]), strict=True):
            name, acts, counts = row["id"], gold_rows[row["id"]], tally.of(row["id"])
            found = matched(outcome.article.text if outcome.article else "", acts, outcome.codings)
            for place, act in enumerate(acts):
                coding = found.get(place)
                happened = coding is not None and coding.status == "happened"
                counts.update(acts=1, unreal=act["negated_or_unreal"])
                counts["happened"] += act["negated_or_unreal"] and happened
                if coding is None:
                    other = [one.event_type for one in outcome.codings]
                    tally.miss(
                        name, "no coding", act["type"], repr(act["trigger"]), "|", act["quote"], "::", *other
                    )
                    continue
                right = {
                    "status": coding.status in act["status"],
                    "background": act.get("background_open", False) or coding.background == act["background"],
                    "speaker": speaker_fits(coding, act["chain"]),
                }
                counts.update(right, found=1, chain=chain_fits(coding, act["chain"]))
                if not all(right.values()):
                    wrong = "+".join(key for key, ok in right.items() if not ok)
                    said = [link.text for link in coding.attribution]
                    wanted = (act["status"], act["background"], act["chain"])
                    mine = (coding.status, coding.background, said)
                    tally.miss(
                        name, wrong, "WANT", *wanted, "MINE", *mine, "|", act["quote"], "::", line(coding)
                    )
    return {
        part: {
            **{name: share(c, name, "found") for name in ("status", "background", "speaker", "chain")},
            "recall": share(c, "found", "acts"), "unreal_as_happened": share(c, "happened", "unreal"),
        }
        for part, c in tally.counts.items()
    }  # fmt: skip


def score_news(kernel: Kernel, show: str | None = None) -> dict[str, dict[str, Figures]]:
    """Figures by set and part."""
    texts = read(kernel)
    return {
        "mentions": score_mentions(kernel, texts, show == "mentions"),
        "phrases": score_phrases(kernel, show == "phrases"),
        "dates": score_dates(texts, show == "dates"),
        "status": score_status(kernel, texts, show == "status"),
    }


def pin(found: dict[str, dict[str, Figures]], lower: bool = False) -> None:
    """Writes the figures of the unseen part into the floors file, beside the floors of other sets; never
    looser than before on the same files unless asked."""
    pinned = floors.pinned()
    for name, parts in found.items():
        key, print_ = f"news {name} unseen", fingerprint(name)
        old = pinned.get(key, {})
        keep = old.get("fingerprint") == print_ and not lower
        entry: Row = {"fingerprint": print_, "at_least": {}, "at_most": {}}
        for figure, value in parts["unseen"].items():
            kind, stricter = ("at_most", min) if figure in floors.CEILINGS else ("at_least", max)
            before = old.get(kind, {}).get(figure, value)
            entry[kind][figure] = stricter(value, before) if keep else value
        pinned[key] = entry
    floors.FILE.write_text(json.dumps(pinned, indent=1, sort_keys=True) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", choices=tuple(FILES), help="print the misses of the seen part")
    parser.add_argument("--pin", action="store_true", help="pin the floors of the unseen part")
    parser.add_argument("--lower", action="store_true", help="with --pin: lower them too")
    arguments = parser.parse_args()
    found = score_news(Kernel(Options()), arguments.show)
    for name, parts in found.items():
        for part, figures in parts.items():
            print(json.dumps({"set": name, "part": part, **figures}))
    if arguments.pin:
        pin(found, arguments.lower)


if __name__ == "__main__":
    main()
