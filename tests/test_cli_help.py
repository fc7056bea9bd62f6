"""Help: every command and every option explains itself, and asking for it is quick."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest

from tallystick.cli import app, main

COMMANDS = {
    command.name or command.callback.__name__: command.callback
    for command in app.registered_commands
    if command.callback
}


def test_the_commands_are_those_promised() -> None:
    reading = {"build", "extract", "import"}
    comparing = {"findings", "report", "rules", "tallies"}
    chronicle = {"agreements", "allegations", "control", "relations", "timeline"}
    publishing = {"export", "show", "site"}
    reviewing = {"accept", "add", "correct", "history", "merge", "reject", "reviews", "seal", "undo", "verify"}
    assert set(COMMANDS) == reading | comparing | chronicle | publishing | reviewing


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_every_parameter_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = COMMANDS[name]
    assert command.__doc__
    for parameter, hint in get_type_hints(command, include_extras=True).items():
        if parameter in inspect.signature(command).parameters:
            assert get_origin(hint) is Annotated and get_args(hint)[1].help, parameter
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    shown = capsys.readouterr().out
    assert left.value.code == 0
    assert command.__doc__.split("\n")[0] in shown


def test_the_overview_cuts_no_summary_short(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS) and "--version" in shown
    assert "..." not in shown.split("Commands:")[1]


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom tallystick.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {"alembic", "jinja2", "numpy", "onnxruntime", "polars", "pydantic", "rich", "sqlalchemy", "tokenizers"}
    assert not heavy & set(done.stdout.split())
