"""Words that may be triggers: none inside a name, number or date, and what is told of each follows the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tallystick.extraction.network.triggers import find_triggers, trigger_traits, wanted_triggers
from tallystick.language.annotate import Annotated, annotate
from tallystick.records import Document

_TEXT = (
    "On 3 May 2020 Armenia shelled 40 houses near Paris. The next day, villagers were told to leave.\n\n"
    "Nobody was punished.\n"
)


def annotated(text: str) -> Annotated:
    return annotate(Document(id=Document.id_of(text), text=text, path="test", sha256=""))


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in find_triggers(annotated(text))]


def test_verbs_and_nouns_may_be_triggers() -> None:
    assert {"shelled", "told", "leave", "punished"} <= set(words(_TEXT))


def test_names_numbers_dates_and_little_words_are_none() -> None:
    assert not {"May", "Armenia", "40", "day", "The", "were", "near"} & set(words(_TEXT))


def test_what_is_told_of_a_word_follows_the_text() -> None:
    found = annotated(_TEXT)
    triggers = find_triggers(found)
    traits = dict(zip(words(_TEXT), trigger_traits(found, triggers), strict=True))
    assert {"dated:same", "stem:shelled", "ending:led", "actors:1"} <= set(traits["shelled"])
    assert "is cue:speech" in traits["told"]
    assert "dated:other paragraph" in traits["punished"]


def test_a_text_without_dates_says_so() -> None:
    found = annotated("Somebody attacked somebody.")
    assert all("dated:never" in held for held in trigger_traits(found, find_triggers(found)))


def test_the_phrase_of_a_trigger_ends_with_its_clause() -> None:
    found = annotated("They fled, and then they came back to the very same village in the end.")
    triggers = find_triggers(found)
    wanted = {found.document.text[w.start : w.end]: w for w in wanted_triggers(found, triggers, [[]] * len(triggers))}
    fled, came = wanted["fled"], wanted["came"]
    assert found.document.text[slice(*fled.phrase)] == "fled"
    assert found.document.text[slice(*came.phrase)] == "came back to the very same village"
    assert fled.is_trigger


@given(st.text(alphabet="Wars ended. On 3 May 2020,;\n“’é", max_size=120))
def test_triggers_are_words_of_the_text_in_order(text: str) -> None:
    found = annotated(text)
    triggers = find_triggers(found)
    assert triggers == sorted(triggers)
    assert all(text[start:end].strip() == text[start:end] and end - start >= 3 for start, end in triggers)
    assert len(trigger_traits(found, triggers)) == len(triggers)
