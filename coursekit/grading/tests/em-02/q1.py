from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 4

@test_case(points=2, hidden=False,
    failure_message="On the worked example the responsibilities or the log-likelihood are wrong.")
def test_worked_e_step(e_step, np):
    X = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 3.0], [5.0, 5.0]])
    weights, means = (np.array([0.2, 0.8]), np.array([[0.0, 0.0], [3.0, 3.0]]))
    covs = np.array([[[1.0, 0.0], [0.0, 1.0]], [[2.0, 0.0], [0.0, 2.0]]])
    square = ((X[:, None] - means) ** 2).sum(axis=2)
    density = np.exp(-square / [2, 4]) / (2 * np.pi * np.array([1, 2]))
    p = weights * density
    right, value = (p / p.sum(axis=1, keepdims=True), np.log(p.sum(axis=1)).sum())
    r, loglik = e_step(X, weights, means, covs)
    r = np.asarray(r)
    assert r.shape == (4, 2), f'The responsibilities have shape {r.shape}, not (4, 2).'
    assert not np.allclose(r, density / density.sum(axis=1, keepdims=True)), "The weights are missing from Bayes' rule."
    assert not np.allclose(r, p), 'These are joint densities; divide each row by its sum.'
    assert not np.allclose(r, right / right.max(axis=1, keepdims=True)), 'The responsibilities are not normalised: each row sums to 1.'
    assert not np.allclose(r.sum(axis=0), 1), 'The columns sum to 1. Each point is shared among components: normalise rows.'
    assert not np.isin(r, [0.0, 1.0]).all(), 'Responsibilities are soft, not 0 or 1.'
    assert np.allclose(r, right), 'The responsibilities are wrong.'
    assert np.ndim(loglik) == 0, 'The log-likelihood is one number.'
    mistakes = {value / 4: 'This is the mean of log p(x) over the points; return the sum.', np.log(p).sum(): 'The logarithms of all components were added up.', np.log(p.max(axis=1)).sum(): 'Only the best component of each point counts here.', np.log(p.sum()): 'Add the logarithms of the points, not their densities.', np.log(density.sum(axis=1)).sum(): 'The weights are missing in the log-likelihood.', np.log(p.sum(axis=1) / p.max(axis=1)).sum(): 'What was subtracted before the exponential must be added to log p(x) again.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(loglik, wrong), mistake
    assert np.isclose(loglik, value), 'The log-likelihood is wrong.'
