from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 8

@test_case(points=4, hidden=False,
    failure_message="On the worked example the result is 1.2809.")
def test_worked_envelope(lowest_log_M, np):
    log_p, log_q = (np.log([0.2, 1.0, 1.8, 0.8]), np.log([1.0, 1.0, 0.5, 1.0]))
    result = lowest_log_M(log_p, log_q)
    assert np.ndim(result) == 0, 'One M serves all points: return one number.'
    mistakes = [(3.6, 'This is M; return its logarithm.'), (np.log(1.8), 'This is the top of the target: divide by q.'), (np.log(1.0), 'p was multiplied by q; it is to be divided.'), (np.log(0.2), 'This is the smallest ratio: it must cover all the points.'), (-np.log(0.2), 'This is the largest q / p; turn the fraction.'), (-np.log(3.6), 'This is -log M: turn the sign.'), (np.log([0.2, 1.0, 3.6, 0.8]).mean(), 'This is a mean; all must be covered.'), (np.log(5.6), 'The ratios were added up; the largest alone matters.')]
    for wrong, mistake in mistakes:
        assert not np.isclose(result, wrong), mistake
    assert np.isclose(result, np.log(3.6))

@test_case(points=2, hidden=False,
    failure_message="Where p is 0 a point asks for nothing; where q alone is 0, no M will do.")
def test_zero_densities(lowest_log_M, np):
    inf = np.inf
    result = lowest_log_M(np.array([-inf, -inf, 0.0]), np.array([-inf, 0.0, 1.0]))
    assert not np.isnan(result), 'Where both densities are 0 the difference of logarithms is not a number: leave those points out.'
    assert not np.isclose(result, 0), 'Points where p is 0 ask for nothing; log M may be negative.'
    assert np.isclose(result, -1)
    for log_p, log_q in ((np.array([0.0, 0.0]), np.array([-inf, 0.0])), (np.array([-3.0, 0.0]), np.array([0.0, -inf]))):
        assert np.isposinf(lowest_log_M(log_p, log_q)), 'Where q is 0 and p is not, no M will do: return np.inf.'
