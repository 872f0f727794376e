"""GANLab in a real browser: every control, key and setting, without a kernel and with one."""

import numpy as np
import pytest
import torch
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

from coursekit.gan.coverage import coverage
from coursekit.gan.toys import ring
from coursekit.widgets import GANLab

SMALL = {"width_G": 8, "width_D": 8, "batch": 32}  # quick to train


@pytest.fixture
def lab(open_page):
    """``lab(query, context settings, **traits)``: one lab, ready."""

    def open_it(query="", context=None, **traits):
        widget = GANLab(**SMALL | traits)
        page = open_page(static_page([widget]), query, **(context or {}))
        page.wait_for_selector(".sfp-gan .sfp-plane")
        if widget.n:
            arrive(page, widget.n)
        return page

    return open_it


def step_of(page) -> str:
    return page.locator(".sfp-transport output").first.inner_text()


def arrive(page, n):
    """Wait until step n or one after it is shown."""
    page.wait_for_function(
        """(n) => { const words = document.querySelector('.sfp-transport output').textContent;
          return parseInt(words) >= n && !words.includes('way'); }""",
        arg=n,
    )


def picture(page, index=0) -> str:
    return page.locator(".sfp-gan canvas").nth(index).evaluate("(c) => c.toDataURL()")


def readings(page) -> dict[str, list[str]]:
    """What the table shows, by row."""
    rows = page.locator(".sfp-readings tbody tr:visible").all()
    return {
        row.locator("th").inner_text(): row.locator("td:visible").all_inner_texts()
        for row in rows
    }


def choose(page, name, value):
    page.get_by_label(name, exact=True).select_option(value)


def drag(page, name, value):
    page.get_by_role("slider", name=name, exact=True).fill(str(value))


def unfold(page):
    page.evaluate(
        "document.querySelectorAll('details').forEach((d) => (d.open = true))"
    )


def said(page) -> str:
    return page.locator("[role=status]").inner_text()


# --- playing -------------------------------------------------------------------------------


def test_it_opens_with_everything_drawn_and_said(lab):
    page = lab()
    assert page.get_by_label("Data", exact=True).input_value() == "ring"
    table = readings(page)
    assert list(table) == [
        "Modes covered", "Good fakes", "KL of mode shares",
        "KL(data ‖ fakes)", "JS(data, fakes)",
    ]  # fmt: skip
    assert table["Modes covered"][1] == "8 of 8" and table["Good fakes"][1] == "99 %"
    assert said(page).startswith("Step 0. 0 of 8 modes covered")
    labels = [
        canvas.get_attribute("aria-label")
        for canvas in page.locator(".sfp-gan canvas:visible").all()
    ]
    assert len(labels) == 5 and said(page).removeprefix("Step 0. ") in labels[0]
    assert labels[1].startswith("Losses, by step.")
    blank = "(c) => !c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(Boolean)"
    for canvas in page.locator(".sfp-gan canvas:visible").all():
        assert not canvas.evaluate(blank)


def test_step_back_scrub_play_reset(lab):
    page = lab(speed=200)
    seen = [picture(page)]
    for n in (1, 2, 3):
        press(page, "Step")
        assert step_of(page) == str(n)
        seen.append(picture(page))
    assert len(set(seen)) == 4
    press(page, "Back")
    assert step_of(page) == "2 of 3" and picture(page) == seen[2]
    press(page, "Step")
    assert picture(page) == seen[3]
    press(page, "Play")
    arrive(page, 30)
    press(page, "Pause")
    last = int(step_of(page))
    assert said(page).startswith(f"Step {last}. ")
    drag(page, "Step", 1)
    assert step_of(page) == f"1 of {last}" and picture(page) == seen[1]
    press(page, "Reset")
    assert step_of(page) == "0" and picture(page) == seen[0]
    press(page, "Back")
    assert step_of(page) == "0"


def test_a_step_far_off_is_reached_without_blocking_the_page(lab):
    page = lab("?gan.seed=3", n=300)
    assert step_of(page) == "300"
    far = picture(page)
    drag(page, "Step", 7)
    arrive(page, 7)
    drag(page, "Step", 300)
    arrive(page, 300)
    assert picture(page) == far


