"""Spoilt text: capitals, no capitals, noise, flattened tables, emoji, marks of direction. The finders survive it, and
what they find stands in the text."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.language.annotate import Annotated, annotate
from tallystick.records import Document

PLAIN = (
    "RIVERTOWN, Northland (June 16, 2016) – The Armenian Ministry of Defence said on Tuesday that 14 soldiers, among "
    "them Colonel Adam Brook, were killed and 30 to 40 wounded near Agdam overnight.\n\n"
    "Azerbaijani officials denied it. According to Baku, two T-72 tanks and several trucks were lost on 3 June 2016; "
    'the next day the army captured "at least 12" men. The government gave no figures.\n'
)
_NOISE = {"e": "c", "l": "1", "O": "0", "S": "5", "rn": "m", "i": "ı", "h": "l1", "B": "8"}


def _ocr(text: str) -> str:
    for clean, read in _NOISE.items():
        text = text.replace(clean, read)
    return text


SPOILT: dict[str, Callable[[str], str]] = {
    "as written": str,
    "all capitals": str.upper,
    "no capitals": str.lower,
    "every word capitalised": str.title,
    "noise of reading by machine": _ocr,
    "no punctuation": lambda t: "".join(c for c in t if c.isalnum() or c.isspace()),
    "no spaces": lambda t: t.replace(" ", ""),
    "one word a line": lambda t: t.replace(" ", "\n"),
    "a table flattened": lambda t: t.replace(" ", " | ").replace("\n", " | "),
    "tabs for spaces": lambda t: t.replace(" ", "\t"),
    "spaces that do not break": lambda t: t.replace(" ", "\xa0"),
    "hyphens that do not show": lambda t: "\xad".join(t),
    "marks of direction": lambda t: t.replace(" ", " \u200f\u202b").replace("1", "\u200e1\u202c"),
    "an emoji storm": lambda t: t.replace(" ", " 💥🔥🪖👩‍🚒🏳️‍🌈 "),
    "combining marks": lambda t: "\u0301".join(t),
    "spaces of no width": lambda t: "\u200b".join(t),
    "letters of full width": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    "digits of other scripts": lambda t: t.translate({ord("0") + i: 0x660 + i for i in range(10)}),
    "backwards": lambda t: t[::-1],
    "words shuffled": lambda t: " ".join(random.Random(7).sample(t.split(), len(t.split()))),
    "the byte order mark inside": lambda t: t.replace(".", ".\ufeff"),
    "all kinds of line ends": lambda t: t.replace(" ", "\u2028", 9).replace("\n", "\x0b\x0c\x85\u2029\r"),
}


def _annotated(text: str) -> Annotated:
    return annotate(Document(id=Document.id_of(text), text=text, path="spoilt.txt", sha256="0" * 64))


def _check(text: str) -> None:
    found = _annotated(text)
    for mentions in (found.numbers, found.dates, found.names, found.places, found.things, found.harms, found.cues):
        for mention in mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end].strip()


@pytest.mark.parametrize("kind", SPOILT)
def test_spoilt_text_is_survived(kind: str) -> None:
    _check(SPOILT[kind](PLAIN))


@pytest.mark.parametrize("kind", ["all capitals", "no capitals", "an emoji storm", "spaces that do not break"])
def test_counts_are_still_found(kind: str) -> None:
    found = _annotated(SPOILT[kind](PLAIN))
    assert {14, 2} <= {number.low for number in found.numbers}


@pytest.mark.parametrize("kind", ["all capitals", "spaces that do not break", "one word a line", "marks of direction"])
def test_no_wrong_day_is_read_off_a_date(kind: str) -> None:
    found = _annotated(SPOILT[kind](PLAIN))
    assert {date.value for date in found.dates if date.value and len(date.value) == 10} <= {
        "2016-06-16", "2016-06-14", "2016-06-03", "2016-06-04", "2016-06-15",
    }  # fmt: skip


PIECES = st.sampled_from([
    "14 ", "killed ", "The ", "Ministry of Defence ", "Armenia ", "Baku ", "said ", "on ", "Tuesday ", "3 June ",
    "2016", "\n", "\n\n", " | ", ".", ",", "(", ")", "“", "'s ", "\u200f", "\u202e", "\u200b", "\xad", "💥", "é",
    "e\u0301", "İ", "ﬁ", "ß", "\ufeff", "\u2028", "\x00", "-", "–", "T-72 ", "dozens of ", "yesterday ", "U.S. ",
    "= ", "# ", "* ",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30))
@settings(deadline=None)
def test_any_mixture_is_survived(pieces: list[str]) -> None:
    _check("".join(pieces))


@pytest.mark.parametrize("kind", SPOILT)
def test_time_grows_with_the_length(kind: str) -> None:
    def took(times: int) -> float:
        text = SPOILT[kind](PLAIN).replace("\n", " ") * times
        start = time.process_time()
        _annotated(text)
        return time.process_time() - start

    took(2)
    assert took(60) < 20 * took(15) + 0.5
