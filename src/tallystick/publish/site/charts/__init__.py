"""Charts as small SVGs of our own, drawn when the site is written, so that seeing them needs no script."""
