"""From files to documents: which files to read, and what stands in them.

`find_files` turns the paths a user names into files, `read_file` turns a file into a `Document`. A format is one module
in `formats`; nothing else has to be touched to add one.
"""

from tallystick.documents.files import find_files
from tallystick.documents.reading import MAX_BYTES, read_file

__all__ = ["MAX_BYTES", "find_files", "read_file"]
