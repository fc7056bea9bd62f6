"""What a format module gets out of a file, and what it is told beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tallystick.errors import DocumentError
from tallystick.records import Locator


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from; `published` is an ISO 8601 date, perhaps partial, `language` a tag such as "en-GB"."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The text of a document and what our header says of its source; `own` is what the file's format says of it.

    The header goes before what the user gives for all files, and that before `own`.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    own: Source = Source()
    locators: tuple[Locator, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the files: their source where they do not say it, and how to read them.

    `fields` maps fields of a document ("text", "title", ...) to those of a JSON record; `suffix` (".html") tells the
    format of standard input.
    """

    given: Source = Source()
    fields: Mapping[str, str] = field(default_factory=dict)
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One of the documents in a file that holds several; its path is that of the file, "#" and `name`.

    `data` are the bytes its hash is of. `content` is what was read in them, or why they cannot be read; None where
    they are a file of their own, whose format the name tells.
    """

    name: str
    data: bytes
    content: Parts | DocumentError | None = None
