from coursekit.grading import test_case

OK_FORMAT = False

name = "q1"
points = 4

@test_case(points=3, hidden=False,
    failure_message="On images the places are wrong.")
def test_between_images(between, np):
    import torch
    from torch import nn

    def numbers(result):
        return np.array(result.tolist())

    def images(seed, n=4, shape=(2, 3, 2)):
        g = torch.Generator().manual_seed(seed)
        real, fake = torch.randn(2, n, *shape, generator=g, dtype=torch.float64)
        return (real, fake, torch.rand(n, generator=g, dtype=torch.float64))

    def critic(seed, size=12):
        g = torch.Generator().manual_seed(seed)
        layers = (nn.Linear(size, 5), nn.Tanh(), nn.Linear(5, 1), nn.Flatten(0))
        D = nn.Sequential(nn.Flatten(), *layers).double()
        for p in D.parameters():
            p.data = torch.randn(p.shape, generator=g, dtype=torch.float64)
        return D
    real, fake, eps = images(1)
    x = numbers(between(real, fake, eps))
    assert x.shape == real.shape, f'The shape is {x.shape}, not {(*real.shape,)}.'
    real, fake, eps = (t.numpy() for t in (real, fake, eps))
    share = eps[:, None, None, None]
    mistakes = [(share * fake + (1 - share) * real, 'Real and fake are exchanged: eps belongs to the real sample.'), (eps[0] * real + (1 - eps[0]) * fake, 'One eps served all samples: each has its own.'), (eps.mean() * real + (1 - eps.mean()) * fake, 'One eps served all samples: each has its own.'), (share * real + fake, "The fake's share is 1 - eps."), (share * real + share * fake, "The fake's share is 1 - eps."), (share * real, 'The fakes have no part in it.'), (real + share * fake, 'The shares eps and 1 - eps add up to 1.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(x, wrong), mistake
    assert np.allclose(x, share * real + (1 - share) * fake)
