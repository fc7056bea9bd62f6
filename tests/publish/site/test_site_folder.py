"""Where a site is written: a new or empty folder, or over a site written before; nothing else is ever touched."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from site_war import CONFLICT, write_ledger

from tallystick.errors import TallystickError
from tallystick.publish.site import MARKER, write_site
from tallystick.publish.site.folder import drafted


def _written(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_the_same_ledger_gives_the_same_bytes_and_a_marker_that_lists_them(tmp_path: Path) -> None:
    ledger, told = write_ledger(tmp_path / "war.db"), []
    first = write_site(
        ledger, tmp_path / "one", conflict=CONFLICT, progress=lambda many, path: told.append((many, path))
    )
    write_site(ledger, tmp_path / "two", conflict=CONFLICT)
    one, two = _written(tmp_path / "one"), _written(tmp_path / "two")
    assert one == two
    marker = json.loads(one.pop(MARKER))
    assert marker["files"] == {path: hashlib.sha256(data).hexdigest() for path, data in one.items()}
    assert (first.files, first.documents) == (len(one), 3) and first.front.is_file()
    assert told[-1][0] == len(one) and "index.html" in str(first)


def test_a_former_site_is_replaced_and_foreign_files_in_it_stay(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with drafted(output) as draft:
        draft.write("old/gone.html", "old")
        draft.write("kept.html", "old")
    (output / "notes.txt").write_text("mine")
    with drafted(output) as draft:
        draft.write("kept.html", "new")
    assert _written(output).keys() == {"kept.html", "notes.txt", MARKER}
    assert (output / "kept.html").read_text() == "new" and not (output / "old").exists()


@pytest.mark.parametrize("there", ["a file", "a folder", "a marker of another program"])
def test_what_is_no_site_is_refused_and_left(there: str, tmp_path: Path) -> None:
    output = tmp_path / "out"
    if there == "a file":
        output.write_text("mine")
    else:
        output.mkdir()
        (output / ("thesis.txt" if there == "a folder" else MARKER)).write_text("{}")
    with pytest.raises(TallystickError, match="new or empty"), drafted(output) as draft:
        draft.write("index.html", "")
    assert not list(tmp_path.rglob("index.html"))


def test_a_foreign_file_is_not_overwritten(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with drafted(output) as draft:
        draft.write("index.html", "old")
    (output / "map.html").write_text("mine")
    with pytest.raises(TallystickError, match="move it away"), drafted(output) as draft:
        draft.write("index.html", "new")
        draft.write("map.html", "new")
    assert (output / "map.html").read_text() == "mine" and (output / "index.html").read_text() == "old"


def test_a_marker_that_points_outside_removes_nothing(tmp_path: Path) -> None:
    output, precious = tmp_path / "site", tmp_path / "precious.txt"
    precious.write_text("mine")
    with drafted(output) as draft:
        draft.write("index.html", "old")
    marker = json.loads((output / MARKER).read_text())
    marker["files"] |= {"../precious.txt": "", str(precious): "", "..\\precious.txt": ""}
    (output / MARKER).write_text(json.dumps(marker))
    with drafted(output) as draft:
        draft.write("index.html", "new")
    assert precious.read_text() == "mine"


def test_an_error_leaves_the_former_site_and_no_litter(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with drafted(output) as draft:
        draft.write("index.html", "old")
    with pytest.raises(RuntimeError), drafted(output) as draft:
        draft.write("index.html", "new")
        raise RuntimeError
    assert (output / "index.html").read_text() == "old" and [f.name for f in tmp_path.iterdir()] == ["site"]
