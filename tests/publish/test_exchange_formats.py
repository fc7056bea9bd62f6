"""Every other exchange format, read by the library that reads it where there is one, and checked for what it holds."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from exchange_war import DENIAL, FIGURES, NEWS, RAID, THEIRS, WAR, write_ledger

from tallystick.ledger import open_ledger
from tallystick.publish.exchange import Exported, export
from tallystick.publish.exchange.formats import ftm
from tallystick.publish.exchange.links import web_address
from tallystick.publish.sheet import findings, tallies
from tallystick.records import Denial, Document, Figure, Finding, Read, Tally

SOURCES = {source.id: source for source in (NEWS, THEIRS)}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ledger(tmp_path_factory.mktemp("war") / "war.db")


def exported(ledger: Path, format: str, tmp_path: Path) -> Exported:
    return export(ledger, format, tmp_path / "out", conflict=WAR)


def loaded(ledger: Path, format: str, tmp_path: Path) -> Any:
    return json.loads(exported(ledger, format, tmp_path).output.read_text(encoding="utf-8"))


# JSON lines


def test_jsonl_gives_every_record_back_whole(ledger: Path, tmp_path: Path) -> None:
    done = exported(ledger, "jsonl", tmp_path)
    lines = [json.loads(line) for line in done.output.read_text(encoding="utf-8").splitlines()]
    assert lines[0]["export"]["schema"] == "tallystick-records/1" and lines[0]["export"]["rule"] == "floor-ceiling"
    assert done.records == len(lines) - 1
    found: dict[str, list[Any]] = {}
    for line in lines[1:]:
        ((kind, record),) = line.items()
        found.setdefault(kind, []).append(record)
    assert [Document.model_validate(one) for one in found["document"]] == [NEWS, THEIRS]
    assert {Figure.model_validate(one) for one in found["figure"]} == set(FIGURES)
    assert [Denial.model_validate(one) for one in found["denial"]] == [DENIAL]
    made = {tally.id: tally for tally in tallies(ledger, conflict=WAR)}
    assert {one["id"]: Tally.model_validate(one) for one in found["tally"]} == made
    assert [Finding.model_validate(one) for one in found["finding"]] == list(findings(ledger, conflict=WAR))
    assert {one["document"] for one in found["reading"]} == set(SOURCES)


def test_jsonl_has_a_text_once_and_every_place_it_was_read_from(tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "war.db")
    copy = NEWS.model_copy(update={"path": "copy.txt", "publisher": "Evening Star"})
    with open_ledger(path) as ledger:
        ledger.append_document(copy, Read([one for one in FIGURES if one.document == NEWS.id]), "by hand")
    lines = [json.loads(line) for line in exported(path, "jsonl", tmp_path).output.read_text("utf-8").splitlines()]
    (origin,) = (line["origin"] for line in lines if "origin" in line)
    assert (origin["path"], origin["publisher"]) == ("copy.txt", "Evening Star") and "text" not in origin


# GeoJSON


def test_geojson_is_valid_and_carries_precision_and_validity(ledger: Path, tmp_path: Path) -> None:
    page = loaded(ledger, "geojson", tmp_path)
    by_id = {feature["id"]: feature for feature in page["features"]}
    assert set(by_id) == {one.id for one in FIGURES if one.place}
    raid = by_id[RAID.id]
    assert raid["geometry"] == {"type": "Point", "coordinates": [16.5, 48.25]}
    properties = raid["properties"]
    assert (properties["precision"], properties["valid_from"], properties["valid_to"]) == (
        "point", "2021-05-03", "2021-05-03",
    )  # fmt: skip
    assert (properties["low"], properties["voice"], properties["stance"]) == (8, "Ruritania", "own")
    assert properties["quote"] == "8 people" and properties["url"] == "https://example.org/raid"
    period = by_id[FIGURES[4].id]["properties"]
    assert (period["valid_from"], period["valid_to"], period["near"]) == ("2021-05-10", "2021-05-16", True)
    assert period["high"] is None
    nowhere = by_id[FIGURES[6].id]
    assert nowhere["geometry"] is None and nowhere["properties"]["precision"] == "unresolved"


def test_geojson_is_read_by_its_library(ledger: Path, tmp_path: Path) -> None:
    library = pytest.importorskip("geojson", reason="needs geojson, which is only for this check")
    page = library.loads(exported(ledger, "geojson", tmp_path).output.read_text(encoding="utf-8"))
    assert page.is_valid, page.errors()
    assert len(page["features"]) == sum(one.place is not None for one in FIGURES)


# FollowTheMoney


def statements(ledger: Path, tmp_path: Path) -> list[dict[str, str]]:
    with exported(ledger, "ftm", tmp_path).output.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, dialect=csv.unix_dialect))


def test_ftm_has_documents_names_events_and_notes(ledger: Path, tmp_path: Path) -> None:
    rows = statements(ledger, tmp_path)
    assert tuple(rows[0]) == ftm.COLUMNS
    schemata = {row["entity_id"]: row["schema"] for row in rows}
    assert {schemata[id] for id in SOURCES} == {"Document"}
    for one in FIGURES:
        assert schemata[one.id] == ("Event" if one.basis in ("incident", "increment") else "Note")
    said = {(row["prop"], row["value"]) for row in rows if row["entity_id"] == RAID.id}
    assert {("date", "2021-05-03"), ("location", "Zenda"), ("proof", NEWS.id), ("description", "“8 people”")} <= said
    names = {row["value"]: row["entity_id"] for row in rows if row["schema"] == "LegalEntity"}
    assert set(names) == {"Ruritania", "Borduria", "Bordurian volunteers"}
    assert {("involved", names["Ruritania"]), ("involved", names["Borduria"])} <= said
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids)
    for row in rows:
        key = f"tallystick.{row['entity_id']}.{row['prop']}.{row['value']}"
        assert row["id"] == hashlib.sha1(key.encode()).hexdigest()


def test_ftm_is_read_by_its_library(ledger: Path, tmp_path: Path) -> None:
    library = pytest.importorskip("followthemoney", reason="needs followthemoney, which is only for this check")
    reader = pytest.importorskip("followthemoney.statement")
    ids = {row["id"] for row in statements(ledger, tmp_path)}
    entities: dict[str, Any] = {}
    read = list(reader.read_statements(io.BytesIO((tmp_path / "out").read_bytes()), "csv"))
    assert len(read) == len(ids)
    for said in read:
        assert said.generate_key() == said.id and said.id in ids
        schema = library.model.get(said.schema)
        assert schema.get(said.prop).type.clean(said.value) == said.value, said
        entity = entities.setdefault(said.entity_id, library.model.make_entity(schema))
        entity.id = said.entity_id
        entity.add(said.prop, said.value)
    for entity in entities.values():
        entity.schema.validate({"properties": entity.properties})


def test_ftm_repeats_the_librarys_types_of_properties(ledger: Path, tmp_path: Path) -> None:
    library = pytest.importorskip("followthemoney", reason="needs followthemoney, which is only for this check")
    for row in statements(ledger, tmp_path):
        assert library.model.get(row["schema"]).get(row["prop"]).type.name == row["prop_type"]


# W3C Web Annotation


def test_annotations_select_exactly_their_words(ledger: Path, tmp_path: Path) -> None:
    page = loaded(ledger, "webannotation", tmp_path)
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    assert len({one["id"] for one in page["items"]}) == len(page["items"]) == len(FIGURES) + 1
    for one in page["items"]:
        assert one["type"] == "Annotation" and one["motivation"] in ("describing", "tagging", "questioning")
        text = SOURCES[one["target"]["source"]["id"].removeprefix("urn:tallystick:document:")].text
        quote, position = one["target"]["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[start - len(quote["prefix"]) : start] == quote["prefix"]
        assert text[end : end + len(quote["suffix"])] == quote["suffix"]
    by_id = {one["id"]: one for one in page["items"]}
    raid = by_id[f"urn:tallystick:figure:{RAID.id}"]
    assert raid["target"]["source"]["via"] == "https://example.org/raid" and raid["tallystick:low"] == 8
    denied = by_id[f"urn:tallystick:denial:{DENIAL.id}"]
    assert denied["tallystick:denies"] == [f"urn:tallystick:figure:{FIGURES[-1].id}"]


# PROV


def test_prov_leads_from_every_tally_to_a_document(ledger: Path, tmp_path: Path) -> None:
    page = loaded(ledger, "prov", tmp_path)
    derived: dict[str, set[str]] = {}
    for one in page["wasDerivedFrom"].values():
        derived.setdefault(one["prov:generatedEntity"], set()).add(one["prov:usedEntity"])
    documents = {f"tallystick:{id}" for id in SOURCES}
    for id in page["entity"]:
        if id not in documents:
            reached, todo = set[str](), {id}
            while todo:
                reached |= (step := derived.get(todo.pop(), set()) - reached)
                todo |= step
            assert reached & documents, id
    known = page["entity"].keys() | page["activity"].keys() | page["agent"].keys()
    for relation in ("wasDerivedFrom", "wasGeneratedBy", "used", "wasAssociatedWith", "wasAttributedTo"):
        for one in page[relation].values():
            ends = {value for key, value in one.items() if key.startswith("prov:") and key != "prov:type"}
            assert ends <= known, one


def test_prov_is_read_by_its_library(ledger: Path, tmp_path: Path) -> None:
    library = pytest.importorskip("prov.model", reason="needs prov, which is only for this check")
    written = exported(ledger, "prov", tmp_path).output.read_text(encoding="utf-8")
    read = library.ProvDocument.deserialize(content=written, format="json")
    again = library.ProvDocument.deserialize(content=read.serialize(format="json"), format="json")
    assert read == again
    page = json.loads(written)
    assert len(read.get_records()) == sum(len(found) for key, found in page.items() if key != "prefix")


# TimelineJS


def test_timelinejs_shows_happenings_with_no_more_of_the_date_than_is_said(ledger: Path, tmp_path: Path) -> None:
    page = loaded(ledger, "timelinejs", tmp_path)
    assert page["title"]["text"]["headline"] == "The Gorge War" and page["scale"] == "human"
    dates = [(slide["start_date"], slide.get("end_date")) for slide in page["events"]]
    assert ({"year": 2021, "month": 5}, None) in dates
    assert ({"year": 2021, "month": 5, "day": 10}, {"year": 2021, "month": 5, "day": 16}) in dates
    assert [list(first.values()) for first, _ in dates] == sorted(list(first.values()) for first, _ in dates)
    for slide in page["events"]:
        assert set(slide) <= {"unique_id", "start_date", "end_date", "text", "group"}
        assert set(slide["text"]) == {"headline", "text"}
    raid = next(slide for slide in page["events"] if "12 people" in slide["text"]["text"])
    assert "low 8, best 8, high 12" in raid["text"]["text"] and raid["group"] == "Ruritania"
    assert '<a href="https://example.org/raid">' in raid["text"]["text"]
    assert not any("100 soldiers" in slide["text"]["text"] for slide in page["events"])


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.org", "", None, "http://[", "x"]
)  # fmt: skip
def test_only_addresses_on_the_web_are_passed_on(url: str | None) -> None:
    assert web_address(url) is None


def test_an_address_cannot_leave_its_attribute() -> None:
    assert web_address('https://example.org/"><script>') == "https://example.org/%22%3E%3Cscript%3E"
