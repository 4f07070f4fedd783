"""What Robin answers changes nothing that Sam can read, up to the number of signatures.

Every page of Sam's, byte for byte, and every row and column that the database gives to Sam, before
Robin's deed and after it.
"""

import re

import pytest
from django.urls import reverse

from accounts.guarded import guarded_tables
from tests import factories as make
from tests.attempts import run
from tests.pages.reading import same
from tests.people import a_provider
from tests.together import asked_together, choose, decline, sign, stop

COUNT = re.compile(r"\d of 2 signed")
LISTS = [
    "client_home", "access_history", "client_notes", "limit_list", "limit_new",
    "stop_all_sharing", "share_with",
]  # fmt: skip
OF_A_RELEASE = [
    "review", "review_what", "review_why", "review_when", "review_check", "review_sign",
    "review_done", "review_no", "review_less", "change_sharing", "renew_sharing", "stop_sharing",
    "release_receipt", "signed_copy",
]  # fmt: skip
COLUMNS = """select table_name, string_agg(quote_ident(column_name), ', ' order by column_name)
  from information_schema.column_privileges
 where grantee = 'web' and privilege_type = 'SELECT' group by table_name"""
# The consent of a note about both is the consent of both: it cannot but tell of the other.
BOTH = {("coordination_share", "consent")}


@pytest.fixture
def pair(sam, robin, couple, couples_counsellor):
    """Both asked at once; a note about both, and one about Sam alone, for the same person."""
    other = a_provider("Julian Okafor", "psychiatrist", "MD")
    asked = asked_together(couples_counsellor, other, sam, robin)
    asker = couples_counsellor.provider
    for clients in ([sam.client, robin.client], [sam.client]):
        make.share(make.item(asker, *clients, categories=["goals"]), other.provider)
    return asked


@pytest.fixture(params=["asked", "signed"])
def sams(request, pair, sam):
    """Sam's own: not answered yet, or signed."""
    if request.param == "signed":
        sign(sam, pair[0])
        sam.http.get(reverse("signed_copy", args=[pair[0].pk]))
    return pair[0]


def nothing(robin, asked):
    pass


def keeps_it_for_later(robin, asked):
    choose(robin, asked, ["goals"])


def says_no(robin, asked):
    decline(robin, asked)


def lets_it_run_out(robin, asked):
    make.change(asked, answer_by=make.ago(seconds=1))


def signs_and_stops(robin, asked):
    sign(robin, asked)
    stop(robin, asked)


def signs_less(robin, asked):
    sign(robin, asked, ["family_themes"])


def signs_and_keeps_it_back(robin, asked):
    sign(robin, asked)
    recipient = asked.parties.get(side="recipient").provider
    make.restriction(robin.client, provider=recipient)


DEEDS = [
    nothing, keeps_it_for_later, says_no, lets_it_run_out, signs_and_stops, signs_less,
    signs_and_keeps_it_back,
]  # fmt: skip


def addresses(sam, release):
    yield from (reverse(name) for name in LISTS)
    yield from (reverse(name, args=[release.pk]) for name in OF_A_RELEASE)
    for (share,) in run("select id from coordination_share where %s = any (subjects)", sam.pk):
        yield reverse("client_note", args=[share])
        yield reverse("client_note_limit", args=[share])


def pages(person, release):
    """Every page that there is for Sam, as it can be compared; of a file, its bytes."""
    answers = {one: person.http.get(one) for one in addresses(person.client, release)}
    return {
        one: (answer.headers.get("Location"), bytes(answer.content))
        if answer.headers["Content-Type"] == "application/pdf"
        else (answer.headers.get("Location"), *same(answer))
        for one, answer in answers.items()
    }


def masked(shown):
    return {
        one: [COUNT.sub("# of 2 signed", str(part)) for part in page] for one, page in shown.items()
    }


def rows(as_web, person):
    """All that row security gives to Sam, of every guarded table."""
    columns = dict(run(COLUMNS))
    with as_web(person.user):
        return {
            table: sorted(
                run(f"select {shown_columns(table, columns[table])} from {table}"), key=str
            )
            for table in guarded_tables()
            if table in columns and not table.startswith(("accounts_", "account_", "mfa_", "user"))
        }


def shown_columns(table, columns):
    hidden = {column for one, column in BOTH if one == table}
    return ", ".join(one for one in columns.split(", ") if one not in hidden)


@pytest.mark.parametrize("deed", DEEDS)
def test_no_page_of_sams_changes_but_for_the_count(deed, sams, pair, sam, robin):
    before = pages(sam, sams)
    deed(robin, pair[1])
    assert masked(pages(sam, sams)) == masked(before)


@pytest.mark.parametrize("deed", DEEDS)
def test_no_row_of_sams_changes(deed, sams, pair, sam, robin, as_web):
    before = rows(as_web, sam)
    deed(robin, pair[1])
    assert rows(as_web, sam) == before


def test_the_comparison_would_notice(pair, sam, robin, as_web):
    before, found = pages(sam, pair[0]), rows(as_web, sam)
    sign(sam, pair[0])
    after = masked(pages(sam, pair[0]))
    changed = {one for one in after if after[one] != masked(before)[one]}
    assert reverse("client_home") in changed
    assert reverse("access_history") in changed
    assert rows(as_web, sam) != found


@pytest.mark.parametrize("deed", [nothing, keeps_it_for_later, says_no, lets_it_run_out])
def test_without_a_signature_the_count_is_the_same_too(deed, sams, pair, sam, robin):
    before = pages(sam, sams)
    deed(robin, pair[1])
    assert pages(sam, sams) == before
