"""A file attached to a note, opened by a recipient, its notice on paper too, and taken away."""

import pytest

from releases.notices import PART2_NOTICE
from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter

KIND = "substance_use_part2"
LETTER = {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear colleague"}
DRAWING = {"name": "drawing.svg", "mimeType": "image/svg+xml", "buffer": b"<svg><script/></svg>"}


@pytest.fixture
def share():
    ana = people.a_client("Ana Moreno", preferred_name="Ana")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    julian = people.a_provider("Julian Okafor", "psychiatrist", "MD")
    make.treatment(ana.client, miriam.provider)
    named = {"disclosers": [miriam.provider], "recipients": [julian.provider]}
    make.release(ana.client, categories=[KIND], **named)
    return make.share(make.item(miriam.provider, ana.client, categories=[KIND]), julian.provider)


def test_attach_open_print_and_take_away(window, share):
    author, recipient = share.author.user, share.recipient.user
    miriam = enter(window(scripts=False, **PHONE), author)
    miriam.open(f"/notes/{share.item_id}/").follow("Attach a file")
    miriam.page.locator("[name=file]").set_input_files(DRAWING)
    miriam.press("Attach it").sees("Save it as PDF, and attach that")
    miriam.page.locator("[name=file]").set_input_files(LETTER)
    miriam.press("Attach it").sees("The file is attached").sees("letter.txt")
    julian = enter(window(**DESK), recipient)
    julian.open(f"/shared/{share.pk}/").sees("letter.txt")
    julian.page.emulate_media(media="print")
    notice = julian.page.get_by_text(PART2_NOTICE)
    assert notice.is_visible()
    assert julian.page.get_by_text("Do not pass this on").first.is_visible()
    assert julian.page.get_by_text("consented on").first.is_visible()
    with julian.page.expect_download() as saved:
        julian.page.get_by_role("link", name="letter.txt").click()
    assert saved.value.suggested_filename.endswith(".zip")
    miriam.page.get_by_role("link", name="Take it away").click()
    miriam.press("Take it away").sees("not attached any more")
