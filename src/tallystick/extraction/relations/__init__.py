"""Relations between parties: support with arms, troops or money, mediation, recognition, sanction, break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tallystick.extraction.allegations.accusing import accusation_before
from tallystick.extraction.allegations.circumstances import date_beside
from tallystick.extraction.allegations.speakers import Speaker, is_object, speaker_of, subject
from tallystick.extraction.masking import Masked, denials_within, masked
from tallystick.extraction.relations.kinds import RELATING, Told, kind_of_verb, told_in
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Name
from tallystick.records import Denial, Modality, Relation

#: Code points after a sentence in which the denial of what it tells may begin.
_FARTHEST_DENIAL = 300


def find_relations(annotated: Annotated, denials: Sequence[Denial]) -> list[Relation]:
    """The relations that a document tells, in the order of the text. `denials` are those that were read in it."""
    found: dict[str, Relation] = {}
    text, outline = annotated.document.text, annotated.outline
    for number, sentence in enumerate(outline.sentences):
        heading = outline.paragraphs[sentence.paragraph].heading
        if heading or not RELATING.search(text[sentence.start : sentence.end].lower()):
            continue
        near = denials_within(denials, sentence.start, sentence.end + _FARTHEST_DENIAL)
        for relation in _of_sentence(annotated, masked(annotated, number), near):
            found.setdefault(relation.id, relation)
    for relation in _compounds(annotated):
        found.setdefault(relation.id, relation)
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.kind))


_NOT_ASSERTED = re.compile(
    r"\b(?:not|never|no|without|n't|\w+n't|would|could|should|will|shall|may|might|if|unless|lack of|end"
    r"|stop|halt\w*|ceas\w+|cut|cutting|refus\w+|declin\w+|call(?:s|ed|ing)? (?:for|on)"
    r"|urg\w+|ask\w*|request\w*|appeal\w*|demand\w*|promis\w+|pledg\w+|express\w*|voic\w+|reiterat\w+"
    r"|declar\w+|announc\w+|welcom\w+|moral|verbal|diplomatic|popular|public|political|voter"
    r"|humanitarian|need for|plan\w*|propos\w+|consider\w*|want\w*|threat\w*|lift\w*|hop\w+|agree\w* to"
    r"|fail\w*|against|oppos\w+|instead of|attempt\w*)\b[^.;:,]{0,45}$",
    re.IGNORECASE,
)


def _of_sentence(annotated: Annotated, sentence: Masked, denials: Sequence[Denial]) -> Iterator[Relation]:
    for told in told_in(sentence.text):
        if _NOT_ASSERTED.search(sentence.text[max(told.verb - 60, 0) : told.verb]) or not _is_about_parties(
            sentence, told
        ):
            continue
        speaker, start, accused = _claimant(sentence, told)
        if not speaker.known:
            continue
        actors = accused or sentence.joined(*told.actor)
        target = _place(sentence, told) if told.place else _target(sentence, told)
        if actors is None or target is None or _same(actors, target):
            continue
        yield _record(annotated, sentence, told, start, actors, target, speaker, denials, accused is not None)


def _target(sentence: Masked, told: Told) -> str | None:
    """The target; of a passive it is the subject, so that "forces from X were supported" is not said of X."""
    if told.target[0] < told.actor[0]:
        return subject(sentence, *told.target)
    return sentence.joined(*told.target)


def _claimant(sentence: Masked, told: Told) -> tuple[Speaker, int, str | None]:
    """Who says so, where the quote starts, and the actor where it is somebody accused ("accused X of arming Y")."""
    accusation = accusation_before(sentence, told.verb)
    if accusation is not None and re.search(r"(?:of|for) (?:\w+ly )?$", sentence.text[: told.verb]):
        accuser, accused, start = accusation
        return accuser, min(start, told.start), accused
    speaker = speaker_of(sentence, told.start + 1 if told.actor[0] == told.start else told.start, told.actor)
    start = told.start if speaker.start is None else min(speaker.start, told.start)
    return speaker, start, None


#: From here on a verb has its subject before it, and is no mere noun.
_PLAIN = 0.8
#: A name that ends so means something done, not who does it: one supports an attack by word or deed.
_DEED = re.compile(
    r"\b(?:operations?|offensives?|attacks?|interventions?|campaigns?|invasions?|advances?|assaults?"
    r"|strikes|airstrikes|citizens?|civilians?|positions?|proposals?|officials?"
    r"|efforts?|government officials|presidents?|media|positions?|territory|lines?|front|civil war|war"
    r"|constitution|flags?|people|families|residents|refugees|prisoners|victims|children)$",
    re.IGNORECASE,
)


def _is_about_parties(sentence: Masked, told: Told) -> bool:
    actors, targets = sentence.named(*told.actor), sentence.named(*told.target)
    if _is_no_actor(sentence, told):
        return False
    if not all(_is_party(sentence, name, told.kind in ("mediation", "sanction")) for name in actors):
        return False
    return told.place or (bool(targets) and all(_is_party(sentence, name, told.kind != "support") for name in targets))


def _is_no_actor(sentence: Masked, told: Told) -> bool:
    """True where a preposition stands before a subject: "in X supported Y" is not said of X."""
    at, end = told.actor
    if at > told.target[0] or told.verb < end or sentence.text[end : end + 1] in ("-", "–"):
        return False
    before = sentence.text[max(at - 30, 0) : at]
    harmless = "of|with" if told.certainty >= _PLAIN else "of|for|by|from|that|with|against"
    return is_object(sentence, at) and re.search(rf"\b(?:{harmless}) (?:the )?$", before) is None


def _is_party(sentence: Masked, name: Name, may_be_person: bool) -> bool:
    if name.kind == "person" or (name.kind == "unknown" and not may_be_person):
        return may_be_person
    if name.kind == "group" and not name.fights:
        return False
    return _DEED.search(sentence.source[name.start : name.end]) is None or name.kind == "organisation"


def _same(actor: str, target: str) -> bool:
    ones = {name.strip().casefold() for name in actor.split(";")}
    others = {name.strip().casefold() for name in target.split(";")}
    return bool(ones & others) or any(a.startswith(b + " ") or b.startswith(a + " ") for a in ones for b in others)


def _place(sentence: Masked, told: Told) -> str:
    start, end = sentence.span(*told.target)
    return " ".join(sentence.source[start:end].split())


_CLAIMS = re.compile(
    r"\b(?:claim\w*|alleg\w+|accus\w+|reportedly|purported\w*|suspect\w*|rumou?r\w*|unconfirmed"
    r"|apparently|believed|blam\w+)\b",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(r"\b(?:confirm\w*|acknowledg\w+|admit\w*|verif\w+)\b", re.IGNORECASE)


def _record(
    annotated: Annotated, sentence: Masked, told: Told, start: int, actor: str, target: str, speaker: Speaker,
    denials: Sequence[Denial], is_accused: bool,
) -> Relation:  # fmt: skip
    document = annotated.document
    first, last = sentence.span(start, told.end)
    words = sentence.text[start : told.verb]
    modality: Modality = (
        "alleged" if is_accused or _CLAIMS.search(words) else "confirmed" if _CONFIRMS.search(words) else "stated"
    )
    denier = None
    verb, _ = sentence.span(told.verb, told.verb + 1)
    for denial in denials:
        if denial.denier is None:
            continue
        if denial.start <= verb < denial.end and re.search(
            r"\b(?:den|reject|refut|dismiss)\w+", document.text[denial.start : verb], re.IGNORECASE
        ):
            modality, denier = "denied", denial.denier
        elif (
            (is_accused or speaker.name)
            and verb < denial.start
            and _is_one_of(denial.denier, actor)
            and _next_to(annotated, verb, denial.start)
        ):
            denier = denial.denier
    since, until = date_beside(annotated, sentence, told.start, told.end)
    return Relation(
        id=Relation.id_of(document.id, first, last, actor, target), document=document.id, start=first, end=last,
        quote=document.text[first:last], line=document.line_of(first), certainty=told.certainty, kind=told.kind,
        actor=actor, target=target, claimant=None if modality == "denied" else speaker.name, modality=modality,
        denier=denier, start_date=since, end_date=until,
    )  # fmt: skip


def _is_one_of(name: str, names: str) -> bool:
    return bool({n.strip().casefold() for n in name.split(";")} & {n.strip().casefold() for n in names.split(";")})


def _next_to(annotated: Annotated, one: int, other: int) -> bool:
    sentences = annotated.outline.sentences
    first, second = annotated.outline.sentence_at(one), annotated.outline.sentence_at(other)
    return second - first <= 1 and sentences[first].paragraph == sentences[second].paragraph


# "Ruritanian-backed rebels", where that is one name

_BACKED = re.compile(r"[- –](backed|supported|sponsored|funded|armed|trained)[ -]")


def _compounds(annotated: Annotated) -> Iterator[Relation]:
    document, outline = annotated.document, annotated.outline
    names = annotated.names
    for at, name in enumerate(names):
        match = _BACKED.search(document.text, name.start, name.end)
        if match is None or outline.paragraphs[outline.sentences[outline.sentence_at(name.start)].paragraph].heading:
            continue
        inner = [
            n for n in names[max(at - 6, 0) : at + 7] if n.start >= name.start and n.end == match.start() and n != name
        ]
        if "; " in name.canonical or not inner or not name.fights:
            continue
        actor = inner[0]
        if actor.kind not in ("nation", "organisation", "group"):
            continue
        if not _same(actor.canonical, name.canonical):
            yield Relation(
                id=Relation.id_of(document.id, name.start, name.end, actor.canonical, name.canonical),
                document=document.id, start=name.start, end=name.end, quote=document.text[name.start : name.end],
                line=document.line_of(name.start), certainty=0.8, kind=kind_of_verb(match[1]), actor=actor.canonical,
                target=name.canonical,
            )  # fmt: skip
