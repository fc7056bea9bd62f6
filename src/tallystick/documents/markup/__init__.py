"""Reading HTML: its encoding, its blocks of text, which of them are the article, and what it says of its source."""

import logging

# What these find wrong with a page is told by us, if it matters; only a program that has set up logging hears more.
for _library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
