from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 9

@test_case(points=6, hidden=False,
    failure_message="On the worked example the two are 4.75 and 0.7686.")
def test_worked_estimate(estimate, np):
    f, w = (np.array([2.0, 4, 9, 6]), np.array([0.125, 0.375, 0, 0.5]))
    result = estimate(f, w)
    assert np.shape(result) == (2,), 'Return two numbers: the mean and its error.'
    mean, se = result
    mistakes = [(f.mean(), 'This is the plain mean: each value counts for its weight.'), ((w * f).mean(), 'The weights sum to 1 already: add up, do not average.'), ((w * f).sum() / 3, 'The weights sum to 1 already: add up, do not average.'), ((w ** 2 * f).sum(), 'The weights are squared in the error alone.')]
    for wrong, mistake in mistakes:
        assert not np.isclose(mean, wrong), mistake
    assert np.isclose(mean, 4.75), 'The mean is wrong.'
    square = (f - 4.75) ** 2
    right = np.sqrt((w ** 2 * square).sum())
    mistakes = [(right ** 2, 'This is the variance of the estimate: take its root.'), (np.sqrt((w * square).sum()), 'This is the standard deviation of f under the target: square the weights.'), (np.sqrt((w * square).sum() / 4), 'The draws do not count alike: square the weights instead of dividing by m.'), (np.sqrt((w * square).sum() / 3), 'The draws do not count alike: square the weights instead of dividing by m.'), (np.sqrt((w ** 2 * f ** 2).sum()), 'The mean was not subtracted.'), (np.sqrt((w ** 2 * (f - f.mean()) ** 2).sum()), 'Subtract the weighted mean, not the plain one.'), (abs((w * (f - 4.75)).sum()), 'The squares are missing: this is always 0.'), (np.sqrt((w ** 2 * square).mean()), 'The squares are added up, not averaged.'), (f.std() / 2, 'This is the error of the plain mean.'), (f.std(ddof=1) / 2, 'This is the error of the plain mean.')]
    for wrong, mistake in mistakes:
        assert not np.isclose(se, wrong), mistake
    assert np.isclose(se, right)
