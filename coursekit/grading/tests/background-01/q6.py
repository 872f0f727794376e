from coursekit.grading import test_case

OK_FORMAT = False

name = "q6"
points = 7

@test_case(points=4, hidden=False,
    failure_message="On the worked example the result is (0.5, 0.5).")
def test_worked_new_prior(with_prior, np):
    post = np.array([[0.9, 0.1], [0.2, 0.8]])
    old, new = (np.array([0.5, 0.5]), np.array([0.1, 0.9]))
    result = np.asarray(with_prior(post, old, new))
    assert result.shape == (2, 2), f'The result has shape {result.shape}, not (2, 2).'

    def rows(a):
        return a / a.sum(axis=1, keepdims=True)
    right = rows(post * new)
    assert not np.allclose(result, rows(post / new)), 'The new prior is to multiply, the old one to divide.'
    assert not np.allclose(result, post), 'Nothing has changed: use the new prior.'
    assert not np.allclose(result, post * new / old), 'The rows do not sum to 1: divide by their sums.'
    assert not np.allclose(result, post * new), 'The rows do not sum to 1: divide by their sums.'
    weighted = post * new
    assert not np.allclose(result, weighted / weighted.sum(axis=0)), 'The columns sum to 1: divide by the sum of each row.'
    assert not np.allclose(result, weighted / weighted.sum()), 'All entries together sum to 1: divide by the sum of each row.'
    assert not np.allclose(result, np.log(right)), 'These are the logarithms.'
    assert np.allclose(result, right)
    uneven = np.asarray(with_prior(post, np.array([0.8, 0.2]), np.array([0.8, 0.2])))
    assert not np.allclose(uneven, rows(post * [0.8, 0.2])), 'The old prior is still inside the posterior: divide by it.'
    assert np.allclose(uneven, post), 'If the prior stays the same, the posterior stays the same.'
