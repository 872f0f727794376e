"""MarkovChainExplorer in a real browser: every button, key, drag and setting, without a kernel
and against a model that stands for one."""

import numpy as np
import pytest
from test_axe import violations
from widget_page import (
    WithPython,
    address_of,
    note_of,
    press,
    reload,
    small_targets,
    static_page,
    tab_through,
)

from coursekit.mcmc import jump_process, markov_chain
from coursekit.widgets import MarkovChainExplorer

RAIN = {
    "P": [[0.66, 0.23, 0.11], [0.46, 0.31, 0.23], [0.2, 0.31, 0.49]],
    "names": ["dry", "light", "heavy"],
    "label": "Rain",
}
Q3 = [[-1, 1, 0], [2, -3, 1], [0, 4, -4]]


@pytest.fixture
def explore(open_page):
    """``explore(query, context settings, **traits)``: one explorer, ready."""

    def open_it(query="", context=None, **traits):
        page = open_page(
            static_page([MarkovChainExplorer(**traits)]), query, **(context or {})
        )
        page.wait_for_selector(".sfp-chain .sfp-state")
        return page

    return open_it


def shown(page) -> str:
    """Which step is shown."""
    return page.locator(".sfp-transport output").first.inner_text()


def bars(page, column=0) -> list[float]:
    """A column of numbers beside the bars: shares or law, stationary law, ..."""
    rows = page.locator(".sfp-shares tbody tr").all()
    cells = [row.locator("td:not(.sfp-bar)").nth(column).inner_text() for row in rows]
    return [float("nan") if cell == "–" else float(cell) for cell in cells]


def matrix(page) -> list[list[str]]:
    """What stands in the table, as text."""
    rows = page.locator(".sfp-matrix tbody tr:not(.sfp-problem)").all()
    return [
        row.locator("td :is(input, output)").evaluate_all(
            "(c) => c.map((e) => e.value)"
        )
        for row in rows
    ]


def words(page) -> str:
    return page.locator(".sfp-side dl").inner_text()


def cell(page, name):
    return page.get_by_role("textbox", name=name, exact=True)


def fill(page, name, value):
    cell(page, name).fill(value)
    cell(page, name).press("Enter")


def state(page, name):
    return page.get_by_role("button", name=f"State {name}")


def arrow(page, name):
    return page.get_by_role("slider", name=name, exact=True)


def place(locator) -> tuple[float, float]:
    """The middle of the first circle in an element of the picture."""
    box = locator.locator("circle").first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


# --- what it shows -------------------------------------------------------------------------


def test_it_opens_with_the_chain_given_and_says_what_it_is(explore):
    page = explore(**RAIN, n=400)
    assert page.get_by_label("Chain", exact=True).input_value() == "given"
    assert (
        page.get_by_label("Chain", exact=True).locator("option").first.inner_text()
        == "Rain"
    )
    assert matrix(page)[0] == ["0.66", "0.23", "0.11"]
    np.testing.assert_allclose(
        bars(page, 1), markov_chain.stationary(RAIN["P"]), atol=5.1e-4
    )
    assert sum(bars(page)) == pytest.approx(1, abs=2e-3)
    assert np.abs(np.array(bars(page)) - bars(page, 1)).max() < 0.15
    assert "One: every state reaches every other" in words(page)
    assert "1: aperiodic" in words(page) and "Not reversible" in words(page)
    assert shown(page) == "400"
    label = page.locator(".sfp-path canvas").get_attribute("aria-label")
    assert label.startswith("The walk, by steps. Step 400. The walk is in ")
    assert "Share so far: dry 0." in label
    widths = page.locator(".sfp-bar i").evaluate_all(
        "(b) => b.map((e) => e.style.width)"
    )
    np.testing.assert_allclose(
        [float(width[:-1]) / 100 for width in widths], bars(page), atol=5.1e-4
    )


PRESETS = {
    "weather": "1: aperiodic",
    "ring": "2: it cycles through {0, 2, 4} and {1, 3, 5}",
    "classes": "2: {in, out} open and {past, gone} closed",
    "gambler": "It ends in {ruin} or {rich}: no single stationary law.",
    "walk": "1: aperiodic",
    "metropolis": "Reversible: between any two states",
    "machine": "None: in continuous time",
}


