"""Running the command: what its failures look like to a shell and to a reader."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import typer

from tallystick import terminal
from tallystick.cli.app import app
from tallystick.errors import TallystickError

# They register their commands, in the order in which help lists them.
# isort: off
from tallystick.cli import reading  # noqa: F401
from tallystick.cli import comparing  # noqa: F401
from tallystick.cli import chronicle, publishing  # noqa: F401
from tallystick.cli import reviewing  # noqa: F401
# isort: on

#: What a shell reports of a program that wrote to a closed pipe: 128 and the number of the signal.
SIGPIPE = 141


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command with these arguments, the process's own where there are none, and exit with its status."""
    terminal.prepare_streams()
    sys.exit(status(arguments))


def status(arguments: Sequence[str] | None) -> int:
    """Run the command and give its exit status."""
    try:
        left = app(arguments, standalone_mode=False)
    except TallystickError as error:
        terminal.tell(f"tallystick: {error}")
        return 1
    except (KeyboardInterrupt, typer.Abort):
        terminal.tell("tallystick: stopped; run the same command again to go on")
        return 130
    except terminal.ReaderLeftError:
        return SIGPIPE
    except OSError as error:
        terminal.tell(f"tallystick: {error.filename or 'output'}: {error.strerror}; make room or choose another place")
        return 1
    except Exception as error:
        return _wrong_usage(error)
    return left if isinstance(left, int) else 0


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
