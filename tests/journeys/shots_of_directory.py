"""Pictures of the directory, taken by shots.py in their turn."""

from datetime import timedelta

from accounts.models import Invitation
from providers.models import DayCount, Standing
from tests import factories as make


def test_the_directory(album, window, cast):
    ruth, brandt = window("ruth"), cast.providers["brandt"]
    album.take("directory-for-staff", window("maya").open("/directory/"))
    album.take("directory", ruth.open("/directory/"))
    album.take("directory-none-found", ruth.open("/directory/?words=Nobody"))
    album.take("directory-add", ruth.open("/directory/add/"))
    album.take("directory-add-wrong", ruth.fill(npi="123").press("Add the provider"))
    make.change(brandt, standing=Standing.UNVERIFIED)
    page = f"/directory/{brandt.pk}/"
    an_entry(album, ruth, page)
    lee = cast.providers["lee"]
    album.take("directory-provider", ruth.open(f"/directory/{lee.pk}/"))
    album.take("directory-provider-for-staff", window("maya").open(f"/directory/{lee.pk}/"))
    album.take("directory-membership-end", ruth.follow("End…"))
    album.take("directory-suspend", ruth.open(f"/directory/{cast.providers['stone'].pk}/suspend/"))
    ruth.fill(why="Licence lapsed.").press("Suspend now")
    album.take("directory-suspended", ruth)
    album.take("directory-organizations", ruth.open("/directory/organizations/"))
    album.take("directory-organization-add", ruth.open("/directory/organizations/add/"))
    northside = f"/directory/organizations/{cast.organizations['northside'].pk}/"
    album.take("directory-organization", ruth.open(northside))
    make.change(cast.providers["lee"], name="Jonah A. Lee")
    album.take("directory-verify-several", ruth.open(f"{northside}verify/"))
    album.take("directory-organization-deactivate", ruth.open(f"{northside}deactivate/"))
    ruth.fill(why="The clinic has closed.").press("Deactivate now")
    album.take("directory-organization-deactivated", ruth)
    album.take("directory-organization-history", ruth.follow("History"))
    ruth.open(f"{page}edit/").fill(languages="German, Spansh", phone="555 0100")
    album.take("directory-entry-wrong", ruth.press("Save the changes"))
    ruth.fill(languages="German, Spanish", phone="503 555 0100").press("Save the changes")
    album.take("directory-entry-history", ruth.follow("History"))
    willow = f"/directory/organizations/{cast.organizations['willow'].pk}/"
    album.take("directory-practice-admin", ruth.open(f"{willow}admins/add/"))
    maya = cast.providers["maya"].user
    ruth.fill(email=maya.email).press("Let them edit it").sees("edits it from now on")
    album.take("directory-organization-with-admin", ruth)
    album.take("directory-own-organization", window("maya").open(willow))


def test_the_quality_of_the_directory(album, window, cast):
    _a_year_of_nights()
    ruth = window("ruth")
    album.take("directory-quality", ruth.open("/directory/quality/"))
    album.take("directory-quality-list", ruth.follow("No NPI"))


def _a_year_of_nights():
    for month in range(13):
        day = make.TODAY - timedelta(days=30 * (12 - month))
        for what, number in (
            ("active", 5 + month),
            ("unverified", 6 - month % 5),
            ("to-look-at", 9 - month // 2),
            ("no-npi", 4),
        ):
            DayCount.objects.create(day=day, what=what, entries=number)


def an_entry(album, ruth, page):
    for name in (
        "", "edit/", "invite/", "memberships/add/", "addresses/add/", "licences/add/", "verify/",
    ):  # fmt: skip
        album.take(f"directory-entry-{name.replace('/', '') or 'page'}", ruth.open(page + name))
    ruth.page.get_by_label("What you saw").first.fill("Board's site: active")
    album.take("directory-entry-verify-wrong", ruth.press("Save what I saw"))
    ruth.page.get_by_label("I have checked this").first.check()
    album.take("directory-entry-verified", ruth.press("Save what I saw"))
    ruth.follow("Invite to an account").press("Send the invitation")
    album.take("directory-entry-invited", ruth)
    album.take("directory-invitations", ruth.open("/directory/invitations/"))
    make.change(Invitation.objects.get(), created_at=make.ago(days=20), expires_at=make.ago(days=6))
    album.take("directory-invitations-ran-out", ruth.open("/directory/invitations/"))