def test_every_preset_says_what_it_shows(explore):
    page = explore(**RAIN)
    select = page.get_by_label("Chain", exact=True)
    options = select.locator("option").evaluate_all("(o) => o.map((e) => e.value)")
    assert options == ["given", *PRESETS, "edited"]
    for name, says in PRESETS.items():
        select.select_option(name)
        assert says in words(page), name
        assert select.input_value() == name and note_of(page) == ""
        press(page, "Step")
        assert shown(page).startswith("1")
    select.select_option("given")
    assert matrix(page)[0] == ["0.66", "0.23", "0.11"]


def test_a_chain_that_does_not_settle_has_no_marks(explore):
    page = explore(**RAIN)
    page.get_by_label("Chain", exact=True).select_option("gambler")
    assert page.locator(".sfp-bar b:visible").count() == 0
    assert "no single law" in page.locator(".sfp-chain").inner_text()
    assert page.get_by_role("button", name="Widths: flows").is_disabled()


# --- walking -------------------------------------------------------------------------------


def test_step_back_reset_and_scrub_show_the_same_walk_again(explore):
    page = explore(**RAIN)
    assert np.isnan(bars(page)).all()
    seen = []
    for _ in range(12):
        press(page, "Step")
        seen.append(bars(page))
    assert len({tuple(shares) for shares in seen}) > 4
    press(page, "Back")
    assert shown(page) == "11 of 12" and bars(page) == seen[10]
    page.get_by_role("slider", name="Step", exact=True).fill("5")
    assert shown(page) == "5 of 12" and bars(page) == seen[4]
    press(page, "Reset")
    assert shown(page) == "0 of 12" and np.isnan(bars(page)).all()
    press(page, "Back")
    assert shown(page) == "0 of 12"
    for shares in seen[:3]:
        press(page, "Step")
        assert bars(page) == shares


def test_play_runs_until_paused_and_speed_is_kept(explore):
    page = explore(**RAIN, speed=300)
    press(page, "Play")
    page.wait_for_function(
        "parseInt(document.querySelector('.sfp-transport output').textContent) > 60"
    )
    press(page, "Pause")
    n = shown(page)
    page.wait_for_timeout(150)
    assert shown(page) == n
    page.get_by_role("slider", name="Speed").fill("1")
    assert address_of(page)["chain.speed"] == "10"
    assert page.locator(".sfp-transport output").nth(1).inner_text() == "10 a second"


def test_seed_and_start_make_another_walk_and_are_kept_in_the_address(explore):
    page = explore(**RAIN, n=40)
    first = bars(page)
    page.get_by_label("Seed", exact=True).fill("7")
    page.get_by_label("Seed", exact=True).blur()
    assert bars(page) != first
    press(page, "Next seed")
    page.get_by_label("Start", exact=True).select_option("heavy")
    kept = bars(page)
    address = address_of(page)
    assert address == {"chain.seed": "8", "chain.start": "2"}
    reload(page)
    page.wait_for_selector(".sfp-chain .sfp-state")
    assert bars(page) == kept and "start" in state(page, "heavy").get_attribute(
        "aria-label"
    )


def test_the_law_after_n_steps(explore):
    page = explore(**RAIN, n=9)
    press(page, "The law")
    assert shown(page) == "0" and bars(page) == [1, 0, 0]
    for n in range(1, 6):
        press(page, "Step")
        law = np.linalg.matrix_power(np.array(RAIN["P"]), n)[0]
        np.testing.assert_allclose(bars(page), law, atol=5.1e-4)
    assert "Distance (total variation)" in page.locator(".sfp-chain").inner_text()
    label = page.locator(".sfp-path canvas").get_attribute("aria-label")
    assert label.startswith(
        "Probability of each state, by steps. Step 5. Law now: dry 0.5"
    )
    press(page, "One walk")
    assert shown(page) == "0"


# --- the matrix ----------------------------------------------------------------------------


