"""Answers to gan-03 that its grader must tell apart."""

import torch
from proof import Corpus, Mistake
from torch import nn

SHARE = "share = eps.reshape(len(eps), *[1] * (real.dim() - 1))"
PLACE = "return share * real + (1 - share) * fake"
COPY = "x = x.detach().requires_grad_()"
GRAD = (
    "(grad,) = torch.autograd.grad(D(x).sum(), x, create_graph=True)\n    return grad"
)
AT = "grad = input_gradient(D, between(real, fake, eps))"
NORM = "norm = grad.flatten(1).norm(dim=1)"
MEAN = "return ((norm - 1) ** 2).mean()"
SCORES = "loss = D(fake).mean() - D(real).mean()"
WEIGHED = "loss = loss + weight * gradient_penalty(D, real, fake, eps)"
ASKED = "return list(torch.autograd.grad(loss, list(D.parameters())))"
JACOBIAN = "jacobian = torch.autograd.functional.jacobian(D, x)"
LARGEST = "return jacobian.abs()[others].max()"


def norm(wrong):
    """Another norm in question 3."""
    return f"norm = {wrong}"


MISTAKES = [
    Mistake(
        "exchanged",
        "q1",
        PLACE,
        "return share * fake + (1 - share) * real",
        "exchanged",
    ),
    Mistake("one eps", "q1", SHARE, "share = eps[0]", "One eps served all"),
    Mistake("mean eps", "q1", SHARE, "share = eps.mean()", "One eps served all"),
    Mistake(
        "whole fake", "q1", PLACE, "return share * real + fake", "share is 1 - eps"
    ),
    Mistake(
        "same share", "q1", PLACE, "return share * (real + fake)", "share is 1 - eps"
    ),
    Mistake("real alone", "q1", PLACE, "return share * real", "no part in it"),
    Mistake(
        "shares above 1",
        "q1",
        PLACE,
        "return real + share * fake",
        "add up to 1",
    ),
    Mistake(
        "a column, as for points",
        "q1",
        SHARE,
        "share = eps[:, None]",
        "stopped with",
    ),
    Mistake(
        "mean of the scores",
        "q2",
        GRAD,
        GRAD.replace("sum()", "mean()"),
        "n times too small",
    ),
    Mistake("sign", "q2", GRAD, GRAD.replace("return", "return -"), "sign is wrong"),
    Mistake(
        "sigmoid",
        "q2",
        GRAD,
        GRAD.replace("D(x)", "D(x).sigmoid()"),
        "no sigmoid",
    ),
    Mistake(
        "squared",
        "q2",
        GRAD,
        GRAD.replace("D(x)", "D(x).square()"),
        "were squared",
    ),
    Mistake(
        "samples added up",
        "q2",
        GRAD,
        GRAD.replace("return grad", "return grad.sum(0).expand_as(grad)"),
        "were added up",
    ),
    Mistake(
        "samples averaged",
        "q2",
        GRAD,
        GRAD.replace("return grad", "return grad.mean(0).expand_as(grad)"),
        "were averaged",
    ),
    Mistake(
        "normalised",
        "q2",
        GRAD,
        GRAD.replace(
            "return grad",
            "return grad / grad.flatten(1).norm(dim=1)[:, None, None, None]",
        ),
        "divided by their norms",
    ),
    Mistake("no gradient asked for", "q2", COPY, "x = x.detach()", "require grad"),
    Mistake(
        "channels alone",
        "q3",
        NORM,
        norm("grad.norm(dim=1)"),
        "channels alone",
    ),
    Mistake(
        "last axis alone", "q3", NORM, norm("grad.norm(dim=-1)"), "last axis alone"
    ),
    Mistake(
        "each channel apart",
        "q3",
        NORM,
        norm("grad.flatten(2).norm(dim=2)"),
        "each channel",
    ),
    Mistake("whole batch", "q3", NORM, norm("grad.norm()"), "over the whole batch"),
    Mistake(
        "over samples", "q3", NORM, norm("grad.norm(dim=0)"), "ran over the samples"
    ),
    Mistake(
        "no root",
        "q3",
        NORM,
        norm("grad.flatten(1).square().sum(dim=1)"),
        "root is missing",
    ),
    Mistake(
        "sum of absolute values",
        "q3",
        NORM,
        norm("grad.flatten(1).abs().sum(dim=1)"),
        "without squares",
    ),
    Mistake("towards 0", "q3", MEAN, MEAN.replace(" - 1", ""), "The 1 is missing"),
    Mistake(
        "one-sided",
        "q3",
        MEAN,
        MEAN.replace("(norm - 1)", "(norm - 1).clamp(min=0)"),
        "below 1 are punished too",
    ),
    Mistake(
        "not squared",
        "q3",
        MEAN,
        "return (norm - 1).abs().mean()",
        "to be squared",
    ),
    Mistake(
        "mean first",
        "q3",
        MEAN,
        "return (norm.mean() - 1) ** 2",
        "mean comes last",
    ),
    Mistake("sum", "q3", MEAN, MEAN.replace("mean", "sum"), "take the mean"),
    Mistake(
        "at the real samples",
        "q3",
        AT,
        "grad = input_gradient(D, real)",
        "at the real samples",
    ),
    Mistake("at the fakes", "q3", AT, "grad = input_gradient(D, fake)", "at the fakes"),
    Mistake(
        "half way",
        "q3",
        AT,
        "grad = input_gradient(D, (real + fake) / 2)",
        "half way",
    ),
    Mistake(
        "exchanged",
        "q3",
        AT,
        AT.replace("real, fake", "fake, real"),
        "exchanged",
    ),
    Mistake(
        "no graph",
        "q4",
        GRAD,
        GRAD.replace(", create_graph=True", ""),
        "penalty has no effect",
    ),
    Mistake(
        "penalty as a number",
        "q4",
        WEIGHED,
        WEIGHED + ".item()",
        "penalty has no effect",
    ),
    Mistake(
        "no lambda",
        "q4",
        WEIGHED,
        WEIGHED.replace("weight * ", ""),
        "lambda is missing",
    ),
    Mistake(
        "lambda squared",
        "q4",
        WEIGHED,
        WEIGHED.replace("weight", "weight**2"),
        "in squared",
    ),
    Mistake(
        "subtracted", "q4", WEIGHED, WEIGHED.replace("+", "-"), "added, not subtracted"
    ),
    Mistake(
        "lambda on all",
        "q4",
        WEIGHED,
        "loss = weight * (loss + gradient_penalty(D, real, fake, eps))",
        "the penalty alone",
    ),
    Mistake(
        "penalty alone",
        "q4",
        WEIGHED,
        WEIGHED.replace("loss + ", ""),
        "difference of the scores is missing",
    ),
    Mistake(
        "scores exchanged",
        "q4",
        SCORES,
        "loss = D(real).mean() - D(fake).mean()",
        "higher scores",
    ),
    Mistake("sums", "q4", SCORES, SCORES.replace("mean", "sum"), "not summed"),
    Mistake(
        "uphill",
        "q4",
        ASKED,
        ASKED.replace("(loss,", "(-loss,"),
        "uphill",
    ),
    Mistake(
        "own derivatives too",
        "q5",
        LARGEST,
        "return jacobian.abs().max()",
        "by its own sample does not count",
    ),
    Mistake(
        "no absolute value",
        "q5",
        LARGEST,
        LARGEST.replace(".abs()", ""),
        "Take absolute values first",
    ),
    Mistake(
        "absolute value last",
        "q5",
        LARGEST,
        "return jacobian[others].max().abs()",
        "Take absolute values first",
    ),
    Mistake("smallest", "q5", LARGEST, LARGEST.replace("max", "min"), "smallest"),
    Mistake(
        "all of them",
        "q5",
        LARGEST,
        "return jacobian.abs()[others]",
        "one number",
    ),
]

