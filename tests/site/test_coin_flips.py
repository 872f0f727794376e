"""CoinFlips in a real browser: every button, key and setting, without a kernel and against a
model that stands for one."""

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

from coursekit.mcmc.monte_carlo import three_truths, wald_interval, wilson_interval
from coursekit.widgets import CoinFlips

SHARE, LEAD, TIME = range(3)


@pytest.fixture
def flipped(open_page):
    """``flipped(query, context settings, **traits)``: one widget, ready."""

    def open_it(query="", context=None, **traits):
        page = open_page(static_page([CoinFlips(**traits)]), query, **(context or {}))
        page.wait_for_selector(".sfp-coins")
        return page

    return open_it


def shown(page) -> int:
    """The number of the flip shown."""
    return int(page.locator(".sfp-transport output").first.inner_text().split()[0])


def readings(page) -> dict[str, list[str]]:
    """The chosen run, all runs, the law."""
    rows = page.locator(".sfp-readings tbody tr").all()
    return {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts()
        for row in rows
    }


def number(text) -> float:
    return float(text.strip("±% ").replace("−", "-"))


def picture(page, name) -> str:
    """A chart's canvas on top: ".sfp-path" (of the shares) or ".sfp-histogram"."""
    canvas = page.locator(f"{name} >> nth=0 >> canvas[role=img]")
    return canvas.evaluate("(c) => c.toDataURL()")


def label(page, which) -> str:
    """What a chart says of itself."""
    return (
        page.locator(".sfp-coins canvas[role=img]")
        .nth(which)
        .get_attribute("aria-label")
    )


def drag(page, name, value):
    page.get_by_role("slider", name=name, exact=True).fill(str(value))


def type_in(page, name, value):
    field = page.get_by_label(name, exact=True)
    field.fill(str(value))
    field.blur()


# --- guess first ---------------------------------------------------------------------------


def test_the_runs_are_shown_once_three_guesses_are_made(flipped):
    page = flipped(seed=4)
    assert not page.locator(".sfp-stage").is_visible()
    start = page.get_by_role("button", name="Flip the coins")
    for guess in ("Shrinks", "Stays", "Half the time"):
        assert start.is_disabled()
        which = page.get_by_role("button", name=guess, exact=True)
        (which.nth(1) if guess == "Stays" else which.first).click()
    start.click()
    assert page.locator(".sfp-stage").is_visible() and not start.is_visible()
    assert shown(page) == 1000  # without motion all flips come at once
    verdicts = page.locator(".sfp-verdict").all_inner_texts()
    assert [words[0] for words in verdicts] == ["✓", "✗", "✗"]
    assert "after 100 flips" in verdicts[0] and "after 1,000" in verdicts[0]
    assert "One side leads 9/10 of the time or more in" in verdicts[2]
    press(page, "Nearly all or none")
    assert page.locator(".sfp-verdict").nth(2).inner_text().startswith("✓")


def test_nobody_has_to_guess(flipped):
    page = flipped()
    press(page, "Show me without guessing")
    assert shown(page) == 1000
    verdicts = page.locator(".sfp-verdict").all_inner_texts()
    assert all(words and words[0] not in "✓✗" for words in verdicts)


def test_few_flips_or_runs_are_not_judged(flipped):
    page = flipped(n=99)
    assert page.locator(".sfp-verdict").all_inner_texts() == ["", "", ""]
    press(page, "Step")
    assert all(page.locator(".sfp-verdict").all_inner_texts())
    drag(page, "Runs", 1)
    assert page.locator(".sfp-verdict").all_inner_texts() == ["", "", ""]


def test_the_question_names_the_coin(flipped):
    page = flipped(p=0.7, flips=500)
    panel = page.locator(".sfp-guesses")
    assert "As a coin with p = 0.7 is flipped 500 times" in panel.inner_text()
    assert "count of heads from n p" in panel.inner_text()


# --- the clock -----------------------------------------------------------------------------


def test_step_back_scrub_reset_and_play(flipped):
    page = flipped(n=10, speed=500)
    first = readings(page)
    press(page, "Step")
    assert shown(page) == 11 and readings(page) != first
    press(page, "Back")
    assert shown(page) == 10 and readings(page) == first
    drag(page, "Flip", 400)
    assert shown(page) == 400
    before = picture(page, ".sfp-path"), picture(page, ".sfp-histogram")
    drag(page, "Flip", 300)
    after = picture(page, ".sfp-path"), picture(page, ".sfp-histogram")
    assert before[0] != after[0] and before[1] != after[1]
    drag(page, "Flip", 400)
    assert (picture(page, ".sfp-path"), picture(page, ".sfp-histogram")) == before
    press(page, "Reset")
    assert shown(page) == 0
    assert {cell for row in readings(page).values() for cell in row} == {"–"}
    drag(page, "Speed", 3)  # a logarithm: 1,000 a second
    press(page, "Play")
    page.wait_for_function(
        "parseInt(document.querySelector('.sfp-transport output').textContent) > 50"
    )
    press(page, "Pause")
    stopped = shown(page)
    page.wait_for_timeout(100)
    assert shown(page) == stopped


