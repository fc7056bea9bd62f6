"""Tallies, findings and rules as GitHub-flavoured Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tallystick.publish import telling as words
from tallystick.publish.compared import ClaimShown, FindingShown, SeriesShown, Source, TallyShown, Terms
from tallystick.publish.comparing import NOT_STATED
from tallystick.publish.entry import NOT_STATED as NO_PARTY
from tallystick.publish.escaping import escape, marks
from tallystick.publish.sheet import FindingSheet, RuleSheet, TallySheet

_BOUNDS = ("low", "best", "high")


def render_tallies(sheet: TallySheet, everything: bool = False, way: str = "frame()") -> str:
    """The tallies, those worth a look or all of them; ends with a line feed."""
    shown = sheet.shown(everything)
    lines = [*_head(sheet.title or "Tallies", sheet.terms), escape(words.rule_words(sheet.terms))]
    for party, tallies in groupby(shown.tallies, key=lambda one: one.tally.party):
        lines += ["", f"## {escape(party or NO_PARTY)}"]
        for tally in tallies:
            lines += _tally(tally)
        lines += series_lines([one for one in shown.series if one.party == party])
    if shown.left_out:
        lines += ["", escape(words.left_out_words(shown.left_out, way))]
    return "\n".join([*lines, *_footnotes(shown.numbering.cited())]) + "\n"


def render_findings(sheet: FindingSheet, everything: bool = False, way: str = "frame()") -> str:
    """The findings, loud ones or all of them; ends with a line feed."""
    shown, numbering = sheet.shown(everything)
    lines = [*_head(sheet.title or "Findings", sheet.terms), escape(words.rule_name(sheet.terms))]
    lines += finding_lines(shown, "##")
    quiet = words.quiet_words(sheet)
    if quiet and not everything:
        lines += ["", escape(f"{quiet}. {way} has them.")]
    return "\n".join([*lines, *_footnotes(numbering.cited())]) + "\n"


def render_rules(sheet: RuleSheet) -> str:
    """The rules as a table; ends with a line feed."""
    rows = (f"| {escape(rule.name)} | {rule.version} | {escape(rule.description)} |" for rule in sheet)
    return "\n".join(("| rule | version | what it does |", "|---|---|---|", *rows)) + "\n"


def finding_lines(shown: Sequence[FindingShown], level: str) -> Iterator[str]:
    """Findings under the headings of their kinds, these at the level given ("##")."""
    for heading, found in words.by_kind(shown):
        yield from ("", f"{level} {escape(heading)} ({len(found)})", "")
        for one in found:
            yield f"- {escape(one.finding.summary)} {marks(one.citations)} *{escape(words.sureness_words(one))}*"


def bounds_lines(tallies: Sequence[TallyShown], terms: Terms) -> Iterator[str]:
    """Low, best and high with who sets them, a row a tally."""
    if not tallies:
        return
    yield from (
        "",
        f"### {escape(words.bounds_title(terms))}",
        "",
        "| | Low | Best | High | Apart |",
        "|---|---|---|---|---|",
    )
    for tally in tallies:
        what = escape(tally.heading) + (f"<br>{escape(tally.scope)}" if tally.scope else "")
        for claim in tally.counted():
            what += f"<br>{escape(words.counted_words(claim))} {marks(claim.citations)}"
        cells = (_bound(tally, bound) for bound in _BOUNDS)
        yield f"| {what} | {' | '.join(cells)} | {words.times_words(tally.times)} |"


def series_lines(series: Iterable[SeriesShown]) -> Iterator[str]:
    """Counts of one voice over time, a line each."""
    found = [f"- {escape(one.words)} {marks(one.citations)}" for one in series]
    if found:
        yield from ("", "### Over time", "", *found)


def _bound(tally: TallyShown, bound: str) -> str:
    setters = (f"{escape(claim.who)} {marks(claim.citations)}" for claim in tally.setters(bound))
    value = str(getattr(tally, bound))
    number = escape(value) if value == NOT_STATED else f"**{escape(value)}**"
    return "<br>".join((number, *setters))


def _tally(tally: TallyShown) -> Iterator[str]:
    scope = f" ({tally.scope})" if tally.scope else ""
    yield from ("", f"### {escape(tally.heading + scope)}", "")
    yield ", ".join(f"{bound} **{escape(str(getattr(tally, bound)))}**" for bound in _BOUNDS)
    yield from ("", "| Number | Who says so | Words | Sets | Times the least |", "|---|---|---|---|---|")
    for claim in tally.claims:
        yield f"| {' | '.join(_claim(claim))} |"


def _claim(claim: ClaimShown) -> Iterator[str]:
    yield escape(claim.number)
    yield f"{escape(claim.who)} ({claim.stance}) {marks(claim.citations)}"
    yield escape("; ".join(part for part in (words.quoted(claim), claim.when, *claim.notes) if part))
    yield words.listed(claim.sets)
    yield words.times_words(claim.times)


def _head(title: str, terms: Terms) -> Iterator[str]:
    yield from (f"# {escape(title)}", "")
    figures = f"From {terms.figures} figure{'s' * (terms.figures != 1)}."
    yield from (escape(f"{figures} {words.terms_words(terms)}"), "")


def _footnotes(cited: Sequence[tuple[int, Source]]) -> Iterator[str]:
    if cited:
        yield from ("", "## Sources", "")
    for number, source in cited:
        where = f"{words.document_words(source)}, line {source.line}: “{source.quote}” ({source.figure})"
        yield f"[^{number}]: {escape(where)}"