def test_numbers_and_fractions_typed_into_the_matrix(explore):
    page = explore(P=[[0.5, 0.5], [0.5, 0.5]], names=["a", "b"])
    fill(page, "a to a", "1/3")
    problem = page.locator(".sfp-problem:visible")
    assert problem.inner_text().startswith("P row 0 sums to 0.833333, not 1 (row “a”).")
    assert bars(page, 1) == [0.5, 0.5]  # the chain goes on with the last good row
    fill(page, "a to b", "2/3")
    assert problem.count() == 0
    np.testing.assert_allclose(
        bars(page, 1),
        markov_chain.stationary([[1 / 3, 2 / 3], [0.5, 0.5]]),
        atol=5.1e-4,
    )
    assert page.get_by_label("Chain", exact=True).input_value() == "edited"
    assert (
        arrow(page, "Probability from a to b").get_attribute("aria-valuetext") == "0.67"
    )
    numbers = address_of(page)["chain.matrix"].split(",")
    assert [float(v) for v in numbers] == [1 / 3, 2 / 3, 0.5, 0.5]


def test_a_row_that_does_not_sum_to_1_can_be_normalised(explore):
    page = explore(P=[[0.5, 0.5], [0.5, 0.5]], names=["a", "b"])
    fill(page, "b to a", "3")
    assert (
        page.locator(".sfp-problem:visible")
        .inner_text()
        .startswith("P row 1 sums to 3.5, not 1 (row “b”).")
    )
    press(page, "Normalise")
    assert page.locator(".sfp-problem:visible").count() == 0
    assert matrix(page)[1] == ["0.857", "0.143"]
    np.testing.assert_allclose(
        bars(page, 1),
        markov_chain.stationary([[0.5, 0.5], [6 / 7, 1 / 7]]),
        atol=5.1e-4,
    )


@pytest.mark.parametrize("wrong", ["-0.5", "x", "", "1/0", "1/2/3"])
def test_what_is_no_probability_is_refused_in_the_words_of_the_package(explore, wrong):
    page = explore(P=[[0.5, 0.5], [0.5, 0.5]], names=["a", "b"])
    fill(page, "a to b", wrong)
    told = page.locator(".sfp-problem:visible").inner_text()
    if wrong == "1/0":
        assert told.startswith("P row 0 sums to Infinity, not 1")
    else:
        assert told.startswith("P must have entries of at least 0 (row “a”).")
    assert not page.get_by_role("button", name="Normalise").is_visible()
    assert cell(page, "a to b").input_value() == wrong  # to be mended
    assert address_of(page) == {}
    fill(page, "a to b", "0.5")
    assert page.locator(".sfp-problem:visible").count() == 0


def test_a_row_being_mended_stays_while_the_rest_changes(explore):
    page = explore(**RAIN)
    fill(page, "dry to dry", "0.9")
    fill(page, "heavy to dry", "0.3")
    press(page, "Step")
    assert page.locator(".sfp-problem:visible").count() == 2
    page.get_by_role("button", name="Normalise").first.click()
    assert page.locator(".sfp-problem:visible").count() == 1
    assert cell(page, "heavy to dry").input_value() == "0.3"


def test_names_can_be_typed(explore):
    page = explore(**RAIN)
    fill(page, "Name of state 0", "sun")
    assert (
        state(page, "sun").is_visible()
        and address_of(page)["chain.names"] == "sun,light,heavy"
    )
    fill(page, "Name of state 1", "sun")
    assert note_of(page) == "That was not taken: no two states may have the same name."
    assert cell(page, "Name of state 1").input_value() == "light"
    fill(page, "Name of state 1", "  ")
    assert "1 to 12 characters" in note_of(page)
    assert page.get_by_label("Start", exact=True).locator(
        "option"
    ).all_inner_texts() == [
        "sun",
        "light",
        "heavy",
    ]


# --- dragging ------------------------------------------------------------------------------


def test_a_state_is_dragged_about(explore):
    page = explore(**RAIN)
    x, y = place(state(page, "light"))
    drag(page, (x, y), (x - 40, y - 60))
    assert place(state(page, "light")) == pytest.approx((x - 40, y - 60), abs=1.5)
    kept = place(state(page, "light"))
    assert len(address_of(page)["chain.positions"].split(",")) == 6
    reload(page)
    page.wait_for_selector(".sfp-chain .sfp-state")
    assert place(state(page, "light")) == pytest.approx(kept, abs=1)
    assert page.get_by_label("Chain", exact=True).input_value() == "given"


