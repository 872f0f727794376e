"""EMExplorer in a real browser: every control, key, drag and setting, without a kernel and
against a model that stands for one."""

import re

import numpy as np
import pytest
from test_axe import violations
from widget_page import (
    WithPython,
    address_of,
    note_of,
    press,
    small_targets,
    static_page,
    tab_through,
)

from coursekit.datasets import faithful
from coursekit.em.gaussian_mixture import GaussianMixture, Mixture, round_balls
from coursekit.widgets import EMExplorer

GEYSER = np.column_stack(faithful())
SIX = [[1, 1], [2, 1], [1, 2], [8, 8], [9, 8], [8, 9]]


@pytest.fixture
def explore(open_page):
    """``explore(query, context settings, **traits)``: one explorer, ready."""

    def open_it(query="", context=None, **traits):
        page = open_page(static_page([EMExplorer(**traits)]), query, **(context or {}))
        page.wait_for_selector(".sfp-em")
        return page

    return open_it


def shown(page) -> str:
    """Which half-step is shown."""
    return page.locator(".sfp-transport output").first.inner_text()


def readings(page) -> list[float]:
    """The objective, the bound, the gap."""
    cells = page.locator(".sfp-readings td").all_inner_texts()
    words = [cell.replace("−", "-").replace("less than 0.001", "0") for cell in cells]
    return [float("nan") if word == "–" else float(word) for word in words]


def account(page) -> str:
    return page.locator(".sfp-account").inner_text()


def warning(page) -> str:
    return page.locator(".sfp-warning").inner_text()


def mean(page, k):
    return page.get_by_role("button", name=re.compile(rf"^Mean {k} at "))


def means(page) -> np.ndarray:
    labels = page.locator(".sfp-mean").evaluate_all("(m) => m.map((e) => e.ariaLabel)")
    return np.array(
        [
            [float(v.replace("−", "-")) for v in label.split(" at ")[1].split(", ")[:2]]
            for label in labels
        ]
    )


def points(page) -> int:
    return int(page.locator(".sfp-ends").inner_text().split()[-2])


