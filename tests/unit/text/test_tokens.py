"""Token boundaries, case by case."""

from __future__ import annotations

import pytest

from communique.text.tokens import tokenise

CASES = [
    ("Kim doesn't know.", "Kim does n't know ."),
    ("Seoul's offer", "Seoul 's offer"),
    ("the ministers' letter", "the ministers ' letter"),
    ("we’ve seen it", "we ’ve seen it"),
    ("they cannot agree", "they can not agree"),
    ("U.S.-led drills", "U.S. - led drills"),
    ("a Korea-based firm", "a Korea - based firm"),
    ("anti-missile and non-nuclear", "anti-missile and non-nuclear"),
    ("mid-1990s", "mid-1990s"),
    ("and/or", "and / or"),
    ("$4.5 million", "$ 4.5 million"),
    ("US$30", "US$ 30"),
    ("12%", "12 %"),
    ("at 9:30 a.m. Monday", "at 9:30 a.m. Monday"),
    ("on 9/11 and 11/28/2000", "on 9/11 and 11/28/2000"),
    ("call 202-555-0143 now", "call 202-555-0143 now"),
    ("in the 1950s, then", "in the 1950s , then"),
    ("12.02.2015, 15:40", "12.02.2015 , 15:40"),
    ("2013-06-16", "2013-06-16"),
    ("1950-53", "1950 - 53"),
    ("Lt. Gen. Walter Sharp", "Lt. Gen. Walter Sharp"),
    ("Article No. 5", "Article No. 5"),
    ("He said No.", "He said No ."),
    ("Hana Inc., he said", "Hana Inc. , he said"),
    ("see https://example.org/a-b?c=1.", "see https://example.org/a-b?c=1 ."),
    ("write to desk@example.com, please", "write to desk@example.com , please"),
    ("he said... and left", "he said ... and left"),
    ("What?!", "What ?!"),
    ("“Yes,” he said", "“ Yes , ” he said"),
    ("'Yes'", "' Yes '"),
    ("(AP) -- Russia", "( AP ) -- Russia"),
    ("@mofa and #talks", "@mofa and #talks"),
    ("👍🏽🇰🇷 ok", "👍🏽 🇰🇷 ok"),
    ("O'Brien of A&E", "O'Brien of A&E"),
    ("10am", "10 am"),
    ("short- and long-range", "short- and long - range"),
    ("Dr.Park", "Dr. Park"),
    ("Really.?", "Really .?"),
    ("rice, oil, etc. Trucks left", "rice , oil , etc . Trucks left"),
    ("rice, oil, etc. in trucks", "rice , oil , etc. in trucks"),
    ("its not over", "it s not over"),
    ("its army left", "its army left"),
    ("Lets go, whats new", "Let s go , what s new"),
    ("He lets them go", "He lets them go"),
    ("posted to talk.politics.mideast today", "posted to talk.politics.mideast today"),
    ("call 555/123-4567 or ext. 3-5218", "call 555/123-4567 or ext. 3-5218"),
    ("$10m and 40k", "$ 10 m and 40 k"),
    ("w/o and b/c", "w/o and b/c"),
    ("$$$ +++", "$$$ +++"),
]


@pytest.mark.parametrize(("text", "tokens"), CASES)
def test_tokens(text: str, tokens: str) -> None:
    assert [text[a:b] for a, b in tokenise(text)] == tokens.split()


def test_spans_count_the_whole_text() -> None:
    text = "skip this. Kim left."
    assert [text[a:b] for a, b in tokenise(text, 11)] == ["Kim", "left", "."]


def test_a_repeated_chunk_is_split_the_same_way() -> None:
    text = "didn't didn't"
    assert tokenise(text) == [(0, 3), (3, 6), (7, 10), (10, 13)]
