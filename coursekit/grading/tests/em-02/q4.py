from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 5

@test_case(points=3, hidden=False,
    failure_message="On six points the fit or its history is wrong.")
def test_worked_fit(fit, np):
    X = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 2.0], [3.0, 3.0], [5.0, 3.0], [4.0, 6.0]])
    start = (np.array([0.4, 0.6]), np.array([[1.0, 0.0], [3.0, 4.0]]), np.array([3 * np.eye(2), 4 * np.eye(2)]))

    def expect(w, means, covs):
        away = X[:, None] - means
        square = np.einsum('nki,kij,nkj->nk', away, np.linalg.inv(covs), away)
        p = w * np.exp(-0.5 * square) / (2 * np.pi * np.sqrt(np.linalg.det(covs)))
        return (p / p.sum(axis=1, keepdims=True), np.log(p.sum(axis=1)).sum())

    def maximise(r):
        n = r.sum(axis=0)
        means = r.T @ X / n[:, None]
        away = X[:, None] - means
        covs = np.einsum('nk,nki,nkj->kij', r, away, away) / n[:, None, None]
        return (n / 6, means, covs)
    path = [start]
    values = [expect(*start)[1]]
    for _ in range(4):
        path.append(maximise(expect(*path[-1])[0]))
        values.append(expect(*path[-1])[1])
    *theta, history = fit(X, *start, 4)
    history = np.asarray(history, dtype=float)
    assert history.shape != (4,), 'The history has n_iter entries: the start (or the end) is missing.'
    assert history.shape == (5,), f'The history has shape {history.shape}, not (5,).'
    assert not np.allclose(history[1:], values[1]), 'After the first iteration nothing changes: the responsibilities are the old ones. Each iteration needs an E-step with the new parameters.'
    assert not np.allclose(history, values[0]), 'The history never changes: the new parameters are not used.'
    assert not np.allclose(history, [values[0], *values[:4]]), 'The history lags behind: each entry belongs to the parameters after its M-step.'
    assert not np.allclose(theta[1], path[3][1]), 'One M-step too few is made.'
    assert not np.allclose(theta[1], path[0][1]), 'The start is returned, not the end.'
    for got, wanted in zip(theta, path[4], strict=True):
        assert np.allclose(got, wanted), 'The parameters after four iterations are wrong.'
    assert np.allclose(history, values), 'The history is wrong.'
