"""A genome and a film: shapes, and facts known from elsewhere."""

import numpy as np

from coursekit import datasets


def test_lambda_phage():
    base, labels = datasets.lambda_phage()
    text = "".join(labels[k] for k in base)
    assert len(text) == 48502  # Sanger et al. (1982)
    assert text.startswith("GGGCGGCGACCT")  # its left cohesive end, 12 bases
    assert text.count("GAATTC") == 5  # the enzyme EcoRI cuts it at five places
    assert text.count("GGATCC") == 5  # so does BamHI


def test_big_buck_bunny():
    frames, fps = datasets.big_buck_bunny()
    assert frames.shape == (132, 36, 64) and frames.dtype == np.uint8 and fps == 25
    change = np.abs(np.diff(frames.astype(int), axis=0)).mean(axis=(1, 2))
    still = np.flatnonzero(change < 0.05)  # the same but for rounding
    assert still.tolist() == [6, 31, 56, 81, 106]  # one in 25 repeats: shot at 24
