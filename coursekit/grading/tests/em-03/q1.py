from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 6

@test_case(points=2, hidden=False,
    failure_message="On the worked example alpha or c is wrong.")
def test_worked_forward(forward, np):
    start = np.array([0.6, 0.4])
    A = np.array([[0.7, 0.3], [0.4, 0.6]])
    b = np.array([[0.5, 0.1], [0.2, 0.3], [0.1, 0.6]])
    alpha, c = (np.asarray(part, dtype=float) for part in forward(start, A, b))
    assert alpha.shape == (3, 2), f'alpha has shape {alpha.shape}, not (n, K) = (3, 2).'
    assert c.shape == (3,), f'c has shape {c.shape}, not (n,) = (3,).'
    assert not np.allclose(alpha[0], [0.3, 0.04]), 'alpha is not scaled: each row is divided by its sum, which is c[t].'
    first = {(5 / 6, 1 / 6): 'The start law is missing: the first row is start * b[0].', (0.6, 0.4): 'The emission b[0] is missing from the first row.', (0.8734939759, 0.1265060241): 'The chain moved before the first observation: start is the law of z_0 itself, so A comes in from t = 1 on.', (1.0, 0.1333333333): 'The row was divided by its largest entry, not its sum.'}
    for wrong, mistake in first.items():
        assert not np.allclose(alpha[0], wrong), mistake
    second = {(0.5068493151, 0.4931506849): 'A is transposed: f[j] = sum over i of alpha[i] A[i, j], a row times A.', (0.9083601286, 0.0916398714): 'b is off by one: alpha[t] has b[t], not b[t - 1].', (0.8333333333, 0.1666666667): 'The move is missing: from t = 1 on f = alpha A.', (0.6647058824, 0.3352941176): 'The emission is missing from t = 1 on.'}
    for wrong, mistake in second.items():
        assert not np.allclose(alpha[1], wrong), mistake
    assert np.allclose(alpha.sum(axis=1), 1), 'Each row of alpha sums to 1.'
    right = [0.34, 0.2335294118, 0.3146095718]
    assert not np.allclose(c, 1 / np.array(right)), 'c is what each row was divided by, not multiplied by.'
    assert not np.allclose(c, np.log(right)), 'c is the scale itself, not its logarithm.'
    assert not np.allclose(c, np.cumprod(right)), 'c[t] is the scale of step t alone, not the product so far.'
    assert np.allclose(c, right)
    assert np.allclose(alpha[2], [0.1814251401, 0.8185748599])

@test_case(points=2, hidden=False,
    failure_message="On a sequence of 3,000 the pass does not survive.")
def test_long_forward(forward, np):
    b = np.tile([[0.02, 0.01], [0.01, 0.03]], (1500, 1))
    alpha, c = forward(np.array([0.5, 0.5]), np.array([[0.9, 0.1], [0.2, 0.8]]), b)
    alpha, c = (np.asarray(alpha), np.asarray(c))
    assert np.isfinite(alpha).all() and (np.abs(alpha.sum(axis=1) - 1) < 1e-09).all(), 'After a few hundred steps the numbers underflow to 0, or 0 / 0: divide by c[t] within the loop, and go on from the divided row.'
    assert np.isclose(np.log(c).sum(), -12436.5673, rtol=1e-06)
