from coursekit.grading import test_case

OK_FORMAT = False

name = "q6"
points = 2

@test_case(points=1, hidden=False,
    failure_message="On the worked example the effective sample size is 12.31.")
def test_worked_ess(ess, np):
    rho = np.array([1, 0.5, 0.2, 0.1, 0.1, -0.2, 0.3, 0.1])
    size = ess(rho, 4)
    assert np.ndim(size) == 0, f'ESS is one number; this has shape {np.shape(size)}.'
    mistakes = {32 / 3.2: 'All lags were added up. Stop before the first pair that is not positive.', 32 / 3.4: 'The pair that is not positive was skipped and later ones still counted: the sum must stop there.', 32 / 2.4: 'The pair at which the sum stops was still added.', 32 / 2.8: "The sum stopped at a negative lag: Geyer's rule is about pairs.", 32 / 3.6: 'The -1 is missing: rho at lag 0 counts once, not twice.', 32 / 1.8: 'The factor 2 of the sum is missing.', 32 / 0.8: 'The factor 2 of the sum is missing.', 32 / 4.6: 'The sum starts with lag 0, so it is -1, not 1, that is added.', 8 / 2.6: 'These are the draws of one chain: multiply by the number of chains.', 2.6: 'This is tau; the effective sample size is m n / tau.', 32 * 2.6: 'Divide by tau: the slower the chains, the less a draw is worth.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(size, wrong), mistake
    assert np.isclose(size, 12.30769231)
