"""An imported GeoNames dump adds its places to those known; one that is not valid is refused, by file and line."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallystick import cli
from tallystick.errors import KnowledgeError
from tallystick.language.mentions import PlaceMention
from tallystick.language.outline import outline
from tallystick.language.places import find_places, import_places, imported_fingerprint
from tallystick.language.places.gazetteer import gazetteer


def row(
    number: object, name: str, code: str = "P.PPL", country: str = "AZ", lat: object = 39.5, lon: object = 46.5, *,
    others: str = "", admin1: str = "", people: object = 0,
) -> str:  # fmt: skip
    kind, _, code = code.partition(".")
    cells = (number, name, name, others, lat, lon, kind, code, country, "", admin1, "", "", "", people, "", "", "", "")
    return "\t".join(map(str, cells)) + "\n"


VILLAGE = row(900001, "Qarabulaqli", lat=39.25, lon=46.75, others="Karabulakly,Garabulagly", people=900)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("TALLYSTICK_PLACES", str(tmp_path / "imported"))
    gazetteer.cache_clear()
    yield tmp_path / "imported"
    gazetteer.cache_clear()


def imported(tmp_path: Path, *lines: str, name: str = "AZ.txt") -> None:
    dump = tmp_path / name
    dump.write_text("".join(lines), encoding="utf-8")
    import_places(dump)
    gazetteer.cache_clear()


def places(text: str) -> list[PlaceMention]:
    return find_places(text, outline(text))


def test_a_place_that_was_unresolved_is_resolved_after_the_import(tmp_path: Path) -> None:
    text = "Four were wounded in the village of Qarabulaqli."
    assert places(text)[0].precision == "unresolved"
    imported(tmp_path, VILLAGE)
    (place,) = places(text)
    assert (place.lat, place.lon, place.geonames_id, place.country) == (39.25, 46.75, 900001, "AZ")
    assert place.precision == "settlement"


def test_other_names_and_spellings_of_an_imported_place_find_it(tmp_path: Path) -> None:
    imported(tmp_path, row(900002, "Düzqalaçı", others="Duzkalachy,Dyuz-Kalachi"))
    for spelling in ("Düzqalaçı", "Duzqalaci", "Duzkalachy", "Dyuz Kalachi"):
        assert [p.geonames_id for p in places(f"Shells fell near the village of {spelling}.")] == [900002], spelling


def test_the_places_of_the_program_stay_known(tmp_path: Path) -> None:
    text = "Shells fell in Mosul and near Kirkuk overnight."
    before = places(text)
    imported(tmp_path, VILLAGE)
    assert places(text) == before


def test_a_place_known_already_has_the_point_of_the_dump(tmp_path: Path) -> None:
    text = "Monitors travelled through Armenia."
    (before,) = places(text)
    imported(tmp_path, row(before.geonames_id, "Armenia", "A.PCLI", "AM", 40.25, 45.0))
    (after,) = places(text)
    assert (after.lat, after.lon) == (40.25, 45.0)
    assert (after.geonames_id, after.precision) == (before.geonames_id, "country")


def test_a_region_known_without_a_number_gets_the_one_of_the_dump(tmp_path: Path) -> None:
    region = next(p for p in gazetteer().find("kherson") if p.is_region)
    imported(tmp_path, row(900003, region.name, "A.ADM1", region.country, 46.5, 33.5, admin1=region.admin1))
    (place,) = places("Fighting spread across Kherson Oblast.")
    assert (place.geonames_id, place.lat, place.precision) == (900003, 46.5, "region")


def test_a_hill_named_by_a_word_is_no_place_unless_the_text_says_so(tmp_path: Path) -> None:
    imported(tmp_path, row(900004, "Hope", "T.HLL", "GB", 55.0, -4.0), row(900005, "Tamerlan", "T.HLL"))
    assert places("Hope is what remains. Tamerlan said so.") == []
    (hill,) = places("Guns stood on Mount Tamerlan.")
    assert hill.geonames_id == 900005 and hill.precision == "feature"


def test_lists_of_several_countries_add_up_and_the_same_one_again_takes_its_own_place(tmp_path: Path) -> None:
    imported(tmp_path, VILLAGE)
    imported(tmp_path, row(900006, "Zelenohradivka", country="UA", lat=48.0, lon=35.0), name="UA.txt")
    imported(tmp_path, VILLAGE.replace("39.25", "39.75"))
    found = places("Shells fell on the village of Qarabulaqli. Others fell on the village of Zelenohradivka.")
    assert [p.lat for p in found] == [39.75, 48.0]


def test_a_zip_archive_is_read_as_it_comes(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "AZ.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "Readme for the dump")
        archive.writestr("AZ.txt", VILLAGE + row(900007, "Old School", "S.SCH"))
    result = import_places(tmp_path / "AZ.zip")
    assert (result.kept, result.left_out) == (1, 1)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("name,lat,lon\n", "line 2 has 1 columns where a GeoNames dump has 19"),
        (row("x1", "Fold"), "line 2 has no whole number in column 1"),
        (row(2, " "), "line 2 has no name"),
        (row(2, "Fo\x1b[31mld"), "line 2 has no name, or one with control characters"),
        (row(2, "Fold", lat=90.5), "line 2 has no latitude"),
        (row(2, "Fold", lat="nan"), "line 2 has no latitude"),
        (row(2, "Fold", lon="east"), "line 2 has no longitude"),
        (row(2, "Fold", country="Azerbaijan"), "line 2 has no ISO 3166 country code"),
        (row(2, "Fold", code="P.ppl x"), "line 2 has no feature class and code"),
        (row(2, "Fold", people=-3), "line 2 has no whole population"),
        (VILLAGE, "has the place number 900001 on more than one line"),
        ("x" * 200_000, "line 2 is longer than any line"),
    ],
)
def test_a_dump_that_is_not_valid_is_refused_by_file_and_line(
    tmp_path: Path, folder: Path, line: str, reason: str
) -> None:
    dump = tmp_path / "AZ.txt"
    dump.write_text(VILLAGE + line, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        import_places(dump)
    assert str(caught.value).startswith(f"{dump}: {reason}")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no place"),
        (row(1, "Old School", "S.SCH").encode(), "holds no place"),
        (VILLAGE.encode("utf-16"), "line 1 is not UTF-8"),
        (b"PK\x03\x04 no archive", "line 1 has 1 columns"),
    ],
)
def test_a_file_that_is_no_dump_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    dump = tmp_path / "dump.txt"
    dump.write_bytes(content)
    with pytest.raises(KnowledgeError, match=reason):
        import_places(dump)


def test_an_archive_of_several_lists_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.writestr("AZ.txt", VILLAGE)
        archive.writestr("AM.txt", VILLAGE)
    with pytest.raises(KnowledgeError, match="holds 2 lists of places"):
        import_places(tmp_path / "both.zip")


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "AZ.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("AZ.txt", VILLAGE)
    path.write_bytes(path.read_bytes().replace(b"Karabulakly", b"Karabulakli"))
    with pytest.raises(KnowledgeError, match=r"AZ\.zip/AZ\.txt: cannot be read after line .*CRC"):
        import_places(path)


def test_an_import_that_fails_leaves_the_one_before_as_it_was(tmp_path: Path) -> None:
    imported(tmp_path, VILLAGE)
    before = imported_fingerprint()
    with pytest.raises(KnowledgeError):
        imported(tmp_path, VILLAGE, "damaged\n")
    assert imported_fingerprint() == before


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    dump = tmp_path / "AZ.txt"
    dump.write_bytes(b"x" * 20_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(KnowledgeError, match="line 1 is longer"):
            import_places(dump)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_the_fingerprint_tells_imports_apart_and_nothing_else(tmp_path: Path) -> None:
    assert imported_fingerprint() == ""
    imported(tmp_path, VILLAGE)
    first = imported_fingerprint()
    imported(tmp_path, VILLAGE)
    assert first and imported_fingerprint() == first
    imported(tmp_path, VILLAGE.replace("39.25", "39.75"))
    assert imported_fingerprint() != first


def test_two_imports_of_one_dump_give_the_same_bytes(tmp_path: Path) -> None:
    dump = tmp_path / "AZ.txt"
    dump.write_text(VILLAGE + row(900008, "Fold", others="Falz,Pli"), encoding="utf-8")
    first = import_places(dump).path.read_bytes()
    assert import_places(dump).path.read_bytes() == first


def test_an_index_of_another_version_or_none_is_refused_with_the_way_out(folder: Path) -> None:
    folder.mkdir()
    (folder / "AZ.places.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(KnowledgeError, match=r"AZ\.places\.sqlite: .*import again"):
        imported_fingerprint()
    with pytest.raises(KnowledgeError, match=r"AZ\.places\.sqlite: .*import again"):
        places("Shells fell in Mosul.")


def test_the_command_says_what_it_took_in_and_where_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "AZ.txt").write_text(VILLAGE + row(900009, "Old School", "S.SCH"), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        cli.main(["places", "import", str(tmp_path / "AZ.txt")])
    said = capsys.readouterr().err
    assert left.value.code == 0
    assert "AZ.places.sqlite: 1 places imported" in said and "1 of other kinds left out" in said


def test_the_command_refuses_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["places", "import", str(tmp_path / "none.txt")])
    assert left.value.code == 1
    assert "none.txt: cannot be read (No such file or directory)" in capsys.readouterr().err
