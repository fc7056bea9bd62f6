"""A relation told several times is one tie with all its citations, claimants and deniers."""

from __future__ import annotations

from hand_made import document

from tallystick.chronicle.relations import backing_pairs, group_relations
from tallystick.records import Document, Relation

FIRST, SECOND = document("Words. " * 40, "one.txt"), document("Other words. " * 40, "two.txt")


def relation(source: Document, start: int, **slots: object) -> Relation:
    filled = {"kind": "arms", "actor": "Karst", "target": "Ruritania", **slots}
    end = start + 5
    id = Relation.id_of(source.id, start, end, str(filled["actor"]), str(filled["target"]))
    return Relation.model_validate(
        {
            "id": id,
            "document": source.id,
            "start": start,
            "end": end,
            "quote": source.text[start:end],
            "line": 1,
            **filled,
        }
    )


def test_told_in_two_documents_is_one_tie_by_both_their_words() -> None:
    told = (
        relation(FIRST, 0, claimant="Borduria", modality="alleged", denier="Karst", start_date="2021-05-03"),
        relation(SECOND, 0, claimant="Szohod", start_date="2021-05-01"),
    )
    (tie,) = group_relations(told)
    assert (tie.told, tie.claimants, tie.deniers) == (told, ("Borduria", "Szohod"), ("Karst",))
    assert (tie.start_date, tie.end_date, tie.modality) == ("2021-05-01", "2021-05-03", "stated")
    assert tie.reason == "same kind, actor and target"


def test_another_kind_or_direction_is_another_tie() -> None:
    several = [
        relation(FIRST, 0),
        relation(FIRST, 6, kind="money"),
        relation(FIRST, 12, actor="Ruritania", target="Karst"),
    ]
    assert len(group_relations(several)) == 3


def test_backing_pairs_leave_out_sanctions_and_what_is_only_denied() -> None:
    told = [
        relation(FIRST, 0), relation(FIRST, 6, kind="support", actor="Karst; Syldavia"),
        relation(FIRST, 12, kind="sanction", target="Borduria"),
        relation(FIRST, 18, modality="denied", actor="Borduria"),
    ]  # fmt: skip
    assert backing_pairs(told) == {("Karst", "Ruritania"): 2, ("Syldavia", "Ruritania"): 1}
