"""Templates: everything that is printed is escaped; words and dates as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from communique.records import Actor, Coding, Span
from communique.records.coding import Attribution
from communique.report.model import QUADS, when_text, who
from communique.store import party
from communique.version import __version__
from communique.web import links
from communique.web.names import party_choices, party_name
from communique.web.navigation import NAVIGATION
from communique.web.static_files import asset


@cache
def environment() -> Environment:
    """The environment of all pages; made once."""
    made = Environment(
        loader=PackageLoader("communique.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    made.filters.update(
        when=when_text, who=who, party=party, party_name=party_name, day=day, number=number, words=words,
        web_address=web_address, percent=percent, one_line=one_line, actor_name=actor_name, spans=spans,
        marked=marked, period_name=period_name, period_end=period_end,
        with_words=with_words, day_short=day_short,
    )  # fmt: skip
    made.globals.update(
        asset=asset, link=links, quads=QUADS, quads_names=QUADS, version=__version__,
        navigation=NAVIGATION, plural=plural, zip=zip, party_choices=party_choices,
    )  # fmt: skip
    return made


def render(template: str, **given: Any) -> str:
    """A template filled in. Values missing from `given` are an error, never an empty string."""
    return environment().get_template(template).render(**given)


def day(value: date | datetime | str | None) -> str:
    """16 June 2013; an ISO text as a date; "–" for none."""
    if value is None or value == "":
        return "–"
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value[:10])
        except ValueError:
            return str(value)
    return f"{value.day} {value:%B} {value.year}"


def day_short(value: date | datetime | str | None) -> str:
    """16 Jun 2020, for columns."""
    found = day(value)
    parts = found.split(" ")
    return f"{parts[0]} {parts[1][:3]} {parts[2]}" if len(parts) == 3 else found


def period_name(start: date, by: str) -> str:
    """A period of a series by its first day: 2013, June 2013, the week from 3 June 2013."""
    if by == "year":
        return str(start.year)
    return f"{start:%B} {start.year}" if by == "month" else day_short(start)


def period_end(start: date, by: str) -> str:
    """Its last day, as the filters take it."""
    if by == "year":
        return str(start.year)
    if by == "month":
        return f"{start.year:04}-{start.month:02}"
    return date.fromordinal(start.toordinal() + (6 if by == "week" else 0)).isoformat()


def number(value: float | None) -> str:
    """1,234; one decimal for fractions; "–" for none."""
    if value is None:
        return "–"
    if float(value).is_integer():
        return f"{int(value):,}".replace("-", "−")
    return f"{value:,.1f}".replace("-", "−")


def percent(value: float | None) -> str:
    """0.873 → 87 %."""
    return "–" if value is None else f"{round(value * 100)} %"


def words(code: str | None) -> str:
    """channel_cut → channel cut."""
    return (code or "").replace("_", " ")


def one_line(text: str | None) -> str:
    """Text with its white space run together."""
    return " ".join((text or "").split())


def plural(n: int, one: str, many: str | None = None) -> str:
    """"1 article", "3 articles"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def actor_name(actor: Actor) -> str:
    """Person, else the name, else the words of the text."""
    return actor.person or actor.name or actor.text


def spans(coding: Coding) -> str:
    """The spans of a coding as `kind:start:end`, for the script that lights them up."""
    found: list[tuple[str, Span | Actor | Attribution]] = [("sentence", coding.evidence)]
    found += [("who", actor) for actor in coding.actors]
    found += [("whom", actor) for actor in coding.recipients]
    found += [("content", part) for part in (coding.content, coding.condition) if part is not None]
    found += [("said", link) for link in coding.attribution]
    words_of_date = coding.date.text
    place = coding.evidence.text.find(words_of_date) if words_of_date else -1
    told = [f"{kind}:{part.start}:{part.end}" for kind, part in found]
    if words_of_date and place >= 0:
        start = coding.evidence.start + place
        told.append(f"date:{start}:{start + len(words_of_date)}")
    return " ".join(told)


def marked(coding: Coding) -> Markup:
    """The sentence of a coding with its trigger marked; escaped."""
    text = coding.evidence.text
    start, end = coding.trigger.start - coding.evidence.start, coding.trigger.end - coding.evidence.start
    if not 0 <= start < end <= len(text):
        return escape(one_line(text))
    before, trigger, after = text[:start], text[start:end], text[end:]
    return Markup('{}<mark class="q{}">{}</mark>{}').format(before, coding.quad, trigger, after)


def with_words(text: str, wanted: Sequence[str]) -> Markup:
    """Text with the words that were looked for marked; escaped."""
    parts = sorted({re.escape(part) for word in wanted for part in re.findall(r"\w+", word)}, key=len)
    if not parts:
        return escape(text)
    found = re.split(rf"(\b(?:{'|'.join(reversed(parts))})\w*)", text, flags=re.IGNORECASE)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(found)
    )


def web_address(url: str | None) -> str | None:
    """The address when a browser may follow it: http and https with a host; null for everything else
    (javascript:, data:, files).
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        return url.strip() if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def parties_of(actors: Iterable[Actor]) -> Sequence[str]:
    """Codes of the parties of actors, each once."""
    return list(dict.fromkeys(code for actor in actors if (code := party(actor))))
