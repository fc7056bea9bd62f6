"""`import tallystick`: the names it promises, loaded when they are used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from made_up_war import write_ledger

import tallystick


def test_all_is_what_is_there() -> None:
    assert len(tallystick.__all__) == len(set(tallystick.__all__))
    for name in tallystick.__all__:
        value = getattr(tallystick, name)
        assert name == "__version__" or value.__doc__, f"{name} has no description"


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(tallystick.__file__).read_text(encoding="utf-8"))
    branch = next(node for node in tree.body if isinstance(node, ast.If))
    names = {alias.name for node in branch.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert names | {"__version__"} == set(tallystick.__all__)


def test_functions_and_modules_of_one_name_do_not_collide() -> None:
    program = "import tallystick.build, tallystick.conflict, tallystick; print(callable(tallystick.build))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_importing_costs_nothing() -> None:
    program = (
        "import sys, tallystick; print({'pydantic', 'rich', 'sqlalchemy', 'onnxruntime', 'polars'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = tallystick.no_such_name  # type: ignore[attr-defined]


def test_names_complete() -> None:
    assert set(tallystick.__all__) <= set(dir(tallystick))


def test_tallies_and_findings_of_a_ledger(tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "k.db")
    counts, found = tallystick.tallies(path), tallystick.findings(path, kinds=["arithmetic"])
    assert all(isinstance(tally, tallystick.Tally) for tally in counts)
    assert all(isinstance(one, tallystick.Finding) for one in found)
    assert counts.frame().height == len(counts) and found.frame().height == len(found) == 2
    for sheet in (counts, found, tallystick.rules()):
        assert "floor-ceiling" in str(sheet) and "<div" in sheet._repr_html_()
    with pytest.raises(tallystick.RuleError, match="latest-official"):
        tallystick.tallies(path, rule="fair")


def test_a_sheet_outlives_its_ledger(tmp_path: Path) -> None:
    with tallystick.open_ledger(write_ledger(tmp_path / "k.db")) as ledger:
        sheet = tallystick.findings(ledger)
    assert "The toll" in str(sheet)
