"""What does not fit is found, with its figures; what only looks like it is left alone."""

from __future__ import annotations

from hand_made import CONFLICT, document, figure

from tallystick.reconcile.reconciling import reconcile
from tallystick.records import Denial, Document, Figure, Finding

TEXT = (
    "Ruritania says 100 soldiers died. Borduria says more than 400 soldiers died. On 3 May it was 90 soldiers. It lists"
    " 60 tanks (destroyed: 38, damaged: 16, captured: 7). It also lists 20 guns (destroyed: 12, captured: 8). Borduria"
    " says 30 tanks and other armoured vehicles. An observer counts 11 tanks and 4 armoured carriers."
)
WAR = CONFLICT.model_copy(update={"first_day": "2021-04-01", "last_day": "2021-06-30"})
OURS = {"party": "Ruritania", "claimant": "Ruritania", "basis": "total"}
THEIRS = {"party": "Ruritania", "claimant": "Borduria", "basis": "total"}


def found(figures: list[Figure], *sources: Document, denials: tuple[Denial, ...] = ()) -> list[Finding]:
    return reconcile(figures, sources, denials, conflict=WAR).findings


def test_rivals_disagree_with_their_ratio() -> None:
    source = document(TEXT)
    ours = figure(source, "100 soldiers", 100, **OURS)
    theirs = figure(source, "more than 400 soldiers", 400, high=None, qualifier="more_than", **THEIRS)
    (one,) = found([ours, theirs], source)
    assert (one.kind, set(one.figures)) == ("disagreement", {ours.id, theirs.id})
    assert "ratio of 4.0" in one.summary
    assert "“100 soldiers”" in one.summary
    assert (one.party, one.outcome) == ("Ruritania", "killed")


def test_rivals_that_are_worlds_apart_are_told_with_a_doubt() -> None:
    source = document(TEXT)
    ours = figure(source, "100 soldiers", 100, **OURS)
    near = figure(source, "more than 400 soldiers", 400, **THEIRS)
    far = figure(source, "more than 400 soldiers", 400_000, **THEIRS)
    (of_near,), (of_far,) = found([ours, near], source), found([ours, far], source)
    assert of_far.certainty < of_near.certainty / 2
    assert any("may not be of the same thing" in note for note in of_far.notes)


def test_bounds_that_meet_do_not_disagree() -> None:
    source = document(TEXT)
    about = figure(source, "100 soldiers", 100, qualifier="about", **OURS)
    near = figure(source, "90 soldiers", 95, **THEIRS)
    assert found([about, near], source) == []


def test_a_total_may_grow_between_two_days() -> None:
    source = document(TEXT)
    early = figure(source, "100 soldiers", 100, as_of="2021-05-01", **OURS)
    late = figure(source, "more than 400 soldiers", 400, high=None, as_of="2021-06-01", **THEIRS)
    assert found([early, late], source) == []


def test_counts_of_different_things_do_not_disagree() -> None:
    source = document(TEXT)
    soldiers = figure(source, "100 soldiers", 100, **OURS)
    missing = figure(source, "90 soldiers", 90, **{**THEIRS, "outcome": "missing"})
    others = figure(source, "more than 400 soldiers", 400, **{**THEIRS, "party": "Borduria"})
    assert found([soldiers, missing, others], source) == []


def test_a_further_loss_does_not_revise_a_total() -> None:
    source = document(TEXT)
    total = figure(source, "100 soldiers", 100, as_of="2021-05-01", **OURS)
    further = figure(source, "90 soldiers", 5, as_of="2021-05-03", since="2021-05-03", **{**OURS, "basis": "increment"})
    assert found([total, further], source) == []


def test_a_voice_that_lowers_its_total_revises_it() -> None:
    source = document(TEXT)
    first = figure(source, "100 soldiers", 100, as_of="2021-05-01", **OURS)
    then = figure(source, "90 soldiers", 90, as_of="2021-05-09", **OURS)
    (one,) = found([then, first], source)
    assert one.kind == "revision"
    assert one.figures == (first.id, then.id)
    assert "10 fewer" in one.summary


def test_a_total_that_changes_after_the_war_is_revised() -> None:
    source = document(TEXT)
    first = figure(source, "90 soldiers", 90, as_of="2021-08-01", **OURS)
    then = figure(source, "100 soldiers", 100, as_of="2021-09-01", **OURS)
    (one,) = found([first, then], source)
    assert (one.kind, one.figures) == ("revision", (first.id, then.id))


def test_a_text_in_its_own_voice_does_not_revise_itself_without_saying_so() -> None:
    source = document(TEXT)
    said = {"party": "Ruritania", "basis": "total"}
    first = figure(source, "100 soldiers", 100, as_of="2021-05-01", **said)
    then = figure(source, "90 soldiers", 90, as_of="2021-05-09", **said)
    assert found([first, then], source) == []


def test_far_fewer_than_before_is_a_doubtful_revision() -> None:
    source = document(TEXT)
    first = figure(source, "100 soldiers", 100, as_of="2021-05-01", **OURS)
    then = figure(source, "90 soldiers", 9, as_of="2021-05-09", **OURS)
    (one,) = found([first, then], source)
    assert one.kind == "revision" and one.certainty == 0.5 and one.notes


def test_two_undated_numbers_of_one_text_are_no_revision() -> None:
    source = document(TEXT)
    assert found([figure(source, "100 soldiers", 100, **OURS), figure(source, "90 soldiers", 90, **OURS)], source) == []


