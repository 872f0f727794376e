from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 4

@test_case(points=2, hidden=False,
    failure_message="On the worked example one of the four results is wrong.")
def test_worked_step(em_step, np):
    x = np.array([1, 5, 2, 7])
    A = np.array([[0.7, 0.3], [0.4, 0.6]])
    value, start, A, rates = em_step(x, np.array([0.6, 0.4]), A, np.array([2.0, 6.0]))
    start, A, rates = (np.asarray(part, dtype=float) for part in (start, A, rates))
    assert np.ndim(value) == 0, 'The log-likelihood is one number.'
    assert not np.isclose(value, 9.802564792e-05), 'This is the likelihood: take its log.'
    assert not np.isclose(value, -7.966334075), 'This is the log-likelihood under the new parameters, not those that came in.'
    assert not np.isclose(value, 9.2302814), 'The sign of the log-likelihood is wrong.'
    assert np.isclose(value, -9.2302814)
    for wrong, mistake in {(0.5394760442, 0.4605239558): 'start is gamma[0], not the mean over time.', (0.0457374558, 0.9542625442): 'start is gamma of the first time, not the last.', (0.6, 0.4): 'start was not updated.'}.items():
        assert not np.allclose(start, wrong), mistake
    assert np.allclose(start, [0.9509325079, 0.0490674921])
    for wrong, mistake in [([[0.6539674765, 0.7377722267], [0.3460325235, 0.2622277733]], 'The columns of A sum to 1; it must be the rows.'), ([[0.3657809392, 0.6130237472], [0.226726236, 0.2552428711]], 'From the last time there is no move: divide by the moves, not the visits.'), ([[0.2631067827, 0.4409488348], [0.1392171508, 0.1567272756]], 'The whole of A sums to 1; it must be each row.'), ([[0.7, 0.3], [0.4, 0.6]], 'A was not updated.')]:
        assert not np.allclose(A, wrong), mistake
    assert np.allclose(A, [[0.3737016631, 0.6262983369], [0.4704165322, 0.5295834678]])
    for wrong, mistake in {(1.1998139879, 2.5501860121): 'Divide by the expected visits to k, not by n.', (4.7992559515, 10.2007440484): 'Divide the sums by the expected visits.', (3.75, 3.75): 'Weigh each count by gamma: it belongs to k only in part.', (2.1191380277, 5.7464149048): 'These weights are alpha; use gamma.', (2.0, 6.0): 'The rates were not updated.'}.items():
        assert not np.allclose(rates, wrong), mistake
    assert np.allclose(rates, [2.2240357119, 5.5375751462])
