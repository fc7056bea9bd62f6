"""The `tallystick` command. Thin: what it does is elsewhere, and is imported only when it is asked for.

Exit status: 0 all went well, 1 a document was refused or the ledger could not be used, 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from tallystick import terminal
from tallystick.errors import DocumentError, TallystickError
from tallystick.options import (
    DEFAULT_RULE,
    ConflictPath,
    Everything,
    ExtractKind,
    FieldNames,
    Format,
    KnownOn,
    LedgerPath,
    OutcomeName,
    PartyName,
    Paths,
    PublishedOn,
    RecordedBefore,
    ReportFormat,
    RuleName,
    Suffix,
    TableFormat,
    ThingName,
    document_options,
)

if TYPE_CHECKING:
    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger
    from tallystick.publish.sheet import FindingSheet, RuleSheet, TallySheet

#: What a shell reports of a program that wrote to a closed pipe: 128 and the number of the signal.
_SIGPIPE = 141

app = typer.Typer(
    name="tallystick", add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)
places_app = typer.Typer(
    help="The lists of places that are known besides the program's own.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(places_app, name="places")


def _version(wanted: bool) -> None:
    if wanted:
        import tallystick

        print(f"tallystick {tallystick.__version__}")
        raise typer.Exit


@app.callback()
def tallystick(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read the documents of an armed conflict, keep every claimed figure with its words, and show who says what."""


@app.command()
def build(
    paths: Paths,
    ledger: LedgerPath,
    conflict: ConflictPath = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes read at the same time.")] = 1,
    publisher: Annotated[str | None, typer.Option(help="Of documents that do not say so.")] = None,
    published: PublishedOn = None,
    url: Annotated[str | None, typer.Option(help="The address of documents that do not say so.")] = None,
    field: FieldNames = None,
    suffix: Suffix = None,
) -> None:
    """Read documents into a ledger.

    Documents that the ledger holds unchanged are not read again. A build that was stopped is completed by running
    it again. Exit status 1 where documents were refused; each is named, with the reason, and the rest are read.
    """
    from tallystick.build import build as build_ledger

    known = _conflict(conflict)
    with terminal.BuildProgress() as progress:
        result = build_ledger(
            paths, ledger, conflict=known, workers=workers, progress=progress,
            options=document_options(publisher, _date(published), url, field, suffix),
        )  # fmt: skip
    terminal.tell(
        f"{ledger}: {result.read} read with {result.figures} figures, {result.unchanged} unchanged,"
        f" {len(result.refused)} refused"
    )
    raise typer.Exit(1 if result.refused else 0)


@app.command()
def extract(
    paths: Paths,
    kind: Annotated[ExtractKind, typer.Option(help="What to look for.")],
    published: PublishedOn = None,
    conflict: ConflictPath = None,
    field: FieldNames = None,
    suffix: Suffix = None,
) -> None:
    """Print what documents hold as JSON lines, without a ledger.

    Each line has its `document`, the path as given or found, and `start` and `end` in code points, end exclusive,
    of the text below the document's header.
    """
    from tallystick.documents import find_files, read_documents
    from tallystick.extracting import Extractor
    from tallystick.publish.json import dumps

    extractor = Extractor(kind.value, _conflict(conflict), _date(published))
    options, refused = document_options(None, _date(published), None, field, suffix), False
    for path in paths:
        try:
            files = find_files([path])
        except DocumentError as error:
            files, refused = [], _refuse(error)
        for file in files:
            try:
                for document in read_documents(file, options):
                    if isinstance(document, DocumentError):
                        refused = _refuse(document)
                    else:
                        terminal.write("".join(dumps(row) + "\n" for row in extractor.rows(document)))
            except DocumentError as error:
                refused = _refuse(error)
            except (TallystickError, terminal.ReaderLeftError):
                raise
            except Exception as error:
                # Whatever it is, it is this document's: the others must not suffer from it.
                refused = _refuse(DocumentError(file, f"the reader failed on it ({error!r}); please report this"))
    raise typer.Exit(1 if refused else 0)


