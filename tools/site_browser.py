"""The built site in a headless Chromium, for the tools that print or picture it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

TOP = Path(__file__).resolve().parents[1]
SITE = TOP / "_build" / "html"
CHROMIUM = Path("/usr/bin/chromium")  # or else Playwright's own


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def browser_on(site: Path) -> Iterator[tuple[Browser, str]]:
    """A browser, and the address, with a slash at its end, at which the site is served."""
    handler = functools.partial(Quiet, directory=str(site))
    path = str(CHROMIUM) if CHROMIUM.exists() else None
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        yield browser, f"http://127.0.0.1:{server.server_port}/"
        browser.close()
        server.shutdown()
