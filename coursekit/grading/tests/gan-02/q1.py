from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 7

@test_case(points=4, hidden=False,
    failure_message="Over three updates of D the weights or the gradients are wrong.")
def test_discriminator_updates(train_discriminator, np):
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
    G, D, _, opt_d, batches, noises = setting(1)
    result = train_discriminator(G, D, opt_d, batches, noises)
    assert not (np.allclose(result['D'], flat(D)) and np.allclose(result['G'], flat(G))), 'No weight moved. Is there still a `...` to fill in, or does the optimiser never step?'
    assert np.allclose(result['G'], flat(G)), "G moved. Only D's optimiser may step here."

    def played(loss_of, zero=True, reverse=False):
        G, D, _, opt, batches, noises = setting(1)
        for real, z in list(zip(batches, noises, strict=True))[::-1 if reverse else 1]:
            if zero:
                opt.zero_grad()
            loss_of(D(real), D(G(z).detach())).backward()
            opt.step()
        return (flat(D), flat_grads(D))

    def flat_grads(net):
        return np.concatenate([p.grad.numpy().ravel() for p in net.parameters()])

    def right(real, fake):
        return softplus(-real).mean() + softplus(fake).mean()

    def of_probabilities(real, fake):
        return right(real.sigmoid(), fake.sigmoid())
    mistakes = [(right, {'zero': False}, 'The gradients of earlier updates were added in: set them to zero before each backward pass.'), (lambda r, f: softplus(r).mean() + softplus(-f).mean(), {}, 'The labels are swapped: real samples are to get high logits and fakes low ones.'), (lambda r, f: softplus(-r).sum() + softplus(f).sum(), {}, 'The losses were summed over the batch; take means.'), (lambda r, f: right(r, f) / 2, {}, 'The whole was halved: the two means are added.'), (lambda r, f: softplus(-r).mean(), {}, 'Only the real batch was judged.'), (lambda r, f: softplus(f).mean(), {}, 'Only the fakes were judged.'), (lambda r, f: softplus(-r).mean() - softplus(f).mean(), {}, 'The two means are added: the second was subtracted.'), (lambda r, f: softplus(-r).mean() + softplus(-f).mean(), {}, "The fakes were labelled real: that is G's wish, not D's."), (lambda r, f: -right(r, f), {}, 'D climbed its loss: the sign is wrong.'), (of_probabilities, {}, 'The sigmoid was taken twice: D gives logits, and softplus takes logits.'), (lambda r, f: f.mean() - r.mean(), {}, "This is a critic's loss, without the logarithms."), (right, {'reverse': True}, 'Take the batches in their order.')]
    for loss_of, how, mistake in mistakes:
        assert not np.allclose(result['D'], played(loss_of, **how)[0]), mistake
    weights, grads = played(right)
    assert np.allclose(result['D'], weights)
    assert np.allclose(result['G grads'], 0), 'A gradient ran on into G: detach the fakes before D judges them, or make them without gradients.'
    assert np.allclose(result['D grads'], grads), "The weights are right, but D's gradients at the end are not those of its last update: set them to zero before the backward pass, not after the step."

@test_case(points=1, hidden=False,
    failure_message="In the worked example psi goes from 0 to -1/2.")
def test_worked_discriminator(train_discriminator, np):
    import torch
    from torch import nn
    G, D = (nn.Linear(1, 1, bias=False) for _ in range(2))
    (nn.init.constant_(G.weight, 2.0), nn.init.constant_(D.weight, 0.0))
    D, one = (nn.Sequential(D, nn.Flatten(0)), torch.ones(1, 1, 1))
    opt_d = torch.optim.SGD(D.parameters(), lr=1.0)
    psi = train_discriminator(G, D, opt_d, one, one)['D']
    assert not np.allclose(psi, 0.0), 'psi did not move. Is there still a `...` to fill in?'
    assert np.allclose(psi, -0.5)
