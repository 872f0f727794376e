from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 3

@test_case(points=2, hidden=False,
    failure_message="For the draws 1, 2, 3, 6 the answer is (3, 1.0801).")
def test_worked_mean(mean_with_error, np):
    mean, se = mean_with_error(np.array([1.0, 2.0, 3.0, 6.0]))
    assert not np.isclose(se, 3), 'The two results are in the wrong order: mean first.'
    mistakes = {(14 / 3) ** 0.5: 'This is the standard deviation of one draw. The error of a mean of n draws is smaller by the square root of n.', 14 / 12: 'This is the variance of the mean; its standard error is the square root.', 14 / 3: 'This is the variance of one draw, not the standard error of the mean.', (14 / 16) ** 0.5: 'The sample variance divides by n - 1, not by n: pass ddof=1 to NumPy.', (14 / 3) ** 0.5 / 4: 'The standard deviation is divided by n, not by its root.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(se, wrong), mistake
    assert np.isclose(mean, 3) and np.isclose(se, 1.08012345)
