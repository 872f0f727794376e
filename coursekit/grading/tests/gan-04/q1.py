from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 5

@test_case(points=3, hidden=False,
    failure_message="On the worked example the modes or the distances are wrong.")
def test_worked_nearest(nearest, np):
    centres = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])
    x = np.array([[0.3, 0.4], [1.5, 0.0], [9.0, 0.0], [6.0, 0.0], [0.0, -1.0], [0.0, 0.2]])
    which, distance = (np.asarray(part) for part in nearest(x, centres))
    right = np.array([0.5, 1.5, 1.0, 4.0, 1.0, 0.2])
    assert not (which.shape == (3,) or distance.shape == (3,)), 'This is the nearest sample of each mode. Ask for each sample which mode is near.'
    assert which.shape == (6,) and distance.shape == (6,), f'The shapes are {which.shape} and {distance.shape}; both should be (6,).'
    assert not np.allclose(which, right), 'The distances came first. Return the modes, then the distances.'
    assert not np.array_equal(which, [1, 1, 2, 2, 1, 1]), 'Modes count from 0.'
    assert not np.array_equal(which, [1, 2, 2, 2, 2, 1]), 'These modes are the farthest ones.'
    assert np.array_equal(which, [0, 0, 1, 1, 0, 0]), 'The modes are wrong.'
    mistakes = [(right ** 2, 'These are squared distances: take the root.'), ([0.7, 1.5, 1.0, 4.0, 1.0, 0.2], 'This adds up absolute differences; the distance is Euclidean.'), ([0.4, 1.5, 1.0, 4.0, 1.0, 0.2], "This is the largest coordinate's difference; the distance is Euclidean."), (right / np.sqrt(2), 'The squares are averaged over the coordinates; add them up.'), (right / 0.5, 'The distance is in the unit of x, not in standard deviations.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(distance, wrong), mistake
    assert np.allclose(distance, right), 'The distances are wrong.'
