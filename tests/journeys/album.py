"""An album of screens: each at two widths and in two schemes, with a page that shows them all."""

from html import escape
from pathlib import Path

from playwright.sync_api import Browser

from accounts.models import User
from tests.browsing import DESK, Window
from tests.journeys.doors import enter

WIDTHS = {"1280": (1280, 800), "375": (375, 812)}
SCHEMES = ("light", "dark")
HEAD = """<!DOCTYPE html><meta charset="utf-8"><title>Screens</title><style>
body { font: 15px system-ui; margin: 1rem } h2 { margin: 2rem 0 .5rem; font-size: 1rem }
div { display: flex; gap: 1rem; align-items: start } a[href*="-1280-"] img { width: 640px }
a[href*="-375-"] img { width: 188px } img { border: 1px solid #888 } </style>
"""


class Album:
    """The pictures taken so far, in order, and what was wrong on the screens."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.names: list[str] = []
        self.troubles: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()

    def take(self, name: str, window: "Sitter") -> "Sitter":
        """Pictures of what the window shows, examined in each of its looks."""
        self.names.append(name)
        for scheme in SCHEMES:
            for width, (across, down) in WIDTHS.items():
                window.page.emulate_media(color_scheme=scheme)
                window.page.set_viewport_size({"width": across, "height": down})
                if (width, scheme) != ("1280", "light"):  # examined when it was arrived at
                    window.examine()
                window.page.screenshot(path=self.path(name, width, scheme), full_page=True)
        window.page.emulate_media(color_scheme="light")
        window.page.set_viewport_size({"width": 1280, "height": 800})
        return window

    def path(self, name: str, width: str, scheme: str) -> Path:
        return self.folder / f"{name}-{width}-{scheme}.png"

    def bind(self) -> Path:
        """The page that shows all pictures, written."""
        page = self.folder / "index.html"
        page.write_text(HEAD + "".join(map(self._row, self.names)))
        return page

    def _row(self, name: str) -> str:
        files = [self.path(name, width, scheme).name for scheme in SCHEMES for width in WIDTHS]
        links = "".join(f'<a href="{one}"><img src="{one}" alt="{one}"></a>' for one in files)
        return f'<h2 id="{name}">{escape(name)}</h2><div>{links}</div>\n'


class Sitter(Window):
    """A window that goes on when something is wrong with a page, and has it remembered."""

    album: Album

    def examine(self) -> None:
        try:
            super().examine()
        except AssertionError as trouble:
            self.album.troubles.append(str(trouble).splitlines()[0])
            self.complaints.clear()


class Sitters:
    """Opens windows for the album, for nobody or for somebody."""

    def __init__(self, browser: Browser, site: str, album: Album):
        self.browser, self.site, self.album = browser, site, album
        self.opened: list[Sitter] = []

    def __call__(self, who: User | str | None = None) -> Sitter:
        sitter = Sitter(self.browser, self.site, **DESK)
        sitter.album = self.album
        self.opened.append(sitter)
        if isinstance(who, str):
            who = User.objects.get(email=f"{who}@demo.example")
        return enter(sitter, who) if who else sitter
