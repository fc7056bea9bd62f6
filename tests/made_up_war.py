"""A made-up war with rival counts, revisions, sums and a denial: what tallies and findings are tested on."""

from __future__ import annotations

from pathlib import Path

from hand_made import CONFLICT, document, figure

from tallystick.ledger import open_ledger
from tallystick.records import Figure, Read

WAR = CONFLICT.model_copy(update={"first_day": "2021-04-01", "last_day": "2021-06-30"})
NEWS = document(
    "Ruritania says 100 soldiers died. Borduria says more than 400 soldiers of Ruritania died. The Observatory lists"
    " 60 tanks (destroyed: 38, damaged: 16, captured: 7) and 20 guns (destroyed: 12, captured: 8).\n"
    "On 3 May 12 lorries burned at Zenda. Borduria claims 18 drones.",
    "news.txt", title="The toll", publisher="Daily Planet", published="2021-12-01", url="https://example.org/1",
)  # fmt: skip
LATER = document(
    "Ruritania now speaks of 120 soldiers. Szohod denies 30 lost guns.", "later.txt", title="Later",
    publisher="Daily Planet", published="2022-03-01",
)  # fmt: skip
_OURS = {"party": "Ruritania", "claimant": "Ruritania", "basis": "total"}
_LISTED = {"party": "Ruritania", "claimant": "Observatory", "basis": "total", "modality": "confirmed"}


def _counted_out(thing: str, quote: str, number: float, *parts: tuple[str, float, str]) -> list[Figure]:
    total = figure(NEWS, quote, number, thing=thing, outcome="lost", **_LISTED)
    return [
        total,
        *(
            figure(NEWS, words, n, thing=thing, outcome=outcome, part_of=total.id, part_form="breakdown", **_LISTED)
            for words, n, outcome in parts
        ),
    ]


FIGURES = [
    figure(NEWS, "100 soldiers", 100, as_of="2021-05-01", **_OURS),
    figure(LATER, "120 soldiers", 120, as_of="2022-02-01", **_OURS),
    figure(NEWS, "more than 400 soldiers", 400, high=None, qualifier="more_than", as_of="2021-05-28",
           **{**_OURS, "claimant": "Borduria"}),
    *_counted_out("equipment.tank", "60 tanks", 60, ("destroyed: 38", 38, "destroyed"), ("damaged: 16", 16, "damaged"),
                  ("captured: 7", 7, "captured")),
    *_counted_out("equipment.artillery", "20 guns", 20, ("destroyed: 12", 12, "destroyed"),
                  ("captured: 8", 8, "captured")),
    figure(NEWS, "12 lorries", 12, thing="equipment.vehicle", outcome="destroyed", party="Borduria", basis="incident",
           as_of="2021-05-03", place="Zenda"),
    figure(NEWS, "18 drones", 18, thing="equipment.drone", outcome="destroyed", **{**_OURS, "claimant": "Borduria"}),
    figure(LATER, "30 lost guns", 30, thing="equipment.artillery", outcome="lost", modality="denied",
           **{**_OURS, "claimant": "Borduria"}),
]  # fmt: skip


def write_ledger(path: Path | str) -> str:
    """A ledger of this war, by its path."""
    with open_ledger(path, create=True) as ledger:
        for source in (NEWS, LATER):
            ledger.append_document(source, Read([one for one in FIGURES if one.document == source.id]), "by hand")
    return str(path)
