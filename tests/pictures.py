"""Small PNGs, honest and otherwise, as a browser's pad would send them."""

import base64
import struct
import zlib

HEAD = b"\x89PNG\r\n\x1a\n"


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width=60, height=20, *, ink=b"\x1f\x29\x33\xff", colour=6, depth=8, extra=b"", rows=None):
    """A picture whose first row is ink and whose other rows are clear."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    if rows is None:
        clear = b"\0" + bytes(len(ink) * width)
        rows = b"\0" + ink * width + clear * (height - 1)
    parts = [chunk(b"IHDR", header), extra, chunk(b"IDAT", zlib.compress(rows))]
    return HEAD + b"".join(parts) + chunk(b"IEND", b"")


def sent(picture):
    """As the hidden field of the page holds it."""
    return "data:image/png;base64," + base64.b64encode(picture).decode()
