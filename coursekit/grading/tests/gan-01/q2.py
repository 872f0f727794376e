from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 4

@test_case(points=3, hidden=False,
    failure_message="On the worked example the losses are -0.3054 and 334.1009.")
def test_worked_generators(saturating, non_saturating, np):
    fake = np.array([0.0, -np.log(4), -1000.0])
    with np.errstate(all='ignore'):
        first = np.asarray(saturating(fake), dtype=float)
        second = np.asarray(non_saturating(fake), dtype=float)
    assert first.shape == second.shape == (), 'A loss is one number: the mean.'
    assert np.isfinite(second), 'log sigmoid(-1000) is not finite if the sigmoid comes first: use softplus.'
    a, b = (np.logaddexp(0, fake), np.logaddexp(0, -fake))
    mistakes = [(first, a.mean(), 'saturating has the wrong sign: it is log(1 - D), at most 0.'), (first, -a.sum(), 'saturating is a sum; take the mean.'), (first, -b.mean(), 'saturating is of 1 - D, not of D.'), (first, b.mean(), 'saturating is the rule of the other function.'), (second, -b.mean(), 'non_saturating has the wrong sign: it is - log D.'), (second, b.sum(), 'non_saturating is a sum; take the mean.'), (second, a.mean(), 'non_saturating is of D, not of 1 - D.'), (second, -a.mean(), 'non_saturating is the rule of the other function.')]
    for result, wrong, mistake in mistakes:
        assert not np.isclose(result, wrong), mistake
    assert np.isclose(first, -a.mean()) and np.isclose(second, b.mean())
