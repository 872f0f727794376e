"""GenerativeVsDiscriminative in a real browser: every control, key, drag and setting, without a
kernel and against a model that stands for one."""

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

from coursekit.background.classifiers import GaussianDiscriminant, LogisticRegression
from coursekit.widgets import GenerativeVsDiscriminative

ALL = ["shared", "own", "naive", "logistic"]
SIX = ([[1, 1], [2, 1], [1, 2], [8, 8], [9, 8], [8, 9]], [0, 0, 0, 1, 1, 1])


@pytest.fixture
def classes(open_page):
    """``classes(query, context settings, data=(X, y), **traits)``: one widget, ready."""

    def open_it(query="", context=None, data=(None, None), **traits):
        widget = GenerativeVsDiscriminative(*data, **traits)
        page = open_page(static_page([widget]), query, **(context or {}))
        page.wait_for_selector(".sfp-classes")
        return page

    return open_it


def readings(page) -> dict[str, tuple[str, float]]:
    """Model -> errors and the share of the picture, in percent, that changed sides."""
    rows = page.locator(".sfp-readings tbody tr").all()
    found = {}
    for name, row in zip(ALL, rows, strict=True):
        errors, moved = row.locator("td").all_inner_texts()
        share = float("nan") if moved == "–" else float(moved.split("\xa0")[0])
        found[name] = (errors, share)
    return found


def account(page) -> str:
    return page.locator(".sfp-account").inner_text()


def status(page) -> str:
    return page.locator(".sfp-unseen").last.inner_text()


def shown(page) -> int:
    return int(page.locator(".sfp-transport output").first.inner_text().split()[0])


def choose(page, label, value):
    page.get_by_label(label, exact=True).select_option(value)


def slider(page, name):
    return page.get_by_role("slider", name=name, exact=True)


def pictures(page) -> list[str]:
    return page.locator("canvas").evaluate_all("(all) => all.map((c) => c.toDataURL())")


def place(page, point, frame) -> tuple[float, float]:
    """Where a point of the data is on the screen; ``frame`` as the widget sets it."""
    box = page.locator(".sfp-plane").bounding_box()
    (left, right), (bottom, top) = frame
    across = 40 + (point[0] - left) / (right - left) * (box["width"] - 50)
    up = (
        box["height"] - 22 - (point[1] - bottom) / (top - bottom) * (box["height"] - 32)
    )
    return box["x"] + across, box["y"] + up


def frame_of(X):
    low, high = np.min(X, axis=0), np.max(X, axis=0)
    return np.column_stack([low - 0.15 * (high - low), high + 0.15 * (high - low)])


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


# --- points and borders --------------------------------------------------------------------


def test_it_shows_what_the_package_computes(classes):
    page = classes(models=ALL, penalty=0.01)
    widget = GenerativeVsDiscriminative()
    X, y = widget.X, widget.y
    for name, model in {
        "shared": GaussianDiscriminant(),
        "own": GaussianDiscriminant(shared=False),
        "logistic": LogisticRegression(0.01),
    }.items():
        wrong = (model.fit(X, y).predict(X) != y).sum()
        assert readings(page)[name] == (f"{wrong} of 219", 0)


def test_a_point_is_dragged(classes):
    page = classes(data=SIX, models=ALL, penalty=0.1)
    frame = frame_of(SIX[0])
    assert "Drag a point" in account(page)
    drag(page, place(page, [9, 8], frame), place(page, [10, -0.1], frame))
    assert readings(page)["shared"][1] > 5
    assert "Since the data were chosen" in account(page)
    assert page.get_by_label("Data", exact=True).input_value() == "edited"
    data = np.array(address_of(page)["classes.data"].split(","), dtype=float)
    moved = data.reshape(-1, 3)[4]
    np.testing.assert_allclose(moved, [10, -0.1, 1], atol=0.1)
    choose(page, "Data", "given")
    assert readings(page)["shared"][1] == 0 and "classes.data" not in address_of(page)


