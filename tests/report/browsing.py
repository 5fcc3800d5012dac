"""Pages in a real browser: what the browser says, asks for, and finds in the way of anybody.

Whoever imports this skips without Playwright and axe; `CHROMIUM` is None where there is no Chromium.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from autograder.results import LANGS, Lang

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install -e '.[dev]'")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed; ci/browser.sh installs it")


@dataclass
class Visit:
    """An open page, and what the browser said and asked for."""

    page: Any
    address: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note what the browser says and asks for from now on."""
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def choose(self, lang: Lang) -> None:
        self.page.locator(f"label[for=show-{lang}]").click()

    def unfold(self, lang: Lang) -> None:
        """Open everything that is folded."""
        for one in self.page.locator(f".in-{lang} details").all():
            one.evaluate("one => one.open = true")

    def obstacles(self) -> list[tuple[str, ...]]:
        """What is seriously in the way of somebody, in both languages and both themes."""
        told = []
        for lang in LANGS:
            self.choose(lang)
            self.unfold(lang)
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme)
                found = axe.Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
                serious = [one for one in found if one["impact"] in {"serious", "critical"}]
                told += [(lang, scheme, one["id"], one["nodes"][0]["failureSummary"]) for one in serious]
        return told


@contextmanager
def visits(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Opens pages, each in a context of its own, and closes them all at the end."""
    opened = []

    def open_page(place: Path, *, width: int = 1280, **options: Any) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        opened.append(context)
        seen = Visit(context.new_page(), place.as_uri())
        seen.listen()
        seen.page.goto(seen.address)
        return seen

    yield open_page
    for context in opened:
        context.close()


@contextmanager
def opened_browser() -> Iterator[Any]:
    """Chromium; it refuses to run as root with its sandbox."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()
