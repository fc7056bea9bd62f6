"""The formats that can be read, one module each.

To add a format, add a module here with a docstring and

    SUFFIXES = (".xyz",)                             # lower case, with the dot; no other module may claim them
    def read(data: bytes, path: str) -> Parts: ...   # raises DocumentError(path, reason)

A format whose files hold several documents has, in place of `read`,

    def members(file: BinaryIO, path: str, options: Options) -> Iterator[Member]: ...

which reads on only when the next one is asked for, and yields a member that cannot be read with its DocumentError.

It is found by being here. All modules are imported when the first path is looked at, so a module that needs a heavy
library imports it inside `read`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from typing import BinaryIO, Protocol, cast

from tallystick.documents.parts import Member, Options, Parts


class Format(Protocol):
    """What a module of this package offers for files that are one document."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:
        """The endings of the names of its files, lower case, with the dot."""

    def read(self, data: bytes, path: str) -> Parts:
        """The parts of the document in these bytes; `path` is for messages. Raises DocumentError."""


class Container(Protocol):
    """What a module of this package offers for files that hold several documents."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:
        """The endings of the names of its files, lower case, with the dot."""

    def members(self, file: BinaryIO, path: str, options: Options) -> Iterator[Member]:
        """The documents in the file, one at a time. Raises DocumentError where the file itself cannot be read on."""


@cache
def formats() -> dict[str, Format | Container]:
    """The format modules by suffix, in the order of the suffixes."""
    modules = [cast(Format | Container, import_module(f"{__name__}.{m.name}")) for m in iter_modules(__path__)]
    found = {suffix: module for module in modules for suffix in module.SUFFIXES}
    return {suffix: found[suffix] for suffix in sorted(found)}


def format_of(path: str) -> Format | Container | None:
    """The format of a file by its name, None where no module reads it."""
    return formats().get(PurePath(path).suffix.lower())


def known_suffixes() -> str:
    """The suffixes that can be read, for messages: ".md, .txt"."""
    return ", ".join(formats())
