"""Spoken words: their spectra and back, networks that make waveforms or spectra.

A clip is a row of ``LENGTH`` samples at 8 kHz. Its spectrum is the logarithm of the
magnitudes of a short-time Fourier transform, scaled to [-1, 1]; `to_sound` finds a
waveform that has it (Griffin and Lim 1984).
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import interpolate, pad

from .conditional import Projection
from .runtime import integers, uniform

RATE = 8000  # samples a second
LENGTH = 5120  # samples of a clip: 0.64 s
WINDOW, HOP = 256, 64  # samples: 32 and 8 ms
N_FRAMES, N_BINS = LENGTH // HOP, WINDOW // 2
FLOOR = 60.0  # dB below full scale at which a spectrum is cut off


def trimmed(clips: list[NDArray]) -> Tensor:
    """Recordings cut to the 0.64 s that hold their sound, at equal loudness.

    Parameters
    ----------
    clips : waveforms at 8 kHz, each at least 0.64 s long

    Returns
    -------
    (n, 5120) float32, each with the largest magnitude 1/2
    """
    rows = []
    for clip in clips:
        x = torch.as_tensor(np.asarray(clip), dtype=torch.float32)
        if len(x) < LENGTH:
            raise ValueError(f"a clip has {len(x)} samples, fewer than {LENGTH}")
        loudness = x.square().unfold(0, LENGTH, 1).sum(1)
        start = int(loudness.argmax())
        x = x[start : start + LENGTH]
        rows.append(x / (2 * x.abs().max()))
    return torch.stack(rows)


def varied(
    clips: Tensor, labels: Tensor, n: int, *, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Recordings as if said again: up to 10 % faster or slower, 40 ms sooner or later.

    Parameters
    ----------
    clips : (m, 5120)
    labels : (m,)
    n : number of variants

    Returns
    -------
    (n, 5120) waveforms, loudness varied by up to 3 dB, and (n,) labels
    """
    which = integers(n, len(clips), generator=generator)
    speed, shift, gain = (2 * uniform(3, n, generator=generator) - 1).unbind()
    rows = []
    for i, s, t in zip(which, 1 + 0.1 * speed, 320 * shift, strict=True):
        size = round(LENGTH / float(s))
        x = interpolate(clips[i][None, None], size, mode="linear")[0, 0]
        left = round(float(t)) + (LENGTH - size) // 2
        rows.append(pad(x, (left, LENGTH - size - left)))  # a negative pad cuts
    return torch.stack(rows) * 10 ** (3 * gain[:, None] / 20), labels[which]


def spectrum(x: Tensor) -> Tensor:
    """Log magnitudes by frequency and time, 60 dB scaled to [-1, 1].

    Parameters
    ----------
    x : (n, 5120), in [-1, 1]

    Returns
    -------
    (n, 128, 80): bins of 31.25 Hz from 31.25 Hz up, frames 8 ms apart
    """
    magnitude = _stft(x)[:, 1:, :N_FRAMES].abs() / (WINDOW / 4)
    dB = 20 * magnitude.clamp_min(1e-9).log10()
    return (dB / (FLOOR / 2) + 1).clamp(-1, 1)


def to_sound(
    s: Tensor, *, generator: torch.Generator, n_iterations: int = 60
) -> Tensor:
    """Waveforms whose spectrum is close to ``s`` (Griffin and Lim 1984).

    From random phases, again and again: to a waveform and back, keeping the phases that
    come out and putting the wanted magnitudes in.

    Parameters
    ----------
    s : (n, 128, 80), as `spectrum` gives
    n_iterations : more come closer; 60 is enough to the ear

    Returns
    -------
    (n, 5120)
    """
    magnitude = 10 ** ((s - 1) * (FLOOR / 2) / 20) * (WINDOW / 4)
    magnitude = pad(magnitude, (0, 1, 1, 0))  # the last frame and frequency 0
    angle = 2 * math.pi * uniform(*magnitude.shape, generator=generator)
    phase = torch.polar(torch.ones_like(angle), angle)
    for _ in range(n_iterations):
        x = torch.istft(magnitude * phase, **_STFT, length=LENGTH)
        z = torch.stft(x, **_STFT, return_complex=True)
        phase = z / z.abs().clamp_min(1e-8)
    return torch.istft(magnitude * phase, **_STFT, length=LENGTH)


