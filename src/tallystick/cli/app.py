"""The `tallystick` command. Thin: what it does is elsewhere, and is imported only when it is asked for.

Commands register with `app` where their module is imported; `main` runs it.

Exit status: 0 all went well, 1 a document was refused or the ledger could not be used, 2 wrong usage.
"""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    name="tallystick", add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)


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
    """Read the documents of an armed conflict, keep every claim with its words, and show who says what."""
