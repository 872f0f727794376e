from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 8

@test_case(points=5, hidden=False,
    failure_message="On the worked example the rows are (.75, .25), (.5, .5) and (.2, .8).")
def test_worked_posterior(posterior, np):
    log_joint = np.log([[0.3, 0.1], [0.2, 0.2], [0.1, 0.4]])
    log_joint = log_joint + np.array([[0.0], [-2000.0], [-900.0]])
    with np.errstate(all='ignore'):
        result = np.asarray(posterior(log_joint))
    assert result.shape == (3, 2), f'The result has shape {result.shape}, not (3, 2).'
    top = log_joint - log_joint.max()
    assert not np.allclose(result, np.exp(top)), 'Nothing was divided yet: each row sums to 1.'
    if np.isnan(result[1:]).any() or np.all(result[1:] == 0):
        alike = np.allclose(result[0], [0.75, 0.25])
        assert not alike, 'The long texts have 0/0: their probabilities are too small to be held. Take the largest entry of each row out before the exponential (of each row, not of the whole array).'
    right = np.array([[0.75, 0.25], [0.5, 0.5], [0.2, 0.8]])
    mistakes = [(np.log(right), 'These are the logarithms of the posterior.'), (right / right.max(axis=1, keepdims=True), 'Each row was divided by its largest entry, not by its sum.'), (right / 2, 'The rows sum to 1/2: divide by the sum, not by the mean.'), (right * 2, 'The rows sum to 2: divide by the sum, not by the mean.'), (log_joint / log_joint.sum(axis=1, keepdims=True), 'The logarithms themselves were divided; take exponentials.'), (np.round(right), 'This is the answer alone; the posterior is a probability.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert not np.allclose(result.sum(axis=0), 1), 'The columns sum to 1: that normalises over texts. Divide by the sum of each row.'
    assert not np.isnan(result).any(), 'There are entries that are not numbers (nan).'
    assert np.allclose(result.sum(axis=1), 1), 'Not every row sums to 1.'
    assert np.allclose(result, right)