def test_one_player_steps_alone(open_page):
    both = WithPython(GANLab(**SMALL), "gan_lab", open_page)

    def networks():
        heard = both.hear()
        return [
            np.concatenate([part.ravel() for layer in net for part in layer])
            for net in (heard.generator, heard.discriminator)
        ]

    G, D = networks()
    press(both.page, "Step D")
    newer_G, newer_D = networks()
    assert (newer_G == G).all() and (newer_D != D).mean() > 0.9
    press(both.page, "Step G")
    last_G, last_D = networks()
    assert (last_G != G).mean() > 0.9 and (last_D == newer_D).all()
    assert both.hear().n == 2


def test_a_step_of_one_player_in_the_past_begins_another_way(lab):
    page = lab(n=5)
    drag(page, "Step", 2)
    press(page, "Step D")
    assert step_of(page) == "3"


def test_a_game_that_runs_off_is_stopped_with_a_note(lab):
    page = lab(loss="wasserstein", optimizer="sgd", lr_D=1, lr_G=1, speed=200)
    press(page, "Play")
    page.get_by_text("The numbers have grown beyond all bounds").wait_for()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    last = int(step_of(page))
    press(page, "Step")
    assert step_of(page) == str(last) and "NaN" not in said(page)
    drag(page, "Step", 3)
    assert note_of(page) == "" and step_of(page) == f"3 of {last}"


# --- slow motion ---------------------------------------------------------------------------


def stage(page) -> str:
    return page.locator(".sfp-stages [aria-current]").inner_text()


STAGES = [
    *("D1 Real and fake", "D2 Verdict", "D3 Loss", "D4 Gradient", "D5 Update"),
    *("G1 New fakes", "G2 Verdict", "G3 Loss", "G4 Gradient", "G5 Update"),
]


def test_slow_motion_explains_five_stages_of_d_and_five_of_g(lab):
    page = lab(n=20, shown=["real", "fakes"])
    press(page, "Slow motion")
    words, pictures = [], []
    for name in STAGES:
        press(page, "Step")
        assert stage(page) == name and step_of(page) == "21"
        words.append(page.locator(".sfp-words").inner_text())
        pictures.append(picture(page))
        assert words[-1] in said(page)
    assert len(set(words)) == 10
    # D's gradient is in words only; nor are there rings where D judges all rightly
    assert len(set(pictures)) >= 8
    assert "32 draws of noise go through G" in words[0] and "Rings mark" in words[1]
    assert "−log σ(D(x))" in words[2] and "nothing flows to G" in words[3]
    assert "No real point" in words[5] and "through D, which stays" in words[8]
    press(page, "Step")  # the step is complete
    assert page.locator(".sfp-stages [aria-current]").count() == 0
    press(page, "Step D")
    assert page.locator(".sfp-stages li").all_inner_texts() == STAGES[:5]
    press(page, "Step G")
    assert page.locator(".sfp-stages li").all_inner_texts() == STAGES[5:]


@pytest.mark.parametrize(
    "loss, formula",
    [
        ("minimax", "mean of log(1 − σ(D(f)))"),
        ("least_squares", "½ mean of (D(f) − 1)²"),
        ("hinge", "mean of −D(f)"),
        ("wasserstein", "mean of −D(f)"),
    ],
)
def test_slow_motion_shows_the_chosen_losses(lab, loss, formula):
    page = lab(slow=True, loss=loss, penalty="r1")
    for _ in range(3):
        press(page, "Step")
    assert "R1 penalty" in page.locator(".sfp-words").inner_text()
    for _ in range(5):
        press(page, "Step")
    assert formula in page.locator(".sfp-words").inner_text()


def test_slow_motion_plays_by_itself(lab):
    page = lab(slow=True)
    press(page, "Play")
    page.wait_for_function(
        "document.querySelector('.sfp-stages [aria-current]')?.textContent.startsWith('D2')"
    )
    press(page, "Pause")
    assert step_of(page) == "1"


# --- what is drawn -------------------------------------------------------------------------


def test_each_layer_can_be_taken_away_and_put_back(lab):
    page = lab(n=40)
    for name in [
        "Real points",
        "Fakes",
        "D's verdict",
        "Best D",
        "G's manifold",
        "Arrows",
        "Mean's path",
    ]:
        before = picture(page)
        pressed = page.get_by_role("button", name=name, exact=True)
        was = pressed.get_attribute("aria-pressed")
        press(page, name)
        assert pressed.get_attribute("aria-pressed") != was
        assert picture(page) != before, name
        press(page, name)
        assert picture(page) == before


