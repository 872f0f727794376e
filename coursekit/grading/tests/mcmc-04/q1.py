from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 3

@test_case(points=2, hidden=False,
    failure_message="On the worked example the energies are 7.5 and 3.")
def test_worked_energy(energy, np):
    sd, mass = (np.array([1.0, 2.0]), np.array([1.0, 4.0]))
    x, p = (np.array([[1.0, 2.0], [0.0, 4.0]]), np.array([[2.0, 6.0], [-1.0, 2.0]]))
    H = energy(lambda x: -0.5 * ((x / sd) ** 2).sum(axis=1), x, p, mass)
    assert np.shape(H) == (2,), f'The energies have shape {np.shape(H)}, not (2,): one for each row. Sum over the coordinates of a row, never over rows.'
    mistakes = {(14, 4): 'The kinetic energy has a factor 1/2.', (75, 10.5): 'The mass is upside down: a heavy marble has less energy, p^2 / m.', (21, 4.5): 'The mass is missing: the kinetic energy is p^2 / (2 m).', (4.125, 2.625): 'The mass came in squared: p^2 / (2 m), with m itself.', (5.5, -1): 'The potential energy is minus the log density.', (-5.5, 1): 'The kinetic energy is added, not subtracted.', (-7.5, -3): 'This is -H: the sign of the whole is wrong.', (4.25, 2.5): 'Sum over the coordinates; this is their mean.', (6.5, 1): 'The potential energy is missing.', (1, 2): 'The kinetic energy is missing.'}
    for wrong, mistake in mistakes.items():
        assert not np.allclose(H, wrong), mistake
    assert np.allclose(H, [7.5, 3])
