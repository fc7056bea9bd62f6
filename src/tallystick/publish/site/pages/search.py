"""The search: over documents, claims, events, places, claimants and parties, from an index that is a script file.

A page that is opened from a disk may not read other files but may run scripts beside it, so the index is one. Words of
the documents are looked up by their beginnings; all else is short enough to be looked through.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tallystick.chronicle.allegations import Accusation, group_allegations
from tallystick.chronicle.relations import group_relations
from tallystick.printable import one_line
from tallystick.publish.chronicle.relation_words import KINDS, title_words
from tallystick.publish.site import addresses
from tallystick.publish.site.cards import gist_of, heading_of, kind_of
from tallystick.publish.site.content import NOT_STATED, Content, title_of
from tallystick.publish.site.places import named_places
from tallystick.publish.site.templating import Page, render
from tallystick.reconcile.naming import names_in

INDEX = "assets/search-index.js"
_WORD = re.compile(r"\w{2,40}")
#: A document with more different words than this is indexed by these alone: it is no text.
_MOST_WORDS = 50_000
#: Scripts may not hold these as they are, or should not.
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def pages(content: Content) -> Iterator[Page]:
    """The page, and the index."""
    yield render("search.html", addresses.SEARCH, content)
    packed = json.dumps(_index(content), ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    yield Page(INDEX, f"var tallystickIndex={packed};\n")


def folded(text: str) -> str:
    """Text as it is looked up: lower case, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _index(content: Content) -> dict[str, Any]:
    numbers = {id: at for at, id in enumerate(content.documents)}
    return {
        "documents": [
            [id, one_line(title_of(d)), one_line(d.publisher or ""), d.published or ""]
            for id, d in content.documents.items()
        ],
        "words": _words(content),
        "claims": [
            [numbers[one.document], one.id, one_line(heading_of(one)), kind_of(one), one_line(gist_of(one, content))]
            for one in content.everything()
        ],
        "claimants": [
            [one_line(content.voice_name(voice)), addresses.claimant(voice), len(figures)]
            for voice, figures in content.figures_by_voice.items()
            if not voice.startswith("document ")
        ],
        "parties": [
            [one_line(party or NOT_STATED), addresses.party(party), len(content.tallies_of.get(party, ()))]
            for party in content.parties
        ],
        "allegations": [
            [one_line(_accusation_words(one)), addresses.allegation(one.records[0].id), len(one.records)]
            for one in group_allegations(content.allegations)
        ],
        "relations": [
            [one_line(f"{KINDS[tie.kind]}: {title_words(tie)}"), addresses.relation(tie.told[0].id), len(tie.told)]
            for tie in group_relations(content.relations)
        ],
        "places": [
            [one_line(" / ".join(place.names)), place.address, len(place.records)] for place in named_places(content)
        ],
    }  # fmt: skip


def _accusation_words(one: Accusation) -> str:
    """ "torture: Ruritania accuses Borduria (alleged)"; what nobody is named for is said not to be."""
    accuser, accused = " and ".join(names_in(one.accuser)), " and ".join(names_in(one.accused))
    who = f"{accuser} accuses {accused or 'nobody named'}" if accuser else f"accused: {accused or 'not named'}"
    return f"{one.crime}: {who} ({one.state})"


def _words(content: Content) -> str:
    """The words of all documents, a line each in order, with the numbers of their documents in base 36, as steps."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, document in enumerate(content.documents.values()):
        for word in sorted(set(_WORD.findall(folded(document.text))))[:_MOST_WORDS]:
            found[word].append(at)
    return "\n".join(f"{one_line(word)} {_steps(found[word])}" for word in sorted(found))


def _steps(numbers: list[int]) -> str:
    return " ".join(_base36(number - before) for before, number in zip([0, *numbers], numbers, strict=False))


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits or "0"