def test_a_critic_has_no_best_reply_to_draw(lab):
    page = lab(n=5, loss="wasserstein")
    before = picture(page)
    press(page, "Best D")
    assert picture(page) == before
    button = page.get_by_role("button", name="Best D", exact=True)
    assert "no formula" in button.get_attribute("title")


@pytest.mark.parametrize("data", ["line", "gaussians", "blobs", "grid"])
def test_other_data(lab, data):
    page = lab(n=3)
    before = picture(page)
    choose(page, "Data", data)
    assert step_of(page) == "0" and picture(page) != before
    hasModes = data != "line"
    assert ("Modes covered" in readings(page)) == hasModes
    assert page.locator(".sfp-chart:visible").count() == (4 if hasModes else 3)
    assert address_of(page)["gan.data"] == data
    press(page, "Step")
    assert step_of(page) == "1"


def test_noise_of_one_dimension_makes_a_curve(lab):
    page = lab(n=30, shown=["manifold"])
    grid = picture(page)
    unfold(page)
    for noise in ["gaussian 1", "uniform 1", "uniform 2"]:
        choose(page, "Noise", noise)
        assert picture(page) != grid
    assert address_of(page)["gan.noise"] == "uniform"


# --- drawing -------------------------------------------------------------------------------


def test_data_are_drawn_by_hand(lab):
    page = lab()
    choose(page, "Data", "drawn")
    assert readings(page)["JS(data, fakes)"] == ["–", "–"]
    press(page, "Play")
    assert note_of(page) == "There are no points yet: draw some first."
    box = page.locator(".sfp-plane").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y, steps=4)
    page.mouse.up()
    drawn = np.array(address_of(page)["gan.points"].split(","), float).reshape(-1, 2)
    assert 5 < len(drawn) < 30 and np.ptp(drawn[:, 0]) > 0.4 > np.ptp(drawn[:, 1])
    press(page, "Step")
    assert step_of(page) == "1"
    press(page, "Remove last point")
    assert address_of(page)["gan.points"].count(",") == 2 * len(drawn) - 3
    press(page, "Clear drawing")
    assert "gan.points" not in address_of(page)
    assert page.get_by_role("button", name="Clear drawing").is_disabled()


def test_data_are_drawn_by_keys(lab):
    page = lab(data="drawn")
    page.locator(".sfp-plane").first.focus()
    for key in ["Enter", "ArrowRight", "Shift+ArrowUp", "Enter"]:
        page.keyboard.press(key)
    assert said(page) == "Point 1 at 0.05, 0.25."
    page.keyboard.press("Escape")
    assert said(page) == "No place chosen."
    assert address_of(page)["gan.points"] == "0.05,0.25"
    page.keyboard.press("n")
    assert step_of(page) == "1"


# --- settings ------------------------------------------------------------------------------

ANEW = {
    "Hidden layers of D": ("layers_D", 5),
    "Neurons a layer of D": ("width_D", 20),
    "Neurons a layer of G": ("width_G", 1),
    "Hidden layers of G": ("layers_G", 0),
}
LIVE = {
    "Updates of D a step": ("k_D", 3),
    "Updates of G a step": ("k_G", 2),
    "Learning rate of D": ("lr_D", 0.01),
    "Learning rate of G": ("lr_G", 0.1),
}


def test_another_network_begins_another_game(lab):
    page = lab(n=3)
    unfold(page)
    for label, (key, value) in ANEW.items():
        press(page, "Step")
        drag(page, label, value)
        assert step_of(page) == "0"
        assert address_of(page)[f"gan.{key}"] == str(value)
        press(page, "Step")
    choose(page, "Activation", "tanh")
    assert step_of(page) == "0"
    press(page, "Next seed")
    assert address_of(page)["gan.seed"] == "2"
    assert page.get_by_role("slider", name="Neurons a layer of G").is_disabled()


