from coursekit.grading import test_case

OK_FORMAT = False

name = "q6"
points = 3

@test_case(points=1, hidden=False,
    failure_message="On the worked example the result is 7.5.")
def test_worked_dispersion(dispersion, np):
    result = float(dispersion(np.array([3, 9]), np.array([10, 10])))
    mistakes = {3.75: 'The sum is divided by m. One degree of freedom went to p: divide by m - 1.', 18 / 6: 'The variance of a binomial count is n p (1 - p), not n p.', 75.0: 'The variance lacks its factor n: it is n p (1 - p).', 6 / 2.4: 'The deviations are not squared.', 0.75: 'The variance of a count is n p (1 - p), without a square of n.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(result, wrong), mistake
    assert np.isclose(result, 7.5)

@test_case(points=1, hidden=False,
    failure_message="For years of different size, p is the share of all children together.")
def test_pooled_share(dispersion, np):
    k, n = (np.array([1, 50, 12]), np.array([4, 100, 20]))
    p = np.mean(k / n)
    of_shares = ((k - n * p) ** 2 / (n * p * (1 - p))).sum() / 2
    result = float(dispersion(k, n))
    assert not np.isclose(result, of_shares), 'p is the mean of the yearly shares here. It is all boys divided by all children: a large year counts for more.'
    assert np.isclose(result, 0.88410096)
