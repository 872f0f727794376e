from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 4

@test_case(points=2, hidden=False,
    failure_message="Counts (3, 1), (0, 0) give the rows (.75, .25) and (.5, .5).")
def test_worked_dictionary(new_dictionary, np):
    with np.errstate(all='ignore'):
        found = np.asarray(new_dictionary(np.array([[3.0, 1.0], [0.0, 0.0]])))
    assert found.shape == (2, 2), f'The shape is {found.shape}, not (2, 2).'
    assert not np.isnan(found).any(), 'A row of zeros became nan: give such a word equal probabilities.'
    assert not np.allclose(found[0], 1), 'Columns were divided. Each row, a source word, must sum to 1.'
    assert not np.isclose(found[1].sum(), 0), 'The row of zeros stayed zero: give such a word equal probabilities.'
    assert np.allclose(found, [[0.75, 0.25], [0.5, 0.5]])
