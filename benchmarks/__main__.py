"""All benchmarks over a folder of data: `python -m benchmarks SHARED`.

SHARED holds `gold/`, `gold-news/`, `corpus/` and `benchmarks/` with `wikiwars/`, `places/`, `isaf/`, `fakes/` and
`polnear/`; what is absent is passed over with a notice. `reconcile` needs none of it:
it makes its figures up. Each benchmark runs in a process of its own, one after another,
and what they print goes to standard error. The results go to `benchmarks/RESULTS.md`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.results import TABLES, Row, write

HERE = Path(__file__).parent


def arguments(shared: Path, most: int | None, rounds: int, figures: list[int] | None = None) -> dict[str, list[str]]:
    """The arguments of each script whose data are there, by its name."""
    sets = shared / "benchmarks"
    gold = [folder for folder in (shared / "gold", shared / "gold-news") if folder.is_dir()]
    annotated = ["--annotated", str(shared / "gold-news")] if (shared / "gold-news").is_dir() else []
    data: dict[str, tuple[list[Path], list[str]]] = {
        "figures": (gold, []),
        "events": (gold, []),
        "dates": ([sets / "wikiwars"], []),
        "places": (sorted((sets / "places").glob("*.jsonl")), []),
        "isaf": ([sets / "isaf" / "releases.jsonl"], annotated),
        "fakes": ([sets / "fakes" / "articles.jsonl"], annotated),
        "attribution": ([sets / "polnear"], []),
        "infobox": (sorted((shared / "corpus").glob("*.infobox.json"))[:1] and [shared / "corpus"], []),
        "speed": ([shared / "corpus"], ["--rounds", str(rounds), *(["--most", str(most)] if most else [])]),
    }
    made_up = {"reconcile": ["--figures", *map(str, figures)] if figures else []}
    return made_up | {
        name: [*map(str, paths), *options]
        for name, (paths, options) in data.items()
        if paths and all(path.exists() for path in paths)
    }


def run(name: str, options: list[str]) -> Row | str:
    """The last line of a script, read; or a reason, without what it said, which names paths of this machine."""
    command = [sys.executable, str(HERE / f"{name}.py"), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        last = ""
        for line in process.stdout or ():
            print(f"  {line}", end="", file=sys.stderr, flush=True)
            last = line
    try:
        result = json.loads(last)
    except ValueError:
        return f"it ended with status {process.returncode} and said why on standard error"
    return result if isinstance(result, dict) else "its last line is no JSON object"


def main() -> int:
    """Run what there is; 1 where something gave no result."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--only", nargs="+", choices=TABLES, metavar="NAME", help=f"only some of {', '.join(TABLES)}")
    parser.add_argument("--most", type=int, metavar="N", help="time no more than N texts")
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="how often the texts are timed (default: 1)")
    parser.add_argument("--figures", nargs="+", type=int, metavar="N", help="reconcile so many (default: 10k to 1M)")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="the page (default: benchmarks/RESULTS.md; none with --only)"
    )
    args = parser.parse_args()
    wanted = args.only or list(TABLES)
    known = arguments(args.shared, args.most, args.rounds, args.figures)
    results: dict[str, Row | str] = {}
    for i, name in enumerate(wanted, 1):
        print(f"[{i} of {len(wanted)}] {name}", file=sys.stderr, flush=True)
        results[name] = run(name, known[name]) if name in known else "its data are not there"
        if isinstance(results[name], str):
            print(f"  {name}: {results[name]}", file=sys.stderr)
    output = args.output or (None if args.only else HERE / "RESULTS.md")
    if output:
        write(output, results)
    for name in wanted:
        result = results[name]
        lines = [("no result", result, "", "")] if isinstance(result, str) else TABLES[name][1](result)
        print(TABLES[name][0])
        for measure, ours, peer, _ in lines:
            print(f"  {measure:64} {ours!s:>8}   {peer}")
    if output:
        print(f"written: {output}")
    return 1 if any(isinstance(result, str) for result in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
