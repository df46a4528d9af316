"""Small documents for tests: good ones, and the ones people and attackers really send.

Every factory returns bytes; write them where the test needs them. Nothing here touches a disk or the network.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import Literal

import docx
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

Hiding = Literal["render mode", "white", "tiny", "transparent", "off page", "same color", "clipped"]

RESUME_LINES = (
    "Dana Whitfield",
    "dana.whitfield@example.com | +1 415 555 0132 | Oakland, CA",
    "Warehouse supervisor with 8 years of experience.",
    "Experience",
    "Shift Lead, Northgate Logistics, March 2019 - Present",
    "Led a team of 12 and cut picking errors from 4% to 1%.",
    "Forklift Operator, Harbor Freight Lines, 06/2015 - 02/2019",
    "Education",
    "Associate degree in Supply Chain Management, 2015",
    "Licenses: Forklift license, OSHA 10",
    "Languages: English (native), Spanish (fluent)",
)


# --- PDF ------------------------------------------------------------------------------------------------------------


def make_pdf(lines: Iterable[str] = RESUME_LINES, *, lines_per_page: int = 45) -> bytes:
    """A plain black-on-white PDF with one line of text per line given."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    y = 800
    for count, line in enumerate(lines):
        if count and count % lines_per_page == 0:
            page.showPage()
            y = 800
        page.setFont("Helvetica", 11)
        page.drawString(60, y, line)
        y -= 16
    page.showPage()
    page.save()
    return out.getvalue()


def pages_pdf(pages: int) -> bytes:
    """A PDF of that many pages, each saying its own number."""
    return make_pdf((f"This is page number {n}" for n in range(1, pages + 1)), lines_per_page=1)


def hidden_text_pdf(hidden: str, how: Hiding, lines: Sequence[str] = RESUME_LINES) -> bytes:
    """A readable resume that also carries a line no reader would see, hidden in the given way."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    y = 800
    for line in lines:
        page.setFont("Helvetica", 11)
        page.drawString(60, y, line)
        y -= 16
    page.saveState()
    page.setFont("Helvetica", 11)
    if how == "render mode":
        text = page.beginText(60, 100)
        text.setTextRenderMode(3)
        text.textLine(hidden)
        page.drawText(text)
    elif how == "white":
        page.setFillColorRGB(1, 1, 1)
        page.drawString(60, 100, hidden)
    elif how == "tiny":
        page.setFont("Helvetica", 1)
        page.drawString(60, 100, hidden)
    elif how == "transparent":
        page.setFillAlpha(0)
        page.drawString(60, 100, hidden)
    elif how == "off page":
        page.drawString(60, -400, hidden)
    elif how == "same color":
        page.setFillColorRGB(0.1, 0.2, 0.5)
        page.rect(50, 80, 500, 60, fill=1, stroke=0)
        page.drawString(60, 100, hidden)
    else:
        path = page.beginPath()
        path.rect(300, 700, 10, 10)
        page.clipPath(path, stroke=0, fill=0)
        page.drawString(60, 100, hidden)
    page.restoreState()
    page.showPage()
    page.save()
    return out.getvalue()


def banner_pdf(name: str, lines: Sequence[str] = RESUME_LINES) -> bytes:
    """A designed resume: the name stands in white on a dark banner, which is perfectly readable."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    page.setFillColorRGB(0.1, 0.2, 0.4)
    page.rect(0, 760, 600, 82, fill=1, stroke=0)
    page.setFillColorRGB(1, 1, 1)
    page.setFont("Helvetica", 22)
    page.drawString(60, 790, name)
    page.setFillColorRGB(0, 0, 0)
    page.setFont("Helvetica", 11)
    y = 730
    for line in lines:
        page.drawString(60, y, line)
        y -= 16
    page.showPage()
    page.save()
    return out.getvalue()


