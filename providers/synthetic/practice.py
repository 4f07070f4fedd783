"""The spreadsheet of an invented practice, as CSV and as a workbook."""

import csv
from datetime import date, timedelta
from random import Random

from openpyxl import Workbook

from providers.models.vocabulary import Profession
from providers.reading.specialties import profession_of
from providers.synthetic.numbers import MOST, npi
from providers.synthetic.specialties import OF_PERSONS
from providers.synthetic.words import FIRST, LAST, STREETS, TOWNS

AS_CSV, AS_WORKBOOK = "practice.csv", "practice.xlsx"
HEADER = [
    "Name", "Credentials", "Profession", "NPI", "E-Mail", "Phone #", "Address", "City", "State",
    "Zip", "Languages", "License State", "License #", "License expires", "Practice",
]  # fmt: skip
LANGUAGES = ["English", "English, Spanish", "Spanish", "English, American Sign Language", "Korean"]
FIRST_END = date(2030, 1, 1)


def _rows(rows, seed):
    chance = Random(f"practice {seed}")  # noqa: S311 - the same again is what is wanted
    town, state, zip_start, area = chance.choice(TOWNS)
    street = f"{chance.randrange(1, 999)} {chance.choice(STREETS)}"
    for row in range(rows):
        first, last = chance.choice(FIRST), chance.choice(LAST)
        code = chance.choice(list(OF_PERSONS))
        mail = "".join(filter(str.isalpha, f"{first}{last}")).lower()
        yield [
            f"{first} {last}",
            OF_PERSONS[code][2],
            str(Profession(profession_of(code)).label),
            # From the end of the range: nobody of the large files with the same seed.
            npi(seed, MOST - 1 - row),
            f"{mail}{row}@practice.example.org",
            f"({area}) 555-01{chance.randrange(100):02}",
            street,
            town,
            state,
            f"{zip_start}01",
            chance.choice(LANGUAGES),
            state,
            f"SYN{chance.randrange(10**5):05}",
            FIRST_END + timedelta(days=chance.randrange(1000)),
            f"{town} Practice",
        ]


def write_practice(folder, *, rows, seed):
    with (folder / AS_CSV).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *_rows(rows, seed)])
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Providers")
    for row in [HEADER, *_rows(rows, seed)]:
        sheet.append(row)
    book.save(folder / AS_WORKBOOK)
