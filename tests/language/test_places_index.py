"""The index of places is compiled whole or not at all, and says what to do where it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tallystick.errors import KnowledgeError
from tallystick.language.places import compiling, gazetteer
from tallystick.language.places.compiling import MAIN, OTHER, SETTLEMENT, compile_gazetteer


def _two(_: Any) -> Iterator[tuple[compiling.Row, set[tuple[str, int]]]]:
    yield (1, "Lower Fold", 1.0, 2.0, "GB", "ENG", 10, SETTLEMENT), {("lower fold", MAIN), ("fold", OTHER)}
    yield (2, "Fold", 3.0, 4.0, "GB", "SCT", 20, SETTLEMENT), {("fold", MAIN)}


def test_names_lead_to_all_their_places_the_main_one_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_everything", _two)
    compile_gazetteer(tmp_path / "new" / "index.sqlite")
    index = gazetteer.Gazetteer(tmp_path / "new" / "index.sqlite")
    assert [(p.name, p.main) for p in index.find("fold")] == [("Fold", True), ("Lower Fold", False)]
    assert (index.longest("lower"), index.longest("upper"), index.find("upper fold")) == (2, 0, ())
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["index.sqlite"]


def test_a_compilation_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(cache: Any) -> Iterator[tuple[compiling.Row, set[tuple[str, int]]]]:
        yield from _two(cache)
        raise OSError("disk full")

    monkeypatch.setattr(compiling, "_everything", broken)
    with pytest.raises(OSError, match="disk full"):
        compile_gazetteer(tmp_path / "index.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(gazetteer, "index_path", lambda: tmp_path / "file" / "index.sqlite")
    with pytest.raises(KnowledgeError, match="XDG_CACHE_HOME"):
        gazetteer.gazetteer.__wrapped__()
    notice = capsys.readouterr().err
    assert notice.startswith("tallystick: compiling") and notice.count("\n") == 1


def test_a_broken_index_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"no database" * 100)
    monkeypatch.setattr(gazetteer, "index_path", lambda: path)
    with pytest.raises(KnowledgeError, match=r"index\.sqlite"):
        gazetteer.gazetteer.__wrapped__()
