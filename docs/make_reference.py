"""Write docs/reference.md from the code: `python docs/make_reference.py`, or `--check` that it is current.

Everything in it comes from the command's options, the docstrings, the record models and the data files, so that it
cannot say what the program does not do. The same code gives the same bytes on every version of Python.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel
from typer.models import OptionInfo

import tallystick
from tallystick import cli, conflict, errors, records
from tallystick.cli import running
from tallystick.documents import header
from tallystick.publish import json as report_json
from tallystick.publish import sheet_json
from tallystick.wording.labels import MODALITY_WORDS, OUTCOME_WORDS, THING_WORDS

PAGE = Path(__file__).with_name("reference.md")
DATA = Path(tallystick.__file__).parent / "knowledge" / "data"

#: What the record fields mean that carry no description of their own in the code.
MEANINGS = {
    "Document": {
        "text": "all that stands below the header, line ends as a line feed",
        "title": "from the header",
        "publisher": "from the header",
        "url": "the address in the header",
    },
    "Statement": {
        "start": "first code point of the quote in the document's text",
        "end": "end of the quote, exclusive",
        "quote": "the exact words",
        "party": "whose people, materiel or ground; several are parted by semicolons; None where not said",
        "actor": "who does it; None where not said",
        "target": "to whom or what it is done; None where not said",
        "claimant": "who asserts it; None where the document says it in its own voice",
        "modality": "how surely it is said, see below",
        "place": "where, as the text spells it; None where not said",
        "start_date": "ISO 8601, possibly partial; None where not said",
        "end_date": "ISO 8601, possibly partial; None where not said",
        "edtf": "the date as EDTF, with what is uncertain of it",
        "evidence": "where each slot's value came from",
        "certainty": "the reader's own probability, not a measured one",
    },
    "Denial": {"certainty": "how plain the denial is"},
    "Event": {"type": "see Types of event"},
    "Control": {"place_kind": "see Kinds of place", "form": "see Forms of control"},
    "Agreement": {
        "form": "see Forms of agreement",
        "parties": "who agreed, by canonical name",
        "fate": "what the text says became of it; None where it does not",
        "fate_date": "ISO 8601, possibly partial: when that was",
    },
    "Allegation": {
        "state": "see States of an allegation",
        "accused": "who is said to have done it; None where not said",
        "victim": "to whom it is said to have been done; None where not said",
    },
    "Relation": {"kind": "see Kinds of relation", "denier": "who rejects that it is so"},
    "Tally": {
        "party": "whose losses, by canonical name",
        "outcome": "see Outcomes",
        "thing": "see Things",
        "unit": "as of a figure",
        "cover": "sums, one period, or one incident",
        "since": "first day of a period",
        "until": "last day of a period, or day of an incident",
        "low": "None where the rule cannot say",
        "best": "None where the rule cannot say",
        "high": "None where the rule cannot say",
        "rule": "its name",
        "rule_version": "its version",
        "claims": "every claim, those that set no bound too",
    },
    "Claim": {
        "stance": "claimant against party",
        "low": "as published",
        "high": "as published",
        "qualifier": "see Qualifiers",
        "modality": "see Modalities",
        "basis": "see Bases",
        "as_of": "as of a figure",
        "quote": "the words of the first figure",
        "doubts": "what had to be assumed",
    },
    "Finding": {
        "kind": "see Kinds of finding",
        "summary": "one plain sentence",
        "party": "whose losses",
        "outcome": "see Outcomes",
        "thing": "see Things",
    },
    "Evidence": {
        "slot": "which field of the figure it speaks for",
        "how": "how the reader came to the value, see below",
        "start": "of the words that carry the value; None where none do",
        "end": "end of those words, exclusive",
        "quote": "those words",
    },
    "Figure": {
        "start": "of the quote in the document's text, in code points",
        "end": "end of the quote, exclusive",
        "quote": "the exact words, from the label or qualifier to the counted noun",
        "low": "lower bound of the published number; None is open",
        "high": "upper bound of the published number; None is open",
        "qualifier": "how the number was published, see below",
        "thing": "what is counted, see below",
        "outcome": "what happened to it, see below",
        "party": "whose people, materiel or ground is counted; several are parted by semicolons; None where not said",
        "actor": "who did it; None where not said",
        "claimant": "who asserts it; None where the document says it in its own voice",
        "modality": "how surely it is said, see below",
        "place": "where the harm happened, as the text spells it; None where not said",
        "evidence": "where each slot's value came from",
    },
}
QUALIFIERS = {
    "exact": "“3,825”: both bounds are the number",
    "about": "“about 60”, “nearly 80”: both bounds are the number",
    "at_least": "“at least 20”: the number is the lower bound, the upper is open",
    "more_than": "“more than 5,000”: the number is the lower bound, the upper is open",
    "at_most": "“up to 300”: the number is the upper bound, the lower is open",
    "less_than": "“just under 2,000”: the number is the upper bound, the lower is open",
    "range": "“300,000 to 500,000”: both bounds are given",
    "vague": "“dozens”, “hundreds”: the bounds are conventions, a lower one with the upper open",
}
MODALITIES = {
    "stated": "said plainly",
    "alleged": "claimed, alleged or reported, with a hedge",
    "confirmed": "confirmed, documented or verified, says the document",
    "denied": "said to be untrue",
}
HOWS = {
    "pointer": "the reader pointed at words of the text, or found none to point at",
    "classifier": "the reader decided over the whole sentence",
    "rule": "a deterministic rule found it",
}


def paragraph(thing: object) -> str:
    """The first paragraph of a docstring, in one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def rows(head: Iterable[str], body: Iterable[Iterable[str]]) -> Iterator[str]:
    """A Markdown table."""
    names = list(head)
    yield "| " + " | ".join(names) + " |"
    yield "|" + "---|" * len(names)
    for cells in body:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def commands() -> Iterator[str]:
    """Every command with its arguments and options."""
    overview = cli.app.registered_callback
    assert overview is not None and overview.callback is not None
    yield from ("## Commands", "", paragraph(overview.callback), "")
    yield from ("Each command has `--help`. " + _exit_status(), "", *parameters(overview.callback))
    found = {
        command.name or command.callback.__name__: command.callback
        for command in cli.app.registered_commands
        if command.callback
    }
    for name in sorted(found):
        yield from (f"### tallystick {name}", "")
        for text in (inspect.getdoc(found[name]) or "").split("\n\n"):
            yield from (" ".join(text.split()), "")
        yield from parameters(found[name])


