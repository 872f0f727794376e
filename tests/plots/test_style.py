"""The course's figures: one palette, legible in light and dark, the same bytes every time."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from coursekit import plots
from coursekit.plots import style


@pytest.fixture(autouse=True)
def course_style():
    with matplotlib.rc_context():
        plots.use()
        yield
    plt.close("all")


def drawn():
    fig, ax = plots.figure()
    ax.plot([0, 1, 2], [0, 1, 4], label="square")
    ax.set(xlabel="time (s)", ylabel="height (m)")
    ax.legend()
    return fig


def test_a_themed_figure_has_variables_with_a_light_and_a_dark_value():
    svg = style.themed_svg(drawn())
    for mode in ("light", "dark"):
        assert f"--c1:{style.PALETTE[mode]['c1']};" in svg
    assert "@media(prefers-color-scheme:dark)" in svg
    body = svg.split("</style>", 1)[1]
    assert "var(--c1)" in body and "var(--fg)" in body
    assert not any(colour in body for colour in plots.COLOURS.values())


def test_a_themed_figure_is_the_same_on_every_run():
    assert style.themed_svg(drawn()) == style.themed_svg(drawn())


def luminance(colour: str) -> float:
    channels = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.where(
        channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
    )
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", ["fg", "muted", "c1", "c2", "c3", "c4", "c5"])
def test_colours_that_carry_text_have_enough_contrast(mode, name):
    """WCAG 2.1 AA asks for 4.5 between text and background."""
    assert contrast(style.PALETTE[mode][name], style.PALETTE[mode]["bg"]) >= 4.5


# Severe deuteranopia and protanopia: Machado, Oliveira and Fernandes (2009), table 1,
# linear RGB
DEFICIENT = {
    "protan": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deutan": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
}


def seen(colour: str, kind: str) -> np.ndarray:
    rgb = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return np.clip(np.array(DEFICIENT[kind]) @ linear, 0, 1) ** (1 / 2.2)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", DEFICIENT)
def test_the_two_main_colours_stay_apart_for_the_colour_blind(mode, kind):
    palette = style.PALETTE[mode]
    assert np.linalg.norm(seen(palette["c1"], kind) - seen(palette["c2"], kind)) > 0.3
