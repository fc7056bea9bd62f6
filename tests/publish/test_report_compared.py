"""The report tells what does not fit, bounds what was counted, and shows counts over time, in every format."""

from __future__ import annotations

import json

import pytest
from made_up_war import FIGURES, LATER, NEWS, WAR
from test_formats import RENDERERS, Page, hostile_report

from tallystick.errors import RuleError
from tallystick.publish import html, text
from tallystick.publish import json as json_format
from tallystick.publish.model import Report
from tallystick.publish.report import build_report


def report(**options: str | None) -> Report:
    return build_report([NEWS, LATER], FIGURES, WAR, **options)  # type: ignore[arg-type]


def plain(name: str, made: Report) -> str:
    written = RENDERERS[name](made)
    return " ".join((Page(written).words if name == "html" else written).replace("**", "").split())


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_every_format_has_findings_bounds_and_counts_over_time(name: str) -> None:
    written = plain(name, report())
    for words in (
        "What does not fit", "Parts that do not add up (1)", "38 + 16 + 7", "In order: parts that add up (1).",
        "Bounds under floor-ceiling, version 1", "400 or more", "not stated", "3.3 times",
        "Ruritania on its own military killed: 100 (1 May 2021) → 120 (1 Feb 2022)",
    ):  # fmt: skip
        assert words.casefold() in written.casefold(), words


def test_bounds_name_who_sets_them_and_cite_the_figures() -> None:
    made = report()
    section = next(section for section in made.sections if section.party == "Ruritania")
    killed = next(tally for tally in section.bounds if tally.heading == "Killed: military")
    assert (killed.low, killed.best, killed.high) == ("120", "120", "400 or more")
    assert [claim.who for claim in killed.setters("high")] == ["Borduria"]
    cited = {citation.number: citation.quote for citation in made.citations}
    assert [cited[number] for claim in killed.setters("low") for number in claim.citations] == ["120 soldiers"]


def test_findings_cite_figures_of_the_report() -> None:
    made = report()
    numbers = {citation.figure: citation.number for citation in made.citations}
    assert made.findings
    for one in made.findings:
        assert list(one.citations) == [numbers[id] for id in one.finding.figures]


@pytest.mark.parametrize("name", RENDERERS)
def test_known_on_a_day_says_so_and_shows_only_what_was_used(name: str) -> None:
    made = report(known_on="2021-05-15")
    used = {figure.id for figure in made.figures}
    assert used == {citation.figure for citation in made.citations}
    assert made.terms.left_out == len(FIGURES) - len(used) > 0
    written = plain(name, made)
    assert "120 soldiers" not in written and "2021" in written
    if name == "json":
        assert json.loads(RENDERERS[name](made))["terms"]["known_on"] == "2021-05-15"
    else:
        assert f"As known on 15 May 2021: {made.terms.left_out} figures left out" in written


def test_a_report_on_a_day_before_anything_is_empty() -> None:
    for name, render in RENDERERS.items():
        assert render(report(known_on="1900-01-01")).endswith("\n"), name


def test_json_has_findings_and_tallies_with_whole_records() -> None:
    made = json.loads(json_format.render(report()))
    assert {one["kind"] for one in made["findings"]} == {"disagreement", "arithmetic", "denial"}
    assert all(found["citation"]["sentence"] for one in made["findings"] for found in one["figures"])
    assert len(made["tallies"]) > len([t for s in report().sections for t in s.bounds])
    assert made["series"][0]["words"].startswith("Ruritania on its own military killed")


def test_the_rule_is_named_and_can_be_chosen() -> None:
    assert "own-then-documented, version 1" in text.render(report(rule="own-then-documented"))
    with pytest.raises(RuleError):
        report(rule="fair")


def test_the_same_figures_in_another_order_make_the_same_report() -> None:
    assert json_format.render(build_report([LATER, NEWS], FIGURES[::-1], WAR)) == json_format.render(report())


def test_html_is_escaped_in_findings_and_bounds() -> None:
    page = Page(html.render(hostile_report()))
    assert "script" not in page.tags
    inner = {link[1:] for link in page.values("href") if link.startswith("#")}
    assert inner <= set(page.values("id"))