def test_an_arrow_is_pulled_and_its_row_keeps_its_proportions(explore):
    page = explore(**RAIN)
    pulled = arrow(page, "Probability from dry to light")
    start, end = place(pulled), place(state(page, "light"))
    middle = (
        start[0] + 0.4 * (end[0] - start[0]),
        start[1] + 0.4 * (end[1] - start[1]),
    )
    drag(page, start, middle)
    row = [float(value) for value in matrix(page)[0]]
    assert 0.35 < row[1] < 0.85 and sum(row) == pytest.approx(1, abs=2e-3)
    assert row[0] / row[2] == pytest.approx(6, rel=0.05)
    assert matrix(page)[1:] == [["0.46", "0.31", "0.23"], ["0.2", "0.31", "0.49"]]
    assert float(pulled.get_attribute("aria-valuenow")) == pytest.approx(row[1])


def test_an_arrow_pulled_to_its_root_disappears(explore):
    page = explore(**RAIN)
    pulled = arrow(page, "Probability from dry to heavy")
    drag(page, place(pulled), place(state(page, "dry")))
    assert matrix(page)[0][2] == "0" and pulled.count() == 0


def test_arrows_are_drawn_from_state_to_state(explore):
    page = explore(P=[[1, 0, 0], [0, 1, 0], [0, 0, 1]], names=["a", "b", "c"])
    press(page, "draws an arrow")
    drag(page, place(state(page, "a")), place(state(page, "b")))
    assert matrix(page)[0] == ["0.8", "0.2", "0"]
    x, y = place(state(page, "b"))
    drag(page, (x, y), (x + 120, y + 200))  # to nowhere
    assert matrix(page)[1] == ["0", "1", "0"]
    drag(page, (x, y), place(state(page, "c")))
    assert matrix(page)[1] == ["0", "0.8", "0.2"]
    press(page, "moves it")
    drag(page, (x, y), (x - 30, y + 10))
    assert matrix(page)[1] == ["0", "0.8", "0.2"]


def test_a_loop_is_drawn_by_ending_where_one_began(explore):
    page = explore(P=[[0, 1], [1, 0]], names=["a", "b"])
    press(page, "draws an arrow")
    page.mouse.move(*place(state(page, "a")))
    page.mouse.down()
    page.mouse.up()
    assert matrix(page)[0] == ["0.2", "0.8"]


def test_states_are_added_and_removed(explore):
    page = explore(**RAIN)
    for n in range(4, 9):
        press(page, "Add a state")
        assert len(matrix(page)) == n
    add = page.get_by_role("button", name="Add a state")
    assert add.is_disabled() and "{3} closed" in words(page)
    state(page, "3").focus()
    page.keyboard.press("Delete")
    assert len(matrix(page)) == 7 and not add.is_disabled()
    for name in ("4", "5", "6", "7"):
        state(page, name).focus()
        page.keyboard.press("Backspace")
    assert [[float(v) for v in row] for row in matrix(page)] == RAIN["P"]
    state(page, "dry").focus()
    page.keyboard.press("Delete")
    assert matrix(page) == [["0.77", "0.23"], ["0.31", "0.69"]]
    state(page, "light").focus()
    page.keyboard.press("Delete")
    assert note_of(page) == "A chain needs two states at least."
    assert len(matrix(page)) == 2


def test_widths_show_flows(explore):
    page = explore(**RAIN)
    page.get_by_label("Chain", exact=True).select_option("metropolis")
    flows = page.get_by_role("button", name="Widths: flows")
    assert flows.get_attribute("aria-pressed") == "true"

    def widths():
        names = ["Probability from 2 to 3", "Probability from 3 to 2"]
        return [
            float(arrow(page, n).locator(".sfp-line").get_attribute("stroke-width"))
            for n in names
        ]

    there, back = widths()
    assert there == back > 5  # detailed balance
    assert "flow 0.12" in arrow(page, "Probability from 2 to 3").get_attribute(
        "aria-valuetext"
    )
    flows.click()
    there, back = widths()
    assert there == pytest.approx(1.25 + 3.5 * 0.6) and back == pytest.approx(
        1.25 + 3.5 * 0.3
    )


# --- continuous time -----------------------------------------------------------------------