def test_one_far_point_moves_generative_borders_and_not_the_other(classes):
    page = classes(models=ALL)
    choose(page, "Data", "far")
    found = readings(page)
    assert min(found[name][1] for name in ALL[:3]) > 5 and found["logistic"][1] < 0.5
    assert found["shared"][0].endswith("of 61")
    unit = [[0, 1.3], [0, 1.3]]  # the far point is the outermost of all
    start = place(page, [1.15, 0.15], unit)
    drag(page, start, place(page, [0.72, 0.95], unit))
    back = readings(page)
    assert all(back[name][1] < found[name][1] / 2 for name in ALL[:3])
    assert back["logistic"][1] < 1.5


def test_points_are_added_and_removed(classes):
    page = classes(data=SIX)
    choose(page, "Data", "empty")
    assert "no points yet" in account(page) and readings(page)["own"][0] == "–"
    assert page.get_by_role("button", name="Remove last point").is_disabled()
    box = page.locator(".sfp-plane").bounding_box()
    for x, y in [(80, 60), (120, 70), (100, 130)]:
        page.mouse.click(box["x"] + x, box["y"] + y)
    press(page, "B")
    for x, y in [(250, 200), (290, 190), (270, 240)]:
        page.mouse.click(box["x"] + x, box["y"] + y)
    assert readings(page)["shared"][0] == "0 of 6"
    data = address_of(page)["classes.data"].split(",")
    assert data[2::3] == ["0"] * 3 + ["1"] * 3
    page.mouse.click(box["x"] + 120, box["y"] + 70)  # takes a point in hand
    press(page, "Remove this point")
    assert len(address_of(page)["classes.data"].split(",")) == 15
    for _ in range(5):
        press(page, "Remove last point")
    assert page.get_by_role("button", name="Remove last point").is_disabled()


def test_borders_are_switched_on_and_off(classes):
    page = classes(models=[])
    seen = {pictures(page)[0]}
    for name in ("Gaussian, own covariances", "Logistic regression"):
        press(page, name)
        seen.add(pictures(page)[0])
    assert address_of(page)["classes.models"] == "own,logistic" and len(seen) == 3
    press(page, "Gaussian, own covariances")
    toggle = page.get_by_role("button", name="Gaussian, own covariances")
    assert toggle.get_attribute("aria-pressed") == "false"
    before = pictures(page)[0]
    slider(page, "Penalty of logistic regression").fill("2")
    assert pictures(page)[0] != before and address_of(page)["classes.penalty"] == "100"


# --- dreams --------------------------------------------------------------------------------


def test_generative_models_dream_and_logistic_regression_cannot(classes):
    page = classes()
    wake = page.get_by_role("button", name="Wake")
    assert wake.is_disabled()
    before = pictures(page)[0]
    press(page, "Dream")
    words = account(page)
    first, second = map(
        int, re.search(r"(\d+) of Adelie, (\d+) of Chin", words).groups()
    )
    assert first + second == 60 and "Gaussian, shared covariance dreamt 60" in words
    dreamt = pictures(page)[0]
    press(page, "Dream")
    assert len({before, dreamt, pictures(page)[0]}) == 3
    assert address_of(page) == {"classes.dream": "2"}
    for name in ("own", "naive"):
        choose(page, "Dream from", name)
        assert "dreamt 60 points" in account(page)
    slider(page, "Points dreamt").fill("100")
    assert "dreamt 100 points" in account(page)
    choose(page, "Dream from", "logistic")
    assert account(page).startswith("Logistic regression cannot dream.")
    press(page, "Step")
    assert shown(page) == 0 and "cannot dream" in account(page)
    choose(page, "Dream from", "naive")
    wake.click()
    assert wake.is_disabled() and "dreamt" not in account(page)


