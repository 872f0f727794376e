from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 5

@test_case(points=2, hidden=False,
    failure_message="On the worked example the log-likelihood is -2.6435; with (0, 1) to (2) beside it, -3.4420.")
def test_worked_likelihood(log_likelihood, np):
    t = np.array([[0.1, 0.2, 0.7], [0.6, 0.2, 0.2], [0.1, 0.4, 0.5]])
    pair = (np.array([0, 1, 2]), np.array([1, 0]))
    other = (np.array([0, 1]), np.array([2]))
    one, both = (log_likelihood(t, [pair]), log_likelihood(t, [pair, other]))
    assert np.ndim(one) == 0, 'The log-likelihood is one number.'
    assert not np.isclose(one, 2 * np.log(0.8)), 'The factor 1 / L is missing.'
    assert not np.isclose(one, 2 * np.log(0.8 / 2)), 'L counts the empty word: here L is 3, not 2.'
    assert not np.isclose(one, np.log(0.8 * 0.8 / 3)), '1 / L comes in once for each target position, not once for a sentence.'
    assert not np.isclose(one, (0.8 / 3) ** 2), 'The logarithm is missing.'
    assert np.isclose(one, 2 * np.log(0.8 / 3))
    assert not np.isclose(both, np.log(0.9 / 2)), 'Only the last pair counts: add up over all pairs.'
    assert np.isclose(both, 2 * np.log(0.8 / 3) + np.log(0.9 / 2))
