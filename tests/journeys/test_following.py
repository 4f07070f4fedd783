"""What a client permitted goes on for the same person's other entry, and the client reads it."""

import pytest

from coordination.models import Share
from tests import factories as make
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter
from tests.journeys.test_invitations import link_in

NAME = "Helen Park"


@pytest.fixture
def scene():
    """Ana permitted the entry that was listed; Helen signs in as the one that was invited."""
    author = make.provider("Miriam Sayed", user=make.staff("Miriam Sayed"))
    ana = make.client("Ana Moreno", user=make.user("Ana Moreno"))
    make.treatment(ana, author)
    helen = make.provider(NAME, credentials="MD", user=make.staff(NAME))
    listed = make.provider("Park, Helen")
    for entry in (helen, listed):
        make.location(entry)
    number = f"LP-{helen.pk.hex[-8:]}"
    for entry in (helen, listed):
        make.licence(entry, number=number)
    make.verification(helen.licences.get(), "licence")
    make.release(ana, disclosers=[author], recipients=[listed], signer=ana.user)
    make.share(make.item(author, ana, body="The nights are better."), listed)
    return ana, helen, listed


@pytest.mark.long
@pytest.mark.parametrize("look", [DESK, PHONE])
def test_a_permission_follows_once_both_licences_were_checked(window, look, scene, post):
    ana, helen, listed = scene
    ruth = enter(window(**look), make.staff("Ruth Adler", is_directory_admin=True))
    reader = enter(window(**look), helen.user)
    reader.open("/shared/").sees_nothing_of("Miriam Sayed")

    merging = f"/directory/{helen.pk}/merge/?with={listed.pk}"
    ruth.open(merging).fill(why="I called her.").press("Merge them")
    ruth.sees("check the same licence on both entries")
    key = f"licence_{listed.licences.get().pk.hex}"
    ruth.open(f"/directory/{listed.pk}/verify/").page.locator(f"[name='check_{key}']").check()
    ruth.fill(**{f"saw_{key}": "The board's page."}).press("Save what I saw")
    ruth.open(merging).fill(why="I called her.").press("Merge them")
    ruth.sees("The two entries are one now.")

    along = Share.objects.get(recipient=helen)
    reader.open("/shared/").sees("Miriam Sayed").open(f"/shared/{along.pk}/")
    reader.sees("The nights are better.")

    phone = enter(window(**look), ana.user)
    phone.open(link_in(post.to(ana.user.email, 1)[0])).sees("is the same person", "Park, Helen")
    phone.open("/history/").sees("two entries of its directory are the same person")
    phone.open("/home/notes/").sees(NAME)
