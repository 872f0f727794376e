"""Generative adversarial networks: two networks play, one learns to imitate the data.

Networks are plain ``nn.Module`` objects, losses plain functions of the discriminator's
logits, and training is a generator of metrics:

    game = Game(G, D, loss=NON_SATURATING, lr_g=2e-3, lr_d=5e-4, generator=generator)
    for step in train(game, batches, n_steps=1000):
        ...
"""
