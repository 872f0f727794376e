from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 5

@test_case(points=2, hidden=False,
    failure_message="On the worked example the log-likelihoods begin with -2.0794 and -1.7987.")
def test_worked_climb(fit, np):
    pairs = [(np.array([0, 1]), np.array([0])), (np.array([0, 1, 2]), np.array([1, 0]))]
    t, history = fit(pairs, 3, 2, 1)
    history = np.asarray(history)
    assert history.shape != (1,), 'history needs the log-likelihood at the start as well: n_iter + 1 numbers.'
    assert history.shape == (2,), f'history has shape {history.shape}, not (2,).'
    assert not np.isclose(history[0], history[1]), 'Both log-likelihoods are those of one dictionary: take the second after the new dictionary is there.'
    assert np.isclose(history[0], 3 * np.log(1 / 2)), 'The start is uniform: every entry is 1 / n_target.'
    assert np.shape(t) == (3, 2)
    assert np.allclose(t, [[5 / 7, 2 / 7], [5 / 7, 2 / 7], [1 / 2, 1 / 2]])
    assert np.isclose(history[1], np.log(5 / 7) + np.log(9 / 14) + np.log(5 / 14))
