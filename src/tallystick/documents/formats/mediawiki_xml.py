"""The XML dump of a MediaWiki (.xml), from Special:Export or dumps: each page is a document of its own.

It is read as a stream, a page at a time. Declarations of entities are refused, so nothing in a dump can grow. Of a page
with several revisions the last is read. Redirects, talk, and the namespaces of the wiki's own works (templates,
modules, categories, files, help) are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from tallystick.documents.formats.wikitext import LONGEST, parts_of
from tallystick.documents.parts import Member, Options, Parts, Source
from tallystick.documents.plain_text import flat
from tallystick.errors import DocumentError

SUFFIXES = (".xml",)
_CHUNK = 65_536
#: MediaWiki, File, Template, Help, Category, Module; talk has the odd numbers.
_OWN_WORKS = frozenset((6, 8, 10, 12, 14, 828))
_WANTED = frozenset(("title", "ns", "timestamp", "text", "sitename", "base"))
_LONGEST_NAME = 200
#: The parser keeps a tag until it ends: more chunks in which nothing begins or ends are no dump.
_MOST_QUIET = 64


def members(file: BinaryIO, path: str, options: Options) -> Iterator[Member]:
    """The pages of a dump. Raises DocumentError where it is no dump, is broken off, or declares entities."""
    from xml.parsers.expat import ExpatError

    from defusedxml.common import DefusedXmlException

    pages = _Pages(path)
    parser = _parser(pages)
    quiet = 0
    try:
        while chunk := file.read(_CHUNK):
            before = pages.seen
            parser.feed(chunk)
            quiet = 0 if pages.seen > before else quiet + 1
            if quiet > _MOST_QUIET:
                raise DocumentError(path, "holds a tag or comment longer than any in a dump; export the pages again")
            yield from map(_member, pages.taken())
        parser.close()
    except DefusedXmlException as error:
        raise DocumentError(path, "declares XML entities, which no dump does; export the pages again") from error
    except (ExpatError, SyntaxError, ValueError, LookupError) as error:
        reason = str(error).splitlines()[0]
        raise DocumentError(path, f"is no whole MediaWiki dump ({reason}); export the pages again") from error
    yield from map(_member, pages.taken())


def _parser(pages: _Pages):  # type: ignore[no-untyped-def]  # xml.etree.ElementTree.XMLParser
    from defusedxml.ElementTree import DefusedXMLParser

    return DefusedXMLParser(target=pages, forbid_dtd=True, forbid_entities=True, forbid_external=True)


class _Pages:
    """Takes what the parser sees, and keeps the pages that are complete."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._complete: list[dict[str, str]] = []
        self._site: dict[str, str] = {}
        self._page: dict[str, str] = {}
        self._name: str | None = None
        self._pieces: list[str] = []
        self._length = 0
        self._begun = False
        self.seen = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.seen += 1
        name = tag.rpartition("}")[2]
        if not self._begun and name != "mediawiki":
            raise DocumentError(self._path, "is no MediaWiki dump, the one XML that is read; convert it to text")
        self._begun = True
        if name == "page":
            self._page = {}
        elif name == "redirect":
            self._page["redirect"] = "yes"
        if name in _WANTED:
            self._name, self._pieces, self._length = name, [], 0

    def data(self, text: str) -> None:
        """Text stands in the element; of what is too long so much is kept that it shows."""
        self.seen += 1
        if self._name and self._length <= LONGEST:
            self._pieces.append(text)
            self._length += len(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition("}")[2]
        if name == self._name:
            where = self._site if name in ("sitename", "base") else self._page
            where[name] = "".join(self._pieces)
            self._name, self._pieces = None, []
        elif name == "page":
            self._complete.append({**self._site, **self._page})
            self._page = {}

    def close(self) -> None:
        """The dump ends."""

    def taken(self) -> list[dict[str, str]]:
        """The pages to read that were completed since the last call."""
        complete, self._complete = self._complete, []
        return [page for page in complete if "redirect" not in page and _is_read(page.get("ns", "0"))]


def _is_read(namespace: str) -> bool:
    number = int(namespace) if namespace.strip().isascii() and namespace.strip().isdigit() else 0
    return number % 2 == 0 and number not in _OWN_WORKS


def _member(page: dict[str, str]) -> Member:
    title, text = flat(page.get("title", "")), page.get("text", "")
    name = "".join(c if c.isprintable() else "\ufffd" for c in title)[:_LONGEST_NAME] or "(no title)"
    own = Source(
        title=title[:500] or None, publisher=flat(page.get("sitename", ""))[:500] or None,
        published=_day(page.get("timestamp", "")), url=_address(page.get("base", ""), title),
    )  # fmt: skip
    content: Parts | DocumentError
    try:
        content = parts_of(text, name, own)
    except DocumentError as error:
        content = error
    return Member(name, text.encode("utf-8", "replace"), content)


def _day(timestamp: str) -> str | None:
    from tallystick.documents.dates import iso_date

    try:
        return iso_date(flat(timestamp))
    except ValueError:
        return None


def _address(base: str, title: str) -> str | None:
    """The page's address, made from that of the main page."""
    folder, slash, _ = base.rpartition("/")
    is_web = base.startswith(("https://", "http://")) and slash and len(base) < 500
    return f"{folder}/{quote(title.replace(' ', '_'), safe='()/:,_-')}" if is_web and title else None
