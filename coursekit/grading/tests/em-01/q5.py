from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 5

@test_case(points=3, hidden=False,
    failure_message="On the worked example the log-likelihood, the numbers or the sums are wrong.")
def test_worked_e_step(e_step, np):
    X = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 3.0]])
    weights, means = (np.array([0.25, 0.75]), np.array([[0.0, 0.0], [2.0, 1.0]]))
    covs = np.array([[[1.0, 0.0], [0.0, 1.0]], [[2.0, 1.0], [1.0, 2.0]]])
    joint = np.empty((3, 2))
    for k in range(2):
        away = X - means[k]
        square = np.einsum('ni,ij,nj->n', away, np.linalg.inv(covs[k]), away)
        size = np.log(np.linalg.det(covs[k]))
        joint[:, k] = np.log(weights[k]) - 0.5 * (2 * np.log(2 * np.pi) + size + square)
    p = np.exp(joint)
    r = p / p.sum(axis=1, keepdims=True)
    value, n, s = e_step(X, weights, means, covs)
    right = np.log(p.sum(axis=1)).sum()
    mistakes = {right / 3: 'This is the mean over the points; the log-likelihood is the sum.', np.log(p.sum()): 'The densities of the points were added before the logarithm. Points are independent: add their logarithms.', joint.sum(): 'The log joint densities of all components were added up.', joint.max(axis=1).sum(): 'Each point counted with its best component alone.', (r * joint).sum(): 'This is the expected log joint density, not log p(x).', np.exp(right): 'This is the likelihood; return its logarithm.'}
    for wrong, mistake in mistakes.items():
        assert not np.allclose(value, wrong), mistake
    assert np.ndim(value) == 0, 'The log-likelihood is one number.'
    assert np.isclose(value, right), 'The log-likelihood is wrong.'
    assert np.shape(n) == (2,), f'n has shape {np.shape(n)}, not (2,): one for each k.'
    assert not np.allclose(n, r.mean(axis=0)), 'n_k was divided by n: that is the M-step.'
    assert not np.allclose(n, [1, 2]), 'Points were counted with their best component. Add up the responsibilities.'
    assert np.allclose(n, r.sum(axis=0)), 'n_k is the sum of column k of r.'
    assert np.shape(s) == (2, 2), f's has shape {np.shape(s)}, not (2, 2).'
    assert not np.allclose(s, r.T @ X / r.sum(axis=0)[:, None]), "s_k was divided by n_k: that is the M-step's work."
    assert not np.allclose(s, X.T @ r), 's is transposed: one row for each component.'
    assert np.allclose(s, r.T @ X), 's_k is the sum of the points, times their r_ik.'
