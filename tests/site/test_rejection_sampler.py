"""RejectionSampler in a real browser: every button, key, grip and setting, without a kernel and
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

from coursekit.widgets import RejectionSampler


@pytest.fixture
def darts(open_page):
    """``darts(query, context settings, **traits)``: one sampler, ready."""

    def open_it(query="", context=None, **traits):
        page = open_page(
            static_page([RejectionSampler(**traits)]), query, **(context or {})
        )
        page.wait_for_selector(".sfp-rejection")
        return page

    return open_it


def readings(page) -> list[str]:
    """Accepted of thrown, the share, 1/M, darts a draw."""
    return page.locator(".sfp-readings td").all_inner_texts()


def counts(page) -> tuple[int, int]:
    """Accepted and thrown."""
    accepted, thrown = readings(page)[0].replace(",", "").split(" of ")
    return int(accepted), int(thrown)


def account(page) -> str:
    return page.locator(".sfp-account").inner_text()


def warning(page) -> str:
    return page.locator(".sfp-warning").inner_text()


def slider(page, name):
    return page.get_by_role("slider", name=name, exact=True)


def grip(page, name):
    return page.get_by_role("button", name=re.compile(f"^{name}"))


def drag(page, element, right, down):
    box = element.bounding_box()
    x, y = box["x"] + 22, box["y"] + 22
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()


def pictures(page) -> list[str]:
    return page.locator("canvas").evaluate_all("(all) => all.map((c) => c.toDataURL())")


# --- darts ---------------------------------------------------------------------------------


def test_darts_one_by_one_ten_back_scrub_and_reset(darts):
    page = darts()
    assert counts(page) == (0, 0) and "No dart has been thrown" in account(page)
    press(page, "Step")
    assert counts(page)[1] == 1 and account(page).startswith("Dart 1: ")
    press(page, "Ten darts")
    seen = counts(page), account(page)
    assert seen[0][1] == 11
    press(page, "Back")
    assert counts(page)[1] == 10
    press(page, "Step")
    assert (counts(page), account(page)) == seen
    slider(page, "Dart").fill("4")
    assert counts(page)[1] == 4
    press(page, "Reset")
    assert counts(page) == (0, 0)
    slider(page, "Dart").fill("11")
    assert (counts(page), account(page)) == seen


def test_play_runs_to_the_last_dart_and_the_share_settles(darts):
    page = darts(n=19_000, speed=2000)
    press(page, "Play")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    kept, thrown = counts(page)
    share, error = (float(x) for x in readings(page)[1].split(" ± "))
    assert thrown == 20_000 and share == pytest.approx(kept / thrown, abs=1e-3)
    assert abs(share - float(readings(page)[2])) < 2.5 * error
    label = page.locator(".sfp-shares canvas").get_attribute("aria-label")
    assert f"{readings(page)[2]}." in label


def test_the_account_is_true(darts):
    page = darts(target="posterior", M=5, n=1)
    verdicts = set()
    for _ in range(12):
        words = account(page)
        _, x, height, of, p = (float(v) for v in re.findall(r"\d+(?:\.\d+)?", words))
        assert of == 5 and height < 5
        density = 1320 * x**7 * (1 - x) ** 3
        assert p == pytest.approx(density, abs=0.03)
        assert ("is kept" in words) == (height < p)
        verdicts.add("is kept" in words)
        press(page, "Step")
    assert verdicts == {True, False}


def test_another_envelope_judges_the_same_darts(darts):
    page = darts(M=3, n=400)
    before = counts(page)
    slider(page, "M").fill("1")  # M = 10
    assert readings(page)[2] == "0.100" and counts(page)[1] == 400
    assert counts(page)[0] < before[0]
    slider(page, "M").fill(str(np.log10(3)))
    assert counts(page) == before
    press(page, "Next seed")
    assert counts(page)[1] == 400


# --- the envelope --------------------------------------------------------------------------


def test_the_envelope_is_dragged_below_the_target_and_it_says_so(darts):
    page = darts(n=500)
    assert warning(page) == "" and page.locator(".sfp-warning").is_hidden()
    least = float(readings(page)[2])
    drag(page, grip(page, "Envelope, M"), 0, 120)
    assert float(readings(page)[2]) > least
    words = warning(page)
    assert words.startswith("The envelope is below the target from 0.")
    assert "the histogram is cut" in words and "It takes M = 2.714" in words
    assert page.locator(".sfp-warning").get_attribute("role") == "alert"
    assert "rejection.M" in address_of(page)
    press(page, "Lowest M")
    assert warning(page) == "" and "rejection.M" not in address_of(page)
    press(page, "M by hand")
    assert address_of(page)["rejection.M"] == "2.71"


def test_centre_and_width_are_dragged(darts):
    page = darts(proposal="normal", M=4, n=100)
    drag(page, grip(page, "Envelope, M"), 60, 0)
    address = address_of(page)
    assert float(address["rejection.centre"]) > 0.6 and "rejection.M" not in address
    drag(page, grip(page, "Width"), 40, 0)
    assert float(address_of(page)["rejection.width"]) > 0.35
    assert "It takes M = " in warning(page)
    slider(page, "Width of q").fill("0.05")
    slider(page, "Centre of q").fill("0")
    press(page, "Lowest M")
    assert "No M up to 100 covers it" in warning(page)
    press(page, "Uniform")
    assert grip(page, "Width").count() == 0
    assert not slider(page, "Width of q").is_visible()


def test_beyond_the_target_all_is_rejected(darts):
    page = darts(proposal="normal", centre=1, width=1, n=1)
    words = set()
    for _ in range(12):
        words.add(account(page).split(",")[-1].strip())
        press(page, "Step")
    assert "where the target is 0: rejected." in words


def test_every_target_and_proposal_has_its_own_1_over_M(darts):
    page = darts(n=50)
    seen = set()
    for target in ("bumps", "triangle", "moon", "posterior"):
        page.get_by_label("Target p", exact=True).select_option(target)
        for proposal in ("Uniform", "Normal"):
            press(page, proposal)
            seen.add(readings(page)[2])
    assert len(seen) == 8 and "0.500" in seen  # the triangle under a uniform
    assert address_of(page) == {
        "rejection.target": "posterior",
        "rejection.proposal": "normal",
    }


# --- keys, address, words, looks -----------------------------------------------------------


def test_keys(darts):
    page = darts(M=3, n=5, speed=1)
    page.get_by_role("button", name="Next seed").focus()
    for key, n in ("n", 6), ("b", 5), ("t", 15):
        page.keyboard.press(key)
        assert counts(page)[1] == n, key
    grip(page, "Envelope, M").focus()
    page.keyboard.press("ArrowUp")
    assert readings(page)[2] == "0.330"
    page.keyboard.press("Shift+ArrowDown")
    assert readings(page)[2] == "0.347"
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.keyboard.press("Space")
    press(page, "Normal")
    grip(page, "Envelope, M").focus()
    page.keyboard.press("ArrowRight")
    grip(page, "Width").focus()
    page.keyboard.press("Shift+ArrowLeft")
    address = address_of(page)
    assert (address["rejection.centre"], address["rejection.width"]) == ("0.56", "0.25")
    n = counts(page)[1]
    page.get_by_label("Seed", exact=True).focus()
    page.keyboard.press("t")
    assert counts(page)[1] == n


def test_settings_come_back_from_the_address_and_wrong_ones_are_refused(darts):
    page = darts()
    page.get_by_label("Target p", exact=True).select_option("moon")
    slider(page, "M").fill("0.5")
    press(page, "Ten darts")
    seen = readings(page)
    address_of(page)
    page.reload()
    page.wait_for_selector(".sfp-rejection")
    assert readings(page) == seen
    page = darts("?rejection.M=0&rejection.width=x&rejection.target=moon")
    assert "M must be a number from 0.1 to 100" in note_of(page)
    assert "width must be a number from 0.05 to 1" in note_of(page)
    assert readings(page)[2] == f"{np.pi / 4:.3f}"
    page.get_by_label("Seed", exact=True).fill("-1")
    page.get_by_label("Seed", exact=True).blur()
    assert "a whole number from 0" in note_of(page)


def test_everything_can_be_reached_by_tab(darts):
    page = darts(proposal="normal")
    page.locator("h1").click()
    names = tab_through(page, "Keys and hints")
    wanted = {"Target p", "Seed", "Uniform", "Normal", "Lowest M", "M", "Centre of q"}
    assert wanted | {"Ten darts", "Back", "Play", "Step", "Speed"} <= {*names}
    assert any(name.startswith("Envelope, M = ") for name in names)


def test_words_and_pictures_agree(darts):
    page = darts(M=2, n=50)
    label = page.locator(".sfp-stage canvas").get_attribute("aria-label")
    assert f"{counts(page)[0]} of 50 darts accepted" in label
    assert account(page) in label and warning(page) in label
    before = pictures(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(50)
    after = pictures(page)
    assert all(a != b for a, b in zip(before, after, strict=True))
    press(page, "Ten darts")
    assert all(a != b for a, b in zip(pictures(page), after, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 650, 360])
def test_axe_finds_nothing_and_all_fits(darts, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = darts(n=40, proposal="normal", M=1.5, context=context)
    page.evaluate("document.querySelector('details').open = true")
    assert violations(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- with Python ---------------------------------------------------------------------------


def test_python_reads_and_sets(open_page):
    both = WithPython(RejectionSampler(M=3, n=200), "rejection_sampler", open_page)
    draws = both.hear().draws
    assert len(draws) == counts(both.page)[0] and ((draws > 0) & (draws < 1)).all()
    both.tell(M=None, n=300)
    assert counts(both.page)[1] == 300 and readings(both.page)[2] == "0.368"
    press(both.page, "Ten darts")
    heard = both.hear()
    assert heard.n == 310 and heard.M is None and heard.error == ""
    assert len(heard.draws) == counts(both.page)[0]
    press(both.page, "M by hand")
    assert both.hear().M == 2.71
    both.tell(target="moon", playing=True)
    both.page.get_by_role("button", name="Pause", exact=True).wait_for()
    both.tell(playing=False)
