from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 8

@test_case(points=5, hidden=False,
    failure_message="On the worked example the weights are 0.125, 0.375, 0 and 0.5.")
def test_worked_weights(weights, np):
    log_p = np.log([0.5, 3.0, 0.0, 8.0])
    log_q = np.log([0.5, 1.0, 1.0, 2.0])
    with np.errstate(all='ignore'):
        result = np.asarray(weights(log_p, log_q))
    assert result.shape == (4,), f'The result has shape {result.shape}, not (4,).'
    ratio, right = (np.array([1.0, 3, 0, 4]), np.array([0.125, 0.375, 0, 0.5]))
    p, q = (np.exp(log_p), np.exp(log_q))
    mistakes = [(ratio, 'These are the ratios: divide by their sum.'), (ratio / 4, 'Divide by the sum, not by the largest or the number of draws.'), (ratio / 2, 'Divide by the sum, not by the mean.'), (p / p.sum(), 'The proposal is missing: a draw counts for p / q.'), (p * q / (p * q).sum(), 'p was multiplied by q; it is to be divided.'), (np.full(4, 0.25), 'All draws count alike here: they should count for p / q.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    with np.errstate(all='ignore'):
        logs = np.log(right)
    assert not np.array_equal(np.isneginf(result), np.isneginf(logs)), 'These are the logarithms of the weights.'
    assert np.allclose(result, right)
    for shift in (1000.0, -1000.0):
        with np.errstate(all='ignore'):
            far = np.asarray(weights(log_p + shift, log_q))
        assert np.isfinite(far).all(), 'A ratio of e^1000 overflows, one of e^-1000 vanishes: take the largest log ratio out before the exponential.'
        assert np.allclose(far, right)
