"""Text lines of a binary file, counted and kept within bounds."""

import io

LONGEST = 1_000_000
"""Characters of one row; a full row of NPPES has some 10,000."""


class Shared(io.RawIOBase):
    """A view of a file with a place of its own; closing it does not close the file."""

    def __init__(self, file):
        super().__init__()
        self.file, self.place = file, 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        if whence == io.SEEK_CUR:
            offset, whence = self.place + offset, io.SEEK_SET
        self.file.seek(offset, whence)
        self.place = self.file.tell()
        return self.place

    def tell(self):
        return self.place

    def readinto(self, buffer):
        self.file.seek(self.place)
        read = self.file.read(len(buffer))
        buffer[: len(read)] = read
        self.place += len(read)
        return len(read)


class TooLong(Exception):
    """A row beyond what is taken."""


class Lines:
    """What csv.reader reads: it may take several lines for one row."""

    def __init__(self, file, encoding):
        buffered = io.BufferedReader(Shared(file), 1 << 18)
        self.text = io.TextIOWrapper(buffered, encoding, newline="")
        self.read = 0
        self.begin()

    def begin(self):
        """The next line begins a row."""
        self.first = self.read + 1
        self.size = self.quotes = 0
        self.has_nul = False

    def __iter__(self):
        return self

    def __next__(self):
        line = self.text.readline(LONGEST + 1)
        if not line:
            raise StopIteration
        self.read += 1
        self.size += len(line)
        self.quotes += line.count('"')
        self.has_nul = self.has_nul or "\0" in line
        if self.size > LONGEST:
            self._leave(line)
            raise TooLong
        return line

    def _leave(self, part):
        """To the end of the line, in pieces."""
        while part and part[-1] not in "\r\n":
            part = self.text.readline(LONGEST)
            self.quotes += part.count('"')

    @property
    def is_one_whole(self):
        """Whether the row was one line, with every quotation mark closed: the next one is safe."""
        return self.read == self.first and self.quotes % 2 == 0
