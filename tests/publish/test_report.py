"""The report: every figure in its cell, none dropped, none added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hand_made import CONFLICT, document, figure
from hypothesis import given
from hypothesis import strategies as st

from tallystick.publish.model import Entry, Report, Row, Section
from tallystick.publish.report import build_report
from tallystick.records import MODALITIES, OUTCOMES, THINGS, Figure

NEWS = document(
    "Ruritania counts 3,825 dead soldiers. Borduria put them at more than 5,000 on 28 October 1930.\n"
    "The Observatory confirmed 541 dead volunteers. By one count 12 tanks were lost (destroyed: 7, damaged: 6).\n"
    "About 900 Bordurians and volunteers fell, says Strelsau. The land lost 72% of its ground.\n",
    "news.txt", title="The toll", publisher="Daily Planet", published="1930-11-20",
)  # fmt: skip
LATER = document("Strelsau again speaks of 3,825 dead servicemen.", "later.txt")


def news_figures() -> list[Figure]:
    lost = {"party": "Borduria", "claimant": "Observatory", "thing": "equipment.tank"}
    total = figure(NEWS, "12 tanks", 12, **lost, outcome="lost")
    return [
        figure(NEWS, "3,825 dead soldiers", 3825, party="Ruritania", claimant="Ruritania"),
        figure(NEWS, "more than 5,000", 5000, high=None, qualifier="more_than", party="Ruritania",
               claimant="Borduria Ministry of War", as_of="1930-10-28", modality="alleged"),
        figure(NEWS, "541 dead volunteers", 541, party="Bordurian volunteers", claimant="Observatory",
               thing="person.mercenary", modality="confirmed"),
        total,
        figure(NEWS, "destroyed: 7", 7, **lost, outcome="destroyed", part_of=total.id),
        figure(NEWS, "damaged: 6", 6, **lost, outcome="damaged", part_of=total.id),
        figure(NEWS, "About 900 Bordurians and volunteers", 900, qualifier="about", thing="person.mixed",
               party="Bordurian volunteers; Borduria", claimant="Ruritania"),
        figure(NEWS, "72%", 72, unit="percent", thing="territory.area", outcome="seized", actor="Borduria"),
        figure(LATER, "3,825 dead servicemen", 3825, party="Ruritania", claimant="Ruritania"),
    ]  # fmt: skip


def section_of(report: Report, party: str | None) -> Section:
    return next(section for section in report.sections if section.party == party)


def row_of(report: Report, party: str | None, outcome: str, thing: str) -> Row:
    rows = [row for table in section_of(report, party).tables for row in table.rows]
    return next(row for row in rows if (row.outcome, row.thing) == (outcome, thing))


def entries_of(report: Report) -> Iterator[Entry]:
    waiting = [
        entry for section in report.sections for table in section.tables for row in table.rows
        for cell in row.cells.values() for entry in cell
    ]  # fmt: skip
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting.extend(entry.parts)


REPORT = build_report([NEWS, LATER], news_figures(), CONFLICT)


def test_rival_counts_stand_beside_each_other() -> None:
    row = row_of(REPORT, "Ruritania", "killed", "person.military")
    assert [entry.number for entry in row.cells["own"]] == ["3,825"]
    assert [entry.number for entry in row.cells["adversary"]] == ["more than 5,000"]
    assert not row.cells["third"] and not row.cells["unattributed"]


def test_a_figure_repeated_by_its_claimant_is_one_entry_with_two_citations() -> None:
    entry = row_of(REPORT, "Ruritania", "killed", "person.military").cells["own"][0]
    assert len(entry.citations) == 2
    assert entry.published == ("1930-11-20",)


def test_the_claimant_is_named_where_the_column_does_not_say_it() -> None:
    row = row_of(REPORT, "Ruritania", "killed", "person.military")
    assert row.cells["own"][0].claimant is None
    assert row.cells["adversary"][0].claimant == "Borduria Ministry of War"


def test_sides_come_first_then_others_then_not_stated() -> None:
    assert [section.party for section in REPORT.sections] == ["Ruritania", "Borduria", "Bordurian volunteers", None]


def test_parts_stand_under_their_total_and_echo_in_no_row_of_their_own() -> None:
    entry = row_of(REPORT, "Borduria", "lost", "equipment.tank").cells["third"][0]
    assert (entry.number, [part.number for part in entry.parts]) == ("12", ["7", "6"])
    labels = [row.label for table in section_of(REPORT, "Borduria").tables for row in table.rows]
    assert "destroyed" not in labels


def test_a_part_is_recalled_in_the_row_of_rival_counts() -> None:
    rival = figure(NEWS, "By one count 12", 9, party="Borduria", claimant="Ruritania", outcome="destroyed",
                   thing="equipment.tank")  # fmt: skip
    row = row_of(build_report([NEWS, LATER], [*news_figures(), rival], CONFLICT), "Borduria", "destroyed",
                 "equipment.tank")  # fmt: skip
    assert [entry.number for entry in row.cells["adversary"]] == ["9"]
    assert [(echo.number, echo.total) for echo in row.echoes["third"]] == [("7", "12 lost")]


def test_nothing_is_added_up() -> None:
    numbers = [entry.number for entry in entries_of(REPORT)]
    assert sorted(numbers) == sorted(["3,825", "more than 5,000", "541", "12", "7", "6", "about 900", "72%"])


def test_people_of_two_parties_are_listed_once_and_the_other_party_refers_there() -> None:
    entry = row_of(REPORT, "Bordurian volunteers", "killed", "person.mixed").cells["adversary"][0]
    assert entry.notes == ("counted together with Borduria",)
    reference = section_of(REPORT, "Borduria").elsewhere[0]
    assert (reference.party, reference.citations) == ("Bordurian volunteers", entry.citations)


def test_where_no_party_is_stated_the_actor_is() -> None:
    entry = row_of(REPORT, None, "seized", "territory.area").cells["unattributed"][0]
    assert (entry.number, entry.notes, entry.claimant) == ("72%", ("by Borduria",), "Daily Planet")


def test_two_equal_small_numbers_in_one_line_are_two() -> None:
    text = document("Szohod lists one howitzer, one mortar.\nStrelsau lists one howitzer.")
    gun = {"claimant": "Borduria", "party": "Ruritania", "thing": "equipment.artillery", "outcome": "destroyed"}
    report = build_report([text], [figure(text, "one howitzer", **gun), figure(text, "one mortar", **gun)], CONFLICT)
    cell = row_of(report, "Ruritania", "destroyed", "equipment.artillery").cells["adversary"]
    assert [entry.citations for entry in cell] == [(1,), (2,)]


def test_the_same_number_in_two_documents_own_voice_is_no_single_claim() -> None:
    first, second = document("There were 40 dead here.", "1.txt"), document("So 40 dead were found.", "2.txt")
    report = build_report([first, second], [figure(one, "40 dead", 40, party="Karst") for one in (first, second)])
    assert len(row_of(report, "Karst", "killed", "person.military").cells["unattributed"]) == 2


def test_a_revision_follows_what_it_revises() -> None:
    text = document("Now 2,906 dead, before that 2,853 dead.")
    made = [
        figure(text, "2,906 dead", 2906, party="Karst", claimant="Karst", as_of="1931-05"),
        figure(text, "2,853 dead", 2853, party="Karst", claimant="Karst", as_of="1931-01-11"),
    ]
    cell = row_of(build_report([text], made), "Karst", "killed", "person.military").cells["own"]
    assert [entry.number for entry in cell] == ["2,853", "2,906"]


def test_citations_lead_back_to_the_words() -> None:
    for citation in REPORT.citations:
        text = {NEWS.id: NEWS, LATER.id: LATER}[citation.document].text
        assert citation.sentence[citation.start : citation.end] == citation.quote
        assert citation.sentence in text


def test_a_report_on_nothing_is_empty() -> None:
    report = build_report([], [])
    assert (report.sections, report.citations) == ((), ())


WORDS = document(" ".join(f"{n} things." + "\n" * (n % 7 == 0) for n in range(100, 160)))
NAMES = st.none() | st.sampled_from(["Ruritania", "Borduria", "Karst; Borduria", "Karst Navy", "Rita Wu", "Planet"])
SLOTS = st.fixed_dictionaries({
    "party": NAMES, "actor": NAMES, "claimant": NAMES, "outcome": st.sampled_from(OUTCOMES),
    "thing": st.sampled_from(THINGS), "modality": st.sampled_from(MODALITIES),
    "as_of": st.sampled_from([None, "2020", "2020-10-02"]),
})  # fmt: skip


@st.composite
def any_figures(draw: st.DrawFn) -> list[Figure]:
    """Figures with any slots, and parts of one another in any way, in circles too."""
    slots = draw(st.lists(SLOTS, min_size=1, max_size=12))
    value = draw(st.sampled_from([1, 500]))
    made = [figure(WORDS, f"{100 + n} things", value, **one) for n, one in enumerate(slots)]
    ids = st.none() | st.sampled_from([one.id for one in made]) | st.just("f000000000000")
    return [one.model_copy(update={"part_of": draw(ids)}) for one in made]


@given(any_figures(), st.sampled_from([None, CONFLICT]))
def test_every_figure_stands_in_exactly_one_entry_under_its_own_citation(made: list[Figure], conflict: object) -> None:
    report = build_report([WORDS], made, conflict)  # type: ignore[arg-type]
    shown = Counter(one.id for entry in entries_of(report) for one in entry.figures)
    assert shown == Counter(one.id for one in made)
    assert sorted(citation.figure for citation in report.citations) == sorted(shown)
    assert [citation.number for citation in report.citations] == list(range(1, len(made) + 1))
    numbers = {citation.number: citation.figure for citation in report.citations}
    for entry in entries_of(report):
        assert [numbers[number] for number in entry.citations] == [one.id for one in entry.figures]
