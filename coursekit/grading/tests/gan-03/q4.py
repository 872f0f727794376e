from coursekit.grading import test_case

OK_FORMAT = False

name = "q4"
points = 6

@test_case(points=4, hidden=False,
    failure_message="For a linear critic the gradients are wrong.")
def test_critic_linear(critic_gradients, np):
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
    real, fake, eps = images(12, 5, (1, 2, 3))
    D = nn.Sequential(nn.Flatten(), nn.Linear(6, 1, bias=False), nn.Flatten(0)).double()
    w = np.array([0.5, -1.0, 2.0, 0.1, 1.5, -0.7])
    D[1].weight.data = torch.tensor(w[None])
    result = critic_gradients(D, real, fake, eps, 10.0)
    assert isinstance(result, list | tuple) and len(result) == 1, "Return a list with one gradient for each of D's weights, here one."
    result = numbers(result[0])
    assert result.shape == (1, 6), f'The gradient has shape {result.shape}, not (1, 6).'
    pull = (fake.mean(0) - real.mean(0)).numpy().ravel()
    norm = np.sqrt((w ** 2).sum())
    push = 2 * (norm - 1) * w / norm
    mistakes = [(pull, 'The penalty has no effect: was its graph kept (create_graph=True), and is it in the loss?'), (pull + push, 'lambda is missing: the penalty counts `weight` times.'), (10 * push, 'The difference of the scores is missing from the loss.'), (-pull + 10 * push, 'The critic is to give real samples the higher scores: D(fake) - D(real) is minimised.'), (pull - 10 * push, 'The penalty is added, not subtracted.'), (-pull - 10 * push, 'These are the gradients uphill.'), (10 * (pull + push), 'lambda weighs the penalty alone.'), (5 * pull + 10 * push, 'The scores are averaged, not summed.'), (pull + 100 * push, 'lambda came in squared.')]
    for wrong, mistake in mistakes:
        assert not np.allclose(result, wrong), mistake
    assert np.allclose(result, pull + 10 * push)