def parts(source: Document, total: Figure, *numbers: tuple[str, float, str]) -> list[Figure]:
    kept = {"party": total.party, "claimant": total.claimant, "thing": total.thing, "basis": "total"}
    return [
        figure(source, quote, n, part_of=total.id, part_form="breakdown", **{**kept, "outcome": o})
        for quote, n, o in numbers
    ]


def test_parts_that_do_not_add_up_are_told_with_their_sum() -> None:
    source = document(TEXT)
    tanks = figure(source, "60 tanks", 60, **{**OURS, "thing": "equipment.tank", "outcome": "lost"})
    of_it = parts(source, tanks, ("destroyed: 38", 38, "destroyed"), ("damaged: 16", 16, "damaged"),
                  ("captured: 7", 7, "captured"))  # fmt: skip
    (one,) = found([tanks, *of_it], source)
    assert (one.kind, one.quiet) == ("arithmetic", False)
    assert "38 + 16 + 7" in one.summary
    assert "61, 1 more than stated" in one.summary
    assert one.figures == (tanks.id, *(part.id for part in of_it))


def test_parts_that_add_up_are_a_quiet_note() -> None:
    source = document(TEXT)
    guns = figure(source, "20 guns", 20, **{**OURS, "thing": "equipment.artillery", "outcome": "lost"})
    of_it = parts(source, guns, ("destroyed: 12", 12, "destroyed"), ("captured: 8", 8, "captured"))
    (one,) = found([guns, *of_it], source)
    assert (one.kind, one.quiet) == ("arithmetic", True)


def test_more_destroyed_than_lost_is_a_part_larger_than_its_whole() -> None:
    source = document(TEXT)
    lost = figure(source, "20 guns", 20, **{**OURS, "thing": "equipment.artillery", "outcome": "lost"})
    destroyed = figure(source, "60 tanks", 60, **{**OURS, "thing": "equipment.artillery", "outcome": "destroyed"})
    (one,) = found([lost, destroyed], source)
    assert (one.kind, set(one.figures)) == ("containment", {lost.id, destroyed.id})


def test_kinds_counted_apart_are_compared_with_a_count_of_both_by_their_sum() -> None:
    source = document(TEXT)
    both = figure(source, "30 tanks and other armoured vehicles", 30,
                  **{**THEIRS, "thing": "equipment.armoured_vehicle", "outcome": "destroyed"})  # fmt: skip
    apart = [
        figure(source, quote, n, party="Ruritania", claimant="Oryx", modality="confirmed", thing=thing,
               outcome="destroyed")
        for quote, n, thing in (
            ("11 tanks", 11, "equipment.tank"), ("4 armoured carriers", 4, "equipment.armoured_vehicle"),
        )
    ]  # fmt: skip
    (one,) = found([both, *apart], source)
    assert set(one.figures) == {both.id, *(part.id for part in apart)}
    assert "added up by Tallystick: 15" in one.notes


def test_a_denial_names_who_rejects_what() -> None:
    source = document(TEXT + " Ruritania called this absurd.")
    theirs = figure(source, "more than 400 soldiers", 400, high=None, **THEIRS)
    start = source.text.index("Ruritania called")
    quote = source.text[start:]
    denial = Denial(
        id=Denial.id_of(source.id, start, len(source.text)), document=source.id, start=start, end=len(source.text),
        quote=quote, line=1, denier="Ruritania", of=(theirs.id,), certainty=1,
    )  # fmt: skip
    (one,) = found([theirs], source, denials=(denial,))
    assert (one.kind, one.figures) == ("denial", (theirs.id,))
    assert "Ruritania rejects it" in one.summary


def test_one_claim_in_two_documents_is_a_repeat() -> None:
    first, second = document("A. 100 soldiers died.", "a.txt"), document("B. 100 soldiers died.", "b.txt")
    (one,) = found([figure(d, "100 soldiers", 100, **OURS) for d in (first, second)], first, second)
    assert (one.kind, one.quiet) == ("repeat", True)


def test_one_incident_told_of_two_days() -> None:
    first, second = document("A. 14 soldiers died.", "a.txt"), document("B. 14 soldiers died.", "b.txt")
    said = {"party": "Ruritania", "basis": "incident", "place": "Zenda"}
    one_day = figure(first, "14 soldiers", 14, as_of="2021-05-03", **said)
    next_day = figure(second, "14 soldiers", 14, as_of="2021-05-04", **said)
    (one,) = found([one_day, next_day], first, second)
    assert (one.kind, one.figures) == ("dates", (one_day.id, next_day.id))


def test_a_day_after_publication_is_told() -> None:
    source = document("A. 14 soldiers died.", published="2021-05-01")
    (one,) = found([figure(source, "14 soldiers", 14, as_of="2021-07-01", **OURS)], source)
    assert one.kind == "dates"


def test_what_no_war_has_seen_is_told() -> None:
    source = document("A. A trillion soldiers died.")
    (one,) = found([figure(source, "A trillion soldiers", 1e12, **OURS)], source)
    assert one.kind == "implausible"


def test_known_on_a_day_uses_only_what_was_claimed_by_then() -> None:
    source = document(TEXT, published="2021-12-01")
    ours = figure(source, "100 soldiers", 100, as_of="2021-05-01", **OURS)
    theirs = figure(
        source, "more than 400 soldiers", 400, high=None, as_of="2021-05-01", **{**THEIRS, "claimant": None}
    )
    early = reconcile([ours, theirs], [source], conflict=WAR, known_on="2021-06-01")
    assert (early.left_out, early.findings) == (1, [])
    late = reconcile([ours, theirs], [source], conflict=WAR, known_on="2022-01-01")
    assert (late.left_out, len(late.findings)) == (0, 1)
