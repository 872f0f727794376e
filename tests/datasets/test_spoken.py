"""The spoken prompts: their number, length and loudness as documented."""

import numpy as np
import pytest

from coursekit import datasets


@pytest.mark.parametrize(("language", "n", "seconds"), [("en", 94, 85), ("fr", 93, 77)])
def test_prompts(language, n, seconds):
    prompts = datasets.spoken_prompts(language)
    assert len(prompts.name) == len(prompts.clips) == len(set(prompts.name)) == n
    assert prompts.rate == 8000 and {str(digit) for digit in range(10)} <= set(
        prompts.name
    )
    samples = np.concatenate(prompts.clips)
    assert abs(len(samples) / prompts.rate - seconds) < 1
    assert 0.3 < np.abs(samples).max() <= 1 and abs(samples.mean()) < 0.01
    # the mu-law code has 256 values
    assert len(np.unique(samples)) <= 256


def test_other_languages_are_refused():
    with pytest.raises(ValueError, match="language must be"):
        datasets.spoken_prompts("de")
