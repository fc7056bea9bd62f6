"""The `tallystick` command. Thin: what it does is elsewhere, and is imported only when it is asked for.

Exit status: 0 all went well, 1 a document was refused or the ledger could not be used, 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from tallystick import terminal
from tallystick.errors import DocumentError, TallystickError

if TYPE_CHECKING:
    from tallystick.conflict import Conflict
    from tallystick.publish.model import Report

#: What a shell reports of a program that wrote to a closed pipe: 128 and the number of the signal.
_SIGPIPE = 141

app = typer.Typer(
    name="tallystick", add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)


class ExtractKind(StrEnum):
    """What `extract` looks for."""

    figures = "figures"
    dates = "dates"
    places = "places"


class ReportFormat(StrEnum):
    """The formats of a report."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files and folders; .txt and .md are read.")]
LedgerPath = Annotated[str, typer.Option("--ledger", envvar="TALLYSTICK_LEDGER", metavar="FILE", help="The ledger.")]
ConflictPath = Annotated[
    Path | None, typer.Option("--conflict", metavar="FILE", help="A conflict file: sides, days, area, places.")
]


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
) -> None:
    """Read documents into a ledger.

    Documents that the ledger holds unchanged are not read again. A build that was stopped is completed by running
    it again. Exit status 1 where documents were refused; each is named, with the reason, and the rest are read.
    """
    from tallystick.build import build as build_ledger

    known = _conflict(conflict)
    with terminal.BuildProgress() as progress:
        result = build_ledger(paths, ledger, conflict=known, workers=workers, progress=progress)
    terminal.tell(
        f"{ledger}: {result.read} read with {result.figures} figures, {result.unchanged} unchanged,"
        f" {len(result.refused)} refused"
    )
    raise typer.Exit(1 if result.refused else 0)


@app.command()
def extract(
    paths: Paths,
    kind: Annotated[ExtractKind, typer.Option(help="What to look for.")],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When documents that do not say so were published.")
    ] = None,
    conflict: ConflictPath = None,
) -> None:
    """Print what documents hold as JSON lines, without a ledger.

    Each line has its `document`, the path as given or found, and `start` and `end` in code points, end exclusive,
    of the text below the document's header.
    """
    from tallystick.documents import find_files, read_file
    from tallystick.extracting import Extractor
    from tallystick.publish.json import dumps

    extractor = Extractor(kind.value, _conflict(conflict), _date(published))
    refused = False
    for path in paths:
        try:
            files = find_files([path])
        except DocumentError as error:
            files, refused = [], _refuse(error)
        for file in files:
            try:
                rows = list(extractor.rows(read_file(file)))
            except DocumentError as error:
                refused = _refuse(error)
            except TallystickError:
                raise
            except Exception as error:
                # Whatever it is, it is this document's: the others must not suffer from it.
                refused = _refuse(DocumentError(file, f"the reader failed on it ({error!r}); please report this"))
            else:
                terminal.write("".join(dumps(row) + "\n" for row in rows))
    raise typer.Exit(1 if refused else 0)


@app.command()
def report(
    ledger: LedgerPath,
    format: Annotated[ReportFormat, typer.Option(help="How the report is written.")] = ReportFormat.text,
    conflict: ConflictPath = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it here, not to standard output.")] = None,
) -> None:
    """Lay rival counts side by side.

    For each party: what it says itself, the other side, third parties, and nobody named, with citations.
    Sides come from the conflict file; without one they are proposed from the figures, and the report says so.
    """
    from tallystick.publish.report import report as report_on

    if output is not None and output.exists() and Path(ledger).exists() and output.samefile(ledger):
        raise typer.BadParameter("would overwrite the ledger; name another file", param_hint="--output")
    written = _rendered(report_on(ledger, conflict=_conflict(conflict)), format, to_file=output is not None)
    if output is None:
        terminal.write(written)
        return
    try:
        output.write_text(written, encoding="utf-8", newline="\n")
    except OSError as error:
        raise TallystickError(f"{output}: cannot be written ({error.strerror}); name another file") from error


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


def _rendered(report: Report, format: ReportFormat, to_file: bool) -> str:
    if format is ReportFormat.text:
        from tallystick.publish import text

        if to_file:
            return text.render(report, terminal.PIPED_WIDTH)
        return text.render(report, terminal.width(), terminal.wants_colour())
    from importlib import import_module

    rendered: str = import_module(f"tallystick.publish.{format.value}").render(report)
    return rendered


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
