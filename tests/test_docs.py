"""The documentation says what the program does: the reference is current, commands, options and links are real."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import get_args, get_type_hints

import pytest
from typer.models import OptionInfo

import tallystick
from tallystick import records
from tallystick.cli import app

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference.md"
#: The pages that users read.
PAGES = sorted(
    page
    for pattern in ("README.md", "CHANGELOG.md", "NOTICE", "docs/**/*.md", "[abe]*/README.md")
    for page in ROOT.glob(pattern)
)
every_page = pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])

COMMANDS = {
    command.name or command.callback.__name__: command.callback
    for command in app.registered_commands
    if command.callback
}
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
#: Folders of somebody's machine, at the start of a word.
_MACHINE = re.compile(r"(?<![\w.~/])/(?:home|root|tmp|work|Users|mnt|opt|var|usr)/|\b[A-Z]:\\")


def options_of(command: str) -> set[str]:
    """The options of a command, as they are typed."""
    found = {"--help"}
    for name, hint in get_type_hints(COMMANDS[command], include_extras=True).items():
        info = get_args(hint)[1] if len(get_args(hint)) > 1 else None
        if isinstance(info, OptionInfo):
            found.update(info.param_decls or (f"--{name.replace('_', '-')}",))
    return found


def fenced(page: Path, *languages: str) -> Iterator[str]:
    """The blocks of code of a page that are in one of these languages."""
    for language, code in _FENCED.findall(page.read_text(encoding="utf-8")):
        if language in languages:
            yield code


def typed(page: Path, program: str) -> Iterator[list[str]]:
    """The arguments of every call of a program that a page shows."""
    for block in fenced(page, "sh", "bash", "console"):
        for line in block.replace("\\\n", " ").split("\n"):
            words = [w for w in shlex.split(line.removeprefix("$ "), comments=True) if not re.match(r"[A-Z_]+=", w)]
            if words and Path(words[0]).name == program:
                yield words[1:]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """docs/make_reference.py."""
    spec = spec_from_file_location("make_reference", ROOT / "docs" / "make_reference.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_what_the_code_says(maker: ModuleType) -> None:
    assert REFERENCE.read_text(encoding="utf-8") == maker.reference(), "run `make docs`"


def test_the_reference_has_every_command_and_option() -> None:
    shown = REFERENCE.read_text(encoding="utf-8")
    for command in COMMANDS:
        section = shown.split(f"### tallystick {command}\n")[1].split("\n##")[0]
        assert all(f"`{option}" in section for option in options_of(command) - {"--help"}), command
    assert "`--version`" in shown and "`--help`" in shown


def test_the_reference_has_every_public_name_and_every_word_of_the_vocabularies() -> None:
    shown = REFERENCE.read_text(encoding="utf-8")
    names = [name.replace("_", "\\_") if name.startswith("__") else name for name in tallystick.__all__]
    assert all(f"### {name}\n" in shown or f"| `{name}` |" in shown for name in names)
    vocabulary = (*records.QUALIFIERS, *records.OUTCOMES, *records.THINGS, *records.MODALITIES, *get_args(records.How))
    assert all(f"| `{word}` |" in shown for word in vocabulary)


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\s-]", "", h.lower()).replace(" ", "-") for h in headings}, link


@every_page
def test_no_page_names_a_folder_of_somebodys_machine(page: Path) -> None:
    assert not _MACHINE.search(page.read_text(encoding="utf-8"))


@every_page
def test_commands_that_a_page_shows_can_be_typed(page: Path) -> None:
    for command, *arguments in typed(page, "tallystick"):
        if command != "--version":
            assert {word for word in arguments if word.startswith("--")} <= options_of(command), command
    rules = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert all(arguments[0] in rules for arguments in typed(page, "make"))


@every_page
def test_python_that_a_page_shows_compiles_and_uses_public_names(page: Path) -> None:
    for code in fenced(page, "python"):
        if "import tallystick" in code:
            compile(code, str(page), "exec")
            assert set(re.findall(r"\btallystick\.(\w+)", code)) <= set(tallystick.__all__)
