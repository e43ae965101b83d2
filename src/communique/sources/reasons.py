"""Reason codes of everything that a source refuses."""

from __future__ import annotations

from enum import StrEnum


class SourceReason(StrEnum):
    """Codes of stage `sources`; `MEANINGS` says what each means and what to do."""

    NOT_FOUND = "sources.not_found"
    UNREADABLE = "sources.unreadable"
    NO_TEXTS = "sources.no_texts"
    TOO_MANY_FILES = "sources.too_many_files"
    UNSUPPORTED = "sources.unsupported"
    EMPTY = "sources.empty"
    BINARY = "sources.binary"
    ENCODING = "sources.encoding"
    TOO_LARGE = "sources.too_large"
    BOMB = "sources.bomb"
    TRUNCATED = "sources.truncated"
    DAMAGED = "sources.damaged"
    BROKEN_JSON = "sources.broken_json"
    BROKEN_ROW = "sources.broken_row"
    NO_TEXT = "sources.no_text"
    NO_TEXT_COLUMN = "sources.no_text_column"
    BAD_FIELD = "sources.bad_field"
    BAD_DATE = "sources.bad_date"
    XML_ENTITIES = "sources.xml_entities"
    TOO_MANY_TAGS = "sources.too_many_tags"
    NO_ENTRIES = "sources.no_entries"
    BAD_ADDRESS = "sources.bad_address"
    PRIVATE_ADDRESS = "sources.private_address"
    ROBOTS = "sources.robots"
    UNREACHABLE = "sources.unreachable"
    HTTP_STATUS = "sources.http_status"
    REDIRECTS = "sources.redirects"
    TOO_SLOW = "sources.too_slow"
    CONTENT_TYPE = "sources.content_type"


MEANINGS: dict[SourceReason, tuple[str, str]] = {
    SourceReason.NOT_FOUND: ("no file or folder of that name", "check the path"),
    SourceReason.UNREADABLE: (
        "the file may not be opened or reading it failed",
        "check permissions and disk",
    ),
    SourceReason.NO_TEXTS: (
        "a folder without any file of a known kind",
        "name files: .txt .html .jsonl .json .csv .tsv .parquet .rss .atom .xml .warc .wet, each also .gz",
    ),
    SourceReason.TOO_MANY_FILES: ("a folder with more files than `Limits.folder_files`", "split the folder"),
    SourceReason.UNSUPPORTED: (
        "a file in a folder whose suffix is not one of the known kinds",
        "name the file itself on the command line and its kind is found from its content",
    ),
    SourceReason.EMPTY: ("nothing in it but white space", "nothing to do"),
    SourceReason.BINARY: (
        "bytes that are no text in any encoding",
        "convert it to text first (a PDF, a Word file …)",
    ),
    SourceReason.ENCODING: (
        "neither the declared encoding, UTF-8 nor a guess gives readable text",
        "convert it to UTF-8",
    ),
    SourceReason.TOO_LARGE: (
        "one document, line or field over `Limits.document_bytes`",
        "split it into articles",
    ),
    SourceReason.BOMB: (
        "a packed file that unpacks to more than `Limits.unpacked_ratio` times its size",
        "unpack it yourself if you trust it",
    ),
    SourceReason.TRUNCATED: (
        "an archive that ends in the middle; what came before the break was read",
        "fetch it again",
    ),
    SourceReason.DAMAGED: (
        "the file is not what its suffix or first bytes say",
        "fetch it again or rename it",
    ),
    SourceReason.BROKEN_JSON: ("a line that is no JSON object", "correct the line; the others were read"),
    SourceReason.BROKEN_ROW: ("a row that cannot be split into its columns", "correct the quoting"),
    SourceReason.NO_TEXT: ("a record without its text field, or whose text is no string", "give it a text"),
    SourceReason.NO_TEXT_COLUMN: ("a table without the text column", "name it with --text-column"),
    SourceReason.BAD_FIELD: (
        "a field of the wrong type (id, title, outlet, url are strings)",
        "correct the record",
    ),
    SourceReason.BAD_DATE: (
        "a publication date that is none",
        "write it as YYYY-MM-DD, or leave it out",
    ),
    SourceReason.XML_ENTITIES: ("an XML file that declares entities of its own", "remove the declarations"),
    SourceReason.TOO_MANY_TAGS: ("a feed with more tags than `Limits.feed_tags`", "split the feed"),
    SourceReason.NO_ENTRIES: (
        "an XML file in which no feed entry was found",
        "nothing to do, or convert it to HTML",
    ),
    SourceReason.BAD_ADDRESS: (
        "no http or https address, or one with a user name in it, given or led to by a redirect",
        "write it as https://host/path",
    ),
    SourceReason.PRIVATE_ADDRESS: (
        "a host whose number is private, local, reserved or translated (10/8, loopback, 64:ff9b::/96 …), "
        "given or led to by a redirect",
        "if you trust it: --allow HOST",
    ),
    SourceReason.ROBOTS: (
        "the host's robots.txt forbids the address, or could not be read",
        "ask the publisher, or save the page yourself",
    ),
    SourceReason.UNREACHABLE: (
        "the name is not known, nobody answers, or the certificate is wrong",
        "try again later",
    ),
    SourceReason.HTTP_STATUS: ("an answer other than 200", "look at it in a browser"),
    SourceReason.REDIRECTS: ("more than five redirects, or a circle", "give the final address"),
    SourceReason.TOO_SLOW: ("the answer took longer than 30 s", "try again later, or save the page yourself"),
    SourceReason.CONTENT_TYPE: (
        "neither page, feed nor text",
        "convert it to text first",
    ),
}


def reasons_table() -> str:
    """The codes as a Markdown table, for docs/refusals-sources.md."""
    rows = ["| code | meaning | what to do |", "| --- | --- | --- |"]
    rows += [f"| `{reason.value}` | {meaning} | {step} |" for reason, (meaning, step) in MEANINGS.items()]
    return "\n".join(rows)