def test_playing_ends_with_the_last_flip_and_begins_again(flipped):
    page = flipped(n=30, flips=40, speed=100)
    press(page, "Play")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    assert shown(page) == 40
    press(page, "Play")
    page.wait_for_timeout(100)
    assert 0 < shown(page) < 40


def test_it_plays_before_the_eye_only_if_motion_is_welcome(flipped):
    page = flipped(context={"reduced_motion": "no-preference"}, speed=100)
    press(page, "Show me without guessing")
    page.wait_for_timeout(300)
    assert 5 < shown(page) < 1000
    page.get_by_role("button", name="Pause", exact=True).wait_for()


# --- settings ------------------------------------------------------------------------------


def test_settings_remake_the_runs_and_are_kept_in_the_address(flipped):
    page = flipped(n=400)
    assert address_of(page) == {}
    seen = [readings(page)]

    def changed(**wanted):
        assert readings(page) not in seen
        seen.append(readings(page))
        wanted = {f"coins.{key}": value for key, value in wanted.items()}
        assert address_of(page).items() >= wanted.items()

    drag(page, "Probability of heads p", 0.3)
    changed(p="0.3")
    drag(page, "Runs", 1)
    changed(runs="10")
    type_in(page, "Run", 7)
    changed(run="7")
    type_in(page, "Seed", 12)
    changed(seed="12")
    press(page, "Next seed")
    changed(seed="13")
    drag(page, "Flips", 2)
    changed(flips="100", n="100")
    press(page, "Wald")
    assert address_of(page)["coins.interval"] == "wald"
    drag(page, "Speed", 1)
    assert address_of(page)["coins.speed"] == "10"
    last = readings(page)
    reload(page)
    page.wait_for_selector(".sfp-coins")
    assert readings(page) == last and shown(page) == 100


def test_a_run_keeps_its_luck(flipped):
    page = flipped(n=200, run=3)
    mine = readings(page)["Share"][0]
    drag(page, "Runs", 1)
    assert readings(page)["Share"][0] == mine
    drag(page, "Flips", 3.3)
    assert readings(page)["Share"][0] == mine


def test_fewer_runs_than_the_chosen_one_choose_the_last(flipped):
    page = flipped(n=50, run=150)
    drag(page, "Runs", 1)
    assert page.get_by_label("Run", exact=True).input_value() == "10"


def test_wrong_settings_are_refused_with_a_note(flipped):
    page = flipped(n=20)
    before = readings(page)
    type_in(page, "Run", 0)
    assert note_of(page) == (
        "The setting was not changed: it must be a whole number from 1 to 1000, "
        'got "0".'
    )
    assert readings(page) == before
    page = flipped("?coins.p=2&coins.runs=10", n=20)
    assert note_of(page) == (
        'The address was partly ignored: p must be a number from 0.01 to 0.99, got "2".'
    )
    assert "10 runs" in label(page, SHARE)


def test_a_coin_that_is_not_fair_has_no_arcsine_law(flipped):
    fair = readings(flipped(n=500))["One side ≥ 9/10"]
    biased = readings(flipped(n=500, p=0.6))["One side ≥ 9/10"]
    assert fair[2] == "41 %" and biased[2] == ""
    assert number(biased[1]) > 90 > number(fair[1])


# --- pictures, words and keys --------------------------------------------------------------


def test_readings_words_and_pictures_agree(flipped):
    page = flipped(n=1000, run=2)
    share, *_ = readings(page)["Share"]
    assert f"Run 2: share of heads {share}. All runs: ±" in label(page, SHARE)
    assert readings(page)["Count − n/2"][0] in label(page, LEAD)
    assert readings(page)["One side ≥ 9/10"][1] in label(page, TIME)
    assert page.locator("p[role=status]").inner_text() in label(page, SHARE)
    inked = page.evaluate(
        """() => [...document.querySelectorAll('.sfp-coins canvas')].map((c) =>
          c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(Boolean))"""
    )
    assert inked == [True] * 7


def test_a_click_chooses_the_run_that_passes_there(flipped):
    page = flipped(n=1000, runs=40)
    for chart, row in (0, "Share"), (1, "Count − n/2"):
        box = page.locator(".sfp-path").nth(chart).bounding_box()
        found = []
        for y in (0.4, 0.6):
            page.mouse.click(box["x"] + box["width"] - 6, box["y"] + y * box["height"])
            found.append(number(readings(page)[row][0]))
        assert found[0] > found[1]
    assert (
        address_of(page)["coins.run"]
        == page.get_by_label("Run", exact=True).input_value()
    )


