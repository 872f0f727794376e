from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 8

@test_case(points=5, hidden=False,
    failure_message="On the worked example the second dart and the third are kept.")
def test_worked_darts(keep, np):
    log_p, log_q = (np.log([0.2, 1.0, 1.8, 0.5]), np.zeros(4))
    ratio, u = (np.array([0.1, 0.5, 0.9, 0.25]), np.array([0.3, 0.2, 0.8, 0.4]))
    result = np.asarray(keep(log_p, log_q, np.log(2), u))
    assert result.shape == (4,), f'The result has shape {result.shape}, not (4,).'
    assert not np.allclose(result, ratio) or result.dtype == bool, 'These are the ratios; compare u with them.'
    assert np.isin(result, [0, 1]).all(), 'Return True or False for each dart.'
    result = result.astype(bool)
    assert not np.array_equal(result, u > ratio), 'Those above the density are kept: turn the comparison.'
    assert not np.array_equal(result, ~(u < ratio)), 'Those above the density are kept: turn the comparison.'
    assert not np.array_equal(result, u < np.log(ratio)), 'u is compared with a logarithm: take the exponential of the log ratio.'
    assert not np.array_equal(result, u < 4 * ratio), 'log M was added: the envelope M q stands below the line.'
    assert not np.array_equal(result, u < 2 * ratio), 'M is missing: divide the ratio by M as well.'
    assert np.array_equal(result, [False, True, True, False])
    u = np.array([0.3, 0.2, 0.8, 0.25])
    result = np.asarray(keep(log_p, log_q, np.log(2), u)).astype(bool)
    assert not np.array_equal(result, u <= ratio), 'A dart on the line is not kept: < and not <=.'
    assert np.array_equal(result, [False, True, True, False])
    q = np.log([1.0, 0.25, 2.0, 0.5])
    uneven = np.asarray(keep(np.zeros(4), q, 0.0, np.full(4, 0.6))).astype(bool)
    assert not np.array_equal(uneven, [True] * 4), 'The proposal is missing: divide by q too.'
    assert not np.array_equal(uneven, [True, False, True, False]), "The proposal's density stands below the line: subtract log q."
    assert np.array_equal(uneven, [True, True, False, True])
