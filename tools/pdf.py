"""Print the built site, page after page in the order of _toc.yml, into one PDF.

    python tools/pdf.py [OUT] [PAGE ...]

OUT is _build/sample-fit-play.pdf unless said otherwise; pages are named as in _toc.yml,
and without any, the whole book is printed. Needs Chromium, as the browser tests do.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import yaml
from playwright.sync_api import Browser
from pypdf import PdfReader, PdfWriter
from site_browser import SITE, TOP, browser_on

UNFOLD = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const image of document.images) image.loading = "eager";
}"""
PAPER = {
    "format": "A4",
    "scale": 0.8,  # a line of code fits
    "margin": {"top": "18mm", "bottom": "18mm", "left": "16mm", "right": "16mm"},
    "display_header_footer": True,
    "header_template": "<span></span>",
    "footer_template": '<div style="width:100%;font-size:8px;text-align:center">'
    '<span class="title"></span> · <span class="pageNumber"></span></div>',
}


def chapters() -> list[str]:
    """What _toc.yml lists, in order."""
    toc = yaml.safe_load((TOP / "_toc.yml").read_text())
    parts = [chapter["file"] for part in toc["parts"] for chapter in part["chapters"]]
    return [toc["root"], *parts]


def print_book(browser: Browser, address: str, names: list[str], out: Path) -> int:
    """Write the PDF, with a bookmark for each page of the site; returns its page count."""
    book = PdfWriter()
    page = browser.new_page(color_scheme="light")
    page.emulate_media(media="print", color_scheme="light")
    for name in names:
        page.goto(f"{address}{name}.html")
        page.evaluate(UNFOLD)
        page.wait_for_load_state("networkidle")
        pages = PdfReader(io.BytesIO(page.pdf(**PAPER)))
        book.append(pages, outline_item=page.locator("h1").first.inner_text())
    page.close()
    out.parent.mkdir(parents=True, exist_ok=True)
    book.write(out)
    return len(book.pages)


def main() -> None:
    arguments = sys.argv[1:]
    out = Path(arguments[0]) if arguments else TOP / "_build" / "sample-fit-play.pdf"
    with browser_on(SITE) as (browser, address):
        n = print_book(browser, address, arguments[1:] or chapters(), out)
    print(f"{out}: {n} pages, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
