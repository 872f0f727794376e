from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 5

@test_case(points=2, hidden=False,
    failure_message="On the worked example the path is not 2, 2, 0, 1, 1.")
def test_worked_path(best_path, np):
    start = np.array([0.1, 0.5, 0.4])
    A = np.array([[0.3, 0.4, 0.3], [0.5, 0.3, 0.2], [0.7, 0.1, 0.2]])
    columns = [[0.4, 0.3, 0.8, 0.4, 0.1], [0.3, 0.6, 0.1, 0.5, 0.4]]
    b = np.array([*columns, [0.4, 0.7, 0.6, 0.9, 0.3]]).T
    path = np.asarray(best_path(start, A, b))
    assert path.shape == (5,), f'The path has shape {path.shape}, not (n,) = (5,).'
    mistakes = {(2, 2, 0, 0, 1): 'Paths were added up: take the largest, not the sum.', (0, 2, 0, 1, 1): 'The start law is missing.', (1, 1, 0, 2, 1): 'A is transposed: add log A[i, j], from i to j.', (1, 0, 1, 0, 1): 'The notes run along the wrong axis: for each state, where it came from.', (0, 2, 2, 0, 1): 'The way back is off by one: the note that leads from t to t - 1 was made at time t.', (2, 0, 2, 0, 1): 'The emission b[t] is missing from t = 1 on.', (1, 2, 0, 0, 1): 'This is the most probable state at each time by itself; a path was asked for.', (2, 0, 0, 2, 1): 'This looks at the past alone. Only at the end is it known which path is best: follow the notes back.', (2, 0, 0, 2, 0): 'This is greedy: the best next move may lead to a bad place.', (1, 1, 0, 2, 2): 'The path runs backwards in time: turn it round.'}
    found = tuple((int(k) for k in path))
    assert found not in mistakes, mistakes[found]
    assert found == (2, 2, 0, 1, 1)

@test_case(points=1, hidden=False,
    failure_message="On a sequence of 3,000 the path does not survive.")
def test_long_path(best_path, np):
    b = np.full((3000, 2), 0.001)
    b[:1000, 0] = b[1000:, 1] = 0.002
    path = np.asarray(best_path(np.array([0.5, 0.5]), np.array([[0.9, 0.1], [0.1, 0.9]]), b))
    assert path.sum() == 2000 and path[:1000].sum() == 0, 'Products of thousands of probabilities underflow to 0, and then all paths look alike: add logarithms.'