def test_a_dream_is_beside_the_data_not_beside_copies(classes):
    page = classes(n=3)
    copies = pictures(page)[0]
    press(page, "Dream")
    assert shown(page) == 0 and "dreamt 60 points, the hollow ones" in account(page)
    slider(page, "Generation").fill("3")
    assert pictures(page)[0] == copies


def test_a_dream_keeps_its_luck_while_a_point_is_dragged(classes):
    page = classes(data=SIX, dream=1, dreamer="naive")
    frame, words = frame_of(SIX[0]), account(page)
    drag(page, place(page, [9, 8], frame), place(page, [10, 5], frame))
    assert account(page).startswith(words)


# --- photocopies ---------------------------------------------------------------------------


def test_generations_shrink_step_back_and_play(classes):
    page = classes(data=SIX, count=60, speed=60)
    press(page, "Step")
    press(page, "Step")
    assert shown(page) == 2 and "dreamt by the model of generation 1" in account(page)
    seen = account(page)
    press(page, "Back")
    assert "60 points dreamt by the model of the data" in account(page)
    slider(page, "Generation").fill("2")
    assert account(page) == seen
    press(page, "Play")
    page.wait_for_timeout(1500)
    page.get_by_role("button", name=re.compile("Pause|Play")).first.click()
    shares = [
        float(x) for x in re.findall(r"([\d.]+)\s% of what it did", account(page))
    ]
    assert shown(page) > 30 and len(shares) == 2 and max(shares) < 60
    label = page.locator(".sfp-spread canvas").get_attribute("aria-label")
    assert "generations of copies" in label and account(page) in label
    press(page, "Reset")
    assert shown(page) == 0


def test_real_data_hold_the_spread_up(classes):
    page = classes(count=40, n=26)
    alone = re.search(r"([\d.]+)\s% of what it did", account(page))
    slider(page, "Real data mixed in").fill("0.5")
    assert shown(page) == 0
    slider(page, "Speed").fill(str(np.log10(60)))
    for _ in range(26):
        press(page, "Step")
    mixed = re.search(r"([\d.]+)\s% of what it did", account(page))
    assert "20 points dreamt by" in account(page) and "20 real ones" in account(page)
    assert float(alone[1]) < 40 < float(mixed[1])
    assert address_of(page)["classes.real"] == "0.5"


def test_a_class_that_dies_out_ends_the_copying(classes):
    page = classes(count=10, n=500)
    assert 0 < shown(page) < 500 and "The copying ends here" in account(page)
    press(page, "Step")
    assert "The copying ends here" in account(page)
    press(page, "Back")
    assert "The copying ends here" not in account(page)


def test_copies_are_not_edited_but_the_data_are(classes):
    page = classes(data=SIX, n=2)
    box = page.locator(".sfp-plane").bounding_box()
    page.mouse.click(box["x"] + 200, box["y"] + 150)
    assert "These are copies" in note_of(page) and "classes.data" not in address_of(
        page
    )
    press(page, "Remove last point")
    assert shown(page) == 0 and readings(page)["shared"][0] == "0 of 5"


# --- keys, address, words, looks -----------------------------------------------------------


def test_keys_do_what_the_help_says(classes):
    page = classes(data=SIX, speed=1)
    keys = page.keyboard
    page.locator(".sfp-plane").focus()
    keys.press(".")
    assert status(page) == "Point 1 of 6, class 0, at 1, 1."
    keys.press(",")
    assert status(page).startswith("Point 6 of 6, class 1")
    keys.press("ArrowRight")
    keys.press("Shift+ArrowDown")
    x, y = map(float, address_of(page)["classes.data"].split(",")[-3:-1])
    assert (x, y) == (pytest.approx(8.104, abs=6e-3), pytest.approx(8.48, abs=6e-3))
    keys.press("c")
    assert address_of(page)["classes.data"].endswith(",0")
    keys.press("Delete")
    assert len(address_of(page)["classes.data"].split(",")) == 15
    keys.press("Enter")
    assert "Enter adds a point" in status(page)
    keys.press("ArrowUp")
    keys.press("Enter")
    assert status(page).startswith("Point 6 of class 0 at 5, ")
    keys.press("Escape")
    assert status(page) == "No place chosen."
    keys.press("d")
    assert "dreamt" in account(page)
    for key, n in ("n", 1), ("n", 2), ("b", 1):
        keys.press(key)
        assert shown(page) == n
    keys.press("Space")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    keys.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()


