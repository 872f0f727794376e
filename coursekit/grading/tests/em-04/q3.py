from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 6

@test_case(points=3, hidden=False,
    failure_message="On the worked example row 1 is .75, .25, 0, and with house twice 1.5, .25, 0.")
def test_worked_counts(expected_counts, np):
    t = np.array([[0.1, 0.2, 0.7], [0.6, 0.2, 0.2], [0.1, 0.4, 0.5]])
    f = np.array([0, 1, 2])
    once = np.asarray(expected_counts(t, [(f, np.array([1, 0]))]))
    assert once.shape == (3, 3), f'Counts are shaped like t; these are {once.shape}.'
    mistakes = {(1.0, 0.0, 0.0): 'Each target word was given to its likeliest source word. Count by the posterior probabilities.', (0.25, 0.25, 0.5): 'Source and target words are exchanged.'}
    row = tuple(np.round(once[1], 6))
    assert row not in mistakes, mistakes[row]
    assert np.allclose(once, [[0.125, 0.25, 0], [0.75, 0.25, 0], [0.125, 0.5, 0]])
    twice = np.asarray(expected_counts(t, [(f, np.array([1, 0, 0]))]))
    assert not np.isclose(twice[1, 0], 0.75), 'A word that stands twice was counted once. Either repeated indices were lost (counts[...] += adds only the last one, np.add.at adds all), or the sum that divides ran over both copies; each position j has a sum of its own.'
    assert np.allclose(twice[1], [1.5, 0.25, 0])