def encrypted_pdf(password: str = "only-the-owner-knows", lines: Sequence[str] = RESUME_LINES) -> bytes:
    """A PDF that asks for a password; with password "" any reader opens it."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(make_pdf(lines))).pages:
        writer.add_page(page)
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF from object bodies; object 1 must be the catalog."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "


def _stream(dictionary: bytes, data: bytes) -> bytes:
    return b"<< " + dictionary + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"


def content_pdf(content: bytes, *, extra: bytes = b"", filters: bytes = b"") -> bytes:
    """A one-page PDF with exactly this content stream, Helvetica as /F1 and `extra` in its resources."""
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            _PAGE + b"/Resources << /Font << /F1 5 0 R >> " + extra + b" >> >>",
            _stream(filters, content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
    )


def form_pdf(form: bytes, *, around: bytes = b"", after: bytes = b"") -> bytes:
    """A page that says a name and then draws a form (a reusable piece of page) with this content."""
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            _PAGE + b"/Resources << /Font << /F1 5 0 R >> /XObject << /Fm1 6 0 R >> >> >>",
            _stream(b"", b"BT /F1 11 Tf 60 700 Td (Dana Whitfield) Tj ET q " + around + b" /Fm1 Do Q " + after),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            _stream(
                b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>",
                form,
            ),
        ]
    )


def flate_bomb_pdf(megabytes: int = 200) -> bytes:
    """A small PDF whose page content unpacks to that many megabytes."""
    packer = zlib.compressobj(9)
    block = b" " * (1 << 20)
    packed = [packer.compress(b"BT /F1 11 Tf 60 700 Td (Dana Whitfield) Tj ET\n")]
    packed += [packer.compress(block) for _ in range(megabytes)]
    packed.append(packer.flush())
    return content_pdf(b"".join(packed), filters=b"/Filter /FlateDecode")


def image_only_pdf() -> bytes:
    """What a scanner makes: a page that is one picture and holds no text."""
    pixels = bytes(range(256)) * 3
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            _PAGE + b"/Resources << /XObject << /Im1 5 0 R >> >> >>",
            _stream(b"", b"q 595 0 0 842 0 0 cm /Im1 Do Q"),
            _stream(
                b"/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceRGB /BitsPerComponent 8",
                pixels,
            ),
        ]
    )


def blank_pdf() -> bytes:
    """A valid PDF with one empty page."""
    return content_pdf(b"")


def truncated_pdf() -> bytes:
    """A good PDF that lost its second half on the way."""
    whole = make_pdf()
    return whole[: len(whole) // 2]


def junk_pdf() -> bytes:
    """The first bytes of a PDF followed by noise."""
    return b"%PDF-1.7\n" + bytes((n * 73 + 11) % 256 for n in range(20_000))


def html_named_pdf() -> bytes:
    """A web page, as people get it when they save a sign-in page as resume.pdf."""
    return b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Resume</h1></body></html>\n"


def polyglot_html_pdf() -> bytes:
    """HTML with a script that also carries a PDF further down."""
    return b"<html><script>alert(1)</script></html>\n" + make_pdf()


# --- DOCX and ZIP ---------------------------------------------------------------------------------------------------


def make_docx(
    lines: Iterable[str] = RESUME_LINES,
    *,
    table: Sequence[Sequence[str]] = (),
    after_table: Sequence[str] = (),
    header: str = "",
    hidden: str = "",
) -> bytes:
    """A Word document: header, paragraphs, a table, paragraphs after it, and optionally a hidden run."""
    document = docx.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for line in lines:
        document.add_paragraph(line)
    if table:
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    for line in after_table:
        document.add_paragraph(line)
    if hidden:
        document.add_paragraph().add_run(hidden).font.hidden = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_with(replace: dict[str, bytes], add: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(make_docx())) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made,
    ):
        for name in good.namelist():
            made.writestr(name, replace.get(name, good.read(name)))
        for name, data in (add or {}).items():
            made.writestr(name, data)
    return out.getvalue()


def body_docx(body: str) -> bytes:
    """A .docx whose document body is this WordprocessingML."""
    xml = (
        '<?xml version="1.0"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return _docx_with({"word/document.xml": xml.encode()})


def template_docx() -> bytes:
    """What Word's resume templates are made of: content controls and text boxes, each box written twice."""
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    return body_docx(
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>From a </w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>Around</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p><w:p><w:r><w:t>After</w:t></w:r></w:p>"
    )


