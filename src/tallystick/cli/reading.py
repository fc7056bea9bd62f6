"""Documents in: building a ledger, extracting without one, and the places that are known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallystick import terminal
from tallystick.cli.app import app
from tallystick.cli.shared import conflict_of, date_of, refuse
from tallystick.errors import DocumentError, TallystickError
from tallystick.limits import MEGABYTES, SECONDS, Limited, Limits, each_limited
from tallystick.options import (
    ConflictPath,
    ExtractKind,
    FieldNames,
    LedgerPath,
    Paths,
    PublishedOn,
    Suffix,
    document_options,
)

if TYPE_CHECKING:
    from tallystick.extracting import Extractor
    from tallystick.records import Document

Workers = Annotated[
    int | None,
    typer.Option(
        min=1, max=64, help="How many processes read at the same time; as a rule one for each core, for many files."
    ),
]
MaxSeconds = Annotated[
    float, typer.Option(min=0.01, help="Seconds of processor time after which a document is refused.")
]
MaxMegabytes = Annotated[float, typer.Option(min=1, help="Megabytes of memory beyond which a document is refused.")]

places_app = typer.Typer(
    help="The lists of places that are known besides the program's own.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(places_app, name="places")


@app.command()
def build(
    paths: Paths,
    ledger: LedgerPath,
    conflict: ConflictPath = None,
    workers: Workers = None,
    publisher: Annotated[str | None, typer.Option(help="Of documents that do not say so.")] = None,
    published: PublishedOn = None,
    url: Annotated[str | None, typer.Option(help="The address of documents that do not say so.")] = None,
    field: FieldNames = None,
    suffix: Suffix = None,
    max_seconds: MaxSeconds = SECONDS,
    max_megabytes: MaxMegabytes = MEGABYTES,
) -> None:
    """Read documents into a ledger.

    Documents that the ledger holds unchanged are not read again. A build that was stopped is completed by running
    it again. Exit status 1 where documents were refused; each is named, with the reason, and the rest are read.
    """
    from tallystick.build import build as build_ledger

    known = conflict_of(conflict)
    with terminal.BuildProgress() as progress:
        result = build_ledger(
            paths, ledger, conflict=known, workers=workers, progress=progress,
            options=document_options(publisher, date_of(published), url, field, suffix),
            limits=Limits(max_seconds, max_megabytes),
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
    max_seconds: MaxSeconds = SECONDS,
    max_megabytes: MaxMegabytes = MEGABYTES,
) -> None:
    """Print what documents hold as JSON lines, without a ledger.

    Each line has its `document`, the path as given or found, and `start` and `end` in code points, end exclusive,
    of the text below the document's header.
    """
    from tallystick.documents import find_files, read_documents
    from tallystick.extracting import Extractor

    extractor = Extractor(kind.value, conflict_of(conflict), date_of(published))
    options, refused = document_options(None, date_of(published), None, field, suffix), False
    limits = Limits(max_seconds, max_megabytes)
    for path in paths:
        try:
            files = find_files([path])
        except DocumentError as error:
            files, refused = [], refuse(error)
        for file in files:
            try:
                for document in each_limited(file, read_documents(file, options), limits):
                    refused = not _print_rows(document, extractor, limits) or refused
            except DocumentError as error:
                refused = refuse(error)
            except (TallystickError, terminal.ReaderLeftError):
                raise
            except Exception as error:
                refused = refuse(
                    DocumentError(file, f"its format's reader failed on it ({error!r}); please report this")
                )
    raise typer.Exit(1 if refused else 0)


def _print_rows(document: Document | DocumentError, extractor: Extractor, limits: Limits) -> bool:
    """Print what is in a document; False, and a refusal on standard error, where it cannot be read."""
    from tallystick.publish.json import dumps

    if isinstance(document, DocumentError):
        return not refuse(document)
    try:
        with Limited(document.path, limits):
            rows = "".join(dumps(row) + "\n" for row in extractor.rows(document))
    except DocumentError as error:
        return not refuse(error)
    except TallystickError:
        raise
    except Exception as error:
        # Whatever it is, it is this document's: the others must not suffer from it.
        return not refuse(DocumentError(document.path, f"the reader failed on it ({error!r}); please report this"))
    terminal.write(rows)
    return True


@app.command("import")
def import_table(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="CSV, TSV, XLSX, Parquet, JSON or JSON lines.")],
    mapping: Annotated[Path, typer.Option("--mapping", metavar="FILE", help="What the columns mean.")],
    ledger: LedgerPath,
) -> None:
    """Turn the rows of a table into figures, each citing its row.

    What was left out is told: rows filtered, empty cells, values that the mapping does not know, numbers that are none.
    The same import run again adds nothing, and completes one that was stopped. Exit status 1 where a row was refused or
    a value not known. Mappings are explained in docs/tables.md.
    """
    from tallystick.importing import import_table as import_into

    result = import_into(
        table, mapping, ledger,
        progress=lambda page: terminal.tell(f"{page.outcome} {page.path}: {page.figures} figures"),
    )  # fmt: skip
    for line in result.account.lines():
        terminal.tell(line)
    terminal.tell(
        f"{ledger}: {result.account.rows} rows read, {result.figures} figures recorded,"
        f" {result.appended} documents new, {result.unchanged} unchanged, {result.replaced} replaced"
    )
    raise typer.Exit(1 if result.account.refused or result.account.unmapped else 0)


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
