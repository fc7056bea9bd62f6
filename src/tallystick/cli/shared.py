"""What commands share: options checked and turned into what the program works with, and tables written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tallystick import terminal
from tallystick.errors import DocumentError, TallystickError
from tallystick.options import TableFormat

if TYPE_CHECKING:
    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger
    from tallystick.publish.sheet import FindingSheet, RuleSheet, TallySheet


def table(
    sheet: TallySheet | FindingSheet | RuleSheet,
    format: TableFormat,
    everything: bool = False,
    ledger: Ledger | None = None,
) -> str:
    """A sheet in the format asked for."""
    from tallystick.publish.rendering import render_sheet

    return render_sheet(sheet, format.value, ledger, everything, terminal.width(), terminal.wants_colour())


def check_terms(rule: str, known_on: str | None, recorded_before: str | None) -> None:
    """Refuse, as wrong usage, a rule, a day or an instant that is none."""
    from tallystick.ledger.moments import moment
    from tallystick.publish.choosing import check_day
    from tallystick.reconcile.rules import rule as find_rule
    from tallystick.reconcile.rules import rule_names

    if rule not in rule_names():
        with usage("--rule"):
            find_rule(rule)
    with usage("--known-on"):
        check_day(known_on)
    with usage("--recorded-before"):
        moment(recorded_before)


@contextmanager
def usage(option: str | None = None) -> Iterator[None]:
    """Turn a ValueError inside, and with an option any error of ours, into wrong usage."""
    try:
        yield
    except (ValueError, TallystickError) as error:
        if option is None and isinstance(error, TallystickError):
            raise
        raise typer.BadParameter(str(error), param_hint=option) from error


def conflict_of(path: Path | None) -> Conflict | None:
    """The conflict file, where one is named."""
    from tallystick.conflict import read_conflict

    return read_conflict(path) if path else None


def date_of(text: str | None) -> str | None:
    """An ISO date from what a user wrote; refused as wrong usage where it is none."""
    from tallystick.documents.dates import iso_date

    try:
        return iso_date(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{error}; write it as 2020-10-07", param_hint="--published") from error


def refuse(error: DocumentError) -> bool:
    """Name a document that was refused; True."""
    terminal.tell(f"refused {error}")
    return True
