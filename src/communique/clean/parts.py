# ruff: noqa: E501  (patterns and feature tables read better unbroken)
"""Lines that say who wrote, took, owns or dates: bylines, credits, writers' notes, date lines."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.clean.months import FULL, MONTH, NUMERIC

NAME = r"(?:[A-ZÀ-Þ][\w.'’\-]+|[A-Z]\.|de|van|von|der|al|bin|el|la|the|of)"
BYLINE = re.compile(
    rf"^[\W_]{{0,4}}(?i:by|words by|story by|reported by|written by|author\s*:)\s*:?\s*(?P<names>{NAME}(?:[\s,|/&·•]+(?:and\s+|in\s+)?{NAME}){{0,14}})(?P<rest>.{{0,90}})$"
)
ROLE = re.compile(
    r"\b(?:staff (?:writer|reporter|correspondent)|(?:senior|chief|special|diplomatic|political|foreign|asia|security)\b.{0,30}(?:writer|reporter|correspondent|editor|analyst)|correspondent|associated press writers?)\b",
    re.I,
)
WRITERS = re.compile(
    r"^[\W_]{0,6}(?:\(?(?:additional )?(?:reporting|writing|editing|edited|compiled|translat(?:ed|ion)|research|graphics?|production|written|photographs?|photography)(?: and (?:writing|editing|reporting))?(?: for \w+)? (?:by|in [A-Z][\w .]+ by)\b"
    r"|(?:the )?(?:associated press|ap|reuters|afp|agence france-presse|bloomberg|xinhua|yonhap|kyodo|tass|dpa|efe|ans)(?:[’']s?)?(?: \w+){0,3} (?:writers?|reporters?|journalists?|correspondents?|staff|producers?|contributed)\b"
    r"|(?:with (?:additional )?(?:reporting|files|reports?|inputs?|contributions?|material) (?:by|from)\b)"
    r"|(?:inputs?|information) from\b|.{0,120}\b(?:also )?contributed (?:reporting|to this (?:report|story|article)|from)\b"
    r"|(?:source|via)\s*:\s*[A-Z][\w .&’'-]{1,40}$|\(?(?:with )?agenc(?:y|ies)(?: (?:reports?|inputs?))?\)?\.?$"
    r"|[-–—]+ ?\(?(?:with )?(?:reuters|ap|afp|bloomberg|xinhua|yonhap|kyodo|tass|kcna|dpa|upi|agencies|ians|pti|ani|bernama|staff|wire reports)\)?\.?$)",
    re.I,
)
AGENCY_WORDS = r"(?:AP|AFP|EPA(?:-EFE)?|Reuters|REUTERS|Getty(?: Images)?|KCNA|Yonhap|YONHAP|Xinhua|Kyodo|TASS|Sputnik|Bloomberg|NurPhoto|Anadolu(?: Agency)?|ANADOLU|Shutterstock|iStock|Alamy|UPI|dpa|DPA|PA|Rex|Zuma|ZUMA|Pool|Jiji|ANSA|EFE|Bernama|Antara|PTI|Korea Pool|KNS|News1|Newsis|Handout|File|Wikimedia(?: Commons)?|Flickr|CNN|BBC|White House|State Department)"
CREDIT = re.compile(
    rf"(?:"
    rf"\((?:AP|AFP|EPA|REUTERS|Reuters|Getty|Photo|Image|Picture|Credit|Courtesy|File|Handout|Pool|Kyodo|KCNA|Yonhap|Xinhua|TASS|Newsis|News1)\b[^()]{{0,110}}\)\.?"
    rf"|(?:[|/–—-]\s*)?\b(?:Photo(?:graph)?s?|Image|Images|Picture|Pictures|Pic|Photo/Image|Photo credit|Image credit|Credit|Image source|Photo source|Illustration|Graphic|Video|Screengrab|Screenshot|Photo courtesy|Courtesy)\s*(?:credit|courtesy|source)?\s*(?:by|of|from)?\s*[:：]\s*\S[^.]{{0,100}}\.?"
    rf"|\b(?:Photo|Photograph|Image|Picture|Illustration|Photos|Video)s? (?:by|courtesy of|courtesy|from)\s+{NAME}[^.]{{0,80}}\.?"
    rf"|[/|©]\s*{AGENCY_WORDS}(?:\s*(?:/|via|/via)\s*[A-Z][\w .’'-]{{1,40}})*\.?"
    rf"|\b(?:REUTERS|Reuters|AFP|AP|EPA|KCNA|Xinhua|Yonhap|TASS|Getty Images)\s*(?:PHOTO|Photo)?\s*/\s*[A-Z][\w .’'/-]{{1,60}}\.?"
    rf"|\bvia\s+{AGENCY_WORDS}(?:\s*/\s*[A-Z][\w .’'-]{{1,40}})*\.?"
    rf"|(?:^|(?<=[.!?”\"’)]\s)|(?<=\s\s)){AGENCY_WORDS}(?:\s*(?:/|via)\s*{AGENCY_WORDS})*\.?"
    rf")\s*$"
)
CAPTION_WORDS = re.compile(
    r"\b(?:in this (?:\w+[ ,]+){0,4}?(?:photo|image|picture|handout|combination|frame)\b"
    r"|file (?:photo|picture|pic|photograph)\b(?! of the)"
    r"|combination (?:photo|of (?:pictures|photos))|pictured (?:here|above|below|left|right)|seen (?:here|in this)"
    r"|(?:second|third|fourth) from (?:left|right)|from left(?: to right)?[,:]|clockwise from|media caption|image caption)"
    r"|\((?:left|right|l|r|c|center|centre|[2-5](?:nd|rd|th)? (?:from )?[lr])\)|, (?:left|right|center|centre),",
    re.I,
)
CAPTION_HINTS = re.compile(
    r"\b(?:(?:is|are) (?:seen|pictured|shown) (?:in|at|on|during|with|here|near|outside|inside)|undated (?:photo|picture)|handout (?:photo|picture|image)"
    r"|(?:photo|image|picture) (?:released|provided|distributed|taken|shows)\b|poses? for|looks? on (?:as|during)|shakes? hands with|walks? past|gestures? (?:as|during))\b",
    re.I,
)
"""Said of pictures, but in reports too: they decide only above the text or where the line model doubts."""
WEEKDAY_DATE = re.compile(
    rf"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:{MONTH}\s*\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTH}\s+\d{{4}})",
    re.I,
)
DATE_WORDS = re.compile(
    r"\b(?:(?:first |last |originally )?(?:published|posted|updated|modified|revised|received|sent|created|released|filed|issued|uploaded|pubdate|date|dated|on|at|by|and|the|of|time|local|print|online|web|article|story|release|input|last|day|no|vol|issue|edition)"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|a\.?m\.?|p\.?m\.?|et|pt|ct|pst|pdt|cst|cdt|mst|mdt|eet|msk|utc|gmt|kst|jst|ist|hkt|hours?|hrs?|noon|midnight|edt|est|cet|cest|bst)\b",
    re.I,
)
CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|(?:UTC|GMT)?\s*[+-]\d{1,2}:?\d{0,2}\b",
    re.I,
)


SIGNATURE = re.compile(
    rf"^(?:{NAME}(?:[ ,]+(?:and )?{NAME}){{1,6}} (?:in|reports? from|reporting from) {NAME}(?:[ ,]+(?:and )?{NAME}){{0,5}}[,.]?"
    rf"|(?:[Oo]ur|[Tt]he) (?:\w+ ){{0,3}}(?:staff|correspondents?|bureau|reporters?|desk)(?: in {NAME}(?: {NAME})?)?[,.]?)$"
)


def is_signature(line: str) -> bool:
    """ "Hollis Brandt in Seoul", "Our diplomatic correspondent": an author's line without the word "by"."""
    return len(line.split()) <= 12 and SIGNATURE.match(line) is not None and not line[0].islower()


