from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 5

@test_case(points=2, hidden=False,
    failure_message="On the worked example the numbers are 1.7416, 0.98889 and 0.6931.")
def test_worked_expectations(expected, np):
    q = np.array([0.5, 0.5, 0.0, 0.0])
    with np.errstate(all='ignore'):
        modes, h, kl = expected(q, 1.0, 3)
        _, sharp, _ = expected(q, 0.5, 3)
    right = 1 - np.exp(-4.5)
    assert not (np.isclose(modes, right) and (not np.isclose(h, right))), 'The order is modes, quality, divergence.'
    mistakes = {np.exp(-4.5): 'This is the probability to be outside; h is that to be inside.', 1 - np.exp(-9): 'The half in the exponent of the Rayleigh law is missing.', 1 - np.exp(-1.5): 'The distance, 3, is squared in the exponent.', 1 - np.exp(-0.5): 'Three standard deviations, not one.', 0.9973002: "This is the law of one coordinate; in the plane it is Rayleigh's."}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(h, wrong, atol=1e-06), mistake
    assert np.isclose(h, right), 'The quality h is wrong.'
    assert not np.isclose(sharp, right), 'The quality depends on s: a sharp sampler.'
    assert not np.isclose(sharp, 1 - np.exp(-0.5 * 1.5 ** 2)), 'Divide by s: three standard deviations of the data are 3 / s of the sampler.'
    assert not np.isclose(sharp, 1 - np.exp(-0.5 * 9 / 0.5)), '3 / s is squared whole.'
    assert np.isclose(sharp, 1 - np.exp(-18)), 'The quality for another s is wrong.'
    mistakes = {2 - 2 * 0.5 ** 3: 'Only samples of high quality cover a mode: q_k h, not q_k.', 4: 'A mode that is never chosen is not covered.', 2: 'With three samples a mode may be missed: one minus a probability to miss.', 2 * (1 - right / 2) ** 3 + 2: 'This is how many modes are missed.', 2 * (right / 2) ** 3: 'To cover a mode one sample is enough, not all of them.', right: 'One sample was drawn here: the power n is missing.', 3 * right: 'A mode counts once, however many samples it has.', (2 - 2 * (1 - right / 2) ** 3) / 4: 'Add up over the modes; this is a mean.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(modes, wrong), mistake
    assert np.isclose(modes, 2 - 2 * (1 - right / 2) ** 3), 'The modes are wrong.'
    assert not np.isnan(kl), '0 log 0 counts as 0: leave out the modes never chosen.'
    assert not np.isclose(kl, 0), 'K counts all modes, also those never chosen.'
    assert not np.isclose(kl, -np.log(2)), 'Multiply q by K inside the logarithm.'
    assert np.isclose(kl, np.log(2)), 'The divergence is wrong.'
