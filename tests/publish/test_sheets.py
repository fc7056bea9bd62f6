"""Tallies and findings as users get them: who claims what, how far apart, under which rule, from which words."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from hand_made import CONFLICT, document, figure
from made_up_war import FIGURES, LATER, NEWS, WAR, write_ledger
from test_formats import HOSTILE, Page

from tallystick import options
from tallystick.errors import RuleError
from tallystick.ledger import open_ledger
from tallystick.publish import csv as csv_format
from tallystick.publish import sheet, sheet_json, sheet_markdown, sheet_text
from tallystick.publish.comparing import terms_of
from tallystick.publish.sheet import FindingSheet, TallySheet, findings, rules, tallies
from tallystick.reconcile.reconciling import reconcile
from tallystick.reconcile.rules import DEFAULT
from tallystick.records import Document, Figure


def tally_sheet(figures: list[Figure] = FIGURES, *sources: Document) -> TallySheet:
    reconciled = reconcile(figures, sources or (NEWS, LATER), conflict=WAR)
    return TallySheet(reconciled, terms_of(reconciled), WAR.title)


def finding_sheet(figures: list[Figure] = FIGURES, *sources: Document) -> FindingSheet:
    reconciled = reconcile(figures, sources or (NEWS, LATER), conflict=WAR)
    return FindingSheet(reconciled, terms_of(reconciled), WAR.title)


def hostile() -> tuple[Document, list[Figure]]:
    source = document(
        f"{HOSTILE} says 12 dead\x07 {HOSTILE}. Another {HOSTILE} says 40 dead.", path=f"{HOSTILE}.txt", title=HOSTILE,
        publisher=HOSTILE, url="javascript:alert(1)",
    )  # fmt: skip
    made = [
        figure(source, "12 dead\x07", 12, party=HOSTILE, claimant="Borduria", basis="total"),
        figure(source, f"{HOSTILE} says 40 dead", 40, party=HOSTILE, claimant=f"={HOSTILE}", basis="total"),
    ]
    return source, made


# Text


def test_tallies_as_text_at_80_columns() -> None:
    shown = sheet_text.render_tallies(tally_sheet([*FIGURES[:3]]), 80, way="--all")
    expected = """\
The Gorge War
1 tally from 3 figures.
Rule for low, best and high: floor-ceiling, version 1. Low: the highest lower
bound that the affected party admits or an independent source documents. High:
the highest number claimed by anyone. Best: the party's own count, or what is
documented where that is more.

RURITANIA

Killed: military
  low 120   best 120   high 400 or more
    120            Ruritania (the party itself) [1]        sets low and best
                   “120 soldiers”; as of 1 Feb 2022
    more than 400  Borduria (the other side) [2]           sets high
                   “more than 400 soldiers”; as of 28 May  3.3 times the least
                   2021
    100            Ruritania (the party itself) [3]
                   “100 soldiers”; as of 1 May 2021;
                   replaced by a later count

Over time
  Ruritania on its own military killed: 100 (1 May 2021) → 120 (1 Feb 2022)
  [3][1]

Sources
Later, Daily Planet, 1 Mar 2022 (later.txt)
  [1] line 1 FIRST
The toll, Daily Planet, 1 Dec 2021 (news.txt)
  [2] line 1 SECOND  [3] line 1 THIRD
