"""Scans as small as can be: one of each kind, and what only looks like one."""

from io import BytesIO

from pypdf import PdfWriter

from tests.pictures import png


def pdf(pages=1, password=""):
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(width=72, height=72)
    if password:
        writer.encrypt(password)
    writer.write(file := BytesIO())
    return file.getvalue()


def jpeg(side=1):
    """Only the segments: nobody here looks at the picture, which says that it is a square."""
    size = side.to_bytes(2) * 2
    frame = b"\xff\xc0" + (11).to_bytes(2) + b"\x08" + size + b"\x01\x01\x11\x00"
    scan = b"\xff\xda" + (8).to_bytes(2) + b"\x01\x01\x00\x00\x3f\x00" + b"\x12\x34"
    return b"\xff\xd8\xff\xe0" + (4).to_bytes(2) + b"JF" + frame + scan + b"\xff\xd9"


KEPT = {"application/pdf": pdf(), "image/png": png(), "image/jpeg": jpeg()}
OTHER_KINDS = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "zip": b"PK\x03\x04" + bytes(40),
    "gif": b"GIF89a" + bytes(20),
    "empty": b"",
    "words": b"signed, I promise",
}
DAMAGED = {
    "pdf cut": pdf()[:200],
    "pdf in name": b"%PDF-1.7\n<script>alert(1)</script>",
    "pdf without pages": pdf(pages=0),
    "pdf with a password": pdf(password="secret"),
    "png cut": png()[:-6],
    "png with a tail": png() + b"PK\x03\x04",
    "png flipped": png().replace(b"IDAT", b"IDAU"),
    "jpeg cut": jpeg()[:-2],
    "jpeg with a tail": jpeg() + b"PK\x03\x04",
    "jpeg without a picture": b"\xff\xd8\xff\xe0\x00\x04JF\xff\xd9",
}
