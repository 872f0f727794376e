"""Take the README's pictures of the explorer, light and dark, from the built front page."""

import functools
import http.server
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

TOP = Path(__file__).resolve().parents[1]


def main() -> None:
    handler = functools.partial(
        http.server.SimpleHTTPRequestHandler, directory=TOP / "_build/html"
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for mode in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": 1440, "height": 1200}, color_scheme=mode
            )
            page.goto(f"http://127.0.0.1:{server.server_port}/book/index.html")
            explorer = page.locator(".sfp-mcmc")
            explorer.wait_for()
            page.wait_for_timeout(1500)  # the readings come a moment after the picture
            explorer.screenshot(path=TOP / f"book/_static/explorer-{mode}.png")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
