from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 5

@test_case(points=2, hidden=False,
    failure_message="On the worked example the probabilities are 1, 0.8598 and 0.8991.")
def test_worked_probabilities(hmc_step, np):
    sd, mass = (np.array([1.0, 2.0]), np.array([1.0, 4.0]))
    x = np.array([[2.0, 2.0], [1.0, -2.0], [0.0, 4.0]])
    xi, u = (np.array([[0.0, 1.0], [2.0, 3.0], [1.0, -1.0]]), np.array([0.5, 0.9, 0.5]))
    _, prob = hmc_step(lambda x: -0.5 * ((x / sd) ** 2).sum(axis=1), lambda x: -x / sd ** 2, *(x, xi, u, 1, 2, mass))
    assert np.shape(prob) == (3,), f'The probabilities have shape {np.shape(prob)}, not (3,): one for each row, each with its own decision.'
    mistakes = {(0.69188587, 1, 1): 'The ratio is upside down: an end with less energy than the start is always accepted.', (1.44532508, 0.859821, 0.89911756): 'A probability above 1: the minimum with 1 is missing.', (0.36833426, -0.15103105, -0.10634148): "These are differences of energy; the probability is min(1, exp(H - H')).", (1, 0.74752538, 1): "The kinetic energy does not count at the end, or the momentum of the start was used there: H' belongs to x' and p' together.", (1, 0.86190157, 0.8943985): 'xi itself was taken for the momentum: the push has variance mass, so it is sqrt(mass) * xi.', (1, 0.83476107, 0.90613573): 'The push is too hard: its variance is the mass, so it is sqrt(mass) * xi.', (1, 0.86027868, 0.89174173): 'The mass is upside down in the push: heavy marbles get more momentum, sqrt(mass) * xi.', (0.97255171, 0.01866777, 0.14604681): 'Size and number of the steps are exchanged: one step of size 2 was made, not two of size 1.', (0.99335643, 0.02942146, 0.61795386): 'The energy of the start was computed from xi, not from the momentum.'}
    for wrong, mistake in mistakes.items():
        assert not np.allclose(prob, wrong, atol=1e-06), mistake
    assert np.allclose(prob, [1, 0.859821, 0.89911756], atol=1e-06)

@test_case(points=1, hidden=False,
    failure_message="On the worked example the second marble stays, and the others move.")
def test_worked_positions(hmc_step, np):
    sd, mass = (np.array([1.0, 2.0]), np.array([1.0, 4.0]))
    x = np.array([[2.0, 2.0], [1.0, -2.0], [0.0, 4.0]])
    xi, u = (np.array([[0.0, 1.0], [2.0, 3.0], [1.0, -1.0]]), np.array([0.5, 0.9, 0.5]))
    x_next, _ = hmc_step(lambda x: -0.5 * ((x / sd) ** 2).sum(axis=1), lambda x: -x / sd ** 2, *(x, xi, u, 1, 2, mass))
    x_next = np.asarray(x_next)
    assert x_next.shape == (3, 2), f'The next positions have shape {x_next.shape}, not (3, 2): a refused marble stays where it is, and is not left out.'
    end = np.array([[-1, 2.72265625], [1.5, 1.15234375], [1, 2.5390625]])
    moved = [not np.allclose(a, b) for a, b in zip(x_next, x, strict=True)]
    assert moved != [True, True, True], 'All three moved: the second has u = 0.9, more than its probability 0.86.'
    assert moved != [False, False, False], 'None moved: each row decides for itself, two of them are accepted.'
    assert moved != [False, True, False], 'The decision is the wrong way round: accept where u < alpha.'
    assert np.allclose(x_next, [end[0], x[1], end[2]])
