"""PDF files written by hand, in the standard fonts that every reader has."""

from collections.abc import Sequence

#: A line of text: what it says, where it begins in points from the lower left, and the size of the type.
Line = tuple[str, float, float, float]


def pdf(pages: Sequence[Sequence[Line] | bytes], info: str = "") -> bytes:
    """A PDF of these pages; a page in bytes is its content stream as it stands, with a picture named /I."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\n"
        b"stream\n\x80\nendstream"
    )
    kids = []
    for page in pages:
        content = page if isinstance(page, bytes) else b"\n".join(map(_shown, page))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects.append(f"<< {info} >>".encode("latin-1"))
    written, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R >>" % (len(objects) + 1, len(objects))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        trailer,
        len(written),
    )


def lines(texts: Sequence[str], left: float = 50, top: float = 700, size: float = 10, pitch: float = 12) -> list[Line]:
    """Lines under each other."""
    return [(text, left, top - pitch * number, size) for number, text in enumerate(texts)]


SCAN = b"q 600 0 0 800 0 0 cm /I Do Q"


def _shown(line: Line) -> bytes:
    text, left, bottom, size = line
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return b"BT /F %g Tf %g %g Td (%s) Tj ET" % (size, left, bottom, escaped)
