from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 6

@test_case(points=4, hidden=False,
    failure_message="Over three updates of G the weights or the gradients are wrong.")
def test_generator_updates(train_generator, np):
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
    G, D, opt_g, _, _, noises = setting(2)
    result = train_generator(G, D, opt_g, noises)
    assert not np.allclose(result['G'], flat(G)), 'G did not move. Is there still a `...` to fill in, were the fakes detached, so that no gradient comes to G, or does the optimiser never step?'
    assert np.allclose(result['D'], flat(D)), "D moved. It is held still in G's step."

    def played(loss_of, zero=True):
        G, D, opt, _, _, noises = setting(2)
        for z in noises:
            if zero:
                opt.zero_grad()
            loss_of(D(G(z))).backward()
            opt.step()
        return flat(G)

    def right(fake):
        return softplus(-fake).mean()
    mistakes = [(right, {'zero': False}, 'The gradients of earlier updates were added in: set them to zero before each backward pass.'), (lambda f: -softplus(f).mean(), {}, 'This is the saturating loss, log(1 - D): where D is sure, its gradient vanishes. The question asks for -log D.'), (lambda f: softplus(f).mean(), {}, 'G made its fakes look more fake: the labels are swapped.'), (lambda f: -right(f), {}, 'G climbed its loss: the sign is wrong.'), (lambda f: softplus(-f).sum(), {}, 'The losses were summed over the batch; take the mean.'), (lambda f: right(f.sigmoid()), {}, 'The sigmoid was taken twice: D gives logits, and softplus takes logits.'), (lambda f: -f.mean(), {}, "This is a critic's loss, without the logarithm.")]
    for loss_of, how, mistake in mistakes:
        assert not np.allclose(result['G'], played(loss_of, **how)), mistake
    assert np.allclose(result['G'], played(right))
    assert np.allclose(result['D grads'], 0), "Gradients were left in D, and its next step would take them for its own: ask for G's alone."
