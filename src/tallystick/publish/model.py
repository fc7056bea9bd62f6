"""What a report is made of. All renderers read these and nothing else; nothing here is escaped yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallystick.publish.compared import FindingShown, SeriesShown, TallyShown, Terms
from tallystick.publish.dated import Dated
from tallystick.reconcile.sides import Sides
from tallystick.records import Figure, Modality, Outcome, Stance, Tally, Thing

if TYPE_CHECKING:
    from tallystick.publish.chronicle.agreements import AgreementSheet
    from tallystick.publish.chronicle.allegations import AllegationSheet
    from tallystick.publish.chronicle.control import ControlSheet
    from tallystick.publish.chronicle.relations import RelationSheet
    from tallystick.publish.chronicle.timeline import TimelineSheet


@dataclass(frozen=True, slots=True)
class Citation:
    """Where one figure stands: a document and the words. `start` and `end` are offsets of the quote in `sentence`."""

    number: int
    figure: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    path: str
    line: int
    quote: str
    sentence: str
    start: int
    end: int
    bounds: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in a cell: a number by a claimant, from one document or repeated in several.

    `number` is what was published, `what` the rest of the first quote. `claimant` is None where the column says it.
    `published` are the days of publication of the documents, asked for where the text ties no date to the figure.
    `notes` say what else narrows or widens the count, `doubts` what had to be assumed to put it into its column.
    `parts` are the figures that the text gives as parts of this one.
    """

    figures: tuple[Figure, ...]
    number: str
    what: str
    claimant: str | None
    published: tuple[str, ...]
    notes: tuple[str, ...]
    doubts: tuple[str, ...]
    citations: tuple[int, ...]
    parts: tuple[Entry, ...] = ()

    @property
    def as_of(self) -> str | None:
        """The date that the text ties the figure to."""
        return self.figures[0].as_of

    @property
    def modality(self) -> Modality:
        """stated, alleged, confirmed or denied."""
        return self.figures[0].modality


@dataclass(frozen=True, slots=True)
class Echo:
    """A reminder, in its own row, of a figure that stands elsewhere as a part of its total."""

    number: str
    total: str
    claimant: str | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The entries on one outcome and kind of thing, by stance. Rows of one `group` follow one another."""

    outcome: Outcome
    thing: Thing
    group: str
    label: str
    cells: dict[Stance, tuple[Entry, ...]]
    echoes: dict[Stance, tuple[Echo, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one topic."""

    topic: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Figures listed under another party that count this one along with it."""

    party: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All that is said of one party; `party` is None for figures that name none.

    `bounds` are the tallies that are worth a look, `series` the counts that one voice gave at several times.
    """

    party: str | None
    side: str | None
    tables: tuple[Table, ...]
    elsewhere: tuple[Reference, ...] = ()
    bounds: tuple[TallyShown, ...] = ()
    series: tuple[SeriesShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a statement stands that is no figure. `start` and `end` are offsets of the quote in `sentence`.

    Passages are numbered after the citations of figures.
    """

    number: int
    statement: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    path: str
    line: int
    quote: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told in a chapter: `lead` is its state or day where it has one, `details` what narrows it.

    `citations` are the numbers it rests on, of passages and of figures; of those in `first` this is the first line.
    """

    words: str
    citations: tuple[int, ...]
    first: tuple[int, ...] = ()
    lead: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The lines on one day, place, agreement, party or kind. Those of one `group` follow one another."""

    label: str
    lines: tuple[Line, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the chronicle in a report: what is main of it.

    `head` says how much there is and by what rule it is shown; `command` is the command that `shows` the rest.
    """

    key: str
    title: str
    head: str
    command: str
    shows: str
    label: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Chronicle:
    """What happened, who holds what, what was promised, who is accused and who backs whom: all that was used.

    `left_out` statements were not, because they had not been made by the day asked for, or nobody knows when. `dated`
    is what does not fit in the days of those that were.
    """

    timeline: TimelineSheet
    control: ControlSheet
    agreements: AgreementSheet
    allegations: AllegationSheet
    relations: RelationSheet
    dated: Dated = field(default_factory=Dated)
    left_out: int = 0


@dataclass(frozen=True)
class Report:
    """Rival counts side by side, what does not fit, the chronicle, and the citations that all of it rests on.

    `findings` has the quiet ones too, `tallies` all there are, `figures` the records that are cited. `chapters` has
    what is main of the chronicle, with their `passages`; `chronicle` all of it.
    """

    title: str | None
    sides: Sides
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    documents: int
    terms: Terms
    findings: tuple[FindingShown, ...] = ()
    tallies: tuple[Tally, ...] = ()
    figures: tuple[Figure, ...] = ()
    chronicle: Chronicle | None = None
    chapters: tuple[Chapter, ...] = ()
    passages: tuple[Passage, ...] = ()

    def _repr_html_(self) -> str:
        """The report as a notebook shows it."""
        from tallystick.publish.html import report_fragment

        return report_fragment(self)

    def __str__(self) -> str:
        from tallystick.publish.text import render

        return render(self)
