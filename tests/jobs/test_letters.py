"""The reminder as it leaves the building, and everything that holds it back."""

from email import message_from_string
from email.policy import default

import pytest

from ledger.models import Outgoing
from ledger.outbox import deliver_due
from providers.models import Standing
from releases.reminders import sweep
from tests import factories as make
from tests.roles import as_role

from .conftest import ending


@pytest.fixture
def promise(ana, ends_soon):
    """The reminder that Ana was promised; the others went already."""
    with as_role("clerk"):
        sweep()
    others = Outgoing.objects.exclude(recipient=ana.user.pk)
    others.update(dropped_at=make.ago(minutes=1))
    return Outgoing.objects.get(recipient=ana.user.pk, kind="release_expiring")


def delivered(post):
    """The letters that a mail server has taken by now."""
    with as_role("clerk"):
        deliver_due()
    return [message_from_string(letter.text, policy=default) for letter in post.letters]


def test_it_goes_to_one_person(ana, promise, post):
    [letter] = delivered(post)
    assert [letter["To"], letter["Cc"], letter["Bcc"]] == [ana.user.email, None, None]
    assert post.letters[0].to == [ana.user.email]


def test_it_tells_neither_whom_nor_what_it_is_about(promise, therapist, practice, post):
    [letter] = delivered(post)
    assert letter["Subject"] == "A permission will end soon"
    text = f"{letter['Subject']} {letter.get_content()}".lower()
    told = ["ana", "moreno", "stone", "lang", "harbor", "progress", "therap", "client", "clinic"]
    assert [word for word in told if word in text] == []


def test_it_leads_to_where_the_client_can_renew_and_holds_no_key(promise, settings, post):
    [letter] = delivered(post)
    links = [word for word in letter.get_content().split() if "://" in word]
    assert links == [f"{settings.SITE_URL}/releases/{promise.subject_id}/renew/"]


def test_its_id_is_that_of_the_promise(promise, post):
    [letter] = delivered(post)
    assert letter["Message-ID"] == f"<{promise.pk}@localhost>"


def test_it_is_written_in_the_readers_language(ana, promise, post, settings):
    settings.LOCALE_PATHS = []
    make.change(ana.user, language="es")
    [letter] = delivered(post)
    assert letter["Subject"] in ("A permission will end soon", "Un permiso terminará pronto")


CHANGES = {
    "revoked": {"revoked_at": make.ago(minutes=1)},
    "superseded": {"superseded_at": make.ago(minutes=1)},
    "ended with the treatment": {"ended_at": make.ago(minutes=1)},
    "to end sooner": {"ended_at": make.ahead(days=12)},
}


@pytest.mark.parametrize("how", CHANGES)
def test_it_stays_when_the_end_is_another_meanwhile(promise, ends_soon, post, how):
    make.change(ends_soon, **CHANGES[how])
    assert delivered(post) == []
    promise.refresh_from_db()
    assert promise.dropped_at


def test_it_stays_when_the_account_is_off(ana, promise, post):
    make.change(ana.user, is_active=False)
    assert delivered(post) == []


def test_it_stays_when_the_provider_is_suspended(therapist, stranger, ends_soon, post):
    with as_role("clerk"):
        sweep()
    make.change(stranger.provider, standing=Standing.SUSPENDED)
    assert stranger.user.email not in [letter["To"] for letter in delivered(post)]


def test_it_stays_when_the_authority_has_ended(leo, mother, play_therapist, stranger, post):
    ending(leo.client, play_therapist, stranger, days=3)
    with as_role("clerk"):
        sweep()
    make.change(mother.authority, during=(make.ago(days=9), make.ago(minutes=1)))
    assert mother.user.email not in [letter["To"] for letter in delivered(post)]
