"""Annotated documents as training examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tallystick.errors import KnowledgeError
from tallystick.extraction.network.reader import tokenizer
from tallystick.extraction.network.sieve import Sieve
from tallystick.extraction.network.tensors import POINTERS
from tallystick.extraction.network.windows import WindowMaker
from tallystick.records import EVENT_TYPES, OUTCOMES, THINGS
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
    return make_examples(document, WindowMaker(tokenizer()), Sieve({"bias": 1.0}, 0.0))


def test_every_number_is_an_example_and_the_annotated_one_is_right(gold: Path) -> None:
    made = examples(gold)
    scopes = [s for e in made for s in e.scope if s >= 0]
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


@pytest.fixture
def gold_with_events(gold: Path) -> Path:
    """The same, with its one event annotated in the first line only."""
    start = _TEXT.index("killed")
    event = {
        "start": _TEXT.index("been"), "end": start + len("killed"), "type": "harm", "start_date": "2020-05-03",
        "end_date": "2020-05-03", "actor": None, "target": "Armenia", "place": "Paris", "claimant": "Armenia",
    }  # fmt: skip
    head = {"text": "own.txt", "until": _TEXT.index("Chapter"), "sha256": ""}
    (gold / "own.events.jsonl").write_text(f"{json.dumps(head)}\n{json.dumps(event)}\n", encoding="utf-8")
    return gold


def test_the_word_that_happens_is_the_trigger_and_the_rest_of_its_quote_is_not_asked(gold_with_events: Path) -> None:
    words: dict[str, int] = {}
    for example in examples(gold_with_events):
        for query, event in zip(example.window.queries, example.event, strict=True):
            if event >= 0:
                words[_word(example, query.first)] = event
    assert words["killed"] == 1
    assert words["raids"] == 0
    assert "tells" not in words, "events were annotated in the first line only"


def _word(example: Example, piece: int) -> str:
    return str(tokenizer().decode([example.window.ids[piece]]))


def test_an_event_has_its_type_and_its_slots_under_the_names_of_a_figure(gold_with_events: Path) -> None:
    example = next(e for e in examples(gold_with_events) if 1 in e.event)
    q = example.event.index(1)
    assert example.classes["type"][q] == EVENT_TYPES.index("harm")
    told = {}
    for slot, targets in zip(POINTERS, example.targets, strict=True):
        told[slot] = {None if t == 0 else example.window.options[t - 1].candidate.value for t in targets[q]}
    assert told == {
        "party": {"Armenia"}, "actor": {None}, "claimant": {"Armenia"}, "as_of": {"2020-05-03"}, "place": {"Paris"},
    }  # fmt: skip


def test_a_document_without_events_teaches_no_triggers(gold: Path) -> None:
    assert all(event == -1 for example in examples(gold) for event in example.event)


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
