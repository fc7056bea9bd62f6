"""Tables of event data (UCDP GED, ACLED): a row a tally, nothing summed, nothing that no text says."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from exchange_war import FIGURES, NEWS, RAID, THEIRS, WAR, write_ledger
from hand_made import document, figure

from tallystick.publish.exchange import Exported, export
from tallystick.publish.exchange.days import bounds_of, validity
from tallystick.publish.exchange.formats import acled, ged
from tallystick.publish.exchange.placing import Placed, Placer
from tallystick.records import Document, Figure

Rows = dict[str, dict[str, str]]


def exported(
    tmp_path: Path, format: str, figures: list[Figure] = FIGURES, sources: tuple[Document, ...] = (NEWS, THEIRS)
) -> tuple[list[dict[str, str]], Exported]:
    ledger = write_ledger(tmp_path / "war.db", figures, sources)
    done = export(ledger, format, tmp_path / "out.csv", conflict=WAR)
    with done.output.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)), done


def row_of(rows: list[dict[str, str]], figure: Figure) -> dict[str, str]:
    (found,) = (row for row in rows if figure.id in row["tallystick_figures"])
    return found


def test_ged_has_the_columns_of_ucdp_first_and_ours_after_them(tmp_path: Path) -> None:
    export(write_ledger(tmp_path / "war.db"), "ged", tmp_path / "out.csv", conflict=WAR)
    head = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert len(ged.COLUMNS) == 49 and tuple(head[:49]) == ged.COLUMNS
    assert all(name.startswith("tallystick_") for name in head[49:])


def test_rival_counts_of_one_raid_are_one_row_with_their_low_best_and_high(tmp_path: Path) -> None:
    rows, _ = exported(tmp_path, "ged")
    row = row_of(rows, RAID)
    assert (row["low"], row["best"], row["high"]) == ("8", "8", "12")
    assert FIGURES[3].id in row["tallystick_figures"]
    assert (row["date_start"], row["date_end"], row["date_prec"], row["event_clarity"]) == (
        "2021-05-03", "2021-05-03", "1", "1",
    )  # fmt: skip
    assert (row["side_a"], row["side_b"], row["year"]) == ("Ruritania and Karst", "Borduria", "2021")
    assert (row["where_prec"], row["where_coordinates"], row["latitude"], row["longitude"]) == (
        "1", "Zenda", "48.25", "16.5",
    )  # fmt: skip
    assert row["geom_wkt"] == "POINT (16.500000 48.250000)" and row["priogrid_gid"] == str(276 * 720 + 393 + 1)
    assert row["source_article"] == ('"Borduria,2021-05-04,Communiqué";"Daily Planet,2021-05-20,The raid, and after"')
    assert row["source_original"] == "Borduria; Ruritania" and row["number_of_sources"] == "2"


def test_parts_stand_in_the_columns_of_their_total_and_in_no_row_of_their_own(tmp_path: Path) -> None:
    rows, _ = exported(tmp_path, "ged")
    row = row_of(rows, RAID)
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"]) == ("3", "", "5", "")
    assert not [other for other in rows if FIGURES[1].id in other["tallystick_figures"]]
    assert {FIGURES[1].id, FIGURES[2].id} == set(row["tallystick_parts"].split("; "))


def test_two_parts_of_one_column_are_not_summed(tmp_path: Path) -> None:
    source = document("On 3 May 2021 at Zenda 8 people died, 2 farmers and 3 nurses among them.")
    total = figure(source, "8 people", 8, party="Ruritania", thing="person.mixed", basis="incident",
                   as_of="2021-05-03", place="Zenda", claimant="Ruritania")  # fmt: skip
    slots = total.model_dump(include={"party", "basis", "as_of", "place", "claimant"})
    parts = [
        figure(source, words, n, thing="person.civilian", part_of=total.id, part_form="selection", **slots)
        for words, n in (("2 farmers", 2), ("3 nurses", 3))
    ]
    (row,), _ = exported(tmp_path, "ged", [total, *parts], (source,))
    assert (row["best"], row["deaths_civilians"], row["deaths_unknown"]) == ("8", "", "8")
    assert all(part.id in row["tallystick_parts"] for part in parts)


def test_an_increment_spans_its_days_and_an_open_count_stays_open(tmp_path: Path) -> None:
    rows, _ = exported(tmp_path, "ged")
    row = row_of(rows, FIGURES[4])
    assert (row["date_start"], row["date_end"], row["date_prec"], row["event_clarity"]) == (
        "2021-05-10", "2021-05-16", "3", "2",
    )  # fmt: skip
    assert (row["where_prec"], row["priogrid_gid"]) == ("2", str(177 * 720 + 219 + 1))
    assert (row["low"], row["high"], row["tallystick_high_is_open"]) == ("20", "20", "true")


def test_a_month_is_a_month_and_an_unknown_place_has_no_coordinates(tmp_path: Path) -> None:
    rows, _ = exported(tmp_path, "ged")
    month, nowhere = row_of(rows, FIGURES[5]), row_of(rows, FIGURES[6])
    assert (month["date_start"], month["date_end"], month["date_prec"]) == ("2021-05-01", "2021-05-31", "4")
    assert month["deaths_b"] == "1"
    assert nowhere["where_description"] == "Nowhere Ford" and nowhere["tallystick_place_precision"] == "unresolved"
    assert not any(nowhere[name] for name in ("where_prec", "latitude", "longitude", "geom_wkt", "country"))
    # Nobody says who the two were killed by, nor a lower bound: empty, and no zero.
    assert not any(nowhere[name] for name in ("low", "best", "deaths_a", "deaths_b", "deaths_civilians"))
    assert not any(row["type_of_violence"] or row["country_id"] or row["active_year"] for row in rows)


def test_what_has_no_row_is_counted_with_the_reason(tmp_path: Path) -> None:
    rows, done = exported(tmp_path, "ged")
    assert (done.records, done.what) == (len(rows), "rows") == (4, "rows")
    assert dict(done.left_out) == {"figures of people killed so far, which are totals": 1}
    assert "left out: 1 figures of people killed so far" in str(done)


def test_a_count_on_a_day_that_no_text_calls_an_incident_needs_more_than_a_country(tmp_path: Path) -> None:
    source = document("On 3 May 2021 in Austria 2,853 were dead. On 4 May 2021 at Zenda 7 were dead.")
    slots = {"party": "Ruritania", "thing": "person.military"}
    made = [
        figure(source, "2,853", 2853, as_of="2021-05-03", place="Austria", **slots),
        figure(source, "7", 7, as_of="2021-05-04", place="Zenda", **slots),
    ]
    (row,), done = exported(tmp_path, "ged", made, (source,))
    assert row["high"] == "7" and row["tallystick_basis"] == "unknown"
    assert sum(done.left_out.values()) == 1


def test_a_circle_of_parts_loses_no_row(tmp_path: Path) -> None:
    source = document("On 3 May 2021 at Zenda 8 people and 5 civilians died.")
    slots = {"party": "Ruritania", "basis": "incident", "as_of": "2021-05-03", "place": "Zenda"}
    ids = [Figure.id_of(source.id, (at := source.text.index(q)), at + len(q), n, n)
           for q, n in (("8 people", 8), ("5 civilians", 5))]  # fmt: skip
    made = [
        figure(source, "8 people", 8, thing="person.mixed", part_of=ids[1], **slots),
        figure(source, "5 civilians", 5, thing="person.civilian", part_of=ids[0], **slots),
    ]
    rows, _ = exported(tmp_path, "ged", made, (source,))
    assert len(rows) == 2


def test_acled_has_its_columns_and_leaves_a_coders_judgement_empty(tmp_path: Path) -> None:
    rows, _ = exported(tmp_path, "acled")
    assert tuple(rows[0])[: len(acled.COLUMNS)] == acled.COLUMNS and len(acled.COLUMNS) == 31
    row = row_of(rows, RAID)
    assert (row["event_date"], row["time_precision"], row["fatalities"]) == ("2021-05-03", "1", "8")
    assert (row["actor1"], row["actor2"], row["location"], row["geo_precision"]) == (
        "Borduria", "Ruritania", "Zenda", "1",
    )  # fmt: skip
    assert "“12 people”" in row["notes"] and "Borduria (adversary)" in row["notes"]
    week, month = row_of(rows, FIGURES[4]), row_of(rows, FIGURES[5])
    assert (week["time_precision"], week["geo_precision"], week["tallystick_last_day"]) == ("2", "2", "2021-05-16")
    assert month["time_precision"] == "3"
    for row in rows:
        assert not any(row[name] for name in ("event_type", "disorder_type", "civilian_targeting", "timestamp"))


def test_acled_has_no_code_for_more_than_a_month(tmp_path: Path) -> None:
    source = document("In 2021 at Zenda 7 soldiers died.")
    made = [figure(source, "7 soldiers", 7, basis="incident", as_of="2021", place="Zenda")]
    rows, done = exported(tmp_path, "acled", made, (source,))
    assert rows == [] and sum(done.left_out.values()) == 1


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (365, 5)]
)  # fmt: skip
def test_date_precision_has_ucdps_codes(days: int, code: int) -> None:
    assert ged.date_precision(days) == code


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Placed("x", "point", 1, 1), 1),
        (Placed("x", "settlement", 1, 1), 1),
        (Placed("x", "settlement", 1, 1, near=True), 2),
        (Placed("x", "region", 1, 1, level="second"), 3),
        (Placed("x", "region", 1, 1, level="first"), 4),
        (Placed("x", "region", 1, 1), 4),
        (Placed("x", "feature", 1, 1), 5),
        (Placed("x", "country", 1, 1), 6),
        (Placed("x", "unresolved"), None),
    ],
)
def test_place_precision_has_ucdps_codes(place: Placed, code: int | None) -> None:
    assert ged.place_precision(place) == code


def test_places_of_the_gazetteer_are_resolved_by_their_text() -> None:
    source = document("Shells fell on Vienna, in Lower Austria, some 5 km north of Salzburg and in Austria. 3 died.")
    made = figure(source, "3", 3, place="Vienna; Lower Austria; Salzburg; Austria; Atlantis")
    town, region, near, country, unknown = Placer({source.id: source}).of(made)
    assert (town.precision, town.country, town.near) == ("settlement", "AT", False)
    assert (region.precision, region.level) == ("region", "first")
    assert near.near and near.known
    assert country.precision == "country"
    assert unknown.precision == "unresolved" and not unknown.known


def test_partial_dates_reach_to_their_last_day() -> None:
    assert bounds_of("2020") == (date(2020, 1, 1), date(2020, 12, 31))
    assert bounds_of("2020-02") == (date(2020, 2, 1), date(2020, 2, 29))
    assert bounds_of("2020-02-30") is None and bounds_of("soon") is None and bounds_of(None) is None
    assert validity(None, "2020-02") == (date(2020, 2, 1), date(2020, 2, 29))
    assert validity("2020-01-05", "2020-02-01") == (date(2020, 1, 5), date(2020, 2, 1))
    assert validity(None, None) == (None, None)
