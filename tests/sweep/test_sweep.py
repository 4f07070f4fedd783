"""Every address × method × person × (what is theirs, what is another's, what does not exist)."""

import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from ledger.ids import uuid7
from tests.house.routes import routes
from tests.sweep.access import MAY_READ, OBJECTS, ROUTES, SENT, row_of
from tests.sweep.rows import Own, Row, Shut

NEVER = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
METHODS = ["GET", "HEAD", "POST", *NEVER]
LONG = pytest.mark.long
OWN_RECORD = {"ana": "ana_record", "sam": "sam_record", "mother": "leo_record"}
RANDOM = re.compile(
    r'(nonce="|nonce-|csrfmiddlewaretoken" value="|X-CSRFToken": "|X-CSRFToken&quot;: &quot;)'
    r"[\w+/=-]+"
)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
CANARY = re.compile(r"canary-([\w-]+?)-yranac")


class Visitor:
    """A browser that forgets each answer, so that one request changes nothing for the next.

    `leaks` is where words stood that this person may not read.
    """

    def __init__(self, scene, role):
        self.scene, self.role, self.browser = scene, role, scene.browser(role)
        self.leaks = []

    def ask(self, method, url, sent=""):
        cookies = self.browser.cookies.output(header="", sep=";")
        with transaction.atomic():
            response = self.browser.generic(
                method, url, sent, content_type="application/x-www-form-urlencoded"
            )
            transaction.set_rollback(True)
        self.browser.cookies = SimpleCookie(cookies)
        self._look_for_canaries(method, url, response)
        return response

    def ask_about(self, name, method, one=None):
        """Asks for a page of the table; `one` is the id in its address, or all ids in it."""
        own = OWN_RECORD.get(self.role, "ana_record")
        things = SENT.get(name, {}) if method == "POST" else {}
        sent = {
            field: self.scene.objects[own if thing == "own_record" else thing].pk
            for field, thing in things.items()
        }
        return self.ask(method, reverse(name, args=ids(one)), urlencode(sent))

    def tells_apart(self, name, method, one):
        """Whether two questions in a row show that this exists and something random does not.

        For answers that differed before: half a minute after the last sign of life they begin
        to renew the session's cookie, and that moment may have lain between the two.
        """
        there, nowhere = (
            told(self.ask_about(name, method, key)) for key in (one, random_like(one))
        )
        return there != nowhere

    def _look_for_canaries(self, method, url, response):
        # A file is no text: what it says is asked for elsewhere, here it is who gets it.
        text = f"{response.getvalue().decode(errors='replace')} {response.headers}"
        allowed = MAY_READ.get(self.role, set())
        for found in set(CANARY.findall(text)):
            if found not in allowed and found.split("-")[0] not in allowed:
                self.leaks.append((method, url, found))


def ids(one):
    return [*one] if isinstance(one, tuple) else [one] if one else []


def random_like(one):
    return tuple(uuid7() for _id in one) if isinstance(one, tuple) else uuid7()


@pytest.fixture
def visitor(scene, role):
    return Visitor(scene, role)


def outcome(response):
    """What became of the request, in the words of the table."""
    if response.status_code in (301, 302):
        if "/login/" in response.url:
            return "sign in"
        return "second factor" if "/accounts/2fa/" in response.url else "in"
    words = {200: "in", 404: "nothing", 405: "no such method"}
    return words.get(response.status_code, str(response.status_code))


def expected(role, row, method, lets_in):
    if role == "anonymous":
        return "sign in"
    if role == "without_factor":
        return "second factor"
    if method not in row.methods:
        return "no such method"
    return "in" if lets_in else "nothing"


def told(response):
    """All that somebody could compare, without what is random in each answer.

    A redirect to the sign-in page says where one wanted to go. The session's cookie comes anew
    once a minute, whatever was asked.
    """
    headers = {name: RANDOM.sub(r"\1", value) for name, value in response.headers.items()}
    if "Location" in headers:
        headers["Location"] = UUID.sub("…", headers["Location"])
    body = RANDOM.sub(r"\1", response.getvalue().decode(errors="replace"))
    cookies = sorted({*response.cookies} - {settings.SESSION_COOKIE_NAME})
    return response.status_code, headers, cookies, body


def rows(with_object):
    return [
        (name, row)
        for name, row in ROUTES.items()
        if isinstance(row, Row) and bool(row.kind) is with_object
    ]


@pytest.mark.parametrize("methods", [METHODS[:4], pytest.param(METHODS[4:], marks=LONG)])
def test_pages_let_in_whom_the_table_says(visitor, role, methods):
    wrong = {}
    for name, row in rows(with_object=False):
        for method in methods:
            got = outcome(visitor.ask_about(name, method))
            if got != expected(role, row, method, row.lets_in(role)):
                wrong[name, method] = got
    assert wrong == {}
    assert visitor.leaks == []


@pytest.mark.parametrize(
    "methods",
    [["GET"], pytest.param(["POST"], marks=LONG), pytest.param(["HEAD", "PUT"], marks=LONG)],
)
def test_objects_are_shown_to_whom_the_table_says_and_to_others_are_not_there(
    visitor, role, methods
):
    """Not there means: byte for byte the answer for what does not exist, headers included."""
    wrong, different = {}, []
    for name, row in rows(with_object=True):
        for method in methods:
            like = visitor.scene.objects[OBJECTS[row.kind][0]].pk
            nowhere = told(visitor.ask_about(name, method, random_like(like)))
            for one in objects(row, method):
                key = visitor.scene.objects[one].pk
                response = visitor.ask_about(name, method, key)
                want = expected(role, row, method, row.lets_in(role, one))
                if outcome(response) != want:
                    wrong[name, one, method] = outcome(response)
                differs = want != "in" and told(response) != nowhere
                if differs and visitor.tells_apart(name, method, key):
                    different.append((name, one, method))
    assert wrong == {}
    assert different == []
    assert visitor.leaks == []


def objects(row, method):
    """All of its kind; one is enough for a method that says no before it looks, and for HEAD."""
    everything = method in row.methods and method != "HEAD"
    return OBJECTS[row.kind] if everything else OBJECTS[row.kind][:1]


def test_account_pages_and_the_admin_tell_nothing_about_anybody(visitor, role):
    inside = []
    for name, route in routes().items():
        row = row_of(name)
        url = None if isinstance(row, Row) else address(name, route)
        for method in methods_for(row) if url else []:
            got = outcome(visitor.ask(method, url))
            for_nobody = isinstance(row, Shut) or (isinstance(row, Own) and role == "anonymous")
            if got == "in" and for_nobody:
                inside.append((name, method))
    assert inside == []
    assert visitor.leaks == []


def methods_for(row):
    """The Django admin asks who it is before it looks at the method."""
    return ["GET"] if isinstance(row, Shut) else ["GET", "POST"]


def address(name, route):
    """Where it is; None for what only catches the rest."""
    known = {"app_label": "account"} if name == "admin:app_list" else {}
    try:
        return reverse(name, kwargs=known or dict.fromkeys(route.parameters, 1))
    except NoReverseMatch:
        return None


def test_nobody_acts_for_somebody_else_by_saying_so(visitor, role):
    for record in ("ana_record", "sam_record", "leo_record"):
        sent = urlencode({"client": visitor.scene.objects[record].pk})
        for name in ("act_for", "stop_all_sharing"):
            got = outcome(visitor.ask("POST", reverse(name), sent))
            want = expected(role, ROUTES[name], "POST", OWN_RECORD.get(role) == record)
            assert got == want, (name, record)
