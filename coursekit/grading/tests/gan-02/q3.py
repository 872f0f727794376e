from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 6

@test_case(points=4, hidden=False,
    failure_message="After one round the weights or the gradients are wrong.")
def test_round(play_round, np):
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
    G, D, opt_g, opt_d, reals, noises = setting(3)
    real, z = (reals[0], noises[0])
    result = play_round(G, D, opt_g, opt_d, real, z)
    assert not (np.allclose(result['D'], flat(D)) and np.allclose(result['G'], flat(G))), 'No weight moved. Is there still a `...` to fill in, or does the optimiser never step?'

    def d_loss(D, fake):
        return softplus(-D(real)).mean() + softplus(D(fake.detach())).mean()

    def moved(order, g_loss=lambda f: softplus(-f).mean(), stale=False):
        G, D, opt_g, opt_d, _, _ = setting(3)
        old = setting(3)[1]
        for player in order:
            fake = G(z)
            if player == 'D':
                grads = torch.autograd.grad(d_loss(D, fake), list(D.parameters()))
                net, opt = (D, opt_d)
            else:
                loss = g_loss((old if stale else D)(fake))
                grads = torch.autograd.grad(loss, list(G.parameters()))
                net, opt = (G, opt_g)
            for p, grad in zip(net.parameters(), grads, strict=True):
                p.grad = grad
            opt.step()
        return (G, D)

    def same(pair):
        return all((np.allclose(result[k], flat(n)) for k, n in zip('GD', pair, strict=True)))
    mistakes = [(moved('D'), "Only D moved: G's step is missing, or its fakes were detached."), (moved('G'), "Only G moved: D's step is missing."), (moved('GD'), 'G moved first. D goes first, so that G hears the newest verdict.'), (moved('DG', stale=True), 'G listened to the old verdict: judge the fakes afresh after D has moved.'), (moved('DDG'), 'D moved twice.'), (moved('DGG'), 'G moved twice.'), (moved('DG', lambda f: softplus(f).mean()), "G's labels are swapped: it wants its fakes called real."), (moved('DG', lambda f: -softplus(f).mean()), "G's loss is the saturating one.")]
    for pair, mistake in mistakes:
        assert not same(pair), mistake
    G, D = moved('DG')
    assert same((G, D))
    for name, net in zip('GD', (G, D), strict=True):
        expected = np.concatenate([p.grad.numpy().ravel() for p in net.parameters()])
        assert np.allclose(result[f'{name} grads'], expected), f"The weights are right, but in {name} there is a gradient that is not of its own step: the other player's step left it there."