def test_settings_come_back_from_the_address_and_wrong_ones_are_refused(classes):
    page = classes(data=SIX)
    choose(page, "Data", "crossed")
    press(page, "Gaussian naive Bayes")
    choose(page, "Dream from", "own")
    press(page, "Step")
    press(page, "Next seed")
    press(page, "Step")
    seen = readings(page), account(page)
    address_of(page)
    page.reload()
    page.wait_for_selector(".sfp-classes")
    assert (readings(page), account(page)) == seen
    page = classes("?classes.data=1,2,3&classes.real=2&classes.count=20", data=SIX)
    assert "data must be triples" in note_of(page)
    assert "real must be a number from 0 to 1" in note_of(page)
    assert slider(page, "Points dreamt").input_value() == "20"
    page = classes("?classes.data=1,2,0,3,4,1&classes.classes=cat,dog", data=SIX)
    assert readings(page)["shared"][0] == "–"
    assert page.get_by_role("button", name="dog", exact=True).count() == 1


def test_everything_can_be_reached_by_tab(classes):
    page = classes(dream=1)
    page.locator("h1").click()
    names = tab_through(page, "Keys and hints")
    wanted = {
        "Data",
        "Adelie",
        "Chinstrap",
        "The plane",
        "Logistic regression",
        "Dream",
    }
    assert wanted | {"Wake", "Points dreamt", "Real data mixed in"} <= {*names}
    assert {"Seed", "Back", "Play", "Step", "Generation", "Speed"} <= {*names}


def test_words_and_pictures_agree(classes):
    page = classes(n=3)
    label = page.locator(".sfp-plane canvas").get_attribute("aria-label")
    assert label.startswith(
        "Copies of generation 3, bill depth (mm) against bill length"
    )
    assert account(page) in label and "Logistic regression" in label
    before = pictures(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(50)
    after = pictures(page)
    assert all(a != b for a, b in zip(before, after, strict=True))
    press(page, "Step")
    assert all(a != b for a, b in zip(pictures(page), after, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 650, 360])
def test_axe_finds_nothing_and_all_fits(classes, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = classes(dream=1, context=context)
    page.evaluate("document.querySelector('details').open = true")
    assert violations(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- with Python ---------------------------------------------------------------------------


def test_python_reads_and_sets(open_page):
    widget = GenerativeVsDiscriminative(*SIX, penalty=1)
    both = WithPython(widget, "generative_vs_discriminative", open_page)
    heard = both.hear()
    twin = LogisticRegression(1).fit(*SIX)
    fits = heard.fits
    np.testing.assert_allclose(fits["logistic"]["coef"], twin.coef_[0], atol=1e-9)
    assert set(fits) == set(ALL) and heard.spread.shape == (1, 2)
    both.tell(n=4, count=100)
    heard = both.hear()
    assert heard.spread.shape == (5, 2) and heard.n == 4 and heard.error == ""
    trace = np.trace(np.cov(np.array(SIX[0][:3]).T, ddof=0))
    assert heard.spread[0, 0] == pytest.approx(trace)
    press(both.page, "Remove last point")
    assert both.hear().X.shape == (5, 2) and both.widget.n == 0
    both.tell(data=[[0, 0, 0], [1, 0, 0], [5, 5, 1], [5, 6, 1]])
    assert readings(both.page)["naive"][0] == "0 of 4"
    both.tell(playing=True)
    both.page.get_by_role("button", name="Pause", exact=True).wait_for()
    both.tell(playing=False)