def test_rates_and_losses_change_while_it_goes_on(lab):
    page = lab(n=3)
    unfold(page)
    n = 3
    for label, (key, value) in LIVE.items():
        drag(page, label, np.log10(value) if "rate" in label else value)
        assert address_of(page)[f"gan.{key}"] == str(value)
        press(page, "Step")
        n += 1
        assert step_of(page) == str(n)
    for label, value in [
        ("Loss", "hinge"), ("Hold on D", "gradient"), ("Optimiser", "sgd"), ("Batch", "64"),
    ]:  # fmt: skip
        choose(page, label, value)
        press(page, "Step")
        n += 1
        assert step_of(page) == str(n)
    drag(page, "Strength λ", 1)
    assert address_of(page)["gan.strength"] == "10"
    assert page.get_by_label("Adam's β₁", exact=True).is_disabled()
    # the way back shows what was set then; from there another way can be gone
    drag(page, "Step", 3)
    assert page.get_by_label("Loss", exact=True).input_value() == "non_saturating"
    drag(page, "Step", n)
    assert page.get_by_label("Loss", exact=True).input_value() == "hinge"
    drag(page, "Step", 5)
    choose(page, "Loss", "minimax")
    press(page, "Step")
    assert step_of(page) == "6"
    press(page, "Reset")
    assert page.get_by_label("Loss", exact=True).input_value() == "minimax"


def test_a_situation_sets_everything(lab):
    page = lab()
    situation = page.get_by_label("Situation", exact=True)
    assert situation.input_value() == "own"
    options = situation.locator("option").evaluate_all(
        "(all) => all.map((o) => o.value)"
    )
    assert options[0] == "start" and {"converges", "collapses", "orbits"} <= {*options}
    words = set()
    for name in options[:-1]:
        situation.select_option(name)
        assert situation.input_value() == name and step_of(page) == "0"
        words.add(page.locator(".sfp-watch").inner_text())
        press(page, "Step")
        assert situation.input_value() == name
    assert len(words) == len(options) - 1 and "" not in words


def test_two_runs_side_by_side(lab):
    page = lab(n=4)
    press(page, "Two runs")
    assert step_of(page) == "0" and page.locator(".sfp-plane:visible").count() == 2
    for _ in range(3):
        press(page, "Step")
    assert picture(page, 0) == picture(page, 1)
    press(page, "Settings of B")
    choose(page, "Loss", "least_squares")
    assert (
        "loss least-squares"
        in page.locator(".sfp-figure .sfp-caption").nth(1).inner_text()
    )
    a = picture(page, 0)
    press(page, "Step")
    assert step_of(page) == "4" and a != picture(page, 0) != picture(page, 1)
    table = readings(page)
    assert all(len(cells) == 3 for cells in table.values())
    assert "Run A:" in said(page) and "Run B:" in said(page)
    address = address_of(page)
    assert address["gan.other"] == "loss=least_squares" and "gan.loss" not in address
    press(page, "Settings of A")
    assert page.get_by_label("Loss", exact=True).input_value() == "non_saturating"
    choose(page, "Loss", "least_squares")
    press(page, "Settings of B")
    choose(page, "Loss", "hinge")
    choose(page, "Loss", "least_squares")
    assert "gan.other" not in address_of(page)
    unfold(page)
    drag(page, "Hidden layers of D", 1)
    assert address_of(page)["gan.other"] == "layers_D=1"
    press(page, "Two runs")
    assert page.locator(".sfp-plane:visible").count() == 1


def test_the_address_brings_everything_back(lab):
    query = (
        "?gan.data=blobs&gan.loss=hinge&gan.penalty=r1&gan.strength=0.5&gan.compare=true"
        "&gan.other=lr_D=0.1,k_D=2&gan.shown=real,best&gan.seed=7&gan.slow=true"
        "&gan.noise_dim=1&gan.beta1=0.9&gan.batch=64&other=1#part"
    )
    page = lab(query)
    for label, value in [
        ("Data", "blobs"), ("Loss", "hinge"), ("Hold on D", "r1"), ("Seed", "7"),
        ("Noise", "gaussian 1"), ("Adam's β₁", "0.9"), ("Batch", "64"),
    ]:  # fmt: skip
        assert page.get_by_label(label, exact=True).input_value() == value
    press(page, "Step")
    first = picture(page)
    address = address_of(page)
    assert address["other"] == "1" and page.url.endswith("#part")
    assert address["gan.other"] == "lr_D=0.1,k_D=2" and "gan.n" not in address
    page.reload()
    page.wait_for_selector(".sfp-gan .sfp-plane")
    press(page, "Step")
    assert picture(page) == first


