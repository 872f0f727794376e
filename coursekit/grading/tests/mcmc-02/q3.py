from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 3

@test_case(points=2, hidden=False,
    failure_message="For small_P and target 2 the times are (8, 6, 0).")
def test_worked_times(hitting_times, np):
    P = np.array([[0.5, 0.5, 0.0], [0.25, 0.5, 0.25], [0.0, 1.0, 0.0]])
    k = np.asarray(hitting_times(P, 2), dtype=float)
    assert k.shape == (3,), f'The result has shape {k.shape}, not (3,): the target belongs to it, with 0.'
    mistakes = [([8, 6, 7], 'From the target itself the time is 0; this is the time to return.'), ([9, 7, 0], 'One step too many: the step that reaches the target is counted twice.'), ([9, 7, 1], 'One step too many everywhere: the state at time 0 is not a step.'), ([6, 8, 0], 'P is transposed: row i holds the moves from i.'), ([0, 0, 0], 'Each step costs 1: the right-hand side of the system is 1, not 0.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(k, wrong), mistake
    assert np.allclose(k, [8, 6, 0])
