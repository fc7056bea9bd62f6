"""A format is one module: being in the package is enough to be read."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import tallystick.documents.formats as package
from tallystick.documents.formats import format_of, formats, known_suffixes

MODULES = [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]


def test_every_module_is_registered_under_all_its_suffixes() -> None:
    registered = formats()
    for module in MODULES:
        assert module.SUFFIXES
        assert all(registered[suffix] is module for suffix in module.SUFFIXES)
    assert sum(len(module.SUFFIXES) for module in MODULES) == len(registered), "two modules claim one suffix"


def test_every_module_says_what_it_reads() -> None:
    for module in MODULES:
        assert module.__doc__
        assert any(suffix in module.__doc__ for suffix in module.SUFFIXES)
        assert (getattr(module, "read", None) or module.members).__doc__
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in module.SUFFIXES)


def test_every_file_of_the_package_is_a_module_of_it() -> None:
    files = {path.stem for path in Path(package.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == {module.__name__.rpartition(".")[2] for module in MODULES}


def test_the_suffix_tells_the_format() -> None:
    assert format_of("a/b.TXT") is formats()[".txt"]
    assert format_of("b.txt.7z") is None
    assert format_of("txt") is None
    assert {".md", ".txt"} <= set(known_suffixes().split(", "))
