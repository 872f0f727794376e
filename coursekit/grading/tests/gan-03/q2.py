from coursekit.grading import test_case

OK_FORMAT = False

name = "q2"
points = 5

@test_case(points=3, hidden=False,
    failure_message="On images the gradients are wrong.")
def test_gradient_images(input_gradient, np):
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
    x, D = (images(6)[0], critic(6))
    result = numbers(input_gradient(D, x))
    assert result.shape == x.shape, f'The shape is {result.shape}, not {(*x.shape,)}.'

    def of(function):
        y = x.clone().requires_grad_()
        return torch.autograd.grad(function(D(y)), y)[0].numpy()
    right = of(torch.sum)
    mistakes = [(right / len(x), 'Differentiate the sum of the scores: of their mean, each gradient is n times too small.'), (-right, 'The sign is wrong.'), (of(lambda s: s.square().sum()), 'The scores were squared.'), (of(lambda s: s.sigmoid().sum()), 'A critic has no sigmoid at its end.'), (np.broadcast_to(right.sum(0), right.shape), 'Gradients of different samples were added up.'), (np.broadcast_to(right.mean(0), right.shape), 'Gradients of different samples were averaged.'), (right / np.sqrt((right ** 2).sum((1, 2, 3), keepdims=True)), 'The gradients were divided by their norms.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, right)
