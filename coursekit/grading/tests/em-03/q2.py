from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 5

@test_case(points=2, hidden=False,
    failure_message="On the worked example beta is wrong.")
def test_worked_backward(backward, np):
    A = np.array([[0.7, 0.3], [0.4, 0.6]])
    b = np.array([[0.5, 0.1], [0.2, 0.3], [0.1, 0.6]])
    c = np.array([0.34, 0.2335294118, 0.3146095718])
    beta = np.asarray(backward(A, b, c), dtype=float)
    assert beta.shape == (3, 2), f'beta has shape {beta.shape}, not (n, K) = (3, 2).'
    assert not np.allclose(beta[2], 0), 'Nothing comes after the last: beta is 1 there.'
    assert not np.allclose(beta[2], 0.5), 'The last row is 1 in each state, not 1 / K: beta is no probability of states.'
    mistakes = {(13.610888711, 13.610888711): 'The emission b[t + 1] is missing: what the future says is what was seen.', (1.2277021617, 1.2086469175): 'A is transposed: sum over where the chain goes, A[i, j] over j.', (1.2018414731, 0.8384307446): 'b is off by one: beta[t] looks ahead, at b[t + 1] and not b[t].', (0.071, 0.092): 'beta is not scaled: divide by c[t + 1].', (0.8942065491, 1.1586901764): 'c is off by one: divide by c[t + 1], not c[t].', (0.6805444354, 1.6333066453): 'b[t + 1] belongs to where the chain goes, so it stands inside the sum.', (0.4355829903, 0.5644170097): 'The rows were made to sum to 1. The scale is that of the forward pass.'}
    for wrong, mistake in mistakes.items():
        assert not np.allclose(beta[0], wrong), mistake
    assert np.allclose(beta[2], 1)
    assert np.allclose(beta[1], [0.7946357086, 1.2714171337])
    assert np.allclose(beta[0], [0.9663730985, 1.2522017614])

@test_case(points=1, hidden=False,
    failure_message="On a sequence of 3,000 the pass does not survive.")
def test_long_backward(backward, np):
    b = np.full((3000, 2), 0.01)
    A = np.array([[0.9, 0.1], [0.2, 0.8]])
    beta = np.asarray(backward(A, b, np.full(3000, 0.01)))
    assert np.isfinite(beta).all() and np.allclose(beta, 1), 'With emissions that say nothing beta is 1 throughout; here it is not: is each step divided by c[t + 1]?'
