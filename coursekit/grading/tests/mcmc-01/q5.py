from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 3

@test_case(points=1, hidden=False,
    failure_message="On the worked example the answer is (1.5, 2.6667).")
def test_worked_importance(importance, np):
    mean, ess = importance(np.array([0.0, 1.0, 4.0]), np.log([1.0, 2.0, 1.0]))
    assert not np.isclose(mean, 5 / 3), 'The weights are not used: this is the plain mean.'
    assert not np.isclose(mean, 2) and (not np.isclose(mean, 6)) and (not np.isclose(mean, 3)), 'The weights are not normalised: divide them by their sum.'
    assert not np.isclose(ess, 3 / 8), 'This is the sum of squares; the ESS is its inverse.'
    assert not np.isclose(ess, 1), 'The weights under the sum of the ESS are squared.'
    assert not np.isclose(ess, 8 / 9), 'The ESS is a number of draws, not a share of n.'
    assert not np.isclose(ess, 1 / 6), 'The ESS needs weights that sum to 1.'
    assert np.isclose(mean, 1.5) and np.isclose(ess, 8 / 3)

@test_case(points=1, hidden=False,
    failure_message="Adding 1000 to every log weight, or -1000, must change nothing.")
def test_any_constant(importance, np):
    for constant in (1000, -1000):
        log_w = np.log([1.0, 2.0, 1.0]) + constant
        mean, ess = importance(np.array([0.0, 1.0, 4.0]), log_w)
        assert np.isfinite(mean), 'Not in log space: exp(1000) is inf and exp(-1000) is 0 on a computer. Subtract the largest log weight first.'
        assert np.isclose(mean, 1.5) and np.isclose(ess, 8 / 3)
