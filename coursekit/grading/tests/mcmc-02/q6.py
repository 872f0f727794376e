from coursekit.grading import test_case

OK_FORMAT = False

name = "q6"
points = 2

@test_case(points=1, hidden=False,
    failure_message="For small_Q the shares of time are (4/13, 1/13, 8/13).")
def test_worked_shares(time_shares, np):
    Q = np.array([[-3.0, 1.0, 2.0], [4.0, -4.0, 0.0], [1.0, 0.0, -1.0]])
    shares = np.asarray(time_shares(Q), dtype=float)
    visits, rate = (np.array([1 / 2, 1 / 6, 1 / 3]), np.array([3, 4, 1]))
    mistakes = [(visits, 'These are shares of visits. Weigh each visit by its mean stay.'), (visits * rate / (visits @ rate), 'Multiply visits by mean stays, not by rates.'), (visits / rate, 'The shares do not sum to 1: divide by their sum at the end.'), (np.ones(3) / 3, 'All equal: this solves Q @ v = 0. The law multiplies from the left.'), (1 / rate / (1 / rate).sum(), 'Stays alone: how often is each state visited?')]
    for wrong, mistake in mistakes:
        assert not np.allclose(shares, wrong), mistake
    assert np.allclose(shares, np.array([4, 1, 8]) / 13)
