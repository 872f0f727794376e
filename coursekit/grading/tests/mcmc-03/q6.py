from coursekit.grading import test_case

OK_FORMAT = False

name = "q6"
points = 3

@test_case(points=1, hidden=False,
    failure_message="On the worked example the shares are 0.25, 0, 0.75 and the acceptance rate is 0.5.")
def test_worked_summary(summarise, np):
    shares, rate = summarise(np.array([2, 1, 2, 2, 2, 0]), 1, 2, 3)
    assert np.shape(shares) == (3,), f'The shares have shape {np.shape(shares)}, not (3,): one for each state, visited or not.'
    assert not np.allclose(shares, [1 / 3, 0, 2 / 3]), 'One draw too many was left out: a burn-in of 2 leaves out the draws 0 and 1, and draw 2 counts.'
    assert not np.allclose(shares, [0.2, 0.2, 0.6]), 'One draw too few was left out: a burn-in of 2 leaves out the draws 0 and 1.'
    assert not np.allclose(shares, [0, 0.25, 0.75]), 'The last draws were left out. The burn-in is at the start of the chain.'
    assert not np.allclose(shares, [1 / 6, 0, 0.5]), 'The shares do not sum to 1: divide by the number of draws that are kept, not by all of them.'
    assert not np.allclose(shares, [1, 0, 3]), 'These are counts: divide by the number of draws that are kept.'
    assert np.allclose(shares, [0.25, 0, 0.75])
    assert not np.isclose(rate, 1 / 3), 'The step into the first kept draw is missing from the rate: it came from the draw before, which was left out but is known.'
    assert not np.isclose(rate, 4 / 6), 'The rate counts the burn-in too: use the steps into the kept draws only.'
    assert np.ndim(rate) == 0 and np.isclose(rate, 0.5)

@test_case(points=1, hidden=False,
    failure_message="The posterior probability of 1898 is about 0.764, and the chain accepts about 23 % of its proposals.")
def test_run_on_the_Nile(states, p_1898, accept_rate, np):
    assert np.ndim(p_1898) == 0 and np.ndim(accept_rate) == 0, 'p_1898 and accept_rate are one number each.'
    assert np.shape(states) == (50000,), f'states has shape {np.shape(states)}, not (50000,): one draw for each pair of random numbers.'
    assert abs(p_1898 - 0.8896) > 0.03, 'The chain settled where a sampler without the Hastings term settles (about 0.89 for 1898): the preference of the proposal leaked into the answer.'
    assert abs(p_1898 - 0.7643) < 0.02, f'The exact posterior probability of 1898 is 0.7643; your estimate, {p_1898:.4f}, is further from it than chance allows.'
    assert abs(accept_rate - 0.2347) < 0.02, f'The exact acceptance rate is 0.2347; yours, {accept_rate:.4f}, is further from it than chance allows.'
