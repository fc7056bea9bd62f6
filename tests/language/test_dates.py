"""The date finder: what it recognises, and which day each expression means in its document."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.conflict import Conflict
from tallystick.language.dates import document_date, find_dates
from tallystick.language.mentions import DateMention
from tallystick.language.outline import outline


def found(text: str, published: str | None = None, conflict: Conflict | None = None) -> list[DateMention]:
    return find_dates(text, outline(text), published=published, conflict=conflict)


def values(text: str, published: str | None = None, conflict: Conflict | None = None) -> dict[str, str | None]:
    return {text[m.start : m.end]: m.value for m in found(text, published, conflict)}


@pytest.mark.parametrize(
    ("quote", "value"),
    [
        ("27 September 2020", "2020-09-27"),
        ("the 5th of May, 2014", "2014-05-05"),
        ("3 june 2016", "2016-06-03"),
        ("Jan. 25, 2013", "2013-01-25"),
        ("2013-01-25", "2013-01-25"),
        ("09.05.2022", "2022-05-09"),
        ("Sat 24 Aug 2013", "2013-08-24"),
        ("early November 2019", "2019-11"),
        ("mid-March 1938", "1938-03"),
        ("the end of 2004", "2004"),
        ("the spring of 1986", "1986-21"),
        ("the 1990s", "199X"),
        ("the early 21st century", "20XX"),
        ("480 BC", "-0479"),
        ("ca. 466 BC", "-0465~"),
        ("2–5 April 2020", "2020-04-02/2020-04-05"),
        ("October 9–11, 2020", "2020-10-09/2020-10-11"),
        ("1940–45", "1940/1945"),
        ("the night of 5–6 May 2022", "2022-05-05/2022-05-06"),
        ("three days", "P3D"),
        ("more than 40 days", "P40D"),
        ("twenty-one years", "P21Y"),
        ("daily", "R/P1D"),
        ("every week", "R/P1W"),
        ("former", None),
    ],
)
def test_expression_and_value(quote: str, value: str | None) -> None:
    assert values(f"The bridge was closed, {quote}, by the garrison.") == {quote: value}


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("in November 2020", "2020-11-01", "2020-11-30"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("in 1943", "1943-01-01", "1943-12-31"),
        ("on 7 October 2020", "2020-10-07", "2020-10-07"),
        ("on 2-5 April 2020", "2020-04-02", "2020-04-05"),
        ("in the summer of 1942", "1942-06-01", "1942-08-31"),
        ("in the 1960s", "1960-01-01", "1969-12-31"),
        ("in the second half of 1942", "1942-07-01", "1942-12-31"),
    ],
)
def test_bounds_are_days(phrase: str, first: str, last: str) -> None:
    (mention,) = found(f"The depot burned {phrase}.")
    assert (mention.first, mention.last) == (first, last)


def test_part_of_a_month_narrows_the_bounds_only() -> None:
    early, late = found("Shelling began in early May 2021 and ended in late May 2021.")
    assert early.value == late.value == "2021-05"
    assert early.last is not None and late.first is not None and early.last < late.first


def test_narrative_gives_year_month_and_day() -> None:
    text = (
        "The siege began on 3 March 2019. The next day the mill fell. Three days later, on 7 March, "
        "the army crossed. A week earlier, scouts had been seen. That month 40 men were lost."
    )
    assert values(text) == {
        "3 March 2019": "2019-03-03",
        "The next day": "2019-03-04",
        "Three days later": "2019-03-07",
        "7 March": "2019-03-07",
        "A week earlier": "2019-02-28",
        "That month": "2019-02",
    }


def test_december_and_january_change_the_year() -> None:
    text = "On 20 December 2012 the base was shelled. On 4 January it fell. The raid of 28 December was recalled."
    assert values(text)["4 January"] == "2013-01-04"
    assert values(text)["28 December"] == "2012-12-28"


def test_a_look_back_does_not_carry_the_story_with_it() -> None:
    text = (
        "Fighting broke out on 2 July 2021. The men had surrendered to the army in 2018.\n\n"
        "On 5 July, two posts were lost."
    )
    assert values(text)["5 July"] == "2021-07-05"


def test_the_opening_dates_what_comes_before_any_full_date() -> None:
    text = "The 2021 river campaign was short. By the end of June the army asked for talks.\n\nOn 8 July it attacked."
    assert values(text)["8 July"] == "2021-07-08"
    assert values(text)["the end of June"] == "2021-06"


def test_year_is_taken_from_the_other_end() -> None:
    assert values("They fought from 27 September to 10 November 2020.") == {
        "27 September": "2020-09-27",
        "10 November 2020": "2020-11-10",
    }
    assert values("It lasted from December to February 1995.")["December"] == "1994-12"
    assert values("Raids came on 9, 11 and 14 May 2016.") == {
        "9": "2016-05-09",
        "11": "2016-05-11",
        "14 May 2016": "2016-05-14",
    }


def test_intervals_with_and_need_between() -> None:
    assert list(values("Between 3 and 7 June 2015 it rained.").values()) == ["2015-06-03/2015-06-07"]
    assert list(values("On 3 and 7 June 2015 it rained.").values()) == ["2015-06-03", "2015-06-07"]


def test_news_counts_from_its_publication() -> None:
    text = "Nine people died on Tuesday, he said. Two were hurt yesterday and one last week. A truce of 3 May held."
    assert values(text, published="2016-06-16") == {
        "Tuesday": "2016-06-14",
        "yesterday": "2016-06-15",
        "last week": "2016-06-06/2016-06-12",
        "3 May": "2016-05-03",
    }


def test_the_day_of_publication_may_be_named_itself() -> None:
    assert values("Six were killed on Thursday.", published="2016-06-16")["Thursday"] == "2016-06-16"


@pytest.mark.parametrize(
    "head",
    [
        "Published 16 June 2016 - Six killed in market",
        "16 June 2016\nSix killed in market",
        "RIVERTOWN, Northland (June 16, 2016)",
        "Release 2016-06-A-014\n\nRIVERTOWN, Northland (June 16)",
        "Six killed in market     Agency  Thursday 16 Jun 2016     Views 17",
    ],
)
def test_dateline_stands_for_publication(head: str) -> None:
    text = f"{head}\nThe mayor said that six people were killed on Wednesday."
    assert values(text)["Wednesday"] == "2016-06-15"
    assert document_date(text, outline(text)) == "2016-06-16"


def test_a_narrative_opening_is_no_dateline() -> None:
    text = "The battle of the ford was fought on 24 February 2022 near the town."
    assert document_date(text, outline(text)) is None


def test_without_a_date_to_count_from_nothing_is_made_up() -> None:
    assert values("The posts fell on Tuesday and again the next day.") == {"Tuesday": None, "the next day": None}
    assert values("Two men were detained on 4 April.") == {"4 April": None}


def test_day_of_the_war() -> None:
    conflict = Conflict(first_day="2020-09-27", last_day="2020-11-10")
    assert values("The ridge fell on the fifth day of the war.", conflict=conflict) == {
        "the fifth day of the war": "2020-10-01"
    }
    text = "Fighting began on 8 May 2008. The ridge fell on the third day of the battle."
    assert values(text)["the third day of the battle"] == "2008-05-10"


def test_the_conflict_file_gives_the_year_nothing_else_gives() -> None:
    conflict = Conflict(first_day="2012-10-08", last_day="2013-04-15")
    assert values("On 14 April the road was opened.", conflict=conflict) == {"14 April": "2013-04-14"}
    assert values("On 14 December the road was closed.", conflict=conflict) == {"14 December": "2012-12-14"}


def test_time_of_day_belongs_to_its_day() -> None:
    assert values("At 3:30 p.m. on 24 February 2022 the sirens sounded.") == {
        "3:30 p.m.": "2022-02-24T15:30",
        "24 February 2022": "2022-02-24",
    }
    assert values("It began on 4 May 2011. That evening two men died.")["That evening"] == "2011-05-04"


@pytest.mark.parametrize(
    "text",
    [
        "They lost 2000 soldiers and 1950 rifles.",
        "The brigade had T-72 tanks and Su-25 jets.",
        "The president may march on the capital.",
        "It cost $2014 a piece.",
        "A strength of 1200, it was said.",
        "The driver, a 19-year-old, lived.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert values(text) == {}


def test_a_number_after_a_month_may_count_people() -> None:
    assert values("In October 2019 it was calm. In November 20 soldiers were killed.")["November"] == "2019-11"


def test_impossible_days_are_found_and_left_unresolved() -> None:
    assert values("The order of 31 June 2020 was forged.") == {"31 June 2020": None}


def test_month_first_where_the_text_shows_it() -> None:
    assert values("Reports of 09/27/2020 and 09/05/2022 differ.") == {
        "09/27/2020": "2020-09-27",
        "09/05/2022": "2022-09-05",
    }


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
STYLES: tuple[Callable[[date], str], ...] = (
    lambda d: f"{d.day} {d:%B} {d.year}",
    lambda d: f"{d:%B} {d.day}, {d.year}",
    lambda d: f"{d:%b}{'' if d.month == 5 else '.'} {d.day}, {d.year}",
    lambda d: f"{d:%A}, {d.day} {d:%B} {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
)


FRAMES = ("On {} the town fell.", "The town fell ({}), he said.", "As of {}:")


@given(DAYS, st.sampled_from(STYLES), st.sampled_from(FRAMES))
def test_written_days_are_read_back(day: date, style: Callable[[date], str], frame: str) -> None:
    quote = style(day)
    text = frame.format(quote)
    (mention,) = found(text)
    assert text[mention.start : mention.end] == quote
    assert mention.value == mention.first == mention.last == day.isoformat()


@given(DAYS, st.integers(2, 20))
def test_days_later_are_counted(day: date, count: int) -> None:
    text = f"The town fell on {day.day} {day:%B} {day.year}. {count} days later it was retaken."
    assert found(text)[1].value == (day + timedelta(days=count)).isoformat()


@given(DAYS, st.integers(0, 6))
def test_weekdays_of_a_report_lie_in_the_week_before_it(day: date, back: int) -> None:
    then = day - timedelta(days=back)
    assert found(f"Shells fell on {then:%A}.", published=day.isoformat())[0].value == then.isoformat()


WORDS = st.sampled_from((
    "the", "of", "on", "5", "17", "May", "March", "2014", "early", "end", "later", "days", "week", "three", "next",
    "year", "that", "and", "-", ",", ".", "(", ")", "BC", "Monday", "night", "3:15", "1990s", "first", "war",
    "soldiers", "spring", "in", "480", "2012-13", "ago", "half", "last", "century", "2010-07", "now", "\n",
))  # fmt: skip


@given(st.lists(WORDS, max_size=40), st.sampled_from([None, "2015-06-01", "2015-06", "2015", "nonsense"]))
def test_mentions_are_ordered_disjoint_and_inside(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    at = 0
    for mention in found(text, published):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        at = mention.end


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    found(text)


@pytest.mark.parametrize("piece", ["the end of the ", "3, 4 and ", "5 May 2020 ", "20–", "1,234", "1", "May "])
def test_time_grows_with_the_text(piece: str) -> None:
    def took(count: int) -> float:
        text = piece * count
        shape = outline(text)
        start = time.process_time()
        find_dates(text, shape)
        return time.process_time() - start

    took(200)
    assert took(16000) < 40 * took(2000) + 0.5


@pytest.mark.parametrize("text", ["Some 1000-1500 Ruritanian soldiers fled.", "They took 1,000–1600 Bordurian rifles."])
def test_a_range_of_counts_is_no_year(text: str) -> None:
    assert find_dates(text, outline(text)) == []
