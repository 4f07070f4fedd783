"""Words that invented people, streets and towns are made of. None is meant to be anybody's."""

FIRST = (
    "Aldrin", "Brisa", "Calder", "Dorrit", "Elowen", "Fennimore", "Gwill", "Hesper", "Ivor",
    "Jessamy", "Kestrel", "Linnet", "Merrow", "Nimue", "Osk", "Peregrin", "Quill", "Rosalba",
    "Sorrel", "Tamsin", "Ulla", "Verity", "Wrenna", "Xandor", "Yarrow", "Zephrine",
)  # fmt: skip
LAST = (
    "Fabler", "Inventson", "O'Nowhere", "Samplewright", "Mockingham", "Placeholder", "Dummerly",
    "Testbury", "Madeup-Lane", "Notreal", "McFiction", "Pretendham", "Examplesen", "Storybrook",
    "Imagino", "Figmentov", "Fancifull", "Unperson-Reed", "Makebelieve", "Novelle",
)  # fmt: skip
STREETS = (
    "Nowhere Lane", "Sample Street", "Fable Road", "Example Avenue", "Pretend Court", "Novel Way",
    "Invention Boulevard", "Figment Drive", "NW Placeholder St", "Storybook Terrace",
)  # fmt: skip
TOWNS = (
    ("Sampleton", "OR", "972", "503"), ("Fable Falls", "MA", "021", "617"),
    ("Nowhere Springs", "TX", "787", "512"), ("Port Example", "ME", "041", "207"),
    ("Mockingham Heights", "CA", "941", "415"), ("Pretend Harbor", "NY", "100", "212"),
    ("Inventville", "IL", "606", "312"), ("San Ejemplo", "NM", "871", "505"),
)  # fmt: skip
"""Invented towns in states, with a beginning of ZIP codes and of phone numbers there."""
PLACES = (
    "Counseling Center", "Family Practice", "Behavioral Health LLC", "Wellness Group",
    "Recovery House", "Psychology Associates PC", "Community Clinic", "House of Care",
)  # fmt: skip
