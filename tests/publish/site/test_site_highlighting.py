"""A text with its records marked: nothing of it is lost, moved or let loose, however the records overlap."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tallystick.printable import printable
from tallystick.publish.site.highlighting import Marked, Slotted, marked_lines

_HOSTILE = st.text(st.sampled_from("ab<>&\"'\n\u202e\u200b\x1b\U0001f4a3é "), max_size=60)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.ids, self.open, self.links = "", [], [], 0  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("a", "span")
        assert tag != "a" or "a" not in self.open, "a link in a link"
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@given(_HOSTILE, st.data())
def test_the_pieces_are_the_text_and_every_record_has_its_address_once(text: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    marks = [
        Marked(f"f{at}", "figure", start, end, data.draw(st.sampled_from(["link", "around"])), "<b>")
        for at, (start, end) in enumerate(data.draw(st.lists(spans, max_size=6)))
    ]
    slots = [Slotted(at, *span) for at, span in enumerate(data.draw(st.lists(spans, max_size=4)), 1)]
    lines = list(marked_lines(text, marks, slots))
    reader = _Reader()
    for line in lines:
        reader.feed(str(line.html))
    reader.close()
    assert reader.text == printable(text.replace("\n", ""))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    visible = {m.id for m in marks if text[m.start : m.end].strip("\n")}
    assert sorted(set(reader.ids)) == sorted(reader.ids) and visible <= set(reader.ids)


def test_the_innermost_link_takes_the_words_and_the_outer_one_the_rest() -> None:
    text = "some 5,000 soldiers fell"
    marks = [Marked("f1", "figure", 0, 19, "link"), Marked("e1", "event", 11, 19, "link")]
    (line,) = marked_lines(text, marks, [Slotted(7, 11, 19)])
    assert re.search(r'<a class="rec figure" id="f1"[^>]*>some 5,000 </a>', line.html)
    assert re.search(r'<a class="rec event" id="e1"[^>]*><span data-s="7">soldiers</span></a>', line.html)


def test_a_denial_lies_around_the_figure_that_it_denies() -> None:
    (line,) = marked_lines("Klow denies 30 guns.", [Marked("n1", "denial", 0, 19, "around", "denial: Klow"),
                                                    Marked("f1", "figure", 12, 19, "link")])  # fmt: skip
    assert re.match(
        r'<span class="around denial" data-r="n1" id="n1"><a class="flag denial"[^>]*aria-label="denial: Klow"></a>',
        line.html,
    )
    assert line.html.index('id="f1"') < line.html.index("</a></span>.")


def test_a_line_with_very_many_records_is_marked_in_time_that_grows_with_it() -> None:
    text = "12 died. " * 20_000
    marks = [Marked(f"f{at}", "figure", at * 9, at * 9 + 2, "link") for at in range(20_000)]
    (line,) = marked_lines(text, marks)
    assert line.html.count('class="rec figure"') == 20_000
