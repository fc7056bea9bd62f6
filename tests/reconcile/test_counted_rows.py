"""The rows of a list, a row a death, are one count of Tallystick's own: beside what is stated, never mixed with it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hand_made import CONFLICT, document, figure
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reconcile.reconciling import Reconciled, reconcile
from tallystick.records import Claim, Document, Figure, Tally

Row = tuple[str, str, str | None]
ROWS: list[Row] = [
    ("Anton", "killed", "2020-10-01"), ("Boris", "killed", "2020-11-09"), ("Cyril", "wounded", "2020-10-02"),
    ("Dimitri", "killed", "2020-10-05"),
]  # fmt: skip
STATED = "Ruritania says that 5 soldiers were killed."


def listed(
    rows: Sequence[Row], path: str = "dead.csv#rows-2-2001", publisher: str | None = "Widows' League", **slots: object
) -> tuple[Document, list[Figure]]:
    """A page of a table, a row a man, and its figures."""
    text = "\n".join(["name | fate | day", *(" | ".join((name, fate, day or "")) for name, fate, day in rows)]) + "\n"
    page = document(text, path, publisher=publisher)
    filled: dict[str, object] = {
        "party": "Ruritania", "part_form": "selection", "basis": "incident", "modality": "confirmed", **slots,
    }  # fmt: skip
    return page, [
        figure(page, " | ".join((name, fate, day or "")), outcome=fate, **{"as_of": day, **filled})
        for name, fate, day in rows
    ]


def stated() -> tuple[Document, list[Figure]]:
    source = document(STATED, "b.txt", published="2021-01-01")
    return source, [figure(source, "5 soldiers", 5, party="Ruritania", claimant="Ruritania", basis="total")]


def together(*sources: tuple[Document, list[Figure]], known_on: str | None = None) -> Reconciled:
    return reconcile(
        [one for _, figures in sources for one in figures], [page for page, _ in sources], conflict=CONFLICT,
        known_on=known_on,
    )  # fmt: skip


def counted(reconciled: Reconciled) -> list[tuple[Tally, Claim]]:
    return [(t, claim) for t in reconciled.tallies.records() for claim in t.claims if claim.role == "counted"]


def test_rows_are_one_count_beside_the_stated_total_and_set_no_bounds() -> None:
    reconciled = together(listed(ROWS), stated())
    (tally,) = (tally for tally in reconciled.tallies.records() if tally.outcome == "killed")
    assert (tally.cover, tally.low, tally.best, tally.high) == ("sum", 5, 5, 5)
    said, ours = tally.claims if tally.claims[0].role == "rival" else tally.claims[::-1]
    assert (said.low, said.rows, said.sets) == (5, 0, ("low", "best", "high"))
    assert (ours.low, ours.high, ours.qualifier, ours.rows, ours.sets) == (3, None, "at_least", 3, ())
    assert (ours.voice, ours.as_of, ours.quote) == ("Widows' League", "2020-11-09", "")
    assert "counted by Tallystick from 3 rows, which may miss or repeat some" in ours.doubts


def test_every_figure_is_kept_with_its_stance() -> None:
    reconciled = together(listed(ROWS), stated())
    assert len(reconciled.laid.everything) == len(ROWS) + 1
    assert len(reconciled.laid.items) == len(ROWS)
    assert not reconciled.laid.everything["stance"].has_nulls()


@pytest.mark.parametrize(
    ("other", "slots"),
    [
        ({"path": "others.csv#rows-2-2001"}, {}),
        ({"publisher": "Bordurian Red Cross"}, {}),
        ({}, {"party": "Borduria"}),
        ({}, {"thing": "person.civilian"}),
        ({}, {"claimant": "Rudolf Elphberg"}),
    ],
)
def test_no_count_goes_over_two_tables_voices_parties_or_things(other: dict[str, str], slots: dict[str, str]) -> None:
    more = [("Emil", "killed", "2020-10-07"), ("Fedor", "killed", "2020-10-07")]
    found = counted(together(listed(ROWS[:2]), listed(more, **other, **slots)))
    assert sorted(claim.rows for _, claim in found) == [2, 2]


def test_pages_of_one_table_are_one_list() -> None:
    pages = listed(ROWS[:2]), listed([("Emil", "killed", "2020-12-07")], "dead.csv#rows-2002-4001")
    ((_, claim),) = counted(together(*pages))
    assert (claim.rows, claim.as_of) == (3, "2020-12-07")


def test_pages_that_hold_the_same_rows_of_the_file_are_not_added_up() -> None:
    old, new = listed(ROWS[:2], "dead.csv#rows-2002-2003"), listed([*ROWS[:2], ROWS[3]], "dead.csv#rows-2002-2004")
    first = listed([("Emil", "killed", "2020-12-07")], "dead.csv#rows-2-2001")
    assert sorted(claim.rows for _, claim in counted(together(first, old, new))) == [2, 4]


def test_sheets_of_a_workbook_are_lists_of_their_own() -> None:
    pages = listed(ROWS[:2], "dead.xlsx#A/rows-2-3"), listed([("Emil", "killed", None)], "dead.xlsx#B/rows-2-2")
    assert sorted(claim.rows for _, claim in counted(together(*pages))) == [1, 2]


def test_a_row_without_its_day_leaves_the_list_undated() -> None:
    rows = [ROWS[0], ("Emil", "killed", None)]
    ((_, claim),) = counted(together(listed(rows)))
    assert (claim.rows, claim.as_of) == (2, None)


def test_the_day_of_recording_dates_a_list_without_days() -> None:
    rows = [("Emil", "killed", None), ("Fedor", "killed", None)]
    page = listed(rows, setting="2022-03-04")
    ((_, claim),) = counted(together(page))
    assert claim.as_of == "2022-03-04"
    assert counted(together(page, known_on="2022-03-03")) == []
    assert len(counted(together(page, known_on="2022-03-04"))) == 1


def test_what_happened_later_is_not_counted_as_known() -> None:
    reconciled = together(listed(ROWS), known_on="2020-10-31")
    assert sorted((tally.outcome, claim.rows) for tally, claim in counted(reconciled)) == [
        ("killed", 2), ("wounded", 1),
    ]  # fmt: skip
    assert reconciled.left_out == 1


def test_words_in_a_row_do_not_widen_what_is_counted() -> None:
    rows = [("Wagner mercenaries and officers", "killed", "2020-10-01"), ("Fedor", "killed", "2020-10-01")]
    ((tally, claim),) = counted(together(listed(rows)))
    assert (tally.kind, claim.rows) == ("person.military", 2)


def test_a_column_of_numbers_is_no_list_even_where_one_of_them_is_a_one() -> None:
    page = document("village | killed\nHentzau | 1\nZenda | 7\n", "villages.csv#rows-2-3", publisher="Karst Post")
    slots = {"party": "Ruritania", "part_form": "selection", "basis": "incident"}
    figures = [figure(page, "1", 1, **slots), figure(page, "7", 7, **slots)]
    assert counted(together((page, figures))) == []


def test_a_row_that_a_reviewer_corrected_is_not_counted_and_the_others_are() -> None:
    rows: list[Row] = [(f"man {at:02}", "killed", "2020-10-01") for at in range(20)]
    page, figures = listed(rows)
    two = figures[7].model_copy(update={"low": 2, "high": 2})
    ((_, claim),) = counted(together((page, [*figures[:7], two, *figures[8:]])))
    assert claim.rows == 19


def test_one_death_that_a_text_tells_of_is_no_list() -> None:
    source = document("Among them one soldier was killed.", "c.txt")
    one = figure(source, "one soldier", 1, party="Ruritania", part_form="selection", basis="incident")
    assert counted(together((source, [one]))) == []


def total(number: int, **slots: object) -> tuple[Document, list[Figure]]:
    source = document(f"Ruritania says that {number} soldiers were killed.", "b.txt", published="2020-10-31")
    said = {"party": "Ruritania", "claimant": "Ruritania", "basis": "total", **slots}
    return source, [figure(source, f"{number} soldiers", number, **said)]


def test_a_list_that_is_longer_than_a_total_of_its_day_is_a_finding() -> None:
    (found,) = together(listed(ROWS), total(1)).findings
    assert found.kind == "disagreement"
    assert "“1 soldiers”; the list of Widows' League has 2 rows up to 31 Oct 2020" in found.summary
    assert "the rows were counted by Tallystick, and the list may repeat some" in found.notes


def test_rows_of_later_days_are_not_held_against_a_total() -> None:
    assert together(listed(ROWS), total(2)).findings == []


def test_rows_without_days_are_not_held_against_a_dated_total() -> None:
    rows: list[Row] = [(name, "killed", None) for name in ("Emil", "Fedor", "Georg")]
    assert together(listed(rows), total(2)).findings == []


@given(st.lists(st.tuples(st.sampled_from(["killed", "wounded", "missing"]), st.integers(1, 28)), max_size=12))
def test_every_row_is_counted_exactly_once(drawn: list[tuple[str, int]]) -> None:
    rows: list[Row] = [(f"man {at:02}", fate, f"2020-10-{day:02}") for at, (fate, day) in enumerate(drawn)]
    reconciled = together(listed(rows), stated())
    assert sum(claim.rows for _, claim in counted(reconciled)) == len(rows)
    assert all(claim.low == claim.rows and len(claim.figures) <= 3 for _, claim in counted(reconciled))
    assert reconciled.tallies.claims["figures"].list.len().sum() == len(rows) + 1
    assert together(stated()).tallies.bounds["high"].to_list() == reconciled.tallies.bounds["high"].to_list()
