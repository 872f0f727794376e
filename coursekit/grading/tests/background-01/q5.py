from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 5

@test_case(points=3, hidden=False,
    failure_message="On the worked example the classes are 0, 0, 0, 1, 1.")
def test_worked_answer(predict, np):
    X = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1]])
    p = np.array([[0.8, 0.6, 0.2], [0.5, 0.25, 0.75]])
    result = np.asarray(predict(X, np.log([0.6, 0.4]), p))
    assert result.shape != (2,), 'This is the best text of each class; the best class of each text is wanted.'
    assert result.shape == (5,), f'The result has shape {result.shape}, not (5,).'
    assert not np.array_equal(result, [1, 1, 1, 0, 0]), 'This is the least probable class of each text.'
    assert set(np.unique(result)) <= {0, 1}, 'Return the class, not its probability.'
    assert np.array_equal(result, [0, 0, 0, 1, 1])
    rare = np.asarray(predict(X, np.log([0.2, 0.8]), p))
    assert not np.array_equal(rare, [0, 0, 0, 1, 1]), 'The prior does not matter here: use the argument.'
    assert not np.array_equal(rare, [1, 1, 1, 1, 1]), 'The prior alone decides here: the words speak too.'
    assert np.array_equal(rare, [0, 1, 0, 1, 1])
