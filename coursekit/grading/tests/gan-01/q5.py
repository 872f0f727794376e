from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 5

@test_case(points=1, hidden=False,
    failure_message="On the worked example the value is -0.6931.")
def test_worked_value(value, np):
    p, q = (np.array([0.5, 0.5, 0.0]), np.array([0.0, 0.5, 0.5]))
    with np.errstate(all='ignore'):
        result = np.asarray(value(p, q, np.array([1000.0, 0.0, -1000.0])), dtype=float)
        p, q = (np.array([0.7, 0.3]), np.array([0.2, 0.8]))
        second = float(value(p, q, np.array([1.0, -2.0])))
    assert result.shape == (), 'The value is one number: a sum over the outcomes.'
    assert np.isfinite(result), 'A sure logit gave inf or nan: use softplus.'
    a = np.log1p(np.exp([-1.0, 2.0]))
    b = np.log1p(np.exp([1.0, -2.0]))
    right = -(p * a + q * b).sum()
    mistakes = [(-right, 'The sign is turned: logarithms of probabilities are negative.'), (right / 2, 'A sum over the outcomes is wanted, weighted by p and q; no mean.'), (-(a + b).sum(), 'Each outcome counts with its probability, p or q.'), (-(q * a + p * b).sum(), 'p and q are exchanged: p is of the data.'), (-(p * a).sum(), "The fakes' part is missing."), (-(q * b).sum(), "The data's part is missing.")]
    for wrong, mistake in mistakes:
        assert not np.isclose(second, wrong), mistake
    assert np.isclose(result, -np.log(2)) and np.isclose(second, right)

@test_case(points=2, hidden=False,
    failure_message="On the worked example the divergence is 0.3466.")
def test_worked_divergence(js, np):
    p, q = (np.array([0.5, 0.5, 0.0]), np.array([0.0, 0.5, 0.5]))
    with np.errstate(all='ignore'):
        result = np.asarray(js(p, q), dtype=float)
    assert result.shape == (), 'The divergence is one number: a sum over the outcomes.'
    assert not np.isnan(result), '0 log 0 gave nan: outcomes of probability 0 count nothing, so leave them out.'
    assert np.isfinite(result), 'Divide by m, which is never 0 where p is not; not by q.'
    p, q = (np.array([0.7, 0.3]), np.array([0.2, 0.8]))
    with np.errstate(all='ignore'):
        second = float(js(p, q))
    m = (p + q) / 2

    def kl(a, b):
        return (a * np.log(a / b)).sum()
    right = (kl(p, m) + kl(q, m)) / 2
    mistakes = [(2 * right, 'The sum of the two divergences is to be halved.'), (-right, 'The sign is turned: a divergence is at least 0.'), (kl(p, m), 'This is KL(p || m) alone; q has its part.'), (kl(q, m), 'This is KL(q || m) alone; p has its part.'), (kl(p, q), 'This is KL(p || q), not symmetric; compare both with m.'), ((kl(p, q) + kl(q, p)) / 2, 'Compare with m, not with one another.'), ((kl(m, p) + kl(m, q)) / 2, 'The roles are exchanged: KL(p || m), not KL(m || p).'), (right / np.log(2), 'This is in bits; logarithms are natural here.'), ((p * np.log(p / (p + q)) + q * np.log(q / (p + q))).sum() / 2, 'm is the mean of p and q, not their sum.'), (2 * right - np.log(4), 'This is the value of the game, 2 JS - log 4.'), (np.sqrt(right), 'This is the root of the divergence, which is a distance.')]
    for wrong, mistake in mistakes:
        assert not np.isclose(second, wrong), mistake
    assert np.isclose(result, np.log(2) / 2) and np.isclose(second, right)
