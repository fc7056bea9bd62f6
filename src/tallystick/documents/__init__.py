"""From files to documents: which files to read, and what stands in them.

`find_files` turns the paths a user names into files, `read_documents` yields the `Document`s in a file, one at a time,
and `read_file` reads a file that is one. `Options` carry what the user says of the files' source. A format is one
module in `formats`; nothing else has to be touched to add one.
"""

from tallystick.documents.files import find_files
from tallystick.documents.parts import Options, Source
from tallystick.documents.reading import MAX_BYTES, read_documents, read_file

__all__ = ["MAX_BYTES", "Options", "Source", "find_files", "read_documents", "read_file"]
