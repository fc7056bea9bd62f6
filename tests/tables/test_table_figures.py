"""Rows become figures that quote their cells, and what gives none is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from table_files import KILLED, from_csv

from tallystick.ledger.verification import misfit
from tallystick.records import Document, Read

TWO = (
    KILLED
    + 'as_of = { column = "day" }\nparty = { column = "side" }\n'
    + '[[figures]]\nnumber = "hurt"\noutcome = "wounded"\nthing = "person.mixed"\nbasis = "total"\n'
)


def test_a_row_gives_a_figure_for_each_of_its_columns(tmp_path: Path) -> None:
    documents, figures, account = from_csv(
        tmp_path, 'day,side,killed,hurt\n2020-10-01,Ruritania,"1,234",5\n2020-10-02,Ruritania,>1300,2-3\n', TWO
    )
    assert documents[0].text == (
        "day | side | killed | hurt\n2020-10-01 | Ruritania | 1,234 | 5\n2020-10-02 | Ruritania | >1300 | 2-3\n"
    )
    assert [(f.outcome, f.quote, f.low, f.high, f.qualifier, f.as_of, f.party, f.line) for f in figures] == [
        ("killed", "1,234", 1234, 1234, "exact", "2020-10-01", "Ruritania", 2),
        ("wounded", "5", 5, 5, "exact", None, None, 2),
        ("killed", ">1300", 1300, None, "more_than", "2020-10-02", "Ruritania", 3),
        ("wounded", "2-3", 2, 3, "range", None, None, 3),
    ]
    assert {(e.slot, e.quote) for e in figures[0].evidence} == {
        ("as_of", "2020-10-01"),
        ("party", "Ruritania"),
        ("thing", None),
        ("outcome", None),
    }
    assert documents[0].place_in_file(figures[0].start) == "table 1, row 2, cell 3"
    assert documents[0].publisher == "Ruritania Bureau of Counts"
    assert (account.rows, account.figures, account.lines()) == (2, 4, [])


def test_an_empty_cell_is_no_zero_and_is_counted(tmp_path: Path) -> None:
    _, figures, account = from_csv(tmp_path, 'killed\n0\n" "\nn/a\n', '[table]\nempty = ["n/a"]\n' + KILLED)
    assert [figure.low for figure in figures] == [0]
    assert account.empty == {"killed": 1}
    assert account.lines() == ["1 without a figure: 'killed' is empty (missing is not zero)"]


def test_what_is_no_number_is_refused_by_its_row_and_the_others_go_on(tmp_path: Path) -> None:
    _, figures, account = from_csv(tmp_path, "killed\n1\nmany\n-2\n3\n", KILLED)
    assert [figure.low for figure in figures] == [1, 3]
    assert [str(refusal) for refusal in account.refusals] == [
        "row 3, killed: 'many' is no number", "row 4, killed: '-2' is below zero",
    ]  # fmt: skip


def test_values_that_the_mapping_does_not_know_are_told_and_never_guessed(tmp_path: Path) -> None:
    mapping = (
        '[[figures]]\ncount = "rows"\nthing = "equipment.tank"\nbasis = "incident"\n'
        '[figures.outcome]\ncolumn = "fate"\nvalues = { "Burnt" = "destroyed", "*taken*" = "captured" }\n'
    )
    _, figures, account = from_csv(tmp_path, "fate\nBurnt\nSunk\nSunk\nTaken by night\nburnt\n", mapping)
    assert [(figure.outcome, figure.quote) for figure in figures] == [
        ("destroyed", "Burnt"), ("captured", "Taken by night"),
    ]  # fmt: skip
    assert account.unmapped == {"fate": {"Sunk": 2, "burnt": 1}}
    assert "'Sunk' (2), 'burnt' (1)" in account.lines()[0]


def test_a_row_that_is_one_loss_quotes_itself_and_is_no_count_of_all(tmp_path: Path) -> None:
    mapping = '[[figures]]\ncount = "rows"\noutcome = "killed"\nthing = "person.military"\nbasis = "incident"\n'
    _, figures, _ = from_csv(tmp_path, "no,name\n1,A\n2,B\n2,B\n", mapping)
    assert [(f.quote, f.low, f.high, f.part_form) for f in figures] == [
        ("1 | A", 1, 1, "selection"), ("2 | B", 1, 1, "selection"), ("2 | B", 1, 1, "selection"),
    ]  # fmt: skip
    assert len({figure.id for figure in figures}) == 3


def test_rows_that_are_alike_are_counted_and_all_quoted(tmp_path: Path) -> None:
    mapping = (
        '[[figures]]\ncount = "groups"\noutcome = "killed"\nthing = "person.military"\nbasis = "increment"\n'
        'period = { days = 1 }\nas_of = { column = "day" }\nunless = { day = ["?"] }\n'
    )
    documents, figures, account = from_csv(tmp_path, "no,day\n1,2020-10-02\n2,2020-10-01\n3,2020-10-02\n4,?\n", mapping)
    assert documents[0].text.splitlines()[0] == "row of the file | no | day"
    assert [(f.low, f.since, f.as_of, f.quote) for f in figures] == [
        (1, "2020-10-01", "2020-10-01", "3 | 2 | 2020-10-01"),
        (2, "2020-10-02", "2020-10-02", "2 | 1 | 2020-10-02\n4 | 3 | 2020-10-02"),
    ]
    assert (account.rows, account.filtered) == (4, 1)


def test_a_group_too_long_to_be_quoted_is_refused(tmp_path: Path) -> None:
    mapping = '[[figures]]\ncount = "groups"\noutcome = "killed"\nthing = "person.mixed"\nbasis = "total"\n'
    _, figures, account = from_csv(tmp_path, "name\n" + "x" * 50 + "\n" + ("y" * 50 + "\n") * 500, mapping)
    assert figures == []
    assert "501 rows is too long to be quoted" in account.lines()[0]


def test_low_and_high_may_stand_in_two_columns(tmp_path: Path) -> None:
    mapping = '[[figures]]\nlow = "low"\nhigh = "high"\noutcome = "killed"\nthing = "person.mixed"\nbasis = "total"\n'
    _, figures, account = from_csv(tmp_path, "low,best,high\n5,6,9\n9,6,5\n5,,\n", mapping)
    assert [(f.low, f.high, f.qualifier, f.quote) for f in figures] == [(5, 9, "range", "5 | 6 | 9")]
    assert (account.refused, account.empty) == (1, {"high": 1})


def test_a_column_may_be_part_of_another_in_the_same_row(tmp_path: Path) -> None:
    mapping = (
        '[[figures]]\nnumber = "children"\noutcome = "killed"\nthing = "person.civilian"\nbasis = "total"\n'
        'part_of = "all"\npart_form = "breakdown"\n' + KILLED + 'name = "all"\n'
    )
    _, figures, _ = from_csv(tmp_path, "killed,children\n10,4\n,5\n", mapping)
    total, part, alone = figures
    assert (part.part_of, part.part_form) == (total.id, "breakdown")
    assert (alone.part_of, alone.part_form) == (None, "selection")


def test_a_day_of_recording_is_kept_apart_from_the_day_of_the_loss(tmp_path: Path) -> None:
    mapping = KILLED + 'setting = { column = "recorded", format = "%d/%m/%Y" }\n'
    _, figures, account = from_csv(tmp_path, "recorded,killed\n03/04/2020,1\n31/04/2020,1\n", mapping)
    assert [(f.as_of, f.setting) for f in figures] == [(None, "2020-04-03")]
    assert "no date of the form" in account.lines()[0]


@pytest.mark.parametrize(("form", "cell", "day"), [("%m/%Y", "04/2020", "2020-04"), ("%Y", "2020", "2020")])
def test_a_partial_date_stays_partial(tmp_path: Path, form: str, cell: str, day: str) -> None:
    mapping = KILLED + f'as_of = {{ column = "when", format = "{form}" }}\n'
    assert from_csv(tmp_path, f"when,killed\n{cell},1\n", mapping)[1][0].as_of == day


def test_a_date_that_may_be_two_days_is_refused(tmp_path: Path) -> None:
    _, figures, account = from_csv(tmp_path, "when,killed\n03/04/2020,1\n", KILLED + 'as_of = { column = "when" }\n')
    assert figures == []
    assert "give its `format`" in account.lines()[0]


def test_the_length_of_a_period_tells_its_first_day(tmp_path: Path) -> None:
    mapping = (
        '[[figures]]\nnumber = "killed"\noutcome = "killed"\nthing = "person.mixed"\nbasis = "increment"\n'
        'as_of = { column = "day" }\nperiod = { column = "hours", unit = "hours" }\n'
    )
    rows = "day,hours,killed\n2020-10-02,24,1\n2020-10-04,48,2\n2020-10-05,0,3\n2020-10-06,30,4\n"
    _, figures, _ = from_csv(tmp_path, rows, mapping)
    assert [figure.since for figure in figures] == ["2020-10-02", "2020-10-03", None, None]


def test_two_figures_on_one_cell_are_told(tmp_path: Path) -> None:
    _, figures, account = from_csv(tmp_path, "killed\n7\n", KILLED + KILLED)
    assert (len(figures), account.refused) == (1, 1)


def test_rows_of_several_sources_become_documents_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("who,said,killed\nA,2020-10-01,1\nA,2020-10-01,2\nB,2020-10-02,3\n")
    import tomllib

    from table_files import imported

    from tallystick.tables import Mapping

    source = '[source]\npublisher = { column = "who" }\npublished = { column = "said" }\n'
    documents, _, _ = imported(path, Mapping.model_validate(tomllib.loads(source + KILLED)))
    assert [(d.publisher, d.published, d.path.partition("#")[2]) for d in documents] == [
        ("A", "2020-10-01", "rows-2-3"), ("B", "2020-10-02", "rows-4-4"),
    ]  # fmt: skip


def test_a_long_table_is_cut_into_pages_that_stay_the_same_when_it_grows(tmp_path: Path) -> None:
    rows = "killed\n" + "".join(f"{number}\n" for number in range(4_500))
    before, figures, _ = from_csv(tmp_path, rows, KILLED)
    assert [len(document.text.splitlines()) for document in before] == [2001, 2001, 501]
    assert len(figures) == 4_500
    after, _, _ = from_csv(tmp_path, rows + "9999\n", KILLED)
    assert [d.id for d in after[:2]] == [d.id for d in before[:2]]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=3, max_size=3), max_size=8))
def test_whatever_stands_in_the_cells_every_quote_stands_in_the_text(tmp_path: Path, rows: list[list[str]]) -> None:
    import csv
    import io

    written = io.StringIO()
    csv.writer(written).writerows([["killed", "side", "day"], *rows])
    mapping = (
        KILLED + 'party = { column = "side" }\nplace = { column = "day" }\n'
        '[[figures]]\ncount = "rows"\noutcome = "killed"\nthing = "person.mixed"\nbasis = "incident"\n'
        'actor = { column = "side" }\n'
    )
    path = tmp_path / "table.csv"
    path.write_text(written.getvalue(), encoding="utf-8", newline="")
    from table_files import imported, mapping_of

    documents, figures, account = imported(path, mapping_of(mapping))
    for document in documents:
        assert isinstance(document, Document)
        of_it = [figure for figure in figures if figure.document == document.id]
        assert misfit(document, Read(figures=of_it)) is None
    assert account.figures == len(figures)