@lru_cache(maxsize=2048)
def is_byline(line: str) -> bool:
    """ "By Hong Kil-dong, Staff Writer", "4 May 2012 09:12 by Staff
    Writer": who wrote it and next to nothing else."""
    match = BYLINE.match(line) or BYLINE.match(_without_date(line))
    if not match or len(line.split()) > 22 or line.rstrip().endswith(("?", "!")):
        return False
    rest = FULL.sub("", match["rest"])
    rest = DATE_WORDS.sub("", CLOCK.sub("", ROLE.sub("", NUMERIC.sub("", rest))))
    return sum(word.islower() for word in rest.split()) <= 2


def _without_date(line: str) -> str:
    """The line after a full date and a clock time at its beginning; the line itself without them."""
    match = FULL.search(line[:40])
    if match is None or match.start() > 12:
        return line
    return CLOCK.sub(" ", line[match.end() :], count=2).strip(" ,|-–—·/")


@lru_cache(maxsize=2048)
def is_writers_note(line: str) -> bool:
    """ "Reporting by …; Editing by …", "… contributed to this report", "With inputs from agencies"."""
    return len(line.split()) <= 60 and WRITERS.match(line) is not None


@lru_cache(maxsize=2048)
def credit_start(line: str) -> int | None:
    """Where the credit at the end of a line begins (0 when the line is nothing else); None without one."""
    match = CREDIT.search(line, max(0, len(line) - 160))
    if match is None:
        return None
    return match.start() + (len(match.group()) - len(match.group().lstrip()))


def is_caption(line: str, credit: int | None, *, doubtful: bool) -> bool:
    """A picture's caption: words with a credit at their end, or what only captions say; `doubtful`: the
    line stands above the text or the line model doubts that it is body, so that weaker signs are enough."""
    n_words = len(line.split())
    if credit is not None and credit > 0 and len(line[:credit].split()) >= 2:
        return doubtful or n_words <= 60
    if n_words > 90:
        return False
    return CAPTION_WORDS.search(line) is not None or (
        doubtful and n_words >= 5 and CAPTION_HINTS.search(line) is not None
    )


@lru_cache(maxsize=2048)
def is_date_line(line: str) -> bool:
    """A full date with nothing around it but clock times, words like "Published", "Updated", "KST", and
    at most a name or two ("Peninsula Wire | Posted 9:58 AM, Apr 27, 2018")."""
    if len(line) > 160:
        return False
    rest, n_dates = FULL.subn(" ", line)
    rest, n_numeric = NUMERIC.subn(" ", rest)
    if not n_dates + n_numeric:
        return False
    rest = DATE_WORDS.sub(" ", CLOCK.sub(" ", rest))
    others = re.findall(r"[^\W\d_]{2,}", rest)
    if len(others) <= 1:
        return True
    stamped = STAMP.search(line) is not None
    return (
        len(others) <= (6 if stamped else 3)
        and not line.endswith(".")
        and (stamped or all(w[0].isupper() for w in others))
    )


STAMP = re.compile(
    r"\b(?:published|posted|updated|first published|last updated)\b|\s\|\s|\d{1,2}:\d{2}", re.I
)
