from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 6

@test_case(points=3, hidden=False,
    failure_message="On the worked example the divergence is 0.4621.")
def test_worked_kl(reverse_kl, np):
    centres = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])
    x = np.array([[0.3, 0.4], [1.5, 0.0], [9.0, 0.0], [6.0, 0.0], [0.0, -1.0], [0.0, 0.2]])
    with np.errstate(all='ignore'):
        kl = reverse_kl(x, centres)
    assert np.ndim(kl) == 0, 'The divergence is one number.'
    assert not np.isnan(kl), '0 log 0 counts as 0: leave out the modes without samples.'
    assert not np.isinf(kl), "This is KL(p || q), infinite where q is 0. The generator's q comes first."
    q = np.array([4, 2]) / 6
    right = (q * np.log(3 * q)).sum()
    mistakes = {(q * np.log(2 * q)).sum(): 'K is the number of all modes, not of those with samples.', (q * np.log(q)).sum(): 'Divide q by 1/K inside the logarithm.', -(q * np.log(q)).sum(): 'This is the entropy of q.', -right: 'The sign is turned: a divergence is not negative.', right / np.log(2): 'Logarithms are natural; these are bits.', right / np.log(10): 'Logarithms are natural, not to base 10.', np.log(3 * q).sum(): 'Weight each logarithm with q.', (q * np.log(3 * q)).mean(): 'Add up over the modes; this is a mean.', right / 3: 'Add up over the modes; this is a mean.', -np.log(3 * q).sum() / 3: "This is KL(p || q) without its infinite part. The generator's q comes first.", (q * np.log(q / 3)).sum(): 'Divide by 1/K, that is multiply by K.', (6 * q * np.log(18 * q)).sum(): 'q holds shares: divide by the number of samples.', (6 * q * np.log(3 * q)).sum(): 'q holds shares: divide by the number of samples.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(kl, wrong), mistake
    good = np.array([3, 1]) / 4
    assert not np.isclose(kl, (good * np.log(3 * good)).sum()), 'Every sample counts here, not only those of high quality.'
    assert np.isclose(kl, right), 'The divergence is wrong.'
    one = reverse_kl(x[:2], centres)
    assert not np.isclose(one, 0), 'All samples in one mode of three: log 3, not 0.'
    assert np.isclose(one, np.log(3))
