"""The map: where events, figures and control are told of, by day; and beside it all that cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tallystick.chronicle.control import Holding, control_on
from tallystick.publish.site import addresses, numerals
from tallystick.publish.site.cards import gist_of, heading_of, kind_of
from tallystick.publish.site.charts.ground_map import Hold, Spot, drawn_map
from tallystick.publish.site.content import Content
from tallystick.publish.site.days import Days, axis_of, days_of, iso
from tallystick.publish.site.geography.ground import Frame
from tallystick.publish.site.places import Exactness, Place, named_places
from tallystick.publish.site.sides import OTHERS, SideStyles
from tallystick.publish.site.templating import Page, render
from tallystick.records import Control, Event, Figure, Statement

EXACTNESS_WORDS: dict[Exactness, str] = {
    "point": "a settlement", "circle": "near it, or a feature of the land", "district": "a district or province",
    "country": "a country", "unresolved": "not settled",
}  # fmt: skip
#: Of all records with a place, so many at each edge may lie outside the map, so that a far city does not shrink it.
_OUTLYING = 0.04


@dataclass(frozen=True, slots=True)
class Entry:
    """A record at a place."""

    kind: str
    words: str
    address: str
    gist: str
    when: Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """A place in a list, with its records and who holds it."""

    place: Place
    how: str
    entries: tuple[Entry, ...]
    held: str


def pages(content: Content) -> Iterator[Page]:
    """The page."""
    places = named_places(content)
    drawable = [place for place in places if place.exactness in ("point", "circle", "district")]
    frame = _frame(drawable, content)
    inside = [p for p in drawable if frame is not None and frame.holds(p.lon or 0, p.lat or 0)]
    beyond = [p for p in drawable if p not in inside]
    styles = SideStyles(content)
    holdings = _holdings(content, places)
    drawing = days = None
    if frame is not None:
        spots = [_spot(place, styles, holdings.get(place.anchor, ())) for place in inside]
        drawing = drawn_map(frame, spots)
        days = _slider(inside, content)
    lists = {
        name: [_shown(place, content, holdings) for place in some]
        for name, some in (
            ("inside", inside), ("beyond", beyond),
            ("countries", [p for p in places if p.exactness == "country"]),
            ("unresolved", [p for p in places if p.exactness == "unresolved"]),
        )
    }  # fmt: skip
    placeless = sum(not f.place for f in content.figures.values()) + sum(not e.place for e in content.events)
    words = [one for one in content.control if not one.named]
    yield render(
        "map.html", addresses.MAP, content, drawing=drawing, lists=lists, days=days, key=styles.key,
        placeless=placeless, worded=[_entry(one, content) for one in words], holdings=bool(holdings),
        variants=any(len(place.names) > 1 for place in inside),
    )  # fmt: skip


def _frame(places: Sequence[Place], content: Content) -> Frame | None:
    """The frame around all but the outlying records; of a conflict whose area is known, around those in it."""
    weighted = [
        (place.lon, place.lat) for place in places for _ in place.records
        if place.lon is not None and place.lat is not None
    ]  # fmt: skip
    if not weighted:
        return None
    cut = int(len(weighted) * _OUTLYING)
    lons, lats = sorted(p[0] for p in weighted), sorted(p[1] for p in weighted)
    west, east = lons[cut], lons[-1 - cut]
    south, north = lats[cut], lats[-1 - cut]
    kept = [p for p in weighted if west <= p[0] <= east and south <= p[1] <= north] or weighted
    return Frame.around(kept)


def _days(one: Statement) -> Days | None:
    if isinstance(one, Figure):
        return days_of(one.since or one.as_of or one.setting, one.as_of or one.setting)
    if isinstance(one, Event | Control):
        return days_of(one.start_date, one.end_date)
    return None


def _slider(places: Sequence[Place], content: Content) -> tuple[int, int, str, str] | None:
    """The first and the last day of the slider, by their ordinals and as dates."""
    found = [days for place in places for one in place.records if (days := _days(one)) is not None and days.exact]
    conflict = content.conflict
    axis = axis_of(found, conflict.first_day if conflict else None, conflict.last_day if conflict else None)
    return (axis.first, axis.last, iso(axis.first), iso(axis.last)) if axis is not None else None


def _holdings(content: Content, places: Sequence[Place]) -> dict[str, list[Holding]]:
    """Who holds which place by the last that is told, by the place's anchor."""
    place_of = {one.id: place for place in places for one in place.records if isinstance(one, Control)}
    found: dict[str, list[Holding]] = {}
    for holding in control_on(content.control):
        place = next((place_of[one.id] for one in holding.records() if one.id in place_of), None)
        if place is not None:
            found.setdefault(place.anchor, []).append(holding)
    return found


def _spot(place: Place, styles: SideStyles, holdings: Sequence[Holding]) -> Spot:
    days = [days for one in place.records if (days := _days(one)) is not None]
    undated = len(place.records) - len(days)
    holds = [hold for holding in holdings for hold in _holds(holding, styles)]
    return Spot(
        place.names, place.lon or 0, place.lat or 0, place.exactness, place.level, len(place.records),
        f"#{place.anchor}",
        tuple(days), undated, tuple(sorted(holds, key=lambda hold: hold.day)),
    )  # fmt: skip


def _holds(holding: Holding, styles: SideStyles) -> Iterator[Hold]:
    """Who held the place from which day on: its state on each day on which something of it is told."""
    told = list(holding.records())
    days = sorted({day for one in told if (span := _days(one)) is not None for day in (span.first, span.last)})
    before = None
    for day in days:
        state = next(iter(control_on(told, iso(day))), None)
        if state is None:
            continue
        if state.state == "disputed":
            hold = Hold(day, "disputed", " or ".join(h.holder or "not told" for h in state.by),
                        tuple(dict.fromkeys(styles.of(h.holder) for h in state.by)))  # fmt: skip
        elif state.holder:
            hold = Hold(day, state.state, state.holder, (styles.of(state.holder),))
        else:
            hold = Hold(day, state.state, state.state, (OTHERS,))
        if before is None or (before.state, before.holder) != (hold.state, hold.holder):
            yield hold
        before = hold


def _shown(place: Place, content: Content, holdings: dict[str, list[Holding]]) -> Shown:
    ordered = sorted(place.records, key=lambda one: (_days(one) or Days(9_999_999, 0), one.document, one.start))
    held = "; ".join(_held_words(holding) for holding in holdings.get(place.anchor, ()))
    return Shown(place, EXACTNESS_WORDS[place.exactness], tuple(_entry(one, content) for one in ordered), held)


def _held_words(holding: Holding) -> str:
    if holding.state == "disputed":
        return "disputed: " + " or ".join(held.holder or "not told" for held in holding.by)
    return f"{holding.state} by {holding.holder}" if holding.holder else holding.state


def _entry(one: Statement, content: Content) -> Entry:
    days = _days(one)
    if days is None:
        when = Markup("")
    elif isinstance(one, Event | Control):
        when = numerals.span(one.start_date, one.end_date)
    else:
        when = (
            numerals.span(iso(days.first), iso(days.last)) if days.exact else numerals.day(getattr(one, "as_of", None))
        )
    return Entry(kind_of(one), heading_of(one), addresses.statement(one), gist_of(one, content), when)
