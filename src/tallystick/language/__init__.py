"""From a document's text to annotated sentences: structure, numbers, dates, names, places."""
