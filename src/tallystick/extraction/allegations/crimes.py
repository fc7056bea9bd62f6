"""Words for crimes in a masked sentence: nouns, and verbs with what they are done to or done with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tallystick.extraction.masking import NAME, Masked
from tallystick.knowledge import table

Form = Literal["noun", "past", "ing", "base", "passive"]

#: Words between a verb and its object: no preposition but "of", no verb, no clause.
_BETWEEN = (
    r"(?:(?!(?:by|in|at|on|from|to|with|for|after|during|against|while|when|who|which|that|and|but|or"
    r"|were|was|had|has|have"
    r"|before|near|as|because|into|over|under|including|also|killed|killing|wounded|injured|injuring)\b)"
    rf"[\w'’.,%–-]*[\w'’%–{NAME}-] ){{0,7}}?"
)


#: Letters, and the letters that may follow each; an empty one ends a word.
_Tree = dict[str, "_Tree"]


@dataclass(frozen=True, slots=True)
class Crime:
    """A mention of a crime: name, form, span in the masked sentence, end of the deed with its object, and whom."""

    name: str
    form: Form
    start: int
    end: int
    whole: int
    victim: tuple[int, int] | None


def crimes_in(sentence: Masked) -> list[Crime]:
    """The crimes told in a masked sentence, in its order; of two that overlap the longer one."""
    found = sorted(_all(sentence), key=lambda c: (c.start, -c.whole))
    kept: list[Crime] = []
    for crime in found:
        if kept and crime.start < kept[-1].whole:
            continue
        kept.append(crime)
    return kept


@cache
def crime_words() -> re.Pattern[str]:
    """Any word that a mention of a crime has, to pass over the sentences that tell of none. In small letters."""
    rows, objects = table("crimes"), table("crimes_objects")
    told = [row["words"] for row in rows if not row["object"] or row["object"] in _PERSONAL]
    told += [row["words"] for row in objects if row["class"] not in _PERSONAL]
    listed = {word.lower() for words in told for word in words.split("|")}
    return re.compile(rf"\b{_either('|'.join(listed))}\b")


#: Classes of people: their words stand in nearly every sentence of a war.
_PERSONAL = frozenset({"persons", "people", "property"})


#: "the chemical weapons programme" is not what a deed is done with.
_FACILITY = (
    r"(?! (?:research|storage|production|facilit|factor|plant|depot|program|test|arsenal|stockpile|expert|inspect"
    r"|watchdog|warehouse|site|convention))"
)


def _lowered(text: str) -> str:
    """In small letters, with each still at its offset: patterns that ignore case are many times slower."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _all(sentence: Masked) -> Iterator[Crime]:
    text = _lowered(sentence.text)
    for name, form, has_object, pattern in _patterns():
        for match in pattern.finditer(text):
            if has_object == "persons" and not _is_person(sentence, match):
                continue
            victim = match.span("object") if has_object in ("persons", "people", "civilian") else None
            end = match.end("words")
            whole = match.end()
            yield Crime(name, form, match.start("words"), end if has_object in _PERSONAL else whole, whole, victim)


def _is_person(sentence: Masked, match: re.Match[str]) -> bool:
    """True for a word for people, and for a name of people: "the soldiers of X", not "the attack of X"."""
    at = match.end("object") - 1
    name = sentence.names.get(at)
    if name is None or name.kind == "person":
        return True
    words = sentence.source[name.start : name.end].lower().replace("-", " ").split()
    return bool(words) and words[-1] in people_words()


@cache
def people_words() -> frozenset[str]:
    """The nouns for people to whom something may be done."""
    return frozenset(
        next(row["words"] for row in table("crimes_objects") if row["class"] == "persons").lower().split("|")
    )


@cache
def _patterns() -> tuple[tuple[str, Form, str, re.Pattern[str]], ...]:
    found = [_compiled(row["crime"], row["form"], row["words"], row["object"]) for row in table("crimes")]  # type: ignore[arg-type]
    passives = [row for row in table("crimes") if row["form"] == "past"]
    return (*found, *(_passive(row["crime"], row["words"], row["object"]) for row in passives))


@cache
def _objects(name: str) -> str:
    rows = {row["class"]: row["words"] for row in table("crimes_objects")}
    return _either(rows[name])


def _either(words: str) -> str:
    """A pattern for any of these words, by common beginnings: with hundreds of words many times faster than a list."""
    tree: _Tree = {}
    for word in words.lower().split("|"):
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branched(tree)


def _branched(tree: _Tree) -> str:
    ways = [re.escape(letter) + _branched(branch) for letter, branch in sorted(tree.items()) if letter]
    if not ways:
        return ""
    return "(?:" + "|".join(ways) + (")?" if "" in tree else ")")


def _compiled(crime: str, form: Form, words: str, object_class: str) -> tuple[str, Form, str, re.Pattern[str]]:
    pattern = rf"(?<![\w-])(?P<words>{_either(words)})(?![\w-])"
    if object_class:
        noun = _objects(object_class)
        if object_class in ("persons", "people"):
            noun = rf"(?:{noun}|{NAME})"
        link = r" (?:of |against |with )" if form == "noun" else r" (?:with |using )?"
        if object_class == "shields":
            link = r" (?:of )?" if form == "noun" else " "
            noun = rf"(?:as )?{noun}"
        pattern += rf"{link}(?P<object>{_BETWEEN}{noun})(?![\w-])"
        if object_class not in _PERSONAL:
            pattern += _FACILITY
    return crime, form, object_class, re.compile(pattern)


def _passive(crime: str, words: str, object_class: str) -> tuple[str, Form, str, re.Pattern[str]]:
    """ "were executed by", and for what a deed is done with "chlorine was used by"."""
    before = ""
    if object_class not in ("persons", "people", "property"):
        before = rf"(?P<object>{_objects(object_class)})(?: [\w-]+){{0,3}}? "
    pattern = (
        rf"(?<![\w-]){before}(?P<words>{_either(words)})(?: [a-z]+ly| as human shields| in [\w{NAME}\ue002-]+"
        rf"(?: [\w{NAME}\ue002-]+)?)? by(?= )"
    )
    if object_class == "shields":
        pattern = r"(?<![\w-])(?P<words>used as human shields)(?: [a-z]+ly)? by(?= )"
    return crime, "passive", "", re.compile(pattern)
