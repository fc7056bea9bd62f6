"""The formats, one module each: a new module here is a new format (see `registry` for what it must have)."""
