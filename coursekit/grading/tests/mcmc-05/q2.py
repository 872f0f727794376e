from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 2

@test_case(points=1, hidden=False,
    failure_message="Of two chains, 0 to 4 and 10 to 14, the halves are 0 1, 3 4, 10 11 and 13 14.")
def test_worked_halves(split, np):
    x = np.array([[0.0, 1, 2, 3, 4], [10, 11, 12, 13, 14]])
    halves = np.asarray(split(x))
    assert halves.shape != (2, 4), 'This leaves the chains whole: cut each in two.'
    assert halves.shape == (4, 2), f'The halves have shape {halves.shape}, not (4, 2): two rows for each chain.'
    rows = sorted((tuple((float(v) for v in row)) for row in halves))
    mistakes = {((0, 1), (2, 3), (10, 11), (12, 13)): 'The last draw was left out. It is the middle one that goes.', ((1, 2), (3, 4), (11, 12), (13, 14)): 'The first draw was left out. It is the middle one that goes.', ((0, 2), (1, 3), (10, 12), (11, 13)): 'Every other draw went into each half. A half is a stretch of time: only so does a drift show.', ((0, 10), (1, 11), (3, 13), (4, 14)): 'Rows mix two chains: a half is a stretch of one chain.'}
    assert tuple(rows) not in mistakes, mistakes[tuple(rows)]
    assert rows == [(0, 1), (3, 4), (10, 11), (13, 14)]
