"""Moving digits: where they are, that they keep to their line, and how that is measured."""

import pytest
import torch

from coursekit.gan import features, video


@pytest.fixture
def generator():
    return torch.Generator().manual_seed(0)


@pytest.fixture(scope="module")
def digits():
    return features.split()


def test_a_digit_stands_where_its_path_says(digits):
    digit = torch.nn.functional.adaptive_avg_pool2d(digits.train[:1], video.DIGIT)
    path = torch.tensor([[[0.0, 0.0], [1.0, 0.5], [0.25, 1.0]]])  # of 12 pixels
    (clip,) = video.moved(digit, path)
    for frame, (top, left) in zip(clip, [(0, 0), (12, 6), (3, 12)], strict=True):
        inside = frame[top : top + video.DIGIT, left : left + video.DIGIT]
        torch.testing.assert_close(inside, digit[0, 0])
        assert (frame + 1).sum() == pytest.approx(float((digit + 1).sum()), rel=1e-5)


def test_half_a_pixel_is_shared_by_two(digits):
    digit = torch.nn.functional.adaptive_avg_pool2d(digits.train[:1], video.DIGIT)
    places = torch.tensor([[[3 / 12, 0.5], [3.5 / 12, 0.5], [4 / 12, 0.5]]])
    (clip,) = video.moved(digit, places)
    torch.testing.assert_close(clip[1], (clip[0] + clip[2]) / 2, atol=1e-6, rtol=0)


def test_clips_move_straight_and_steadily(digits, generator):
    clips, labels = video.moving_digits(
        digits.train, digits.train_labels, 50, generator=generator
    )
    assert clips.shape == (50, 8, 28, 28) and labels.shape == (50,)
    assert clips.min() >= -1 and clips.max() <= 1 + 1e-6
    assert video.off_the_line(clips).max() < 1e-4  # pixels; interpolation keeps centres
    # and the digit can still be read: 98 % of frames, here at least 90 % of 400
    seen = features.probabilities(video.digits_of(clips)).argmax(1).reshape(50, 8)
    assert (seen == labels[:, None].numpy()).mean() > 0.9


def test_straying_is_the_distance_from_the_best_line():
    dot = -torch.ones(1, 4, 28, 28)
    for t, column in enumerate([10, 12, 10, 12]):
        dot[0, t, 14, column] = 1.0
    # about the fit 10.4 + 0.4 t the four residuals are -.4, 1.2, -1.2, .4
    expected = ((0.4**2 + 1.2**2) * 2 / 4) ** 0.5
    assert video.off_the_line(dot).item() == pytest.approx(expected, abs=1e-3)


def test_centres_are_of_the_ink():
    clip = -torch.ones(1, 1, 28, 28)
    clip[0, 0, 5, 7] = 1.0
    clip[0, 0, 9, 7] = 1.0
    torch.testing.assert_close(
        video.centres(clip)[0, 0], torch.tensor([7.0, 7.0]), atol=1e-3, rtol=0
    )
