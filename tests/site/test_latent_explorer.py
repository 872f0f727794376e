"""LatentExplorer in a real browser: every panel, control, key and setting, and torch beside it."""

import re

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

from coursekit.gan import export
from coursekit.widgets import LatentExplorer


@pytest.fixture
def latent(open_page):
    """``latent(query, context settings, **traits)``: one explorer, ready."""

    def open_it(query="", context=None, **traits):
        html = static_page([LatentExplorer(**traits)])
        page = open_page(html, query, **(context or {}))
        # a walk under way is not put into words
        ready = "canvas" if traits.get("playing") else ".sfp-account:not(:empty)"
        page.wait_for_selector(f".sfp-latent {ready}")
        return page

    return open_it


def account(page) -> str:
    return page.locator(".sfp-account").inner_text()


def norm(page) -> float:
    return float(re.search(r"norm ([\d.]+)", account(page))[1])


def picture(page) -> str:
    """The large picture, as text that differs when it does."""
    return page.locator(".sfp-main-picture canvas").first.evaluate(
        "(c) => c.toDataURL()"
    )


def handle(page):
    return page.locator(".sfp-handle")


def drag(page, name, value):
    page.get_by_role("slider", name=name, exact=True).fill(str(value))


def test_the_page_paints_what_torch_computes(latent):
    z = torch.randn(16, generator=torch.Generator().manual_seed(2)).round(decimals=3)
    page = latent(z=z.numpy())
    image = export.digits_generator()(z[None])[0, 0]
    paper, ink = (np.array([255, 255, 255]), np.array([0x1F, 0x23, 0x28]))
    share = (image.numpy()[..., None] + 1) / 2
    painted = page.locator(".sfp-main-picture canvas").first.evaluate(
        "(c) => [...c.getContext('2d').getImageData(0, 0, 28, 28).data]"
    )
    shown = np.reshape(painted, (28, 28, 4))[..., :3]
    assert np.abs(shown - (paper + share * (ink - paper))).max() < 1
    assert norm(page) == pytest.approx(z.norm().item(), abs=0.006)
    percent = f"Ink: {100 * share.mean():.1f} %"
    assert percent in account(page)


def test_a_picture_takes_well_under_a_frame(latent):
    page = latent()
    page.get_by_role("button", name="Near z").click()
    times = page.evaluate(
        """async () => {
          const times = [];
          const psi = [...document.querySelectorAll("input[type=range]")]
            .find((it) => it.labels[0].textContent.startsWith("Truncation"));
          for (let k = 0; k < 12; k++) {
            psi.value = 1 + k / 20;
            const start = performance.now();
            psi.dispatchEvent(new Event("input"));
            times.push(performance.now() - start);
            await new Promise((done) => setTimeout(done, 60));
          }
          return times;
        }"""
    )
    # twice or thrice G, and all that is drawn beside it; a busy machine spoils some of them
    assert min(times) < 60, times


def test_the_ring_is_dragged_and_moved_by_keys(latent):
    page = latent()
    before = picture(page)
    handle(page).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    place = "0.06 across, −0.30 up"
    assert handle(page).get_attribute("aria-label") == f"Place in the plane: {place}"
    assert f"In the plane it is at {place}" in account(page)
    assert address_of(page)["latent.place"] == "0.06,-0.3"
    box = handle(page).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 90, y - 60)
    page.mouse.up()
    across, up = (float(v) for v in address_of(page)["latent.place"].split(","))
    assert across < -1 and up > 0.3 and picture(page) != before


def test_undo_goes_back_act_by_act(latent):
    page = latent()
    undo = page.get_by_role("button", name="Undo", exact=True)
    assert undo.is_disabled()
    first = picture(page)
    press(page, "New z")
    second = picture(page)
    assert second != first and address_of(page)["latent.seed"] == "2"
    drag(page, "Truncation ψ", 0.5)
    drag(page, "Truncation ψ", 0.3)  # the same drag
    assert picture(page) != second and "Scaled by ψ = 0.30" in account(page)
    press(page, "Entries")
    press(page, "Undo")
    assert picture(page) == second and page.locator(".sfp-entries").is_visible()
    press(page, "Undo")
    assert picture(page) == first and undo.is_disabled()
    assert "latent.seed" not in address_of(page)


def test_entries_are_set_one_by_one(latent):
    page = latent(z=np.zeros(16), panel="entries")
    assert norm(page) == 0 and "hardly ever so short" in account(page)
    drag(page, "z3", 2.5)
    assert norm(page) == 2.5
    assert address_of(page)["latent.z"].split(",")[:4] == ["0", "0", "2.5", "0"]
    label = page.locator(".sfp-bars canvas").get_attribute("aria-label")
    assert label.startswith("The entries of z: 0.0, 0.0, 2.5, 0.0")


def test_the_plane_of_two_entries(latent):
    page = latent(z=np.zeros(16), place=(2, -1))
    page.get_by_label("Plane", exact=True).select_option("entries")
    page.get_by_label("Entry across", exact=True).select_option("4")
    assert norm(page) == pytest.approx(5**0.5, abs=0.006)
    press(page, "Entries")
    assert page.get_by_role("slider", name="z4").input_value() == "2"
    assert page.get_by_role("slider", name="z2").input_value() == "-1"
    press(page, "Plane")
    page.get_by_label("Entry across", exact=True).select_option("2")  # twice the same
    assert "two different whole numbers from 1 to 16" in note_of(page)
    assert page.get_by_label("Entry across", exact=True).input_value() == "4"


def test_neighbours_are_gone_to(latent):
    page = latent(panel="near", z=np.zeros(16))
    drag(page, "Distance", 4)
    assert "4.00 away; two draws are about 5.66 apart" in account(page)
    before = picture(page)
    page.get_by_role("button", name="Go to neighbour 3").click()
    assert norm(page) == pytest.approx(4, abs=0.006) and picture(page) != before
    press(page, "Undo")
    assert picture(page) == before


