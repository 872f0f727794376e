from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 12

@test_case(points=5, hidden=False,
    failure_message="On the worked example the first text has -1.4679 and -4.3820.")
def test_worked_joint(log_joint, np):
    X = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1]])
    prior = np.log([0.6, 0.4])
    p = np.array([[0.8, 0.6, 0.2], [0.5, 0.25, 0.75]])
    result = np.asarray(log_joint(X, prior, p))
    assert result.shape != (2, 5), 'Texts are rows and classes columns: transpose.'
    assert result.shape == (5, 2), f'The result has shape {result.shape}, not (5, 2).'
    present, absent = (X @ np.log(p).T, (1 - X) @ np.log(1 - p).T)
    right = prior + present + absent
    total = np.log(np.exp(right).sum(axis=1, keepdims=True))
    mistakes = [(prior + present, 'Only the words that stand in the text were counted. Those that are absent speak too, with 1 - p.'), (prior + absent, 'Only the words that are absent were counted.'), (present + absent, 'The prior is missing.'), (np.exp(prior) + present + absent, 'The prior came in without its logarithm.'), (prior + present - absent, 'The logarithm of 1 - p is negative already: add it.'), (prior + X @ np.log(1 - p).T + (1 - X) @ np.log(p).T, 'Present and absent are exchanged.'), (np.exp(right), 'These are the probabilities; return their logarithms.'), (prior * (present + absent), 'Multiplying by the prior becomes adding its logarithm.'), (right - total, 'Do not normalise yet: this is log p(x, c), not log p(c | x).'), (prior + (present + absent) / 3, 'Add up over the words; this is their mean.'), (prior + X @ p.T + (1 - X) @ (1 - p).T, 'The probabilities themselves were added, not their logarithms.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, right)

@test_case(points=3, hidden=False,
    failure_message="With two thousand words the result is a large negative number, not minus infinity.")
def test_long_text(log_joint, np):
    p = np.full((2, 2000), 0.2)
    p[1] = 0.3
    with np.errstate(all='ignore'):
        result = np.asarray(log_joint(np.ones((1, 2000)), np.log([0.5, 0.5]), p))
    assert np.all(np.isfinite(result)), 'The product of two thousand probabilities is 0 for a computer, and its logarithm minus infinity: add logarithms instead.'
    assert np.allclose(result, np.log(0.5) + 2000 * np.log([[0.2, 0.3]]))
