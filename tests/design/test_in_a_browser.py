"""What only a browser can tell: measured on the gallery, page by page and scheme by scheme."""

from contextlib import contextmanager

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import sync_playwright

from tests import factories as make

pytestmark = pytest.mark.browser

AXE = django_settings.BASE_DIR / "tests/vendor/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """rules => axe.run(document, {runOnly: rules}).then(found =>
    found.violations.map(v => v.id + ": " + v.nodes.map(node => node.target).join(", ")))"""
TEXTS_OUTSIDE_THEIR_CARD = """() => [...document.querySelectorAll("svg g")].flatMap(group => {
    const card = group.querySelector("rect").getBBox();
    return [...group.querySelectorAll("text")]
        .filter(text => text.getBBox().x + text.getBBox().width > card.x + card.width - 4)
        .map(text => text.textContent);
})"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
    ".btn, .btn-link, .nav a, .menu > summary, .brand, select, .choice, .field > input")]
    .map(target => [target.getBoundingClientRect().height, target.outerHTML.slice(0, 80)])
    .filter(([height]) => height > 0 && height < 43.5)"""


@contextmanager
def browsing(chromium_path, **look):
    """A page in a fresh browser, and everything that went wrong on it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        page = browser.new_context(**look).new_page()
        page.complaints = []
        page.on("console", lambda line: page.complaints.append(line.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        yield page
        browser.close()


@pytest.fixture
def site(live_server, settings):
    settings.DEBUG = True
    return live_server.url


@pytest.mark.parametrize(
    ("layout", "look"),
    [
        ("client", {"color_scheme": "light"}),
        ("staff", {"color_scheme": "dark"}),
        pytest.param("public", {"color_scheme": "light"}, marks=pytest.mark.long),
        pytest.param("client", {"color_scheme": "dark"}, marks=pytest.mark.long),
        pytest.param("client", {"forced_colors": "active"}, marks=pytest.mark.long),
        pytest.param("staff", {"color_scheme": "light"}, marks=pytest.mark.long),
    ],
    ids=lambda part: part if isinstance(part, str) else "-".join(part.values()),
)
def test_the_gallery_is_accessible_and_fits_every_screen(site, chromium_path, layout, look):
    with browsing(chromium_path, **look) as page:
        elsewhere = []
        page.on("request", lambda r: r.url.startswith(site) or elsewhere.append(r.url))
        for width in (1280, 375, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{site}/gallery/?page=2&layout={layout}")
            page.evaluate(AXE.read_text())
            assert page.evaluate(RUN_AXE, RULES) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.complaints == []
        assert elsewhere == []


def test_no_text_runs_out_of_its_card_on_the_map(site, chromium_path):
    with browsing(chromium_path, viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"{site}/gallery/")
        assert page.locator("svg g text").count() > 50
        assert page.evaluate(TEXTS_OUTSIDE_THEIR_CARD) == []


def test_what_a_thumb_must_hit_is_large_enough(site, chromium_path):
    with browsing(chromium_path, viewport={"width": 375, "height": 900}) as page:
        page.goto(f"{site}/gallery/")
        assert page.evaluate(SMALL_TARGETS) == []


def test_text_spacing_of_the_reader_breaks_nothing(site, chromium_path):
    with browsing(chromium_path, viewport={"width": 375, "height": 900}) as page:
        page.goto(f"{site}/gallery/")
        page.evaluate("""() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`* {
            line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important }`);
            document.adoptedStyleSheets = [sheet]; }""")
        assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_an_error_takes_the_focus(site, chromium_path):
    with browsing(chromium_path) as page:
        page.goto(f"{site}/gallery/")
        assert page.evaluate("document.activeElement.className") == "error-summary"


@pytest.fixture
def ana_at_help(site):
    """A client's session, as cookies for a browser."""
    http = make.signed_in(make.user("Ana Moreno"))
    return [{"name": c.key, "value": c.value, "url": site} for c in http.cookies.values()]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_quick_exit_leaves_nothing_to_come_back_to(site, chromium_path, ana_at_help, scripts):
    with browsing(chromium_path, java_script_enabled=scripts) as page:
        page.context.add_cookies(ana_at_help)
        page.goto(f"{site}/help/")
        page.get_by_role("button", name="Quick exit").click()
        page.wait_for_url("**/exit/")
        assert "Accord" not in page.content()
        page.goto(f"{site}/help/")
        assert not page.get_by_role("button", name="Quick exit").count()


def test_escape_pressed_twice_is_a_quick_exit(site, chromium_path, ana_at_help):
    with browsing(chromium_path) as page:
        page.context.add_cookies(ana_at_help)
        page.goto(f"{site}/help/")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.wait_for_url("**/exit/")
        page.goto(f"{site}/help/")
        assert not page.get_by_role("button", name="Quick exit").count()


VIRTUAL_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def nova(site):
    """New on the staff: an account, and no second factor yet."""
    return make.user("Nova Reyes", kind="staff")


def with_virtual_key(page):
    """The page's browser, with a key plugged in that says yes to everything."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_KEY})


def sign_in_by_password(page, site, person):
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(make.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_added_and_opens_the_door_under_our_policy(site, chromium_path, nova):
    with browsing(chromium_path) as page:
        with_virtual_key(page)
        sign_in_by_password(page, site, nova)
        page.goto(f"{site}/accounts/2fa/webauthn/add/")
        page.get_by_label("Let me sign in with this key alone").check()
        page.get_by_role("button", name="Add the key").click()
        page.wait_for_url(lambda url: "add" not in url)
        page.context.clear_cookies()
        page.goto(f"{site}/accounts/login/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(lambda url: "login" not in url)
        page.goto(f"{site}/accounts/2fa/webauthn/")
        assert page.get_by_role("link", name="Rename").count() == 1
        assert [line for line in page.complaints if "404" not in line] == []


def test_a_passkey_that_is_not_given_is_explained(site, chromium_path):
    with browsing(chromium_path) as page:
        page.goto(f"{site}/accounts/login/")
        page.evaluate("() => { navigator.credentials.get = async () => { throw Error() } }")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_text("Try again, or use another way.").wait_for()
