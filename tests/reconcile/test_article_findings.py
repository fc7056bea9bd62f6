"""The findings that a careful reader made in the article on the war of 2020, from figures annotated by hand.

So what is tested is reconciling, and not reading. Figures are named by their line and least number.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tallystick.conflict import read_conflict
from tallystick.extraction.figures.checks import check_parts
from tallystick.extraction.figures.coverage import check_coverage
from tallystick.extraction.figures.parts import find_totals
from tallystick.extraction.figures.revised import check_revised
from tallystick.language.annotate import annotate
from tallystick.reconcile.reconciling import reconcile
from tallystick.records import Document, Evidence, Figure, Finding, digest
from tallystick.training.examples import match

Named = tuple[int, float | None]
CONFLICT = Path(__file__).parents[2] / "examples" / "karabakh-2020" / "conflict.toml"
_SLOTS = (
    "low", "high", "qualifier", "unit", "thing", "outcome", "party", "actor", "claimant", "modality", "as_of", "place",
)  # fmt: skip


def annotated_figures(folder: Path, name: str) -> tuple[Document, list[Figure]]:
    """The annotated figures as the reader would hand them on: with parts, what they cover and what they correct."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    document = Document(id=Document.id_of(text), text=text, path=f"{name}.txt", sha256=digest(text))
    annotated = annotate(document, read_conflict(CONFLICT))
    rows = [json.loads(line) for line in (folder / f"{name}.figures.jsonl").read_text(encoding="utf-8").splitlines()]
    matched = sorted(match(rows, annotated.numbers).items(), key=lambda item: int(item[1]["start"]))
    figures = []
    for _, row in matched:
        start, end = row["start"], row["end"]
        said = [d for d in annotated.dates if row["as_of"] and row["as_of"] in (d.last, d.value)]
        day = min(said, key=lambda d: abs(d.start - start), default=None)
        pointed = [
            Evidence(slot="as_of", how="pointer", start=d.start, end=d.end, quote=text[d.start : d.end], certainty=1)
            for d in (day,) if d
        ]  # fmt: skip
        figures.append(
            Figure(
                id=Figure.id_of(document.id, start, end, row["low"], row["high"]), document=document.id, start=start,
                end=end, quote=text[start:end], line=document.line_of(start), evidence=tuple(pointed),
                **{slot: row[slot] for slot in _SLOTS},
            )
        )  # fmt: skip
    spans = [(row["start"], row["end"]) for _, row in matched]
    totals = find_totals(text, [annotated.numbers[at] for at, _ in matched], spans)
    return document, check_revised(annotated, check_coverage(annotated, check_parts(figures, totals)))


def single(document: Document, line: int, noun: str, **slots: object) -> Figure:
    """What this line names by an article; annotators leave it out where a count is not plainly meant."""
    before = sum(map(len, document.text.splitlines(keepends=True)[: line - 1]))
    named = re.compile(rf"\ban? (?:\w+ ){{1,3}}{noun}").search(document.text, before)
    assert named and document.line_of(named.start()) == line
    return Figure.model_validate({
        "id": Figure.id_of(document.id, named.start(), named.end(), 1, 1), "document": document.id,
        "start": named.start(), "end": named.end(), "quote": named[0], "line": line, "low": 1, "high": 1,
        "qualifier": "exact", "party": "Azerbaijan", **slots,
    })  # fmt: skip


@pytest.fixture(scope="module")
def article(shared: Path) -> tuple[Document, list[Figure]]:
    document, figures = annotated_figures(shared / "gold", "karabakh-2020")
    return document, [
        *figures,
        single(document, 110, "helicopter", thing="equipment.helicopter", outcome="damaged"),
        single(document, 93, "journalist", thing="person.journalist", outcome="wounded", claimant="Azerbaijan",
               as_of="2020-10-19", place="Aghdam District"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def found(article: tuple[Document, list[Figure]]) -> list[tuple[Finding, list[Named]]]:
    """The findings, with the line and least number of each figure."""
    document, figures = article
    named = {one.id: (one.line, one.low) for one in figures}
    findings = reconcile(figures, [document], conflict=read_conflict(CONFLICT)).findings
    return [(finding, [named[id] for id in finding.figures]) for finding in findings]


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param({(86, 3825), (98, 3825), (98, 5000)}, id="D1 Armenian soldiers killed"),
        pytest.param({(86, 2906), (99, 7630)}, id="D2 Azerbaijani soldiers killed"),
        pytest.param({(110, 250), (112, 146), (112, 25)}, id="D4 Armenian armour destroyed"),
        pytest.param({(41, 13), (110, 60)}, id="D5 Armenian air defence destroyed"),
        pytest.param({(98, 1500), (98, 10000)}, id="D8 Armenian deserters"),
    ],
)
def test_disagreements(found: list[tuple[Finding, list[Named]]], figures: set[Named]) -> None:
    assert [finding for finding, named in found if finding.kind == "disagreement" and set(named) == figures]


