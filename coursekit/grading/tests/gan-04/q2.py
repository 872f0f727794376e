from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 4

@test_case(points=2, hidden=False,
    failure_message="On the worked example the share is 4 of 6.")
def test_worked_quality(quality, np):
    centres = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])
    x = np.array([[0.3, 0.4], [1.5, 0.0], [9.0, 0.0], [6.0, 0.0], [0.0, -1.0], [0.0, 0.2]])
    share = quality(x, centres, 0.5)
    assert np.ndim(share) == 0, 'The quality is one number.'
    assert not np.isclose(quality(x, centres, 2.0), 0), 'This is the share that is not of high quality.'
    mistakes = {4: 'This is a number of samples. Divide by how many there are.', 400 / 6: 'This is a percentage; a share lies between 0 and 1.', 5 / 6: 'Exactly three standard deviations is not below three.', 1 / 6: 'Three standard deviations, not one: only one sample is that near.', 2 / 6: 'The limit is 3 sd, a distance; the variance is not asked for.', 4 / 3: 'Divide by the number of samples, not by the number of modes.', 5 / 12: 'Each mode was averaged by itself. Every sample counts the same.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(share, wrong), mistake
    assert np.isclose(share, 4 / 6), 'The share is wrong.'
