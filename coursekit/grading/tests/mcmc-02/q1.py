from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 3

@test_case(points=2, hidden=False,
    failure_message="On the worked example the rows are (0, 2/3, 1/3), (0, 1/3, 2/3), (2/3, 1/3, 0).")
def test_worked_fit(fit, np):
    P = np.asarray(fit(np.array([0, 1, 2, 0, 1, 1, 2, 0, 2, 1]), 3), dtype=float)
    assert P.shape == (3, 3), f'The matrix has shape {P.shape}, not (3, 3).'
    counts = np.array([[0, 2, 1], [0, 1, 2], [2, 1, 0]])
    mistakes = [(counts, 'These are counts. Divide each row by its sum.'), (counts / 9, 'Divided by the number of all moves. Each row must sum to 1.'), (counts / counts.sum(axis=0), 'The columns sum to 1. Row i is where the chain is.'), (counts.T / counts.sum(axis=0)[:, None], 'The matrix is transposed: P[i, j] belongs to the moves from i to j.'), (counts / np.array([3, 4, 3])[:, None], 'The last state was counted as if it had been left: count moves, not visits.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(P, wrong), mistake
    assert np.allclose(P, [[0, 2 / 3, 1 / 3], [0, 1 / 3, 2 / 3], [2 / 3, 1 / 3, 0]])
