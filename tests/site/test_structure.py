"""What can be asked of the built pages without a browser."""

import functools
import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from built_site import ROOT, page_paths, toc_files

CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text())
REPOSITORY = CONFIG["repository"]["url"]
CLAIMS = [
    f"{room}{i}"
    for room, n in [("B", 11), ("M", 12), ("E", 13), ("G", 16)]
    for i in range(1, n + 1)
]
VERDICTS = {"ok": "Holds", "sharpen": "Sharpened", "correct": "Corrected", "—": "Added"}


def site_address() -> str:
    """Where GitHub Pages puts the site of the repository in _config.yml."""
    owner, name = urlsplit(REPOSITORY).path.strip("/").split("/")
    return f"https://{owner}.github.io/{name}/"


@functools.cache
def parsed(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text(), "html.parser")


@functools.cache
def ids(file: Path) -> set[str]:
    return {tag["id"] for tag in parsed(file).find_all(id=True)}


@pytest.fixture(params=page_paths())
def file(site, request) -> Path:
    return site / request.param


def test_page_has_one_main_heading(file):
    assert file.exists()
    if file.name != "search.html":
        assert len(parsed(file).select("article h1")) == 1


def test_page_describes_itself(file, site):
    head = parsed(file).head
    (description,) = head.select('meta[name="description"]')
    assert 40 <= len(description["content"]) <= 170
    assert "\\" not in description["content"]
    assert head.title.get_text().strip()
    assert parsed(file).html["lang"] == "en"
    (canonical,) = head.select('link[rel="canonical"]')
    assert canonical["href"] == f"{site_address()}{file.relative_to(site)}"


def test_page_has_a_card_for_messages_that_link_to_it(file, site):
    head = parsed(file).head
    card = {m["property"]: m["content"] for m in head.select('meta[property^="og:"]')}
    (canonical,) = head.select('link[rel="canonical"]')
    assert card["og:url"] == canonical["href"]
    assert card["og:title"] and card["og:image:alt"]
    (description,) = head.select('meta[name="description"]')
    assert card["og:description"] == description["content"]
    picture = card["og:image"].removeprefix(site_address())
    assert (site / picture).is_file()


def test_sitemap_lists_every_page(site):
    listed = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text())
    assert {f"{site_address()}{name}.html" for name in toc_files()} == set(listed)
    assert len(listed) == len(set(listed))


def test_the_address_of_the_site_leads_to_its_front_page(site):
    door = parsed(site / "index.html")
    assert door.html["lang"] and door.title.string
    _, target = door.find("meta", {"http-equiv": "refresh"})["content"].split("url=")
    assert (site / target).is_file()
    assert (site / door.find("link", rel="icon")["href"]).is_file()


def test_lost_readers_find_back(site):
    """GitHub Pages shows 404.html at any depth: its links must be whole addresses."""
    links = [a["href"] for a in parsed(site / "404.html").find_all("a")]
    assert links
    for link in links:
        assert (site / link.removeprefix(site_address())).is_file()


def test_descriptions_differ(site):
    contents = [
        parsed(site / path).select_one('meta[name="description"]')["content"]
        for path in page_paths()
    ]
    assert len(set(contents)) == len(contents)


def test_pictures_have_a_text(file):
    for image in parsed(file).find_all("img"):
        alt = image.get("alt")
        assert alt is not None, image
        if "logo__image" not in image.get(
            "class", []
        ):  # decorates the course's name beside it
            assert len(alt) > 3, image
        assert not re.search(r"\.(png|svg|jpe?g)$|^[./]", alt), (
            f"a path is no text: {alt}"
        )


def test_nothing_is_loaded_from_elsewhere(file):
    page = parsed(file)
    loaded = [
        tag.get("src") for tag in page.select("script[src], img[src], iframe[src]")
    ]
    loaded += [
        tag["href"] for tag in page.select("link[href]") if tag["rel"] != ["canonical"]
    ]
    assert [address for address in loaded if urlsplit(address).netloc] == []


def test_links_within_the_site_lead_somewhere(file, site):
    page = parsed(file)
    addresses = [tag["href"] for tag in page.select("a[href], link[href]")]
    addresses += [tag["src"] for tag in page.select("script[src], img[src]")]
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
        assert target.exists(), address
        if parts.fragment and target.suffix == ".html":
            assert unquote(parts.fragment) in ids(target), address


