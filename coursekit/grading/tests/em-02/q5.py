from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 4

@test_case(points=2, hidden=False,
    failure_message="On the worked example the BIC is 243.0322.")
def test_worked_bic(bic, np):
    value = bic(-100.0, 50, 2, 2)
    assert np.ndim(value) == 0, 'The BIC is one number.'
    turn = np.log(50)
    mistakes = {200 + 12 * turn: 'The weights sum to 1: only K - 1 of them are free.', 200 + 13 * turn: 'A covariance matrix is symmetric: d (d + 1) / 2 numbers.', 200 + 14 * turn: 'Count again: K - 1 weights, and symmetric covariances.', 200 + 9 * turn: 'With full covariances each has d (d + 1) / 2 numbers, not d.', 200 + 10 * turn: 'The weights are missing from the count.', 200 + 7 * turn: "The means are missing from the count, or the covariances' half.", 200 + 8 * turn: 'Every component has its own covariance.', 200 + 5 * turn: 'The covariances are missing from the count.', 200 + 22: 'This is AIC: BIC charges log n for a parameter.', -200 + 11 * turn: 'The sign of the log-likelihood is wrong: -2 l.', -200 - 11 * turn: 'This is minus the BIC, as some programs print it.', 100 + 11 * turn: 'The factor 2 of the log-likelihood is missing.', 200 - 11 * turn: 'The penalty is to be added: many parameters cost.', 200 + 11 * np.log10(50): 'Logarithms are natural.', 200 + 11 * 50: 'The logarithm of n is missing.', 200 + 5.5 * turn: 'The price of a parameter is log n, not half of it.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(value, wrong), mistake
    assert np.isclose(value, 200 + 11 * turn)
