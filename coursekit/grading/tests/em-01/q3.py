from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 4

@test_case(points=2, hidden=False,
    failure_message="On the worked example the first point has -3.2242 and -3.6749.")
def test_worked_joint(log_joint, np):
    X = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 3.0]])
    weights, means = (np.array([0.25, 0.75]), np.array([[0.0, 0.0], [2.0, 1.0]]))
    covs = np.array([[[1.0, 0.0], [0.0, 1.0]], [[2.0, 1.0], [1.0, 2.0]]])
    result = np.asarray(log_joint(X, weights, means, covs))
    assert result.shape != (2, 3), 'Points are rows and components columns: transpose.'
    assert result.shape == (3, 2), f'The result has shape {result.shape}, not (3, 2).'
    density = np.empty((3, 2))
    for k in range(2):
        away = X - means[k]
        square = np.einsum('ni,ij,nj->n', away, np.linalg.inv(covs[k]), away)
        size = np.log(np.linalg.det(covs[k]))
        density[:, k] = -0.5 * (2 * np.log(2 * np.pi) + size + square)
    right = density + np.log(weights)
    total = np.log(np.exp(right).sum(axis=1, keepdims=True))
    mistakes = [(density, 'The weights are missing.'), (density + weights, 'Add the logarithm of the weight, not the weight.'), (density * weights, 'Multiplying by w becomes adding log w in logarithms.'), (density * np.log(weights), 'Multiplying by w becomes adding log w in logarithms.'), (density - np.log(weights), 'The weight belongs into the numerator: add log w.'), (density + np.log(weights[::-1]), 'The weights are in the wrong order.'), (np.exp(right), 'These are the joint densities; return their logarithms.'), (right - total, 'Do not normalise yet: this is log p(x, z), not log p(z | x).')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, right)