def test_rates_their_law_their_stays_and_their_jumps(explore):
    page = explore(Q=Q3, names=["a", "b", "c"], view="law")
    assert matrix(page) == [["-1", "1", "0"], ["2", "-3", "1"], ["0", "4", "-4"]]
    np.testing.assert_allclose(bars(page, 1), jump_process.stationary(Q3), atol=5.1e-4)
    np.testing.assert_allclose(bars(page, 2), [1, 1 / 3, 1 / 4], atol=1e-3)
    P, _ = jump_process.embedded_chain(Q3)
    np.testing.assert_allclose(bars(page, 3), markov_chain.stationary(P), atol=5.1e-4)
    page.get_by_role("slider", name="Step", exact=True).focus()
    for _ in range(10):
        press(page, "Step")
    assert shown(page) == "10, time 0.5"
    law = jump_process.transition_probabilities(Q3, 0.5)[0]
    np.testing.assert_allclose(bars(page), law, atol=5.1e-4)
    press(page, "Jumps")
    assert matrix(page)[:2] == [
        ["0.000", "1.000", "0.000"],
        ["0.667", "0.000", "0.333"],
    ]
    assert page.locator(".sfp-matrix input").count() == 0
    press(page, "Rates")
    assert page.locator(".sfp-matrix input").count() == 9  # six rates and three names


def test_the_diagonal_follows_typed_rates_and_wrong_ones_are_refused(explore):
    page = explore(Q=Q3, names=["a", "b", "c"])
    fill(page, "a to c", "2.5")
    assert matrix(page)[0] == ["-3.5", "1", "2.5"]
    fill(page, "a to c", "-1")
    assert (
        page.locator(".sfp-problem:visible")
        .inner_text()
        .startswith(
            "Q must be finite with rates of at least 0 off the diagonal (row “a”)."
        )
    )
    assert not page.get_by_role("button", name="Normalise").is_visible()
    fill(page, "a to c", "2000")
    assert note_of(page) == "That was not taken: a rate may be at most 1000."
    assert matrix(page)[0] == ["-3.5", "1", "2.5"]


def test_shares_of_time_and_a_walk_that_ends(explore):
    page = explore(Q=[[-1, 1], [0, 0]], names=["alive", "dead"], seed=3)
    press(page, "Step")
    assert shown(page).startswith("1, time ")
    assert bars(page) == [1, 0]
    press(page, "Step")
    assert shown(page).startswith("1, time ")  # nothing follows
    assert (
        "{dead}" in words(page)
        and "for ever" in page.locator(".sfp-shares").inner_text()
    )
    press(page, "Play")
    page.get_by_role("button", name="Play", exact=True).wait_for()


def test_time_is_switched(explore):
    page = explore(P=[[0.5, 0.5], [0.25, 0.75]], names=["a", "b"], n=5)
    press(page, "Continuous")
    assert matrix(page) == [["-0.5", "0.5"], ["0.25", "-0.25"]]
    assert shown(page) == "0, time 0"
    press(page, "Discrete")
    assert matrix(page) == [["0", "1"], ["1", "0"]]  # the chain of its jumps
    assert "2: it cycles" in words(page)


# --- keys ----------------------------------------------------------------------------------


