from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 8

@test_case(points=1, hidden=False,
    failure_message="On the worked example the weights are 0.625 and 0.375.")
def test_worked_weights(m_step, np):
    X = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 3.0], [5.0, 5.0]])
    resp = np.array([[1.0, 0.0], [0.75, 0.25], [0.5, 0.5], [0.25, 0.75]])
    w = np.asarray(m_step(X, resp)[0])
    assert w.shape == (2,), f'The weights have shape {w.shape}, not (2,).'
    assert not np.allclose(w, [2.5, 1.5]), 'These are the n_k. The weights are shares: divide by the number of points.'
    assert not np.allclose(w, [0.75, 0.25]), 'Points were counted with their best component. Add up responsibilities.'
    assert not np.allclose(w, 0.5), 'The weights are not all equal: n_k / n.'
    assert np.allclose(w, [0.625, 0.375])

@test_case(points=1, hidden=False,
    failure_message="On the worked example the means are (1.3, 1.1) and (3.1667, 3.5).")
def test_worked_means(m_step, np):
    X = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 3.0], [5.0, 5.0]])
    resp = np.array([[1.0, 0.0], [0.75, 0.25], [0.5, 0.5], [0.25, 0.75]])
    means = np.asarray(m_step(X, resp)[1])
    assert means.shape == (2, 2), f'The means have shape {means.shape}, not (2, 2).'
    n = np.array([[2.5], [1.5]])
    right = np.array([[3.25, 2.75], [4.75, 5.25]]) / n
    assert not np.allclose(means, right * n / 4), "The sums were divided by n. A component's mean is divided by its own n_k."
    assert not np.allclose(means, right * n), 'The sums are not divided by n_k.'
    assert not np.allclose(means, [2, 2]), 'Both means are that of all points: the responsibilities are missing.'
    assert not np.allclose(means, right.T), 'Each row is the mean of one component.'
    assert np.allclose(means, right)

@test_case(points=3, hidden=False,
    failure_message="On the worked example the covariances are wrong.")
def test_worked_covariances(m_step, np):
    X = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 3.0], [5.0, 5.0]])
    resp = np.array([[1.0, 0.0], [0.75, 0.25], [0.5, 0.5], [0.25, 0.75]])
    covs = np.asarray(m_step(X, resp)[2])
    assert covs.shape == (2, 2, 2), f'The covariances have shape {covs.shape}, not (2, 2, 2).'
    n = resp.sum(axis=0)
    means = resp.T @ X / n[:, None]

    def about(centres, r=resp):
        away = X[:, None] - centres
        return np.einsum('nk,nki,nkj->kij', r, away, away)
    right = about(means) / n[:, None, None]
    mistakes = [(about(means) / (n[:, None, None] - 1), 'n_k - 1 is for estimating; divide by n_k.'), (about(means), 'The sums are not divided by n_k.'), (about(means) / 4, 'The sums were divided by n, not by n_k.'), (about(np.array([2.0, 2.0])) / n[:, None, None], 'The squares are about the mean of all points, not about the new mean of the component.'), (about(np.zeros(2)) / n[:, None, None], 'The mean was not subtracted.'), (about(means[::-1]) / n[:, None, None], "The squares are about another's mean."), (about(means, resp ** 2) / n[:, None, None], 'The responsibilities came in squared: weight each product once.'), (about(means, np.ones((4, 2))) / 4, 'The responsibilities are missing.'), (right * np.eye(2), 'Only the variances are there: the covariances are missing.'), (np.sqrt(np.abs(right)), 'These are standard deviations; return variances.'), (np.sqrt(right * np.eye(2)), 'These are standard deviations; return variances.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(covs, wrong), mistake
    assert np.allclose(covs, right)