def test_straight_and_spherical_paths(latent):
    a, b = np.zeros(16), np.zeros(16)
    a[0], b[1] = 4, 4
    page = latent(panel="between", a=a, b=b)
    assert "norm 2.83 on the straight path and 4.00 on the sphere's" in account(page)
    drag(page, "From A to B", 0)
    assert "norm 4.00 on the straight path and 4.00 on" in account(page)
    large = page.locator(".sfp-pair canvas")
    straight, sphere = (it.evaluate("(c) => c.toDataURL()") for it in large.all())
    assert straight == sphere
    press(page, "Keep as A")
    assert straight != large.first.evaluate("(c) => c.toDataURL()")
    assert picture(page) == large.first.evaluate("(c) => c.toDataURL()")
    assert len(address_of(page)["latent.a"].split(",")) == 16


def test_walk_step_back_scrub_play(latent):
    page = latent(speed=60)
    start = picture(page)
    press(page, "Step")
    press(page, "Step")
    after_two = picture(page)
    assert "Step 2 of the walk" in account(page) and after_two != start
    press(page, "Back")
    press(page, "Back")
    assert picture(page) == start
    press(page, "Play")
    page.wait_for_function(
        "parseInt(document.querySelector('.sfp-transport output').textContent) > 30"
    )
    assert page.locator(".sfp-stale").count() == 1
    press(page, "Pause")
    assert page.locator(".sfp-stale").count() == 0
    assert 2.5 < norm(page) < 5.5  # on the way from draw to draw, near the sphere
    drag(page, "Step of the walk", 2)
    assert picture(page) == after_two
    press(page, "Reset")
    assert picture(page) == start


def test_nothing_plays_by_itself_for_who_wants_less_motion(latent):
    page = latent(playing=True)
    page.wait_for_timeout(150)
    assert page.get_by_role("button", name="Play", exact=True).is_visible()
    page = latent(playing=True, context={"reduced_motion": "no-preference"})
    assert page.get_by_role("button", name="Pause", exact=True).is_visible()


def test_settings_are_kept_in_the_address(latent):
    page = latent()
    assert address_of(page) == {}
    press(page, "New z")
    drag(page, "Truncation ψ", 0.7)
    press(page, "Other directions")
    handle(page).focus()
    page.keyboard.press("Shift+ArrowUp")
    press(page, "Step")
    press(page, "Near z")
    wanted = dict(seed="2", psi="0.7", turn="2", place="0,0.3", n="1", panel="near")
    assert address_of(page) == {f"latent.{key}": value for key, value in wanted.items()}
    last = picture(page)
    page.reload()
    page.wait_for_selector(".sfp-near")
    assert picture(page) == last and page.locator(".sfp-near").is_visible()


def test_wrong_settings_are_refused_with_a_note(latent):
    page = latent("?latent.z=1,2&latent.axes=1,1&latent.psi=0.5&latent.x=1")
    note = note_of(page)
    assert "z must be 16 numbers from -12 to 12, or none" in note
    assert "axes must be two different" in note and "x is not a setting" in note
    slider = page.get_by_role("slider", name="Truncation ψ", exact=True)
    assert slider.input_value() == "0.5"


def test_keys(latent):
    page = latent()
    handle(page).focus()
    for key, words in ("n", "Step 1 of"), ("n", "Step 2 of"), ("b", "Step 1 of"):
        page.keyboard.press(key)
        assert words in account(page)
    before = picture(page)
    page.keyboard.press("z")
    assert picture(page) != before
    page.keyboard.press("u")
    assert picture(page) == before
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()


def test_everything_can_be_reached_by_tab(latent):
    page = latent()
    page.locator("h1").click()
    names = tab_through(page, "Keys and hints")
    wanted = {"Seed", "New z", "Plane", "Entries", "Near z", "A to B", "Truncation ψ"}
    wanted |= {"Place in the plane: 0.00 across, 0.00 up", "Other directions"}
    wanted |= {"Back", "Play", "Step", "Step of the walk", "Speed"}
    assert wanted <= {*names}


def test_pictures_follow_the_theme_and_have_words(latent):
    page = latent()
    page.wait_for_timeout(300)  # the plane's pictures come a few at a time

    def pictures():
        shown = page.locator(".sfp-latent canvas:visible").all()
        return [canvas.evaluate("(c) => c.toDataURL()") for canvas in shown]

    light = pictures()
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(300)
    assert all(a != b for a, b in zip(light, pictures(), strict=True))
    for canvas in page.locator(".sfp-latent canvas:visible").all():
        assert len(canvas.get_attribute("aria-label")) > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 650, 360])
def test_axe_finds_nothing_and_all_fits(latent, scheme, width):
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = latent(context=context)
    page.evaluate("document.querySelector('details').open = true")
    for panel in "Plane", "Entries", "Near z", "A to B":
        press(page, panel)
        assert violations(page) == []
        assert small_targets(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_python_reads_what_is_shown_and_is_heard(open_page):
    both = WithPython(LatentExplorer(place=(1, 1)), "latent_explorer", open_page)
    both.tell(psi=0.8, n=30)
    now = both.hear().now
    image = export.digits_generator()(torch.tensor(now["z"])[None].float())[0]
    assert np.abs(now["image"] - image.numpy()).max() < 1e-5
    assert norm(both.page) == pytest.approx(now["norm"], abs=0.006)
    both.tell(z=[0.5] * 16, place=[0.0, 0.0], n=0)
    assert both.hear().now["z"] == pytest.approx([0.4] * 16)
    both.page.evaluate("endView()")
