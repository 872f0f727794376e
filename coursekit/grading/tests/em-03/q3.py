from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 5

@test_case(points=3, hidden=False,
    failure_message="On the worked example gamma or moves is wrong.")
def test_worked_posterior(posterior, np):
    start = np.array([0.6, 0.4])
    A = np.array([[0.7, 0.3], [0.4, 0.6]])
    b = np.array([[0.5, 0.1], [0.2, 0.3], [0.1, 0.6]])
    gamma, moves = (np.asarray(part, dtype=float) for part in posterior(start, A, b))
    assert gamma.shape == (3, 2), f'gamma has shape {gamma.shape}, not (n, K) = (3, 2).'
    assert moves.shape == (2, 2), f'moves has shape {moves.shape}, not (K, K) = (2, 2): add up over time.'
    assert not np.allclose(gamma[0], [0.8823529412, 0.1176470588]), "This is alpha: what the past says. Multiply by beta, the future's word."
    assert not np.allclose(gamma[0], [0.9663730985, 1.2522017614]), 'This is beta alone: multiply by alpha.'
    assert np.allclose(gamma.sum(axis=1), 1), f'gamma is not normalised: its first row sums to {gamma[0].sum():.4f}. With the scales of the forward pass, alpha * beta sums to 1 by itself.'
    right = np.array([[0.5469975981, 0.7580464371], [0.0867894315, 0.6081665332]])
    mistakes = [([[0.7814251401, 2.5268214572], [0.2169735789, 1.0136108887]], 'A is missing.'), ([[3.3682946357, 1.9839871898], [0.707766213, 1.2057646117]], 'The emission b[t + 1] is missing from the moves.'), ([[0.4677907258, 0.8372533095], [0.1659963038, 0.5289596609]], 'gamma[t] times gamma[t + 1] treats successive states as independent.'), ([[0.1380097481, 0.2034339921], [0.0247081435, 0.1819870998]], 'The moves are not divided by c[t + 1].'), ([[0.459345939, 0.7357393383], [0.0957743489, 0.7431862248]], 'The scale is off by one: divide by c[t + 1], not c[t].'), (right.T, 'The moves are transposed: entry (i, j) counts moves from i to j.'), (right / 2, 'Add the moves up; this is their mean over time.'), (right / right.sum(axis=1, keepdims=True), 'These are shares. The numbers of moves were asked for.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(moves, wrong), mistake
    assert np.allclose(moves, right)
    assert np.allclose(gamma[0], [0.8526821457, 0.1473178543])
