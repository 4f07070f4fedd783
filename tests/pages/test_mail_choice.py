"""Whether mail may come is everybody's own choice."""

import pytest

from ledger.models import Entry, Verb

PAGE = "/accounts/mail/"


@pytest.mark.parametrize("whose", ["ana", "mother", "therapist", "directory_admin"])
def test_everybody_chooses_for_themselves(request, whose, psychiatrist):
    person = request.getfixturevalue(whose)
    assert b"We no longer mail you" in person.http.post(PAGE, {"mail": "no"}, follow=True).content
    person.user.refresh_from_db()
    psychiatrist.user.refresh_from_db()
    assert (person.user.no_mail, psychiatrist.user.no_mail) == (True, False)
    person.http.post(PAGE, {"mail": "yes"})
    person.user.refresh_from_db()
    assert not person.user.no_mail


def test_a_choice_leaves_a_line_and_the_same_one_again_none(ana):
    for _time in range(2):
        ana.http.post(PAGE, {"mail": "no"})
    [line] = Entry.objects.filter(verb=Verb.MAIL_CHOSEN)
    assert (line.actor, line.client, line.detail) == (ana.user.pk, None, {"no_mail": True})


def test_no_choice_is_an_error_in_words(ana):
    assert b"Choose whether we may write to you" in ana.http.post(PAGE, {}).content
