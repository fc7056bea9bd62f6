"""The made-up war with events, control, an agreement and an allegation besides its figures, as a ledger."""

from __future__ import annotations

from pathlib import Path

from hand_made import document
from made_up_war import FIGURES, LATER, NEWS, WAR

from tallystick.conflict import Place
from tallystick.ledger import open_ledger
from tallystick.records import (
    Agreement,
    Allegation,
    Control,
    Denial,
    Document,
    Event,
    Evidence,
    Obligation,
    Read,
    Relation,
)

CONFLICT = WAR.model_copy(update={
    "places": (Place(name="Zenda", lat=48.25, lon=16.5), Place(name="Hentzau", lat=48.6, lon=17.1)),
})  # fmt: skip
STORY = document(
    "On 3 May 2021 Bordurian artillery shelled Zenda. Some time in May 2021 Ruritania took Hentzau.\n"
    "Borduria says that it holds Hentzau since 20 May 2021. Nobody knows where Nowhere Ford lies, where men fought on"
    " 5 May 2021.\n\n"
    "On 28 June 2021 both sides signed the Truce of Zenda. Borduria must withdraw from Hentzau by 15 July 2021.\n"
    "Ruritania accuses Borduria of torture. Borduria denies it. Klow gave Borduria tanks.",
    "story.txt", title="How it went", publisher="The Gorge Record", published="2021-08-01",
    url="https://example.org/story",
)  # fmt: skip


def _at(words: str) -> dict[str, object]:
    start = STORY.text.index(words)
    return {"document": STORY.id, "start": start, "end": start + len(words), "quote": words,
            "line": STORY.line_of(start)}  # fmt: skip


def event(words: str, type: str, start: str, end: str | None = None, **slots: object) -> Event:
    """The event that these words tell of."""
    span = _at(words)
    id = Event.id_of(STORY.id, int(str(span["start"])), int(str(span["end"])), start)
    edtf = start if end in (None, start) else f"{start}/{end}"
    return Event.model_validate({"id": id, **span, "type": type, "start_date": start, "end_date": end or start,
                                 "edtf": edtf, "certainty": 0.8, **slots})  # fmt: skip


def _pointed(slot: str, words: str) -> Evidence:
    span = _at(words)
    return Evidence.model_validate(
        {"slot": slot, "how": "pointer", "start": span["start"], "end": span["end"], "quote": words, "certainty": 0.9}
    )


def _made(record: type, words: str, *parts: object, **slots: object) -> object:
    span = _at(words)
    return record.model_validate({"id": record.id_of(STORY.id, span["start"], span["end"], *parts), **span, **slots})  # type: ignore[attr-defined]


SHELLING = event("shelled", "attack", "2021-05-03", actor="Borduria", target="Ruritania", place="Zenda",
                 evidence=(_pointed("actor", "Bordurian"), _pointed("place", "Zenda")))  # fmt: skip
EVENTS = [
    SHELLING,
    event("took Hentzau", "capture", "2021-05", actor="Ruritania", place="Hentzau"),
    event("fought", "attack", "2021-05-05", place="Nowhere Ford"),
]
CONTROL = [
    _made(Control, "Ruritania took Hentzau", "Hentzau", place="Hentzau", place_kind="town", form="change",
          holder="Ruritania", start_date="2021-05-20", end_date="2021-05-20", dated="change"),
    _made(Control, "it holds Hentzau", "Hentzau", place="Hentzau", place_kind="town", form="held", holder="Borduria",
          start_date="2021-05-20", end_date="2021-05-20", dated="by", claimant="Borduria"),
]  # fmt: skip
AGREEMENT = _made(Agreement, "the Truce of Zenda", name="the Truce of Zenda", form="ceasefire",
                  parties=("Borduria", "Ruritania"), signed="2021-06-28")  # fmt: skip
OBLIGATION = _made(Obligation, "Borduria must withdraw from Hentzau by 15 July 2021", AGREEMENT.id,  # type: ignore[attr-defined]
                   agreement=AGREEMENT.id, who=("Borduria",), deed="withdraw from Hentzau", place="Hentzau",  # type: ignore[attr-defined]
                   deadline="2021-07-15")  # fmt: skip
_TORTURE = _at("torture")
ALLEGATION = _made(Allegation, "Ruritania accuses Borduria of torture", "torture", crime="torture",
                   crime_quote="torture", crime_span=(_TORTURE["start"], _TORTURE["end"]), state="alleged",
                   accuser="Ruritania", accused="Borduria")  # fmt: skip
RELATION = _made(Relation, "Klow gave Borduria tanks", "Klow", "Borduria", kind="arms", actor="Klow", target="Borduria")
_DENIED = "Szohod denies 30 lost guns"
_START = LATER.text.index(_DENIED)
DENIAL = Denial(
    id=Denial.id_of(LATER.id, _START, _START + len(_DENIED)), document=LATER.id, start=_START,
    end=_START + len(_DENIED), quote=_DENIED, line=1, denier="Borduria", of=(FIGURES[-1].id,), certainty=0.9,
)  # fmt: skip


def write_ledger(path: Path, *others: Document) -> Path:
    """A ledger of all this, and of other documents in which nothing was read."""
    with open_ledger(path, create=True) as ledger:
        for source in (NEWS, LATER):
            denials = [DENIAL] if source is LATER else []
            ledger.append_document(source, Read([f for f in FIGURES if f.document == source.id], denials), "by hand")
        read = Read(
            events=EVENTS, control=CONTROL, agreements=[AGREEMENT], obligations=[OBLIGATION],  # type: ignore[arg-type, list-item]
            allegations=[ALLEGATION], relations=[RELATION],  # type: ignore[list-item]
        )  # fmt: skip
        ledger.append_document(STORY, read, "by hand")
        for source in others:
            ledger.append_document(source, Read(), "by hand")
    return path
