"""Makes natural-earth.json.gz of the TopoJSON files of two packages; see LICENSE.txt. Run by hand, once a version.

python -m tallystick.publish.site.geography.compiling COUNTRIES-10M.json WORLD-50M.json

Lines are thinned by the algorithm of Douglas and Peucker (1973) and kept as steps on a grid of STEP degrees.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

#: The grid, and how far a line may be moved by thinning it, in degrees: half a kilometre, and most of one.
STEP, TOLERANCE = 0.005, 0.007
Point = tuple[float, float]


def compile_files(countries: Path, world: Path, output: Path) -> None:
    """Write the data of both files, thinned."""
    made = {"step": STEP, **_countries(json.loads(countries.read_text())), **_waters(json.loads(world.read_text()))}
    packed = json.dumps(made, separators=(",", ":"), ensure_ascii=False).encode()
    output.write_bytes(gzip.compress(packed, 9, mtime=0))


def _countries(topology: dict[str, Any]) -> dict[str, Any]:
    users: dict[int, list[bool]] = defaultdict(list)
    rings = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings.append([shape["properties"]["name"], [ring for polygon in polygons for ring in polygon]])
        for arc in {ref if ref >= 0 else ~ref for polygon in polygons for ring in polygon for ref in ring}:
            users[arc].append("id" in shape)
    borders = {arc: coded for arc, coded in users.items() if len(coded) > 1}
    return {
        "arcs": [_packed(_thinned(arc)) for arc in _decoded(topology)],
        "countries": rings,
        "borders": sorted(arc for arc, coded in borders.items() if all(coded)),
        "disputed": sorted(arc for arc, coded in borders.items() if not all(coded)),
    }


def _waters(topology: dict[str, Any]) -> dict[str, Any]:
    arcs = _decoded(topology)

    def line(refs: list[int]) -> list[Point]:
        points: list[Point] = []
        for ref in refs:
            arc = arcs[ref] if ref >= 0 else arcs[~ref][::-1]
            points += arc[1:] if points else arc
        return points

    rivers, lakes = [], []
    for shape in topology["objects"]["rivers"]["geometries"]:
        lines = shape["arcs"] if shape["type"] == "MultiLineString" else [shape["arcs"]]
        rivers += [_packed(line(refs)) for refs in lines]
    for shape in topology["objects"]["lakes"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        lakes += [_packed(line(ring)) for polygon in polygons for ring in polygon]
    return {"rivers": rivers, "lakes": lakes}


def _decoded(topology: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _packed(points: list[Point]) -> list[int]:
    """Longitude and latitude of the first point in steps of the grid, then the way to each next one."""
    packed, last = [], (0, 0)
    for at, (lon, lat) in enumerate(points):
        here = (round(lon / STEP), round(lat / STEP))
        if at and here == last:
            continue
        packed += [here[0] - last[0], here[1] - last[1]]
        last = here
    return packed


def _thinned(points: list[Point]) -> list[Point]:
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = TOLERANCE, 0
        for number in range(first + 1, last):
            distance = _distance(points[number], points[first], points[last])
            if distance > far:
                far, at = distance, number
        if at:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [points[at] for at in sorted(keep)]


def _distance(point: Point, one: Point, other: Point) -> float:
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else max(0.0, min(1.0, ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / length))
    x, y = one[0] + along * dx - point[0], one[1] + along * dy - point[1]
    return float((x * x + y * y) ** 0.5)


if __name__ == "__main__":
    compile_files(Path(sys.argv[1]), Path(sys.argv[2]), Path(__file__).with_name("natural-earth.json.gz"))
