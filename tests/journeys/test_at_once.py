"""One signature sent fifty times at the same moment, over fifty connections."""

import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest

from ledger.models import Entry, Outgoing, Verb
from releases.models import SignedRecord
from tests import factories as make
from tests import people

TIMES = 50


@pytest.fixture
def request_to_ana():
    ana = people.a_client("Ana Moreno", preferred_name="Ana")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    make.treatment(ana.client, miriam.provider)
    return make.request(
        ana.client,
        proposed_by=miriam.provider,
        disclosers=[miriam.provider],
        recipients=[miriam.provider],
        asked_categories=["progress"],
    )


def ask(site, method, path, cookies, sent=None):
    """The answer over a connection of its own, not followed anywhere."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    if sent:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": site + path}
    connection.request(method, path, urlencode(sent) if sent else None, headers)
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    connection.close()
    return answer


def test_fifty_at_once_are_one_signature(accord, request_to_ana):
    release, path = request_to_ana, f"/releases/{request_to_ana.pk}/review/sign/"
    browser = make.signed_in(release.client.user)
    cookies = {one.key: one.value for one in browser.cookies.values()}
    page = ask(accord.base_url, "GET", path, cookies)
    cookies["csrf"] = re.search(r"csrf=(\w+)", page.headers["Set-Cookie"])[1]
    sent = dict(re.findall(r'name="(csrfmiddlewaretoken|shown_sha256)" value="(\w+)"', page.text))
    sent["typed_name"] = "Ana Moreno"
    ready = Barrier(TIMES)

    def press(_number):
        ready.wait()
        answer = ask(accord.base_url, "POST", path, cookies, sent)
        return answer.status, answer.headers["Location"]

    with ThreadPoolExecutor(TIMES) as people_at_once:
        answers = set(people_at_once.map(press, range(TIMES)))
    assert answers == {(302, f"/releases/{release.pk}/review/done/")}
    assert release.signatures.count() == 1
    assert SignedRecord.objects.filter(release=release).count() == 1
    lines = Entry.objects.filter(subject_id=release.pk).values_list("verb", flat=True)
    assert sorted(lines) == sorted([Verb.RELEASE_RECORDED, Verb.RELEASE_SIGNED])
    assert Outgoing.objects.filter(kind="release_receipt", subject_id=release.pk).count() == 1
