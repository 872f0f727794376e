"""Augmentation moves and holes images, and lets gradients through."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.gan.augment import chain, cutout, translate


def source(seed=0):
    return torch.Generator().manual_seed(seed)


def images(n=8, channels=2, height=6, width=9):
    """All pixels different, none of them 0."""
    size = n * channels * height * width
    return torch.arange(1.0, size + 1).view(n, channels, height, width)


def moved(image, down, right):
    """The image moved by loops over its pixels, (channels, height, width)."""
    out = torch.zeros_like(image)
    _, height, width = image.shape
    for row in range(height):
        for column in range(width):
            if 0 <= row - down < height and 0 <= column - right < width:
                out[:, row, column] = image[:, row - down, column - right]
    return out


def test_every_image_is_moved_as_a_whole():
    x = images()
    y = translate(x, 1 / 3, generator=source())  # up to 2 rows and 3 columns
    shifts = set()
    for image, after in zip(x, y, strict=True):
        fits = [
            (down, right)
            for down in range(-2, 3)
            for right in range(-3, 4)
            if torch.equal(moved(image, down, right), after)
        ]
        assert len(fits) == 1
        shifts.update(fits)
    assert len(shifts) > 1  # each image has a shift of its own


def test_all_shifts_come():
    """35 shifts, 2,000 images: one is missing with probability below 35 exp(-57)."""
    x = torch.zeros(2000, 1, 6, 9)
    x[:, :, 3, 4] = 1
    place = translate(x, 1 / 3, generator=source()).flatten(1).argmax(1)
    assert len(place.unique()) == 5 * 7


def test_cutout_is_one_square_hole():
    x = images()
    y = cutout(x, 0.5, generator=source())
    assert torch.equal(y[y != 0], x[y != 0])  # what is left is unchanged
    for gone in y == 0:
        rows, columns = gone[0].any(1), gone[0].any(0)
        assert torch.equal(gone[0], gone[1])  # in all channels alike
        assert torch.equal(gone[0], rows[:, None] & columns)
        assert (rows.sum(), columns.sum()) == (3, 4)  # round(6 / 2), round(9 / 2)
    assert len((y == 0).flatten(1).float().argmax(1).unique()) > 1


@pytest.mark.parametrize("augment", [translate, cutout])
def test_nothing_happens_at_share_0(augment):
    x = images()
    assert torch.equal(augment(x, 0.0, generator=source()), x)


def test_all_is_gone_at_share_1():
    assert cutout(images(), 1.0, generator=source()).eq(0).all()


@given(share=st.floats(0, 1), seed=st.integers(0, 2**31), augment=st.booleans())
@settings(max_examples=30, deadline=None)
def test_pixels_come_from_the_image_or_are_zero(share, seed, augment):
    x = images(n=3)
    augment = translate if augment else cutout
    y = augment(x, share, generator=source(seed))
    assert y.shape == x.shape
    for image, after in zip(x, y, strict=True):
        kept = after[after != 0]
        assert len(kept.unique()) == len(kept)
        assert torch.isin(kept, image).all()


@pytest.mark.parametrize("augment", [translate, cutout])
def test_the_gradient_reaches_the_pixels_that_are_seen(augment):
    x = images().requires_grad_()
    y = augment(x, 0.4, generator=source())
    weights = torch.randn(y.shape, generator=source(1))
    (grad,) = torch.autograd.grad((y * weights).sum(), x)
    seen = torch.isin(x, y)
    assert torch.equal(grad != 0, seen)
    assert not seen.all()
    torch.testing.assert_close((grad * x).sum(), (y * weights).sum(), rtol=1e-4, atol=0)


def test_the_input_is_left_alone():
    x = images()
    chain(translate, cutout)(x, generator=source())
    assert torch.equal(x, images())


def test_chain_applies_one_after_the_other():
    g = source()
    one_by_one = cutout(translate(images(), generator=g), generator=g)
    assert torch.equal(
        chain(translate, cutout)(images(), generator=source()), one_by_one
    )


@pytest.mark.parametrize("augment", [translate, cutout])
def test_bad_input_is_named(augment):
    with pytest.raises(ValueError, match=r"share must be in \[0, 1\]"):
        augment(images(), 1.5, generator=source())
    with pytest.raises(ValueError, match="x must be images"):
        augment(torch.ones(4, 2), generator=source())
