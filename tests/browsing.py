"""Browser windows that notice whatever goes wrong in them, for the journeys and the pictures."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

AXE = (Path(__file__).parent / "vendor/axe-core/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """rules => axe.run(document, {runOnly: rules}).then(found => found.violations.map(
    one => one.id + ": " + one.help + ": " + one.nodes.map(node => node.target).join(", ")))"""
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event => console.error(
    "Content policy: " + event.effectiveDirective + " refused " + event.blockedURI))"""
TOO_WIDE = """() => { const width = document.documentElement.clientWidth;
    return document.documentElement.scrollWidth <= width ? []
        : [...document.body.querySelectorAll("*")]
            .filter(one => one.getBoundingClientRect().right > width + 1)
            .map(one => one.outerHTML.slice(0, 120)).slice(-3); }"""
AS_FREE_TEXT = """field => { const free = document.createElement("textarea");
    free.name = field.name; free.id = field.id; field.replaceWith(free); }"""
# Nothing of the browser's own may reach the network, or it would look like a request of ours.
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-pings"),
]


DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True}


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """The browser program, in which any number of windows can be opened."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


class Window:
    """A window with cookies of its own. Every page that it arrives at is examined."""

    def __init__(self, browser: Browser, site: str, *, scripts: bool = True, **look):
        self.site, self.scripts = site, scripts
        self.context = browser.new_context(base_url=site, java_script_enabled=scripts, **look)
        self.context.add_init_script(TELL_VIOLATIONS)
        self.context.set_default_timeout(30_000)
        self.complaints: list[tuple[str, str]] = []
        self.refused: set[str] = set()
        self.clicks = 0
        self.page = self.context.new_page()
        self._watch()

    def _watch(self) -> None:
        def complain(text: str, where: str = "") -> None:
            self.complaints.append((text, where))

        def printed(line) -> None:
            if line.type == "error":
                complain(line.text, line.location.get("url", ""))

        def answered(response) -> None:
            if response.request.is_navigation_request() and response.status >= 400:
                self.refused.add(response.url)

        self.page.on("console", printed)
        self.page.on("pageerror", lambda error: complain(str(error)))
        self.page.on("response", answered)
        self.page.on(
            "request",
            lambda request: (
                request.url.startswith(self.site + "/") or complain("asked " + request.url)
            ),
        )

    # Going somewhere

    def open(self, path: str, status: int = 200) -> "Window":
        """Arrives at an address."""
        return self._arrive(self.page.goto(path), status)

    def press(self, button: str, status: int = 200) -> "Window":
        """Arrives where the button leads. A name that ends in "…" may go on."""
        return self._go(self.find("button", button), status)

    def follow(self, link: str, status: int = 200) -> "Window":
        """Arrives where the link leads."""
        return self._go(self.find("link", link), status)

    def find(self, role: str, name: str):
        """The one thing on the page that has this role and this name."""
        if name.endswith("…"):
            return self.page.get_by_role(role, name=re.compile("^" + re.escape(name[:-1])))
        return self.page.get_by_role(role, name=name, exact=True)

    def reload(self, status: int = 200) -> "Window":
        return self._arrive(self.page.reload(), status)

    def back(self) -> "Window":
        """Arrives where the browser's own back button leads."""
        return self._arrive(self.page.go_back(), None)

    def _go(self, target, status: int) -> "Window":
        with self.page.expect_navigation() as arrival:
            target.click()
            self.clicks += 1
        return self._arrive(arrival.value, status)

    def _arrive(self, response, status: int | None) -> "Window":
        if status is not None:
            assert response.status == status, f"{response.status} at {response.url}\n{self.text}"
        self.examine()
        return self

    # Doing something

    def fill(self, **fields: str) -> "Window":
        """Fills fields by name, as `fill(typed_name="Ana Moreno")`."""
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)
        return self

    def tick(self, **fields: str | list[str]) -> "Window":
        """Ticks boxes and radio buttons by name and value, as `tick(categories=["goals"])`."""
        for name, values in fields.items():
            for value in [values] if isinstance(values, str) else values:
                self.page.locator(f'[name={name}][value="{value}"]').check()
        return self

    def smuggle(self, **fields: str) -> "Window":
        """Fills in what the browser's own fields would not let through, as a forged form would."""
        for name, value in fields.items():
            field = self.page.locator(f"[name={name}]")
            field.evaluate(AS_FREE_TEXT)
            field.fill(value)
        return self

    # Looking

    @property
    def text(self) -> str:
        """What the page says to its reader."""
        return self.page.locator("body").inner_text()

    @property
    def title(self) -> str:
        return self.page.locator("h1").inner_text()

    def sees(self, *texts: str) -> "Window":
        said = self.text
        for text in texts:
            assert text in said, f"{text!r} is not on {self.page.url}:\n{said}"
        return self

    def sees_nothing_of(self, *texts: str) -> "Window":
        for text in texts:
            assert text not in self.page.content(), f"{text!r} is on {self.page.url}"
        return self

    def examine(self) -> None:
        """Fails when the page is not accessible, overflows, or anything complained."""
        where = f"{self.page.url} ({self.page.viewport_size['width']} px)"
        assert self.page.evaluate(TOO_WIDE) == [], f"Too wide: {where}"
        if self.scripts:
            self.page.evaluate(AXE)
            assert self.page.evaluate(RUN_AXE, RULES) == [], where
        assert self.unexpected() == [], where

    def unexpected(self) -> list[str]:
        """Complaints, without the console's line about a page that was meant to be refused."""
        return [
            f"{text} {where}"
            for text, where in self.complaints
            if not (text.startswith("Failed to load resource") and where in self.refused)
        ]

    def close(self) -> None:
        """Ends the window; what was complained of last counts, too."""
        self.context.close()
        assert self.unexpected() == []


class Windows:
    """Opens windows into a site: `window(**PHONE)`."""

    def __init__(self, browser: Browser, site: str):
        self.browser, self.site = browser, site
        self.opened: list[Window] = []

    def __call__(self, **look) -> Window:
        self.opened.append(Window(self.browser, self.site, **(DESK | look)))
        return self.opened[-1]