def tracked_docx() -> bytes:
    """A document with a tracked deletion that nobody accepted yet."""
    return body_docx(
        "<w:p><w:r><w:t>I kept this</w:t></w:r>"
        '<w:del w:id="1" w:author="d"><w:r><w:delText> and dropped that</w:delText></w:r></w:del></w:p>'
    )


def styled_docx(look: str) -> bytes:
    """A name, and a second paragraph whose run has this look."""
    return body_docx(
        "<w:p><w:r><w:t>Dana Whitfield</w:t></w:r></w:p>"
        f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>Second run</w:t></w:r></w:p>"
    )


def docx_zip_bomb(megabytes: int = 200) -> bytes:
    """A .docx of some hundred kB whose document unpacks to that many megabytes."""
    filler = b"<!--" + b"A" * (megabytes << 20) + b"-->"
    return _docx_with({"word/document.xml": b'<?xml version="1.0"?>' + filler + b"<w/>"})


def lying_docx() -> bytes:
    """A .docx whose directory declares small sizes for an entry that unpacks to 60 MB."""
    data = bytearray(docx_zip_bomb(60))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(signature)
        while at >= 0:
            (size,) = struct.unpack_from("<I", data, at + offset)
            if size > 50_000_000:
                struct.pack_into("<I", data, at + offset, 400_000)
            at = data.find(signature, at + 4)
    return bytes(data)


def billion_laughs_docx() -> bytes:
    """A .docx whose document defines entities that multiply."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    )
    return _docx_with({"word/document.xml": xml.encode()})


def external_entity_docx(path: str = "/etc/hostname") -> bytes:
    """A .docx that tries to read a file of the server."""
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY f SYSTEM "file://{path}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>Before &f; after</w:t></w:r></w:p></w:body></w:document>"
    )
    return _docx_with({"word/document.xml": xml.encode()})


def nested_zip_docx() -> bytes:
    """A .docx with another archive inside."""
    return _docx_with({}, {"word/media/inner.zip": bare_zip()})


def dotdot_docx() -> bytes:
    """A .docx with an entry that wants to leave its folder."""
    return _docx_with({}, {"../../outside.xml": b"<x/>"})


def many_entries_docx(entries: int = 1200) -> bytes:
    """A .docx with more parts than any person's document has."""
    return _docx_with({}, {f"word/media/part{n}.xml": b"<x/>" for n in range(entries)})


def zip_of(entries: dict[str, bytes]) -> bytes:
    """A zip archive of these entries, stored as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return out.getvalue()


def bare_zip() -> bytes:
    """A zip archive that is no document."""
    return zip_of({"notes.txt": b"just some files"})


def truncated_docx() -> bytes:
    """A good .docx that lost its second half on the way."""
    whole = make_docx()
    return whole[: len(whole) // 2]


def empty_docx() -> bytes:
    """A valid Word document without a word in it."""
    return make_docx(())


# --- others ---------------------------------------------------------------------------------------------------------


def empty_file() -> bytes:
    """A file of 0 bytes."""
    return b""


def png() -> bytes:
    """A valid picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpg() -> bytes:
    """The start of a photo as a phone sends it."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 600 + b"\xff\xd9"


def old_word_doc() -> bytes:
    """A Word 97 document by its first bytes."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000


def locked_docx() -> bytes:
    """A .docx that Word saved with a password: an old container around an encrypted package."""
    return old_word_doc() + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500


def rtf() -> bytes:
    """A rich text document."""
    return rb"{\rtf1\ansi Dana Whitfield, warehouse supervisor.\par}"


def svg() -> bytes:
    """A drawing that carries a script."""
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def make_txt(lines: Iterable[str] = RESUME_LINES, encoding: str = "utf-8") -> bytes:
    """A text file in that encoding."""
    return "\n".join(lines).encode(encoding)


def huge_file(megabytes: int = 40) -> bytes:
    """A file over every upload limit that looks like a PDF at its start."""
    return b"%PDF-1.7\n" + b"\0" * (megabytes << 20)