def colours(page) -> int:
    """How many colours the points have, roughly: distinct pixels of the canvas."""
    return page.locator(".sfp-plane canvas").evaluate(
        """(c) => {
          const copy = new OffscreenCanvas(c.width, c.height);
          const pen = copy.getContext('2d', { willReadFrequently: true });
          pen.drawImage(c, 0, 0);
          const { data } = pen.getImageData(0, 0, c.width, c.height);
          return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )


def choose(page, label, value):
    page.get_by_label(label, exact=True).select_option(value)


def search_ends(page, index):
    page.wait_for_function(
        f"!document.querySelectorAll('.sfp-search .sfp-row button')[{index}].disabled"
    )


# --- the two steps -------------------------------------------------------------------------


def test_e_and_m_are_separate_and_the_bound_touches(explore):
    page = explore(seed=3)
    assert shown(page) == "0, start" and np.isnan(readings(page)[1:]).all()
    plain = colours(page)
    press(page, "M-step")
    assert note_of(page) == "There are no shares to fit yet: the E-step comes first."
    press(page, "E-step")
    assert note_of(page) == "" and shown(page) == "1, E-step 1"
    value, low, gap = readings(page)
    assert value == low and gap == 0 and colours(page) > plain
    press(page, "E-step")
    assert note_of(page).startswith("A second such step in a row changes nothing")
    press(page, "M-step")
    assert shown(page) == "2, M-step 1"
    after = readings(page)
    assert after[0] > after[1] > value
    assert after[2] == pytest.approx(after[0] - after[1], abs=2e-3)
    assert f"a gap of {after[2]:.3f} opens" in account(page)
    press(page, "M-step")
    assert readings(page) == after
    press(page, "Step")
    now = readings(page)
    assert now[0] == now[1] == after[0] and "touches the log-posterior" in account(page)


def test_what_it_shows_is_what_the_package_computes(explore):
    page = explore(K=2, start_means=[[2, 80], [4.6, 78]], prior="none", n=40)
    model = Mixture(GEYSER, 2, prior=None)
    centres = (np.array([[2, 80], [4.6, 78]]) - model.unit.centre) / model.unit.scale
    theta = round_balls(centres, 0.5, "full")
    for _ in range(20):
        theta = model.m_step(model.e_step(theta)[1])
    np.testing.assert_allclose(means(page), model.unit.out_of(theta).means, rtol=6e-3)
    assert readings(page)[0] == pytest.approx(model.e_step(theta)[0], abs=1e-3)


def test_it_can_be_stepped_back_scrubbed_reset_and_played_to_the_end(explore):
    page = explore(seed=3)
    for _ in range(3):
        press(page, "Step")
    there = readings(page)
    press(page, "Back")
    assert shown(page) == "2 of 3, M-step 1"
    slider = page.get_by_role("slider", name="Half-step")
    slider.fill("3")
    assert readings(page) == there
    page.get_by_role("slider", name="Speed").fill("2")
    press(page, "Play")
    page.get_by_role("button", name="Play", exact=True).wait_for(timeout=60_000)
    assert re.search(r"It has converged, after \d+ iterations\.", account(page))
    fit = GaussianMixture(2, n_init=3, tol=1e-10, random_state=0).fit(GEYSER)
    assert readings(page)[0] == pytest.approx(fit.objective_, abs=2e-3)
    press(page, "Reset")
    assert shown(page).startswith("0 of ")


def test_every_setting_makes_another_climb(explore):
    page = explore(n=6)
    seen = {tuple(readings(page))}
    for label, value in [
        ("Components K", "4"), ("Covariances", "tied"), ("Covariances", "diag"),
        ("Covariances", "spherical"), ("Start", "random"),
    ]:  # fmt: skip
        choose(page, label, value)
        assert shown(page) == "0, start"
        for _ in range(4):
            press(page, "Step")
        seen.add(tuple(readings(page)))
    for name in ("No prior", "Next seed"):
        press(page, name)
        for _ in range(4):
            press(page, "Step")
        seen.add(tuple(readings(page)))
    assert len(seen) == 8
    assert page.locator(".sfp-mean").count() == 4
    assert "log-likelihood" in page.locator(".sfp-legend").inner_text()


# --- data and means ------------------------------------------------------------------------


def test_points_are_clicked_in_and_taken_away(explore):
    page = explore()
    assert points(page) == 272
    choose(page, "Data", "empty")
    assert points(page) == 0 and "no points yet" in account(page)
    assert page.locator(".sfp-mean").count() == 0
    assert page.get_by_role("button", name="Climb", exact=True).is_disabled()
    box = page.locator(".sfp-plane").bounding_box()
    for x, y in [(80, 60), (90, 70), (250, 200), (260, 190)]:  # also on a mean's handle
        page.mouse.click(box["x"] + x, box["y"] + y)
    assert points(page) == 4 and page.locator(".sfp-mean").count() == 2
    assert page.get_by_label("Data", exact=True).input_value() == "edited"
    assert len(address_of(page)["em.data"].split(",")) == 8
    press(page, "Remove last point")
    assert points(page) == 3
    for _ in range(3):
        press(page, "Remove last point")
    assert page.get_by_role("button", name="Remove last point").is_disabled()
    choose(page, "Data", "ring")
    assert points(page) == 150
    choose(page, "Data", "clumps")
    assert points(page) == 115
    choose(page, "Data", "given")
    assert points(page) == 272 and "em.data" not in address_of(page)


def test_one_point_and_equal_points_do_no_harm(explore):
    page = explore(data=[[3, 4]], K=3, prior="none", n=9)
    assert "collapsing" in warning(page)
    page = explore(data=[[3, 4]] * 4, K=2, n=5)
    assert warning(page) == "" and np.isfinite(readings(page)).all()


def test_a_mean_is_dragged_and_the_climb_begins_again(explore):
    page = explore(data=SIX, n=4, seed=2)
    box = mean(page, 1).bounding_box()
    x, y = box["x"] + 22, box["y"] + 22
    before = means(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y - 40, steps=4)
    page.mouse.up()
    after = means(page)
    assert shown(page) == "0, start" and points(page) == 6
    assert page.get_by_label("Start", exact=True).input_value() == "hand"
    assert (after[0] > before[0]).all()
    np.testing.assert_allclose(after[1], before[1], atol=0.01)
    address = address_of(page)
    assert address["em.start"] == "hand"
    placed = [float(v) for v in address["em.start_means"].split(",")]
    np.testing.assert_allclose(placed, after.ravel(), rtol=6e-3)
    choose(page, "Components K", "3")
    assert page.get_by_label("Start", exact=True).input_value() == "k-means++"


def test_the_menu_takes_the_means_shown(explore):
    page = explore(data=SIX, n=4)
    before = means(page)
    choose(page, "Start", "hand")
    np.testing.assert_allclose(means(page), before, rtol=6e-3)
    assert shown(page) == "0, start"


# --- what goes wrong -----------------------------------------------------------------------


def test_a_collapse_is_announced_and_the_prior_cures_it(explore):
    data = [[0, 0], [0.01, 0], *([[5 + i % 5, 4 + i % 7] for i in range(30)])]
    page = explore(data=data, start_means=[[0, 0], [7, 7]], prior="none", n=40)
    assert warning(page).startswith("Component 1 is collapsing")
    assert page.locator(".sfp-warning").get_attribute("role") == "alert"
    press(page, "Weak prior")
    for _ in range(20):
        press(page, "Step")
    assert warning(page) == ""


def test_many_starts_end_in_places_that_can_be_shown(explore):
    page = explore(K=4, seed=1)
    choose(page, "Data", "clumps")
    press(page, "Climb")
    search_ends(page, 0)
    rows = page.locator(".sfp-places tbody tr")
    heights = [
        float(text.replace("−", "-")) for text in rows.locator("th").all_inner_texts()
    ]
    counts = [int(text) for text in rows.locator(".sfp-bar").all_inner_texts()]
    assert len(heights) >= 2 and heights == sorted(heights, reverse=True)
    assert sum(counts) <= 20
    caption = page.locator(".sfp-search .sfp-caption").first.inner_text()
    assert caption.startswith("20 climbs, places where they ended: ")
    said = page.locator(".sfp-search [role=status]").first
    assert said.inner_text().startswith(caption)
    assert said.inner_text().endswith(f"was reached from {counts[0]}.")
    for k in (1, 0):
        show = rows.nth(k).get_by_role("button")
        show.click()
        assert show.get_attribute("aria-pressed") == "true"
        assert readings(page)[0] == pytest.approx(heights[k], abs=0.02)
        assert "converged" in account(page)
    choose(page, "Components K", "3")
    assert rows.count() == 0 and said.inner_text() == ""


def test_collapsed_climbs_are_listed_last_and_named(explore):
    page = explore(K=8, prior="none", start="random", covariance_type="diag")
    choose(page, "Climb from", "50")
    press(page, "Climb")
    search_ends(page, 0)
    caption = page.locator(".sfp-search .sfp-caption").first.inner_text()
    assert re.search(r"\d+ collapsed\.", caption)


def test_bic_names_the_best_and_bars_what_collapsed(explore):
    page = explore(seed=1, covariance_type="tied")
    bic = page.get_by_role("button", name="BIC for K = 1 to 8")
    bic.click()
    search_ends(page, 1)
    words = page.locator(".sfp-search .sfp-caption").last.inner_text()
    best = GaussianMixture(
        3, covariance_type="tied", n_init=20, tol=1e-8, random_state=0
    ).fit(GEYSER)
    found = re.fullmatch(r"Lowest at K = 3: (\d+\.\d)\.", words)
    assert page.locator(".sfp-search [role=status]").last.inner_text() == words
    assert float(found[1]) == pytest.approx(best.bic(GEYSER), abs=0.3)
    label = page.locator(".sfp-bic canvas").get_attribute("aria-label")
    assert label.startswith("BIC by number of components. 1: ") and ", 8: " in label

    page = explore(data=SIX, prior="none")
    page.get_by_role("button", name="BIC for K = 1 to 8").click()
    search_ends(page, 1)
    words = page.locator(".sfp-search .sfp-caption").last.inner_text()
    assert "Barred, as no fit is sound: K = " in words
    assert "10 of 10 at K = 8" in words
    assert "8: barred" in page.locator(".sfp-bic canvas").get_attribute("aria-label")


# --- keys ----------------------------------------------------------------------------------


def test_keys_do_what_the_help_says(explore):
    page = explore(data=SIX, speed=100)
    keys = page.keyboard
    mean(page, 1).focus()
    x, y = means(page)[0]
    keys.press("ArrowRight")
    keys.press("ArrowUp")
    moved = means(page)[0]
    assert moved[0] > x and moved[1] > y
    assert page.evaluate("document.activeElement.ariaLabel").startswith("Mean 1 at")
    keys.press("Shift+ArrowLeft")
    keys.press("Shift+ArrowDown")
    further = means(page)[0]
    assert further[0] < x and further[1] < y
    keys.press("n")
    keys.press("n")
    assert shown(page) == "2, M-step 1"
    keys.press("b")
    assert shown(page) == "1 of 2, E-step 1"
    plane = page.get_by_role("application", name="The plane")
    status = page.locator(".sfp-em [role=status]").last  # before it, the searches' own
    plane.focus()
    keys.press("Enter")
    assert status.inner_text() == "Place 5, 5: Enter adds a point."
    keys.press("Shift+ArrowRight")
    keys.press("Enter")
    assert points(page) == 7 and status.inner_text().startswith("Point 7 at 5.")
    keys.press("Escape")
    assert status.inner_text() == "No place chosen."
    keys.press("Space")
    page.wait_for_function(
        "parseInt(document.querySelector('.sfp-transport output').textContent) > 1"
    )
    assert page.evaluate("scrollY") == 0


def test_every_control_is_reached_by_tab_and_named(explore):
    page = explore(data=SIX)
    names = tab_through(page, "Keys and hints")
    assert [re.sub(" at .*", "", name) for name in names] == [
        "Data", "Remove last point", "Components K", "Covariances", "Start", "Seed",
        "Next seed", "Weak prior", "No prior", "The plane", "Mean 1", "Mean 2", "E-step",
        "M-step", "Reset", "Back", "Play", "Step", "Half-step", "Speed", "Climb from",
        "Climb", "BIC for K = 1 to 8", "Keys and hints",
    ]  # fmt: skip


# --- the address ---------------------------------------------------------------------------


def test_the_address_sets_everything(explore):
    page = explore(
        "?em.data=0,0,1,1,5,5,6,7,8,8&em.names=one,two&em.K=3&em.covariance_type=diag"
        "&em.prior=none&em.start=hand&em.start_means=0,0,5,5,8,8&em.seed=9&em.n=1&em.speed=7"
        "&other=1#part"
    )
    assert points(page) == 5 and note_of(page) == ""
    assert page.locator(".sfp-across").first.inner_text() == "one"
    for label, value in [
        ("Components K", "3"), ("Covariances", "diag"), ("Start", "hand"), ("Seed", "9"),
    ]:  # fmt: skip
        assert page.get_by_label(label, exact=True).input_value() == value
    np.testing.assert_array_equal(means(page), [[0, 0], [5, 5], [8, 8]])
    assert shown(page) == "1, E-step 1"
    press(page, "Step")
    address = address_of(page)
    assert address["em.n"] == "2" and address["other"] == "1"
    assert page.url.endswith("#part")


BAD = {
    "em.data=1,2,3": "data must be pairs of numbers",
    "em.K=9": "K must be a whole number from 1 to 8",
    "em.covariance_type=round": "covariance_type must be one of full, tied, diag, spherical",
    "em.prior=strong": "prior must be one of weak, none",
    "em.start=cold": "start must be one of k-means++, random, hand",
    "em.attempt=200": "attempt must be a whole number from 0 to 199",
    "em.n=-1": "n must be a whole number from 0 to 2000",
    "em.speed=x": "speed must be a number from 0.5 to 100",
    "em.label=x": "label is not a setting",
}


def test_a_bad_address_is_ignored_with_a_note(explore):
    page = explore("?" + "&".join([*BAD, "em.seed=9"]))
    for why in BAD.values():
        assert f"The address was partly ignored: {why}" in note_of(page)
    assert page.get_by_label("Seed", exact=True).input_value() == "9"
    assert points(page) == 272


def test_settings_that_do_not_fit_together_fall_back(explore):
    page = explore("?em.start=hand&em.start_means=1,1")
    assert note_of(page) == "That was not taken: start_means must be 2 pairs, got 1."
    assert page.get_by_label("Start", exact=True).input_value() == "k-means++"
    page.get_by_label("Seed", exact=True).fill("-1")
    page.keyboard.press("Tab")
    assert note_of(page).startswith("The setting was not changed: it must be a whole")
    assert page.get_by_label("Seed", exact=True).input_value() == "1"


def test_two_explorers_on_a_page_do_not_clash(open_page):
    page = open_page(
        static_page([EMExplorer(), EMExplorer(SIX)]),
        "?em2.seed=4",
        viewport={"width": 1000, "height": 2400},
    )
    second = page.locator(".sfp-em").nth(1)
    second.wait_for()
    assert second.get_by_label("Seed", exact=True).input_value() == "4"
    page.get_by_role("button", name="Step", exact=True).first.click()
    assert address_of(page) == {"em2.seed": "4", "em.n": "1"}
    assert violations(page) == []


# --- look ----------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(explore, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = explore(data=SIX, K=3, prior="none", n=60, context=context)
    press(page, "Climb")
    search_ends(page, 0)
    page.get_by_role("button", name="BIC for K = 1 to 8").click()
    search_ends(page, 1)
    page.locator("summary").click()
    assert violations(page) == []


def test_it_fits_a_phone_and_a_finger(explore):
    page = explore(K=8, context={"viewport": {"width": 360, "height": 740}})
    press(page, "Climb")
    search_ends(page, 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert small_targets(page) == []


def test_it_follows_the_theme_of_the_page(explore):
    page = explore(n=3)
    line = "getComputedStyle(document.querySelector('.sfp-mean span')).borderColor"
    picture = "document.querySelector('.sfp-ladder canvas').toDataURL()"
    light = page.evaluate(f"[{line}, {picture}]")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{line} !== '{light[0]}'")
    assert page.evaluate(picture) != light[1]
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    page.wait_for_function(f"{line} === '{light[0]}'")
    assert page.evaluate(f"[{line}, {picture}]") == light


MOVES = """() => new Promise((done) => {
  const mean = document.querySelector('.sfp-mean'), seen = new Set();
  [...document.querySelectorAll('.sfp-group button')]
    .find((b) => b.textContent === 'M-step').click();
  const end = performance.now() + 600;
  const look = () => (seen.add(mean.style.left),
    performance.now() < end ? requestAnimationFrame(look) : done(seen.size));
  look();
})"""


def test_a_step_is_animated_only_if_motion_is_welcome(explore):
    assert explore(n=1, seed=3).evaluate(MOVES) == 1
    context = {"reduced_motion": "no-preference"}
    assert explore(n=1, seed=3, context=context).evaluate(MOVES) > 3


# --- with Python ---------------------------------------------------------------------------


def test_python_sets_it_up_and_reads_the_fit(open_page):
    both = WithPython(EMExplorer(n=60, seed=3), "em_explorer", open_page)
    explorer = both.hear()
    assert 10 < explorer.n < 60 and explorer.error == ""  # it has converged before
    for kind, K in [("full", 2), ("tied", 3), ("diag", 3), ("spherical", 2)]:
        both.tell(covariance_type=kind, K=K, n=60)
        explorer = both.hear()
        fit = GaussianMixture(K, covariance_type=kind, random_state=0).fit(GEYSER)
        assert explorer.means.shape == (
            K,
            2,
        ) and explorer.weights.sum() == pytest.approx(1)
        assert explorer.covariances.shape == fit.covariances_.shape
        fit.weights_, fit.means_ = explorer.weights, explorer.means
        fit.covariances_ = explorer.covariances
        assert explorer.log_likelihood == pytest.approx(
            fit.score(GEYSER) * len(GEYSER), rel=1e-9
        )
    both.tell(data=SIX, K=2)
    assert points(both.page) == 6
    both.page.locator(".sfp-plane canvas").click(position={"x": 200, "y": 40})
    assert both.hear().X.shape == (7, 2)
    both.tell(start_means=[[1, 1], [8, 8]], start="hand", n=0)
    np.testing.assert_allclose(both.hear().means, [[1, 1], [8, 8]])


def test_python_plays_and_pauses_and_closing_ends_the_work(open_page):
    both = WithPython(EMExplorer(K=5, speed=100), "em_explorer", open_page)
    both.tell(playing=True)
    both.page.wait_for_function(
        "parseInt(document.querySelector('.sfp-transport output').textContent) > 10"
    )
    both.tell(playing=False)
    n = int(shown(both.page).split(",")[0])
    assert both.hear().n == n
    both.page.get_by_role("button", name="Climb", exact=True).click()
    both.page.evaluate("endView()")
    assert address_of(both.page) == {}