def test_keys_do_what_the_help_says(explore):
    page = explore(**RAIN, speed=100)
    keys = page.keyboard
    x, y = place(state(page, "dry"))
    state(page, "dry").focus()
    keys.press("ArrowDown")
    keys.press("Shift+ArrowRight")
    moved = place(state(page, "dry"))
    assert moved[1] > y and moved[0] > x + 15
    keys.press("ArrowUp")
    keys.press("Shift+ArrowLeft")
    assert place(state(page, "dry")) == pytest.approx((x, y), abs=1)

    pulled = arrow(page, "Probability from dry to light")
    pulled.focus()
    for key, wanted in [
        ("ArrowRight", 0.24), ("ArrowUp", 0.25), ("ArrowLeft", 0.24), ("ArrowDown", 0.23),
        ("PageUp", 0.33), ("PageDown", 0.23), ("End", 1), ("Home", 0.01),
    ]:  # fmt: skip
        keys.press(key)
        assert float(pulled.get_attribute("aria-valuenow")) == pytest.approx(
            wanted, abs=1e-6
        )
    keys.press("Delete")
    assert pulled.count() == 0 and matrix(page)[0][1] == "0"
    status = page.locator(".sfp-chain [role=status]")
    assert status.inner_text() == "The arrow from dry to light is gone."

    assert page.evaluate("document.activeElement.ariaLabel").startswith("State dry")
    keys.press("Enter")
    assert status.inner_text().startswith("Arrow from dry: go to a state")
    state(page, "light").focus()
    keys.press("Enter")
    assert pulled.get_attribute("aria-valuenow") == "0.2"
    assert (
        page.evaluate("document.activeElement.ariaLabel")
        == "Probability from dry to light"
    )
    state(page, "dry").focus()
    keys.press("Enter")
    keys.press("Escape")
    assert status.inner_text() == "No arrow."

    keys.press("n")
    keys.press("n")
    assert shown(page) == "2"
    keys.press("b")
    assert shown(page) == "1 of 2"
    keys.press("Space")
    assert page.get_by_role("button", name="Pause", exact=True).is_visible()
    keys.press("Space")
    assert page.get_by_role("button", name="Play", exact=True).is_visible()
    assert page.evaluate("scrollY") == 0


def test_every_control_is_reached_by_tab_and_named(explore):
    page = explore(P=[[0.5, 0.5], [0.25, 0.75]], names=["a", "b"])
    assert tab_through(page, "Keys and hints") == [
        "Chain", "Discrete", "Continuous", "One walk", "The law", "Start", "Seed", "Next seed",
        "Widths: flows", "State a, start", "Probability from a to a", "Probability from a to b",
        "State b", "Probability from b to a", "Probability from b to b", "moves it",
        "draws an arrow", "Add a state", "Name of state 0", "a to a", "a to b",
        "Name of state 1", "b to a", "b to b", "Reset", "Back", "Play", "Step", "Step", "Speed",
        "Keys and hints",
    ]  # fmt: skip


# --- the address ---------------------------------------------------------------------------


def test_the_address_sets_everything(explore):
    page = explore(
        "?chain.matrix=-1,1,2,-2&chain.continuous=true&chain.names=on,off&chain.start=1"
        "&chain.positions=0.1,0.1,0.9,0.9&chain.seed=5&chain.n=10&chain.speed=50"
        "&chain.view=law&chain.flows=true&other=1#part",
        **RAIN,
    )
    assert matrix(page) == [["-1", "1"], ["2", "-2"]]
    assert shown(page).startswith("10, time ")
    assert state(page, "on").is_visible()
    assert page.get_by_label("Start", exact=True).input_value() == "1"
    assert page.get_by_label("Seed", exact=True).input_value() == "5"
    press(page, "Step")
    address = address_of(page)
    assert address["chain.n"] == "11" and address["other"] == "1"
    assert page.url.endswith("#part")


BAD = {
    "chain.matrix=1,2,3": "matrix must be a square matrix of at most 8 rows",
    "chain.continuous=perhaps": "continuous must be true or false",
    "chain.view=both": "view must be one of walk, law",
    "chain.start=-1": "start must be a whole number from 0 to 7",
    "chain.positions=2,2": "positions must be pairs of numbers from 0 to 1",
    "chain.n=1e9": "n must be a whole number from 0 to 20000",
    "chain.label=x": "label is not a setting",
}


def test_a_bad_address_is_ignored_with_a_note(explore):
    page = explore("?" + "&".join([*BAD, "chain.seed=9"]), **RAIN)
    for why in BAD.values():
        assert f"The address was partly ignored: {why}" in note_of(page)
    assert page.get_by_label("Seed", exact=True).input_value() == "9"
    assert matrix(page)[0] == ["0.66", "0.23", "0.11"]


def test_a_chain_in_the_address_that_is_none_falls_back(explore):
    page = explore("?chain.matrix=0.5,0.4,0,1&chain.names=a,b", **RAIN)
    assert note_of(page) == "That was not taken: P row 0 sums to 0.9, not 1."
    assert matrix(page)[0] == ["0.66", "0.23", "0.11"]


