from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 6

@test_case(points=4, hidden=False,
    failure_message="On the worked example the result is (-0.5108, -0.9163).")
def test_worked_prior(log_prior, np):
    result = np.asarray(log_prior(np.array([0, 0, 0, 1, 1]), 2))
    assert result.shape == (2,), f'The result has shape {result.shape}, not (2,).'
    share = np.array([0.6, 0.4])
    mistakes = [(share, 'These are the shares; return their logarithms.'), (np.log([3, 2]), 'These are logarithms of the counts: divide by n first.'), (np.log2(share), 'This is the logarithm to base 2; use np.log.'), (np.log10(share), 'This is the logarithm to base 10; use np.log.'), (np.log([0.5, 0.5]), 'The classes are not equally frequent: count them in y.'), (-np.log(share), 'The sign is turned: the logarithm of a share is negative.'), (np.log(share[::-1]), 'Class 0 comes first.'), (np.log(np.array([4, 3]) / 7), 'No smoothing here: the shares as they are.'), (np.log(share / (1 - share)), 'These are the log odds, not the log shares.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, np.log(share))
