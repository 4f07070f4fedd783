"""How the letters of a file are written: told from all its bytes before a row is read."""

import codecs
import re

from django.utils.translation import gettext_lazy as _

from providers.reading.records import Unreadable

AT_ONCE = 1 << 20
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
TWO_BYTES_OF_UTF8 = re.compile(rb"\xc3[\x80-\xbf]")
"""Accented letters as UTF-8 writes them; in Windows-1252 no text has these pairs."""
SAVE_AGAIN = _("Save it again as CSV in UTF-8 and upload that file")


def encoding_of(file):
    """The encoding in which every byte of the file makes sense. Raises Unreadable with a line."""
    file.seek(0)
    start = file.read(4096)
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            return _all_of(file, encoding)
    if unmarked := _utf_16_without_mark(start):
        return _all_of(file, unmarked)
    try:
        return _all_of(file, "utf-8")
    except Unreadable as broken:
        return _windows(file, broken.line)


def _utf_16_without_mark(start):
    """Letters of English in two bytes each: every other byte is zero."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    most = len(start) // 2 * 0.7
    if len(start) > 3 and odd > most and even < odd / 10:
        return "utf-16-le"
    if len(start) > 3 and even > most and odd < even / 10:
        return "utf-16-be"
    return None


def _chunks(file):
    file.seek(0)
    while chunk := file.read(AT_ONCE):
        yield chunk


def _all_of(file, encoding):
    """The encoding, if the whole file is written in it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    try:
        for chunk in _chunks(file):
            lines += decoder.decode(chunk).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding, "ignore").count("\n")
        raise _damaged(lines + before) from error
    return encoding


def _windows(file, broken):
    """Windows-1252, if no byte contradicts and no letter is written as UTF-8 writes it.

    Where both are found the file changes from one to the other, at the later of the lines.
    """
    decoder = codecs.getincrementaldecoder("cp1252")()
    lines, last = 1, b""
    for chunk in _chunks(file):
        if two := TWO_BYTES_OF_UTF8.search(last + chunk):
            before = chunk.count(b"\n", 0, max(two.start() - len(last), 0))
            raise _damaged(max(lines + before, broken))
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise _damaged(lines + chunk.count(b"\n", 0, error.start)) from error
        lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    return "cp1252"


def _damaged(line):
    text = _("Line %(line)s has characters that we cannot read, or another encoding than the rest")
    return Unreadable(f"{text % {'line': line}}. {SAVE_AGAIN}.", line)
