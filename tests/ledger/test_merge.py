"""Two people's ledgers become one: no entry is lost, both chains can be recomputed, and doing it again adds nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest
from fake_reader import FakeReader, document_of
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from reviewed import DOCUMENT, clock, figure, made, read, reread

from tallystick.errors import LedgerError
from tallystick.ledger import Entry, merge, open_ledger
from tallystick.records import Read

__all__ = ["clock"]
OTHER = document_of("In the north 7 were wounded.", "b.txt")


def entries(path: Path) -> list[Entry]:
    with open_ledger(path) as ledger:
        ledger.verify()
        return list(ledger.entries())


def chain_within(path: Path, head: str) -> list[Entry]:
    """The chain that ends with this hash, from its first entry on, as it was in the ledger where it was made."""
    known: dict[str, Entry] = {}
    for entry in entries(path):
        level: Entry | None = entry
        while level is not None:
            known[level.hash] = level
            level = level.original()
    chain: list[Entry] = []
    while head != "0" * 64:
        chain.append(known[head])
        head = known[head].previous
    return chain[::-1]


def copied(path: Path, name: str) -> Path:
    return Path(shutil.copy(path, path.with_name(name)))


@pytest.fixture
def pair(tmp_path: Path, clock: Callable[[int], None]) -> tuple[Path, Path]:
    """A ledger and its copy, in each of which another person judged the 12; the second later than the first."""
    first = made(tmp_path / "a.db")
    second = copied(first, "b.db")
    clock(1)
    with open_ledger(first) as ledger:
        ledger.correct(figure(ledger, "12").id, {"party": "Borduria"}, by="Ann", why="headline")
        ledger.accept(figure(ledger, "30").id, by="Ann", why="right")
    clock(2)
    with open_ledger(second) as ledger:
        ledger.correct(figure(ledger, "12").id, {"party": "Ruritania"}, by="Bo", why="byline")
        ledger.accept(figure(ledger, "30").id, by="Bo", why="right")
        read(ledger, "first", OTHER)
    clock(3)
    return first, second


def test_both_chains_are_in_the_merged_ledger_whole(pair: tuple[Path, Path], tmp_path: Path) -> None:
    chains = [entries(path) for path in pair]
    before = [path.read_bytes() for path in pair]
    result = merge(tmp_path / "c.db", *pair)
    assert [path.read_bytes() for path in pair] == before, "the sources stay as they are"
    for chain in chains:
        assert chain_within(tmp_path / "c.db", chain[-1].hash) == chain
    merged = entries(tmp_path / "c.db")
    assert (result.entries, result.head) == (len(merged), merged[-1].hash)
    assert [came[1:] for came in result.came] == [(len(chains[0]), 0), (len(chains[1]) - 7, 7)]
    with open_ledger(tmp_path / "c.db") as ledger:
        assert ledger.verify().merged == (chains[1][-1].hash,)
        assert {document.path for document in ledger.documents()} == {"a.txt", "b.txt"}


def test_merging_again_adds_nothing(pair: tuple[Path, Path], tmp_path: Path) -> None:
    merge(tmp_path / "c.db", *pair)
    once = entries(tmp_path / "c.db")
    for sources in pair, pair[::-1]:
        result = merge(tmp_path / "c.db", *sources)
        assert all(came == 0 for _, came, _ in result.came)
        assert entries(tmp_path / "c.db") == once


def test_a_ledger_that_goes_on_where_the_other_ends_is_taken_as_it_is(tmp_path: Path) -> None:
    first = made(tmp_path / "a.db")
    second = copied(first, "b.db")
    with open_ledger(second) as ledger:
        ledger.accept(figure(ledger, "12").id, by="Bo", why="right")
    assert [came[1:] for came in merge(first, second).came] == [(1, 7)]
    assert entries(first) == entries(second), "with its own numbers and hashes"
    assert [came[1:] for came in merge(second, first).came] == [(0, 8)]


def test_the_later_judgement_decides_and_both_are_told(pair: tuple[Path, Path], tmp_path: Path) -> None:
    for order in pair, pair[::-1]:
        target = tmp_path / f"{order[0].stem}.c.db"
        result = merge(target, *order)
        with open_ledger(target) as ledger:
            twelve = figure(ledger, "12")
            assert twelve.party == "Ruritania", "Bo judged an hour later"
            (conflict,) = ledger.conflicts()
            assert result.conflicts == (conflict,)
            assert (conflict.record, conflict.overruled.by, conflict.deciding.by) == (twelve.id, "Ann", "Bo")
            assert twelve.review is not None and twelve.review.against == (conflict.overruled.entry.seq,)
            history = ledger.history(twelve.id)
            told = {line.by: " ".join(line.notes) for line in history.lines if line.by}
            assert "Bo judged otherwise" in told["Ann"] and "Ann had judged otherwise" in told["Bo"]
            assert any("reviewers disagree" in note for note in history.notes)
            assert ledger.figures("2020-10-07T01:30:00Z")[0].party == "Borduria", "before Bo judged"


def test_judgements_that_agree_are_no_conflict(pair: tuple[Path, Path], tmp_path: Path) -> None:
    merge(tmp_path / "c.db", *pair)
    with open_ledger(tmp_path / "c.db") as ledger:
        assert figure(ledger, "30").id not in {conflict.record for conflict in ledger.conflicts()}


def test_a_judgement_in_sight_of_both_settles_a_conflict(pair: tuple[Path, Path]) -> None:
    merge(*pair)
    with open_ledger(pair[0]) as ledger:
        ledger.accept(figure(ledger, "12").id, by="Chief", why="Bo is right")
        assert ledger.conflicts() == []
        assert figure(ledger, "12").party == "Ruritania"
        ledger.verify()


def test_a_rejection_against_an_acceptance_is_a_conflict(pair: tuple[Path, Path]) -> None:
    with open_ledger(pair[1]) as ledger:
        ledger.reject(figure(ledger, "30").id, by="Bo", why="on second thoughts")
    assert len(merge(*pair).conflicts) == 2
    with open_ledger(pair[0]) as ledger:
        assert [one.quote for one in ledger.figures()] == ["12", "14", "7"]


def test_an_undo_reaches_the_judgement_that_both_had(tmp_path: Path, clock: Callable[[int], None]) -> None:
    first = made(tmp_path / "a.db")
    with open_ledger(first) as ledger:
        number = ledger.reject(figure(ledger, "12").id, by="Ann", why="no").review.entry  # type: ignore[union-attr]
    second = copied(first, "b.db")
    with open_ledger(first) as ledger:
        ledger.accept(figure(ledger, "30").id, by="Ann", why="right")
    with open_ledger(second) as ledger:
        ledger.undo(number, by="Bo", why="yes")
        undo = ledger.reject(figure(ledger, "14").id, by="Bo", why="no").review.entry  # type: ignore[union-attr]
        ledger.undo(undo, by="Bo", why="yes")
    merge(first, second)
    with open_ledger(first) as ledger:
        assert [one.quote for one in ledger.figures()] == ["12", "30", "14"]
        fates = [(judgement.kind, judgement.in_force) for judgement in ledger.reviews()]
        assert fates == [("rejection", False), ("acceptance", True), ("undo", False), ("rejection", False),
                         ("undo", False)]  # fmt: skip
        assert [line.what for line in ledger.history(figure(ledger, "12").id).lines] == ["given", "rejection", "undo"]


def test_ledgers_that_share_no_entry_but_the_documents_are_merged(tmp_path: Path, clock: Callable[[int], None]) -> None:
    first = made(tmp_path / "a.db")
    clock(1)
    second = tmp_path / "b.db"
    with open_ledger(second, create=True) as ledger:
        document = DOCUMENT.model_copy(update={"path": "elsewhere/a.txt", "title": "T"})
        found = FakeReader().read(document)
        ledger.append_document(document, Read(found.figures[:2]), "newer")
        ledger.reject(found.figures[0].id, by="Bo", why="no")
    merge(first, second)
    with open_ledger(first) as ledger:
        ledger.verify()
        assert [document.path for document in ledger.documents()] == ["a.txt"]
        assert [origin.path for origin in ledger.origins(DOCUMENT.id)] == ["a.txt", "elsewhere/a.txt"]
        assert [one.quote for one in ledger.figures()] == ["30"], "the later reading, without what Bo rejected"
        assert ledger.holds(DOCUMENT.id, "newer")
        assert [one.quote for one in ledger.figures("2020-10-07T00:30:00Z")] == ["12", "30", "14"]


def test_an_older_reading_that_is_merged_does_not_become_the_current_view(
    tmp_path: Path, clock: Callable[[int], None]
) -> None:
    second = made(tmp_path / "b.db")
    clock(1)
    first = tmp_path / "a.db"
    with open_ledger(first, create=True) as ledger:
        ledger.append_document(DOCUMENT, Read(), "newer")
    merge(first, second)
    with open_ledger(first) as ledger:
        assert ledger.holds(DOCUMENT.id, "newer") and ledger.figures() == [] and len(ledger.figure_columns()) == 0
        reread(ledger, figure_of := FakeReader().read(DOCUMENT).figures[0], reading="newest")
        assert ledger.figures() == [figure_of], "what is appended after a merge is newest, whatever the clock says"


def test_a_clock_that_went_back_does_not_bring_old_readings_back(tmp_path: Path, clock: Callable[[int], None]) -> None:
    clock(9000)
    made(tmp_path / "a.db")
    clock(1)
    with open_ledger(tmp_path / "a.db") as ledger:
        id = figure(ledger, "12").id
        reread(ledger, figure(ledger, "12"))
        assert len(ledger.figures()) == len(ledger.figure_columns()) == 1
        clock(2)
        ledger.reject(id, by="Ann", why="no")
        clock(1)
        ledger.accept(id, by="Ann", why="yes")
        assert len(ledger.figures()) == 1


def test_a_merged_ledger_can_be_merged_and_sent_back(
    pair: tuple[Path, Path], tmp_path: Path, clock: Callable[[int], None]
) -> None:
    third = made(tmp_path / "third.db")
    with open_ledger(third) as ledger:
        ledger.reject(figure(ledger, "14").id, by="Cy", why="no")
    chains = [entries(path) for path in (*pair, third)]
    merge(*pair)
    chains.append(entries(pair[0]))
    merge(third, pair[0])
    merge(pair[1], third)
    for path in third, pair[1]:
        for chain in chains:
            assert chain_within(path, chain[-1].hash) == chain
    with open_ledger(pair[1]) as ledger:
        own = [(judgement.by, judgement.record, judgement.kind) for judgement in ledger.reviews()]
        assert len(own) == len(set(own)) == 5, "a judgement that came back counts once"
        assert figure(ledger, "12").party == "Ruritania"
    size = len(entries(pair[1]))
    for sources in (pair[0], third), (third, pair[0]):
        merge(pair[1], *sources)
        assert len(entries(pair[1])) == size


def test_a_ledger_is_not_merged_into_itself(pair: tuple[Path, Path]) -> None:
    with pytest.raises(LedgerError, match="is the ledger to merge into"):
        merge(pair[0], pair[1], pair[0].parent / "." / pair[0].name)


def test_a_missing_or_other_file_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("notes")
    for source in tmp_path / "none.db", tmp_path / "notes.db":
        with pytest.raises(LedgerError, match=source.name):
            merge(tmp_path / "c.db", source)
    assert not (tmp_path / "c.db").exists()


def test_merging_an_empty_ledger_adds_nothing(tmp_path: Path) -> None:
    open_ledger(tmp_path / "empty.db", create=True).close()
    first = made(tmp_path / "a.db")
    before = entries(first)
    assert [came[1:] for came in merge(first, tmp_path / "empty.db").came] == [(0, 0)]
    assert entries(first) == before


def test_a_figure_of_a_merged_ledger_leads_to_tallies(pair: tuple[Path, Path]) -> None:
    from tallystick.proving import prove

    merge(*pair)
    assert prove(pair[0]).figures == 4


# Any work by any people, merged in any order


Step = tuple[str, int, int]


def work(path: Path, steps: Sequence[Step], by: str, moments: Iterator[int]) -> None:
    """Judge and read as the steps say, as far as that is possible, each at a later moment."""
    with open_ledger(path) as ledger, pytest.MonkeyPatch.context() as patch:
        for what, number, value in steps:
            patch.setenv("SOURCE_DATE_EPOCH", str(next(moments)))
            figures = ledger.figures()
            try:
                if what == "undo":
                    ledger.undo(len(list(ledger.entries())) - number, by=by, why="w")
                elif what == "read":
                    reread(ledger, *FakeReader().read(DOCUMENT).figures[number % 3 :], reading=f"reading {value}")
                elif what == "document":
                    read(ledger, "first", document_of(f"There {number} fell.", f"{number}.txt"))
                elif figures:
                    id = figures[number % len(figures)].id
                    if what == "correct":
                        ledger.correct(id, {"low": "0", "high": str(100 + value)}, by=by, why="w")
                    else:
                        getattr(ledger, what)(id, by=by, why="w")
            except LedgerError:
                pass


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["correct", "reject", "accept", "undo", "read", "document"]), st.integers(0, 4),
        st.integers(0, 3),
    ),
    max_size=5,
)  # fmt: skip


@settings(max_examples=5, phases=[Phase.explicit, Phase.generate])
@given(rounds=st.lists(st.tuples(STEPS, STEPS, st.booleans()), min_size=1, max_size=3))
def test_whatever_two_people_do_no_entry_is_lost(rounds: list[tuple[list[Step], list[Step], bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = made(Path(folder) / "a.db")
        second, moments = copied(first, "b.db"), count(1_700_000_000)
        for number, (ann, bo, back) in enumerate(rounds):
            work(first, ann, "Ann", moments)
            work(second, bo, "Bo", moments)
            chains = [entries(first), entries(second)]
            target = Path(folder) / f"{number}.db"
            merge(target, first, second)
            for chain in chains:
                assert chain_within(target, chain[-1].hash) == chain
            merge(*((second, first) if back else (first, second)))
            with open_ledger(second if back else first) as one, open_ledger(target) as other:
                assert {f.id for f in one.figures()} == {f.id for f in other.figures()}
                assert sorted(one.figure_columns()["id"]) == sorted(f.id for f in one.figures())
                made_by = [(j.by, next(reversed(list(j.entry.hashes())))) for j in one.reviews()]
                assert len(made_by) == len(set(made_by))