def _exit_status() -> str:
    said = next(
        part
        for part in (importlib.import_module("tallystick.cli.app").__doc__ or "").split("\n\n")
        if part.startswith("Exit status")
    )
    usual = " ".join(said.split()).rstrip(".")
    return f"{usual}; 130 it was interrupted, {running.SIGPIPE} whoever read its output closed the pipe."


def parameters(command: Any) -> Iterator[str]:
    """The arguments and options of a command."""
    hints = get_type_hints(command, include_extras=True)
    given = inspect.signature(command).parameters.values()
    body = (_parameter(one, *get_args(hints[one.name])[:2]) for one in given)
    yield from rows(("argument or option", "what it is for"), body)


def _parameter(given: inspect.Parameter, kind: Any, info: Any) -> tuple[str, str]:
    value = _value_of(given, kind, info)
    option = isinstance(info, OptionInfo)
    flags = ", ".join(info.param_decls or (f"--{given.name.replace('_', '-')}",)) if option else ""
    notes = [info.help.rstrip(".")]
    if info.min is not None:
        notes.append(f"from {info.min} to {info.max}" if info.max is not None else f"at least {info.min}")
    if given.default is given.empty:
        notes.append("required")
    elif given.default not in (None, False):
        notes.append(f"default: {given.default}")
    if info.envvar:
        notes.append(f"or the environment variable `{info.envvar}`")
    return f"`{' '.join(filter(None, (flags, value)))}`", "; ".join(notes)


def _value_of(given: inspect.Parameter, kind: Any, info: Any) -> str:
    if kind is bool:
        return ""
    if inspect.isclass(kind) and issubclass(kind, StrEnum):
        return "|".join(kind)
    return info.metavar or ("N" if kind is int else given.name.upper())


