from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 3

@test_case(points=2, hidden=False,
    failure_message="On the worked example the jumps or the mean stays are off.")
def test_worked_jumps(embedded_chain, np):
    Q = np.array([[-3.0, 1.0, 2.0], [4.0, -4.0, 0.0], [1.0, 0.0, -1.0]])
    jumps, stays = (np.asarray(part, dtype=float) for part in embedded_chain(Q))
    assert jumps.shape == (3, 3), f'Return the matrix of the jumps first, then the mean stays; the first result has shape {jumps.shape}.'
    assert not np.allclose(stays, [3, 4, 1]), 'These are the rates of leaving. A mean stay is 1 divided by its rate.'
    assert np.all(stays > 0), 'A mean stay is negative: the rate of leaving is -Q[i, i].'
    assert not np.allclose(np.diag(jumps), -1), 'The diagonal is -1: a jump always leads elsewhere, so it must be 0.'
    assert not np.allclose(jumps, np.eye(3) + Q / 4), 'This is the uniformised chain, which may stay. Row i is divided by its own rate.'
    assert not np.allclose(jumps[0], [0, 1 / 4, 2]), 'Columns are divided by the rates. Row i holds the jumps from i: divide rows.'
    assert not np.allclose(jumps, -np.array([[0, 1 / 3, 2 / 3], [1, 0, 0], [1, 0, 0]])), 'The jump probabilities are negative: divide by -Q[i, i], which is positive.'
    assert np.allclose(jumps, [[0, 1 / 3, 2 / 3], [1, 0, 0], [1, 0, 0]])
    assert np.allclose(stays, [1 / 3, 1 / 4, 1])
