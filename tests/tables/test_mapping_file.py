"""A mapping that is wrong is refused by its file and key, with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from table_files import KILLED, SOURCE, from_csv

from tallystick.tables import MappingError, read_mapping


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "source: is missing"),
        (SOURCE, "figures: is missing"),
        ("[source\n", "is not valid TOML"),
        (SOURCE + KILLED + 'colour = "red"\n', "figures.0.colour: is no key of a mapping"),
        (
            SOURCE + KILLED.replace('"killed"\nthing', '"kiled"\nthing'),
            "outcome: there is no word 'kiled'; near it: killed",
        ),
        (SOURCE + KILLED.replace('basis = "total"\n', ""), "figures.0: nothing says its basis"),
        (SOURCE + KILLED.replace('number = "killed"\n', ""), "figures.0: give one of"),
        (SOURCE + KILLED + 'count = "rows"\n', "figures.0: give one of"),
        (SOURCE + KILLED + 'as_of = "03/04/2020"\n', "as_of: '03/04/2020' can be"),
        (SOURCE + KILLED + "party = 7\n", "figures.0.party: is neither text nor"),
        (SOURCE + KILLED + 'part_of = "all"\n', "figures.0.part_of: there is no word 'all'"),
        (SOURCE + KILLED + 'name = "all"\npart_of = "all"\n', "makes 'all' a part of itself"),
        (SOURCE + KILLED + 'part_form = "selection"\n', "name that in `part_of`"),
        (SOURCE + KILLED + 'since = "2020"\nperiod = { days = 1 }\n', "give one"),
        (SOURCE + KILLED + 'low = "a"\n', "are a pair"),
        (SOURCE + 'published = "soon"\n' + KILLED, "source: published: 'soon' is no date"),
        (SOURCE + KILLED + KILLED.replace('number = "killed"', 'count = "groups"'), "must be the only one"),
    ],
)
def test_a_wrong_mapping_is_refused_by_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    with pytest.raises(MappingError) as error:
        read_mapping(path)
    assert str(error.value).startswith(f"{path}: ")
    assert told in str(error.value)


def test_a_mapping_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"none\.toml: cannot be read"):
        read_mapping(tmp_path / "none.toml")


def test_a_column_that_the_table_lacks_is_told_with_those_near_it(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"figures\.0\.number: there is no column 'killed'; near it: kiled"):
        from_csv(tmp_path, "day,kiled\n2020,1\n", KILLED)


def test_the_slots_of_all_figures_hold_where_one_says_nothing_else(tmp_path: Path) -> None:
    mapping = '[slots]\nparty = "Ruritania"\nbasis = "increment"\n' + KILLED
    figure = from_csv(tmp_path, "killed\n1\n", mapping)[1][0]
    assert (figure.party, figure.basis) == ("Ruritania", "total")


def test_the_fingerprint_follows_the_meaning_and_not_the_layout(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    prints = []
    for text in (SOURCE + KILLED, "# told\n" + SOURCE + "\n" + KILLED, SOURCE + KILLED + 'party = "Ruritania"\n'):
        path.write_text(text)
        prints.append(read_mapping(path).fingerprint)
    assert prints[0] == prints[1] != prints[2]
