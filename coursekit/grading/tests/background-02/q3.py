from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 10

@test_case(points=4, hidden=False,
    failure_message="On the worked example the draws are 0.5 and 0.9, the share 0.5.")
def test_worked_rejection(rejection, np):
    x, u = (np.array([0.1, 0.5, 0.9, 0.25]), np.array([0.3, 0.2, 0.8, 0.6]))
    log_p, log_q = (np.log(2 * x), np.zeros(4))
    result = rejection(x, u, log_p, log_q, np.log(2))
    assert isinstance(result, tuple | list) and len(result) == 3, 'Return three things: the draws, the share and the excess.'
    draws, share, _ = result
    assert np.ndim(draws) == 1, 'The draws come first, then the share, then the excess.'
    draws = np.asarray(draws)
    assert draws.dtype != bool, 'These say which darts are kept; return the draws.'
    mistakes = [([0.1, 0.25], 'These are the darts that are rejected.'), ([1, 2], 'These are the numbers of the darts; return the draws.'), ([0.9, 0.5], 'The draws are to stay in the order of the darts.'), ([0.2, 0.8], 'These are heights of the darts kept; return their places x.'), ([0, 0.5, 0.9, 0], 'Rejected darts are no draws: leave them out.')]
    for wrong, mistake in mistakes:
        assert draws.shape != np.shape(wrong) or not np.allclose(draws, wrong), mistake
    assert draws.shape == (2,) and np.allclose(draws, [0.5, 0.9])
    assert np.ndim(share) == 0, 'The share is one number.'
    assert not np.isclose(share, 2), 'The share is divided by the number of darts.'
    assert np.isclose(share, 0.5)
    share = rejection(x[:3], u[:3], log_p[:3], log_q[:3], np.log(4))[1]
    assert not np.isclose(share, 0.25), 'This is 1/M, what the share comes to in the long run; count the darts.'
    assert not np.isclose(share, 2 / 3), 'This is the share that is rejected.'
    assert np.isclose(share, 1 / 3)

@test_case(points=3, hidden=False,
    failure_message="On the worked example the excess is -0.1054, and with log M = log 1.5 it is 0.1823.")
def test_worked_excess(rejection, np):
    x = np.array([0.1, 0.5, 0.9, 0.25])
    log_p, log_q, half = (np.log(2 * x), np.zeros(4), np.full(4, 0.5))
    high = rejection(x, half, log_p, log_q, np.log(2))[2]
    assert np.ndim(high) == 0, 'The excess is one number, the largest.'
    mistakes = [(0.9, 'This is the ratio; return its logarithm.'), (np.log(1.8), 'log M is missing from the excess.'), (np.log(3.6), 'log M was added; it is to be subtracted.'), (-np.log(0.9), 'The sign is turned: positive where p is above the envelope.'), (np.log(0.1), 'This is the smallest; one dart is enough, so take the largest.'), (0.0, 'Return the excess also where it is negative: by how much it fits.')]
    for wrong, mistake in mistakes:
        assert not np.isclose(high, wrong), mistake
    assert np.isclose(high, np.log(0.9))
    low = rejection(x, np.full(4, 0.999), log_p, log_q, np.log(1.5))[2]
    lost = rejection(x[:2], np.full(2, 0.999), log_p[:2], log_q[:2], np.log(4))[2]
    assert not np.isneginf(lost) and (not np.isnan(lost)) and np.isclose(lost, -np.log(4)), 'Here no dart is kept, and the excess is -log 4 all the same: it is over all darts, kept or not.'
    assert np.isclose(low, np.log(1.2))
    uneven = rejection(x, half, log_p, np.log(x), 0.0)[2]
    assert not np.isclose(uneven, np.log(1.8)), 'The proposal is missing from the excess.'
    assert np.isclose(uneven, np.log(2))
