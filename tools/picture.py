"""Take the README's pictures of the explorer, light and dark, from the built front page."""

from site_browser import SITE, TOP, browser_on


def main() -> None:
    with browser_on(SITE) as (browser, address):
        for mode in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": 1440, "height": 1200}, color_scheme=mode
            )
            page.goto(f"{address}book/index.html")
            explorer = page.locator(".sfp-mcmc")
            explorer.wait_for()
            page.wait_for_timeout(1500)  # the readings come a moment after the picture
            explorer.screenshot(path=TOP / f"book/_static/explorer-{mode}.png")


if __name__ == "__main__":
    main()
