"""Answers to gan-02 that its grader must tell apart."""

import torch
from proof import Corpus, Mistake
from torch.nn.functional import softplus

FAKE = "fake = G(z).detach()"
D_LOSS = "loss = softplus(-D(real)).mean() + softplus(D(fake)).mean()"
D_ZERO = "opt_d.zero_grad()\n        loss.backward()\n        opt_d.step()"
G_LOSS = "loss = softplus(-D(G(z))).mean()\n        opt_g.zero_grad()"
G_BACK = "        loss.backward(inputs=list(G.parameters()))\n        opt_g.step()"
ROUND_D = (
    "opt_d.zero_grad()\n    d_loss.backward()\n    opt_d.step()\n"
    "    g_loss = softplus(-D(fake)).mean()"
)
ROUND_LOSS = "d_loss = softplus(-D(real)).mean() + softplus(D(fake.detach())).mean()"
ROUND_G = (
    "g_loss = softplus(-D(fake)).mean()\n"
    "    opt_g.zero_grad()\n"
    "    g_loss.backward(inputs=list(G.parameters()))\n"
    "    opt_g.step()"
)
ROUND = f"""fake = G(z)
    {ROUND_LOSS}
    opt_d.zero_grad()
    d_loss.backward()
    opt_d.step()
    {ROUND_G}"""
STEPS = (
    "train_discriminator(G, D, opt_d, batches[start:end], noises[start:end])\n"
    "        train_generator(G, D, opt_g, noises[end - 1 : end])"
)
D_STEPS, G_STEP = STEPS.split("\n        ")
LOOP = "for start in range(0, len(batches), n_critic):\n        end = start + n_critic"

