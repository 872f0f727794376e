from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 6

@test_case(points=2, hidden=False,
    failure_message="On the worked example P differs from the matrix in the question.")
def test_worked_matrix(transition_matrix, np):
    log_pi = np.log([1.0, 2.0, 4.0])
    Q = np.array([[0.0, 0.75, 0.25], [0.5, 0.0, 0.5], [0.25, 0.75, 0.0]])
    P = np.asarray(transition_matrix(log_pi, Q))
    assert np.shape(P) == (3, 3), f'P has shape {np.shape(P)}, not (3, 3).'
    assert not np.any(np.isnan(P)), 'P contains nan: 0 * inf, or inf - inf, at a move that is never proposed. Leave the pairs with Q[i, j] = 0 out.'
    assert not np.allclose(P[[0, 1], [1, 0]], [1, 0.5]), 'The acceptance probability is min(1, r); this is max(1, r).'
    mistakes = {0.5: 'The ratio is upside down: the move from 1 to 0 has r = 3/4 and is accepted three times out of four.', 0.25: 'The Hastings term is missing: P[1, 0] is what pi(j) / pi(i) alone gives.', 1 / 6: 'The Hastings term is upside down: P[1, 0] is too small. Q[i, j] is the probability to propose j from i.', 0.5625: 'The proposal is transposed: P[1, 0] is built from Q[0, 1]. Row i of Q is where the chain is.', 0.75: 'P[1, 0] is the acceptance probability alone. The move must also be proposed: multiply by Q[1, 0].', 3 / 7: 'The rows were rescaled to sum to 1. A rejected move is not shared out: it stays, and goes to the diagonal.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(P[1, 0], wrong), mistake
    assert not np.isclose(P[0, 1], 1.0), 'P[0, 1] is larger than Q[0, 1]: the acceptance probability is min(1, r), and the minimum is missing.'
    sums = np.sum(P, axis=1)
    assert np.allclose(sums, 1), f'Rows of P must sum to 1, they sum to {np.round(sums, 4)}. What is rejected stays: it belongs on the diagonal.'
    assert np.allclose(P, [[0, 0.75, 0.25], [0.375, 0.125, 0.5], [0.0625, 0.25, 0.6875]])

@test_case(points=1, hidden=False,
    failure_message="With moves that are never proposed, P must hold probabilities: between 0 and 1, rows that sum to 1, and 0 wherever Q[i, j] is 0 off the diagonal.")
def test_moves_that_are_never_proposed(transition_matrix, np):
    n = 6
    Q = np.zeros((n, n))
    for i in range(n):
        neighbours = [k for k in (i - 1, i + 1) if 0 <= k < n]
        Q[i, neighbours] = 1 / len(neighbours)
    P = np.asarray(transition_matrix(np.array([0.0, 3.0, -2.0, 1.0, 0.5, -4.0]), Q))
    assert not np.any(np.isnan(P)), 'P contains nan: 0 * inf, or inf - inf, at a move that is never proposed. Leave the pairs with Q[i, j] = 0 out.'
    assert np.shape(P) == (n, n)
    assert np.min(P) >= 0 and np.max(P) <= 1
    assert np.allclose(np.sum(P, axis=1), 1)
    off_diagonal = ~np.eye(n, dtype=bool)
    assert np.all(P[off_diagonal & (Q == 0)] == 0)
