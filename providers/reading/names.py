"""Names and addresses that a register keeps in capitals, as people write them."""

import re

SUFFIXES = {"JR", "SR"}
ROMAN = {"II", "III", "IV", "VI", "VII", "VIII"}
KEPT = {"LLC", "PLLC", "LLP", "PC", "PA", "PLC", "USA", "US", "PO", "NE", "NW", "SE", "SW"}
SMALL = {"AND", "OF", "THE", "FOR", "AT", "IN", "ON", "Y", "DE", "DEL", "LA"}
PARTS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def person(*parts):
    """The parts of a name joined; in natural case if they are all capitals."""
    said = " ".join(filter(None, parts))
    return _natural(said, _of_a_person)


def _of_a_person(found):
    word = found.group()
    if word in ROMAN:
        return word
    if word.startswith("MC") and len(word) > 4:
        return f"Mc{word[2:].capitalize()}"
    return _with_apostrophe(word)


def _with_apostrophe(word):
    head, mark, tail = re.fullmatch(r"([^'’]*)(['’]?)(.*)", word).groups()
    # O'Brien, D'Angelo; but Harbor's
    tail = tail.lower() if tail == "S" else tail.capitalize()
    return head.capitalize() + mark + tail


def place(said):
    """A line of an address, a town or the name of an organization."""
    words = _natural(said, _of_a_place)
    return words[:1].upper() + words[1:] if words != said else said


def _natural(said, how):
    if not said.isupper():
        return said
    words = PARTS.sub(how, said)
    # A few capitals have two small letters; the directory has room for what was said.
    return words if len(words) <= len(said) else said


def _of_a_place(found):
    word = found.group()
    if word in KEPT or word in ROMAN:
        return word
    if word in SMALL and found.start():
        return word.lower()
    if word[0].isdigit():
        return word.lower() if re.fullmatch(r"\d+(ST|ND|RD|TH)", word) else word
    return _with_apostrophe(word)
