"""The printed book: pages in order, bookmarks, text that can be searched."""

import runpy

from built_site import ROOT
from pypdf import PdfReader

PRINTED = ["book/how-to-read", "book/errata"]


def test_pages_are_printed_in_order_with_bookmarks(
    browser, address, tmp_path, monkeypatch
):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))  # where scripts find one another
    print_book = runpy.run_path(str(ROOT / "tools" / "pdf.py"))["print_book"]
    out = tmp_path / "book.pdf"
    n = print_book(browser, address, PRINTED, out)
    pdf = PdfReader(out)
    assert len(pdf.pages) == n >= len(PRINTED)
    assert [mark.title for mark in pdf.outline] == ["How to read this book", "Errata"]
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for sentence in ("Guess before you press", "None has been reported so far"):
        assert sentence in text
