"""The order of time: certain days in their place, what is uncertain after the certain ones of its span."""

from __future__ import annotations

from hand_made import document
from made_up_chronicle import event

from tallystick.chronicle.linking import link
from tallystick.chronicle.timeline import When, falls_in, in_time, when
from tallystick.records import Event

SOURCE = document("one two three four five six seven eight nine ten")


def told(quote: str, day: str, end: str | None = None, edtf: str | None = None) -> Event:
    made = event(SOURCE, quote, "other", day, end)
    return made.model_copy(update={"edtf": edtf or made.edtf})


def test_a_date_is_as_sure_as_its_edtf_says() -> None:
    assert when(told("one", "2021-05-03")) == When("2021-05-03", "2021-05-03", "day", "2021-05-03")
    assert when(told("one", "2021-05-03", "2021-05-09")).sureness == "days"
    assert when(told("one", "2021-05")) == When("2021-05-01", "2021-05-31", "within", "2021-05")
    assert when(told("one", "2021")).last == "2021-12-31"
    assert when(told("one", "2021-05-03", edtf="2021-05-03~")).sureness == "within"
    assert when(told("one", "2021-05-21", "2021-05-31", edtf="2021-05")).sureness == "within"


def test_a_day_that_does_not_exist_is_kept_and_marked() -> None:
    assert when(told("one", "2021-04-31")) == When("2021-04-01", "2021-04-30", "impossible", "2021-04-31")
    assert when(told("one", "2021-13-01")) == When(None, None, "impossible", "2021-13-01")


def test_what_is_uncertain_comes_after_the_certain_ones_of_its_span() -> None:
    events = [
        told("one", "2021"), told("two", "2021-05"), told("three", "2021-05-31"), told("four", "2021-06-01"),
        told("five", "2021-05-03", "2021-05-09"), told("six", "2021-05-03"), told("seven", "2021-04-31"),
        told("eight", "2021-13-01"), told("nine", "2021-12-31"),
    ]  # fmt: skip
    order = [entry.happening.spoken.quote for entry in in_time(link(events, [SOURCE]))]
    assert order == ["seven", "six", "five", "three", "two", "four", "nine", "one", "eight"]


def test_what_may_have_been_on_a_day_asked_for_is_kept() -> None:
    (may,) = in_time(link([told("one", "2021-05")], [SOURCE]))
    (never,) = in_time(link([told("one", "2021-13-01")], [SOURCE]))
    assert falls_in(may, "2021-05-31", None) and falls_in(may, None, "2021-05-01")
    assert not falls_in(may, "2021-06-01", None) and not falls_in(may, None, "2021-04-30")
    assert falls_in(never, None, None) and not falls_in(never, "2021-01-01", None)
