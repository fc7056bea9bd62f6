"""The conflict file: what it holds, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.conflict import Conflict, read_conflict
from tallystick.errors import ConflictFileError

_WHOLE = """
title = "The Gorge War"
first_day = "2003-09"
last_day = "2003-11-10"
area = ["AD"]

[[sides]]
name = "North"
[[sides.parties]]
name = "Ruritania"
also = ["Rudolf Elphberg"]

[[sides]]
name = "South"
[[sides.parties]]
name = "Borduria"

[[places]]
name = "The Gorge"
also = ["Schlucht"]
lat = 39.8
lon = 46
"""


def read(folder: Path, text: str | bytes) -> Conflict:
    path = folder / "conflict.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_conflict(path)


def test_a_whole_file(tmp_path: Path) -> None:
    conflict = read(tmp_path, _WHOLE)
    assert (conflict.title, conflict.first_day, conflict.last_day, conflict.area) == (
        "The Gorge War",
        "2003-09",
        "2003-11-10",
        ("AD",),
    )
    assert [(p.name, p.also, p.lat, p.lon) for p in conflict.places] == [("The Gorge", ("Schlucht",), 39.8, 46.0)]


def test_everything_is_optional(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Conflict()


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Ruritania", "North"),
        ("rudolf ELPHBERG", "North"),
        ("Borduria", "South"),
        ("Syldavia", None),
        ("North", None),
        ("", None),
    ],
)
def test_the_side_of_a_party(tmp_path: Path, name: str, side: str | None) -> None:
    assert read(tmp_path, _WHOLE).side_of(name) == side


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("titel = 'x'", "titel"),
        ("title = 3", "title"),
        ("first_day = 'last summer'", "first_day"),
        ("first_day = '2003-9-1'", "first_day"),
        ("first_day = '2003-13'", "first_day"),
        ("last_day = '2003-02-29'", "last_day"),
        ("first_day = 2003-09-27", "first_day"),
        ("first_day = '2003-11'\nlast_day = '2003-10-31'", "last_day 2003-10-31 is before first_day 2003-11"),
        ("area = 'AD'", "area"),
        ("sides = 3", "sides"),
        ("[[sides]]\nname = 'N'\n[[sides.parties]]\nalso = ['x']", "sides.0.parties.0.name"),
        ("[[sides]]\nname = 'N'\ncolour = 'red'", "sides.0.colour"),
        ("[[places]]\nname = 'x'\nlat = 91\nlon = 0", "places.0.lat"),
        ("[[places]]\nname = 'x'\nlat = 0\nlon = nan", "places.0.lon"),
        ("[[places]]\nname = 'x'\nlat = 0", "places.0.lon"),
    ],
)
def test_an_invalid_field_is_named_with_the_file(tmp_path: Path, text: str, field: str) -> None:
    with pytest.raises(ConflictFileError) as caught:
        read(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'conflict.toml'}: ") and field in message and "\n" not in message


@pytest.mark.parametrize(
    "days", ["first_day = '2003-11'\nlast_day = '2003-11-10'", "first_day = '2003-11-10'\nlast_day = '2003'"]
)
def test_days_of_unequal_precision_are_in_order(tmp_path: Path, days: str) -> None:
    assert read(tmp_path, days).first_day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = ", "is not valid TOML"),
        (b'title = "\xff"', "is not valid TOML"),
        ("title = 'a'\ntitle = 'b'", "is not valid TOML"),
        ("area = " + "[" * 20_000, "is nested too deeply"),
    ],
)
def test_what_is_no_toml(tmp_path: Path, text: str | bytes, reason: str) -> None:
    with pytest.raises(ConflictFileError, match=reason) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'conflict.toml'}: ")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(ConflictFileError, match="cannot be read"):
            read_conflict(path)
