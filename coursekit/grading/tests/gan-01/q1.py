from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 7

@test_case(points=2, hidden=False,
    failure_message="softplus of (0, log 3, 1000, -1000) is (0.6931, 1.3863, 1000, 0).")
def test_worked_softplus(softplus, np):
    t = np.array([0.0, np.log(3), 1000.0, -1000.0])
    with np.errstate(all='ignore'):
        result = np.asarray(softplus(t), dtype=float)
    assert result.shape == (4,), 'softplus works entry by entry: it keeps the shape.'
    assert np.isfinite(result).all(), 'exp(1000) overflows: take the larger part out of the logarithm first.'
    rest = np.log1p(np.exp(-np.abs(t)))
    mistakes = [(np.maximum(t, 0), 'This is max(t, 0) alone; the logarithm is to be added.'), (rest, 'This is log(1 + exp(-|t|)) alone; max(t, 0) is to be added.'), (np.maximum(-t, 0) + rest, 'This is softplus of -t.'), (-np.maximum(-t, 0) - rest, 'This is log sigmoid(t); softplus is positive.'), (np.maximum(t, 0) - rest, 'The logarithm is to be added, not subtracted.'), (np.minimum(t, 0) + rest, 'The larger of t and 0 is taken out, not the smaller.'), (np.abs(t) + rest, 'max(t, 0) is taken out, not |t|.'), (np.log1p(np.exp(np.clip(t, -50, 50))), 't was cut off: softplus of 1000 is 1000.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, [np.log(2), np.log(4), 1000, 0])

@test_case(points=2, hidden=False,
    failure_message="On the worked example the loss is 0.7958.")
def test_worked_loss(cross_entropy, np):
    real = np.array([0.0, np.log(3)])
    fake = np.array([0.0, -np.log(4), -1000.0])
    with np.errstate(all='ignore'):
        result = np.asarray(cross_entropy(real, fake), dtype=float)
    assert result.shape == (), 'The loss is one number: take means over the batches.'
    a, b = (np.logaddexp(0, -real), np.logaddexp(0, fake))
    right = a.mean() + b.mean()
    p, r = (np.array([0.5, 0.75]), np.array([0.5, 0.2, 0.0]))
    mistakes = [(-right, 'The sign is turned: D minimises this loss, so it is positive.'), (a.sum() + b.sum(), 'These are sums; take the mean over each batch.'), (np.concatenate([a, b]).mean(), 'Each batch has a mean of its own; add the two.'), (right / 2, 'The two means are added, not averaged.'), (a.mean() - b.mean(), 'Both parts are costs: add them.'), (np.logaddexp(0, real).mean() + np.logaddexp(0, -fake).mean(), 'Real and fake are exchanged: real samples are to get large logits.'), (a.mean() + np.logaddexp(0, -fake).mean(), 'Fakes are judged as if they were real.'), (a.mean(), "The fakes' part is missing."), (b.mean(), "The real samples' part is missing."), ((1 - p).mean() + r.mean(), 'These are probabilities of an error; take their logarithms.')]
    for wrong, mistake in mistakes:
        assert not np.isclose(result, wrong), mistake
    assert np.isclose(result, right)

@test_case(points=1, hidden=False,
    failure_message="For logits of -1000 and 1000 the loss is finite.")
def test_sure_loss(cross_entropy, np):
    with np.errstate(all='ignore'):
        wrong = np.asarray(cross_entropy(np.array([-1000.0]), np.array([1000.0])))
        right = np.asarray(cross_entropy(np.array([1000.0]), np.array([-1000.0])))
    assert np.isfinite(wrong), 'A sigmoid of -1000 is 0 and its logarithm is not finite: use softplus.'
    assert not np.isclose(wrong, 2 * np.log(1000000000000.0), rtol=0.7), 'A small number was added, or the logits were cut off: then a sure mistake costs too little and has no slope. Use softplus.'
    assert np.isclose(wrong, 2000) and np.isclose(right, 0, atol=1e-12)
