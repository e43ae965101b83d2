"""Datelines, bylines, credits, date lines, suffixes: what one line says of itself."""

from __future__ import annotations

import pytest

from communique.clean.dateline import find_dateline
from communique.clean.parts import (
    credit_start,
    is_byline,
    is_caption,
    is_date_line,
    is_signature,
    is_writers_note,
)
from communique.clean.phrases import phrase_hit
from communique.clean.title import cut_suffix


@pytest.mark.parametrize(
    ("line", "place", "rest"),
    [
        ("SEOUL, June 16 (Yonhap) -- The North spoke.", "SEOUL", "The North spoke."),
        ("PYONGYANG, North Korea\u00a0 — The North spoke.", "PYONGYANG, North Korea", "The North spoke."),
        ("Pyongyang, June 16 (KCNA) -- The North spoke.", "Pyongyang", "The North spoke."),
        ("MOSCOW, June 16. /TASS/. The North spoke.", "MOSCOW", "The North spoke."),
        ("WASHINGTON/SEOUL (Reuters) - The North spoke.", "WASHINGTON/SEOUL", "The North spoke."),
        (
            "BEDFORD, New Norland/SEOUL, Aug. 9 (NNA) -- The North spoke.",
            "BEDFORD, New Norland/SEOUL",
            "The North spoke.",
        ),
        ("UNITED NATIONS: The North spoke.", "UNITED NATIONS", "The North spoke."),
        ("ST. PETERSBURG, Russia — The North spoke.", "ST. PETERSBURG, Russia", "The North spoke."),
        ("TOKYO, 16 June 2013, Kyodo — The North spoke.", "TOKYO", "The North spoke."),
        ("Seoul (AFP) – The North spoke.", "Seoul", "The North spoke."),
        ("(Reuters) - The North spoke.", None, "The North spoke."),
        ("LONDON, Wednesday night. Bombers took off.", "LONDON", "Bombers took off."),
        ("BAGHDAD, Monday — The envoy left.", "BAGHDAD", "The envoy left."),
        ("Port Hale, Friday — The envoy left.", "Port Hale", "The envoy left."),
    ],
)
def test_datelines(line: str, place: str | None, rest: str) -> None:
    found = find_dateline(line)
    assert found is not None
    assert found.place == place
    assert line[found.text_start :] == rest


@pytest.mark.parametrize(
    "line",
    [
        "North Korea — which spoke first — said no.",
        "BREAKING: The North spoke.",
        "The U.S. - South Korean drills began.",
        "Kim said: no.",
        "NATO said on Monday that it would act.",
        "A plan (see below) - not adopted - was shelved.",
        "SEOUL",
    ],
)
def test_no_datelines(line: str) -> None:
    assert find_dateline(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "By Hong Kil-dong",
        "BY ANA OKAFOR",
        "By Ana Okafor and Bo Lind, Staff Writers",
        "4 May 2012 09:12 by Ana Okafor",
        "By ANA OKAFOR | Associated Press",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, the envoys had left the capital for good.",
        "By the time they met, it was over.",
        "From the balcony Maduro called it a coup.",
    ],
)
def test_no_bylines(line: str) -> None:
    assert not is_byline(line)


def test_signatures() -> None:
    assert is_signature("Ana Okafor in Port Hale")
    assert is_signature("Our diplomatic correspondent")
    assert not is_signature("The envoys met in Port Hale on Friday")


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Envoys at the gate. (AP Photo/Bo Lind)", "(AP Photo/Bo Lind)"),
        ("Leader Kim Jong-un Photo: KCNA", "Photo: KCNA"),
        ("Envoys at the gate. REUTERS/Bo Lind", "REUTERS/Bo Lind"),
        ("Envoys at the gate. Photo by Bo Lind", "Photo by Bo Lind"),
        ("Envoys at the gate. Bo Lind/AFP via Getty Images", None),
        ("Image: Getty Images", "Image: Getty Images"),
        ("The envoys met on Friday.", None),
    ],
)
def test_credits(line: str, credit: str | None) -> None:
    start = credit_start(line)
    if credit is not None:
        assert start is not None
        assert line[start:] == credit


def test_captions_are_not_made_of_reports_about_pictures() -> None:
    assert is_caption("Kim, left, waves in this file photo.", None, doubtful=False)
    assert not is_caption(
        "A photo released by KCNA showed Kim at a test site, officials said.", None, doubtful=False
    )
    assert not is_caption("The move is seen as a threat.", None, doubtful=True)


@pytest.mark.parametrize(
    "line",
    [
        "/ 11:22 AM June 16, 2013",
        "Published: 16 June 2013",
        "2013-06-16 09:30 KST",
        "Updated 16/06/2013",
        "Sunday, June 16, 2013",
        "Norland Wire | Posted 9:58 AM, Apr 27, 2018",
    ],
)
def test_date_lines(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "© Copyright 1997-2024 The Coastal Ledger",
        "The envoys met on June 16, 2013.",
        "June 2013",
        "Talks were held on 16 June 2013 in the capital of Norland",
    ],
)
def test_no_date_lines(line: str) -> None:
    assert not is_date_line(line)


def test_writers_notes() -> None:
    assert is_writers_note("(Reporting by Ana Okafor; Editing by Bo Lind)")
    assert is_writers_note("Associated Press writers Ana Okafor and Bo Lind contributed to this report.")
    assert is_writers_note("With inputs from agencies")
    assert not is_writers_note("Reporting restrictions were lifted on Friday, the court said.")


@pytest.mark.parametrize(
    ("line", "headline", "outlet"),
    [
        ("Norland recalls envoy | The Coastal Ledger", "Norland recalls envoy", "The Coastal Ledger"),
        ("Norland recalls envoy - The Coastal Times", "Norland recalls envoy", "The Coastal Times"),
        ("Norland recalls envoy | World | The Coastal Times", "Norland recalls envoy", "The Coastal Times"),
        (
            "Norland recalls envoy – Sudmark says it will answer in kind",
            "Norland recalls envoy – Sudmark says it will answer in kind",
            None,
        ),
        ("Talks on Norland - what we know", "Talks on Norland - what we know", None),
    ],
)
def test_suffixes(line: str, headline: str, outlet: str | None) -> None:
    found = cut_suffix(line)
    assert line[: found.end] == headline
    assert (line[slice(*found.outlet)] if found.outlet else None) == outlet


def test_a_medium_known_to_the_knowledge_base_is_a_suffix() -> None:
    line = "Norland recalls its envoy - Hankyoreh"
    assert cut_suffix(line).end == len(line)
    assert (
        line[: cut_suffix(line, lambda name: name if name == "Hankyoreh" else None).end]
        == "Norland recalls its envoy"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Nobody may decide on military action without the consent of the Republic of Korea.",
        "Advertisement spending fell in Norland last year, the ministry said.",
        "The two sides agreed to share intelligence on the strait.",
        "Talks will be held at the border village on Tuesday.",
    ],
)
def test_news_is_no_boilerplate(line: str) -> None:
    assert phrase_hit(line) is None
