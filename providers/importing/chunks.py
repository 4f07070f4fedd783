"""The file itself, in pieces in the database: web server and worker need not share a disk."""

import hashlib
import io
import zlib
from contextlib import suppress

from providers.models import ImportChunk

CHUNK = 2 << 20


def hash_of(file):
    """The SHA-256 of what is in the file, and how many bytes that is."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while piece := file.read(CHUNK):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def keep(file, of):
    """Writes the file's pieces, one at a time."""
    file.seek(0)
    number = 0
    while piece := file.read(CHUNK):
        data = zlib.compress(piece, 1)
        ImportChunk(of=of, number=number, data=data).save(force_insert=True)
        number += 1


class KeptFile(io.RawIOBase):
    """The kept file, to read and to seek in; one piece of it is in memory."""

    def __init__(self, one):
        super().__init__()
        self.one = one
        self.place, self.number, self.piece = 0, None, b""

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.place

    def seek(self, offset, whence=io.SEEK_SET):
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.one.size}[whence]
        self.place = max(0, start + offset)
        return self.place

    def readinto(self, buffer):
        number, within = divmod(self.place, CHUNK)
        self._load(number)
        found = self.piece[within : within + len(buffer)]
        buffer[: len(found)] = found
        self.place += len(found)
        return len(found)

    def _load(self, number):
        """A piece that is gone, or is none any more, is read as the end: the hash will differ."""
        if number == self.number:
            return
        found = ImportChunk.objects.filter(of=self.one, number=number)
        data = found.values_list("data", flat=True).first()
        self.piece, self.number = b"", number
        with suppress(zlib.error):
            self.piece = zlib.decompress(data or b"")