def signature(name: str, function: Any) -> str:
    """A function's signature on one line, annotations as they are written."""
    shown, star = [], False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            star = True
            shown.append("*")
        text = parameter.name
        if parameter.annotation is not parameter.empty:
            text += f": {parameter.annotation}"
        if parameter.default is not parameter.empty:
            default = parameter.default
            text += f" = {default.__name__ if callable(default) else repr(default)}"
        shown.append(text)
    result = inspect.signature(function).return_annotation
    return f"{name}({', '.join(shown)})" + ("" if result is inspect.Signature.empty else f" -> {result}")


def python_names() -> Iterator[str]:
    """The names of `import tallystick`."""
    yield from (
        "## Python",
        "",
        "`import tallystick` offers these names, and no others. The errors are listed below.",
        "",
    )
    functions, classes = [], []
    for name in tallystick.__all__:
        found = getattr(tallystick, name)
        if inspect.isfunction(found):
            functions.append((name, found))
        elif inspect.isclass(found) and not issubclass(found, Exception):
            classes.append((name, found))
    for name, found in functions:
        yield from (
            f"### {name}",
            "",
            "```python",
            signature(f"tallystick.{name}", found),
            "```",
            "",
            paragraph(found),
            "",
        )
    for name, found in classes:
        yield from (f"### {name}", "", paragraph(found), "")
        yield from members(found)
    yield from ("### \\_\\_version\\_\\_", "", "The installed version, as text.", "")


def members(found: type) -> Iterator[str]:
    """What a class holds: its fields, and its public methods."""
    if issubclass(found, records.Record):
        yield from (f"Fields: see [{found.__name__}](#{found.__name__.lower()}-record) below.", "")
    elif dataclasses.is_dataclass(found) or issubclass(found, BaseModel):
        types = inspect.get_annotations(found).items()
        yield from rows(("field", "type"), ((f"`{n}`", f"`{_public(kind, found)}`") for n, kind in types))
    methods = [(n, m) for n, m in vars(found).items() if not n.startswith("_") and inspect.isfunction(m)]
    if methods:
        yield from rows(("method", "what it does"), ((f"`{signature(n, m)}`", paragraph(m)) for n, m in methods))


def _public(kind: str, owner: type) -> str:
    """A type without the private names in it: each is an annotated type, and the bare one is shown."""
    home = sys.modules[owner.__module__]
    return re.sub(r"\b_\w+", lambda match: str(get_args(getattr(home, match[0]))[0].__name__), kind)


_RECORDS = (
    records.Document, records.Figure, records.Evidence, records.Denial, records.Event, records.Control,
    records.Agreement, records.Obligation, records.Allegation, records.Relation, records.Tally, records.Claim,
    records.Finding,
)  # fmt: skip
#: Vocabularies whose words speak for themselves or follow the annotation guide.
_PLAIN_VOCABULARIES = (
    ("Types of event", records.EVENT_TYPES), ("Forms of control", records.CONTROL_FORMS),
    ("Kinds of place", records.PLACE_KINDS), ("Forms of agreement", records.AGREEMENT_FORMS),
    ("States of an allegation", records.ALLEGATION_STATES), ("Kinds of relation", records.RELATION_KINDS),
)  # fmt: skip
BASES = {
    "total": "all so far, or of the whole war",
    "increment": "what a stated period brought",
    "incident": "one happening",
    "unknown": "the text does not say",
}
FINDINGS = {
    "disagreement": "different voices count the same thing, and their bounds do not meet; a day near another's total;"
    " destroyed against damaged; quiet where a claim is confirmed in part",
    "revision": "one voice has changed its number",
    "arithmetic": "the parts given against the stated total",
    "containment": "a part is larger than its whole; quiet for lists in prose and prisoners who came home",
    "denial": "somebody rejects a claim",
    "dates": "one happening told of two days, a day that no calendar has, or a day after publication",
    "repeat": "one claim in several documents, counted once; loud where captured and missing may be the same people",
    "implausible": "a number that no war has seen",
}
ROLES = {
    "rival": "counts what the tally is of; sets bounds",
    "item": "one of several that a voice lists beside each other",
    "part": "counted out of a total that is there too",
    "superseded": "replaced by the same voice",
    "denied": "told only to be denied",
    "counted": "counted by Tallystick from the rows of a table; sets no bounds",
}


