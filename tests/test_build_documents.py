"""A build reads what is new or changed, names what it cannot read, and goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fake_reader import FakeReader, fake_reader

from tallystick.build import BuildEvent, BuildResult, build
from tallystick.conflict import Conflict
from tallystick.errors import ModelError, NotALedgerError
from tallystick.ledger import open_ledger
from tallystick.reading import usual_workers
from tallystick.records import Document, Figure, Read

TEXTS = {
    "a.txt": "On that day 12 were killed.",
    "b.txt": "The other side counts 30 dead and 45 wounded.",
    "c.md": "# Losses\n\nNo figure here.",
    "sub/d.txt": "Title: A list\n\nBy October 7 ships were lost.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        file = tmp_path / "documents" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path / "documents"


@pytest.fixture
def run(folder: Path) -> Callable[..., BuildResult]:
    def run(*paths: object, **options: object) -> BuildResult:
        defaults: dict[str, object] = {"reader_factory": fake_reader}
        chosen = [str(path) for path in paths] or [str(folder)]
        return build(chosen, folder.parent / "a.db", **{**defaults, **options})  # type: ignore[arg-type]

    return run


def held(folder: Path) -> tuple[list[Document], list[Figure]]:
    with open_ledger(folder.parent / "a.db") as ledger:
        ledger.verify()
        return ledger.documents(), ledger.figures()


def test_a_folder_becomes_a_ledger(folder: Path, run: Callable[..., BuildResult]) -> None:
    events: list[BuildEvent] = []
    assert run(progress=events.append) == BuildResult(read=4, unchanged=0, refused=(), figures=4)
    documents, figures = held(folder)
    assert [Path(document.path).relative_to(folder).as_posix() for document in documents] == list(TEXTS)
    assert [figure.quote for figure in figures] == ["12", "30", "45", "7"]
    assert [(event.outcome, event.figures, event.done, event.total) for event in events] == [
        ("read", 1, 1, 4), ("read", 2, 2, 4), ("read", 0, 3, 4), ("read", 1, 4, 4),
    ]  # fmt: skip


def test_denials_are_kept_with_the_figures_they_reject(folder: Path, run: Callable[..., BuildResult]) -> None:
    (folder / "e.txt").write_text("Of 50 dead the ministry says that they are invented; others denied it too.")
    assert run().figures == 5
    with open_ledger(folder.parent / "a.db") as ledger:
        (denial,) = ledger.denials()
        assert (denial.quote, [ledger.record(id).quote for id in denial.of]) == ("denied", ["50"])  # type: ignore[union-attr]


def test_unchanged_documents_are_not_read_again(folder: Path, run: Callable[..., BuildResult]) -> None:
    run()
    before = (folder.parent / "a.db").read_bytes()

    class Unwilling(FakeReader):
        def read(self, document: Document) -> Read:
            raise AssertionError

    again = run(reader_factory=lambda conflict: Unwilling(fake_reader(conflict).fingerprint))
    assert again == BuildResult(read=0, unchanged=4, refused=(), figures=0)
    assert (folder.parent / "a.db").read_bytes() == before


def test_a_changed_document_is_read_and_the_former_text_is_kept(folder: Path, run: Callable[..., BuildResult]) -> None:
    run()
    (folder / "a.txt").write_text("On that day 13 were killed.")
    assert run() == BuildResult(read=1, unchanged=3, refused=(), figures=1)
    assert {"12", "13"} <= {figure.quote for figure in held(folder)[1]}


def test_a_changed_header_has_the_document_read_again(folder: Path, run: Callable[..., BuildResult]) -> None:
    run()
    (folder / "sub/d.txt").write_text("Title: A list\nDate: 2020-10-07\n\nBy October 7 ships were lost.")
    assert run() == BuildResult(read=1, unchanged=3, refused=(), figures=1)
    documents, figures = held(folder)
    assert [document.published for document in documents] == [None, None, None, "2020-10-07"]
    assert len(figures) == 4


def test_another_conflict_file_has_all_read_again(folder: Path, run: Callable[..., BuildResult]) -> None:
    run()
    assert run(conflict=Conflict(title="A war")) == BuildResult(read=4, unchanged=0, refused=(), figures=4)
    assert run(conflict=Conflict(title="A war")).unchanged == 4
    assert len(held(folder)[1]) == 4


def test_a_copy_under_another_name_is_no_second_document(folder: Path, run: Callable[..., BuildResult]) -> None:
    (folder / "z.txt").write_text(TEXTS["a.txt"])
    events: list[BuildEvent] = []
    assert run(progress=events.append) == BuildResult(read=4, unchanged=1, refused=(), figures=4)
    assert events[-1].reason == f"has the same text as {folder / 'a.txt'}"
    assert run().unchanged == 5
    assert len(held(folder)[0]) == 4


@pytest.mark.parametrize("workers", [1, 2])
def test_bad_documents_are_refused_and_the_rest_go_on(
    folder: Path, run: Callable[..., BuildResult], workers: int
) -> None:
    bad = {
        "a1.txt": ("3 IS REFUSED", "is refused"),
        "a2.txt": ("3 RUNS OUT OF MEMORY", "takes more memory than there is; split it"),
        "b1.txt": ("3 IS NOT UNDERSTOOD", "the reader failed on it (ValueError: not understood); please report this"),
        "b2.txt": ("", "is empty"),
        "c1.txt": ("3 IS MISQUOTED", "this is a fault of the reader, please report it"),
    }
    for name, (text, _) in bad.items():
        (folder / name).write_text(text)
    result = run(folder / "none.txt", folder, workers=workers)
    assert (result.read, result.unchanged, result.figures) == (4, 0, 4)
    assert [Path(path).name for path, _ in result.refused] == ["none.txt", *bad]
    for (_, reason), (_, expected) in zip(result.refused[1:], bad.values(), strict=True):
        assert expected in reason
    assert len(held(folder)[0]) == 4


def test_a_document_that_ends_its_process_is_refused_and_the_rest_go_on(
    folder: Path, run: Callable[..., BuildResult]
) -> None:
    (folder / "b1.txt").write_text("3 ENDS ITS PROCESS")
    result = run(workers=2)
    assert (result.read, result.figures) == (4, 4)
    assert [Path(path).name for path, _ in result.refused] == ["b1.txt"]
    assert "ended the process that read it" in result.refused[0][1]
    assert len(held(folder)[0]) == 4


@pytest.mark.parametrize("workers", [1, 2])
def test_a_reader_that_cannot_work_stops_the_build(folder: Path, run: Callable[..., BuildResult], workers: int) -> None:
    (folder / "b.txt").write_text("3 SHOWS THE MODEL DAMAGED")
    with pytest.raises(ModelError, match="is damaged"):
        run(workers=workers)
    assert [Path(document.path).name for document in held(folder)[0]] == ["a.txt"]


def test_several_processes_give_the_same_ledger_to_the_byte(folder: Path, run: Callable[..., BuildResult]) -> None:
    for number in range(12):
        (folder / f"n{number}.txt").write_text(f"{number} tanks")
    ledgers = []
    for workers in 1, 3, None:
        run(workers=workers)
        ledgers.append((folder.parent / "a.db").read_bytes())
        (folder.parent / "a.db").unlink()
    assert ledgers[0] == ledgers[1] == ledgers[2]


def test_a_few_files_are_read_in_one_process_and_many_by_some() -> None:
    assert usual_workers(0) == usual_workers(1) == usual_workers(7) == 1
    assert 1 <= usual_workers(10_000) <= 4


def test_the_same_documents_built_elsewhere_have_the_same_ids(folder: Path, run: Callable[..., BuildResult]) -> None:
    run()
    build([str(folder / "sub"), str(folder)], folder.parent / "b.db", reader_factory=fake_reader)
    with open_ledger(folder.parent / "b.db") as ledger:
        assert (ledger.documents(), ledger.figures()) == held(folder)


def test_nothing_readable_still_makes_a_ledger(folder: Path, run: Callable[..., BuildResult]) -> None:
    (folder.parent / "bare").mkdir()
    result = run(folder.parent / "bare")
    assert (result.read, len(result.refused)) == (0, 1)
    assert held(folder) == ([], [])


def test_a_ledger_that_is_none_is_refused_before_anything_is_read(
    folder: Path, run: Callable[..., BuildResult]
) -> None:
    (folder.parent / "a.db").write_text("My notes.")
    with pytest.raises(NotALedgerError):
        run(reader_factory=None)
    assert (folder.parent / "a.db").read_text() == "My notes."


def test_an_interrupt_leaves_what_was_read(folder: Path, run: Callable[..., BuildResult]) -> None:
    def interrupt(event: BuildEvent) -> None:
        if event.done == 2:
            raise KeyboardInterrupt

    for workers in 1, 2:
        with pytest.raises(KeyboardInterrupt):
            run(progress=interrupt, workers=workers)
        assert len(held(folder)[0]) == 2
    assert run().read == 2
