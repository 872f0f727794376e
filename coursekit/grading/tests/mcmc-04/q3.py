from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 2

@test_case(points=1, hidden=False,
    failure_message="On the worked example the gap is 15/16; a wind that pushes by 1 gives 2.")
def test_friction_and_wind(reversal_gap, np):
    x, p = (np.array([[0.0]]), np.array([[1.0]]))
    gap = reversal_gap(lambda x, p: (x + p, p / 4), x, p)
    assert np.ndim(gap) == 0, f'The gap is one number; this has shape {np.shape(gap)}.'
    mistakes = {1.25: 'The momentum was never reversed: without that the marble rolls on instead of back.', 17 / 16: 'The momentum at the end has to be reversed back before it is compared: the second F is missing.', 0.75: 'Only the positions were compared: the momenta must come back too.', 27 / 16: 'This is a sum: return the largest difference.', 27 / 32: 'This is a mean: return the largest difference.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(gap, wrong), mistake
    assert np.isclose(gap, 15 / 16)
    wind = reversal_gap(lambda x, p: (x - 1, p), x, p)
    assert not np.isclose(wind, 0), 'A map that only adds -1 to the position was called reversible. Compare positions too, and take absolute values.'
    assert np.isclose(wind, 2)
    exact = reversal_gap(lambda x, p: (p, -x), x, p)
    assert np.isclose(exact, 0), 'A quarter turn, (x, p) -> (p, -x), is reversible.'
