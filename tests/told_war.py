"""A made-up war told in one document, with a statement of every kind, read without a model."""

from __future__ import annotations

from pathlib import Path

from tallystick.extraction.agreements import find_agreements
from tallystick.extraction.allegations import find_allegations
from tallystick.extraction.control import find_control
from tallystick.extraction.denials import find_denials
from tallystick.extraction.relations import find_relations
from tallystick.language.annotate import annotate
from tallystick.ledger import open_ledger
from tallystick.records import Document, Event, Read

TEXT = """On 3 May 2022, Russian forces captured the town of Zhovkva. On 4 May 2022, Ukrainian forces shelled the town of Zhovkva.

On 10 May 2022, Russia and Ukraine signed a ceasefire agreement, brokered by Turkey. Under the agreement, Russia would withdraw its troops from Zhovkva by 1 June 2022.

Ukraine accused Russia of torture in Zhovkva. Russia denied the accusation. Poland supplied weapons to Ukraine.
"""  # noqa: E501


def write_told_ledger(path: str = "told.db") -> str:
    """Write the ledger and return its path."""
    document = Document(id=Document.id_of(TEXT), text=TEXT, path="told.txt", sha256="0" * 64, published="2022-07-01")
    found = annotate(document)
    events = [
        _event(document, "captured", "capture", "2022-05-03", "Russia"),
        _event(document, "shelled", "strike", "2022-05-04", "Ukraine"),
        _event(document, "signed", "agreement", "2022-05-10", "Russia"),
    ]
    denials = find_denials(found, [])
    agreements, obligations = find_agreements(found, events)
    read = Read(
        denials=denials,
        events=events,
        control=find_control(found, events, []),
        agreements=agreements,
        obligations=obligations,
        allegations=find_allegations(found, denials),
        relations=find_relations(found, denials),
    )
    Path(path).unlink(missing_ok=True)
    with open_ledger(path, create=True) as ledger:
        ledger.append_document(document, read, "by hand")
    return path


def _event(document: Document, quote: str, type: str, day: str, actor: str) -> Event:
    start = document.text.index(quote)
    return Event(
        id=Event.id_of(document.id, start, start + len(quote), day),
        document=document.id, start=start, end=start + len(quote), quote=quote, line=document.line_of(start),
        certainty=0.9, type=type, start_date=day, end_date=day, edtf=day, actor=actor, place="Zhovkva",
    )  # type: ignore[arg-type]  # fmt: skip