_STFT = {
    "n_fft": WINDOW,
    "hop_length": HOP,
    "window": torch.hann_window(WINDOW),
}


def _stft(x: Tensor) -> Tensor:
    return torch.stft(x, **_STFT, return_complex=True)


class WaveGenerator(nn.Module):
    """Noise and a digit to a waveform, four times as long at each layer (Donahue et al. 2019).

    (n, z_dim), (n,) -> (n, 5120) in (-1, 1)
    """

    def __init__(self, z_dim: int = 32, n_classes: int = 10, width: int = 8):
        super().__init__()
        self.label = nn.Embedding(n_classes, 32)
        channels = [16 * width, 8 * width, 4 * width, 2 * width, 1]
        self.start = nn.Linear(z_dim + 32, channels[0] * LENGTH // 256)
        self.layers = nn.ModuleList(
            nn.ConvTranspose1d(n_in, n_out, 24, 4, 10)
            for n_in, n_out in pairwise(channels)
        )

    def forward(self, z: Tensor, label: Tensor) -> Tensor:
        h = self.start(torch.cat([z, self.label(label)], 1)).relu()
        h = h.unflatten(1, (-1, LENGTH // 256))
        for layer in self.layers[:-1]:
            h = layer(h).relu()
        return self.layers[-1](h).tanh()[:, 0]


def wave_discriminator(n_classes: int = 10, width: int = 8) -> Projection:
    """Waveform and digit to a logit, a quarter as long at each layer.

    (n, 5120), (n,) -> (n,)
    """
    channels = [1, 2 * width, 4 * width, 8 * width, 16 * width]
    layers: list[nn.Module] = [nn.Unflatten(1, (1, LENGTH))]
    for n_in, n_out in pairwise(channels):
        layers += [nn.Conv1d(n_in, n_out, 24, 4, 10), nn.LeakyReLU(0.2)]
    features = nn.Sequential(*layers, nn.Flatten())
    return Projection(features, channels[-1] * LENGTH // 256, n_classes)


class SpectrumGenerator(nn.Module):
    """Noise and a digit to a spectrum: frequencies are channels, time is convolved over.

    (n, z_dim), (n,) -> (n, 128, 80) in (-1, 1)
    """

    def __init__(self, z_dim: int = 32, n_classes: int = 10, width: int = 64):
        super().__init__()
        self.width = width
        self.label = nn.Embedding(n_classes, 32)
        self.start = nn.Linear(z_dim + 32, 2 * width * N_FRAMES // 8)
        self.up = nn.Sequential(
            nn.ReLU(),
            nn.ConvTranspose1d(2 * width, 2 * width, 4, 2, 1),
            nn.ReLU(),
            nn.ConvTranspose1d(2 * width, width, 4, 2, 1),
            nn.ReLU(),
            nn.ConvTranspose1d(width, width, 4, 2, 1),
            nn.ReLU(),
            nn.Conv1d(width, N_BINS, 3, 1, 1),
            nn.Tanh(),
        )

    def forward(self, z: Tensor, label: Tensor) -> Tensor:
        h = self.start(torch.cat([z, self.label(label)], 1))
        return self.up(h.unflatten(1, (2 * self.width, -1)))


def spectrum_discriminator(n_classes: int = 10, width: int = 64) -> Projection:
    """Spectrum and digit to a logit: (n, 128, 80), (n,) -> (n,).

    It begins without regard to the digit, whose vectors are 0 at first.
    """
    features = nn.Sequential(
        nn.Conv1d(N_BINS, width, 5, 2, 2),
        nn.LeakyReLU(0.2),
        nn.Conv1d(width, width, 4, 2, 1),
        nn.LeakyReLU(0.2),
        nn.Conv1d(width, 2 * width, 4, 2, 1),
        nn.LeakyReLU(0.2),
        nn.Flatten(),
    )
    D = Projection(features, 2 * width * N_FRAMES // 8, n_classes)
    nn.init.zeros_(D.v.weight)
    return D


def distance(a: Tensor, b: Tensor) -> Tensor:
    """Mean difference of spectra, in dB a cell: (n, 128, 80), (m, 128, 80) -> (n, m)."""
    size = a[0].numel()
    return torch.cdist(a.flatten(1), b.flatten(1), p=1) * (FLOOR / 2) / size
