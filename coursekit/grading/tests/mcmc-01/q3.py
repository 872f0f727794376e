from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 3

@test_case(points=1, hidden=False,
    failure_message="On the worked example the coverage is 0.91.")
def test_worked_coverage(coverage, np):
    low, high = (np.array([0.0, 0.1, 0.4]), np.array([0.6, 0.9, 1.0]))
    result = float(coverage(low, high, 0.3))
    mistakes = {2 / 3: 'This counts intervals. Weigh each by the probability of its count.', 0.49 + 0.21: 'The binomial coefficient is missing: heads may come in any order.', 0.09: 'This is the probability of a miss. Coverage is that of a hit.', 0.09 + 0.42: 'p and 1 - p are exchanged: k is the number of successes.', 1.0: 'Every count is included. Leave out those whose interval misses p.', 0.343 + 0.441: 'The number of trials is one less than the number of counts, n + 1.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(result, wrong), mistake
    assert np.isclose(result, 0.91)

@test_case(points=1, hidden=False,
    failure_message="Both ends belong to the interval: low <= p <= high.")
def test_ends_belong(coverage, np):
    low, high = (np.array([0.0, 0.25, 0.5]), np.array([0.25, 0.5, 1.0]))
    assert np.isclose(coverage(low, high, 0.25), 0.5625 + 0.375), 'At p = 0.25 the intervals from 0 to 0.25 and from 0.25 to 0.5 both hold p.'
    assert np.isclose(coverage(low, high, 0.5), 0.5 + 0.25)
