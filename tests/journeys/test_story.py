"""The whole story: once at a desk, once on a phone, once without scripts.

A therapist enters a client and asks her for a release; she takes a kind away and signs; the
therapist shares a note; the psychiatrist opens it; she sees that, and stops it.
"""

import re

import pytest

from tests import factories as make
from tests import people
from tests.browsing import DESK, PHONE
from tests.journeys.doors import agree, sign_in, sign_out

BODY = "Sleeps through most nights now. The evening walk helps."
NEVER_IN_A_MAIL = ["Ana", "Miriam", "Okafor", "Progress", "Medication", "Goal", "progress", BODY]
INVITATION = "You have an invitation"
REVIEW, RECEIPT, CHANGED = "You have something to review", "Your receipt", "Access changed"


@pytest.fixture(
    params=[
        # A name of their own each: they meet in one directory.
        ("Jasper Okafor", DESK),
        ("Judith Okafor", PHONE),
        ("Jonas Okafor", DESK | {"scripts": False}),
    ],
    ids=["desk", "phone", "without scripts"],
)
def variant(request):
    return request.param


def test_the_whole_story(post, window, variant):
    name, look = variant
    therapist = people.a_provider("Miriam Stone", "therapist", "LCSW")
    psychiatrist = people.a_provider(name, "psychiatrist", "MD")
    address = f"client-{therapist.user.pk}@example.org"

    miriam = sign_in(window(**look), therapist.user)
    enter_client(miriam, address)
    ana = window(**look)
    open_account(ana, link_in(post.to(address, 1)), address)
    ask_for_release(miriam, name)
    read_and_sign(ana, link_in(post.to(address, 2)))
    write_and_share(miriam, name)
    post.to(psychiatrist.user.email, 2)
    okafor = sign_in(window(**look), psychiatrist.user)
    page_of_the_note = open_what_was_shared(okafor)
    ana.follow("Access history").sees(f"{name} opened a progress summary by Miriam Stone")
    stop_in_three_clicks(ana, name)
    okafor.open(page_of_the_note, status=404).sees("You can't open this page")
    okafor.follow("Shared with me").sees("Nothing is shared with you now")
    okafor.sees_nothing_of("Ana", BODY)
    ana.follow("Access history").sees(f"{name} tried to open a progress summary")

    assert_mails(post, address, [INVITATION, REVIEW, RECEIPT, CHANGED])
    assert_mails(post, therapist.user.email, [RECEIPT, CHANGED])
    assert_mails(post, psychiatrist.user.email, [RECEIPT, REVIEW, CHANGED])


def enter_client(miriam, address):
    miriam.follow("Clients").follow("Add a client")
    miriam.fill(name="Ana Moreno", preferred_name="Ana", born="1991-03-14", email=address)
    miriam.press("Add the client").sees("An invitation is on its way")


def open_account(ana, link, address):
    ana.open(link).sees("Miriam Stone invites you").press("Continue")
    assert ana.page.locator("[name=email]").input_value() == address
    ana.fill(password1=make.PASSWORD).press("Make my account")
    ana.sees("You are not sharing anything")
    sign_out(ana)
    ana.open("/").follow("Sign in").fill(login=address, password=make.PASSWORD).press("Sign in")


def ask_for_release(miriam, name):
    miriam.follow("Ask Ana for a permission").fill(q=name).press("Search the directory")
    miriam.follow(f"{name}, MD").tick(categories=["progress", "medications", "goals"])
    miriam.press("See what Ana will read").press("Send to Ana")
    miriam.sees("We sent your request to Ana")


def read_and_sign(ana, link):
    ana.reload().sees("Miriam Stone asks for a permission")
    ana.open(link).follow("Continue").tick(categories=["progress", "medications"])
    ana.press("Continue").follow("Continue").press("Continue").follow("Go on to sign")
    agree(ana)
    ana.fill(typed_name="Ana Moreno").press("Sign and start sharing")
    ana.sees("Sharing is on", "Progress summary", "Medications").sees_nothing_of("Goals")
    ana.follow("Go to your home page")


def write_and_share(miriam, name):
    miriam.reload().follow("Write a note").follow("Progress summary")
    miriam.tick(categories="progress").fill(body=BODY).press("Save the note")
    miriam.page.get_by_label(name).check()
    miriam.press("Share with whom you chose").sees(f"Shared with {name}. Open until")


def open_what_was_shared(okafor):
    """The address of the page that shows the note."""
    okafor.follow("Shared with me").follow("Progress summary").sees(BODY)
    return okafor.page.url


def stop_in_three_clicks(ana, name):
    ana.open("/")
    before = ana.clicks
    ana.follow("Stop sharing…").press("Stop sharing").sees(f"{name} can no longer open anything")
    assert ana.clicks - before <= 3


def link_in(mails):
    return re.search(r"http://\S+", mails[-1].get_content()).group()


def assert_mails(post, address, subjects):
    """These came, each once and to one person, and they say nothing of whom or what."""
    mails = post.to(address, len(subjects))
    assert sorted(mail["Subject"] for mail in mails) == sorted(subjects)
    for mail in mails:
        assert mail.envelope_to == [address]
        # The invitation alone says who sends it, so that a stranger's is not believed.
        never = NEVER_IN_A_MAIL if mail["Subject"] != INVITATION else ["Ana", "Okafor"]
        assert [word for word in never if word in str(mail)] == []
