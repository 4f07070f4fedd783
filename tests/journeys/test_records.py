"""What was signed leaves as a file, and anybody can have the file checked."""

import pytest

from releases.models import SignedRecord
from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter


@pytest.fixture(params=[PHONE, DESK | {"scripts": False}], ids=["phone", "without scripts"])
def variant(request):
    return request.param


@pytest.fixture
def request_to_ana():
    ana = people.a_client("Ana Moreno", preferred_name="Ana")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    julian = people.a_provider("Julian Okafor", "psychiatrist", "MD")
    make.treatment(ana.client, miriam.provider)
    return make.request(
        ana.client,
        proposed_by=miriam.provider,
        disclosers=[miriam.provider],
        recipients=[julian.provider],
    )


def download(window, link):
    """The name and the bytes of the file behind a link."""
    with window.page.expect_download() as found:
        window.find("link", link).click()
    return found.value.suggested_filename, found.value.path().read_bytes()


def check(window, file):
    """The public page after it was given these bytes, by somebody who is not signed in."""
    window.open("/").follow("Check a signed file")
    sent = {"name": "file.pdf", "mimeType": "application/pdf", "buffer": file}
    window.page.locator("[name=file]").set_input_files(sent)
    return window.press("Check the file").sees_nothing_of("Ana", "Moreno", "Okafor", "rogress")


@pytest.mark.long
def test_what_was_signed_is_downloaded_and_checked(window, variant, request_to_ana):
    release = request_to_ana
    ana = enter(window(**variant), release.client.user)
    ana.open(f"/releases/{release.pk}/review/what/").tick(categories="progress").press("Continue")
    ana.open(f"/releases/{release.pk}/review/sign/").fill(typed_name="Ana Moreno")
    ana.press("Sign and start sharing")
    # Made already, before anybody asks: the page that says so was reached after the commit.
    kept = SignedRecord.objects.get(release=release)
    name, file = download(ana, "Download what you signed (PDF)")
    assert (name.startswith("accord-"), file) == (True, bytes(kept.file))

    julian = release.parties.get(side="recipient").provider
    recipient = enter(window(**variant), julian.user).open(f"/releases/{release.pk}/")
    assert download(recipient, "Download the signed record (PDF)") == (name, file)

    anybody = window(**variant)
    check(anybody, file).sees("Genuine, unchanged and in force")
    check(anybody, file[:-1]).sees("Not genuine, or changed")
    check(anybody, b"x" * (5 * 2**20)).sees("Not genuine, or changed")
    ana.open("/stop/").press("Stop all sharing")
    check(anybody, file).sees("Genuine, but not in force")
