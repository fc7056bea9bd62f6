"""Permanent addresses: they follow from a record's id or a name alone, so that they stay what they are.

All are relative to the site's root, with forward slashes. Pages in a folder put `../` before them.
"""

from __future__ import annotations

import re
import unicodedata

from tallystick.records import Document, Statement, digest

FRONT = "index.html"
FINDINGS = "findings.html"
TIMELINE = "timeline.html"
MAP = "map.html"
DOCUMENTS = "documents.html"
CLAIMANTS = "claimants.html"
AGREEMENTS = "agreements.html"
ALLEGATIONS = "allegations.html"
RELATIONS = "relations.html"
SEARCH = "search.html"
DOWNLOAD = "download.html"
READING = "how-to-read.html"

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40


def document(id: str) -> str:
    """The page of the document with this id."""
    return f"documents/{id}.html"


def line(id: str, number: int) -> str:
    """A line of a document."""
    return f"{document(id)}#L{number}"


def text(id: str) -> str:
    """A document's stored text as a plain file."""
    return f"documents/{id}.txt"


def statement(record: Statement) -> str:
    """The words of a figure, event or other statement, in its document."""
    return f"{document(record.document)}#{record.id}"


def claimant(voice: str) -> str:
    """The page of one voice; what a document says in its own voice is on the document's page."""
    if voice.startswith("document "):
        return document(voice.removeprefix("document "))
    return f"claimants/{slug(voice)}.html"


def party(name: str | None) -> str:
    """The page with everything that is counted of a party; one for what names none."""
    return f"parties/{slug(name) if name else 'not-stated'}.html"


def tally(party_name: str | None, id: str) -> str:
    """A tally, on the page of the party it counts."""
    return f"{party(party_name)}#{id}"


def finding(id: str) -> str:
    """A finding, on the page of all."""
    return f"{FINDINGS}#{id}"


def allegation(id: str) -> str:
    """A record of an allegation, on the page of all: the id of a record stays, whatever else is told later."""
    return f"{ALLEGATIONS}#{id}"


def relation(id: str) -> str:
    """A record of a relation, on the page of all."""
    return f"{RELATIONS}#{id}"


def timeline(period: str) -> str:
    """A part of a long timeline: a year ("2021"), or a month ("2021-05")."""
    return f"timeline/{period}.html"


def slug(name: str) -> str:
    """A name as part of an address: ASCII letters and digits, and six digits of a hash, since names can be alike."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = _NOT_SLUG.sub("-", plain).strip("-")[:_LONGEST_SLUG].strip("-")
    return "-".join(part for part in (words, digest(name)[:6]) if part)


def file_name(source: Document) -> str:
    """The last part of the path that a document was read from."""
    return re.split(r"[/\\]", source.path)[-1]


def root_of(path: str) -> str:
    """What leads from the page at this path back to the root: "../" once for each folder."""
    return "../" * path.count("/")
