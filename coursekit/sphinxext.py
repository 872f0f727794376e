"""The site's small fixes, as one Sphinx extension.

Jupyter Book's pages are made self-contained, fast and accessible here. Each fix is
one function; its comment says what would be wrong without it.
"""

from __future__ import annotations

import re
import subprocess
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.ext.mathjax import html_visit_displaymath, html_visit_math

DESCRIPTION_LENGTH = 160  # about what a search engine shows
PICTURE = (
    "The MCMC explorer: four chains on a banana-shaped density, with their traces."
)


def setup(app):
    """Register the fixes; called by Sphinx."""
    # Writes TeX as the MathJax renderer does, but loads no script: see
    # finish_pages.
    app.add_html_math_renderer(
        "typeset", (html_visit_math, None), (html_visit_displaymath, None)
    )
    app.connect("config-inited", set_canonical_address)
    # After the theme and the other extensions have said what they want on the page.
    for fix in (describe_page, launch_notebooks_only, tidy_scripts, repair_markup):
        app.connect("html-page-context", fix, priority=900)
    app.connect("html-collect-pages", doors)
    # After the theme has written its stylesheet of colours for code.
    app.connect("build-finished", finish_pages, priority=900)
    app.connect("build-finished", list_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def set_canonical_address(app, config):
    """Work out the site's address on GitHub Pages, so that only the repository's is written."""
    repository = urlsplit(config.html_theme_options["repository_url"])
    owner, name = repository.path.strip("/").split("/")
    if not config.html_baseurl:
        config.html_baseurl = f"https://{owner.lower()}.github.io/{name}/"


def describe_page(app, pagename, templatename, context, doctree):
    """Say what a page is, to search engines and to whoever shows a link to it."""
    metatags = context.get("metatags") or ""
    if 'name="description"' in metatags:
        return
    if doctree:
        text = first_paragraph(doctree)
    else:  # the search page, say
        text = f"{pagename.title()} in {app.config.html_title}, a course in generative models"
    if len(text) > DESCRIPTION_LENGTH:
        text = text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + " …"
    site = app.config.html_baseurl
    card = {  # the picture and words that a message with a link shows
        "og:title": context.get("title") or app.config.html_title,
        "og:description": text,
        "og:type": "article",
        "og:url": f"{site}{pagename}.html",
        "og:site_name": app.config.html_title,
        "og:image": f"{site}_static/explorer-light.png",
        "og:image:alt": PICTURE,
    }
    tags = [f'<meta name="description" content="{escape(text)}"/>']
    tags += [f'<meta property="{k}" content="{escape(v)}"/>' for k, v in card.items()]
    tags += ['<meta name="twitter:card" content="summary_large_image"/>']
    context["metatags"] = "\n".join([metatags, *tags])


def first_paragraph(doctree) -> str:
    """Text of the first paragraph of running prose without a formula."""
    for paragraph in doctree.findall(nodes.paragraph):
        plain = isinstance(paragraph.parent, nodes.section) and not next(
            paragraph.findall(nodes.math), None
        )
        if plain:
            return " ".join(paragraph.astext().split())
    return doctree.next_node(nodes.title).astext()


def launch_notebooks_only(app, pagename, templatename, context, doctree):
    """Drop the launch buttons of Markdown pages with a cell: Colab cannot open those files."""
    if not app.env.doc2path(pagename).endswith(".ipynb"):
        context["header_buttons"] = [
            button
            for button in context.get("header_buttons", [])
            if button.get("label") != "launch-buttons"
        ]


def tidy_scripts(app, pagename, templatename, context, doctree):
    """Keep one of each inline script, and let the page show before its scripts run."""
    scripts, seen = [], set()
    for script in context["script_files"]:
        # A second `let` of the same name is an error in the console.
        body = script.attributes.get("body")
        if body and body in seen:
            continue
        seen.add(body)
        scripts.append(script)
        if not body:
            script.attributes.setdefault("defer", "defer")
        elif "DOCUMENTATION_OPTIONS" in body:
            script.attributes["type"] = (
                "module"  # runs in order with the deferred scripts
            )
    context["script_files"] = scripts


def repair_markup(app, pagename, templatename, context, doctree):
    """Rewrite markup that tells a screen reader something wrong."""
    body = context.get("body")
    if not body:
        return
    # Deprecated roles, on elements where they are not allowed (sphinxcontrib-bibtex,
    # docutils).
    body = re.sub(r' role="(?:doc-biblioentry|doc-backlink|list)"', "", body)
    # A label that hides what the fold of a cell says (myst-nb).
    body = re.sub(r'<summary aria-label="[^"]*">', "<summary>", body)
    # The empty corner of a table is no heading.
    context["body"] = re.sub(r"<th[^>]*>(?:<p></p>|&nbsp;)?</th>", "<td></td>", body)


def doors(app):
    """Pages without a source, from templates_path: where the address of the site leads,
    and what GitHub Pages shows for an address that leads nowhere."""
    site = {"site": app.config.html_baseurl}
    yield "index", site, "front.html"
    yield "404", site, "404.html"


def list_pages(app, exception):
    """Write sitemap.xml, which search engines look for."""
    if exception or app.builder.format != "html":
        return
    addresses = [
        f"<url><loc>{escape(app.config.html_baseurl + name)}.html</loc></url>"
        for name in sorted(app.env.found_docs)
    ]
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    lines = [f'<urlset xmlns="{space}">', *addresses, "</urlset>"]
    Path(app.outdir, "sitemap.xml").write_text(
        "\n".join(lines) + "\n", encoding="utf-8"
    )


def finish_pages(app, exception):
    """Turn TeX into HTML and make the pages light: see the two scripts."""
    if exception or app.builder.format != "html":
        return
    for script in ("typeset.mjs", "lighten.mjs"):
        try:
            subprocess.run(
                ["node", Path(app.confdir, "tools", script), app.outdir],
                check=True,
                capture_output=True,
                text=True,
            )
        except FileNotFoundError as error:
            raise ExtensionError(
                "the mathematics needs Node, but no `node` is on PATH"
            ) from error
        except subprocess.CalledProcessError as error:
            raise ExtensionError(f"{script} failed: {error.stderr}") from error
