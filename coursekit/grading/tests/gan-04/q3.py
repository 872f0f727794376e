from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 5

@test_case(points=3, hidden=False,
    failure_message="On the worked example 2 modes are covered, by the fourth sample alone none.")
def test_worked_modes(modes_covered, np):
    centres = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])
    x = np.array([[0.3, 0.4], [1.5, 0.0], [9.0, 0.0], [6.0, 0.0], [0.0, -1.0], [0.0, 0.2]])
    modes = modes_covered(x, centres, 0.5)
    assert np.ndim(modes) == 0, 'The number of modes is one number.'
    assert not np.isclose(modes, 2 / 3), 'This is a share; return the number of modes.'
    assert not np.isclose(modes, 4), 'These are samples of high quality; count modes.'
    assert not np.isclose(modes, 3), 'This is the number of modes that there are; count those with good samples.'
    assert not np.isclose(modes, 1), 'One sample is enough to cover a mode; the number of samples is 2 for one.' if modes_covered(np.repeat(x[2:3], 2, axis=0), centres, 0.5) == 1 else 'A mode is missing: count every mode with at least one good sample.'
    assert np.isclose(modes, 2), 'The number of modes is wrong.'
    assert np.isclose(modes_covered(x[:2], centres, 0.5), 1), 'The first two samples cover one mode.'
    fog = modes_covered(x[3:4], centres, 0.5)
    assert not np.isclose(fog, 1), 'A sample that is far from its nearest mode covers nothing: ask for high quality.'
    assert np.isclose(fog, 0)
    edge = modes_covered(x[1:2], centres, 0.5)
    assert not np.isclose(edge, 1), 'Exactly three standard deviations is not below three.'
    assert np.isclose(edge, 0)