def test_outside_links_are_secure(file):
    for link in parsed(file).select("article a[href]"):
        assert urlsplit(link["href"]).scheme in {"", "https", "mailto"}, link


@pytest.mark.parametrize("name", toc_files())
def test_launch_buttons_open_the_page_itself(site, name):
    page = parsed(site / f"{name}.html")
    launch = [
        link["href"]
        for link in page.select("a[href]")
        if re.match(r"https://(mybinder\.org|colab\.research)", link["href"])
        and link.find_parent(class_="article-header-buttons")
    ]
    notebook = ROOT / f"{name}.ipynb"
    if not notebook.exists():
        assert launch == []
        return
    where = f"{urlsplit(REPOSITORY).path.strip('/')}"
    branch = CONFIG["repository"]["branch"]
    assert sorted(launch) == [
        f"https://colab.research.google.com/github/{where}/blob/{branch}/{name}.ipynb",
        f"https://mybinder.org/v2/gh/{where}/{branch}?urlpath=lab/tree/{name}.ipynb",
    ]


@pytest.mark.parametrize("name", toc_files())
def test_download_gives_the_source(site, name):
    buttons = parsed(site / f"{name}.html").select("a.btn-download-source-button")
    assert buttons
    for button in buttons:
        assert ((site / name).parent / button["href"]).resolve().exists()


def test_no_raw_tex_is_left(file):
    page = BeautifulSoup(file.read_text(), "html.parser")  # our own copy: it gets cut
    for formula in page.select(".math"):
        assert formula.find("mjx-container"), formula
        assert formula.find("math"), "no MathML for a screen reader"
    assert not page.select("mjx-merror")
    for code in page.select("pre, code, script, style"):
        code.decompose()
    found = re.search(r"\\[(\[]|\$\$|\\(begin|frac|mathrm|pi|mid)\b", page.get_text())
    assert not found, found


def test_every_claim_has_its_row(site):
    rows = claim_rows(site)
    assert list(rows) == CLAIMS
    for claim, row in rows.items():
        verdict = row.find("strong").get_text().rstrip(".")
        assert verdict in VERDICTS.values(), claim
        waits = "In preparation." in row.get_text()
        linked = [
            a for a in row.select("a[href]") if "references.html" not in a["href"]
        ]
        assert waits != bool(linked), f"{claim}: either a link or 'In preparation.'"
    for claim in ["M1", "M10"]:
        assert "04-metropolis-hastings.html#" in str(rows[claim])


def test_verdicts_are_those_of_the_working_notes(site):
    notes = ROOT.parent / "shared" / "source" / "claims.md"
    if not notes.exists():
        pytest.skip("the working notes are not beside this checkout")
    table = re.findall(
        r"^\| ([BMEG]\d+) \| .*? \| (ok|sharpen|correct|—) \|", notes.read_text(), re.M
    )
    assert [claim for claim, _ in table] == CLAIMS
    for claim, verdict in table:
        shown = claim_rows(site)[claim].find("strong").get_text()
        assert shown == VERDICTS[verdict] + ".", claim


def claim_rows(site) -> dict[str, BeautifulSoup]:
    """Each claim's row of "Reading the source", by its id and in the page's order."""
    marks = parsed(site / "book" / "source.html").select("table [id^=claim-]")
    return {mark.get_text(): mark.find_parent("tr") for mark in marks}


def test_references_hold_what_is_cited_and_nothing_else(site):
    listed = {
        mark["id"]
        for mark in parsed(site / "book/references.html").select(".citation[id]")
    }
    cited = {
        urlsplit(link["href"]).fragment
        for path in page_paths()
        for link in parsed(site / path).select('a[href*="references.html#"]')
    }
    assert listed == cited


def test_colours_are_those_of_the_palette():
    palette = json.loads((ROOT / "coursekit/plots/palette.json").read_text())
    css = (ROOT / "book/_static/course.css").read_text()
    for scheme, selector in [
        ("light", "html {"),
        ("dark", 'html[data-theme="dark"] {'),
    ]:
        block = css[css.index(selector) :].split("}")[0]
        declared = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
        assert declared.items() >= palette[scheme].items()
    known = {colour for scheme in palette.values() for colour in scheme.values()}
    for picture in ["logo.svg", "favicon.svg"]:
        used = set(
            re.findall(r"#[0-9a-f]{6}", (ROOT / "book/_static" / picture).read_text())
        )
        assert used <= known
