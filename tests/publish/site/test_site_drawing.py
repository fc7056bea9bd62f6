"""What charts and maps draw: scales, packed lanes, days that dates may mean, and the ground."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.publish.site.charts import dots
from tallystick.publish.site.charts.bands import Item, bands
from tallystick.publish.site.days import Axis, Days, axis_of, days_of
from tallystick.publish.site.geography.ground import WIDTH, Frame, ground


def test_a_chart_says_in_words_what_it_draws() -> None:
    ours, theirs = dots.Dot("own", 100, 100, "100, Ruritania"), dots.Dot("adversary", 400, None, "more than 400, <b>")
    svg = dots.chart([ours, theirs], "Killed: military")
    root = ET.fromstring(svg)
    assert root.get("aria-label") == (
        "Killed: military. the party itself: 100, Ruritania; the other side: more than 400, <b>"
    )
    assert len(root.findall(".//circle")) == 1


@given(st.floats(0.1, 1e12))
def test_a_scale_ends_at_a_round_number_that_takes_all_in(value: float) -> None:
    top = dots.round_up(value)
    assert value <= top * 1.0002 and top <= value * 2.6


def test_a_chart_of_one_number_is_not_worth_drawing() -> None:
    one = dots.Dot("own", 5, 5, "5")
    assert not dots.worth_drawing([one, one]) and dots.worth_drawing([one, dots.Dot("third", 6, 6, "6")])
    assert dots.worth_drawing([dots.Dot("own", 5, 9, "5–9")])


@pytest.mark.parametrize(
    ("start", "end", "length", "exact"),
    [("2021-05-03", None, 1, True), ("2021-05", None, 31, False), ("2021-05-10", "2021-05-16", 7, True),
     ("2020", None, 366, False)],
)  # fmt: skip
def test_a_date_is_all_the_days_that_it_may_mean(start: str, end: str | None, length: int, exact: bool) -> None:
    days = days_of(start, end)
    assert days is not None and (days.last - days.first + 1, days.exact) == (length, exact)


def test_a_date_of_no_calendar_is_no_day() -> None:
    assert days_of("2021-02-30") is None and days_of(None) is None


@given(st.integers(1, 200_000), st.integers(0, 20_000))
def test_an_axis_marks_days_within_it_and_not_too_many(first: int, length: int) -> None:
    ticks = Axis(700_000 + first, 700_000 + first + length).ticks()
    assert sum(written for _, _, written in ticks) <= 16 and all(0 <= x <= 100 for x, _, _ in ticks)


def test_the_axis_is_that_of_the_conflict_where_it_is_known() -> None:
    far = days_of("1990-01-01")
    assert far is not None
    axis = axis_of([far], "2021-04-01", "2021-06-30")
    assert (
        axis is not None
        and not axis.holds(far)
        and axis.holds(Days(date(2021, 5, 1).toordinal(), date(2021, 5, 1).toordinal()))
    )


def test_things_of_one_day_stand_below_each_other() -> None:
    day = days_of("2021-05-03")
    assert day is not None
    _, drawn = bands(
        [Item("attack", day, "s0", str(n), "a.html#x") for n in range(3)], Axis(day.first - 5, day.last + 5), ["attack"]
    )
    heights = {circle.get("cy") for circle in ET.fromstring(drawn).iter("circle")}
    assert len(heights) == 3


def test_the_ground_has_land_water_and_names() -> None:
    earth = ground(frame := Frame(10, 40, 20, 47))
    assert earth.land and earth.borders and {"Italy", "Croatia"} <= {name for name, _, _ in earth.countries}
    assert all(0 <= x <= WIDTH and 0 <= y <= frame.height for _, x, y in earth.countries)
    assert ground(Frame(-40, 20, -38, 21)).land == "", "the open ocean"


def test_a_frame_holds_its_points_and_is_true_to_scale_in_its_middle() -> None:
    frame = Frame.around([(46.0, 39.0), (47.0, 40.5)])
    assert frame.holds(46, 39) and frame.holds(47, 40.5) and 0.5 < frame.height / WIDTH < 1
    assert frame.length(111.2) == pytest.approx(frame.scale)
