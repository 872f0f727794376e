from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 4

@test_case(points=2, hidden=False,
    failure_message="For 2 successes in 10 trials and z = 2 the ends are 0.0554 and 0.5161.")
def test_worked_interval(wilson, np):
    low, high = (float(end) for end in wilson(2, 10, 2.0))
    p, n, z = (0.2, 10, 2.0)
    shrink = 1 + z ** 2 / n
    root = np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))
    assert not np.isclose(low, 0.51606451), 'The lower end comes first, the upper second.'
    assert not np.isclose(low, p - z * np.sqrt(p * (1 - p) / n)), "This is Wald's interval, with the standard error of the estimate. Wilson's has the standard error at each p."
    assert not np.isclose(high - low, 2 * z * root), 'Not everything is divided by 1 + z^2 / n: the half-width is too wide.'
    assert not np.isclose((low + high) / 2, p), "The centre is still k / n. Wilson's is drawn towards one half by z^2 / (2 n)."
    assert not np.isclose((low + high) / 2, p + z ** 2 / (2 * n)), 'The centre is not divided by 1 + z^2 / n.'
    assert not np.isclose(high - low, 2 * root / shrink), 'The half-width lacks its factor z in front of the root.'
    assert not np.isclose(high - low, 2 * z / shrink * np.sqrt(0.016 + z ** 2 / (4 * n))), 'Under the root z^2 is divided by 4 n, not by 4 n^2.'
    assert np.isclose(low, 0.05536406) and np.isclose(high, 0.51606451)

@test_case(points=1, hidden=False,
    failure_message="With an array of counts the ends must be arrays of its shape.")
def test_many_counts(wilson, np):
    low, high = wilson(np.array([0, 5, 10]), 10, 2.0)
    assert np.shape(low) == (3,) and np.shape(high) == (3,), f'For three counts the ends have shapes {np.shape(low)} and {np.shape(high)}, not (3,).'
    assert np.allclose(low, [0, 0.2327, 0.7143], atol=0.0001)
    assert np.allclose(high, [0.2857, 0.7673, 1], atol=0.0001)
