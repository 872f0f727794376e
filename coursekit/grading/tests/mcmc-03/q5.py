from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 3

@test_case(points=2, hidden=False,
    failure_message="On the worked example the draws are 2, 2, 1, 1, 0, 2.")
def test_worked_chain(mh_chain, np):
    log_pi = np.log([1.0, 2.0, 4.0])
    Q = np.array([[0.0, 0.75, 0.25], [0.5, 0.0, 0.5], [0.25, 0.75, 0.0]])
    u_propose = np.array([0.6, 0.8, 0.6, 0.4, 0.2, 0.9])
    u_accept = np.array([0.9, 0.7, 0.3, 0.8, 0.6, 0.3])
    states = tuple((int(state) for state in mh_chain(2, log_pi, Q, u_propose, u_accept)))
    mistakes = {(1, 0, 2): 'Only accepted proposals were kept. A rejected proposal counts as a draw too: the chain stays, and the state is repeated.', (2, 2, 2, 1, 1, 0): 'The draws are one step late: entry t is the state AFTER step t.', (1, 1, 1, 0, 0, 2): 'These are the proposals. The draws are the states: where a proposal is refused, the state is repeated.', (1, 2, 1, 0, 1, 2): 'Every proposal was accepted.', (2, 2, 1, 2, 2, 1): 'Every step started again from `start`, instead of from where the chain was.', (2, 2, 2, 2, 2, 2): 'The same two random numbers were used in every step: step t uses u_propose[t] and u_accept[t].'}
    assert states not in mistakes, mistakes[states]
    assert len(states) != 7, 'There are 7 draws after 6 steps: the start itself is not a draw.'
    assert len(states) == 6, f'6 steps give 6 draws; here are {len(states)}. A rejected proposal repeats the state.'
    assert states == (2, 2, 1, 1, 0, 2), f'The draws should be 2, 2, 1, 1, 0, 2; yours are {states}.'