MISTAKES = [
    Mistake(
        "fakes not detached",
        "q1",
        FAKE,
        "fake = G(z)",
        "detach the fakes before D judges them",
    ),
    Mistake(
        "not set to zero",
        "q1",
        D_ZERO,
        D_ZERO.replace("opt_d.zero_grad()", "pass"),
        "earlier updates were added in",
    ),
    Mistake(
        "set to zero before the step",
        "q1",
        D_ZERO,
        "loss.backward()\n        opt_d.zero_grad()\n        opt_d.step()",
        "does the optimiser never step",
    ),
    Mistake(
        "set to zero after the step",
        "q1",
        D_ZERO,
        "loss.backward()\n        opt_d.step()\n        opt_d.zero_grad()",
        "not after the step",
    ),
    Mistake(
        "labels swapped",
        "q1",
        D_LOSS,
        "loss = softplus(D(real)).mean() + softplus(-D(fake)).mean()",
        "labels are swapped",
    ),
    Mistake(
        "fakes called real",
        "q1",
        D_LOSS,
        D_LOSS.replace("softplus(D", "softplus(-D"),
        "labelled real: that is G's wish",
    ),
    Mistake("sums", "q1", D_LOSS, D_LOSS.replace(".mean()", ".sum()"), "take means"),
    Mistake(
        "halved",
        "q1",
        D_LOSS,
        f"{D_LOSS}\n        loss = loss / 2",
        "The whole was halved",
    ),
    Mistake(
        "real alone",
        "q1",
        D_LOSS,
        "loss = softplus(-D(real)).mean()",
        "Only the real batch",
    ),
    Mistake(
        "fakes alone", "q1", D_LOSS, "loss = softplus(D(fake)).mean()", "Only the fakes"
    ),
    Mistake(
        "subtracted",
        "q1",
        D_LOSS,
        D_LOSS.replace(" + softplus", " - softplus"),
        "second was subtracted",
    ),
    Mistake(
        "uphill",
        "q1",
        D_LOSS,
        f"{D_LOSS}\n        loss = -loss",
        "D climbed its loss",
    ),
    Mistake(
        "sigmoid twice",
        "q1",
        D_LOSS,
        "loss = softplus(-torch.sigmoid(D(real))).mean()"
        " + softplus(torch.sigmoid(D(fake))).mean()",
        "sigmoid was taken twice",
    ),
    Mistake(
        "critic",
        "q1",
        D_LOSS,
        "loss = D(fake).mean() - D(real).mean()",
        "critic's loss",
    ),
    Mistake(
        "G steps too",
        "q1",
        D_ZERO,
        f"{D_ZERO}\n        with torch.no_grad():\n            for p in G.parameters():\n"
        "                p -= 0.1",
        "G moved",
    ),
    Mistake(
        "gradients left in D",
        "q2",
        G_BACK,
        G_BACK.replace("inputs=list(G.parameters())", ""),
        "Gradients were left in D",
    ),
    Mistake(
        "fakes detached",
        "q2",
        G_LOSS,
        G_LOSS.replace("G(z)", "G(z).detach()"),
        "were the fakes detached",
    ),
    Mistake(
        "not set to zero",
        "q2",
        G_LOSS,
        G_LOSS.replace("opt_g.zero_grad()", "pass"),
        "earlier updates were added in",
    ),
    Mistake(
        "saturating",
        "q2",
        G_LOSS,
        G_LOSS.replace("softplus(-D(G(z)))", "-softplus(D(G(z)))"),
        "This is the saturating loss",
    ),
    Mistake(
        "labels swapped",
        "q2",
        G_LOSS,
        G_LOSS.replace("-D(", "D("),
        "look more fake",
    ),
    Mistake(
        "uphill",
        "q2",
        G_LOSS,
        G_LOSS.replace("softplus", "-softplus"),
        "G climbed its loss",
    ),
    Mistake("sum", "q2", G_LOSS, G_LOSS.replace("mean", "sum"), "take the mean"),
    Mistake(
        "sigmoid twice",
        "q2",
        G_LOSS,
        G_LOSS.replace("D(G(z))", "torch.sigmoid(D(G(z)))"),
        "sigmoid was taken twice",
    ),
    Mistake(
        "critic",
        "q2",
        G_LOSS,
        G_LOSS.replace("softplus(-D(G(z)))", "-D(G(z))"),
        "critic's loss",
    ),
    Mistake("G alone", "q3", ROUND, f"fake = G(z)\n    {ROUND_G}", "Only G moved"),
    Mistake("D alone", "q3", f"    {ROUND_G}\n", "", "Only D moved"),
    Mistake(
        "old verdict",
        "q3",
        ROUND,
        """fake = G(z)
    verdict = D(fake)
    d_loss = softplus(-D(real)).mean() + softplus(D(fake.detach())).mean()
    g_grads = torch.autograd.grad(softplus(-verdict).mean(), list(G.parameters()))
    opt_d.zero_grad()
    d_loss.backward()
    opt_d.step()
    for p, grad in zip(G.parameters(), g_grads):
        p.grad = grad
    opt_g.step()""",
        "old verdict",
    ),
    Mistake(
        "verdict kept for G's loss",
        "q3",
        ROUND,
        f"""fake = G(z)
    verdict = D(fake)
    {ROUND_LOSS}
    opt_d.zero_grad()
    d_loss.backward()
    opt_d.step()
    opt_g.zero_grad()
    softplus(-verdict).mean().backward()
    opt_g.step()""",
        "modified by an inplace operation",
    ),
    Mistake(
        "G first",
        "q3",
        ROUND,
        f"""fake = G(z)
    {ROUND_G}
    fake = G(z).detach()
    {ROUND_LOSS}
    opt_d.zero_grad()
    d_loss.backward()
    opt_d.step()""",
        "G moved first",
    ),
    Mistake(
        "fakes not detached",
        "q3",
        ROUND_LOSS,
        ROUND_LOSS.replace(".detach()", ""),
        "backward through the graph a second time",
    ),
    Mistake(
        "gradients left in D",
        "q3",
        ROUND_G,
        ROUND_G.replace("inputs=list(G.parameters())", ""),
        "in D there is a gradient that is not of its own step",
    ),
    Mistake(
        "labels swapped",
        "q3",
        ROUND_G,
        ROUND_G.replace("-D(", "D("),
        "G's labels are swapped",
    ),
    Mistake(
        "saturating",
        "q3",
        ROUND_G,
        ROUND_G.replace("softplus(-D", "-softplus(D"),
        "saturating one",
    ),
    Mistake(
        "D twice",
        "q3",
        ROUND,
        "train_discriminator(G, D, opt_d, [real, real], [z, z])\n"
        "    train_generator(G, D, opt_g, [z])",
        "D moved twice",
    ),
    Mistake(
        "G after every update",
        "q4",
        STEPS,
        "for t in range(start, end):\n"
        "            train_discriminator(G, D, opt_d, batches[t : t + 1], noises[t : t + 1])\n"
        "            train_generator(G, D, opt_g, noises[t : t + 1])",
        "G moved after every update of D",
    ),
    Mistake(
        "one round",
        "q4",
        f"{LOOP}\n        {STEPS}",
        "train_discriminator(G, D, opt_d, batches, noises)\n"
        "    train_generator(G, D, opt_g, noises[-1:])",
        "one round only",
    ),
    Mistake(
        "first noise",
        "q4",
        G_STEP,
        G_STEP.replace("end - 1 : end", "start : start + 1"),
        "first update of D, not of its last",
    ),
    Mistake(
        "G first",
        "q4",
        STEPS,
        f"{G_STEP}\n        {D_STEPS}",
        "G moved before D",
    ),
    Mistake(
        "first round alone",
        "q4",
        f"{LOOP}\n        {STEPS}",
        f"{LOOP}\n        {STEPS}\n        break",
        "ended after the first round",
    ),
    Mistake(
        "last round missing",
        "q4",
        LOOP,
        LOOP.replace("len(batches)", "len(batches) - n_critic"),
        "last round was not played",
    ),
]

