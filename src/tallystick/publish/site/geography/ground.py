"""Land, borders, lakes and rivers of a frame of the earth, as paths of an SVG."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

WIDTH = 1000.0
#: A degree of latitude, in kilometres.
KILOMETRES = 111.2
_LEAST_HEIGHT, _MOST_HEIGHT = 0.55, 0.95
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of the earth between meridians and parallels, on paper WIDTH wide, true to scale in its middle."""

    west: float
    south: float
    east: float
    north: float

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return max(0.05, math.cos(math.radians((self.south + self.north) / 2)))

    @property
    def scale(self) -> float:
        """The length of a degree of latitude on paper."""
        return WIDTH / ((self.east - self.west) * self.narrowing)

    @property
    def height(self) -> float:
        """The height of the paper."""
        return (self.north - self.south) * self.scale

    def __call__(self, lon: float, lat: float) -> Point:
        return (lon - self.west) * self.narrowing * self.scale, (self.north - lat) * self.scale

    def holds(self, lon: float, lat: float) -> bool:
        """True for a point within."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def length(self, kilometres: float) -> float:
        """A length on the ground as one on paper."""
        return kilometres / KILOMETRES * self.scale

    @classmethod
    def around(cls, points: Sequence[Point], least: float = 1.0, margin: float = 0.12) -> Frame:
        """The frame around points, given as longitude and latitude, at least so many degrees of latitude high."""
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        narrow = max(0.05, math.cos(math.radians((south + north) / 2)))
        height = max(least, (north - south) * (1 + 2 * margin))
        width = max(least / narrow, (east - west) * (1 + 2 * margin))
        ratio = height / (width * narrow)
        if ratio < _LEAST_HEIGHT:
            height = width * narrow * _LEAST_HEIGHT
        elif ratio > _MOST_HEIGHT:
            width = height / narrow / _MOST_HEIGHT
        lon, lat = (west + east) / 2, (south + north) / 2
        return cls(lon - width / 2, max(-89.0, lat - height / 2), lon + width / 2, min(89.0, lat + height / 2))


@dataclass(frozen=True, slots=True)
class Ground:
    """The paths of a frame, and where the names of countries stand."""

    land: str
    borders: str
    disputed: str
    rivers: str
    lakes: str
    countries: tuple[tuple[str, float, float], ...]


def ground(frame: Frame) -> Ground:
    """What lies in a frame."""
    data = _data()
    arcs: list[list[Point]] = data["arcs"]
    boxes: list[tuple[float, float, float, float]] = data["boxes"]
    near = [_meets(box, frame) for box in boxes]
    land, countries = [], []
    for name, rings in data["countries"]:
        largest = 0.0
        place: Point | None = None
        for ring in rings:
            if not any(near[ref if ref >= 0 else ~ref] for ref in ring) and not _surrounds(ring, boxes, frame):
                continue
            clipped = _clipped([frame(*point) for point in _joined(ring, arcs)], frame)
            if len(clipped) < 3:
                continue
            land.append(_path(clipped, closed=True))
            size, middle = _middle(clipped)
            if size > largest:
                largest, place = size, middle
        if place is not None and largest > WIDTH * frame.height * 0.015:
            countries.append((name, *place))
    return Ground(
        "".join(land), _lines((arcs[at] for at in data["borders"] if near[at]), frame),
        _lines((arcs[at] for at in data["disputed"] if near[at]), frame),
        _lines((line for line in data["rivers"] if _meets(_box(line), frame)), frame, smooth=True),
        "".join(
            _path(clipped, closed=True)
            for lake in data["lakes"]
            if _meets(_box(lake), frame) and len(clipped := _clipped([frame(*p) for p in lake], frame)) > 2
        ),
        tuple(countries),
    )  # fmt: skip


@cache
def _data() -> dict[str, Any]:
    packed = files(__package__).joinpath("natural-earth.json.gz").read_bytes()
    data: dict[str, Any] = json.loads(gzip.decompress(packed))
    step = data["step"]
    for name in ("arcs", "rivers", "lakes"):
        data[name] = [_unpacked(line, step) for line in data[name]]
    data["boxes"] = [_box(arc) for arc in data["arcs"]]
    return data


def _unpacked(packed: Sequence[int], step: float) -> list[Point]:
    x = y = 0
    points = []
    for at in range(0, len(packed), 2):
        x, y = x + packed[at], y + packed[at + 1]
        points.append((x * step, y * step))
    return points


def _box(points: Sequence[Point]) -> tuple[float, float, float, float]:
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return min(lons), min(lats), max(lons), max(lats)


def _meets(box: tuple[float, float, float, float], frame: Frame) -> bool:
    return box[0] <= frame.east and box[2] >= frame.west and box[1] <= frame.north and box[3] >= frame.south


def _surrounds(ring: Sequence[int], boxes: list[tuple[float, float, float, float]], frame: Frame) -> bool:
    """True where a coast or border may run around the frame without touching it."""
    own = [boxes[ref if ref >= 0 else ~ref] for ref in ring]
    whole = min(b[0] for b in own), min(b[1] for b in own), max(b[2] for b in own), max(b[3] for b in own)
    return _meets(whole, frame)


def _joined(ring: Sequence[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for ref in ring:
        arc = arcs[ref] if ref >= 0 else arcs[~ref][::-1]
        points += arc[1:] if points else arc
    return points


def _clipped(points: list[Point], frame: Frame) -> list[Point]:
    """A polygon cut to the paper, by the algorithm of Sutherland and Hodgman (1974)."""
    for axis, bound, above in ((0, 0.0, True), (0, WIDTH, False), (1, 0.0, True), (1, frame.height, False)):
        if not points:
            return []
        kept, before = [], points[-1]
        for point in points:
            inside, was = (_within(p[axis], bound, above) for p in (point, before))
            if inside != was:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if inside:
                kept.append(point)
            before = point
        points = kept
    return points


def _within(value: float, bound: float, above: bool) -> bool:
    return value >= bound if above else value <= bound


def _middle(points: Sequence[Point]) -> tuple[float, Point]:
    """The area of a polygon, and its centre of mass."""
    double = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(points, (*points[1:], points[0]), strict=True):
        cross = x0 * y1 - x1 * y0
        double, x, y = double + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (0.0, points[0]) if not double else (abs(double) / 2, (x / 3 / double, y / 3 / double))


def _lines(lines: Iterable[Sequence[Point]], frame: Frame, smooth: bool = False) -> str:
    return "".join(
        _path(run, smooth=smooth) for line in lines for run in _runs([frame(*point) for point in line], frame)
    )


def _runs(points: list[Point], frame: Frame) -> Iterator[list[Point]]:
    """The parts of a line that may be seen."""
    run: list[Point] = []
    for one, other in pairwise(points):
        seen = (max(one[0], other[0]) >= 0 and min(one[0], other[0]) <= WIDTH
                and max(one[1], other[1]) >= 0 and min(one[1], other[1]) <= frame.height)  # fmt: skip
        if seen:
            run = run or [one]
            run.append(other)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _path(points: Sequence[Point], closed: bool = False, smooth: bool = False) -> str:
    if smooth and len(points) > 2:
        middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(points)]
        curve = "".join(
            f"Q{_n(p[0])} {_n(p[1])} {_n(m[0])} {_n(m[1])}" for p, m in zip(points[1:-1], middles[1:], strict=True)
        )
        first, second, last = (f"{_n(x)} {_n(y)}" for x, y in (points[0], middles[0], points[-1]))
        return f"M{first}L{second}{curve}L{last}"
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + ("Z" if closed else "")


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
