from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 2

@test_case(points=1, hidden=False,
    failure_message="On the worked example the scores are 0.2993, -1.0491, -0.2993 and 1.0491.")
def test_worked_scores(normal_scores, np):
    z = np.asarray(normal_scores(np.array([[10.0, -3.0], [2.0, 700.0]])))
    assert z.shape == (2, 2), f'The scores have shape {z.shape}, not that of x, (2, 2).'
    right = np.array([[0.29930691, -1.0491314], [-0.29930691, 1.0491314]])
    shares = np.array([[0.61764706, 0.14705882], [0.38235294, 0.85294118]])
    assert not np.allclose(z, shares), 'These are the shares (rank - 3/8) / (S + 1/4); the normal quantile is missing.'
    assert not (np.isclose(z[0, 0], z[1, 1]) and np.isclose(z[0, 1], z[1, 0])), 'Each chain was ranked by itself: then all chains look alike. Rank all draws together.'
    assert not np.allclose(z, -right), 'The largest draw has the largest rank, S.'
    assert np.all(np.isfinite(z)), 'A share of 0 or 1 has no finite quantile: subtract 3/8 from ranks that start at 1, and divide by S + 1/4.'
    assert np.isclose(z.sum(), 0, atol=1e-06), 'The scores must sum to 0: ranks start at 1, 3/8 is taken off, and S + 1/4 is the divisor.'
    assert np.allclose(z, right, atol=1e-06)
