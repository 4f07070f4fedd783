"""Scans of paper: a PDF, a PNG or a JPEG, told by what is in the file and never by its name."""

import re
import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
ENDINGS = {PDF: "pdf", PNG: "png", JPEG: "jpg", "text/plain": "txt"}
HEAD_OF_PNG = b"\x89PNG\r\n\x1a\n"
# A frame of a JPEG begins with one of these: all of C0 to CF that are no tables.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SCAN, END = 0xDA, b"\xff\xd9"
MOST_UNFOLDED = 128 * 2**20
"""What all the packed parts of a PDF may come to, unpacked."""
BITE = 4096
PACKED_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl")


@dataclass(frozen=True)
class Scan:
    """A file as it was sent: its bytes, and what they are."""

    content: bytes
    media_type: str

    @property
    def sha256(self):
        """In hex."""
        return sha256(self.content).hexdigest()


class NoScanError(ValueError):
    """What was sent is no scan that we keep; the message says what to do."""


def kind_of(file):
    """The media type of these bytes. Raises NoScanError."""
    for media, begins, is_whole in (
        (PDF, b"%PDF-", _is_pdf),
        (PNG, HEAD_OF_PNG, _is_png),
        (JPEG, b"\xff\xd8\xff", _is_jpeg),
    ):
        if file.startswith(begins):
            if is_whole(file):
                return media
            raise NoScanError(_("This file is damaged or locked. Scan the paper again."))
    raise NoScanError(_("Choose a PDF, PNG or JPEG file. Other kinds of files are not kept."))


def unfolds_too_far(file):
    """Whether its packed parts are a bomb to whoever unpacks them.

    Asked before a parser sees the file: that one unpacks whatever it needs, to any size.
    """
    if not file.startswith(b"%PDF-"):
        return False
    if PACKED_TWICE.search(file):
        return True
    left = MOST_UNFOLDED
    for start in re.finditer(rb"stream\r?\n", file):
        left -= _unfolded(memoryview(file)[start.end() :], left)
        if left < 0:
            return True
    return False


def _unfolded(packed, most):
    """How many bytes come out; no more are asked for once it is more than `most`."""
    total, unpack = 0, zlib.decompressobj()
    for at in range(0, len(packed), BITE):
        try:
            total += len(unpack.decompress(packed[at : at + BITE]))
        except zlib.error:
            break
        if unpack.eof or total > most:
            break
    return total


def size_of_picture(file):
    """The number of pixels of a PNG or JPEG that `kind_of` knows."""
    if file.startswith(HEAD_OF_PNG):
        width, height = struct.unpack_from(">II", file, len(HEAD_OF_PNG) + 8)
        return width * height
    most, at = 0, 2
    while file[at + 1] != SCAN:
        if file[at + 1] in FRAMES:
            height, width = struct.unpack_from(">HH", file, at + 5)
            most = max(most, height * width)
        at += 2 + int.from_bytes(file[at + 2 : at + 4])
    return most


def _is_pdf(file):
    if unfolds_too_far(file):
        return False
    try:
        reader = PdfFileReader(BytesIO(file))
        return not reader.encrypted and reader.root["/Pages"]["/Count"] > 0
    except Exception:
        # Whatever a damaged file does to a parser, it is not a file that people can read.
        return False


def _is_png(file):
    """Each chunk whole, the first one a header, and nothing behind the last one."""
    at, name, names = len(HEAD_OF_PNG), b"", []
    while name != b"IEND":
        try:
            length, name = struct.unpack_from(">I4s", file, at)
            (checksum,) = struct.unpack_from(">I", file, at + 8 + length)
        except struct.error:
            return False
        if checksum != zlib.crc32(file[at + 4 : at + 8 + length]):
            return False
        names.append(name)
        at += 12 + length
    return names[0] == b"IHDR" and b"IDAT" in names and at == len(file)


def _is_jpeg(file):
    """Segments up to a scan, a frame among them, and an end where the file ends."""
    at, frame = 2, False
    while at + 4 <= len(file) and file[at] == 0xFF:
        if file[at + 1] == SCAN:
            return frame and file.endswith(END)
        frame = frame or file[at + 1] in FRAMES
        at += 2 + int.from_bytes(file[at + 2 : at + 4])
    return False
