"""A few incidents of a made-up war, with their places: what exports are tested on."""

from __future__ import annotations

from pathlib import Path

from hand_made import CONFLICT, document, figure

from tallystick.conflict import Place
from tallystick.ledger import open_ledger
from tallystick.records import Denial, Document, Figure, Read

WAR = CONFLICT.model_copy(
    update={
        "first_day": "2021-04-01",
        "last_day": "2021-06-30",
        "places": (Place(name="Zenda", lat=48.25, lon=16.5), Place(name="Hentzau", lat=-1.5, lon=-70.25)),
    }
)
NEWS = document(
    "On 3 May 2021 a raid on Zenda killed 8 people, among them 5 civilians and 3 soldiers of Ruritania.\n"
    "From 10 to 16 May 2021 shells near Hentzau killed at least 20 civilians.\n"
    "In May 2021 one volunteer of Borduria died at Zenda.\n"
    "On 4 May 2021 two reporters died at Nowhere Ford. Ruritania says 100 soldiers died in the war so far.",
    "news.txt", title="The raid, and after", publisher="Daily Planet", published="2021-05-20",
    url="https://example.org/raid",
)  # fmt: skip
THEIRS = document(
    "Borduria says that 12 people died in the raid on Zenda on 3 May. Ruritania denies that 40 of its tanks burned.",
    "theirs.txt", title="Communiqué", publisher="Borduria", published="2021-05-04",
)  # fmt: skip
_RAID = {"thing": "person.mixed", "basis": "incident", "as_of": "2021-05-03", "place": "Zenda", "actor": "Borduria"}
RAID = figure(NEWS, "8 people", 8, party="Ruritania", claimant="Ruritania", **_RAID)
_PART = {**_RAID, "part_of": RAID.id, "part_form": "breakdown", "party": "Ruritania", "claimant": "Ruritania"}
FIGURES = [
    RAID,
    figure(NEWS, "5 civilians", 5, **{**_PART, "thing": "person.civilian"}),
    figure(NEWS, "3 soldiers of Ruritania", 3, **{**_PART, "thing": "person.military"}),
    figure(THEIRS, "12 people", 12, party="Ruritania", claimant="Borduria", **_RAID),
    figure(NEWS, "at least 20 civilians", 20, high=None, qualifier="at_least", thing="person.civilian",
           party="Ruritania", claimant="Ruritania", basis="increment", since="2021-05-10", as_of="2021-05-16",
           place="Hentzau"),
    figure(NEWS, "one volunteer of Borduria", 1, party="Bordurian volunteers", claimant="Borduria", basis="incident",
           as_of="2021-05", place="Zenda"),
    figure(NEWS, "two reporters", 2, thing="person.journalist", basis="incident", as_of="2021-05-04",
           place="Nowhere Ford"),
    figure(NEWS, "100 soldiers", 100, party="Ruritania", claimant="Ruritania", basis="total", as_of="2021-05-20"),
    figure(THEIRS, "40 of its tanks", 40, thing="equipment.tank", outcome="destroyed", party="Ruritania",
           claimant="Borduria", basis="total", modality="denied"),
]  # fmt: skip
_SAID = "Ruritania denies that 40 of its tanks burned"
_AT = THEIRS.text.index(_SAID)
DENIAL = Denial(
    id=Denial.id_of(THEIRS.id, _AT, _AT + len(_SAID)), document=THEIRS.id, start=_AT, end=_AT + len(_SAID),
    quote=_SAID, line=1, denier="Ruritania", of=(FIGURES[-1].id,), certainty=0.9,
)  # fmt: skip


def write_ledger(path: Path, figures: list[Figure] = FIGURES, sources: tuple[Document, ...] = (NEWS, THEIRS)) -> Path:
    """A ledger of these figures, by its path."""
    with open_ledger(path, create=True) as ledger:
        for source in sources:
            denials = [DENIAL] if source.id == DENIAL.document else []
            counted = [one for one in figures if one.document == source.id]
            ledger.append_document(source, Read(counted, denials), "by hand")
    return path
