"""The words and the order in which topics, outcomes, things and columns are shown."""

from __future__ import annotations

from tallystick.records import OUTCOMES, THINGS, Modality, Outcome, Stance, Thing

#: What a table's columns are called, by stance.
COLUMNS: dict[Stance, str] = {
    "own": "The party itself",
    "adversary": "The other side",
    "third": "Third parties",
    "unattributed": "Unattributed",
}
#: The tables of a party, in order, each with the outcomes it holds in order.
TOPICS: dict[str, tuple[Outcome, ...]] = {
    "Losses": (
        "killed", "wounded", "casualties", "missing", "captured", "detained", "displaced", "deserted",
        "destroyed", "damaged", "abandoned", "lost",
    ),
    "Forces": ("deployed",),
    "Territory": ("seized",),
    "Violations": ("violations",),
    "Cost": ("cost",),
    "Released": ("released",),
}  # fmt: skip
OUTCOME_WORDS: dict[Outcome, str] = {
    **{outcome: outcome for outcome in OUTCOMES},
    "casualties": "killed or wounded",
    "lost": "lost (any way)",
    "seized": "taken",
    "violations": "violations",
}
THING_WORDS: dict[Thing, str] = {
    "person.military": "military",
    "person.civilian": "civilians",
    "person.journalist": "journalists",
    "person.mercenary": "mercenaries",
    "person.mixed": "people, mixed",
    "person.unspecified": "people, not specified",
    "equipment.tank": "tanks",
    "equipment.armoured_vehicle": "armoured vehicles",
    "equipment.vehicle": "other vehicles",
    "equipment.artillery": "artillery",
    "equipment.air_defence": "air defence",
    "equipment.missile_launcher": "missile launchers",
    "equipment.helicopter": "helicopters",
    "equipment.aircraft": "aircraft",
    "equipment.drone": "drones",
    "equipment.ship": "ships",
    "equipment.other": "other equipment",
    "equipment.mixed": "equipment, mixed",
    "structure.dwelling": "dwellings",
    "structure.civilian": "civilian structures",
    "structure.military": "military structures",
    "structure.cultural": "cultural sites",
    "place.city": "cities",
    "place.town": "towns",
    "place.village": "villages",
    "place.settlement": "settlements",
    "territory.area": "territory",
    "event.violation": "ceasefire",
    "money": "money",
}
#: What is added to an entry; a plain statement needs nothing.
MODALITY_WORDS: dict[Modality, str] = {"stated": "", "alleged": "alleged", "confirmed": "confirmed", "denied": "denied"}

#: Those who may be counted among each other stand beside each other.
_PEOPLE: tuple[Thing, ...] = (
    "person.military", "person.mercenary", "person.mixed", "person.unspecified", "person.civilian", "person.journalist",
)  # fmt: skip
_OUTCOME_ORDER = {outcome: at for at, outcome in enumerate(o for group in TOPICS.values() for o in group)}
_THING_ORDER = {thing: at for at, thing in enumerate(dict.fromkeys((*_PEOPLE, *THINGS)))}
_TOPIC_OF = {outcome: topic for topic, group in TOPICS.items() for outcome in group}


def topic_of(outcome: Outcome) -> str:
    """The table in which figures of this outcome stand."""
    return _TOPIC_OF[outcome]


def row_order(outcome: Outcome, thing: Thing) -> tuple[int, int, int]:
    """Sort key of a row: people first, by what happened to them; then all else, by what it is.

    So that killed soldiers stand beside killed civilians, and tanks destroyed beside tanks lost.
    """
    if thing in _PEOPLE:
        return 0, _OUTCOME_ORDER[outcome], _THING_ORDER[thing]
    return 1, _THING_ORDER[thing], _OUTCOME_ORDER[outcome]


def row_label(outcome: Outcome, thing: Thing) -> tuple[str, str]:
    """A row's group and its name in it: ("Killed", "military"), ("Tanks", "destroyed")."""
    words = OUTCOME_WORDS[outcome], THING_WORDS[thing]
    group, label = words if thing in _PEOPLE else words[::-1]
    return group[:1].upper() + group[1:], label