def record_fields() -> Iterator[str]:
    """The records, field by field, and the vocabularies."""
    yield from ("## Records", "", *(_lines(records)), "")
    for model in _RECORDS:
        types = {n: t for base in reversed(model.__mro__) for n, t in inspect.get_annotations(base).items()}
        own = MEANINGS["Statement"] | MEANINGS.get(model.__name__, {})
        yield from (f"### {model.__name__} record", "", " ".join((inspect.getdoc(model) or "").split()), "")
        yield from rows(
            ("field", "type", "meaning"),
            ((f"`{n}`", f"`{types[n]}`", field.description or own[n]) for n, field in model.model_fields.items()),
        )
    yield from ("## Vocabularies", "")
    qualifiers = ((f"`{q}`", QUALIFIERS[q]) for q in records.QUALIFIERS)
    yield from ("### Qualifiers", "", *rows(("qualifier", "meaning"), qualifiers))
    outcomes = ((f"`{o}`", OUTCOME_WORDS[o]) for o in records.OUTCOMES)
    yield from ("### Outcomes", "", *rows(("outcome", "in a report"), outcomes))
    things = ((f"`{t}`", THING_WORDS[t]) for t in records.THINGS)
    yield from ("### Things", "", *rows(("thing", "in a report"), things))
    modalities = ((f"`{m}`", MODALITIES[m], MODALITY_WORDS[m] or "nothing") for m in records.MODALITIES)
    yield from ("### Modalities", "", *rows(("modality", "meaning", "mark in a report"), modalities))
    for title, words, told in (
        ("Bases", records.BASES, BASES), ("Kinds of finding", records.FINDING_KINDS, FINDINGS),
        ("Roles of a claim", records.ROLES, ROLES),
    ):  # fmt: skip
        yield from (f"### {title}", "", *rows(("word", "meaning"), ((f"`{w}`", told[w]) for w in words)))
    for title, words in _PLAIN_VOCABULARIES:
        yield from (f"### {title}", "", ", ".join(f"`{word}`" for word in words), "")
    yield from ("### How a slot was found", "", *rows(("how", "meaning"), ((f"`{h}`", HOWS[h]) for h in HOWS)))


def _lines(module: object) -> list[str]:
    return (inspect.getdoc(module) or "").split("\n")


def error_family() -> Iterator[str]:
    """The exceptions."""
    yield from ("## Errors", "", *_lines(errors), "")
    family = [found for _, found in inspect.getmembers(errors, inspect.isclass)]
    yield from rows(("error", "raised for"), ((f"`{found.__name__}`", paragraph(found)) for found in family))


_FORMS = (
    ("Conflict file", conflict, "toml"),
    ("Report as JSON", report_json, "text"),
    ("Tallies and findings as JSON", sheet_json, "text"),
)


def file_formats() -> Iterator[str]:
    """Files that users write or read."""
    yield from ("## Files", "", "### Header of a document", "", *_lines(header), "")
    for title, module, language in _FORMS:
        opening, _, form = (inspect.getdoc(module) or "").partition("\n\n")
        yield from (f"### {title}", "", " ".join(opening.split()), "", f"```{language}", form, "```", "")


def data_files() -> Iterator[str]:
    """The knowledge files with what their headers say."""
    yield from ("## Data files", "", *_lines(importlib.import_module("tallystick.knowledge")), "")
    found = (path for path in sorted(DATA.iterdir()) if path.suffix in (".txt", ".tsv"))
    yield from rows(("file", "columns", "what it holds"), map(_data_file, found))


def _data_file(path: Path) -> tuple[str, str, str]:
    comment, columns = [], ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.startswith("#"):
            columns = ", ".join(line.split("\t")) if path.suffix == ".tsv" else ""
            break
        comment.append(line.lstrip("# "))
    said = " ".join(" ".join(comment).replace("\t", ", ").split())
    return f"`{path.name}`", columns, said.replace("<", "&lt;").replace("*", "\\*")


def reference() -> str:
    """The whole page."""
    parts = (commands(), python_names(), record_fields(), error_family(), file_formats(), data_files())
    opening = ("# Reference", "", "Made from the code by `make docs`. Do not edit it by hand.", "")
    lines = [line.rstrip() for part in (opening, *parts) for line in part]
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> int:
    """Write the page, or compare it with what stands there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit status 1 where the page is not current"
    )
    if parser.parse_args().check:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == reference():
            return 0
        print("docs/reference.md: is not what the code says; run `make docs`", file=sys.stderr)
        return 1
    PAGE.write_text(reference(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