RIGHT = {
    "D frozen by its flags": """
def freeze(net, frozen):
    for p in net.parameters():
        p.requires_grad_(not frozen)

def train_discriminator(G, D, opt_d, batches, noises):
    freeze(G, True)
    for t in range(len(batches)):
        opt_d.zero_grad()
        bce = torch.nn.functional.binary_cross_entropy_with_logits
        real, fake = D(batches[t]), D(G(noises[t]))
        (bce(real, torch.ones_like(real)) + bce(fake, torch.zeros_like(fake))).backward()
        opt_d.step()
    freeze(G, False)
    return report(G, D)

def train_generator(G, D, opt_g, noises):
    freeze(D, True)
    for z in noises:
        opt_g.zero_grad()
        (-torch.nn.functional.logsigmoid(D(G(z)))).mean().backward()
        opt_g.step()
    freeze(D, False)
    return report(G, D)

def play_round(G, D, opt_g, opt_d, real, z):
    fake = G(z)
    opt_d.zero_grad()
    softplus(-D(real)).mean().backward()
    softplus(D(fake.detach())).mean().backward()
    opt_d.step()
    freeze(D, True)
    opt_g.zero_grad()
    softplus(-D(fake)).mean().backward()
    opt_g.step()
    freeze(D, False)
    return report(G, D)

def play(G, D, opt_g, opt_d, batches, noises, n_critic):
    for t, (real, z) in enumerate(zip(batches, noises)):
        if t % n_critic == n_critic - 1:
            play_round(G, D, opt_g, opt_d, real, z)
        else:
            train_discriminator(G, D, opt_d, [real], [z])
    return report(G, D)
""",
    "gradients asked for": """
def descend(net, opt, loss):
    weights = list(net.parameters())
    for p, grad in zip(weights, torch.autograd.grad(loss, weights)):
        p.grad = grad
    opt.step()

def d_loss(D, real, fake):
    logits = D(torch.cat([real, fake]))
    n = len(real)
    return torch.log1p(torch.exp(-logits[:n])).mean() + softplus(logits[n:]).mean()

def train_discriminator(G, D, opt_d, batches, noises):
    for real, z in zip(batches, noises):
        with torch.no_grad():
            fake = G(z)
        descend(D, opt_d, d_loss(D, real, fake))
    return report(G, D)

def train_generator(G, D, opt_g, noises):
    for z in noises:
        descend(G, opt_g, -torch.log(torch.sigmoid(D(G(z)))).mean())
    return report(G, D)

def play_round(G, D, opt_g, opt_d, real, z):
    fake = G(z)
    descend(D, opt_d, d_loss(D, real, fake.detach()))
    descend(G, opt_g, softplus(-D(fake)).mean())
    return report(G, D)

def play(G, D, opt_g, opt_d, batches, noises, n_critic):
    t = 0
    while t < len(batches):
        for _ in range(n_critic):
            train_discriminator(G, D, opt_d, batches[t : t + 1], noises[t : t + 1])
            t += 1
        descend(G, opt_g, softplus(-D(G(noises[t - 1]))).mean())
    return report(G, D)
""",
}

SAME = "the optimiser holds this network's weights and no others"
EQUIVALENT = {
    ("train_discriminator", "D.zero_grad()"): SAME,
    ("train_generator", "G.zero_grad()"): SAME,
    ("play_round", "D.zero_grad()"): SAME,
    ("play_round", "G.zero_grad()"): SAME,
    (
        "play",
        "for start in range(0, len(noises), n_critic):",
    ): "batches and noises are equally many",
}

CORPUS = Corpus(
    name="gan-02",
    master="gan/02-training-step.ipynb",
    points=25,
    question_of={
        "train_discriminator": "q1",
        "train_generator": "q2",
        "play_round": "q3",
        "play": "q4",
    },
    mistakes=MISTAKES,
    right=RIGHT,
    equivalent=EQUIVALENT,
    names={"torch": torch, "softplus": softplus},
)
