from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 5

@test_case(points=2, hidden=False,
    failure_message="On the worked example the rows are .25, .25, .5 and .125, .75, .125.")
def test_worked_links(link_posterior, np):
    t = np.array([[0.1, 0.2, 0.7], [0.6, 0.2, 0.2], [0.1, 0.4, 0.5]])
    found = np.asarray(link_posterior(t, np.array([0, 1, 2]), np.array([1, 0])))
    assert found.shape != (3, 2), 'Rows and columns are exchanged: one row for each target position.'
    assert found.shape != (2, 2), 'The empty word at position 0 counts too.'
    assert found.shape == (2, 3), f'The shape is {found.shape}, not (2, 3).'
    weight = np.array([[0.2, 0.2, 0.4], [0.1, 0.6, 0.1]])
    assert not np.allclose(found, weight), 'The rows do not sum to 1: divide by the sum over source positions.'
    wanted, columns = (weight / 0.8, weight / weight.sum(axis=0))
    assert not np.allclose(found, columns), 'The sum ran over target positions. For each j, sum over the source positions i.'
    wrong_way = np.array([[0.6, 0.2, 0.2], [0.1, 0.2, 0.7]])
    assert not np.allclose(found, wrong_way), 'The indices of t are exchanged: t[source word, target word].'
    assert np.allclose(found, wanted)
