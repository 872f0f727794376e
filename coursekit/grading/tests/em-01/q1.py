from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 5

@test_case(points=3, hidden=False,
    failure_message="On the worked example the results are 1.3863, -999.3069 and 1000.")
def test_worked_sum(log_sum_exp, np):
    a = np.array([[0.0, np.log(3)], [-1000.0, -1000.0], [1000.0, 0.0]])
    with np.errstate(all='ignore'):
        result = np.asarray(log_sum_exp(a))
    assert result.shape != (2,), 'The sum runs along each row: one number for each row.'
    assert result.shape == (3,), f'The result has shape {result.shape}, not (3,).'
    assert not np.isposinf(result[2]), 'exp(1000) overflows: subtract the largest entry of the row first.'
    assert np.isfinite(result[0]), 'One largest entry was subtracted from all rows: the other rows vanish. Each row has its own.'
    assert np.isfinite(result[1]), 'exp(-1000) is 0 and its logarithm is not finite: subtract the largest entry of the row first.'
    mistakes = [([np.log(4 / 3), np.log(2), 0], 'What was subtracted must be added again.'), ([np.log(3), -1000, 1000], 'This is the largest entry alone.'), ([np.log(2), -1000, 1000 - np.log(2)], 'This is the log of the mean, not of the sum.'), ([np.log(3), -2000, 1000], 'The entries themselves were added, not their exponentials.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, [np.log(4), -1000 + np.log(2), 1000])
