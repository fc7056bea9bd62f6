"""The report tells the chronicle too: what is main of it in words with citations, and all of it in JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hand_made import CONFLICT, document, figure
from made_up_chronicle import (
    ARMS,
    CAPTURED,
    DISMISSED,
    EVENTS,
    FREE,
    HELD,
    PAPER,
    RADIO,
    TORTURE,
    TRUCE,
    event,
    write_chronicle,
)
from test_formats import HOSTILE, RENDERERS, Page

from tallystick.publish import html, text
from tallystick.publish import json as json_format
from tallystick.publish.model import Chapter, Report
from tallystick.publish.report import build_report, report
from tallystick.records import Event, Figure, Read

TOLD = Read(
    events=EVENTS, control=[HELD], agreements=[TRUCE], obligations=[FREE], allegations=[TORTURE], relations=[ARMS]
)


def made(told: Read = TOLD, figures: list[Figure] | None = None, **options: str | None) -> Report:
    return build_report([PAPER, RADIO], figures or [], CONFLICT, told=told, **options)  # type: ignore[arg-type]


def chapter(of: Report, key: str) -> Chapter:
    return next(one for one in of.chapters if one.key == key)


def words(of: Report, key: str) -> str:
    found = chapter(of, key)
    return " ".join(part for told in found.told for line in told.lines for part in (line.lead, line.words))


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_every_format_tells_what_happened_who_holds_what_and_what_was_promised(name: str) -> None:
    written = RENDERERS[name](made())
    flat = " ".join((Page(written).words if name == "html" else written).replace("*", "").split())
    for told in (
        "Chronology", "capture, Zenda: Ruritania", "Who holds what", "Ruritania, since 8 May 2021", "Agreements",
        "The Zenda truce", "ceasefire of Ruritania, Borduria; signed or announced 10 May 2021", "free its prisoners",
        "Allegations", "Borduria (1)", "torture", "alleged by Ruritania", "Relations", "Sylvania → Borduria",
        "Nothing here is established by being listed", "tallystick timeline", "tallystick allegations",
    ):  # fmt: skip
        assert told.casefold() in flat.casefold(), told


def test_every_line_is_cited_and_every_citation_leads_to_its_words() -> None:
    of = made(figures=[figure(PAPER, "two days", 2)])
    numbers = [passage.number for passage in of.passages]
    assert numbers == list(range(2, len(numbers) + 2))
    known = {1, *numbers}
    first: list[int] = []
    for one in of.chapters:
        for told in one.told:
            for line in told.lines:
                assert set(line.citations) <= known
                first += line.first
    assert sorted(first) == numbers
    for passage in of.passages:
        assert passage.sentence[passage.start : passage.end] == passage.quote


def test_a_happening_told_twice_is_one_line_with_both_citations() -> None:
    lines = [line for told in chapter(made(), "chronology").told for line in told.lines if "capture" in line.words]
    assert len(lines) == 1
    cited = {passage.number: passage.statement for passage in made().passages}
    assert CAPTURED.id in {cited[number] for number in lines[0].citations}


def test_a_chronology_leaves_out_lesser_things_and_says_how_many() -> None:
    found = chapter(made(), "chronology")
    assert "dismissal" not in words(made(), "chronology")
    assert found.head.startswith("3 of 4 happenings:") and "The other 1 is left out" in found.head
    assert len(json.loads(json_format.render(made()))["chronology"]) == 4


def test_a_long_chronology_keeps_what_several_documents_tell_and_whose_sentence_counts_the_dead() -> None:
    towns = " ".join(f"On {day} May 2021 Borduria shelled town{day}." for day in range(10, 31))
    more = " ".join(f"On {day} June 2021 Borduria shelled town{day}." for day in range(10, 31))
    source = document(f"On 1 April 2021 shells killed 90 villagers. {towns} {more}", published="2021-08-01")
    shelled = [
        event(source, f"On {day} {name} 2021 Borduria shelled", "strike", f"2021-{month}-{day}")
        for name, month in (("May", "05"), ("June", "06"))
        for day in range(10, 31)
    ]
    grave = event(source, "shells killed", "strike", "2021-04-01")
    counted = figure(source, "90 villagers", 90, thing="person.civilian", as_of="2021-04-01")
    of = build_report([source, PAPER, RADIO], [counted], told=Read(events=[grave, *shelled, *EVENTS]))
    found = chapter(of, "chronology")
    lines = [line for told in found.told for line in told.lines]
    assert len(lines) == 40 and "first what is told most often" in found.head
    assert [line.details[-1] for line in lines if "villagers" in line.details[-1]] == [
        "in the same sentence: “90 villagers” killed"
    ]
    assert any("capture, Zenda" in line.words for line in lines)


def test_a_count_of_the_whole_war_is_no_toll_of_one_happening() -> None:
    source = document("After the attack on Zenda of 3 May 2021, 9,000 soldiers had died in the war.")
    attack = event(source, "attack", "attack", "2021-05-03")
    total = figure(source, "9,000 soldiers", 9000, basis="total")
    line = chapter(build_report([source], [total], told=Read(events=[attack])), "chronology").told[0].lines[0]
    assert not any("9,000 soldiers” killed" in detail for detail in line.details)


def test_a_report_of_figures_alone_has_no_chapters() -> None:
    of = build_report([PAPER], [figure(PAPER, "two days", 2)])
    assert of.chapters == () and of.passages == ()
    assert "CHRONOLOGY" not in text.render(of)


def test_known_on_a_day_leaves_out_what_was_told_later_and_says_so() -> None:
    of = made(known_on="2021-05-12")
    assert of.chronicle is not None
    assert [one.happening.events[0].document for one in of.chronicle.timeline] == [RADIO.id]
    assert {one.key for one in of.chapters} == {"chronology"}
    assert of.chronicle.left_out == 10
    for name in ("text", "markdown", "html"):
        written = RENDERERS[name](of)
        flat = " ".join((Page(written).words if name == "html" else written).split())
        assert "Of the chronicle 10 events or other statements left out" in flat, name
    assert json.loads(json_format.render(of))["terms"]["statements_left_out"] == 10


def test_known_on_shows_control_and_agreements_as_they_stood() -> None:
    of = made(known_on="2021-05-31")
    assert of.chronicle is not None and of.chronicle.left_out == 0
    assert (of.chronicle.control.on, of.chronicle.agreements.on) == ("2021-05-31", "2021-05-31")
    assert "open Borduria: free its prisoners" in words(of, "agreements")
    assert "overdue Borduria: free its prisoners" in words(made(known_on="2021-06-02"), "agreements")


def test_without_a_day_of_publication_a_happening_is_known_from_its_day_and_an_accusation_is_not() -> None:
    undated = PAPER.model_copy(update={"published": None})
    of = build_report([undated], [], told=Read(events=[CAPTURED, DISMISSED], allegations=[TORTURE]),
                      known_on="2021-05-15")  # fmt: skip
    assert of.chronicle is not None
    assert [one.happening.id for one in of.chronicle.timeline] and of.chronicle.left_out == 2
    assert "capture" in words(of, "chronology") and "Allegations" not in text.render(of)


def test_what_is_dated_after_the_day_is_left_out_though_published_before() -> None:
    early = PAPER.model_copy(update={"published": "2021-05-01"})
    of = build_report([early], [], told=Read(events=[CAPTURED]), known_on="2021-05-07")
    assert of.chronicle is not None and of.chronicle.left_out == 1


def test_json_has_whole_records_and_its_keys_are_described() -> None:
    told = json.loads(json_format.render(made()))
    described = json_format.__doc__ or ""
    for key in ("chronology", "control", "agreements", "allegations", "relations"):
        assert re.search(rf"^{key}\b", described, re.MULTILINE), key
        assert told[key]
    for key in (*told["chronology"][0], *told["control"][0], *told["allegations"][0], *told["relations"][0]):
        assert re.search(rf"\b{key}\b", described), key
    one = told["agreements"][0]
    assert (one["name"], one["obligations"][0]["deadline"]) == ("the Zenda truce", "2021-06-01")
    assert one["citation"]["path"] == "paper.txt" and one["obligations"][0]["citation"]["quote"].startswith("Borduria")
    assert {event["id"] for entry in told["chronology"] for event in entry["told"]} == {one.id for one in EVENTS}


def test_a_statement_of_a_document_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        build_report([RADIO], [], told=Read(control=[HELD]))


def test_a_ledger_is_reported_with_all_its_kinds(tmp_path: Path) -> None:
    of = report(write_chronicle(tmp_path / "war.db"))
    assert [one.key for one in of.chapters] == ["chronology", "control", "agreements", "allegations", "relations"]
    empty = report(tmp_path / "war.db", recorded_before="1999-01-01")
    assert empty.chapters == () and empty.documents == 0


def hostile() -> Report:
    source = document(f"On 3 May 2021 {HOSTILE} attacked {HOSTILE}.", path=f"{HOSTILE}.txt", title=HOSTILE)
    slots = {"actor": HOSTILE, "target": HOSTILE, "place": HOSTILE, "claimant": HOSTILE}
    told: list[Event] = [event(source, "attacked", "attack", "2021-05-03", **slots)]
    held = HELD.model_copy(update={"document": source.id, "place": HOSTILE, "holder": HOSTILE, "start": 0, "end": 2})
    accused = TORTURE.model_copy(update={"document": source.id, "accused": HOSTILE, "start": 0, "end": 2})
    return build_report([source], [], told=Read(events=told, control=[held], allegations=[accused]))


@pytest.mark.parametrize("name", RENDERERS)
def test_documents_steer_nothing(name: str) -> None:
    written = RENDERERS[name](hostile())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)
    if name == "html":
        page = Page(written)
        assert "script" not in page.tags and "{{ 7*7 }}" in page.words
    if name == "markdown":
        assert "<script" not in written and re.findall(r"<(?!br>)", written) == []


def test_html_links_lead_both_ways() -> None:
    page = Page(html.render(made(figures=[figure(PAPER, "two days", 2)])))
    ids = page.values("id")
    inner = {link[1:] for link in page.values("href") if link.startswith("#")}
    assert len(ids) == len(set(ids)) and inner <= set(ids)
    assert {"chronology", "control", "agreements", "allegations", "relations"} <= inner


@pytest.mark.parametrize("width", [20, 40, 80, 160])
def test_text_fits_the_width(width: int) -> None:
    for of in (made(), hostile()):
        assert max(map(len, text.render(of, width).splitlines())) <= width
