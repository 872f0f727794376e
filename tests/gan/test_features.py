"""The fixed classifier: how well it reads, and that its script would make it again."""

import numpy as np
import pytest
import torch

from coursekit.gan import features, metrics


@pytest.fixture(scope="module")
def digits():
    return features.split()


def test_the_split_parts_the_digits_and_stays(digits):
    assert len(digits.train) == 6000 and len(digits.held_out) == 4000
    both = torch.cat([digits.train, digits.held_out]).flatten(1)
    assert len(torch.unique(both, dim=0)) == 10000  # no digit is in both
    assert both.min() == -1 and both.max() == 1
    assert digits.train_labels[:8].tolist() == [2, 4, 4, 0, 8, 7, 7, 0]
    assert torch.equal(features.split().train, digits.train)


def test_it_reads_digits_that_it_has_not_seen(digits):
    assert features.accuracy(digits.held_out, digits.held_out_labels) >= 0.985
    p = features.probabilities(digits.held_out[:600])
    assert p.shape == (600, 10)
    assert np.allclose(p.sum(1), 1, atol=1e-5)


def test_it_is_small():
    assert features.WEIGHTS.stat().st_size < 100_000
    assert sum(p.numel() for p in features.classifier().parameters()) < 60_000


def test_features_are_in_their_unit(digits):
    made = features.features(digits.train)
    assert made.shape == (6000, 64) and made.min() == 0
    assert made.var(0).mean() == pytest.approx(1, abs=0.01)
    # they lead to the logits by one linear layer
    logits = torch.from_numpy(made[:50]) @ features.classifier()[-1].weight.T
    logits = logits + features.classifier()[-1].bias
    expected = features.classifier()(digits.train[:50])
    assert torch.allclose(logits, expected, atol=1e-4)


def test_real_digits_are_near_real_digits_and_far_from_noise(digits):
    real = features.features(digits.train[:4000])
    floor = metrics.frechet_distance(real, features.features(digits.held_out))
    noise = torch.rand(4000, 1, 28, 28, generator=torch.Generator().manual_seed(0))
    assert floor < 0.5
    assert metrics.frechet_distance(real, features.features(2 * noise - 1)) > 30 * floor


def test_its_script_makes_the_first_steps_again():
    steps = list(features.train_classifier(n_steps=10))
    with np.load(features.WEIGHTS) as file:
        assert np.allclose([loss for _, loss in steps], file["first_losses"], rtol=1e-3)


def test_weights_are_saved_as_they_are_read(tmp_path, monkeypatch, digits):
    net = features.network().requires_grad_(False)
    before = net(digits.held_out[:20])
    monkeypatch.setattr(features, "WEIGHTS", tmp_path / "weights.npz")
    features.save_classifier(net, [1.0])
    try:
        after = features.classifier()(digits.held_out[:20])
    finally:
        features.classifier.cache_clear()
    assert torch.allclose(after, before, atol=5e-3)  # half precision


def test_jiggled_digits_stay_digits(digits):
    generator = torch.Generator().manual_seed(0)
    x = features.jiggle(digits.train[:200], generator=generator)
    assert x.shape == (200, 1, 28, 28) and x.min() >= -1 and x.max() <= 1
    labels = digits.train_labels[:200]
    assert features.accuracy(x, labels) > 0.95
    assert not torch.allclose(x, digits.train[:200])


def test_images_of_another_shape_are_refused(digits):
    with pytest.raises(ValueError, match=r"must be \(n, 1, 28, 28\), not of shape"):
        features.features(digits.train[0])
