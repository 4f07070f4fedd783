"""Pictures of every screen in the states that matter, with the people of the demo: `make shots`.

Fails when a screen is not accessible or overflows. Look at var/shots/index.html after a change.
"""

import pytest
from django.conf import settings
from django.db import transaction

from coordination.demo.people import bring_together
from coordination.demo.story import tell
from coordination.models import Share
from releases.models import DefaultAsk, Release
from tests import factories as make
from tests.journeys.album import Album, Sitters
from tests.journeys.pad import draw
from tests.journeys.pictures_in_spanish import show_spanish

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 5
RIGHT_TO_LEFT = "מרים אבן-שושן"


@pytest.fixture(scope="module")
def album():
    album = Album(settings.BASE_DIR / "var/shots")
    yield album
    print(f"\n{len(album.names)} screens: {album.bind()}")  # noqa: T201
    assert album.troubles == []


@pytest.fixture(scope="module")
def _told(accord, django_db_blocker):
    """Whether the demo's story was told already: once for all pictures."""
    return []


@pytest.fixture
def cast(_told):
    if not _told:
        with transaction.atomic():
            cast = bring_together()
            tell(cast)
        _told.append(cast)
    return _told[0]


@pytest.fixture
def window(accord, browser, album):
    """Opens a window for nobody, for an account, or for somebody of the demo: `window("ana")`."""
    sitters = Sitters(browser, accord.base_url, album)
    yield sitters
    for one in sitters.opened:
        one.context.close()


# Here and not above: pictures are taken in the order of the file.
from tests.journeys.shots_of_doors import (  # noqa: E402
    test_invitations,  # noqa: F401
    test_the_account,  # noqa: F401
    test_the_door,  # noqa: F401
)


def test_a_client(album, window, cast):
    ana = window("ana")
    album.take("client-home", ana.open("/home/"))
    album.take("client-history", ana.open("/history/"))
    album.take("client-history-none", ana.open("/history/?what=blocked"))
    album.take("client-history-print", ana.open("/history/print/?since=2026-01-01"))
    album.take("client-notes", ana.open("/home/notes/"))
    about = Share.objects.about(cast.clients["ana"]).order_by("shared_at")
    album.take("client-note-lapsed", ana.open(f"/home/notes/{about.first().pk}/"))
    album.take("client-note-held", ana.open(f"/home/notes/{about.last().pk}/"))
    album.take("client-home-couple", window("sam").open("/home/"))
    joint = Share.objects.about(cast.clients["sam"]).order_by("shared_at")
    album.take("client-note-joint-held", window("sam").open(f"/home/notes/{joint.last().pk}/"))
    album.take("client-home-of-a-child", window("clara").open("/home/"))
    album.take("client-not-found", ana.open("/nowhere/", status=404))


def test_beginning(album, window, cast):
    ana = window("ana")
    album.take("start-1-whom", ana.open("/share/"))
    album.take("start-1-found", ana.open("/share/?q=St"))
    album.take("start-1-none", ana.open("/share/?q=Nobody"))
    album.take("start-2-what", ana.open(f"/share/?with={cast.providers['stone'].pk}"))
    album.take("start-2-what-wrong", ana.press("Check your answers"))
    ana.tick(mine=str(cast.providers["maya"].pk), categories=["goals", "hiv_sti"])
    album.take("start-3-check", ana.press("Check your answers"))
    album.take("start-change", ana.open(ana.page.url.replace("review/check", "draft")))
    album.take("start-home", ana.press("Finish later"))
    album.take("start-throw-away", ana.follow("Go on…").follow("Throw it away"))
    ana.press("Throw it away")


def test_signing(album, window, cast):
    waiting = Release.objects.get(client=cast.clients["ana"], signed_at=None, declined_at=None)
    ana, step = window("ana"), f"/releases/{waiting.pk}/review/"
    kinds = ["medications", "trauma_violence"]
    make.change(waiting, categories=kinds, ends_with_treatment=True)
    album.take("sign-1-who", ana.open(step))
    album.take("sign-2-what", ana.open(step + "what/"))
    album.take("sign-2-what-wrong", ana.press("Continue"))
    ana.tick(categories=["medications", "trauma_violence"])
    album.take("sign-3-why", ana.press("Continue"))
    album.take("sign-4-when", ana.open(step + "when/"))
    album.take("sign-4-when-wrong", ana.fill(ends="2031-01-01").press("Continue"))
    album.take("sign-5-check", ana.open(step + "check/"))
    album.take("sign-paper", ana.open(step + "paper/"))
    album.take("sign-6-sign", ana.open(step + "sign/"))
    album.take("sign-6-sign-wrong", ana.press("Sign and start sharing"))
    album.take("sign-no", ana.open(step + "no/"))
    ana.open(step + "sign/").fill(typed_name="Ana Reyes", initials_trauma_violence="AR")
    draw(ana)
    album.take("sign-6-drawn", ana)
    album.take("sign-7-done", ana.press("Sign and start sharing"))
    album.take("receipt", ana.open(f"/releases/{waiting.pk}/receipt/"))
    declined = Release.objects.get(client=cast.clients["robin"], declined_at__isnull=False)
    album.take("sign-said-no", window("robin").open(f"/releases/{declined.pk}/review/"))


def test_asked(album, window, cast):
    maya, ana = cast.providers["maya"], cast.clients["ana"]
    place = maya.memberships.first().organization
    ask = DefaultAsk.objects.create(client=ana, organization=place, by=maya)
    parties = {"disclosers": [maya], "recipients": [cast.providers["stone"]], "proposed_by": maya}
    asked = make.request(ana, default_ask=ask, **parties)
    album.take("sign-by-default", window("ana").open(f"/releases/{asked.pk}/review/"))
    make.change(asked, requested_at=make.ago(days=40), answer_by=make.ago(days=10))
    album.take("sign-run-out", window("ana").open(f"/releases/{asked.pk}/review/"))


