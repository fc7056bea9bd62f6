"""Reading HTML: its encoding, its blocks of text, which of them are the article, and what it says of its source."""
