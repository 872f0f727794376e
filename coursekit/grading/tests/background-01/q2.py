from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 12

@test_case(points=6, hidden=False,
    failure_message="On the worked example the rows are (.8, .6, .2) and (.5, .25, .75).")
def test_worked_words(word_probabilities, np):
    X = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1]])
    y = np.array([0, 0, 0, 1, 1])
    result = np.asarray(word_probabilities(X, y, 2, 1.0))
    assert result.shape != (3, 2), 'Classes are rows and words columns: transpose.'
    assert result.shape == (2, 3), f'The result has shape {result.shape}, not (2, 3).'
    k, n = (np.array([[3.0, 2.0, 0.0], [1.0, 0.0, 2.0]]), np.array([[3.0], [2.0]]))
    right = (k + 1) / (n + 2)
    words = k.sum(axis=1, keepdims=True)
    mistakes = [(k / n, 'This is without smoothing: add alpha to the counts.'), ((k + 1) / n, 'alpha was added above and not below: add 2 alpha to n_c.'), (k / (n + 2), 'alpha was added below and not above: add it to the counts.'), ((k + 1) / (n + 1), 'Below, alpha comes twice: once for texts with the word, once for those without.'), ((k + 1) / (n + 3), 'Below, alpha d was added: that is the rule for draws of one word out of d. Here each word is a coin of its own, with 2 alpha.'), ((k + 1) / (words + 3), 'The counts were divided by the number of words of the class; each word is a coin of its own, thrown once for each of the n_c texts.'), ((k + 1) / (words + 2), 'The counts were divided by the number of words of the class, not of texts.'), ((k + 1) / 7, 'Divided by all n texts: that is p(word and class). Divide by n_c.'), (np.log(right), 'These are the logarithms; return the probabilities.'), (1 - right, 'These are the probabilities that the word is absent.'), (k + 1, 'These are the counts; divide them by n_c + 2 alpha.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, right)

@test_case(points=2, hidden=False,
    failure_message="With alpha = 0 the shares are (1, 2/3, 0) and (1/2, 0, 1).")
def test_without_smoothing(word_probabilities, np):
    X = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1]])
    y = np.array([0, 0, 0, 1, 1])
    result = word_probabilities(X, y, 2, 0)
    assert not np.allclose(result, [[0.8, 0.6, 0.2], [0.5, 0.25, 0.75]]), 'alpha is always 1 here: use the argument.'
    assert np.allclose(result, [[1, 2 / 3, 0], [1 / 2, 0, 1]])
