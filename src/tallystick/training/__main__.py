"""Train the reader: `python -m tallystick.training fit GOLD... ` or `crossvalidate GOLD...`."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import fields
from pathlib import Path

from tokenizers import Tokenizer

from tallystick.extraction.network.windows import WindowMaker
from tallystick.training.base import base_folder
from tallystick.training.card import record_crossvalidation, record_training
from tallystick.training.crossvalidate import crossvalidate
from tallystick.training.examples import joined, read_gold, versions
from tallystick.training.export import export
from tallystick.training.fit import Settings, fit
from tallystick.training.scoring import errors
from tallystick.training.scoring_events import errors as event_errors
from tallystick.training.sieve import fit_sieves, write_sieve

MODEL = Path(__file__).parent.parent / "extraction" / "model"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tallystick.training", description=__doc__)
    parser.add_argument("task", choices=("fit", "crossvalidate"))
    parser.add_argument("gold", nargs="+", type=Path, help="folders of NAME.txt with NAME.figures.jsonl")
    parser.add_argument("--also", nargs="*", type=Path, default=(), help="folders of more annotations to learn from")
    parser.add_argument("--texts", type=Path, help="where the texts lie whose annotations are in --also")
    parser.add_argument("--output", type=Path, default=MODEL, help="where model and scores go (default: the package)")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, nargs="*", default=(), help="read only these folds, counted from 0")
    parser.add_argument("--errors", action="store_true", help="after crossvalidate, print every miss and wrong slot")
    for field in fields(Settings):
        kind = type(field.default)
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=kind, default=field.default)
    args = parser.parse_args()
    settings = Settings(**{f.name: getattr(args, f.name) for f in fields(Settings)})
    base = base_folder()
    maker = WindowMaker(Tokenizer.from_file(str(base / "tokenizer.json")))
    documents = read_gold(args.gold)
    also = read_gold(args.also, args.texts) if args.also else []
    weights = base / "model.safetensors"
    if args.task == "fit":
        sieves, stored = fit_sieves((*documents, *also))
        examples = joined([versions(d, maker, settings.variants, sieves.triggers) for d in (*documents, *also)])
        network = fit(examples, weights, settings, _say)
        _say(f"wrote {export(network, base / 'tokenizer.json', args.output)}")
        for of, sieve in stored.items():
            _say(f"wrote {write_sieve(sieve, args.output, of)}")
        names, more = [d.name for d in documents], [d.name for d in also]
        _say(f"wrote {record_training(args.output, names, more, settings)}")
        return
    result, read = crossvalidate(documents, maker, weights, settings, args.folds, _say, args.only, also)
    if not args.only:
        _say(f"wrote {record_crossvalidation(args.output, result, settings, args.folds, len(also))}")
    if args.errors:
        for held in read:
            for line in (
                *errors(held.document.figures, held.figures),
                *event_errors(held.document.events, held.events),
            ):
                print(f"{held.document.name}\t{line}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