@app.command()
def report(
    ledger: LedgerPath,
    format: Annotated[ReportFormat, typer.Option(help="How the report is written.")] = ReportFormat.text,
    conflict: ConflictPath = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it here, not to standard output.")] = None,
    rule: RuleName = DEFAULT_RULE,
    known_on: KnownOn = None,
    recorded_before: RecordedBefore = None,
) -> None:
    """Lay rival counts side by side.

    First what does not fit. Then, for each party, low, best and high under the rule that is named, and what it says
    itself, the other side, third parties, and nobody named, with citations.
    Sides come from the conflict file; without one they are proposed from the figures, and the report says so.
    """
    from tallystick.publish.rendering import render_report
    from tallystick.publish.report import report as report_on

    if output is not None and output.exists() and Path(ledger).exists() and output.samefile(ledger):
        raise typer.BadParameter("would overwrite the ledger; name another file", param_hint="--output")
    _check_terms(rule, known_on, recorded_before)
    made = report_on(
        ledger, conflict=_conflict(conflict), rule=rule, known_on=known_on, recorded_before=recorded_before
    )
    to_file = output is not None
    width, colour = (terminal.PIPED_WIDTH, False) if to_file else (terminal.width(), terminal.wants_colour())
    written = render_report(made, format.value, width, colour)
    if output is None:
        terminal.write(written)
        return
    try:
        output.write_text(written, encoding="utf-8", newline="\n")
    except OSError as error:
        raise TallystickError(f"{output}: cannot be written ({error.strerror}); name another file") from error


@app.command()
def tallies(
    ledger: LedgerPath,
    format: Format = TableFormat.text,
    rule: RuleName = DEFAULT_RULE,
    party: PartyName = None,
    outcome: OutcomeName = None,
    thing: ThingName = None,
    known_on: KnownOn = None,
    recorded_before: RecordedBefore = None,
    conflict: ConflictPath = None,
    everything: Everything = False,
) -> None:
    """Bound what was counted: low, best and high.

    Comparable claims stand beside each other, with who makes them, which of them sets each bound, and how many times
    the least each of them is. Without --all, only rival counts and whole-war counts of people and main equipment.
    """
    from tallystick.ledger import open_ledger
    from tallystick.publish.sheet import tallies as tally

    _check_terms(rule, known_on, recorded_before)
    with open_ledger(ledger) as opened, _usage():
        sheet = tally(
            opened, rule=rule, conflict=_conflict(conflict), party=party, outcome=outcome, thing=thing,
            known_on=known_on, recorded_before=recorded_before,
        )  # fmt: skip
        written = _table(sheet, format, everything, opened)
    terminal.write(written)


@app.command()
def findings(
    ledger: LedgerPath,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind; give it again for more kinds.")
    ] = None,
    format: Format = TableFormat.text,
    rule: RuleName = DEFAULT_RULE,
    party: PartyName = None,
    outcome: OutcomeName = None,
    thing: ThingName = None,
    known_on: KnownOn = None,
    recorded_before: RecordedBefore = None,
    conflict: ConflictPath = None,
    everything: Everything = False,
) -> None:
    """Point at what does not fit.

    Kinds: disagreement, revision, arithmetic, containment, denial, dates, repeat, implausible. Without --all, quiet
    ones, such as parts that add up, are only counted.
    """
    from tallystick.ledger import open_ledger
    from tallystick.publish.sheet import findings as find

    _check_terms(rule, known_on, recorded_before)
    with open_ledger(ledger) as opened, _usage():
        sheet = find(
            opened, kinds=kind or (), rule=rule, conflict=_conflict(conflict), party=party, outcome=outcome,
            thing=thing, known_on=known_on, recorded_before=recorded_before,
        )  # fmt: skip
        written = _table(sheet, format, everything, opened)
    terminal.write(written)


@app.command()
def rules(format: Format = TableFormat.text) -> None:
    """List the rules for low, best and high.

    Other packages can add rules, under the entry point group tallystick.rules.
    """
    from tallystick.publish.sheet import rules as list_rules

    terminal.write(_table(list_rules(), format))