RIGHT = {
    "loops": """
def between(real, fake, eps):
    places = []
    for e, x, y in zip(eps, real, fake):
        places.append(y + e * (x - y))
    return torch.stack(places)

def input_gradient(D, x):
    x = x.clone().detach()
    x.requires_grad = True
    ones = torch.ones(len(x), dtype=x.dtype)
    return torch.autograd.grad(D(x), x, grad_outputs=ones, create_graph=True)[0]

def gradient_penalty(D, real, fake, eps):
    total = 0.0
    grad = input_gradient(D, between(real, fake, eps))
    for g in grad:
        total = total + (torch.sqrt((g * g).sum()) - 1) ** 2
    return total / len(real)

def critic_gradients(D, real, fake, eps, weight):
    D.zero_grad()
    D(fake).mean().backward()
    (-D(real)).mean().backward()
    (weight * gradient_penalty(D, real, fake, eps)).backward()
    return [torch.zeros_like(p) if p.grad is None else p.grad for p in D.parameters()]

def crosstalk(D, x):
    largest = 0.0
    for i in range(len(x)):
        y = x.clone().requires_grad_()
        (grad,) = torch.autograd.grad(D(y)[i], y)
        for j in range(len(x)):
            if j != i:
                largest = max(largest, grad[j].abs().max().item())
    return largest
""",
    "other algebra": """
def between(real, fake, eps):
    return torch.lerp(fake, real, eps.view(-1, *(1 for _ in real.shape[1:])))

def input_gradient(D, x):
    x = torch.autograd.Variable(x.data, requires_grad=True)
    scores = D(x)
    return torch.autograd.grad(
        scores, x, torch.ones_like(scores), create_graph=True, retain_graph=True
    )[0]

def gradient_penalty(D, real, fake, eps):
    g = input_gradient(D, between(real, fake, eps)).reshape(len(real), -1)
    square = torch.einsum("ni,ni->n", g, g)
    return (square - 2 * square.sqrt() + 1).mean()

def critic_gradients(D, real, fake, eps, weight):
    n = len(real)
    scores = D(torch.cat([real, fake]))
    loss = (scores[n:] - scores[:n]).sum() / n
    loss += gradient_penalty(D, real, fake, eps) * weight
    return torch.autograd.grad(loss, tuple(D.parameters()))

def crosstalk(D, x):
    J = torch.autograd.functional.jacobian(D, x).abs().amax(dim=2)
    J.fill_diagonal_(0)
    return J.max()
""",
}

SAME = "real, fake and eps have one length, real and fake one shape"
EQUIVALENT = {
    ("between", "share = eps.reshape(len(real), *[1] * (real.dim() - 1))"): SAME,
    ("between", "share = eps.reshape(len(fake), *[1] * (real.dim() - 1))"): SAME,
    ("between", "share = eps.reshape(len(eps), *[1] * (fake.dim() - 1))"): SAME,
}

CORPUS = Corpus(
    name="gan-03",
    master="gan/03-gradient-penalty.ipynb",
    points=25,
    question_of={
        "between": "q1",
        "input_gradient": "q2",
        "gradient_penalty": "q3",
        "critic_gradients": "q4",
        "crosstalk": "q5",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
    names={"torch": torch, "nn": nn},
)
