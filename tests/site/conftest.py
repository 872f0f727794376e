"""The built site, a server for it, and a browser that notes what goes wrong on a page."""

import functools
import http.server
import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from built_site import HEIGHT, SITE
from widget_page import BUNDLES, WAIT

KEPT_OPEN = 16  # pages: forty in four modes would fill the memory


def pytest_collection_modifyitems(items):
    """Under xdist's loadgroup all tests of one page go to one worker, which opens it once."""
    for item in items:
        if Path(item.fspath).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.site)
            parameters = getattr(item, "callspec", None)
            page = parameters and parameters.params.get("path")
            item.add_marker(pytest.mark.xdist_group(page or item.module.__name__))


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    if not (SITE / "search.html").exists():
        pytest.fail(f"no site in {SITE}: run `make site`")
    return SITE


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def served(folder):
    """The address, with a slash at its end, at which a folder is served meanwhile."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


@pytest.fixture(scope="session")
def address(site):
    """The address, with a slash at its end, at which the site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium: the system's, or else Playwright's own."""
    playwright_api = pytest.importorskip("playwright.sync_api")
    system = "/usr/bin/chromium"
    with playwright_api.sync_playwright() as playwright:
        path = system if Path(system).exists() else None
        try:
            chromium = playwright.chromium.launch(executable_path=path)
        except playwright_api.Error as error:
            reason = f"no Chromium to test the site in: {error}".splitlines()[0]
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(f"{reason} (`playwright install chromium` brings one)")
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page in the browser, and what went wrong while it loaded."""

    page: object
    problems: list[str] = field(default_factory=list)


def watch(page, address) -> Visit:
    """Note every request to another host, every failed one, and every error in the console."""
    visit = Visit(page)
    own = (address, "data:", "blob:")

    def note(problem):
        visit.problems.append(problem)

    page.on(
        "request", lambda r: r.url.startswith(own) or note(f"outside request: {r.url}")
    )
    page.on("requestfailed", lambda r: note(f"failed request: {r.url} ({r.failure})"))
    page.on("response", lambda r: r.status < 400 or note(f"status {r.status}: {r.url}"))
    page.on("console", lambda m: m.type == "error" and note(f"console: {m.text}"))
    page.on("pageerror", lambda error: note(f"uncaught: {error}"))
    return visit


def settle(page):
    """Scroll through the page, so that all its widgets load, and come back to its top."""
    page.evaluate(
        """async () => {
          for (let y = 0; y < document.body.scrollHeight; y += 700) {
            scrollTo(0, y);
            await new Promise((done) => setTimeout(done, 20));
          }
        }"""
    )
    for view in page.locator(".widget-view").all():
        # A busy browser may have scrolled past a section before it laid it out. Where its
        # widget is then was measured in a section of another height: look until it is there.
        page.wait_for_function(
            "(v) => v.childElementCount || void v.scrollIntoView({ block: 'center' })",
            arg=view.element_handle(),
            polling=100,
        )
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")


@pytest.fixture(scope="session")
def contexts(browser):
    """One browser context for each colour scheme and width, made when first asked for."""

    @functools.cache
    def context(scheme, width):
        made = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": HEIGHT},
            reduced_motion="reduce",
        )
        made.set_default_timeout(30_000)  # for a machine that is busy with other work
        return made

    return context


@pytest.fixture(scope="session")
def visit(contexts, address):
    """``visit(path, scheme, width)``: the page, kept open for the tests that only look."""
    opened = {}

    def open_page(path, scheme="light", width=1280) -> Visit:
        key = path, scheme, width
        if key not in opened:
            if len(opened) == KEPT_OPEN:
                opened.pop(next(iter(opened))).page.close()
            opened[key] = seen = watch(contexts(scheme, width).new_page(), address)
            seen.page.goto(address + path)
            settle(seen.page)
        return opened[key]

    return open_page


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A folder and the address at which it is served."""
    folder = tmp_path_factory.mktemp("widgets")
    for path in BUNDLES.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    with served(folder) as address:
        yield folder, address


@pytest.fixture
def open_page(browser, server):
    """``open_page(html, query, allowed, **context)``: the page, watched until the test ends for
    errors, except those that hold one of the ``allowed`` words."""
    folder, address = server
    contexts, problems = [], []

    def open_it(html, query="", allowed=(), **settings):
        (folder / "index.html").write_text(html)
        settings = {
            "viewport": {"width": 1000, "height": 1000},
            "reduced_motion": "reduce",
        } | settings
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.set_default_timeout(WAIT)

        def note(text):
            if not any(words in text for words in allowed):
                problems.append(text)

        page.on("console", lambda m: m.type in ("error", "warning") and note(m.text))
        page.on("pageerror", lambda error: note(str(error)))
        page.on("response", lambda r: r.status < 400 or note(f"{r.status}: {r.url}"))
        page.goto(address + query)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert problems == []
