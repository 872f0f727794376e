"""Pages with widgets for the browser tests: static ones, and ones whose model stands for Python.

The fixtures that serve and open them are in conftest.py.
"""

import json
from urllib.parse import parse_qs

from built_site import ROOT
from ipywidgets.embed import dependency_state

BUNDLES = ROOT / "coursekit" / "widgets" / "bundle"
VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
REPORTED = 250  # milliseconds after which a change is in the address or known to Python
WAIT = 20_000  # milliseconds; only a broken page ever waits as long

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Widgets</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ max-width: 760px; margin: auto; padding: 0 12px; background: #fff; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #14181e; color: #e6edf3; }} }}</style>
<script src="host.js" defer></script></head>
<body><main><h1>Widgets</h1>{body}</main></body></html>
"""

# A model that keeps state, tells its listeners, and shows the widget: no kernel needed.
KERNEL = """<script type="module">
  import widget from "./%s.js";
  const listeners = {};
  const state = %s;
  for (const [key, value] of Object.entries(state))
    if (value && value.bytes) value.data = new DataView(Uint8Array.from(value.bytes).buffer);
  window.model = {
    state,
    get(key) { return this.state[key]; },
    set(key, value) {
      Object.assign(this.state, typeof key === "object" ? key : { [key]: value });
    },
    save_changes() {},
    on(name, listener) { (listeners[name] ??= []).push(listener); },
    off() {},
    fromPython(changes) {
      for (const value of Object.values(changes))
        if (value && value.bytes) value.data = new DataView(Uint8Array.from(value.bytes).buffer);
      Object.assign(this.state, changes);
      for (const name of [...Object.keys(changes).map((key) => `change:${key}`), "change"])
        for (const listener of listeners[name] ?? []) listener();
    },
    toPython() {
      const plain = (key, value) => value instanceof DataView
        ? [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] : value;
      return JSON.parse(JSON.stringify(this.state, plain));
    },
  };
  const el = document.querySelector("main");
  document.head.append(Object.assign(document.createElement("link"),
    { rel: "stylesheet", href: "%s.css" }));
  window.endView = await widget.render({ model, el });
</script>"""


def script(kind, content) -> str:
    """A script element that holds JSON, as the book's builder writes it."""
    text = json.dumps(content).replace("</", "<\\/")
    return f'<script type="{kind}">{text}</script>'


def static_page(widgets, between="") -> str:
    """A page of the book that shows these widgets: no kernel."""
    views = [script(VIEW, {"model_id": widget.model_id}) for widget in widgets]
    state = {
        "version_major": 2,
        "state": dependency_state(widgets, drop_defaults=False),
    }
    return PAGE.format(body=between.join(views) + script(STATE, state))


def to_json(state) -> dict:
    """Traits as they travel: bytes in a dict become a list of numbers under "bytes"."""

    def plain(value):
        if isinstance(value, dict) and isinstance(value.get("data"), bytes):
            return {**value, "data": None, "bytes": list(value["data"])}
        return value

    return {key: plain(value) for key, value in state.items()}


def from_json(state) -> dict:
    """The reverse, for what the page tells Python."""

    def whole(value):
        if isinstance(value, dict) and isinstance(value.get("data"), list):
            kept = {k: v for k, v in value.items() if k != "bytes"}
            return {**kept, "data": memoryview(bytes(value["data"]))}
        return value

    return {key: whole(value) for key, value in state.items() if value is not None}


class WithPython:
    """A widget in Python and a page whose model carries its state."""

    def __init__(self, widget, bundle, open_page):
        self.widget = widget
        own = [name for name in widget.keys if not name.startswith("_") or name in
               ("_fit", "_spins", "_trace", "_walk")]  # fmt: skip
        own = [name for name in own if name not in ("layout", "tabbable", "tooltip")]
        self.state = own
        body = KERNEL % (bundle, json.dumps(to_json(widget.get_state(own))), bundle)
        self.page = open_page(PAGE.format(body=body))
        self.page.wait_for_function("'endView' in window")

    def tell(self, **changes):
        """Set traits as a user would, and pass on what a kernel would send."""
        before = self.widget.get_state(self.state)
        for key, value in changes.items():
            setattr(self.widget, key, value)
        after = self.widget.get_state(self.state)
        changed = {key: after[key] for key in after if after[key] != before[key]}
        self.page.evaluate("(it) => model.fromPython(it)", to_json(changed))
        self.page.wait_for_timeout(50)

    def hear(self):
        """Bring what the page reports to the Python side."""
        reported(self.page)
        self.widget.set_state(from_json(self.page.evaluate("model.toPython()")))
        return self.widget


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def reported(page):
    """Wait by the page's own clock: if a busy machine holds up the report, then this too."""
    page.evaluate("(time) => new Promise((done) => setTimeout(done, time))", REPORTED)


def reload(page):
    """Load the page again, once its address has caught up."""
    reported(page)
    page.reload()


def address_of(page) -> dict[str, str]:
    """The settings in the page's address, once it has caught up."""
    reported(page)
    query = page.evaluate("location.search.slice(1)")
    return {key: value[0] for key, value in parse_qs(query).items()}


def note_of(page) -> str:
    return page.locator(".sfp-note").first.inner_text()


def tab_through(page, last) -> list[str]:
    """The names of what Tab reaches, up to the one called ``last``."""
    names = []
    for _ in range(80):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate(
                """() => {
                  const { ariaLabel, labels, textContent } = document.activeElement;
                  return ariaLabel || labels?.[0]?.textContent || textContent;
                }"""
            ).strip()
        )
        if names[-1] == last:
            return names
    raise AssertionError(f"Tab never reached {last!r}: {names}")


def small_targets(page) -> list[str]:
    """Controls that are too small for a finger, or stick out of the window."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.sfp :is(button, input, select, summary)')]
          .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
          .filter(([, box]) => box.width > 0)
          .filter(([, b]) => Math.min(b.width, b.height) < 43.9
            || b.left < 0 || b.right > innerWidth)
          .map(([html, b]) => `${html} ${b.width} x ${b.height}, ${b.left} to ${b.right}`)"""
    )
