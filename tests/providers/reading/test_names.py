import pytest

from providers.reading.names import person, place

PERSONS = {
    "MARY ANN O'BRIEN-LEE": "Mary Ann O'Brien-Lee",
    "ANGUS MCDONALD JR.": "Angus McDonald Jr.",
    "JOSÉ NÚÑEZ III": "José Núñez III",
    "D’ARCY MCI": "D’Arcy Mci",
    "Ann de la Cruz": "Ann de la Cruz",
    "": "",
    "İ" * 199: "İ" * 199,
}
PLACES = {
    "12 NW 1ST ST": "12 NW 1st St",
    "PO BOX 12B": "PO Box 12B",
    "THE HOUSE OF CARE AND HOPE, LLC": "The House of Care and Hope, LLC",
    "HARBOR'S EDGE PC": "Harbor's Edge PC",
    "ST. LOUIS": "St. Louis",
    "eBay Clinic": "eBay Clinic",
    "12": "12",
}


@pytest.mark.parametrize("said", PERSONS)
def test_persons(said):
    assert person(*said.split()) == PERSONS[said]


@pytest.mark.parametrize("said", PLACES)
def test_places(said):
    assert place(said) == PLACES[said]
