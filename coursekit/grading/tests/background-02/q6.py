from coursekit.grading import test_case

OK_FORMAT = False

name = "q6"
points = 7

@test_case(points=3, hidden=False,
    failure_message="On the worked example the effective size is 2.4615.")
def test_worked_size(effective_size, np):
    w = np.array([0.125, 0.375, 0, 0.5])
    result = effective_size(w)
    assert np.ndim(result) == 0, 'The effective size is one number.'
    right = 1 / (w ** 2).sum()
    mistakes = [(1 / right, 'This is its inverse, the sum of the squares.'), (4, 'This is the number of draws: those that differ in weight are worth less.'), (3, 'This is the number of draws with a weight above 0.'), (right / 4, 'This is the share of the draws; multiply by their number.'), (1 / np.sqrt((w ** 2).sum()), 'The root is too much.'), (1 / (w ** 2).mean(), 'The squares are added up, not averaged.'), (2, 'This is one over the largest weight; the squares of all are wanted.')]
    for wrong, mistake in mistakes:
        assert not np.isclose(result, wrong), mistake
    assert np.isclose(result, right)
    assert np.isclose(effective_size(8 * w), right), 'If all weights are eight times as large the size is the same: divide the square of the sum.'

@test_case(points=2, hidden=False,
    failure_message="On the worked example the draws are 2, 4, 4, 6, 6.")
def test_worked_resample(resample, np):
    x, w = (np.array([2.0, 4, 9, 6]), np.array([0.125, 0.375, 0, 0.5]))
    u = np.array([0.1, 0.125, 0.49, 0.5, 0.99])
    result = np.asarray(resample(x, w, u))
    assert result.shape == (5,), f'The result has shape {result.shape}: one for each u.'
    mistakes = [([0, 1, 1, 3, 3], 'These are the numbers of the draws; return the draws.'), ([2, 2, 4, 4, 6], 'At u = 0.125 the first cumulative weight does not exceed u: the next draw.'), ([2, 2, 9, 9, 6], 'The weights are not used: each draw has the share of its weight.'), ([2, 2, 4, 9, 6], 'The weights are not used: each draw has the share of its weight.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert not (result == 9).any(), 'A draw of weight 0 is never taken.'
    assert np.allclose(result, [2, 4, 4, 6, 6])
