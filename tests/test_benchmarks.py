"""The benchmarks: each says what it measures, quickly, and the README knows it; the mappings do as they say."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tallystick.records import Claim, Read

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "benchmarks"
#: Modules that scripts share; everything else in the folder is a script.
PARTS = {"__init__", "__main__", "distilled", "generated", "results", "shipped"}
SCRIPTS = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in PARTS)
README = (FOLDER / "README.md").read_text(encoding="utf-8")
INF = float("inf")
HEAVY = {"numpy", "onnxruntime", "polars", "spacy", "sqlalchemy", "tokenizers", "torch"}


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a script is run: its folder is searched for what it shares with others."""
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.syspath_prepend(str(ROOT))


def _figure(start: int, low: float | None, thing: str, outcome: str, **fields: Any) -> dict[str, Any]:
    plain = {"high": low, "unit": "count", "modality": "stated", "part_of": None}
    return plain | {"start": start, "low": low, "thing": thing, "outcome": outcome} | fields


def _help(*command: str) -> tuple[str, set[str]]:
    """What `--help` prints, and the packages that were loaded for it."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command, "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout, set(re.findall(r"\|\s+(\w+)$", done.stderr, re.MULTILINE))


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_explains_itself_without_loading_anything_heavy(name: str) -> None:
    shown, loaded = _help(f"benchmarks/{name}.py")
    assert f"python benchmarks/{name}.py" in shown
    assert "argparse" in loaded
    assert not HEAVY & loaded


def test_the_whole_explains_itself_and_names_every_benchmark() -> None:
    shown, loaded = _help("-m", "benchmarks")
    assert "RESULTS.md" in shown
    assert not HEAVY & loaded
    names = import_module("benchmarks.results").TABLES
    assert {*names, "spacy_pipeline"} == set(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_is_in_the_readme(name: str) -> None:
    assert f"`{name}.py " in README


def test_the_readme_names_no_script_that_is_not_there() -> None:
    assert set(re.findall(r"(\w+)\.py\b", README)) == set(SCRIPTS)


def test_absent_data_are_passed_over_with_a_notice(tmp_path: Path) -> None:
    page = tmp_path / "RESULTS.md"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", str(tmp_path), "--figures", "50", "--output", str(page)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 1
    # All but spaCy, which is no benchmark, and figures to reconcile, which are made up.
    assert done.stderr.count("its data are not there") == len(SCRIPTS) - 2
    written = page.read_text(encoding="utf-8")
    assert written.count("gave no result") == len(SCRIPTS) - 2
    assert "50 figures from a ledger" in written
    assert str(tmp_path) not in written and str(ROOT) not in written


def test_the_page_shows_ours_beside_the_peer() -> None:
    page = import_module("benchmarks.results").page
    peer = {"name": "Peer", "strict_f1": 0.5, "relaxed_f1": 0.6, "value_f1": 0.7, "tokens_per_second": 100}
    result = {"strict_f1": 0.8, "relaxed_f1": 0.9, "value_f1": 1.0, "tokens_per_second": 12345, "documents": 2}
    written = page({"dates": result | {"peer": peer}}, date(2020, 9, 13))
    assert "2020-09-13" in written
    assert "| strict F1 | 0.8 | Peer 0.5 |" in written
    assert "12,345" in written


def test_releases_count_the_same_people_once_and_no_parts_or_denied_counts() -> None:
    figures = [
        _figure(0, 2, "person.military", "killed"),
        _figure(90, 2, "person.military", "killed"),
        _figure(120, 1, "person.military", "killed", part_of="f1"),
        _figure(150, 9, "person.civilian", "killed", modality="denied"),
        _figure(180, 3, "person.military", "captured"),
        _figure(210, None, "person.military", "detained", high=5),
        _figure(240, 7, "equipment.other", "captured"),
    ]
    assert import_module("isaf").counts(figures) == {"min_killed": 2, "min_captured": 8}


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("A patrol detained two men near the river yesterday.", "2011-05-02"),
        ("A patrol detained two men near the river.", "2011-05-03"),
        ("It was confirmed today that a patrol detained two men on April 29.", "2011-04-29"),
    ],
)
def test_a_release_is_of_the_earliest_day_that_it_names_besides_its_own(told: str, day: str) -> None:
    text = f"KABUL, Afghanistan (May 3, 2011)\n{told}"
    outline = import_module("tallystick.language.outline").outline
    assert import_module("isaf").start_date(text, outline(text)) == day


def test_reports_are_of_the_first_dead_of_either_kind() -> None:
    figures = [
        _figure(200, 40, "person.civilian", "killed"),
        _figure(100, 6, "person.unspecified", "killed"),
        _figure(50, 11, "person.civilian", "wounded"),
        _figure(150, 4, "person.mercenary", "killed"),
    ]
    counts = import_module("fakes").counts
    assert counts(figures) == {"nb_civilians": 6, "nb_noncivilians": 4}
    assert counts([]) == {"nb_civilians": 0, "nb_noncivilians": 0}


def test_a_source_in_pieces_is_found_by_any_of_them() -> None:
    overlaps = import_module("attribution").Overlaps()
    overlaps.add([[(0, 5), (20, 25)], [(40, 45)]], [(22, 30), (60, 66)])
    assert overlaps.result() == {"precision": 0.5, "recall": 0.5}


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Two men were detained yesterday. The man had been active since March 2.", "2016-06-15"),
        ("Two men were detained Tuesday. Another was seized last week.", "2016-06-14"),
        ("The river is high.", "2016-06-16"),
    ],
)
def test_a_release_is_dated_by_the_first_day_near_its_own(told: str, day: str) -> None:
    isaf, outline = import_module("isaf"), import_module("tallystick.language.outline").outline
    text = f"RIVERTOWN, Northland (June 16, 2016)\n{told}"
    assert isaf.start_date(text, outline(text)) == day


def test_a_release_without_a_year_is_not_dated() -> None:
    isaf, outline = import_module("isaf"), import_module("tallystick.language.outline").outline
    text = "RIVERTOWN, Northland (June 16)\nTwo men were detained yesterday."
    assert isaf.start_date(text, outline(text)) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Per Karst: 200 killed, 35+ wounded Per Borduria: ~1,000 killed", [
            (200, 200, "killed", "Karst"), (35, INF, "wounded", "Karst"), (1000, 1000, "killed", "Borduria"),
        ]),
        ("300 killed\n14 vehicles destroyed\n(rebel claim)\n66–86 soldiers dead", [
            (300, 300, "killed", "rebel"), (14, 14, "destroyed", "rebel"), (66, 86, "killed", None),
        ]),
        ("20 killed (per A Mission) 3 T-72 tanks and two cars lost on 4 May", [
            (20, 20, "killed", "A Mission"), (3, 3, "destroyed", None), (2, 2, "destroyed", None),
        ]),
        ("Bordurian claim:\n40 casualties (as of 3 May 2021)", [(40, 40, "casualties", "Bordurian")]),
        ("Unknown, several captured", []),
    ],
)  # fmt: skip
def test_numbers_of_an_infobox_are_told_with_what_happened_and_by_whom(written: str, read: list[Any]) -> None:
    told = import_module("distilled").distilled({"casualties1": written, "result": "12 killed"})
    assert sorted((one.low, one.high, one.happened, one.claimant) for one in told) == sorted(read)


def _claim(claimant: str | None, low: float, outcome: str, high: float | None = None) -> tuple[Claim, dict[str, str]]:
    claim = Claim(
        voice=claimant or "document", claimant=claimant, stance="third", role="rival", low=low, high=high or low,
        qualifier="exact", modality="stated", basis="total", as_of=None, quote=f"{low}", figures=(f"f{low}{outcome}",),
    )  # fmt: skip
    return claim, {claim.figures[0]: outcome}


def test_an_infobox_number_is_contained_with_its_outcome_and_claimant() -> None:
    infobox, distilled = import_module("infobox"), import_module("distilled").distilled
    theirs, outcomes = _claim("Russian Ministry of Defence", 200, "killed")
    (killed, wounded) = distilled({"casualties1": "Per Russia: 200 killed, 200 wounded"})
    assert infobox.containing(killed, [theirs], outcomes) == [theirs]
    assert infobox.containing(wounded, [theirs], outcomes) == []
    assert infobox.says(theirs, "Russia") and infobox.says(theirs, "Russian")
    assert not infobox.says(theirs, None) and not infobox.says(theirs, "Ukraine")


def test_both_ends_of_a_range_are_wanted() -> None:
    infobox, distilled = import_module("infobox"), import_module("distilled").distilled
    (low, outcomes), (high, more) = _claim(None, 66, "killed"), _claim(None, 86, "killed")
    (one,) = distilled({"casualties2": "66–86 killed"})
    assert infobox.containing(one, [low, high], outcomes | more) == [low, high]
    assert infobox.containing(one, [low], outcomes) == []


def test_made_up_figures_are_the_same_at_every_run_and_make_a_ledger(tmp_path: Path) -> None:
    from tallystick.ledger import open_ledger

    generated = import_module("generated")
    one, other = generated.generated(200), generated.generated(200)
    assert one.figures.equals(other.figures) and one.documents.equals(other.documents)
    with open_ledger(tmp_path / "made.db", create=True) as ledger:
        for document, figures in generated.records(one):
            ledger.append_document(document, Read(figures), "generated")
        kept = ledger.figure_columns()
    for column in ("quote", "low", "high", "party", "claimant", "basis", "as_of"):
        assert kept[column].to_list() == one.figures[column].to_list()


def test_growth_is_against_n_log_n() -> None:
    growth = import_module("reconcile").growth
    assert growth({"figures": 100, "processor_seconds": 1.0}, {"figures": 10_000, "processor_seconds": 200.0}) == 1.0
