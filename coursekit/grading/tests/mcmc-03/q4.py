from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 4

@test_case(points=2, hidden=False,
    failure_message="Some of six steps with the small example end in the wrong state.")
def test_steps_by_hand(mh_step, np):
    log_pi = np.log([1.0, 2.0, 4.0])
    Q = np.array([[0.0, 0.75, 0.25], [0.5, 0.0, 0.5], [0.25, 0.75, 0.0]])
    uniforms = [(0.3, 0.9), (0.9, 0.1), (0.9, 0.9), (0.1, 0.3), (0.9, 0.4)]
    states = [int(mh_step(2, log_pi, Q, u, v)) for u, v in uniforms]
    states.append(int(mh_step(0, log_pi, Q, 0.5, 0.99)))
    mistakes = {(2, 2, 2, 2, 2, 0): 'Every proposal was refused. Is u_accept, a number between 0 and 1, compared with a log?', (1, 1, 1, 0, 1, 1): 'Every proposal was accepted. Is u_accept used, and compared with the ratio rather than with its negative?', (1, 2, 2, 0, 2, 1): 'The same random number proposes and accepts. Use u_propose for the proposal and u_accept for the decision: reused, they are not independent.', (1, 2, 2, 1, 2, 2): 'u_propose and u_accept are in each other’s place.', (1, 2, 1, 0, 1, 0): 'The decision is the wrong way round: accept if u_accept is LESS than the acceptance probability.', (2, 1, 2, 2, 1, 1): 'The Hastings term is missing: from 2 the proposal 1 has the ratio 1/3, not 1/2.'}
    assert tuple(states) not in mistakes, mistakes[tuple(states)]
    assert states[:5] == [2, 1, 2, 2, 2], f'From state 2 with (u_propose, u_accept) = {uniforms} the next states are 2, 1, 2, 2, 2; yours are {states[:5]}.'
    assert states[5] == 1, 'From 0 with u_propose 0.5 the proposal is 1 with the ratio 4/3: it is always accepted.'
