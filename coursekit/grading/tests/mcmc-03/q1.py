from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 5

@test_case(points=1, hidden=False,
    failure_message="On the worked example, the move from 0 to 1 has the ratio 4/3, whose log is 0.2877.")
def test_worked_ratio(log_accept_ratio, np):
    log_pi = np.log([1.0, 2.0, 4.0])
    Q = np.array([[0.0, 0.75, 0.25], [0.5, 0.0, 0.5], [0.25, 0.75, 0.0]])
    log_r = log_accept_ratio(log_pi, Q, 0, 1)
    assert np.ndim(log_r) == 0, f'For whole numbers i and j the result is one number; this has shape {np.shape(log_r)}.'
    mistakes = {2.0: 'The Hastings term is missing: this is pi(j) / pi(i) alone, which is right for a symmetric proposal only.', 3.0: 'The Hastings term is upside down. Q[i, j] is the probability to propose j from i: the way back, Q[j, i], belongs on top.', 0.75: 'The whole ratio is upside down: this is the ratio of the move from j to i.', 1 / 3: 'The ratio of the target is upside down: pi(j), where the move would go, belongs on top.', 1.0: 'The ratio 4/3 came out as 1. The cap, min(1, r), comes later: return the log of r itself.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(log_r, np.log(wrong)), mistake
    assert not np.isclose(log_r, 4 / 3), 'This is the ratio itself; the question asks for its log.'
    assert np.isclose(log_r, 0.28768207)

@test_case(points=1, hidden=False,
    failure_message="With arrays, the log ratios of the moves from 0 to 2, from 2 to 0 and from 1 to 2 are 1.3863, -1.3863 and 1.0986.")
def test_many_moves_at_once(log_accept_ratio, np):
    log_pi = np.log([1.0, 2.0, 4.0])
    Q = np.array([[0.0, 0.75, 0.25], [0.5, 0.0, 0.5], [0.25, 0.75, 0.0]])
    log_r = log_accept_ratio(log_pi, Q, np.array([0, 2, 1]), np.array([2, 0, 2]))
    assert np.shape(log_r) == (3,), f'For i and j of shape (3,) the result has shape {np.shape(log_r)}, not (3,).'
    assert np.allclose(log_r, [1.38629436, -1.38629436, 1.09861229])

@test_case(points=1, hidden=False,
    failure_message="With log_pi near -2000 the ratio must come out as before.")
def test_stays_in_log_space(log_accept_ratio, np):
    log_pi = np.log([1.0, 2.0, 4.0]) - 2000
    Q = np.array([[0.0, 0.75, 0.25], [0.5, 0.0, 0.5], [0.25, 0.75, 0.0]])
    log_r = log_accept_ratio(log_pi, Q, 0, 2)
    assert np.ndim(log_r) == 0
    assert np.isfinite(log_r), 'Not in log space: exp(-2000) is 0 on a computer, and 0 / 0 is not a number. Subtract logs instead of dividing.'
    assert np.isclose(log_r, 1.38629436)
