from coursekit.grading import test_case

OK_FORMAT = False

name = "q6"
points = 3

@test_case(points=2, hidden=False,
    failure_message="On the worked example the draws are (-1, 2.7227) twice and (1.5, 1.4189).")
def test_worked_chain(hmc_chain, np):
    sd, mass = (np.array([1.0, 2.0]), np.array([1.0, 4.0]))
    draws = hmc_chain(lambda x: -0.5 * ((x / sd) ** 2).sum(axis=1), lambda x: -x / sd ** 2, np.array([[2.0, 2.0]]), np.array([[[0.0, 1.0], [2.0, 3.0], [1.0, -1.0]]]), np.array([[0.95, 0.9, 0.5]]), *(1, 2, mass))
    shape = np.shape(draws)
    assert shape != (1, 4, 2), 'There is a draw too many: start is not a draw.'
    assert shape != (1, 2, 2), 'A draw is missing: a refused proposal counts the old position once more.'
    assert shape == (1, 3, 2), f'The draws have shape {shape}, not (1, 3, 2): chains, draws, coordinates.'
    a, b = ([-1, 2.72265625], [2.5, 5.29389191])
    right = [a, a, [1.5, 1.41889191]]
    mistakes = {(*a, *b, -0.25, 3.67374505): 'The refused proposal was kept as a draw: where u >= alpha the old position counts once more.', (2, 2, *a, *a): 'The draws come one step late: start is not a draw, and the last one is.', (*a, 1, 4.66015625, 0, 0.78515625): 'Every step started again from start: a draw comes from the draw before.', (*a, 0.5, 3.35639191, -0.25, 3.91214837): 'The momentum was not refreshed: every step used the same xi.', (*a, *a, *a): 'Every step used the same u for its decision.'}
    for wrong, mistake in mistakes.items():
        assert not np.allclose(np.ravel(draws), wrong, atol=1e-06), mistake
    assert np.allclose(np.ravel(draws), np.ravel(right), atol=1e-06)