BAD = {
    "gan.data=moons": "data must be one of line, gaussians, ring",
    "gan.loss=log": "loss must be one of non_saturating, minimax",
    "gan.layers_G=6": "layers_G must be a whole number from 0 to 5",
    "gan.width_D=0": "width_D must be a whole number from 1 to 100",
    "gan.lr_D=2": "lr_D must be a number from 0.0001 to 1",
    "gan.batch=100": "batch must be one of 32, 64",
    "gan.points=9,9": "points must be at most 300 pairs of numbers from -1.6 to 1.6",
    "gan.other=seed=2": "other must be one of noise, noise_dim, layers_G",
    "gan.other=k_D=0": "other must be a whole number from 1 to 10",
    "gan.shown=noise": "shown must be a list of some of real, fakes",
    "gan.n=3": "n is not a setting",
}


def test_a_bad_address_is_ignored_with_a_note(lab):
    page = lab("?" + "&".join([*BAD, "gan.seed=9"]))
    for why in BAD.values():
        assert f"The address was partly ignored: {why}" in note_of(page)
    assert page.get_by_label("Seed", exact=True).input_value() == "9"


def test_keys_and_tab(lab):
    page = lab()
    page.locator(".sfp-plane").first.focus()
    for key, n in ("n", 1), ("d", 2), ("g", 3), ("b", 2):
        page.keyboard.press(key)
        assert step_of(page).split()[0] == str(n)
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    page.locator("h1").click()
    names = tab_through(page, "Keys and hints")
    wanted = {"Situation", "Data", "Seed", "Loss", "Hold on D", "The plane", "Arrows"}
    wanted |= {"Back", "Play", "Step", "Step D", "Step G", "Slow motion", "Two runs"}
    assert wanted <= {*names}


# --- look ----------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 650, 360])
def test_axe_finds_nothing_and_all_fits(lab, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = lab(compare=True, slow=True, data="drawn", points=[[0, 0]], context=context)
    for _ in range(2):
        press(page, "Step")
    unfold(page)
    assert violations(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_follows_the_theme_of_the_page(lab):
    page = lab(n=5)
    shown = [0, 2, 3, 4, 5]  # without the picture of run B
    light = [picture(page, k) for k in shown]
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(50)
    dark = [picture(page, k) for k in shown]
    assert all(a != b for a, b in zip(light, dark, strict=True))


def test_two_labs_on_a_page_do_not_clash(open_page):
    page = open_page(
        static_page([GANLab(**SMALL), GANLab(**SMALL)]),
        "?gan2.seed=4",
        viewport={"width": 1000, "height": 2600},
    )
    second = page.locator(".sfp-gan").nth(1)
    second.wait_for()
    assert second.get_by_label("Seed", exact=True).input_value() == "4"
    choose(page.locator(".sfp-gan").first, "Loss", "hinge")
    assert address_of(page) == {"gan2.seed": "4", "gan.loss": "hinge"}


# --- with Python ---------------------------------------------------------------------------


def test_python_reads_networks_samples_and_measures(open_page):
    both = WithPython(GANLab(**SMALL, seed=3), "gan_lab", open_page)
    both.tell(n=60)
    arrive(both.page, 60)
    heard = both.hear()
    assert heard.n == 60 and heard.error == ""
    wanted = coverage(torch.tensor(heard.samples), ring(sd=0.07))
    assert heard.samples.shape == (2500, 2)
    assert heard.measures["modes"] == wanted.modes
    assert heard.measures["quality"] == pytest.approx(wanted.quality, abs=1e-6)
    assert heard.measures["reverse_kl"] == pytest.approx(wanted.reverse_kl, abs=1e-6)
    shapes = [[w.shape, b.shape] for w, b in heard.generator]
    assert shapes == [[(8, 2), (8,)], [(8, 8), (8,)], [(2, 8), (2,)]]
    assert heard.discriminator[-1][0].shape == (1, 8)
    both.tell(loss="hinge", layers_D=0)
    assert step_of(both.page) == "0" and len(both.hear().discriminator) == 1
    both.tell(points=[[0, 0], [1, 1]], data="drawn")
    assert "modes" not in both.hear().measures


def test_python_plays_and_pauses_and_closing_ends_the_work(open_page):
    both = WithPython(GANLab(**SMALL, speed=200), "gan_lab", open_page)
    both.tell(playing=True)
    arrive(both.page, 20)
    both.tell(playing=False)
    assert both.hear().n == int(step_of(both.page))
    both.tell(n=20_000)
    both.page.evaluate("endView()")
    both.page.wait_for_timeout(100)
    n = step_of(both.page)
    both.page.wait_for_timeout(200)
    assert step_of(both.page) == n
