"""Accuracy and speed on public data, each beside a named peer; see README.md."""
