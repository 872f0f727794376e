from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 5

@test_case(points=2, hidden=False,
    failure_message="On the worked example D's slopes are (-0.25, -0.125) and (0.1667, 0.0667, 0).")
def test_worked_discriminator(discriminator_slopes, np):
    real = np.array([0.0, np.log(3)])
    fake = np.array([0.0, -np.log(4), -1000.0])
    with np.errstate(all='ignore'):
        result = discriminator_slopes(real, fake)
    assert len(result) == 2, 'Return two arrays: by the real logits, by those of fakes.'
    first, second = (np.asarray(part, dtype=float) for part in result)
    assert first.shape == (2,) and second.shape == (3,), 'One slope for each logit.'
    p, r = (np.array([0.5, 0.75]), np.array([0.5, 0.2, 0.0]))
    mistakes = [(first, (1 - p) / 2, 'By the real logits the loss falls: those slopes are negative.'), (first, p - 1, 'The 1/n of the mean is missing.'), (first, (p - 1) / 3, 'Each batch is divided by its own length.'), (first, (p - 1) / 5, 'Each batch is divided by its own length.'), (first, -p / 2, 'Of a real sample the slope is D - 1: large where D is wrong.'), (second, -r / 3, 'By the logits of fakes the loss rises: those slopes are positive.'), (second, r, 'The 1/m of the mean is missing.'), (second, r / 2, 'Each batch is divided by its own length.'), (second, (1 - r) / 3, 'Of a fake the slope is D: large where D is wrong.')]
    for part, wrong, mistake in mistakes:
        assert not np.allclose(part, wrong), mistake
    assert np.allclose(first, (p - 1) / 2) and np.allclose(second, r / 3)

@test_case(points=2, hidden=False,
    failure_message="On the worked example the slopes are (-0.1667, -0.0667, 0) and (-0.1667, -0.2667, -0.3333).")
def test_worked_slopes(generator_slopes, np):
    fake = np.array([0.0, -np.log(4), -1000.0])
    with np.errstate(all='ignore'):
        result = generator_slopes(fake)
    assert len(result) == 2, 'Return two arrays: one for each loss.'
    first, second = (np.asarray(part, dtype=float) for part in result)
    assert first.shape == second.shape == (3,), 'One slope for each logit: shape (m,).'
    assert np.isfinite(first).all() and np.isfinite(second).all(), 'A slope is not finite for a logit of -1000: do not divide by a D of 0.'
    d = np.array([0.5, 0.2, 0.0])
    mistakes = [(first, d / 3, 'The first has the wrong sign: both losses fall as D is fooled.'), (first, -d, 'The 1/m of the mean is missing.'), (first, (d - 1) / 3, 'The two slopes are exchanged, or the first is that of the second.'), (first[:2], -1 / (1 - d[:2]) / 3, 'This is the derivative by D; the derivative by the logit has the factor D (1 - D), too.'), (second, (1 - d) / 3, 'The second has the wrong sign: both losses fall as D is fooled.'), (second, d - 1, 'The 1/m of the mean is missing.'), (second, -d / 3, 'The second is the slope of the first loss.'), (second[:2], -1 / d[:2] / 3, 'This is the derivative by D; the derivative by the logit has the factor D (1 - D), too.'), (second, -d * (1 - d) / 3, 'This is the slope of D itself, not of its logarithm.')]
    for part, wrong, mistake in mistakes:
        assert not np.allclose(part, wrong), mistake
    assert np.allclose(first, -d / 3) and np.allclose(second, (d - 1) / 3)
