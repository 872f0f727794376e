from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 2

@test_case(points=1, hidden=False,
    failure_message="With friction the determinant is 1/5 in one dimension and 1/25 in two.")
def test_worked_volumes(volume, np):

    def friction(x, p):
        return (x + p, p / 5)
    value = volume(friction, np.array([[0.3]]), np.array([[1.0]]), 0.1)
    assert np.ndim(value) == 0, f'The determinant is one number; this has shape {np.shape(value)}.'
    mistakes = {1.0: '1 came out although friction shrinks volume: the matrix needs all coordinates, positions and momenta, before and after.', 0.8: 'Divide by 2h: the two points are 2h apart.', 1.2: 'This is the trace: take the determinant.', 5.0: "The determinant is upside down: differences of z' belong above.", 0.008: 'The differences were not divided by 2h.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(value, wrong), mistake
    two = volume(friction, np.array([[0.3, 2.0]]), np.array([[1.0, -1.0]]), 0.1)
    assert np.isclose(value, 1 / 5) and np.isclose(two, 1 / 25)
    bent = volume(lambda x, p: (x ** 2, p), np.array([[1.0]]), np.array([[0.0]]), 0.1)
    assert not np.isclose(bent, 2.1) and (not np.isclose(bent, 1.9)), 'This is a one-sided difference. Take the point ahead and the point behind: the error is then of order h^2.'
    assert np.isclose(bent, 2)
    mirror = volume(lambda x, p: (p, x), np.array([[1.0]]), np.array([[0.0]]), 0.1)
    assert not np.isclose(mirror, 1), 'The determinant keeps its sign: here it is -1.'
    assert np.isclose(mirror, -1)
