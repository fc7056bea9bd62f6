"""From annotated sentences to records: windows, the reader, decoding, figures."""
