"""Events and the other statements of the chronicle in the exchange formats: none lost, none counted twice."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from exchange_war import WAR
from made_up_chronicle import ATTACK, EVENTS, FREE, HELD, OTHERS, PAPER, SEIZED, TORTURE, TRUCE, write_chronicle

from tallystick.publish.exchange import Exported, export
from tallystick.records import STATEMENT_TYPES, Event


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_chronicle(tmp_path_factory.mktemp("chronicle") / "war.db")


def exported(ledger: Path, format: str, tmp_path: Path) -> Exported:
    return export(ledger, format, tmp_path / "out", conflict=WAR)


def loaded(ledger: Path, format: str, tmp_path: Path) -> Any:
    return json.loads(exported(ledger, format, tmp_path).output.read_text(encoding="utf-8"))


def test_jsonl_gives_every_statement_back_whole_and_says_which_events_are_one(ledger: Path, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in exported(ledger, "jsonl", tmp_path).output.read_text("utf-8").splitlines()]
    found = [
        STATEMENT_TYPES[kind].model_validate(record)
        for line in lines for kind, record in line.items() if kind in STATEMENT_TYPES
    ]  # fmt: skip
    assert {one.id: one for one in found} == {one.id: one for one in (*EVENTS, *OTHERS)}
    told = [line["happening"] for line in lines if "happening" in line]
    assert sorted(id for one in told for id in one["events"]) == sorted(one.id for one in EVENTS)
    assert max(len(one["links"]) for one in told) == 2


def test_the_package_has_a_table_a_kind(ledger: Path, tmp_path: Path) -> None:
    folder = exported(ledger, "datapackage", tmp_path).output
    events = pl.read_parquet(folder / "events.parquet")
    assert set(events["id"]) == {one.id for one in EVENTS} and events["happening"].n_unique() == 4
    assert pl.read_parquet(folder / "event_evidence.parquet")["event"].to_list() == [SEIZED.id]
    for name, one in (("control", HELD), ("agreements", TRUCE), ("obligations", FREE), ("allegations", TORTURE)):
        assert pl.read_parquet(folder / f"{name}.parquet")["id"].to_list() == [one.id]
    library = pytest.importorskip("frictionless", reason="needs frictionless, which is only for this check")
    checked = library.validate(str(folder / "datapackage.json"))
    assert checked.valid, checked.flatten(["name", "type", "note"])


def test_geojson_has_a_feature_for_what_names_a_place_and_counts_the_rest(ledger: Path, tmp_path: Path) -> None:
    done = exported(ledger, "geojson", tmp_path)
    features = {one["id"]: one for one in json.loads(done.output.read_text(encoding="utf-8"))["features"]}
    assert set(features) == {one.id for one in EVENTS if one.place} | {HELD.id}
    seized, held = features[SEIZED.id], features[HELD.id]
    assert seized["geometry"] == held["geometry"] == {"type": "Point", "coordinates": [16.5, 48.25]}
    assert (seized["properties"]["record"], held["properties"]["record"]) == ("event", "control")
    assert seized["properties"]["valid_from"] == "2021-05-08" and seized["properties"]["claimant"] == "Ruritania"
    assert dict(done.left_out) == {
        "agreements": 1, "allegations that name no place": 1, "events that name no place": 1,
        "obligations that name no place": 1, "relations": 1,
    }  # fmt: skip


def test_timelinejs_has_a_slide_a_happening_and_counts_the_rest(ledger: Path, tmp_path: Path) -> None:
    done = exported(ledger, "timelinejs", tmp_path)
    slides = json.loads(done.output.read_text(encoding="utf-8"))["events"]
    assert len(slides) == 4 and len({one["unique_id"] for one in slides}) == 4
    assert dict(done.left_out) == {
        "agreements": 1, "allegations": 1, "obligations": 1, "relations": 1, "statements of control": 1,
    }  # fmt: skip


def test_annotations_select_the_words_of_every_statement(ledger: Path, tmp_path: Path) -> None:
    items = {one["id"]: one for one in loaded(ledger, "webannotation", tmp_path)["items"]}
    for one in (*EVENTS, *OTHERS):
        kind = next(kind for kind, type in STATEMENT_TYPES.items() if isinstance(one, type))
        quote, position = items[f"urn:tallystick:{kind}:{one.id}"]["target"]["selector"]
        assert (quote["exact"], position["start"], position["end"]) == (one.quote, one.start, one.end)
    slot = items[f"urn:tallystick:event:{SEIZED.id}:place:{PAPER.text.index('Zenda')}"]
    assert slot["tallystick:slotOf"] == f"urn:tallystick:event:{SEIZED.id}" and slot["body"]["value"] == "place: Zenda"


def test_prov_leads_from_happenings_over_events_to_documents(ledger: Path, tmp_path: Path) -> None:
    page = loaded(ledger, "prov", tmp_path)
    used = {(one["prov:generatedEntity"], one["prov:usedEntity"]) for one in page["wasDerivedFrom"].values()}
    for one in (*EVENTS, *OTHERS):
        assert (f"tallystick:{one.id}", f"tallystick:{one.document}") in used
    happenings = {
        id for id, one in page["entity"].items() if one.get("prov:type", {}).get("$") == "tallystick:Happening"
    }
    assert {end for made, end in used if made in happenings} == {f"tallystick:{one.id}" for one in EVENTS}
    assert page["entity"][f"tallystick:{FREE.id}"]["tallystick:agreement"]["$"] == f"tallystick:{TRUCE.id}"
    library = pytest.importorskip("prov.model", reason="needs prov, which is only for this check")
    read = library.ProvDocument.deserialize(content=json.dumps(page), format="json")
    assert len(read.get_records()) == sum(len(found) for key, found in page.items() if key != "prefix")


def test_acled_has_a_row_a_happening_and_none_where_a_count_of_the_dead_has_one(ledger: Path, tmp_path: Path) -> None:
    from exchange_war import FIGURES, NEWS, THEIRS
    from made_up_chronicle import RADIO

    from tallystick.ledger import open_ledger
    from tallystick.records import Read

    done = exported(ledger, "acled", tmp_path)
    with done.output.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["event_date"], row["location"], row["tallystick_type"], row["fatalities"]) for row in rows] == [
        ("2021-05-03", "Hentzau", "attack", ""), ("2021-05-03", "Zenda", "attack", ""),
        ("2021-05-08", "Zenda", "capture", ""),
    ]  # fmt: skip
    assert done.left_out["happenings of types that ACLED has no events of"] == 1 and done.left_out["agreements"] == 1
    path = tmp_path / "both.db"
    with open_ledger(path, create=True) as both:
        for source in (NEWS, THEIRS):
            both.append_document(source, Read([one for one in FIGURES if one.document == source.id]), "by hand")
        both.append_document(PAPER, Read(events=[one for one in EVENTS if one.document == PAPER.id]), "by hand")
        both.append_document(RADIO, Read(), "by hand")
    again = exported(path, "acled", tmp_path)
    with again.output.open(encoding="utf-8", newline="") as file:
        told = [row["tallystick_events"] for row in csv.DictReader(file)]
    assert not any(ATTACK.id in one for one in told) and any(SEIZED.id in one for one in told)
    assert again.left_out["happenings on a day and at a place that a row of people killed has"] == 1


@pytest.mark.parametrize("format", ["ged", "ftm"])
def test_formats_without_room_for_the_chronicle_count_it(ledger: Path, format: str, tmp_path: Path) -> None:
    done = exported(ledger, format, tmp_path)
    assert done.left_out["events"] == len(EVENTS) and done.left_out["statements of control"] == 1


def test_an_event_of_a_day_that_no_calendar_has_is_exported_as_it_is(tmp_path: Path) -> None:
    from tallystick.ledger import open_ledger
    from tallystick.records import Read

    wrong = SEIZED.model_copy(update={
        "start_date": "2021-04-31", "end_date": "2021-04-31", "edtf": "2021-04-31",
        "id": Event.id_of(PAPER.id, SEIZED.start, SEIZED.end, "2021-04-31"),
    })  # fmt: skip
    with open_ledger(tmp_path / "war.db", create=True) as opened:
        opened.append_document(PAPER, Read(events=[wrong]), "by hand")
    lines = exported(tmp_path / "war.db", "jsonl", tmp_path).output.read_text(encoding="utf-8").splitlines()
    (finding,) = (json.loads(line)["finding"] for line in lines if line.startswith('{"finding"'))
    assert finding["kind"] == "dates" and finding["figures"] == [wrong.id]
    assert f"tallystick:{finding['id']}" in loaded(tmp_path / "war.db", "prov", tmp_path)["entity"]
    feature = loaded(tmp_path / "war.db", "geojson", tmp_path)["features"][0]["properties"]
    assert (feature["start_date"], feature["valid_from"]) == ("2021-04-31", None)
