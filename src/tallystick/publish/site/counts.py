"""Tallies as rows of a table: a chart, who says what with links to the words, how far apart they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from tallystick.publish.comparing import bound_words, number_words, scope_of, thing_words
from tallystick.publish.site import addresses, numerals
from tallystick.publish.site.charts import dots, marks
from tallystick.publish.site.content import VOICE_WORDS, VOICES, Content, Voice
from tallystick.publish.telling import sets_words
from tallystick.records import ROLES, Claim, Tally
from tallystick.wording.labels import MODALITY_WORDS, row_label
from tallystick.wording.phrase import date_phrase

#: Rivals that differ by less than this are shown without a ratio.
_TELLING_RATIO = 1.05
_ROLE_WORDS = {
    "item": "one of several it lists", "part": "part of a total", "superseded": "replaced by a later count",
    "denied": "told to be denied",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One claim: its number and where its words are, who makes it, when, and what to know of it."""

    kind: Voice
    mark: Markup
    number: Markup
    address: str
    again: tuple[str, ...]
    who: str
    voice: str
    stance: str
    when: Markup
    quote: str
    notes: tuple[str, ...]
    sets: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Count:
    """A tally as a row."""

    tally: Tally
    group: str
    label: str
    scope: str
    chart: Markup | None
    said: tuple[Said, ...]
    times: str
    low: Markup
    best: Markup
    high: Markup
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    name: str
    rows: tuple[Count, ...]


def grouped(tallies: Iterable[Tally], content: Content, root: str) -> list[Group]:
    """The rows of these tallies, which come in order, under the headings of their outcomes or things."""
    rows = [count(tally, content, root) for tally in tallies]
    return [Group(name, tuple(lot)) for name, lot in groupby(rows, key=lambda row: row.group)]


def count(tally: Tally, content: Content, root: str) -> Count:
    """A tally as a row."""
    group, label = row_label(tally.outcome, tally.thing)
    if tally.kind != tally.thing:
        label = thing_words(tally) if tally.thing.startswith("person.") else f"{label} ({thing_words(tally)})"
    claims = sorted(tally.claims, key=lambda claim: _rank(claim, content))
    said = tuple(_said(claim, tally, content) for claim in claims)
    scope, chart = scope_of(tally), None
    drawn = dots_of(tally, content)
    if dots.worth_drawing(drawn):
        chart = dots.chart(drawn, f"{group}, {label}", root)
    return Count(
        tally, group, label, scope, chart, said, times_of(tally), numerals.number(bound_words(tally.low, tally.unit)),
        numerals.number(bound_words(tally.best, tally.unit)),
        numerals.number(bound_words(tally.high, tally.unit, tally.high_is_open)),
        addresses.tally(tally.party, tally.id),
    )  # fmt: skip


def dots_of(tally: Tally, content: Content) -> list[dots.Dot]:
    """The claims of a tally that a chart can show: all that have a bound, but for parts of the total."""
    return [
        dots.Dot(
            content.voice_of(claim), claim.low, claim.high, _spoken(claim, tally, content),
            claim.role == "superseded", claim.role == "denied",
        )
        for claim in sorted(tally.claims, key=lambda claim: _rank(claim, content))
        if claim.role in ("rival", "superseded", "denied") and (claim.low, claim.high) != (None, None)
    ]  # fmt: skip


def times_of(tally: Tally) -> str:
    """How many times the least rival the greatest is: "2.6"; empty where that says nothing."""
    sizes = [size for claim in tally.claims if claim.role == "rival" and (size := claim.high or claim.low)]
    if len(sizes) < 2 or max(sizes) / min(sizes) < _TELLING_RATIO:
        return ""
    times = max(sizes) / min(sizes)
    return f"{times:.1f}" if times < 100 else f"{times:,.0f}"


def _rank(claim: Claim, content: Content) -> tuple[object, ...]:
    size = claim.high if claim.high is not None else claim.low
    return ROLES.index(claim.role), VOICES.index(content.voice_of(claim)), claim.as_of or "9999", -(size or 0)


def _said(claim: Claim, tally: Tally, content: Content) -> Said:
    kind = content.voice_of(claim)
    first, *others = (content.figures[id] for id in claim.figures)
    if claim.rows:
        others = []  # further rows of a list, which do not say the same again
    notes = [_ROLE_WORDS.get(claim.role, "")]
    if claim.role != "denied":
        notes.append(MODALITY_WORDS[claim.modality])
    notes += [f"?\u00a0{doubt}" for doubt in claim.doubts]
    published = content.documents[first.document].published
    return Said(
        kind, marks.legend(kind), numerals.number(_number(claim, tally)), addresses.statement(first),
        tuple(addresses.statement(other) for other in others), content.voice_name(claim.claimant or claim.voice),
        addresses.claimant(claim.voice), VOICE_WORDS[kind],
        _when(claim, published) if tally.cover == "sum" else Markup(""),
        claim.quote or first.quote, tuple(filter(None, notes)), sets_words(claim.sets) if claim.sets else "",
        claim.role == "rival",
    )  # fmt: skip


def _number(claim: Claim, tally: Tally) -> str:
    return number_words(claim.low, claim.high, claim.qualifier, tally.unit, claim.quote)


def _when(claim: Claim, published: str | None) -> Markup:
    if claim.as_of:
        return Markup("as of {}").format(numerals.day(claim.as_of))
    return Markup("published {}").format(numerals.day(published)) if published else Markup("undated")


def _spoken(claim: Claim, tally: Tally, content: Content) -> str:
    who = content.voice_name(claim.claimant or claim.voice)
    told = f"{_number(claim, tally)}, {who}"
    if claim.as_of:
        told += f", as of {date_phrase(claim.as_of)}"
    return f"{told} ({_ROLE_WORDS[claim.role]})" if claim.role in _ROLE_WORDS else told
