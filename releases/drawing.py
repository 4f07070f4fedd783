"""A drawn signature: a small PNG beside the typed name.

What a browser sends is taken apart and put together anew: the picture stays, and nothing that
somebody may have hidden in it.
"""

import base64
import binascii
import struct
import zlib

# Larger ones are not drawn by our page.
MOST_BYTES = 64 * 1024
WIDEST, HIGHEST = 1200, 400
HEAD = b"\x89PNG\r\n\x1a\n"
DATA_URL = "data:image/png;base64,"
# By the kind of colour: how many bytes a pixel has. Palettes are for pictures of another kind.
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}
FILTERS = {0, 1, 2, 3, 4}


class UnreadableDrawingError(ValueError):
    """There is something, and it is no drawing from our page."""


def drawing_in(sent):
    """The PNG in what the page sent, or None where nothing was drawn.

    Raises UnreadableDrawingError: whoever signs has typed a name, so nothing is lost.
    """
    if not sent:
        return None
    if not sent.startswith(DATA_URL) or len(sent) > 2 * MOST_BYTES:
        raise UnreadableDrawingError("not a PNG of the size that we take")
    try:
        return _anew(base64.b64decode(sent.removeprefix(DATA_URL), validate=True))
    except (binascii.Error, struct.error, zlib.error) as error:
        raise UnreadableDrawingError(str(error)) from error


def _anew(png):
    """The same picture as a file of three chunks; None where nothing is drawn on it."""
    chunks = list(_chunks(png))
    if [name for name, _data in chunks[:1]] != [b"IHDR"]:
        raise UnreadableDrawingError("it does not begin as a PNG")
    header = chunks[0][1]
    packed = b"".join(data for name, data in chunks if name == b"IDAT")
    rows = _unpacked(packed, *_shape(header))
    if not any(any(row[1:]) for row in rows):
        return None
    anew = HEAD + b"".join(
        _chunk(name, data)
        for name, data in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(b"".join(rows), 9)),
            (b"IEND", b""),
        )
    )
    if len(anew) > MOST_BYTES:
        raise UnreadableDrawingError("too many bytes")
    return anew


def _chunks(png):
    """Name and content of each chunk up to the last one, whose checksums are right."""
    if not png.startswith(HEAD):
        raise UnreadableDrawingError("not a PNG")
    at, name = len(HEAD), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", png, at)
        data = png[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", png, at + 8 + length)
        if checksum != zlib.crc32(name + data):
            raise UnreadableDrawingError("a checksum is wrong")
        yield name, data
        at += 12 + length


def _shape(header):
    """Bytes in a row and number of rows, of a picture that is small and plain."""
    width, height, depth, colour, packing, filtering, interlace = struct.unpack(">IIBBBBB", header)
    plain = depth == 8 and colour in CHANNELS and (packing, filtering, interlace) == (0, 0, 0)
    if not (plain and 0 < width <= WIDEST and 0 < height <= HIGHEST):
        raise UnreadableDrawingError("another kind of picture, or too large")
    return 1 + width * CHANNELS[colour], height


def _unpacked(packed, length, number):
    """The rows, each with its filter; never more of them than the header says."""
    expanding = zlib.decompressobj()
    raw = expanding.decompress(packed, length * number + 1)
    if len(raw) != length * number:
        raise UnreadableDrawingError("another size than its header says")
    rows = [raw[at : at + length] for at in range(0, len(raw), length)]
    if not {row[0] for row in rows} <= FILTERS:
        raise UnreadableDrawingError("a filter that there is not")
    return rows


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
