"""A mail is a document, its attachments others; of its forms the plain one is read."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from tallystick.documents import read_documents
from tallystick.errors import DocumentError
from tallystick.records import Document


def mail(text: str | None = "Ten were killed.\n", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Press Office <press@example.org>"
    message["Subject"] = "Losses of the week"
    message["Date"] = "Wed, 07 Oct 2020 23:30:00 +0400"
    for name, value in headers.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    return message


def read(tmp_path: Path, data: EmailMessage | bytes) -> list[Document | DocumentError]:
    path = tmp_path / "a.eml"
    path.write_bytes(data if isinstance(data, bytes) else data.as_bytes())
    return list(read_documents(str(path)))


def only(tmp_path: Path, data: EmailMessage | bytes) -> Document:
    (found,) = read(tmp_path, data)
    assert isinstance(found, Document)
    return found


def test_a_message_with_its_source(tmp_path: Path) -> None:
    found = only(tmp_path, mail())
    assert (found.text, found.title, found.publisher) == ("Ten were killed.\n", "Losses of the week", "Press Office")
    assert found.published == "2020-10-07", "the day where it was sent"
    assert found.path == str(tmp_path / "a.eml")


def test_encoded_headers_and_text(tmp_path: Path) -> None:
    data = (
        b"From: =?utf-8?q?Minist=C3=A8re?= <a@b.c>\r\nSubject: =?iso-8859-1?b?TOlnZXI=?=\r\n b\r\nDate: nonsense\r\n"
        b"Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Ten =93soldiers=94 were ki=\r\nlled.\r\n"
    )
    found = only(tmp_path, data)
    assert found.text == "Ten “soldiers” were killed.\n"
    assert (found.publisher, found.title, found.published) == ("Ministère", "Léger b", None)


def test_plain_text_goes_before_html(tmp_path: Path) -> None:
    message = mail()
    message.add_alternative("<html><body><p>Ten were killed in HTML.</p></body></html>", subtype="html")
    assert only(tmp_path, message).text == "Ten were killed.\n"


def test_html_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    message = mail(None)
    message.set_content("<html><body><p>Ten were killed in the first week of it.</p></body></html>", subtype="html")
    assert only(tmp_path, message).text == "Ten were killed in the first week of it.\n"
    blank = mail(" \n")
    blank.add_alternative("<html><body><p>Ten were killed in the first week of it.</p></body></html>", subtype="html")
    assert "in the first week" in only(tmp_path, blank).text


def test_attachments_of_known_formats_are_documents(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(b"Nine.", maintype="text", subtype="plain", filename="../../a\x1b[2J.txt")
    message.add_attachment(b"Eight.", maintype="application", subtype="octet-stream", filename="b.md")
    message.add_attachment(b"?", maintype="image", subtype="png", filename="c.png")
    message.add_attachment(mail("Seven.\n"))
    message.add_attachment(b"\xff\x00", maintype="text", subtype="plain", filename="d.txt")
    found = read(tmp_path, message)
    assert [d.text.strip() for d in found if isinstance(d, Document)] == [
        "Ten were killed.",
        "Nine.",
        "Eight.",
        "Seven.",
    ]
    assert all(d.path.isprintable() for d in found if isinstance(d, Document))
    assert [d.path.rpartition("#")[2] for d in found if isinstance(d, Document)][2:] == ["b.md", "attached-4.eml"]
    assert isinstance(found[-1], DocumentError)
    assert found[-1].path.endswith("#d.txt")


def test_flowed_paragraphs_are_put_together(tmp_path: Path) -> None:
    data = b"From: a@b.c\nContent-Type: text/plain; format=flowed\n\nTen were \nkilled.\n\n> Nine \n> were.\n-- \nA\n"
    assert only(tmp_path, data).text == "Ten were killed.\n\n> Nine were.\n-- \nA\n"


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "hex", "no-such", "x" * 1000])
def test_charsets_that_are_none(tmp_path: Path, charset: str) -> None:
    data = f"From: a@b.c\nContent-Type: text/plain; charset={charset}\n\nTen were killed.\n".encode()
    assert only(tmp_path, data).text == "Ten were killed.\n"


def test_what_is_no_mail(tmp_path: Path) -> None:
    for data, said in (
        (b"", "is empty"),
        (b"Ten were killed.\n", "no e-mail"),
        (b"From: a@b.c\n" + b"\n" * 1_000_001, "more lines"),
        (b"From: a@b.c\n\n" + b'boundary="x"\n' * 60, "more parts"),
        (b"From: a@b.c\n\n", "holds no document"),
    ):
        with pytest.raises(DocumentError, match=said):
            read(tmp_path, data)


def test_parts_nested_too_deep(tmp_path: Path) -> None:
    data = b"From: a@b.c\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(45)
    )
    found = only(tmp_path, data + b"Content-Type: text/plain\n\nTen were killed.\n")
    assert found.text == "Ten were killed.\n"


def test_a_damaged_header_harms_nothing(tmp_path: Path) -> None:
    data = b"From: =?x?q?=ff?= \xff <\nSubject: \xff\x1b[2J =?utf-8?b?!!!?=\nDate: 99 99 9999\n\nTen were killed.\n"
    found = only(tmp_path, data)
    assert found.title is None or found.title.isprintable()
    found.model_dump_json()
