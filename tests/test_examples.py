"""The examples are documents of our own that a newcomer can build at once."""

from pathlib import Path

import pytest

from tallystick.conflict import read_conflict
from tallystick.documents import find_files, read_file

FOLDER = Path(__file__).parent.parent / "examples" / "karabakh-2020"
FILES = find_files([str(FOLDER)])
ALL = "\n".join(read_file(file).text for file in FILES)


def test_there_are_ten_to_fifteen_of_them() -> None:
    assert 10 <= len(FILES) <= 15


@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).name)
def test_each_has_a_full_header_and_a_short_text(file: str) -> None:
    document = read_file(file)
    assert document.title
    assert document.publisher
    assert document.published
    assert (document.url or "").startswith("https://example.org/")
    assert 80 <= len(document.text.split()) <= 250
    assert Path(file).name.startswith(document.published)


def test_the_notice_is_not_among_them() -> None:
    assert "illustrations, not originals" in (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert not [file for file in FILES if "README" in file]


def test_the_notice_names_files_that_exist() -> None:
    notice = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    named = {word for word in notice.split("`") if word.endswith((".txt", ".md"))}
    assert named
    assert named <= {Path(file).name for file in FILES}


@pytest.mark.parametrize("figure", ["3,825", "more than 5,000", "2,853", "2,906", "7,630", "at least 541", "737"])
def test_rival_counts_a_revision_and_odd_sums_are_in_them(figure: str) -> None:
    assert figure.lower() in ALL.lower()


def test_the_conflict_file_names_two_sides() -> None:
    conflict = read_conflict(FOLDER / "conflict.toml")
    assert len(conflict.sides) == 2
    assert conflict.side_of("Artsakh Defence Army") == conflict.side_of("armenia") != conflict.side_of("Baku")
    names = [name for side in conflict.sides for party in side.parties for name in (party.name, *party.also)]
    assert len(names) == len(set(names))
