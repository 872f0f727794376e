from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 4

@test_case(points=1, hidden=False,
    failure_message="For the chain on two states in the worked example both gaps are 0.125.")
def test_two_states(balance_gaps, np):
    gaps = balance_gaps(np.array([0.5, 0.5]), np.array([[0.5, 0.5], [0.25, 0.75]]))
    assert np.shape(gaps) == (2,), f'Return two numbers, detailed balance first; this has shape {np.shape(gaps)}.'
    assert not np.isclose(gaps[1], 0), 'The second gap is 0: was P @ pi computed? With the state in the rows, the law of the next state is pi @ P.'
    assert not np.isclose(gaps[0], 0.25), 'The first gap is the sum over both orders of the pair, or counts a flow alone; the largest absolute difference is asked for.'
    assert np.allclose(gaps, [0.125, 0.125])

@test_case(points=1, hidden=False,
    failure_message="For the carousel with pi uniform the gaps are 1/3 and 0.")
def test_carousel(balance_gaps, np):
    gaps = balance_gaps(np.full(3, 1 / 3), np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]))
    assert np.shape(gaps) == (2,)
    assert not np.allclose(gaps, [0, 1 / 3]), 'The two numbers are in the wrong order: detailed balance comes first.'
    assert not np.isclose(gaps[0], 1), 'P[i, j] - P[j, i] was compared without pi: each flow is a probability to be at i times a probability to move.'
    assert np.allclose(gaps, [1 / 3, 0])
