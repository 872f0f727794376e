from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 3

@test_case(points=2, hidden=False,
    failure_message="On the worked example the autocorrelations are 1, 0.625 and 0.5.")
def test_worked_autocorrelation(autocorrelation, np):
    rho = np.asarray(autocorrelation(np.array([[1.0, 2.0, 3.0], [3.0, 4.0, 5.0]])))
    assert rho.shape == (3,), f'The result has shape {rho.shape}, not (3,).'
    mistakes = {(0.0, -0.5): "The chains' means are left out: this is the average of each chain's own autocorrelation. Chains that disagree must count as slow.", (5 / 8, 1 / 4): 's_t is divided by n - t; divide every sum by n.', (2 / 3, 5 / 9): 'The denominator is s_0 + V, not W + V.', (0.75, 0.625): 'W is s_0 n / (n - 1); here s_0 itself stands for it.', (0.4, 0.2): 'V was computed with ddof=0: divide by m - 1, m chains.', (3 / 8, 1 / 2): 'The 1 - in front of the fraction is missing.', (-0.5, -1.0): 'V is missing from the denominator.'}
    for wrong, mistake in mistakes.items():
        assert not np.allclose(rho[1:], wrong), mistake
    assert not np.isclose(rho[0], 7 / 8), 'At lag 0 set the autocorrelation to 1.'
    assert np.allclose(rho, [1, 0.625, 0.5])
