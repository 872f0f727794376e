from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 5

@test_case(points=2, hidden=False,
    failure_message="For small_P the law is (2/7, 4/7, 1/7).")
def test_worked_law(stationary, np):
    P = np.array([[0.5, 0.5, 0.0], [0.25, 0.5, 0.25], [0.0, 1.0, 0.0]])
    pi = np.asarray(stationary(P), dtype=float)
    assert pi.shape == (3,), f'The law has shape {pi.shape}, not (3,).'
    assert not np.allclose(pi, pi[0]), 'All entries are equal: this solves P @ v = v, whose solution is constant. The law multiplies from the left.'
    assert np.isclose(pi.sum(), 1), f'The entries sum to {pi.sum():.4f}, not to 1.'
    assert not np.allclose(pi, [1 / 7, 4 / 7, 2 / 7]), 'The states are in reverse order.'
    assert np.allclose(pi, [2 / 7, 4 / 7, 1 / 7])

@test_case(points=1, hidden=False,
    failure_message="For chains of two and of five states the law is off.")
def test_law_is_kept(stationary, np):
    assert np.allclose(stationary(np.array([[0.9, 0.1], [0.3, 0.7]])), [0.75, 0.25])
    rng = np.random.default_rng(2)
    P = rng.dirichlet(np.ones(5), size=5)
    pi = np.asarray(stationary(P), dtype=float)
    assert np.allclose(pi @ P, pi) and np.isclose(pi.sum(), 1), 'With five states pi @ P differs from pi. In each round the detours must be added to the whole block of states that are still there.'
