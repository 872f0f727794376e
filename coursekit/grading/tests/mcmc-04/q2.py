from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 5

@test_case(points=1, hidden=False,
    failure_message="One step leads to x = (1.875, 2.7344) and p = (1.2813, 5.7041).")
def test_one_step(leapfrog, np):
    sd, mass = (np.array([1.0, 2.0]), np.array([1.0, 4.0]))
    x, p = (np.array([[1.0, 2.0]]), np.array([[2.0, 6.0]]))
    x, p = leapfrog(lambda x: -x / sd ** 2, x, p, 0.5, 1, mass)
    assert np.shape(x) == (1, 2) and np.shape(p) == (1, 2), f'x and p have shapes {np.shape(x)} and {np.shape(p)}, not (1, 2) each.'
    mistakes = {(1.75, 2.71875, 1.0625, 5.58007812): 'The first kick was a whole one. It is half a kick: step_size / 2.', (1.875, 2.734375, 0.8125, 5.53320312): 'The last kick was a whole one. The momentum ends with half a kick.', (1.875, 2.734375, 1.75, 5.875): 'The momentum lacks its half kick at the end, so it belongs to an earlier time than the position.', (1.75, 2.71875, 0.625, 5.41015625): 'Both kicks were whole ones. Each is half a kick: step_size / 2.', (1.75, 2.71875, 1.5, 5.75): 'A whole kick and then the drift: this keeps volume but is not reversible. Split the kick into two halves, one before and one after the drift.', (2.0, 2.75, 1.5, 5.828125): 'The first half kick, before the drift, is missing.', (2.0, 2.75, 1.0, 5.65625): 'A drift and then a whole kick: this keeps volume but is not reversible. Split the kick into two halves, one before and one after the drift.', (2.0, 2.75, 1.5, 5.75): "Position and momentum moved at once, each by the old values of the other. This is Euler's method; each part must use what the part before has made.", (1.875, 2.734375, 1.5, 5.75): 'The second half kick used the gradient at the old position.', (2.125, 2.765625, 2.78125, 6.29785156): 'The marble was kicked downhill: grad points to where the target is larger, and that is where the force pulls.', (1.875, 4.9375, 1.28125, 5.56640625): 'The mass is missing from the drift: the velocity is p / mass.', (1.875, 13.75, 1.28125, 5.015625): 'The mass is upside down: the velocity is p / mass.', (1.875, 2.734375, -1.28125, -5.70410156): 'The momentum was reversed at the end. Return it as it is.', (1.0, 2.0, 1.75, 5.875): 'No drift was made: with n_leapfrog = 1 there is one.', (2.28125, 3.42602539, 0.2421875, 5.31907654): 'These are two steps: with n_leapfrog = 1 there is one.'}
    end = np.concatenate([x[0], p[0]])
    for wrong, mistake in mistakes.items():
        assert not np.allclose(end, wrong, atol=1e-06), mistake
    assert np.allclose(end, [1.875, 2.734375, 1.28125, 5.70410156], atol=1e-06)

@test_case(points=1, hidden=False,
    failure_message="Three steps lead to x = (2.1172, 4.0641) and p = (-0.8574, 4.8509).")
def test_three_steps(leapfrog, np):
    sd, mass = (np.array([1.0, 2.0]), np.array([1.0, 4.0]))
    x, p = (np.array([[1.0, 2.0]]), np.array([[2.0, 6.0]]))
    x, p = leapfrog(lambda x: -x / sd ** 2, x, p, 0.5, 3, mass)
    mistakes = {(2.84179688, 4.13346767, -0.05810547, 5.2302981): 'Between two drifts there is a whole kick: the half that ends one step and the half that begins the next.', (1.859375, 4.01824188, -0.87109375, 4.73463869): 'The first kick was a whole one. It is half a kick: step_size / 2.', (2.1171875, 4.06414413, -1.38671875, 4.59693193): 'The last kick was a whole one. The momentum ends with half a kick.', (2.1171875, 4.06414413, -0.328125, 5.10494995): 'The momentum lacks its half kick at the end, so it belongs to an earlier time than the position.', (1.875, 2.734375, 1.28125, 5.70410156): 'This is one step only: n_leapfrog of them are asked for.', (2.28125, 3.42602539, 0.2421875, 5.31907654): 'These are two steps: n_leapfrog is 3, and so are the drifts.', (1.42382812, 4.63876063, -1.74267578, 4.3070094): 'These are four steps: n_leapfrog is 3, and so are the drifts.'}
    end = np.concatenate([x[0], p[0]])
    for wrong, mistake in mistakes.items():
        assert not np.allclose(end, wrong, atol=1e-06), mistake
    assert np.allclose(end, [2.1171875, 4.06414413, -0.85742188, 4.85094094], atol=1e-06)

@test_case(points=1, hidden=False,
    failure_message="On the standard normal the path is not the closed form of the question.")
def test_closed_form(leapfrog, np):
    x, p = (np.array([[1.5], [0.0], [-2.0]]), np.array([[0.0], [1.0], [0.7]]))
    for step_size in (0.1, 0.9, 1.7):
        theta = np.arccos(1 - step_size ** 2 / 2)
        c = np.sqrt(1 - step_size ** 2 / 4)
        for n in (1, 2, 7, 50):
            x_n, p_n = leapfrog(lambda x: -x, x, p, step_size, n, np.ones(1))
            right = x * np.cos(n * theta) + p / c * np.sin(n * theta)
            assert np.max(np.abs(x_n)) < 10, f'After {n} steps of {step_size} the marbles are far outside: the energy grows, as it never does on this target with step sizes below 2.'
            assert np.allclose(x_n, right)
            assert np.allclose(p_n, p * np.cos(n * theta) - c * x * np.sin(n * theta))
