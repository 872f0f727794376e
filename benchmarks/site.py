"""Measure the built site: Lighthouse scores, page weight, time until the widget is ready.

    make site
    npm ci --prefix benchmarks --ignore-scripts
    python benchmarks/site.py [PAGE ...]

The site is served gzip-compressed, as GitHub Pages does. Lighthouse runs once as a desktop
and five times as a phone, whose performance score is the median: on identical files it
swings by 15 points. Quit other work first; the scores measure the machine too.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SITE = Path(os.environ.get("COURSE_SITE", ROOT / "_build" / "html"))
LIGHTHOUSE = ROOT / "benchmarks" / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = [
    "book/index.html",
    "book/mcmc/04-metropolis-hastings.html",
    "book/notation.html",
]
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
COMPRESSED = {".html", ".css", ".js", ".svg", ".json"}
REPEATS = 5

# Notes the time, in ms after navigation, at which the first widget shows something.
WATCH_FOR_WIDGET = """
  new MutationObserver(() => {
    if (!window.widgetReady && document.querySelector('.widget-view > *'))
      window.widgetReady = performance.now();
  }).observe(document, {childList: true, subtree: true});
"""


class GzipHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files gzip-compressed where a web host would."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        file = SITE / unquote(urlsplit(self.path).path).lstrip("/")
        if not file.is_file() or file.suffix not in COMPRESSED:
            return super().do_GET()
        body = gzip_of(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@functools.cache
def gzip_of(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6)


@contextmanager
def served():
    """The address of the site while it is served."""
    handler = functools.partial(GzipHandler, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def lighthouse(address: str, chromium: str, *, desktop: bool) -> dict:
    """Lighthouse's report on one page."""
    command = ["node", LIGHTHOUSE, address, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox"]
    command += ["--preset=desktop"] if desktop else []
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment
    )
    return json.loads(done.stdout)


def scores(report: dict) -> list[int]:
    """The report's score in each of `CATEGORIES`, 0 to 100."""
    return [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]


def weight(report: dict) -> float:
    """What the page loads, in kB, as transferred."""
    requests = report["audits"]["network-requests"]["details"]["items"]
    return sum(request["transferSize"] for request in requests) / 1000


def complaints(report: dict) -> list[str]:
    """The audits outside performance that are not passed."""
    return sorted(
        entry["id"]
        for name in CATEGORIES[1:]
        for entry in report["categories"][name]["auditRefs"]
        if report["audits"][entry["id"]]["score"] not in (None, 1)
    )


def widget_ready(address: str, chromium: str) -> float | None:
    """Median ms from navigation until the page's first widget is drawn; None without a widget."""
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for _ in range(REPEATS):
            page = browser.new_page(viewport={"width": 1280, "height": 3000})
            page.add_init_script(WATCH_FOR_WIDGET)
            page.goto(address)
            if not page.locator(".widget-view").count():
                return None
            times.append(page.wait_for_function("window.widgetReady").json_value())
            page.close()
    return statistics.median(times)


def measure(address: str, chromium: str) -> str:
    """One row of the table."""
    desktop = lighthouse(address, chromium, desktop=True)
    phones = [lighthouse(address, chromium, desktop=False) for _ in range(REPEATS)]
    phone = statistics.median(scores(report)[0] for report in phones)
    ready = widget_ready(address, chromium)
    cells = [*scores(desktop), phone, f"{weight(desktop):.0f} kB"]
    cells += [
        f"{ready:.0f} ms" if ready else "–",
        ", ".join(complaints(desktop)) or "–",
    ]
    return " | ".join(str(cell) for cell in cells)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "pages", nargs="*", default=PAGES, help="relative to the site's root"
    )
    pages = parser.parse_args().pages
    if not LIGHTHOUSE.exists():
        parser.error("install Lighthouse: npm ci --prefix benchmarks --ignore-scripts")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        parser.error("no chromium or google-chrome on PATH")
    header = ["page", *CATEGORIES, "phone", "weight", "widget ready", "not passed"]
    print("| " + " | ".join(header) + " |\n" + "|---" * len(header) + "|")
    with served() as address:
        for page in pages:
            print(f"| {page} | {measure(address + page, chromium)} |", flush=True)


if __name__ == "__main__":
    main()
