from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 4

@test_case(points=3, hidden=False,
    failure_message="On the worked example the result is (0.25, 0.8, 0).")
def test_worked_best(best_discriminator, np):
    log_p = np.array([np.log(0.2), -2000.0, -1000.0])
    log_q = np.array([np.log(0.6), -2000.0 - np.log(4), 0.0])
    with np.errstate(all='ignore'):
        result = np.asarray(best_discriminator(log_p, log_q), dtype=float)
    assert result.shape == (3,), f'The result has shape {result.shape}, not (3,).'
    assert not np.isnan(result[1]), 'At the second point both densities are 0 for a computer, and 0/0 is nan: only the difference of the logarithms is needed.'
    assert not np.isnan(result[2]), 'The third point overflows: it is 0.'
    right, ratio = (np.array([0.25, 0.8, 0.0]), np.array([1 / 3, 4.0, 0.0]))
    mistakes = [(1 - right, 'This is the probability of a fake: p belongs into the numerator.'), (ratio, 'This is p / q; D is p / (p + q).'), (np.log(np.maximum(ratio, 1e-300)), 'This is the logit; apply the sigmoid.'), (log_p - log_q, 'This is the logit; apply the sigmoid.'), (log_p / (log_p + log_q), 'Densities are to be divided, not their logarithms.'), ([0.25, 0.5, 0.0], 'A small number was added to the densities, or they were cut off.'), ([0.25, 0.0, 0.0], 'A small number was added to the densities, or they were cut off.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, right)