@app.command()
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="The format, such as ged or geojson.")],
    ledger: LedgerPath,
    output: Annotated[Path, typer.Option(metavar="PATH", help="Write it here; datapackage a folder or .zip.")],
    conflict: ConflictPath = None,
    rule: RuleName = DEFAULT_RULE,
) -> None:
    """Write data for other programs.

    Formats: acled, datapackage, ftm, ged, geojson, jsonl, prov, timelinejs, webannotation; other packages can add
    some, under the entry point group tallystick.formats. What a format has no room for is counted, with the reason;
    jsonl leaves out nothing.
    """
    from tallystick.publish.exchange import export as export_to
    from tallystick.publish.exchange import format_named

    _check_terms(rule, None, None)
    with _usage("FORMAT"):
        format_named(format)
    for line in str(export_to(ledger, format, output, conflict=_conflict(conflict), rule=rule)).splitlines():
        terminal.tell(line)


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Of a figure or document, or as much of it as is unique.")],
    ledger: LedgerPath,
) -> None:
    """Show one record and where its slots came from.

    Its sentence is shown too, with the words of the figure in double brackets and those of its slots in single ones.
    """
    from tallystick.ledger import open_ledger
    from tallystick.publish.record import show_from
    from tallystick.publish.text import render_record

    with open_ledger(ledger) as opened:
        shown = show_from(opened, id)
    terminal.write(render_record(shown, terminal.width(), terminal.wants_colour()))


@places_app.command("import")
def import_places(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="XX.txt, allCountries.txt, or such a file zipped.")],
) -> None:
    """Add a GeoNames dump to the places that are known.

    Dumps of a country or the world come from download.geonames.org/export/dump. From then on `build` and `extract`
    find their places too, and documents that were read before are read again by the next build. The list is kept in
    the user's data folder, or in the one that TALLYSTICK_PLACES names; delete it there to be without it.
    """
    from tallystick.language.places import import_places as import_dump

    imported = import_dump(file)
    terminal.tell(
        f"{imported.path}: {imported.kept} places imported from {file}, {imported.left_out} of other kinds left out"
    )


def _table(
    sheet: TallySheet | FindingSheet | RuleSheet,
    format: TableFormat,
    everything: bool = False,
    ledger: Ledger | None = None,
) -> str:
    from tallystick.publish.rendering import render_sheet

    return render_sheet(sheet, format.value, ledger, everything, terminal.width(), terminal.wants_colour())


def _check_terms(rule: str, known_on: str | None, recorded_before: str | None) -> None:
    """Refuse, as wrong usage, a rule, a day or an instant that is none."""
    from tallystick.ledger.moments import moment
    from tallystick.publish.choosing import check_day
    from tallystick.reconcile.rules import rule as find_rule
    from tallystick.reconcile.rules import rule_names

    if rule not in rule_names():
        with _usage("--rule"):
            find_rule(rule)
    with _usage("--known-on"):
        check_day(known_on)
    with _usage("--recorded-before"):
        moment(recorded_before)


@contextmanager
def _usage(option: str | None = None) -> Iterator[None]:
    """Turn a ValueError inside, and with an option any error of ours, into wrong usage."""
    try:
        yield
    except (ValueError, TallystickError) as error:
        if option is None and isinstance(error, TallystickError):
            raise
        raise typer.BadParameter(str(error), param_hint=option) from error


def _conflict(path: Path | None) -> Conflict | None:
    from tallystick.conflict import read_conflict

    return read_conflict(path) if path else None


def _date(text: str | None) -> str | None:
    from tallystick.documents.dates import iso_date

    try:
        return iso_date(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{error}; write it as 2020-10-07", param_hint="--published") from error


def _refuse(error: DocumentError) -> bool:
    terminal.tell(f"refused {error}")
    return True


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command with these arguments, the process's own where there are none, and exit with its status."""
    terminal.prepare_streams()
    sys.exit(_status(arguments))


def _status(arguments: Sequence[str] | None) -> int:
    try:
        status = app(arguments, standalone_mode=False)
    except TallystickError as error:
        terminal.tell(f"tallystick: {error}")
        return 1
    except (KeyboardInterrupt, typer.Abort):
        terminal.tell("tallystick: stopped; run the same command again to go on")
        return 130
    except terminal.ReaderLeftError:
        return _SIGPIPE
    except OSError as error:
        terminal.tell(f"tallystick: {error.filename or 'output'}: {error.strerror}; make room or choose another place")
        return 1
    except Exception as error:
        return _wrong_usage(error)
    return status if isinstance(status, int) else 0


def _wrong_usage(error: Exception) -> int:
    """Say what is wrong with the arguments. Arguments may hold terminal escapes, so Typer must not say it itself."""
    message, context = getattr(error, "format_message", None), getattr(error, "ctx", None)
    if message is None:
        raise error
    if type(error).__name__ == "NoArgsIsHelpError":
        print(message(), file=sys.stderr)
        return 2
    terminal.tell(f"tallystick: {message()}")
    if context is not None:
        terminal.tell(f"Try '{context.command_path} --help'.")
    return int(getattr(error, "exit_code", 2))
