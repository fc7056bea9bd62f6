"""The report and single records as HTML: one page that needs nothing else, or a fragment for a notebook.

All text passes `printable` and Jinja's escaping on its way out; nothing from a document is ever marked safe.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tallystick.printable import printable
from tallystick.publish import entry as words
from tallystick.publish import telling
from tallystick.publish.comparing import Numbering
from tallystick.publish.model import Report
from tallystick.publish.record import Shown
from tallystick.publish.sheet import FindingSheet, RuleSheet, TallySheet
from tallystick.records import STANCES, digest
from tallystick.wording.labels import COLUMNS, MODALITY_WORDS


def render(report: Report) -> str:
    """The report as one self-contained page without scripts; ends with a line feed."""
    context = _context(report)
    return _environment().get_template("page.html.j2").render(title=report.title or "Who says what", **context) + "\n"


def report_fragment(report: Report) -> str:
    """The report as a notebook shows it. The anchors begin with a mark of this report, so that several can be shown."""
    ids = (*(one.figure for one in report.citations), *(one.statement for one in report.passages))
    prefix = "t" + digest(*ids)[:8] + "-"
    return _environment().get_template("fragment.html.j2").render(body="report.html.j2", **_context(report, prefix))


def record_fragment(shown: Shown) -> str:
    """One record as a notebook shows it."""
    return _environment().get_template("fragment.html.j2").render(body="record.html.j2", shown=shown)


def tallies_fragment(sheet: TallySheet) -> str:
    """Tallies as a notebook shows them: those worth a look."""
    shown = sheet.shown()
    left_out = telling.left_out_words(shown.left_out, "frame()") if shown.left_out else ""
    return _sheet("tallies.html.j2", sheet, shown.numbering, sheet.title or "Tallies", shown=shown, left_out=left_out)


def findings_fragment(sheet: FindingSheet) -> str:
    """Findings as a notebook shows them: the loud ones, and how many quiet ones there are."""
    loud, numbering = sheet.shown()
    quiet = telling.quiet_words(sheet)
    return _sheet("findings.html.j2", sheet, numbering, sheet.title or "Findings", loud=loud, quiet=quiet)


def rules_fragment(sheet: RuleSheet) -> str:
    """The rules as a notebook shows them."""
    return _environment().get_template("fragment.html.j2").render(body="rules.html.j2", rules=list(sheet))


def _sheet(body: str, sheet: TallySheet | FindingSheet, numbering: Numbering, title: str, **context: Any) -> str:
    prefix = "t" + digest(body, *numbering.numbers)[:8] + "-"
    cited = numbering.cited()
    return _environment().get_template("fragment.html.j2").render(
        body=body, title=title, terms=sheet.terms, telling=telling, prefix=prefix, sources=cited,
        cited=dict(cited), no_party=words.NOT_STATED, **context,
    )  # fmt: skip


def _context(report: Report, prefix: str = "") -> dict[str, Any]:
    return {
        "report": report,
        "prefix": prefix,
        "cited": {one.number: one for one in words.sources(report)},
        "summary": words.summary_words(report),
        "sides": words.sides_words(report),
        "reading": words.READING,
        "not_stated": words.NOT_STATED,
        "nothing": words.NOTHING,
        "stances": STANCES,
        "columns": COLUMNS,
        "modalities": [word for word in MODALITY_WORDS.values() if word],
        "details": words.details,
        "part_details": words.part_details,
        "echo_words": words.echo_words,
        "where_words": words.where_words,
        "does_not_fit": words.DOES_NOT_FIT,
        "loud": [one for one in report.findings if not one.finding.quiet],
        "quiet": telling.quiet_words(one.finding for one in report.findings),
        "telling": telling,
        "left_out": words.left_out_words(report),
        "more_words": words.more_words,
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tallystick.publish"), autoescape=True, undefined=StrictUndefined, finalize=_visible,
        trim_blocks=True,
    )  # fmt: skip
    environment.filters["groupby_order"] = _groups
    environment.filters["is_web"] = lambda url: url.startswith(("https://", "http://"))
    return environment


def _visible(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _groups(items: list[Any], attribute: str) -> list[list[Any]]:
    """Neighbours that share an attribute, in the order they come in."""
    return [list(group) for _, group in groupby(items, key=lambda item: getattr(item, attribute))]
