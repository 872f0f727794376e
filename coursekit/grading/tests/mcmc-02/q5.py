from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 4

@test_case(points=2, hidden=False,
    failure_message="On the worked example P(t) is off.")
def test_worked_uniformisation(transition_probabilities, np):
    Q = np.array([[-1.0, 1.0], [2.0, -2.0]])
    law = np.asarray(transition_probabilities(Q, 0.5), dtype=float)
    assert law.shape == (2, 2), f'P(t) has shape {law.shape}, not (2, 2).'
    assert not np.allclose(law, np.eye(2) + 0.5 * Q), 'I + t Q is only the beginning of the series, good for very short times.'
    assert not np.allclose(law, np.exp(0.5 * Q)), 'np.exp works entry by entry. The exponential of a matrix is a sum of its powers.'
    assert not np.allclose(law.sum(axis=1), np.e), 'The rows sum to e: the factor exp(-clock t) is missing.'
    off = (1 - np.exp(-3)) / 3
    assert not np.allclose(law, [[1 - off, off], [2 * off, 1 - 2 * off]]), 'This is P(1): where did the time go?'
    assert not np.allclose(law.T[0, 1], (1 - np.exp(-1.5)) / 3), 'The matrix is transposed: row i is the start.'
    assert np.allclose(law.sum(axis=1), 1), f'The rows sum to {law.sum(axis=1)}, not to 1. Are the weights Poisson probabilities, (clock t)^k / k! times exp(-clock t), with k from 0?'
    off = (1 - np.exp(-1.5)) / 3
    assert np.allclose(law, [[1 - off, off], [2 * off, 1 - 2 * off]], atol=1e-10)

@test_case(points=1, hidden=False,
    failure_message="After a long time, with 90 expected ticks, P(t) is off.")
def test_long_times(transition_probabilities, np):
    Q = np.array([[-1.0, 1.0], [2.0, -2.0]])
    law = np.asarray(transition_probabilities(Q, 45.0), dtype=float)
    assert np.all(np.isfinite(law)) and np.allclose(law.sum(axis=1), 1, atol=1e-09), 'After t = 45 the rows no longer sum to 1. Either the sum stops too early, or it adds huge numbers of both signs, as the series of t Q does; powers of P are positive.'
    assert np.allclose(law, [[2 / 3, 1 / 3], [2 / 3, 1 / 3]], atol=1e-09)
