"""Whoever looks for somebody finds them while they type, with the keyboard alone."""

import pytest

from coordination.models import Share
from tests import factories as make
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter

SOON = 10_000


@pytest.fixture
def scene():
    """A client, who treats her, and two people of one name in two towns."""
    author = make.provider("Miriam Sayed", user=make.staff("Miriam Sayed"))
    ana = make.client("Ana Moreno", user=make.user("Ana Moreno"))
    make.treatment(ana, author)
    mark = author.pk.hex[-6:]
    two = [make.provider(f"Tomas Ostrander {mark}", profession="gp") for _ in range(2)]
    for one, town in zip(two, ("Astoria", "Medford"), strict=True):
        make.location(one, city=town)
    return ana, author, two, mark


def types(window, text):
    """Goes to the search with the Tab key, types, and waits for what is told of it."""
    keyboard = window.page.keyboard
    for _ in range(60):
        keyboard.press("Tab")
        if window.page.evaluate("document.activeElement.name") == "q":
            break
    keyboard.press("Control+A")
    keyboard.type(text, delay=10)
    return keyboard


@pytest.mark.parametrize("look", [DESK, PHONE])
def test_a_client_chooses_by_keyboard(window, look, scene):
    ana, _author, (astoria, medford), mark = scene
    here = enter(window(**look), ana.user).open("/share/")
    keyboard = types(here, f"ostrandre {mark}")
    here.page.get_by_role("status").filter(has_text="2 people found.").wait_for(timeout=SOON)
    here.sees("Astoria, OR", "Medford, OR")
    here.examine()
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowUp")
    focused = here.page.evaluate("document.activeElement.getAttribute('href')")
    assert any(str(one.pk) in focused for one in (astoria, medford))
    keyboard.press("ArrowUp")
    assert here.page.evaluate("document.activeElement.name") == "q"
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    here.page.wait_for_url("**with=*")
    here.sees("Tomas Ostrander")


@pytest.mark.long
@pytest.mark.parametrize("look", [DESK, PHONE])
def test_an_author_chooses_several_by_keyboard(window, look, scene):
    ana, author, _two, mark = scene
    item = make.item(author, ana)
    here = enter(window(**look), author.user).open(f"/notes/{item.pk}/share/")
    keyboard = types(here, f"astoria {mark}")
    here.page.get_by_role("status").filter(has_text="1 person to choose").wait_for(timeout=SOON)
    keyboard.press("ArrowUp")
    keyboard.press("Space")
    keyboard.press("ArrowDown")
    keyboard.press("Control+A")
    keyboard.type(f"medford {mark}", delay=10)
    here.page.get_by_role("status").filter(has_text="2 people to choose").wait_for(timeout=SOON)
    here.examine()
    assert here.page.get_by_role("checkbox", checked=True).count() == 1
    keyboard.press("ArrowUp")
    keyboard.press("Space")
    here.press("Share with whom you chose")
    assert Share.objects.filter(item=item).count() == 2
