"""Reason codes of stage `clean`: why a block was kept or dropped, why a document was refused."""

from __future__ import annotations

from enum import StrEnum


class CleanReason(StrEnum):
    """Codes that stand in `Block.reason`, and in `Refusal.reason` for
    the last group; `MEANINGS` explains each."""

    BODY = "clean.body"
    PROSE = "clean.prose"
    INSIDE = "clean.inside"
    GIVEN = "clean.given"
    TITLE = "clean.title"
    STANDFIRST = "clean.standfirst"
    SUBHEAD = "clean.subhead"
    CAPTION = "clean.caption"
    BYLINE = "clean.byline"
    DATELINE = "clean.dateline"
    CREDIT = "clean.credit"
    WRITERS = "clean.writers"
    DATE = "clean.date"
    OUTLET = "clean.outlet"

    NAVIGATION = "clean.navigation"
    ADVERTISEMENT = "clean.advertisement"
    NEWSLETTER = "clean.newsletter"
    COOKIES = "clean.cookies"
    LEGAL = "clean.legal"
    TAGS = "clean.tags"
    COMMENTS = "clean.comments"
    RELATED = "clean.related"
    SOCIAL = "clean.social"
    AUTHOR_BOX = "clean.author_box"
    MESSAGE = "clean.message"
    MEDIA = "clean.media"
    CORRECTION = "clean.editors_note"
    DOUBLED_HEADLINE = "clean.doubled_headline"
    DOUBLED_LINE = "clean.doubled_line"
    SEPARATOR = "clean.separator"
    OUTSIDE = "clean.outside"
    BOILERPLATE = "clean.boilerplate"

    TOO_SHORT = "clean.too_short"
    NO_BODY = "clean.no_body"
    NOT_ENGLISH = "clean.not_english"
    TOO_LARGE = "clean.too_large"
    TOO_MANY_TAGS = "clean.too_many_tags"
    TIME_LIMIT = "clean.time_limit"
    CRASHED = "clean.crashed"


MEANINGS: dict[CleanReason, tuple[str, str]] = {
    CleanReason.BODY: ("kept", "the line model takes it for body text"),
    CleanReason.PROSE: ("kept", "full sentences, kept although the line model doubted"),
    CleanReason.INSIDE: ("kept", "a short line between body lines that reads like part of them"),
    CleanReason.GIVEN: ("kept", "a record's text, given as data and never cleaned of lines"),
    CleanReason.TITLE: ("kept", "the headline, without the outlet's suffix"),
    CleanReason.STANDFIRST: ("kept", "the summary between headline and body"),
    CleanReason.SUBHEAD: ("kept", "a heading inside the body"),
    CleanReason.CAPTION: ("kept", "the caption of a picture or film"),
    CleanReason.BYLINE: ("set apart", "who wrote it"),
    CleanReason.DATELINE: ("set apart", "where and when the report was filed, and by which agency"),
    CleanReason.CREDIT: ("set apart", "who took or owns a picture"),
    CleanReason.WRITERS: ("set apart", "who reported, wrote, edited or contributed"),
    CleanReason.DATE: ("set apart", "a printed date of publication or change"),
    CleanReason.OUTLET: ("set apart", "the name of the outlet"),
    CleanReason.NAVIGATION: ("dropped", "menus, links and buttons"),
    CleanReason.ADVERTISEMENT: ("dropped", "advertisement marks and sponsored text"),
    CleanReason.NEWSLETTER: ("dropped", "calls to subscribe, newsletter forms, pay-wall notes"),
    CleanReason.COOKIES: ("dropped", "cookie and consent notes"),
    CleanReason.LEGAL: ("dropped", "copyright lines, terms, disclaimers"),
    CleanReason.TAGS: ("dropped", "tags, topics, keywords"),
    CleanReason.COMMENTS: ("dropped", "comment boxes and comment counts"),
    CleanReason.RELATED: ("dropped", "other stories: related, most read, also read"),
    CleanReason.SOCIAL: ("dropped", "share buttons and calls to follow"),
    CleanReason.AUTHOR_BOX: ("dropped", "who the author is and how to reach them"),
    CleanReason.MESSAGE: ("dropped", "messages of the page itself: form results, errors, loading"),
    CleanReason.MEDIA: ("dropped", "players, galleries, reading time"),
    CleanReason.CORRECTION: ("dropped", "editor's notes about the page or the text's origin"),
    CleanReason.DOUBLED_HEADLINE: ("dropped", "the headline once more"),
    CleanReason.DOUBLED_LINE: ("dropped", "a line that already stood there"),
    CleanReason.SEPARATOR: ("dropped", "a line without letters"),
    CleanReason.OUTSIDE: ("dropped", "reads like prose but stands outside the article"),
    CleanReason.BOILERPLATE: (
        "dropped",
        "the line model takes it for no body text; no nearer reason is known",
    ),
    CleanReason.TOO_SHORT: ("refused", "fewer than 20 letters in a file (never said of a record)"),
    CleanReason.NO_BODY: ("refused", "no body line in it: a menu, an index or an error page"),
    CleanReason.NOT_ENGLISH: ("refused", "at least 200 letters, and clearly another language than English"),
    CleanReason.TOO_LARGE: ("refused", "more text than one article has"),
    CleanReason.TOO_MANY_TAGS: (
        "refused",
        "HTML with more tags, or more attributes on one tag, than extractors can bear",
    ),
    CleanReason.TIME_LIMIT: ("refused", "extracting the text took longer than the limit; the work was ended"),
    CleanReason.CRASHED: ("refused", "the extractor failed on this page"),
}


def reasons_table() -> str:
    """The codes as a Markdown table, for docs/refusals-sources.md."""
    rows = ["| code | is | meaning |", "| --- | --- | --- |"]
    rows += [f"| `{reason.value}` | {what} | {meaning} |" for reason, (what, meaning) in MEANINGS.items()]
    return "\n".join(rows)
