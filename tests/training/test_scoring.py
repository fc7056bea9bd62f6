"""Scores: the same as the program that the annotated documents come with, and right on cases worked by hand."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tallystick.records import OUTCOMES, THINGS
from tallystick.training.scoring import SLOTS, errors, score

Row = dict[str, Any]
_WHOLE: Row = {
    "start": 10, "end": 20, "quote": "40 tanks", "low": 40, "high": 40, "qualifier": "exact", "thing": "equipment.tank",
    "outcome": "destroyed", "party": "Karst", "actor": None, "claimant": "Borduria", "modality": "alleged",
    "as_of": "2003-09-01", "place": None,
}  # fmt: skip


def levels(gold: list[Row], predicted: list[Row]) -> list[float]:
    result = score([(gold, predicted)])
    return [result[level]["f1"] for level in ("found", "core", "full")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, [1, 1, 1]),
        ({"start": 19, "end": 30}, [1, 1, 1]),
        ({"actor": "Karst", "place": "Szohod", "qualifier": "about", "modality": "stated"}, [1, 1, 1]),
        ({"party": "Karst forces"}, [1, 1, 1]),
        ({"claimant": None}, [1, 1, 0]),
        ({"as_of": "2003-09"}, [1, 1, 0]),
        ({"party": None}, [1, 0, 0]),
        ({"thing": "equipment.drone"}, [1, 0, 0]),
        ({"outcome": "damaged"}, [1, 0, 0]),
        ({"high": None}, [0, 0, 0]),
        ({"start": 20, "end": 30}, [0, 0, 0]),
    ],
)
def test_one_figure(change: Row, expected: list[float]) -> None:
    assert levels([_WHOLE], [_WHOLE | change]) == expected


def test_people_unspecified_and_mixed_are_one() -> None:
    assert levels([_WHOLE | {"thing": "person.mixed"}], [_WHOLE | {"thing": "person.unspecified"}]) == [1, 1, 1]
    assert levels([_WHOLE | {"thing": "person.mixed"}], [_WHOLE | {"thing": "person.military"}]) == [1, 0, 0]


def test_among_rivals_the_better_one_is_paired_and_the_other_is_false() -> None:
    result = score([([_WHOLE], [_WHOLE | {"party": None}, _WHOLE])])
    assert result["found"] == {"p": 0.5, "r": 1.0, "f1": 0.667} and result["core"]["r"] == 1.0


def test_nothing_found_and_nothing_to_find() -> None:
    assert levels([], []) == [0, 0, 0] == levels([_WHOLE], []) == levels([], [_WHOLE])


def test_documents_are_counted_together() -> None:
    result = score([([_WHOLE], [_WHOLE]), ([_WHOLE], []), ([], [_WHOLE])])
    assert (result["gold"], result["predicted"], result["found"]["f1"]) == (2, 2, 0.5)


def test_errors_are_told_line_by_line() -> None:
    lines = list(errors([_WHOLE, _WHOLE | {"start": 50, "end": 60}], [_WHOLE | {"party": None}, _WHOLE | {"low": 1}]))
    assert [line.split("\t")[0] for line in lines] == ["missed", "false", "party"]
    assert lines[-1].endswith("gold 'Karst'\tread None")


@pytest.fixture(scope="module")
def given_program(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("given_score", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _given_score(module: ModuleType, folder: Path, gold: list[Row], predicted: list[Row], capsys: Any) -> Row:
    paths = []
    for name, rows in (("gold", gold), ("predicted", predicted)):
        paths.append(folder / f"{name}.jsonl")
        paths[-1].write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["score.py", "figures", *map(str, paths)])
        module.main()
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def _perturbed(gold: list[Row], chance: random.Random) -> list[Row]:
    """Rows dropped, doubled, moved, and with slots of other rows or of the vocabularies."""
    rows = []
    for row in gold:
        if chance.random() < 0.1:
            continue
        other, changed = chance.choice(gold), dict(row)
        for slot in SLOTS:
            if chance.random() < 0.15:
                changed[slot] = other.get(slot)
        if chance.random() < 0.1:
            changed |= {"thing": chance.choice(THINGS), "outcome": chance.choice(OUTCOMES)}
        if chance.random() < 0.1:
            changed |= {"start": row["start"] + 5, "end": row["end"] + 5}
        if chance.random() < 0.1:
            changed["low"] = other["low"]
        if changed["party"] and chance.random() < 0.2:
            changed["party"] = chance.choice(["the government of ", "Northern "]) + changed["party"]
        rows += [changed, dict(row)] if chance.random() < 0.05 else [changed]
    chance.shuffle(rows)
    return rows


@pytest.mark.parametrize("folder", ["gold", "gold-news"])
def test_scores_agree_with_the_given_program(
    shared: Path, given_program: ModuleType, folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for i, path in enumerate(sorted((shared / folder).glob("*.figures.jsonl"))):
        gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if not gold:
            continue
        predicted = _perturbed(gold, random.Random(i))
        assert score([(gold, predicted)]) == _given_score(given_program, tmp_path, gold, predicted, capsys), path.name