def test_the_first_day_is_nearly_as_much_as_another_counts_in_all(found: list[tuple[Finding, list[Named]]]) -> None:
    """D6: 36 and 2 vehicles of one day against 38 and 6 of the whole war."""
    days = {(111, 36), (111, 2), (112, 38), (112, 6)}
    (one,) = [finding for finding, named in found if set(named) == days]
    assert one.kind == "disagreement" and one.certainty < 0.5
    assert "86%" in one.notes[0] and {"added up by Tallystick: 38", "added up by Tallystick: 44"} <= set(one.notes)


def test_downed_for_one_and_only_damaged_for_another(found: list[tuple[Finding, list[Named]]]) -> None:
    """D7: four helicopters and three of another day against one that flew home."""
    (one,) = [finding for finding, named in found if set(named) == {(111, 4), (111, 3), (110, 1)}]
    assert one.kind == "disagreement" and one.certainty < 0.5
    assert "only damaged" in one.summary and "added up by Tallystick: 7" in one.notes


def test_captured_and_missing_may_be_the_same_people(found: list[tuple[Finding, list[Named]]]) -> None:
    """D9: sixty of each by one voice; and of the captured, 44 came back."""
    (twice,) = [finding for finding, named in found if named == [(98, 60), (98, 60)]]
    assert (twice.kind, twice.quiet) == ("repeat", False)
    assert "some of the missing are said to be captured" in twice.notes
    (released,) = [finding for finding, named in found if named == [(98, 60), (55, 44)]]
    assert released.quiet and "leaves 16 not told of" in released.summary


def test_a_claim_is_confirmed_in_part(found: list[tuple[Finding, list[Named]]]) -> None:
    """D10: one launcher and three more, of which one was seen."""
    ((one, named),) = [(f, named) for f, named in found if f.kind == "disagreement" and f.quiet]
    assert set(named) == {(110, 1), (110, 3)} and len(named) == 3
    assert "BBC confirms" in one.summary and "added up by Tallystick: 4" in one.notes


def test_a_list_in_prose_is_a_note_and_no_error(found: list[tuple[Finding, list[Named]]]) -> None:
    """D11: seven injured, of whom the paragraph goes on to tell of six."""
    (one,) = [finding for finding, named in found if named == [(93, 7), (93, 2), (93, 3), (93, 1)]]
    assert (one.kind, one.quiet) == ("containment", True)
    assert "(2 + 3 + 1): 1 not told of" in one.summary


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        pytest.param((99, 2853), (86, 2906), id="R1 Azerbaijani soldiers killed"),
        pytest.param((99, 50), (86, 6), id="R2 Azerbaijani soldiers missing"),
        pytest.param((111, 10), (111, 36), id="R3 armour of the first day"),
        pytest.param((111, 15), (111, 27), id="R4 drones of the first day"),
    ],
)
def test_revisions(found: list[tuple[Finding, list[Named]]], earlier: Named, later: Named) -> None:
    assert [finding for finding, named in found if finding.kind == "revision" and named == [earlier, later]]


def test_there_are_no_other_revisions(found: list[tuple[Finding, list[Named]]]) -> None:
    assert len([finding for finding, _ in found if finding.kind == "revision"]) == 4


@pytest.mark.parametrize(
    ("total", "holds", "words"),
    [
        (255, True, "add up to 255"), (78, True, "add up to 78"), (76, True, "add up to 76"),
        (737, False, "add up to 736, 1 fewer"), (62, False, "add up to 63, 1 more"),
        (23, False, "add up to 25, 2 more"),
    ],
)  # fmt: skip
def test_sums(found: list[tuple[Finding, list[Named]]], total: float, holds: bool, words: str) -> None:
    (sum_found,) = [f for f, named in found if f.kind == "arithmetic" and named[0] == (112, total)]
    assert sum_found.quiet == holds and words in sum_found.summary


#: What agrees, or counts something else: displaced, another war, peacekeepers, missing of three scopes, civilians of
#: both sides, territory at several times, Syrians, the dead elsewhere, and the rough count that fits both sides.
_TRAPS = {
    (92, 90000), (92, 40000), (26, 725000), (26, 300000), (4, 2000), (54, None), (86, 187), (98, 60), (91, 21),
    (91, 100), (91, 416), (91, 85), (59, 72), (59, 0.333), (47, 24), (59, 286), (100, 541), (32, 200), (172, 78),
    (86, 2000),
}  # fmt: skip


def test_look_alikes_are_left_alone(
    article: tuple[Document, list[Figure]], found: list[tuple[Finding, list[Named]]]
) -> None:
    assert {(one.line, one.low) for one in article[1]} >= _TRAPS
    loud = {one for finding, named in found if not finding.quiet and finding.kind != "repeat" for one in named}
    assert loud.isdisjoint(_TRAPS)
    assert {named for finding, names in found if finding.kind == "repeat" for named in names} == {(98, 60)}
