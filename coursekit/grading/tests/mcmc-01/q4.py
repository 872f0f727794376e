from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 4

@test_case(points=2, hidden=False,
    failure_message="On the worked example the answer is (2.25, 0.5).")
def test_worked_control(control_variate, np):
    y, c = (np.array([1.0, 3.0, 8.0]), np.array([0.0, 1.0, 2.0]))
    mean, se = control_variate(y, c, 0.5)
    mistakes = {5.75: 'The sign is wrong: where the control is above its mean, what it explains is taken off.', 4.0: 'The control is compared with its sample mean. Then nothing changes on average; its known mean c_mean is what helps.', 4 - 3.5 / 13 * 0.5: 'b divides by the variance of y. It is Cov(c, y) / Var(c).', 4 - 3.5 / np.sqrt(13) * 0.5: 'b is the correlation here. It is Cov(c, y) / Var(c).', 3.5: 'b is missing, or 1: estimate it from the draws.', 4 - 3.5 * 1.5 * 0.5: 'The covariance and the variance divide by different numbers, n and n - 1: np.cov divides by n - 1, np.var by n.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(mean, wrong), mistake
    assert not np.isclose(se, 2.081666), 'This is the error bar of the draws before the adjustment.'
    assert np.isclose(mean, 2.25) and np.isclose(se, 0.5)
