"""Where the text tells a list of places, a record has all of them, and its evidence the words of the list."""

from __future__ import annotations

import pytest

from tallystick.extraction.listed_places import with_listed
from tallystick.language.annotate import annotate
from tallystick.records import Document, Event, Evidence


def _read(text: str, place: str) -> Event:
    """A strike of which the reader has pointed at one place, with the places of its list."""
    document = Document(id=Document.id_of(text), text=text, path="war.txt", sha256="0" * 64)
    start, at = text.index("shelling"), text.index(place)
    evidence = Evidence(slot="place", how="pointer", start=at, end=at + len(place), quote=place, certainty=0.9)
    event = Event(
        id=Event.id_of(document.id, start, start + 8, "2021-05-04"), document=document.id, start=start, end=start + 8,
        quote="shelling", line=1, certainty=0.9, type="strike", start_date="2021-05-04", end_date="2021-05-04",
        edtf="2021-05-04", place=place, evidence=(evidence,),
    )  # fmt: skip
    [settled] = with_listed(annotate(document), [event])
    return settled


@pytest.mark.parametrize("pointed", ["Odesa", "Kherson", "Lviv"])
def test_all_places_of_a_list_are_taken_whichever_the_reader_points_at(pointed: str) -> None:
    settled = _read("On 4 May 2021 shelling was heard in Odesa, Kherson and Lviv.", pointed)

    assert settled.place == "Odesa; Kherson; Lviv"
    assert [e.quote for e in settled.evidence] == ["Odesa, Kherson and Lviv"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("On 4 May 2021 shelling was heard in Odesa, Ukraine and there was no answer.", "Odesa"),
        ("On 4 May 2021 shelling was heard in Odesa. Kherson and Lviv were calm.", "Odesa"),
        ("On 4 May 2021 shelling along the border of Poland and Ukraine was heard.", "Poland"),
        ("On 4 May 2021 shelling was heard in Odesa, not far from Kherson.", "Odesa"),
    ],
)
def test_one_place_alone_and_countries_stay_as_they_were_read(text: str, place: str) -> None:
    assert _read(text, place).place == place


def test_a_list_without_end_is_cut_and_takes_no_time() -> None:
    text = "On 4 May 2021 shelling was heard in " + "Odesa, " * 3000 + "Kherson and Lviv."

    assert _read(text, "Odesa").place == "Odesa"
