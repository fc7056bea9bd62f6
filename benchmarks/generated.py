"""A made-up war's worth of figures as columns, for measuring what is done with many of them.

Every document tells of 50 figures. The shares below are roughly those of annotated articles: under half name who
claims, half are placed, a third cover all so far, a sixth repeat another document, a tenth are parts of a total. The
same seed gives the same ledger. Numbers of one thing are alike but not the same, so that there is much to find.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from tallystick.conflict import Conflict
from tallystick.ledger.columns import DOCUMENT_COLUMNS, FIGURE_COLUMNS
from tallystick.records import Document, Figure, digest

if TYPE_CHECKING:
    from numpy.typing import NDArray

PER_DOCUMENT = 50
#: Room in a document's text for each of its figures.
_ROOM = 200
_PARTIES, _PERSONS, _PLACES, _PUBLISHERS, _DAYS = 60, 180, 2000, 200, 730
_ON_A_SIDE = 12
_FIRST_DAY = np.datetime64("2021-03-01")
#: How a party's name turns up: bare, or as a body that belongs to it.
_VARIANTS = ("{}", "{}", "{}", "{} Ministry of Defence", "Army of {}", "the {} authorities")
#: What is counted, with how often, and the size of a usual number.
_COUNTED = (
    ("person.military", "killed", "soldiers", 24, 60), ("person.civilian", "killed", "civilians", 16, 30),
    ("person.military", "wounded", "soldiers wounded", 9, 90),
    ("person.civilian", "wounded", "civilians injured", 8, 50),
    ("person.unspecified", "killed", "people", 7, 40), ("person.military", "captured", "prisoners", 4, 20),
    ("person.mixed", "casualties", "casualties", 3, 300), ("person.civilian", "displaced", "displaced", 5, 20_000),
    ("equipment.tank", "destroyed", "tanks", 5, 12), ("equipment.tank", "lost", "tanks lost", 2, 20),
    ("equipment.armoured_vehicle", "destroyed", "armoured vehicles", 4, 15),
    ("equipment.armoured_vehicle", "destroyed", "tanks and armoured vehicles", 2, 25),
    ("equipment.drone", "destroyed", "drones", 4, 6), ("equipment.artillery", "destroyed", "guns", 3, 8),
    ("structure.dwelling", "damaged", "houses", 2, 120), ("place.village", "seized", "villages", 2, 7),
)  # fmt: skip


@dataclass(frozen=True)
class Generated:
    """Figures and their documents, as `Ledger.figure_columns` and `Ledger.document_columns` give them."""

    figures: pl.DataFrame
    documents: pl.DataFrame
    conflict: Conflict


def generated(figures: int, seed: int = 1) -> Generated:
    """So many figures, in documents of 50 each."""
    random = np.random.default_rng(seed)
    parties = _invented(random, _PARTIES)
    sources = max(figures // PER_DOCUMENT, 1)
    publishers = np.array([f"{name} Post" for name in _invented(random, _PUBLISHERS)], object)
    documents = pl.DataFrame(
        {
            "document": [f"d{i:012x}" for i in range(sources)],
            "publisher": _some(random, publishers[random.integers(0, _PUBLISHERS, sources)], 0.7).tolist(),
            "published": (_FIRST_DAY + np.sort(random.integers(0, _DAYS, sources))).astype(str).tolist(),
            "title": [f"Report {i}" for i in range(sources)],
            "path": [f"reports/{i:07}.txt" for i in range(sources)],
        },
        DOCUMENT_COLUMNS,
    )
    columns = _columns(random, figures, documents, parties)
    frame = pl.DataFrame({name: values.tolist() for name, values in columns.items()}, FIGURE_COLUMNS)
    return Generated(_with_parts(random, _repeated(random, frame)), documents, _conflict(parties))


def records(made: Generated) -> Iterator[tuple[Document, list[Figure]]]:
    """The same as records: documents whose texts are the quotes of their figures, each where its figure stands."""
    sources = {row["document"]: row for row in made.documents.iter_rows(named=True)}
    for rows in made.figures.partition_by("document", maintain_order=True):
        listed = list(rows.iter_rows(named=True))
        source = dict(sources[listed[0]["document"]])
        head = f"{source.pop('document')}: "
        text = head + "".join(row["quote"].ljust(_ROOM) for row in listed)
        document = Document.model_validate({**source, "id": Document.id_of(text), "text": text, "sha256": digest(text)})
        placed = {row["id"]: len(head) + row["start"] for row in listed}
        ids = {
            row["id"]: Figure.id_of(
                document.id, placed[row["id"]], placed[row["id"]] + len(row["quote"]), row["low"], row["high"]
            )
            for row in listed
        }
        yield document, [
            Figure.model_validate({
                **row, "id": ids[row["id"]], "document": document.id, "start": placed[row["id"]],
                "end": placed[row["id"]] + len(row["quote"]), "part_of": ids.get(row["part_of"]),
                "revises": ids.get(row["revises"]),
            })
            for row in listed
        ]  # fmt: skip


def _conflict(parties: list[str]) -> Conflict:
    """Two sides; the other parties are on none."""
    halves = parties[:_ON_A_SIDE], parties[_ON_A_SIDE : 2 * _ON_A_SIDE]
    return Conflict.model_validate({
        "title": "The generated war", "first_day": str(_FIRST_DAY), "last_day": str(_FIRST_DAY + _DAYS),
        "sides": [
            {"name": f"{half[0]} and others", "parties": [{"name": name, "also": [f"{name} Guard"]} for name in half]}
            for half in halves
        ],
    })  # fmt: skip


def _columns(
    random: np.random.Generator, count: int, documents: pl.DataFrame, parties: list[str]
) -> dict[str, NDArray[np.object_] | NDArray[np.float64] | NDArray[np.int64]]:
    some = partial(_some, random)
    variants = np.array([form.format(name) for name in parties for form in _VARIANTS], object)
    persons = [
        f"{one} {other}" for one, other in zip(_invented(random, _PERSONS), _invented(random, _PERSONS), strict=True)
    ]
    speakers = np.array([*variants[: len(variants) // 3], *persons], object)
    places = np.array(_invented(random, _PLACES), object)
    # A few parties, places and speakers are told of most of the time.
    often = partial(_skewed, random, count)
    shares = np.array([row[3] for row in _COUNTED], float)
    what = random.choice(len(_COUNTED), count, p=shares / shares.sum())
    usual = np.array([row[4] for row in _COUNTED], float)[what]
    low = np.maximum(np.round(usual * random.lognormal(0, 0.8, count)), 1)
    qualifier = random.choice(
        np.array(["exact", "about", "at_least", "more_than", "range"], object), count, p=[0.7, 0.1, 0.1, 0.05, 0.05]
    )
    high = np.where(qualifier == "range", np.round(low * 1.3), low)
    high[(qualifier == "at_least") | (qualifier == "more_than")] = np.nan
    basis = random.choice(
        np.array(["total", "increment", "incident", "unknown"], object), count, p=[0.3, 0.15, 0.25, 0.3]
    )
    document = np.minimum(np.arange(count) // PER_DOCUMENT, len(documents) - 1)
    published = documents["published"].to_numpy().astype("datetime64[D]")[document]
    told = published - random.integers(0, 21, count)
    since = np.where(basis == "increment", (told - random.integers(1, 8, count)).astype(str).astype(object), None)
    words = np.array([row[2] for row in _COUNTED], object)[what]
    return {
        "id": np.array([f"f{i:012x}" for i in range(count)], object),
        "document": documents["document"].to_numpy()[document],
        "start": np.arange(count) % PER_DOCUMENT * _ROOM,
        "line": np.arange(count) % PER_DOCUMENT + 1,
        "quote": low.astype(int).astype(str).astype(object) + " " + words,
        "low": low, "high": np.where(np.isnan(high), None, high).astype(object), "qualifier": qualifier,
        "unit": np.full(count, "count", object),
        "thing": np.array([row[0] for row in _COUNTED], object)[what],
        "outcome": np.array([row[1] for row in _COUNTED], object)[what],
        "party": some(variants[often(len(variants))], 0.85), "actor": some(variants[often(len(variants))], 0.15),
        "claimant": some(speakers[often(len(speakers))], 0.45),
        "modality": random.choice(np.array(["stated", "alleged", "confirmed", "denied"], object), count,
                                  p=[0.9, 0.04, 0.05, 0.01]),
        "as_of": some(told.astype(str).astype(object), 0.6), "place": some(places[often(_PLACES)], 0.5),
        "part_of": np.full(count, None), "part_form": np.full(count, None), "basis": basis, "since": since,
        "setting": some(told.astype(str).astype(object), 0.3), "revises": np.full(count, None),
        "certainty": np.round(random.uniform(0.5, 1, count), 3),
    }  # fmt: skip


def _repeated(random: np.random.Generator, frame: pl.DataFrame) -> pl.DataFrame:
    """A sixth of the figures say what an earlier one says: news agencies are quoted."""
    kept = ("id", "document", "start", "line", "certainty")
    copies = random.random(len(frame)) < 1 / 6
    source = np.where(copies, (np.arange(len(frame)) * random.random(len(frame))).astype(int), np.arange(len(frame)))
    return frame[source].with_columns(frame[name] for name in kept)


def _with_parts(random: np.random.Generator, frame: pl.DataFrame) -> pl.DataFrame:
    """In each document the second to fourth figures count the first out, in every third wrongly; the fifth of some
    selects from it, and the last of some says that it corrects the one before."""
    place = pl.int_range(len(frame)) % PER_DOCUMENT
    first = pl.col("id").first().over("document")
    of_three = place.is_between(1, 3)
    wrong = pl.Series(random.random(len(frame)) < 1 / 9)
    select = (place == 4) & pl.Series(random.random(len(frame)) < 0.5)
    alike = ("party", "claimant", "thing", "outcome", "basis", "as_of", "since", "place", "unit", "modality")
    total = (pl.col("low").first().over("document") // 3 + 1) * 3
    part = total / 3 + wrong.cast(pl.Float64)
    number = pl.when(place == 0).then(total).when(of_three).then(part)
    corrects = (place == PER_DOCUMENT - 1) & pl.Series(random.random(len(frame)) < 0.25)
    return frame.with_columns(
        *(pl.when(of_three | select).then(pl.col(name).first().over("document")).otherwise(pl.col(name)).alias(name)
          for name in alike),
        number.fill_null(pl.col("low")).alias("low"),
        pl.when(number.is_not_null()).then(number).otherwise(pl.col("high")).alias("high"),
        pl.when(number.is_not_null()).then(pl.lit("exact")).otherwise("qualifier").alias("qualifier"),
        pl.when(of_three | select).then(first).alias("part_of"),
        pl.when(of_three).then(pl.lit("breakdown")).when(select).then(pl.lit("selection")).alias("part_form"),
        pl.when(corrects).then(pl.col("id").shift(1)).alias("revises"),
    )  # fmt: skip


def _some(random: np.random.Generator, values: NDArray[np.object_], share: float) -> NDArray[np.object_]:
    """The values, all but this share of them left out."""
    return np.where(random.random(len(values)) < share, values, None).astype(object)


def _skewed(random: np.random.Generator, count: int, most: int) -> NDArray[np.int64]:
    return (most * random.random(count) ** 2).astype(int)


def _invented(random: np.random.Generator, count: int) -> list[str]:
    """Names of places, people and parties that nobody bears."""
    heads = ("bor", "rur", "kar", "zen", "mol", "vel", "tars", "hent")
    middles = ("a", "e", "i", "o", "ura", "ista", "ola")
    tails = ("dia", "via", "stan", "burg", "mark", "nia")
    found: dict[str, None] = {}
    while len(found) < count:
        head, middle, tail = (random.choice(part) for part in (heads, middles, tails))
        found[f"{head}{middle}{random.choice(heads)}{tail}".capitalize()] = None
    return list(found)
