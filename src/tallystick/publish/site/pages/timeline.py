"""The timeline: events and dated figures by day, and the claimants' running totals."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tallystick.publish.comparing import number_words
from tallystick.publish.series import series_claims
from tallystick.publish.site import addresses, numerals
from tallystick.publish.site.cards import gist_of, heading_of
from tallystick.publish.site.charts import marks
from tallystick.publish.site.charts.bands import Item, bands
from tallystick.publish.site.charts.lines import Line, Point, steps
from tallystick.publish.site.content import NOT_STATED, VOICE_WORDS, Content, Voice, voice_kind
from tallystick.publish.site.days import Axis, Days, axis_of, days_of
from tallystick.publish.site.sides import SideStyles
from tallystick.publish.site.templating import Page, render
from tallystick.records import EVENT_TYPES, Event, Figure
from tallystick.wording.labels import row_label, row_order
from tallystick.wording.phrase import date_phrase

_FIGURES = "figures"
_MOST_SERIES = 40
#: Where more is dated than one page should list, years have pages of their own; and where a year has more, its months.
MOST_ON_A_PAGE, _MOST_OF_A_YEAR = 3000, 1500
#: Of a longer row of totals the first, the last and the highest are written out; the tally has all.
_MOST_POINTS = 12
ZOOMS = (1, 2, 4, 8, 16)


_Dated = tuple[Event | Figure, Days]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event or figure in the list of days."""

    kind: str
    words: str
    address: str
    gist: str
    claimant: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """What is dated to the same day or days."""

    anchor: str
    start: str
    span: tuple[int, int]
    when: Markup
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A year or month of a long timeline, with a page of its own."""

    name: str
    address: str
    days: tuple[Day, ...]

    @property
    def size(self) -> int:
        """How much is dated in it."""
        return sum(len(day.entries) for day in self.days)

    @property
    def figures(self) -> int:
        """How many figures are dated in it."""
        return sum(entry.kind == "figure" for day in self.days for entry in day.entries)


@dataclass(frozen=True, slots=True)
class Key:
    """A line's mark and name, with a link to the claimant."""

    mark: Markup
    name: str
    address: str
    points: tuple[tuple[str, str], ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """The running totals of one tally."""

    words: str
    address: str
    chart: Markup
    key: tuple[Key, ...]


def pages(content: Content) -> Iterator[Page]:
    """The page, and where it is long a page for each year or month."""
    told: list[Event | Figure] = [*content.events, *_figures(content)]
    dated = [(one, days) for one in told if (days := _days(one)) is not None]
    conflict = content.conflict
    axis = axis_of(
        [days for _, days in dated], conflict.first_day if conflict else None, conflict.last_day if conflict else None
    )
    styles = SideStyles(content)
    undated = sum(1 for one in content.figures.values() if days_of(one.as_of) is None)
    listed = _listed(dated, content)
    periods = _periods(listed)
    # What is too much for one list is too much for one drawing: each part of a long timeline has its own.
    names, drawing = _drawn([] if periods else dated, axis, content, styles)
    yield render(
        "timeline.html", addresses.TIMELINE, content, days=listed, periods=periods, names=names, drawing=drawing,
        series=_series(content), zooms=ZOOMS, undated=undated, key=styles.key, outside=_outside(dated, axis),
        drawn=len(dated), largest=max((period.size for period in periods), default=1),
    )  # fmt: skip
    period_of = {day.span: period.name for period in periods for day in period.days}
    by_period: dict[str, list[_Dated]] = defaultdict(list)
    for one, days in dated if periods else ():
        by_period[period_of[days.first, days.last]].append((one, days))
    for at, period in enumerate(periods):
        before, after = periods[at - 1] if at else None, periods[at + 1] if at + 1 < len(periods) else None
        inside = by_period[period.name]
        names, drawing = _drawn(inside, axis_of([days for _, days in inside]), content, styles, "../")
        yield render(
            "timeline_period.html", period.address, content, period=period, before=before, after=after,
            here=addresses.TIMELINE, names=names, drawing=drawing, key=styles.key, zooms=ZOOMS,
        )  # fmt: skip


def _drawn(
    dated: list[_Dated], axis: Axis | None, content: Content, styles: SideStyles, root: str = ""
) -> tuple[Markup | None, Markup | None]:
    """The names of the bands and the drawing; None for nothing to draw."""
    if axis is None or not dated:
        return None, None
    items = [_item(one, days, content, styles, root) for one, days in dated]
    return bands(items, axis, _order(items))


def _periods(days: list[Day]) -> list[Period]:
    """The years of a long timeline, the months of a long year; none where all fits on one page."""
    if sum(len(day.entries) for day in days) <= MOST_ON_A_PAGE:
        return []
    periods = []
    for year in _parted(days, len("2021")):
        long = year.size > _MOST_OF_A_YEAR
        # A date that is no more than a year stands before the months of that year.
        periods += _parted(list(year.days), len("2021-05")) if long else [year]
    return periods


def _parted(days: list[Day], length: int) -> list[Period]:
    """The days by so many characters of the dates they begin on."""
    named: dict[str, list[Day]] = {}
    for day in days:
        named.setdefault(day.start[:length], []).append(day)
    return [Period(name, addresses.timeline(name), tuple(some)) for name, some in named.items()]


def _figures(content: Content) -> list[Figure]:
    return [figure for figure in content.figures.values() if figure.as_of]


def _days(one: Event | Figure) -> Days | None:
    if isinstance(one, Event):
        return days_of(one.start_date, one.end_date)
    return days_of(one.since or one.as_of, one.as_of)


def _outside(dated: list[_Dated], axis: Axis | None) -> int:
    return sum(1 for _, days in dated if axis is None or not axis.holds(days))


def _item(one: Event | Figure, days: Days, content: Content, styles: SideStyles, root: str) -> Item:
    words, address = f"{heading_of(one)} – {gist_of(one, content)}", root + addresses.statement(one)
    if isinstance(one, Event):
        return Item(one.type, days, styles.of(one.actor), words, address)
    size = max(one.high or 0, one.low or 0, 1)
    return Item(_FIGURES, days, styles.of(one.party), words, address, min(7.0, 2 + math.log10(size) * 0.9))


def _order(items: list[Item]) -> list[str]:
    counts = Counter(item.band for item in items)
    return [band for band in (*EVENT_TYPES, _FIGURES) if counts[band]]


def _listed(dated: list[_Dated], content: Content) -> list[Day]:
    by_days: dict[tuple[int, int], list[Event | Figure]] = defaultdict(list)
    for one, days in dated:
        by_days[days.first, -days.last].append(one)
    return [_day(ones, (first, -last), content) for (first, last), ones in sorted(by_days.items())]


def _day(ones: list[Event | Figure], span: tuple[int, int], content: Content) -> Day:
    first = ones[0]
    start, end = (
        (first.start_date, first.end_date) if isinstance(first, Event) else (first.since or first.as_of, first.as_of)
    )
    anchor = f"on-{start}" if start == end else f"on-{start}-to-{end}"
    ordered = sorted(ones, key=lambda one: (isinstance(one, Figure), one.document, one.start))
    entries = tuple(_entry(one, content) for one in ordered)
    return Day(anchor, str(start), span, numerals.span(start, end), entries)


def _entry(one: Event | Figure, content: Content) -> Entry:
    if isinstance(one, Figure):
        return Entry("figure", heading_of(one), addresses.statement(one), gist_of(one, content), None)
    told = [one.actor and f"by {one.actor.replace(';', ' and')}",
            one.target and f"on {one.target.replace(';', ' and')}",
            one.place and f"in {one.place.replace(';', ' and')}"]  # fmt: skip
    return Entry(one.type, heading_of(one), addresses.statement(one), ", ".join(filter(None, told)), one.claimant)


def _series(content: Content) -> list[Series]:
    """The tallies in which a voice gave totals at several times, those with most counts in each row's order."""
    claims = series_claims(content.material.reconciled.tallies.claims)
    by_tally: dict[int, dict[str, list[dict[str, object]]]] = defaultdict(lambda: defaultdict(list))
    for row in claims.iter_rows(named=True):
        by_tally[row["tally"]][row["voice"]].append(row)
    ordered = sorted(by_tally.values(), key=lambda voices: _rank(next(iter(voices.values()))[0], content))
    return [one for voices in ordered[:_MOST_SERIES] if (one := _one_series(voices, content)) is not None]


def _rank(row: dict[str, object], content: Content) -> tuple[object, ...]:
    home = str(row["home"] or "")
    known = content.sides.parties.index(home) if home in content.sides.parties else len(content.sides.parties)
    return known, home, row_order(row["outcome"], row["thing"])  # type: ignore[arg-type]


def _one_series(voices: dict[str, list[dict[str, object]]], content: Content) -> Series | None:
    lines, key = [], []
    for voice, rows in voices.items():
        points = [point for row in rows if (point := _point(row)) is not None]
        if len(points) < 2:
            continue
        kind: Voice = voice_kind(rows[0]["stance"], str(rows[0]["modality"]), voice)  # type: ignore[arg-type]
        points.sort(key=lambda point: point.days)
        name = content.voice_name(voice)
        lines.append(Line(kind, name, tuple(points)))
        told = rows if len(rows) <= _MOST_POINTS else _ends_and_peak(rows)
        said = tuple((_point_words(row), content.where(row["figures"][0]) or "") for row in told)  # type: ignore[index]
        of = f"{name} ({VOICE_WORDS[kind]})"
        key.append(Key(marks.legend(kind), of, addresses.claimant(voice), said, len(rows) - len(told)))
    if not lines:
        return None
    first = next(iter(voices.values()))[0]
    figure = content.figures[first["figures"][0]]  # type: ignore[index]
    tally = content.tally_with[figure.id]
    words = f"{tally.party or NOT_STATED}, {': '.join(row_label(tally.outcome, tally.thing)).lower()}"
    return Series(words, addresses.tally(tally.party, tally.id), steps(lines, words), tuple(key))


def _ends_and_peak(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The first, the highest and the last of a long row of totals, in order."""
    peak = max(range(len(rows)), key=lambda at: (_size(rows[at]), at))
    return [rows[at] for at in sorted({0, peak, len(rows) - 1})]


def _size(row: dict[str, object]) -> float:
    value = row["high"] if row["high"] is not None else row["low"]
    return float(value) if isinstance(value, float | int) else 0.0


def _point(row: dict[str, object]) -> Point | None:
    low, high = row["low"], row["high"]
    value = high if high is not None else low
    days = days_of(str(row["time"])) if row["time"] else None
    if days is None or not isinstance(value, float | int):
        return None
    return Point(days, float(value), _point_words(row), high is None)


def _point_words(row: dict[str, object]) -> str:
    number = number_words(row["low"], row["high"], row["qualifier"], row["unit"], row["quote"])  # type: ignore[arg-type]
    return f"{number}, {date_phrase(str(row['time']))}" if row["time"] else f"{number}, undated"
