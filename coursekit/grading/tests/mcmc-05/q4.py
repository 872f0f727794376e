from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 3

@test_case(points=1, hidden=False,
    failure_message="On the first worked example R-hat is 1.5355.")
def test_location(rhat, np):
    r = rhat(np.array([[1.0, 2.0, 6.0, 70.0], [0.0, 3.0, 5.0, 40.0]]))
    assert np.ndim(r) == 0, f'R-hat is one number; this has shape {np.shape(r)}.'
    assert not np.isclose(r, 0.78852509, atol=0.001), 'This is the R-hat of the folded draws alone, or the smaller of the two.'
    assert not np.isclose(r, 0.93364257, atol=0.001), 'The chains were not split: each drifts, and only its halves show that.'
    assert not np.isclose(r, 0.98668684, atol=0.001), 'The draws were not replaced by normal scores.'
    assert np.isclose(r, 1.53550148, atol=0.0001)

@test_case(points=1, hidden=False,
    failure_message="On the second worked example, where one chain is much wider, R-hat is 3.7110.")
def test_spread(rhat, np):
    r = rhat(np.array([[0.1, -0.2, 0.3, -0.4], [5.0, -6.0, 7.0, -8.0]]))
    assert not np.isclose(r, 0.70710678, atol=0.001), 'The folded draws are missing (without the absolute value nothing is folded), or the smaller value was returned: one chain is much wider than the other.'
    assert np.isclose(r, 3.71103907, atol=0.0001)
