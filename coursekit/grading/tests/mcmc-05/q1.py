from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 3

@test_case(points=2, hidden=False,
    failure_message="On the worked example R-hat is 1.6330.")
def test_worked_rhat(basic_rhat, np):
    x = np.array([[1.0, 2.0, 3.0], [3.0, 4.0, 5.0]])
    r = basic_rhat(x)
    assert np.ndim(r) == 0, f'R-hat is one number; this has shape {np.shape(r)}.'
    assert not np.isclose(r, 8 / 3), 'The square root is missing.'
    mistakes = {11 / 3: 'W was computed with ddof=0: divide by the number of draws minus 1.', 5 / 3: 'V was computed with ddof=0: divide by the number of chains minus 1.', 8 / 3 + 4: 'V came in n times: B = n V is divided by n again before it is added.', 3.0: 'The factor (n - 1) / n of W is missing.', 3 / 8: 'The fraction is upside down: W belongs below.', 2 / 3: "The variance of the chains' means, V, is missing.", 1.0: 'Chains and draws are exchanged: each row of x is a chain.', 7 / 6: 'Chains and draws are exchanged: each row of x is a chain.'}
    for square, mistake in mistakes.items():
        assert not np.isclose(r, np.sqrt(square)), mistake
    assert np.isclose(r, 1.63299316)
