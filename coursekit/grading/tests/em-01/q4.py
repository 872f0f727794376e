from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 5

@test_case(points=3, hidden=False,
    failure_message="On the worked example the rows are (.25, .75), (.5, .5) and (.75, .25).")
def test_worked_responsibilities(responsibilities, np):
    log_joint = np.log([[0.1, 0.3], [0.2, 0.2], [0.6, 0.2]])
    log_joint = log_joint + np.array([[0.0], [-2000.0], [500.0]])
    with np.errstate(all='ignore'):
        r = np.asarray(responsibilities(log_joint))
    assert r.shape == (3, 2), f'The result has shape {r.shape}, not (3, 2).'
    assert not np.isnan(r).any(), 'The second point has 0/0: exponentials were taken before dividing. Subtract log_sum_exp of the row first.'
    right = np.array([[0.25, 0.75], [0.5, 0.5], [0.75, 0.25]])
    assert not np.allclose(r, np.log(right)), 'These are the logarithms of the responsibilities.'
    assert not np.allclose(r, right / right.max(axis=1, keepdims=True)), 'Each row was divided by its largest entry, not by its sum.'
    assert not np.allclose(r, right / 2), 'The rows sum to 1/2: divide by the sum, not by the mean or by K times it.'
    assert not (np.isin(r, [0.0, 1.0]).all() and np.allclose(r[[0, 2]].sum(axis=1), 1)), 'Every point was given wholly to one component. Responsibilities are soft.'
    assert not np.allclose(r.sum(axis=0), 1), 'The columns sum to 1: that normalises over points. Each point is shared among the components, so the rows sum to 1.'
    assert not np.allclose(r[0], [0.1, 0.3]), 'These are joint densities; they are not normalised yet.'
    assert np.allclose(r.sum(axis=1), 1), 'Not every row sums to 1.'
    assert np.allclose(r, right)
