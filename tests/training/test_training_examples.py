"""Annotated documents as training examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tallystick.errors import KnowledgeError
from tallystick.extraction.reader import tokenizer
from tallystick.extraction.tensors import POINTERS
from tallystick.extraction.windows import WindowMaker
from tallystick.records import OUTCOMES, THINGS
from tallystick.training.examples import Example, answers, make_examples, read_gold

_TEXT = (
    "On 3 May 2020 Armenia said that 40 of its soldiers had been killed in 6 raids near Paris.\n"
    "Chapter 7 tells of it.\n"
)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    figure = {
        "line": 1, "quote": "40 of its soldiers", "low": 40, "high": 40, "qualifier": "exact", "unit": "count",
        "thing": "person.military", "outcome": "killed", "party": "Armenian forces", "actor": None,
        "claimant": "Armenia", "modality": "stated", "as_of": "2020-05-03", "place": "Paris",
    }  # fmt: skip
    start = _TEXT.index("40")
    figure |= {"start": start, "end": start + len("40 of its soldiers")}
    (tmp_path / "own.txt").write_text(_TEXT, encoding="utf-8")
    (tmp_path / "own.figures.jsonl").write_text(json.dumps(figure) + "\n\n", encoding="utf-8")
    return tmp_path


def examples(folder: Path) -> list[Example]:
    [document] = read_gold([folder])
    assert document.name == "own" and len(document.figures) == 1
    return make_examples(document, WindowMaker(tokenizer()))


def test_every_number_is_an_example_and_the_annotated_one_is_right(gold: Path) -> None:
    made = examples(gold)
    scopes = [s for e in made for s in e.scope]
    assert sum(scopes) == 1 and len(scopes) == 3
    example = next(e for e in made if 1 in e.scope)
    q = example.scope.index(1)
    assert example.classes["outcome"][q] == OUTCOMES.index("killed")
    assert example.classes["thing"][q] == THINGS.index("person.military")
    assert [c for i, c in enumerate(example.classes["outcome"]) if i != q] == [-1] * (len(example.scope) - 1)


def test_pointers_point_at_the_right_mentions_with_null_first(gold: Path) -> None:
    example = next(e for e in examples(gold) if 1 in e.scope)
    q = example.scope.index(1)
    told = {}
    for slot, targets in zip(POINTERS, example.targets, strict=True):
        told[slot] = {None if t == 0 else example.window.options[t - 1].candidate.value for t in targets[q]}
    assert told == {
        "party": {"Armenia"}, "actor": {None}, "claimant": {"Armenia"}, "as_of": {"2020-05-03"}, "place": {"Paris"},
    }  # fmt: skip


def test_answers_are_padded_with_minus_one(gold: Path) -> None:
    made = examples(gold)
    queries = max(len(e.scope) for e in made) + 2
    options = max(len(e.window.options) for e in made)
    arrays = answers(made, queries, options)
    assert arrays["scope"].shape == (len(made), queries)
    assert arrays["targets"].shape == (len(made), len(POINTERS), queries, 1 + options)
    for i, example in enumerate(made):
        assert arrays["scope"][i].tolist() == example.scope + [-1] * (queries - len(example.scope))
        assert not arrays["targets"][i, :, len(example.scope) :].any()


def test_a_folder_without_annotations_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"no NAME\.figures\.jsonl there"):
        read_gold([tmp_path])
