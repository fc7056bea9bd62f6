"""MediaWiki wikitext (.wiki, .mediawiki, .wikitext): the source of one article, below an optional header.

Links become their text, lists and tables a line an item or row, templates what they show, as far as that is known
without the wiki; citations, navigation and looks are left out. The form of the text is that of `documents.plain_text`.
"""

from __future__ import annotations

from tallystick.documents.decoding import decode
from tallystick.documents.header import split_header
from tallystick.documents.parts import Parts, Source
from tallystick.errors import DocumentError

SUFFIXES = (".mediawiki", ".wiki", ".wikitext")
#: MediaWiki itself stores no longer article ($wgMaxArticleSize, 2 MiB).
LONGEST = 2_097_152


def read(data: bytes, path: str) -> Parts:
    """The plain text of an article.

    Raises DocumentError where the bytes are no text, the header's date is no date, or it is longer than an article
    can be.
    """
    header = split_header(decode(data, path), path)
    parts = parts_of(header.text, path, Source())
    return Parts(parts.text, header.title, header.publisher, header.published, header.url, parts.own, parts.locators)


def parts_of(wikitext: str, path: str, own: Source) -> Parts:
    """The plain text of an article whose source is known. Raises DocumentError where it is longer than one can be."""
    from tallystick.documents.wiki import plain_text_of

    if len(wikitext) > LONGEST:
        raise DocumentError(path, "is longer than an article of MediaWiki can be (2 MiB); split it")
    try:
        text, locators = plain_text_of(wikitext)
    except ValueError as error:
        raise DocumentError(path, f"{error}, which no article has; split it") from error
    return Parts(text, own=own, locators=locators)
