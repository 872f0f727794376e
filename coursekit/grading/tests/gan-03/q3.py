from coursekit.grading import test_case

OK_FORMAT = False

name = "q3"
points = 6

@test_case(points=4, hidden=False,
    failure_message="On images the penalty is wrong.")
def test_penalty_images(gradient_penalty, np):
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
    real, fake, eps = images(9)
    D = critic(9)
    result = numbers(gradient_penalty(D, real, fake, eps))
    assert result.shape == (), f'The penalty is one number; this has shape {result.shape}.'

    def gradient(share):
        x = (share * real + (1 - share) * fake).requires_grad_()
        return torch.autograd.grad(D(x).sum(), x)[0].numpy()
    grad = gradient(eps[:, None, None, None])
    norm = np.sqrt((grad ** 2).sum((1, 2, 3)))
    away = (norm - 1) ** 2
    mistakes = [((np.sqrt((grad ** 2).sum(1)) - 1) ** 2, 'The norm ran over the channels alone: flatten each sample first.'), ((np.sqrt((grad ** 2).sum(3)) - 1) ** 2, 'The norm ran over the last axis alone: flatten each sample first.'), ((np.sqrt((grad ** 2).sum((2, 3))) - 1) ** 2, 'The norm ran over each channel apart: all entries of a sample belong together.'), ((np.sqrt((grad ** 2).sum()) - 1) ** 2, 'The norm ran over the whole batch: each sample has a norm of its own.'), ((np.sqrt((grad ** 2).sum(0)) - 1) ** 2, 'The norm ran over the samples: it runs over the entries of each.'), (((grad ** 2).sum((1, 2, 3)) - 1) ** 2, "The root is missing: the norm is 1, not its square's distance from it."), (norm ** 2, 'The 1 is missing: this pulls the norms to 0.'), (np.maximum(norm - 1, 0) ** 2, 'Norms below 1 are punished too.'), (np.abs(norm - 1), 'The distance from 1 is to be squared.'), ((norm.mean() - 1) ** 2, 'The mean comes last, after the square: here norms above and below 1 make up for one another.'), (away * len(away), 'This is the sum over the samples; take the mean.'), (np.abs(grad).sum((1, 2, 3)) * 0 + (np.abs(grad).sum((1, 2, 3)) - 1) ** 2, 'Entries were added up without squares: that is another norm.')]
    for wrong, mistake in mistakes:
        assert not np.isclose(result, np.mean(wrong)), mistake
    for share, mistake in ((1.0, 'This is the penalty at the real samples.'), (0.0, 'This is the penalty at the fakes.'), (0.5, 'This is the penalty half way; the place is eps.'), (1 - eps[:, None, None, None], 'Real and fake are exchanged.')):
        norm = np.sqrt((gradient(share) ** 2).sum((1, 2, 3)))
        assert not np.isclose(result, np.mean((norm - 1) ** 2)), mistake
    assert np.isclose(result, away.mean())