def test_keys(flipped):
    page = flipped(n=10)
    page.locator(".sfp-stage").focus()
    for key, n in (
        ("ArrowRight", 11),
        ("Shift+ArrowRight", 111),
        ("ArrowLeft", 110),
        ("Shift+ArrowLeft", 10),
        ("End", 1000),
        ("Home", 0),
        ("ArrowLeft", 0),
    ):
        page.keyboard.press(key)
        assert shown(page) == n, key
    for key, run in ("ArrowUp", "2"), ("ArrowDown", "1"), ("ArrowDown", "200"):
        page.keyboard.press(key)
        assert page.get_by_label("Run", exact=True).input_value() == run
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()


def test_everything_can_be_reached_by_tab(flipped):
    page = flipped(n=10)
    page.locator("h1").click()
    names = tab_through(page, "Keys and hints")
    assert names[:3] == ["Shrinks", "Stays", "Grows"]
    assert {"Flips", "Runs", "Run", "Wald", "The runs", "Play", "Speed"} <= {*names}


def test_the_theme_is_followed_live(flipped):
    page = flipped(n=300)
    light = picture(page, ".sfp-path"), picture(page, ".sfp-histogram")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(50)
    dark = picture(page, ".sfp-path"), picture(page, ".sfp-histogram")
    assert light[0] != dark[0] and light[1] != dark[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 650, 360])
@pytest.mark.parametrize("n", [0, 500])
def test_axe_finds_nothing_and_all_fits(flipped, scheme, width, n):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = flipped(n=n, context=context)
    page.evaluate("document.querySelector('details').open = true")
    assert violations(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (
        page.evaluate(
            """() => {
          const edge = document.querySelector('.sfp').getBoundingClientRect().right + 1;
          return [...document.querySelectorAll('.sfp *')].filter((e) =>
            e.getBoundingClientRect().right > edge).map((e) => e.outerHTML.slice(0, 80));
        }"""
        )
        == []
    )


# --- with Python ---------------------------------------------------------------------------


def test_python_reads_the_flips_and_what_is_shown_is_theirs(open_page):
    both = WithPython(CoinFlips(n=600, runs=60, run=5), "coin_flips", open_page)
    heads = both.hear().heads
    assert heads.shape == (60, 1000)
    assert abs(heads.mean() - 0.5) < 4 * 0.5 / np.sqrt(60_000)
    for interval, bounds in ("wilson", wilson_interval), ("wald", wald_interval):
        both.tell(interval=interval)
        share, lead, ahead = (x[:, 599] for x in three_truths(heads))
        got = readings(both.page)
        assert number(got["Share"][0]) == pytest.approx(share[4], abs=6e-4)
        assert number(got["Share"][1]) == pytest.approx(
            np.sqrt(np.mean((share - 0.5) ** 2)), abs=6e-4
        )
        assert number(got["Count − n/2"][0]) == lead[4]
        assert number(got["Count − n/2"][1]) == pytest.approx(
            np.sqrt(np.mean(lead**2)), abs=0.06
        )
        assert number(got["Heads led"][0]) == pytest.approx(100 * ahead[4], abs=0.6)
        low, high = bounds(600 * share, 600)
        holds = 100 * np.mean((low <= 0.5) & (0.5 <= high))
        assert number(got["It holds p"][1]) == pytest.approx(holds, abs=0.6)
        ends = [float(end) for end in got["95 % interval"][0].split(" to ")]
        assert ends == pytest.approx([low[4], high[4]], abs=6e-3)


def test_python_sets_and_the_reader_is_heard(open_page):
    both = WithPython(CoinFlips(speed=20), "coin_flips", open_page)
    assert not both.page.locator(".sfp-stage").is_visible()
    both.tell(n=200)
    assert shown(both.page) == 200 and both.hear().revealed
    both.tell(flips=100)
    assert both.hear().n == 100 and both.widget.heads.shape == (200, 100)
    both.tell(p=0.9)
    assert both.hear().heads.mean() > 0.85
    both.page.get_by_role("button", name="Grows").first.click()
    assert both.hear().guesses == ["grows", "", ""]
    both.tell(n=0, playing=True)
    both.page.get_by_role("button", name="Pause", exact=True).wait_for()
    assert both.hear().playing
    both.tell(playing=False)
    assert not both.hear().playing
    assert address_of(both.page) == {}  # with a kernel the address is left alone


def test_closing_the_view_ends_its_work(open_page):
    both = WithPython(CoinFlips(n=10), "coin_flips", open_page)
    both.tell(playing=True)
    both.page.evaluate("endView()")
    n = both.hear().n
    both.page.wait_for_timeout(100)
    assert both.hear().n == n
