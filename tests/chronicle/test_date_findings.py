"""Dates that do not fit are kept as they were read, and a finding points at them."""

from __future__ import annotations

from typing import Any

from hand_made import document
from hypothesis import given
from hypothesis import strategies as st
from made_up_chronicle import EVENTS, FREE, HELD, PAPER, RADIO, TRUCE, event

from tallystick.chronicle.dates import date_findings
from tallystick.records import Document, Event

SLOTS: dict[str, Any] = {"actor": "Ruritania", "place": "Zenda"}


def summaries(events: list[Event], *sources: Document) -> list[str]:
    return [one.summary for one in date_findings(events, sources)]


def test_where_all_fits_nothing_is_found() -> None:
    assert date_findings(EVENTS, [PAPER, RADIO], [HELD], [TRUCE], [FREE]) == []


def test_a_capture_told_of_two_days_by_two_voices_is_found_once_with_all_its_events() -> None:
    one = document("Ruritania captured Zenda on 8 May 2021.", "a.txt")
    other = document("Borduria says that Ruritania captured the town of Zenda on 9 May 2021.", "b.txt")
    events = [
        event(one, "captured", "capture", "2021-05-08", **SLOTS),
        event(other, "captured", "capture", "2021-05-09", claimant="Borduria", **SLOTS),
    ]
    (found,) = date_findings(events, [one, other])
    assert found.kind == "dates" and found.figures == tuple(one.id for one in events)
    assert "of 8 May 2021" in found.summary and "of 9 May 2021 (“captured”, Borduria)" in found.summary


def test_a_place_that_another_took_meanwhile_was_taken_twice() -> None:
    source = document("Ruritania captured Zenda.\nBorduria retook it.\nRuritania captured Zenda, a witness says.")
    at = source.text.rindex("captured")
    again = event(source, "captured", "capture", "2021-05-10", claimant="witness", **SLOTS).model_copy(
        update={"start": at, "end": at + 8, "line": 3, "id": Event.id_of(source.id, at, at + 8, "2021-05-10")}
    )
    first = event(source, "captured", "capture", "2021-05-08", **SLOTS)
    between = event(source, "retook", "capture", "2021-05-09", actor="Borduria", place="Zenda")
    assert summaries([first, between, again], source) == []
    assert len(summaries([first, again], source)) == 1


def test_parts_taken_day_by_day_are_no_clash() -> None:
    one, other = document("Much was captured."), document("All was captured, they say.")
    first = event(one, "Much was captured", "capture", "2021-05-08", **SLOTS)
    second = event(other, "was captured", "capture", "2021-05-09", **SLOTS)
    assert summaries([first, second], one, other) == []


def test_attacks_on_neighbouring_days_are_two_unless_told_in_the_same_words() -> None:
    words = "heavy shells from the northern ridge set the old granary ablaze before sunrise, witnesses told"
    one, same = document(f"On 3 May {words}."), document(f"On 4 May {words}.")
    other = document("On 4 May a patrol fired shells at the market bridge, where seven recruits had gathered.")
    first, second, third = (
        event(source, "shells", "strike", day, **SLOTS)
        for source, day in ((one, "2021-05-03"), (same, "2021-05-04"), (other, "2021-05-04"))
    )
    assert len(summaries([first, second], one, same)) == 1
    assert summaries([first, third], one, other) == []


def test_a_day_that_no_calendar_has_is_found() -> None:
    source = document("Zenda fell on 31 November 2021, in the second week of the siege.")
    dated, undated = event(source, "fell", "capture", "2021-11-31"), event(source, "fell", "capture", "2021-11")
    assert summaries([dated], source) == ["“fell” is dated 2021-11-31, which is no day."]
    assert summaries([undated], source) == [
        "The sentence of “fell”, dated Nov 2021, gives “31 November 2021”, which is no day."
    ]


def test_a_leap_day_is_a_day_where_the_year_has_one() -> None:
    for year, many in (("2024", 0), ("2023", 1), ("", 0)):
        source = document(f"Zenda fell on 29 February {year}.")
        assert len(summaries([event(source, "fell", "capture", "2024")], source)) == many, year


def test_what_is_dated_after_publication_is_found_as_exactly_as_both_dates_allow() -> None:
    for published, day, many in (
        ("2021-05-09", "2021-05-10", 1), ("2021-05-09", "2021-05-09", 0), ("2021-05-09", "2021-05", 0),
        ("2021-05-09", "2021-06", 1), ("2021-05", "2021-05-31", 0), ("2021-05", "2021-06-01", 1),
        ("2021-05-xx", "2022", 0),
    ):  # fmt: skip
        source = document("Zenda will fall.", published=published)
        assert len(summaries([event(source, "fall", "capture", day)], source)) == many, (published, day)


def test_a_deadline_before_the_signature_is_found() -> None:
    early = FREE.model_copy(update={"deadline": "2021-05-01"})
    (found,) = date_findings([], [PAPER], [], [TRUCE], [early])
    assert found.figures == (FREE.id,) and "before the signature" in found.summary


@given(st.permutations(EVENTS), st.sampled_from(["2021-05-02", "2020-02-30"]))
def test_the_order_of_events_changes_nothing(events: list[Event], day: str) -> None:
    wrong = EVENTS[0].model_copy(update={"start_date": day, "end_date": day})
    assert date_findings([*events, wrong], [PAPER, RADIO]) == date_findings([wrong, *EVENTS], [PAPER, RADIO])
