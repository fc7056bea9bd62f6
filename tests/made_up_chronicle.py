"""What made-up documents tell of a made-up war, besides its figures: events, control, a truce, an allegation, a tie."""

from __future__ import annotations

from pathlib import Path

from hand_made import document

from tallystick.ledger import open_ledger
from tallystick.records import (
    Agreement,
    Allegation,
    Control,
    Document,
    Event,
    Evidence,
    Obligation,
    Read,
    Relation,
    Statement,
)


def event(source: Document, quote: str, type: str, day: str, end: str | None = None, **slots: object) -> Event:
    """The event whose trigger is the quote where it first stands; one day, unless an end is given."""
    start = source.text.index(quote)
    last = start + len(quote)
    edtf = day if end is None else f"{day}/{end}"
    return Event.model_validate(
        {"id": Event.id_of(source.id, start, last, day), "document": source.id, "start": start, "end": last,
         "quote": quote, "line": source.line_of(start), "type": type, "start_date": day, "end_date": end or day,
         "edtf": edtf, "certainty": 0.9, **slots}
    )  # fmt: skip


def at(source: Document, quote: str) -> dict[str, object]:
    """The document, span, quote and line of a statement that quotes this."""
    start = source.text.index(quote)
    return {
        "document": source.id, "start": start, "end": start + len(quote), "quote": quote, "line": source.line_of(start),
    }  # fmt: skip


PAPER = document(
    "Ruritania seized Zenda on 8 May 2021, its paper says.\n"
    "On 3 May 2021 Borduria attacked Hentzau. The same day Borduria attacked Zenda.\n"
    "On 8 May 2021, after two days of battle, soldiers of Ruritania captured Zenda.\n"
    "In May 2021 the minister of war was dismissed.\n"
    "On 10 May 2021 both signed the Zenda truce, under which Borduria must free its prisoners by 1 June 2021.\n"
    "Ruritania accuses Borduria of torture. Sylvania sends arms to Borduria.\n",
    "paper.txt", title="The fall of Zenda", publisher="Daily Planet", published="2021-05-20",
    url="https://example.org/zenda",
)  # fmt: skip
RADIO = document(
    "Radio: after two days of battle, soldiers of Ruritania took Zenda on 8 May 2021.",
    "radio.txt", title="The eight o'clock news", published="2021-05-09",
)  # fmt: skip
_ZENDA = {"actor": "Ruritania", "target": "Zenda", "place": "Zenda"}
_PLACE = PAPER.text.index("Zenda")
SEIZED = event(
    PAPER, "seized", "capture", "2021-05-08", claimant="Ruritania", **_ZENDA,
    evidence=[Evidence(slot="place", how="pointer", start=_PLACE, end=_PLACE + 5, quote="Zenda", certainty=0.9)],
)  # fmt: skip
HENTZAU = event(PAPER, "attacked Hentzau", "attack", "2021-05-03", actor="Borduria", place="Hentzau")
ATTACK = event(PAPER, "attacked Zenda", "attack", "2021-05-03", actor="Borduria", place="Zenda")
CAPTURED = event(PAPER, "captured", "capture", "2021-05-08", **_ZENDA)
DISMISSED = event(PAPER, "dismissed", "dismissal", "2021-05", target="minister of war")
TOOK = event(RADIO, "took Zenda", "capture", "2021-05-08", **_ZENDA)
EVENTS = [SEIZED, HENTZAU, ATTACK, CAPTURED, DISMISSED, TOOK]
_HELD = at(PAPER, "captured Zenda")
HELD = Control.model_validate({
    **_HELD, "id": Control.id_of(PAPER.id, _HELD["start"], _HELD["end"], "Zenda"), "place": "Zenda",  # type: ignore[arg-type]
    "form": "change", "holder": "Ruritania", "start_date": "2021-05-08", "end_date": "2021-05-08", "edtf": "2021-05-08",
    "dated": "change",
})  # fmt: skip
_TRUCE = at(PAPER, "the Zenda truce")
TRUCE = Agreement.model_validate({
    **_TRUCE, "id": Agreement.id_of(PAPER.id, _TRUCE["start"], _TRUCE["end"]), "name": "the Zenda truce",  # type: ignore[arg-type]
    "form": "ceasefire", "parties": ("Ruritania", "Borduria"), "signed": "2021-05-10",
})  # fmt: skip
_FREE = at(PAPER, "Borduria must free its prisoners by 1 June 2021")
FREE = Obligation.model_validate({
    **_FREE, "id": Obligation.id_of(PAPER.id, _FREE["start"], _FREE["end"], TRUCE.id), "agreement": TRUCE.id,  # type: ignore[arg-type]
    "who": ("Borduria",), "deed": "free its prisoners", "deadline": "2021-06-01",
})  # fmt: skip
_TORTURE = at(PAPER, "accuses Borduria of torture")
TORTURE = Allegation.model_validate({
    **_TORTURE, "id": Allegation.id_of(PAPER.id, _TORTURE["start"], _TORTURE["end"], "torture"), "crime": "torture",  # type: ignore[arg-type]
    "crime_quote": "torture", "crime_span": (PAPER.text.index("torture"), PAPER.text.index("torture") + 7),
    "state": "alleged", "accuser": "Ruritania", "accused": "Borduria",
})  # fmt: skip
_ARMS = at(PAPER, "sends arms")
ARMS = Relation.model_validate({
    **_ARMS, "id": Relation.id_of(PAPER.id, _ARMS["start"], _ARMS["end"], "Sylvania", "Borduria"), "kind": "arms",  # type: ignore[arg-type]
    "actor": "Sylvania", "target": "Borduria",
})  # fmt: skip
OTHERS: tuple[Statement, ...] = (HELD, TRUCE, FREE, TORTURE, ARMS)


def write_chronicle(path: Path) -> Path:
    """A ledger of all of these, by its path."""
    with open_ledger(path, create=True) as ledger:
        read = Read(
            events=[one for one in EVENTS if one.document == PAPER.id], control=[HELD], agreements=[TRUCE],
            obligations=[FREE], allegations=[TORTURE], relations=[ARMS],
        )  # fmt: skip
        ledger.append_document(PAPER, read, "by hand")
        ledger.append_document(RADIO, Read(events=[TOOK]), "by hand")
    return path
