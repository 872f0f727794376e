"""What a grader's tests hand to a submission in the sandbox, and get back."""

import os

import numpy as np
import pytest
import torch

from coursekit.gan.networks import mlp, seeded
from coursekit.grading.batch import Limits, Submission
from coursekit.grading.sandbox import problem

if problem() and os.environ.get("CI") != "true":
    pytest.skip(problem(), allow_module_level=True)

CELL = """
import numpy as np
import torch

def apply(f, x):
    return f(x) + 1

def slope(D, x):
    x = torch.tensor(x, requires_grad=True)
    (grad,) = torch.autograd.grad(D(x).sum(), x, create_graph=True)
    return grad

def moved(D, optimiser, x):
    optimiser.zero_grad()
    D(torch.tensor(x)).sum().backward()
    optimiser.step()
    return {"weights": list(D.parameters()), "none": None}
"""


@pytest.fixture(scope="module")
def submission():
    submission = Submission([CELL], Limits(120))
    assert submission.start() == ""
    yield submission
    submission.close()


def test_functions_cross(submission):
    factor = 3.0
    x = np.array([1.0, 2.0])
    given = submission["apply"](lambda x: factor * np.sin(x), x)
    np.testing.assert_array_equal(given, factor * np.sin(x) + 1)


def test_networks_cross_and_tensors_come_back_as_arrays(submission):
    with seeded(0):
        D = mlp(2, 3, 1).double()
    x = np.array([[1.0, -2.0], [0.5, 0.0]])
    given = submission["slope"](D, x)
    assert type(given) is np.ndarray
    there = torch.tensor(x, requires_grad=True)
    (expected,) = torch.autograd.grad(D(there).sum(), there)
    np.testing.assert_array_equal(given, expected.numpy())


def test_an_optimiser_keeps_its_hold_of_the_network_that_crosses_with_it(submission):
    with seeded(0):
        D = mlp(2, 3, 1).double()
    before = [p.detach().numpy().copy() for p in D.parameters()]
    sgd = torch.optim.SGD(D.parameters(), lr=0.5)
    after = submission["moved"](D, sgd, np.ones((4, 2)))
    assert after["none"] is None
    assert any(
        not np.allclose(a, b) for a, b in zip(after["weights"], before, strict=True)
    )
    for p, old in zip(D.parameters(), before, strict=True):
        np.testing.assert_array_equal(p.detach().numpy(), old)  # ours is untouched