def test_two_explorers_on_a_page_do_not_clash(open_page):
    html = static_page([MarkovChainExplorer(**RAIN), MarkovChainExplorer(Q=Q3)])
    page = open_page(html, "?chain2.seed=4", viewport={"width": 1000, "height": 2400})
    second = page.locator(".sfp-chain").nth(1)
    second.wait_for()
    assert second.get_by_label("Seed", exact=True).input_value() == "4"
    page.get_by_role("button", name="Step", exact=True).first.click()
    assert address_of(page) == {"chain2.seed": "4", "chain.n": "1"}
    assert violations(page) == []


# --- look ----------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(explore, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = explore(**RAIN, n=30, context=context)
    fill(page, "Name of state 1", "light rain")
    fill(page, "Name of state 2", "heavy-handed")
    fill(page, "dry to dry", "0.9")
    page.locator("summary").click()
    assert violations(page) == []
    page.get_by_label("Chain", exact=True).select_option("machine")
    press(page, "The law")
    assert violations(page) == []
    page.get_by_label("Chain", exact=True).select_option("gambler")
    assert violations(page) == []


def test_it_fits_a_phone_and_a_finger(explore):
    page = explore(**RAIN, n=30, context={"viewport": {"width": 360, "height": 740}})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    fill(page, "dry to dry", "0.9")
    assert small_targets(page) == []
    page.get_by_label("Chain", exact=True).select_option("walk")  # its matrix scrolls
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_follows_the_theme_of_the_page(explore):
    page = explore(**RAIN, n=30)
    line = "getComputedStyle(document.querySelector('.sfp-disc')).stroke"
    path = "document.querySelector('.sfp-path canvas').toDataURL()"
    light = page.evaluate(f"[{line}, {path}]")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{line} !== '{light[0]}'")
    assert page.evaluate(path) != light[1]
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    page.wait_for_function(f"{line} === '{light[0]}'")
    assert page.evaluate(f"[{line}, {path}]") == light


TOKEN = """() => new Promise((done) => {
  const token = document.querySelector('.sfp-token'), seen = new Set();
  document.querySelectorAll('.sfp-buttons button')[3].click();
  const end = performance.now() + 600;
  const look = () => (token.style.display !== 'none' && seen.add(token.getAttribute('cx')),
    performance.now() < end ? requestAnimationFrame(look) : done(seen.size));
  look();
})"""


def test_a_step_is_animated_only_if_motion_is_welcome(explore):
    assert explore(P=[[0, 1], [1, 0]]).evaluate(TOKEN) == 0
    context = {"reduced_motion": "no-preference"}
    assert explore(P=[[0, 1], [1, 0]], context=context).evaluate(TOKEN) > 3


# --- with Python ---------------------------------------------------------------------------


def test_python_sets_the_chain_and_reads_what_became_of_it(open_page):
    both = WithPython(
        MarkovChainExplorer(**RAIN, n=25), "markov_chain_explorer", open_page
    )
    walk = both.hear().walk
    assert len(walk.states) == 26 and walk.times.tolist() == list(range(26))
    both.tell(Q=Q3)
    assert matrix(both.page)[0] == ["-1", "1", "0"]
    assert both.page.get_by_role("button", name="State dry").is_visible()
    path = both.hear().walk
    assert len(path.states) == 26 and (np.diff(path.times) > 0).all()
    both.tell(P=[[0.5, 0.5], [1, 0]])
    assert state(both.page, "0").is_visible() and len(matrix(both.page)) == 2
    both.tell(names=["here", "there"], n=3, view="law")
    fill(both.page, "here to here", "0")
    fill(both.page, "here to there", "1")
    explorer = both.hear()
    np.testing.assert_array_equal(explorer.P, [[0, 1], [1, 0]])
    assert explorer.n == 3 and explorer.error == ""
    assert bars(both.page) == [0, 1]


def test_python_plays_and_pauses_and_closing_ends_the_work(open_page):
    both = WithPython(
        MarkovChainExplorer(**RAIN, speed=200), "markov_chain_explorer", open_page
    )
    both.tell(playing=True)
    both.page.wait_for_function(
        "parseInt(document.querySelector('.sfp-transport output').textContent) > 30"
    )
    both.tell(playing=False)
    n = int(shown(both.page))
    assert both.hear().n == n and len(both.widget.walk.states) == n + 1
    both.page.evaluate("endView()")
    assert address_of(both.page) == {}
