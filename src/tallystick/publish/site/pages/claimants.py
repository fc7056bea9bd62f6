"""The claimants: everything that one voice says, how it revises itself, and how it counts the other side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from tallystick.publish.site import addresses, numerals
from tallystick.publish.site.cards import heading_of
from tallystick.publish.site.charts import dots
from tallystick.publish.site.content import NOT_STATED, VOICE_WORDS, Content, title_of
from tallystick.publish.site.counts import dots_of
from tallystick.publish.site.templating import Page, render
from tallystick.publish.site.told import Told, told
from tallystick.records import Figure, Stance, Tally
from tallystick.wording.labels import row_label, row_order

#: Whom a claimant counts, by its stance.
_COUNTS: dict[Stance, str] = {
    "own": "itself or its side", "adversary": "the other side", "third": "others", "unattributed": "nobody named",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claimed:
    """One figure of a claimant."""

    words: str
    address: str
    when: Markup
    where: str
    line: int
    modality: str
    place: str


@dataclass(frozen=True, slots=True)
class About:
    """All that a claimant says of one party and kind of loss."""

    party: str
    words: str
    stance: str
    claims: tuple[Claimed, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """A claimant's count of the other side beside the documented ones and the side's own."""

    words: str
    party: str
    address: str
    chart: Markup
    told: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A claimant in the list of all."""

    name: str
    address: str
    figures: int
    documents: int
    own: int
    other: int
    revisions: int


def pages(content: Content) -> Iterator[Page]:
    """The list of claimants, then a page for each that is no document speaking in its own voice."""
    voices = {v: f for v, f in content.figures_by_voice.items() if not v.startswith("document ")}
    yield render(
        "claimants.html", addresses.CLAIMANTS, content, listed=[_listed(content, v, f) for v, f in voices.items()]
    )
    for voice, figures in voices.items():
        path = addresses.claimant(voice)
        root = addresses.root_of(path)
        ids = {figure.id for figure in figures}
        mine = [f for f in content.material.findings if not f.quiet and not ids.isdisjoint(f.figures)]
        revisions = [told(f, content, root) for f in mine if f.kind == "revision"]
        others: list[Told] = [told(f, content, root, with_quotes=False) for f in mine if f.kind != "revision"]
        names = sorted({f.claimant for f in figures if f.claimant and f.claimant != voice})
        yield render(
            "claimant.html", path, content, here=addresses.CLAIMANTS, name=content.voice_name(voice), names=names,
            figures=figures, about=list(_about(content, figures)), revisions=revisions, others=others,
            against=list(_against(content, voice, figures, root)),
        )  # fmt: skip


def _listed(content: Content, voice: str, figures: list[Figure]) -> Listed:
    stances = [content.material.standings[figure.id].stance for figure in figures]
    ids = {figure.id for figure in figures}
    revised = sum(1 for f in content.material.findings if f.kind == "revision" and not ids.isdisjoint(f.figures))
    return Listed(
        content.voice_name(voice), addresses.claimant(voice), len(figures), len({f.document for f in figures}),
        stances.count("own"), stances.count("adversary"), revised,
    )  # fmt: skip


def _about(content: Content, figures: list[Figure]) -> Iterator[About]:
    def key(figure: Figure) -> tuple[object, ...]:
        party = content.material.standings[figure.id].party
        return party is None, party or "", row_order(figure.outcome, figure.thing)

    ordered = sorted(figures, key=lambda f: (*key(f), f.as_of or "9999", f.document, f.start))
    for _, group in groupby(ordered, key=key):
        lot = list(group)
        stands = content.material.standings[lot[0].id]
        words = ": ".join(row_label(lot[0].outcome, lot[0].thing))
        yield About(stands.party or NOT_STATED, words, _COUNTS[stands.stance], tuple(_claimed(content, f) for f in lot))


def _claimed(content: Content, figure: Figure) -> Claimed:
    document = content.documents[figure.document]
    if figure.as_of:
        when = Markup("as of {}").format(numerals.day(figure.as_of))
    elif document.published:
        when = Markup("published {}").format(numerals.day(document.published))
    else:
        when = Markup("undated")
    modality = "" if figure.modality == "stated" else figure.modality
    return Claimed(
        heading_of(figure), addresses.statement(figure), when, title_of(document), figure.line, modality,
        figure.place or "",
    )  # fmt: skip


def _against(content: Content, voice: str, figures: list[Figure], root: str) -> Iterator[Against]:
    """The tallies in which it counts the other side, where a documented count or the side's own stands beside."""
    seen: dict[str, Tally] = {}
    for figure in figures:
        tally = content.tally_with.get(figure.id)
        if tally is not None and content.material.standings[figure.id].stance == "adversary":
            seen.setdefault(tally.id, tally)
    for tally in seen.values():
        mine = [c for c in tally.claims if c.voice == voice and c.role == "rival"]
        others = [c for c in tally.claims if c.role == "rival" and content.voice_of(c) in ("documented", "own")]
        sizes = [c.high or c.low for c in mine if c.high or c.low]
        if not sizes or not others:
            continue
        largest = max(size for size in sizes if size)
        compared = [
            f"{_times(largest / size)} the {_counted(VOICE_WORDS[content.voice_of(other)])} of"
            f" {content.voice_name(other.voice)}"
            for other in others
            if (size := other.high or other.low)
        ]
        drawn = dots_of(tally, content)
        if compared and dots.worth_drawing(drawn):
            words = ": ".join(row_label(tally.outcome, tally.thing))
            yield Against(
                words, tally.party or NOT_STATED, addresses.tally(tally.party, tally.id),
                dots.chart(drawn, words, root), "; ".join(compared),
            )  # fmt: skip


def _counted(kind: str) -> str:
    return "own count" if kind == "the party itself" else kind


def _times(ratio: float) -> str:
    return f"{ratio:.2f} times" if ratio < 10 else f"{ratio:,.0f} times"