`tallystick show ID` prints a figure's sentence and where each of its slots came
from.
"""
    for word, at in (("FIRST", 1), ("SECOND", 2), ("THIRD", 0)):
        expected = expected.replace(word, FIGURES[at].id)
    assert shown == expected


def test_findings_as_text_name_the_words_and_count_the_quiet_ones() -> None:
    shown = sheet_text.render_findings(finding_sheet(), 80, way="--all")
    assert "Parts that do not add up (1)" in shown
    assert "38 + 16 + 7" in shown
    assert "In order: parts that add up (1). --all has them." in shown
    assert f"line 1: “60 tanks” ({FIGURES[3].id})" in shown
    assert "floor-ceiling, version 1" in shown
    everything = sheet_text.render_findings(finding_sheet(), 80, everything=True)
    assert "Parts that add up (1)" in everything


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_text_fits_the_width(width: int) -> None:
    source, made = hostile()
    for figures, sources in ((FIGURES, ()), (made, (source,))):
        for written in (
            sheet_text.render_tallies(tally_sheet(figures, *sources), width, everything=True),
            sheet_text.render_findings(finding_sheet(figures, *sources), width, everything=True),
            sheet_text.render_rules(rules(), width),
        ):
            assert max(map(len, written.splitlines())) <= width


def test_what_is_not_stated_is_not_zero() -> None:
    only_theirs = [FIGURES[2]]
    shown = sheet_text.render_tallies(tally_sheet(only_theirs), 80)
    assert "low not stated   best not stated   high 400 or more" in shown
    (tally,) = tally_sheet(only_theirs)
    assert (tally.low, tally.best, tally.high, tally.high_is_open) == (None, None, 400, True)
    row = next(csv.DictReader(StringIO(csv_format.render(tally_sheet(only_theirs).frame()))))
    assert (row["low"], row["best"], row["high"], row["high_is_open"]) == ("", "", "400", "true")


def test_lesser_tallies_are_counted_and_not_dropped() -> None:
    sheet = tally_sheet()
    shown = sheet_text.render_tallies(sheet, 80, way="--all")
    assert "lorries" not in shown
    assert "Not shown: " in shown and "--all has all." in " ".join(shown.split())
    everything = sheet_text.render_tallies(sheet, 80, everything=True)
    assert "12 lorries" in everything and "on 3 May 2021, in Zenda" in everything
    assert "Not shown" not in everything


# JSON


def records() -> sheet_json.Records:
    return sheet_json.records_for(tally_sheet(), FIGURES, [NEWS, LATER])


def test_json_findings_have_whole_figures_with_their_citations() -> None:
    page = json.loads(sheet_json.render_findings(finding_sheet(), records()))
    assert all((one["rule"], one["rule_version"]) == ("floor-ceiling", 1) for one in page)
    assert {"kind", "summary", "figures", "certainty", "notes", "quiet", "id", "party", "outcome", "thing"} <= set(
        page[0]
    )
    assert {one["quiet"] for one in page} == {True, False}
    texts = {source.id: source.text for source in (NEWS, LATER)}
    for one in page:
        for found in one["figures"]:
            citation = found.pop("citation")
            assert Figure.model_validate(found).id == found["id"]
            assert citation["sentence"][citation["start"] : citation["end"]] == found["quote"] == citation["quote"]
            assert citation["sentence"] in texts[found["document"]]
            assert citation["title"] and citation["publisher"] and citation["published"] and citation["path"]


def test_json_tallies_are_records_whose_claims_are_cited() -> None:
    page = json.loads(sheet_json.render_tallies(tally_sheet(), records()))
    assert len(page) == len(tally_sheet())
    for tally in page:
        assert (tally["rule"], tally["rule_version"]) == ("floor-ceiling", 1)
        for claim in tally["claims"]:
            assert [citation["figure"] for citation in claim["citations"]] == claim["figures"]


# Frames and CSV


def test_frames_have_a_row_a_record_in_the_same_order() -> None:
    by_id = {tally.id: tally for tally in tally_sheet()}
    frame = tally_sheet().frame()
    assert set(frame["id"]) == set(by_id)
    for row in frame.iter_rows(named=True):
        tally = by_id[row["id"]]
        assert (row["low"], row["best"], row["high"]) == (tally.low, tally.best, tally.high)
        assert (row["party"], row["since"], row["place"]) == (tally.party, tally.since, tally.place)
        assert row["claims"] == len(tally.claims)
        assert set(row["figures"]) == {id for claim in tally.claims for id in claim.figures}
        for bound in ("low", "best", "high"):
            setters = {claim.voice for claim in tally.claims if bound in claim.sets}
            assert set(row[f"{bound}_from"] or ()) == setters
    assert finding_sheet().frame()["id"].to_list() == [one.id for one in finding_sheet()]


def test_csv_has_a_row_a_record_and_names_the_rule() -> None:
    rows = list(csv.DictReader(StringIO(csv_format.render(tally_sheet().frame()))))
    assert len(rows) == len(tally_sheet())
    assert {(row["rule"], row["rule_version"]) for row in rows} == {("floor-ceiling", "1")}
    killed = next(row for row in rows if (row["outcome"], row["thing"]) == ("killed", "person.military"))
    assert (killed["low"], killed["high"], killed["voices"], killed["claims"]) == ("120", "400", "2", "3")
    rows = list(csv.DictReader(StringIO(csv_format.render(finding_sheet().frame()))))
    assert {row["quiet"] for row in rows} == {"true", "false"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "=cmd|'/c calc'!A0"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert csv_format.cell(text).startswith("'")
    assert not csv_format.cell(f"a {text}").startswith("'")


def test_csv_of_a_hostile_document_has_no_formula_and_no_control() -> None:
    source, made = hostile()
    written = csv_format.render(tally_sheet(made, source).frame()) + csv_format.render(
        finding_sheet(made, source).frame()
    )
    assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(written)
    for row in csv.reader(StringIO(written)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]


# Every format, hostile


def test_no_format_lets_a_document_do_anything() -> None:
    source, made = hostile()
    counts, found = tally_sheet(made, source), finding_sheet(made, source)
    assert len(list(found)) == 1
    whole = sheet_json.records_for(counts, made, [source])
    written = [
        sheet_text.render_tallies(counts), sheet_text.render_findings(found), str(counts), str(found),
        sheet_markdown.render_tallies(counts), sheet_markdown.render_findings(found),
        sheet_json.render_tallies(counts, whole), sheet_json.render_findings(found, whole),
        counts._repr_html_(), found._repr_html_(),
    ]  # fmt: skip
    for one in written:
        assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(one)
    for one in written[4:6]:
        assert "<script" not in one and re.search(r"(?<!\\)\]\(", one) is None
    for one in written[8:]:
        page = Page(one)
        assert "script" not in page.tags and "<script>alert(1)</script>" in page.words
        assert not [name for name, _ in page.attributes if name.startswith("on")]
        assert all(link.startswith("#") for link in page.values("href"))


def test_markdown_tables_keep_their_columns() -> None:
    source, made = hostile()
    for one in (tally_sheet(), tally_sheet(made, source)):
        for line in sheet_markdown.render_tallies(one, everything=True).splitlines():
            if line.startswith("|"):
                assert line.replace("\\|", "").count("|") == 6, line


def test_notebooks_get_links_that_lead_somewhere() -> None:
    for one in (tally_sheet(), finding_sheet()):
        page = Page(one._repr_html_())
        inner = {link[1:] for link in page.values("href") if link.startswith("#")}
        assert inner and inner <= set(page.values("id"))
    assert "floor-ceiling" in rules()._repr_html_()


def test_sheets_on_nothing_can_be_written() -> None:
    counts, found = tally_sheet([], NEWS), finding_sheet([], NEWS)
    for written in (str(counts), str(found), sheet_markdown.render_tallies(counts),
                    sheet_markdown.render_findings(found), counts._repr_html_(), found._repr_html_()):  # fmt: skip
        assert "floor-ceiling" in written
    assert counts.frame().height == found.frame().height == 0
    assert csv_format.render(counts.frame()).startswith("id,party")
    assert csv_format.render(found.frame()).startswith("id,kind")


# From a ledger


def test_filters_and_terms(tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "k.db")
    assert {tally.party for tally in tallies(path, conflict=WAR, party="ruritania")} == {"Ruritania"}
    assert {tally.party for tally in tallies(path, conflict=WAR, party="Strelsau")} == {"Ruritania"}
    assert {tally.outcome for tally in tallies(path, outcome="killed")} == {"killed"}
    assert {tally.thing for tally in tallies(path, thing="equipment.tank")} == {"equipment.tank"}
    assert {tally.thing for tally in tallies(path, thing="person")} == {"person.military"}
    assert {one.kind for one in findings(path, conflict=WAR, kinds=["arithmetic"])} == {"arithmetic"}
    assert [*tallies(path, party="not stated")] == []
    (early,) = tallies(path, conflict=WAR, outcome="killed", known_on="2021-05-15")
    assert [claim.low for claim in early.claims] == [100]
    sheet = tallies(path, conflict=WAR, known_on="2021-05-15")
    assert sheet.terms.left_out == len(FIGURES) - sheet.terms.figures > 0
    assert "As known on 15 May 2021" in str(sheet) and "left out" in str(sheet)
    assert len(tallies(path, recorded_before="2020-01-01")) == 0
    assert len(tallies(path, recorded_before="2021-01-01T00:00:00Z")) > 0


def test_findings_of_a_party_are_those_that_rest_on_its_figures(tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "k.db")
    assert [*findings(path, conflict=WAR, party="Borduria")] == []
    assert len(findings(path, conflict=WAR, party="Ruritania")) == len(findings(path, conflict=WAR))


def test_a_rule_is_chosen_by_name(tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "k.db")
    with open_ledger(path) as ledger:
        (tally,) = tallies(ledger, conflict=WAR, rule="latest-official", outcome="killed")
    assert (tally.rule, tally.low) == ("latest-official", 120)
    with pytest.raises(RuleError, match="floor-ceiling"):
        tallies(path, rule="fair")


@pytest.mark.parametrize(("asked", "told"), [
    ({"party": "Elbonia"}, "choose from Ruritania"), ({"outcome": "dead"}, "choose from killed"),
    ({"thing": "tank"}, "choose from person.military"), ({"thing": "equipment.tanks"}, "near it: equipment.tank"),
    ({"known_on": "2021-05"}, "write it as"), ({"known_on": "2021-02-30"}, "is no day"),
])  # fmt: skip
def test_what_does_not_exist_is_refused_with_what_does(tmp_path: Path, asked: dict[str, str], told: str) -> None:
    path = write_ledger(tmp_path / "k.db")
    with pytest.raises(ValueError, match=told):
        tallies(path, conflict=WAR, **asked)  # type: ignore[arg-type]


def test_unknown_kinds_are_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="disagreement, revision, arithmetic"):
        findings("missing.db", kinds=["quarrel"])


def test_the_rules_are_listed() -> None:
    assert [rule.name for rule in rules()][:3] == ["floor-ceiling", "own-then-documented", "latest-official"]
    assert all(rule.description in " ".join(str(rules()).split()) for rule in rules())
    assert rules().frame().height == len(rules())


def test_conflict_is_not_needed() -> None:
    reconciled = reconcile(FIGURES, [NEWS, LATER])
    assert str(TallySheet(reconciled, terms_of(reconciled))).startswith("Tallies\n")
    assert CONFLICT.title not in str(FindingSheet(reconciled, terms_of(reconciled)))


def test_one_rule_is_the_default_everywhere() -> None:
    assert options.DEFAULT_RULE == sheet.DEFAULT_RULE == DEFAULT
