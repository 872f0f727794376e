from coursekit.grading import test_case

OK_FORMAT = False

name = "q5"
points = 4

@test_case(points=3, hidden=False,
    failure_message="Where a score depends on the mean of the batch, the crosstalk is wrong.")
def test_crosstalk_mean(crosstalk, np):
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
    x, w = (images(15, 4, (3,))[0], torch.tensor([1.0, 4.0, -2.0], dtype=torch.float64))
    turned = crosstalk(lambda x: (2 * x.mean(0) - 5 * x) @ w, x)
    result = crosstalk(lambda x: (5 * x - 2 * x.mean(0)) @ w, x)
    result = np.array(result.tolist() if hasattr(result, 'tolist') else result)
    assert result.shape == (), 'The crosstalk is one number, the largest.'
    mistakes = {18.0: "A score's derivative by its own sample does not count.", 1.0: 'Take absolute values first: the largest in size may be negative.', -2.0: 'Take absolute values: the largest in size is negative here.', 3.5: 'The entries of one pair of samples were added up; take the largest.', 42.0: 'These are derivatives added up; take the largest.', 0.5: 'This is the smallest.'}
    for wrong, mistake in mistakes.items():
        assert not np.isclose(result, wrong), mistake
    assert np.isclose(result, 2.0)
    turned = turned.tolist() if hasattr(turned, 'tolist') else turned
    assert np.isclose(turned, 2.0), 'Take absolute values: signs do not matter.'
