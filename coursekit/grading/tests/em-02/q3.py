from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 4

@test_case(points=2, hidden=False,
    failure_message="On the worked example the covariance is wrong.")
def test_worked_map(map_covs, np):
    covs = np.array([[[2.0, 1.0], [1.0, 4.0]]])
    result = np.asarray(map_covs(covs, np.array([3.0]), 2.0, 4.0))
    assert result.shape == (1, 2, 2), f'The result has shape {result.shape}, not (1, 2, 2).'
    scatter = 3 * covs
    mistakes = [((covs + 2 * np.eye(2)) / 10, 'The scatter is n_k times the covariance given.'), ((scatter + 2) / 10, 's I has s on the diagonal and zeros elsewhere.'), ((scatter + 2 * np.eye(2)) / 3, 'The prior counts below, too: n_k + nu + d + 1.'), ((scatter + 2 * np.eye(2)) / 7, 'd + 1 is missing below.'), ((scatter + 2 * np.eye(2)) / 8, 'd is missing below: n_k + nu + d + 1.'), ((scatter + 2 * np.eye(2)) / 9, '1 is missing below: n_k + nu + d + 1.'), ((scatter + 2 * np.eye(2)) / 6, 'nu is missing below: n_k + nu + d + 1.'), (scatter / 10, 's I is missing above.'), ((scatter + np.eye(2)) / 10, 's is missing: the prior adds s times the unit matrix.'), (scatter / 10 + 2 * np.eye(2), 's I belongs into the sum above, before dividing.'), (covs + 2 * np.eye(2), 'Adding a constant to the covariance is not the maximum of the posterior.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, [[[0.8, 0.3], [0.3, 1.4]]])
