from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 6

@test_case(points=3, hidden=False,
    failure_message="On the worked example the log densities are wrong.")
def test_worked_density(log_gaussian, np):
    X = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 3.0]])
    mean, cov = (np.array([2.0, 1.0]), np.array([[2.0, 1.0], [1.0, 2.0]]))
    result = np.asarray(log_gaussian(X, mean, cov))
    assert result.shape != (3, 3), 'This is a matrix of all pairs of points; each point needs its own square alone.'
    assert result.shape == (3,), f'The result has shape {result.shape}, not (3,).'
    away = X - mean
    square = np.einsum('ni,ij,nj->n', away, np.linalg.inv(cov), away)
    turns, size = (np.log(2 * np.pi), np.log(3.0))
    right = -0.5 * (2 * turns + size + square)
    mistakes = [(np.exp(right), 'This is the density; return its logarithm.'), (-0.5 * (turns + size + square), 'log 2 pi comes d times, here twice.'), (-0.5 * (2 * turns - size + square), 'The sign of log |Sigma| is wrong.'), (-0.5 * (2 * turns + square), 'log |Sigma| is missing.'), (-0.5 * (2 * turns + 3 + square), 'The logarithm of |Sigma| is missing.'), (-0.5 * (2 * turns + size) - square, 'The square is to be halved, too.'), (-(2 * turns + size) - 0.5 * square, 'The constant is to be halved, too.'), (-0.5 * (2 * turns + 2 * size + square), 'log |Sigma| came in twice: |Sigma| is of variances, so its root belongs in the density.'), (0.5 * (2 * turns + size + square), 'The minus sign in front is missing.'), (-0.5 * square, 'The constant in front of the density is missing.'), (-0.5 * (2 * turns + size + np.einsum('ni,ij,nj->n', away, cov, away)), 'The square uses Sigma where its inverse belongs.'), (-0.5 * (2 * turns + np.log(4.0) + (away ** 2 / 2).sum(axis=1)), 'Only the diagonal of Sigma was used: the coordinates are correlated.'), (-0.5 * (2 * turns + size + np.einsum('ni,ij,nj->n', X, np.linalg.inv(cov), X)), 'The mean was not subtracted.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, right)

@test_case(points=1, hidden=False,
    failure_message="Far from the mean the log density is a large negative number, not minus infinity.")
def test_far_density(log_gaussian, np):
    with np.errstate(all='ignore'):
        far = np.asarray(log_gaussian(np.array([[300.0, -400.0]]), np.zeros(2), np.eye(2)))
    assert np.all(np.isfinite(far)), 'Far from the mean the density is 0 for a computer: take the logarithm on paper.'
    assert np.allclose(far, -np.log(2 * np.pi) - 125000)
