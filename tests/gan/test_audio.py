"""Sound: spectra of known tones, and back; variants; shapes of the networks."""

import math

import numpy as np
import pytest
import torch

from coursekit import datasets
from coursekit.gan import audio


@pytest.fixture
def generator():
    return torch.Generator().manual_seed(0)


@pytest.fixture(scope="module")
def clips():
    prompts = datasets.spoken_prompts("en")
    return audio.trimmed([prompts.clips[prompts.name.index(d)] for d in "0123456789"])


def tone(hertz, amplitude=0.5):
    return amplitude * torch.sin(
        2 * math.pi * hertz * torch.arange(audio.LENGTH) / audio.RATE
    )


@pytest.mark.parametrize("hertz", [500.0, 1000.0, 3000.0])
def test_a_tone_stands_in_its_row_at_its_loudness(hertz):
    s = audio.spectrum(tone(hertz)[None])[0, :, 5:-5]  # the ends see the padding
    row = round(hertz / 31.25) - 1
    assert (s.argmax(0) == row).all()
    # half of full scale is 20 log10(1/2) dB; a Hann window sums to WINDOW / 2
    dB = 30 * (s[row] - 1)
    torch.testing.assert_close(
        dB, torch.full_like(dB, 20 * math.log10(0.5)), atol=0.1, rtol=0
    )


def test_silence_is_at_the_floor():
    assert (audio.spectrum(torch.zeros(1, audio.LENGTH)) == -1).all()


def test_sound_comes_back_with_its_spectrum(clips, generator):
    s = audio.spectrum(clips)
    back = audio.to_sound(s, generator=generator)
    assert back.shape == clips.shape
    error = 30 * (audio.spectrum(back) - s).abs().mean()
    rough = 30 * (
        audio.spectrum(audio.to_sound(s, generator=generator, n_iterations=0)) - s
    )
    assert error < 1.0  # dB; random phases alone give several times as much
    assert rough.abs().mean() > 2 * error


def test_trimming_finds_the_sound_and_refuses_what_is_short():
    x = np.zeros(9000)
    x[3000:3500] = 0.1
    (row,) = audio.trimmed([x])
    assert row.shape == (audio.LENGTH,) and row.max() == 0.5
    assert (row > 0).sum() == 500
    with pytest.raises(ValueError, match="fewer than 5120"):
        audio.trimmed([np.ones(100)])


def test_variants_are_of_the_word_they_say(clips, generator):
    waves, labels = audio.varied(clips, torch.arange(10), 300, generator=generator)
    assert waves.shape == (300, audio.LENGTH) and labels.shape == (300,)
    assert torch.isfinite(waves).all()
    # 3 dB above the recordings' largest magnitude of 1/2
    assert waves.abs().max() <= 0.5 * 10 ** (3 / 20) + 1e-6
    other, again = audio.varied(
        clips, torch.arange(10), 300, generator=torch.Generator().manual_seed(0)
    )
    assert torch.equal(waves, other) and torch.equal(labels, again)
    away = audio.distance(audio.spectrum(waves), audio.spectrum(waves))
    away.fill_diagonal_(float("inf"))
    assert (labels[away.argmin(1)] == labels).float().mean() > 0.9


def test_distance_is_the_mean_difference_in_decibels(generator):
    a, b = (2 * torch.rand(n, 128, 80, generator=generator) - 1 for n in (3, 4))
    brute = 30 * (a[:, None] - b).abs().mean((2, 3))
    torch.testing.assert_close(audio.distance(a, b), brute, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("G", "D", "shape"),
    [
        (audio.WaveGenerator, audio.wave_discriminator, (audio.LENGTH,)),
        (audio.SpectrumGenerator, audio.spectrum_discriminator, (128, 80)),
    ],
)
def test_networks_fit_one_another(G, D, shape, generator):
    z, label = torch.randn(4, 32, generator=generator), torch.arange(4)
    made = G()(z, label)
    assert made.shape == (4, *shape) and made.abs().max() <= 1
    assert D()(made, label).shape == (4,)
    # the label is heard by both
    assert not torch.equal(G()(z, label), G()(z, label + 1))
