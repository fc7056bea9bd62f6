"""What is taken out of wikitext before it is parsed, in one pass each, so that no text makes the parser go back.

mwparserfromhell reads again from every mark that is opened and not closed: 30,000 unclosed templates took it eight
minutes. So tags are dealt with here, and a mark without its partner is no mark any more.
"""

from __future__ import annotations

import re

#: Stands for a line break within a paragraph, a cell or an argument; control characters are taken out before.
BREAK = "\x0b"
#: Stands for the first mark of a table, which is laid out by lines, not parsed.
TABLE = "\x0e"
#: Stands before the marks of a list, which is laid out by lines too.
ITEM = "\x10"
LIST_MARKS = f"{ITEM}*#:;"
#: More marks of arguments than this has no article, and the parser takes minutes for them.
_MOST_BARS = 100_000
#: Tags whose content goes with them.
_DROPPED = frozenset((
    "ref", "references", "gallery", "timeline", "math", "chem", "score", "syntaxhighlight", "source", "imagemap",
    "templatestyles", "graph", "maplink", "mapframe", "includeonly", "script", "style", "indicator", "categorytree",
    "inputbox", "templatedata", "hiero", "section",
))  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b([^<>]{0,1000})>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LINES = frozenset(
    [
        "p",
        "div",
        "blockquote",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "center",
        "poem",
        "pre",
        "section",
    ]
)
_LINK = re.compile(r"\[(?:https?:|ftp:)?//[^\s\[\]<>{}|]{1,2000}([^\[\]\n]{0,2000})\]")
_LINK_START = re.compile(r"\[(?=(?:https?:|ftp:)?//)")
_LIST_START = re.compile(r"^(?=[*#:;])", re.MULTILINE)
_SWITCH = re.compile(r"__[A-Z]{3,30}__|~{3,5}")
_MARK = re.compile(r"\{\{|\}\}|\[\[|\]\]")
_TABLE_START = re.compile(r"^([ \t:]*)\{\|", re.MULTILINE)
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_DEEPEST = 25
_PARTNERS = {"}}": "{{", "]]": "[["}


def scrubbed(text: str) -> str:
    """The wikitext without comments, tags, citations and addresses, with no mark but those that have a partner.

    Raises ValueError where it has more marks than an article has.
    """
    if text.count("|") > _MOST_BARS:
        raise ValueError(f"has more than {_MOST_BARS} arguments and cells")
    text = _without_comments(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = _SWITCH.sub("", _LINK.sub(lambda link: link[1].strip(), _without_tags(text)))
    text = _LIST_START.sub(ITEM, _TABLE_START.sub(rf"\1{TABLE}", _LINK_START.sub("", text)))
    return balanced(text)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start + 4)
        # MediaWiki takes a comment without an end for the rest of the page; a slip must not cost the page here.
        at = end + 3 if end >= 0 else start + 4
        if end < 0:
            break
    return "".join(kept) + text[at:].replace("<!--", "")


def _without_tags(text: str) -> str:
    kept: list[str] = []
    at = 0
    unclosed: set[str] = set()
    while match := _TAG.search(text, at):
        kept.append(text[at : match.start()])
        at = match.end()
        name, attributes = match[2].lower(), match[3]
        opens = not match[1] and not attributes.rstrip().endswith("/")
        if name == "nowiki" and opens:
            end = _end_of(text, name, at, unclosed)
            if end:
                kept.append(_literal(text[at : end[0]]))
                at = end[1]
        elif opens and (name in _DROPPED or _HIDDEN.search(attributes)):
            end = _end_of(text, name, at, unclosed)
            at = end[1] if end else at
        elif name == "br":
            kept.append(BREAK)
        elif name in _LINES:
            kept.append("\n")
    return "".join(kept) + text[at:]


def _end_of(text: str, name: str, at: int, unclosed: set[str]) -> tuple[int, int] | None:
    """Where the closing tag begins and ends; once it is not found it is not looked for again."""
    if name in unclosed:
        return None
    match = re.compile(rf"</{name}\s{{0,20}}>", re.IGNORECASE).search(text, at)
    if match is None:
        unclosed.add(name)
        return None
    return match.start(), match.end()


def _literal(text: str) -> str:
    return re.sub(r"[\[\]{}|'=*#:;<>&]", lambda mark: f"&#{ord(mark[0])};", text)


def balanced(text: str) -> str:
    """The text without the marks of templates and links that have no partner or lie too deep in others."""
    open_marks: list[re.Match[str]] = []
    spoilt: list[int] = []
    for mark in _MARK.finditer(text):
        partner = _PARTNERS.get(mark[0])
        if partner is None:
            open_marks.append(mark)
            continue
        # Only near the top, so that this stays one pass.
        depth = next((i for i, m in enumerate(reversed(open_marks[-_DEEPEST:])) if m[0] == partner), None)
        if depth is None:
            spoilt.append(mark.start())
            continue
        for _ in range(depth):
            spoilt.append(open_marks.pop().start())
        opened = open_marks.pop()
        if len(open_marks) >= _DEEPEST:
            spoilt += [opened.start(), mark.start()]
    spoilt += [mark.start() for mark in open_marks]
    if not spoilt:
        return text
    pieces, at = [], 0
    for start in sorted(spoilt):
        pieces.append(text[at:start])
        at = start + 2
    return "".join([*pieces, text[at:]])
