from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 6

@test_case(points=3, hidden=False,
    failure_message="After three rounds of two updates of D and one of G the weights are wrong.")
def test_game(play, np):
    import torch
    from torch import nn
    from torch.nn.functional import softplus

    def setting(seed, n_updates=3, Optimiser=torch.optim.SGD, n=5):
        g = torch.Generator().manual_seed(seed)
        G = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 2)).double()
        D = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1), nn.Flatten(0))
        for p in [*G.parameters(), *D.double().parameters()]:
            p.data = torch.randn(p.shape, generator=g, dtype=p.dtype)
        opts = [Optimiser(net.parameters(), lr=0.3) for net in (G, D)]
        draws = torch.randn(2, n_updates, n, 2, generator=g, dtype=torch.float64)
        return (G, D, *opts, *draws)

    def flat(net):
        return np.concatenate([p.detach().numpy().ravel() for p in net.parameters()])
    G, D, opt_g, opt_d, batches, noises = setting(4, 6)
    result = play(G, D, opt_g, opt_d, batches, noises, 2)
    assert not (np.allclose(result['D'], flat(D)) and np.allclose(result['G'], flat(G))), 'No weight moved. Is there still a `...` to fill in, or does the optimiser never step?'

    def step(net, opt, loss):
        for p, g in zip(net.parameters(), torch.autograd.grad(loss, [*net.parameters()]), strict=True):
            p.grad = g
        opt.step()

    def played(n_critic, g_noise=-1, g_first=False, rounds=None, g_each=False):
        G, D, opt_g, opt_d, batches, noises = setting(4, 6)

        def g_step(z):
            step(G, opt_g, softplus(-D(G(z))).mean())
        for start in range(0, 6, n_critic)[:rounds]:
            turns = range(start, start + n_critic)
            if g_first:
                g_step(noises[turns[g_noise]])
            for t in turns:
                fake = G(noises[t]).detach()
                loss = softplus(-D(batches[t])).mean() + softplus(D(fake)).mean()
                step(D, opt_d, loss)
                if g_each:
                    g_step(noises[t])
            if not g_first and (not g_each):
                g_step(noises[turns[g_noise]])
        return (G, D)

    def same(pair):
        return all((np.allclose(result[k], flat(n)) for k, n in zip('GD', pair, strict=True)))
    mistakes = [(played(1), 'G moved after every update of D; it moves once in n_critic.'), (played(6), 'There was one round only: G moves after every n_critic updates.'), (played(3), 'A round had one update of D too many.'), (played(2, g_noise=0), "G used the noise of the round's first update of D, not of its last."), (played(2, g_first=True), 'G moved before D in each round.'), (played(2, rounds=1), 'The game ended after the first round.'), (played(2, rounds=2), 'The last round was not played.')]
    for pair, mistake in mistakes:
        assert not same(pair), mistake
    assert same(played(2))

@test_case(points=1, hidden=False,
    failure_message="In the worked example the end is theta = 1.4670, psi = -0.3725.")
def test_worked_game(play, np):
    import torch
    from torch import nn
    G, D = (nn.Linear(1, 1, bias=False) for _ in range(2))
    (nn.init.constant_(G.weight, 2.0), nn.init.constant_(D.weight, 0.0))
    D, ones = (nn.Sequential(D, nn.Flatten(0)), torch.ones(4, 1, 1))
    opts = [torch.optim.SGD(net.parameters(), lr=1.0) for net in (G, D)]
    result = play(G, D, *opts, ones, ones, 2)
    theta, psi = (2.0, 0.0)
    assert not np.allclose(result['G'], theta), 'theta did not move. Is there still a `...` to fill in?'

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))
    for _ in range(2):
        for _ in range(2):
            psi -= -sigmoid(-psi) + sigmoid(psi * theta) * theta
        theta -= -sigmoid(-psi * theta) * psi
    assert np.allclose(result['G'], theta) and np.allclose(result['D'], psi)