def test_signing_for_a_child(album, window, cast):
    asks, hears = (cast.providers[one] for one in ("haddad", "duarte"))
    facts = {"categories": ["goals"], "asked_categories": ["goals"], "proposed_by": asks}
    asked = make.request(cast.clients["leo"], disclosers=[asks], recipients=[hears], **facts)
    clara = window("clara").open(f"/releases/{asked.pk}/review/sign/")
    album.take("sign-child-wrong", clara.press("Sign and start sharing"))
    clara.page.get_by_label("Yes, and Leo does not agree").check()
    clara.fill(typed_name="Clara Marin", assent_words="Not my teacher.")
    album.take("sign-child-done", clara.press("Sign and start sharing"))
    album.take("receipt-child", clara.open(f"/releases/{asked.pk}/receipt/"))
    album.take("release-child", window("haddad").open(f"/releases/{asked.pk}/"))


def test_signing_in_spanish(album, window, cast):
    show_spanish(album, window, cast.providers["maya"], cast.providers["duarte"])


def test_changing(album, window, cast):
    ana = window("ana")
    signed = Release.objects.of(cast.clients["ana"]).in_force().order_by("in_force")
    page = f"/releases/{signed.first().pk}/"
    album.take("client-stop", ana.open(page + "stop/"))
    album.take("client-change", ana.open(page + "change/"))
    ana.page.locator("[name=categories]:checked").first.uncheck()
    album.take("client-change-nothing-left", ana.press("See what would change"))
    album.take("client-renew", ana.open(page + "renew/"))
    ana.tick(categories="attendance").press("See what would change")
    album.take("client-renew-check", ana)
    album.take("limits-none", ana.open("/limits/"))
    album.take("limit-new", ana.open("/limits/new/"))
    album.take("limit-new-wrong", ana.press("See what it closes"))
    ana.tick(whom="all", kinds="medications")
    album.take("limit-check", ana.press("See what it closes"))
    album.take("limits", ana.press("Keep it back"))
    album.take("limit-lift", ana.follow("Lift…"))
    maya = window("maya")
    kept = make.item(cast.providers["maya"], cast.clients["ana"], categories=["medications"])
    album.take("note-share-limited", maya.open(f"/notes/{kept.pk}/share/"))
    album.take("release-renewal", maya.open(page + "renewal/"))
    album.take("release-told", maya.open(page + "told/"))
    album.take("release-told-wrong", maya.press("Stop it now"))


# And these before the last, which stops everything.
from tests.journeys.shots_of_bridge import test_two_halves  # noqa: E402, F401
from tests.journeys.shots_of_corrections import test_corrections  # noqa: E402, F401
from tests.journeys.shots_of_directory import (  # noqa: E402
    test_the_directory,  # noqa: F401
    test_the_quality_of_the_directory,  # noqa: F401
)
from tests.journeys.shots_of_duplicates import test_duplicates  # noqa: E402, F401
from tests.journeys.shots_of_emergencies import test_an_emergency  # noqa: E402, F401
from tests.journeys.shots_of_following import test_following  # noqa: E402, F401
from tests.journeys.shots_of_goals import test_goals  # noqa: E402, F401
from tests.journeys.shots_of_messages import test_messages  # noqa: E402, F401
from tests.journeys.shots_of_notes import test_notes  # noqa: E402, F401
from tests.journeys.shots_of_officer import (  # noqa: E402
    test_oversight,  # noqa: F401
    test_unusual,  # noqa: F401
    test_what_looks_wrong,  # noqa: F401
)
from tests.journeys.shots_of_staff import (  # noqa: E402
    test_a_couple,  # noqa: F401
    test_a_provider,  # noqa: F401
    test_asking,  # noqa: F401
    test_checking_a_file,  # noqa: F401
    test_files,  # noqa: F401
    test_of_age,  # noqa: F401
    test_on_paper,  # noqa: F401
    test_what_was_shared,  # noqa: F401
    test_who_may_act,  # noqa: F401
)
from tests.journeys.shots_of_team_messages import test_team_messages  # noqa: E402, F401
from tests.journeys.shots_of_tokens import test_tokens  # noqa: E402, F401


def test_unusual_names(album, window, cast):
    maya = window("maya")
    for key, name in (("long", LONG), ("right-to-left", RIGHT_TO_LEFT)):
        client = make.client(name, user=make.user(name), registered_by=cast.providers["maya"])
        make.treatment(client, cast.providers["maya"])
        make.release(
            client, disclosers=[cast.providers["maya"]], recipients=[cast.providers["lee"]]
        )
        album.take(f"name-{key}-client-page", maya.open(f"/clients/{client.pk}/"))
        album.take(f"name-{key}-home", window(client.user).open("/home/"))
    album.take("name-clients", maya.open("/clients/"))


def test_stopping(album, window, cast):
    ana = window("ana")
    running = Release.objects.in_force().filter(client=cast.clients["ana"]).first()
    album.take("stop-change", ana.open(f"/releases/{running.pk}/change/"))
    album.take("stop-one", ana.open(f"/releases/{running.pk}/stop/"))
    album.take("stop-one-done", ana.press("Stop sharing"))
    album.take("stop-all", ana.open("/stop/"))
    album.take("stop-all-done", ana.press("Stop all sharing"))
    album.take("client-home-stopped", ana.open("/home/"))
    album.take("today-stopped", window("maya").open("/today/"))
