"""Two spellings of one name, and two names that are only near each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.language.names import Spellings, alike, one_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hezbollah", "Hizbullah"), ("Ahrar al-Sham", "Ahrar ash Sham"), ("Centre for Peace", "Center for Peace"),
        ("Otto Karsky", "Otto Karskyy"), ("Anatoly Fedorov", "Anatolii Fedorov"),
        ("Andean Observatory for Human Rights", "Andean Observatroy for Human Rights"),
        ("Andean Watch for Human Rights", "Andean Watch for Human Right"), ("Abu Muhammad al-Tasovi",
        "Abu Mohammed Al Tasovi"), ("9th Armored Division", "9th Armoured Division"), ("Hizb Allah", "Hizballah"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert alike(one, other) and alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northern Command", "Southern Command"), ("Eastern Command", "Western Command"),
        ("1st Brigade", "2nd Brigade"),
        ("23rd Brigade", "24th Brigade"), ("Brigade 113", "Brigade 114"), ("First Army", "Forest Army"),
        ("Iran", "Iraq"), ("Niger", "Nigeria"), ("Slovakia", "Slovenia"), ("Austria", "Australia"),
        ("Karim Saleh", "Karima Saleh"), ("Ali Hassan", "Ali Hussein"), ("Ivan Petrov", "Ivan Petrova"),
        ("Ahrar al-Sham", "Ahrar al-Sharqiya"), ("Popular Front", "Patriotic Front"), ("The Monitor", "monitor"),
        ("Countries", "Contras"), ("Upper Tasov Guard", "Lower Tasov Guard"), ("Tasov I", "Tasov II"), ("", "x"),
        ("Liberation Army of Tasov", "Liberation Party of Tasov"), ("Tasovic Centre", "Tasovich Centre"),
    ],
)  # fmt: skip
def test_different_names(one: str, other: str) -> None:
    assert not alike(one, other) and not alike(other, one)


def test_the_most_frequent_spelling_is_the_better_one() -> None:
    assert one_spelling({"Hizbullah": 2, "Hezbollah": 5, "Hizballah": 1, "Hamas": 1}) == {
        "Hizbullah": "Hezbollah",
        "Hizballah": "Hezbollah",
    }


def test_of_equally_frequent_spellings_the_first_of_the_alphabet_is_the_better_one() -> None:
    names = {"Zaroviyan Brigade": 1, "Zarovian Brigade": 1}
    assert (
        one_spelling(names) == one_spelling(dict(reversed(names.items()))) == {"Zaroviyan Brigade": "Zarovian Brigade"}
    )


def test_the_name_a_form_stands_for() -> None:
    known = Spellings([("Hezbollah", "Party of God"), ("Party of God", "Party of God")])
    assert known.of("Hizbullah") == "Party of God"
    assert known.of("Hamas") is None


_WORDS = "Hezbollah Hizbullah al- Sham ash 1st 2nd Brigade Karim Karima of the Centre Center Right Rights é ß"
_NAMES = st.lists(st.sampled_from(_WORDS.split(" ")), min_size=1, max_size=5).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_NAMES | st.text(max_size=12), st.integers(1, 3), max_size=8))
def test_a_better_spelling_is_a_name_that_has_no_better_one(names: dict[str, int]) -> None:
    better = one_spelling(names)
    for name, best in better.items():
        assert name in names and best in names and best not in better
        assert alike(name, best) and names[best] >= names[name]


def test_many_names_cost_no_more_each_than_few() -> None:
    assert not one_spelling({f"Army of X{at} Tasov Hill": 1 for at in range(20_000)})
