"""Train the generator of digits that pages and widget share, and write it into the package.

About two minutes on one thread.
"""

import json

import torch

from coursekit.gan import export, features, image_lab, metrics
from coursekit.gan.train import draw_batches, samples, train

N_STEPS = 10_000

if __name__ == "__main__":
    torch.set_num_threads(1)
    digits = features.split()
    real = features.features(digits.held_out)
    game = image_lab.digits_game(n_steps=N_STEPS)
    batches = draw_batches(digits.train, batch_size=16, generator=game.generator)
    z = torch.randn(4000, 16, generator=torch.Generator().manual_seed(0))

    def scores(G):
        fake = features.features(samples(G, z))
        precision, recall = metrics.precision_recall(real, fake)
        distance = metrics.frechet_distance(real, fake)
        return f"Frechet {distance:.2f}, precision {precision:.2f}, recall {recall:.2f}"

    for step in train(game, batches, n_steps=N_STEPS):
        if step.step % 2000 == 0:
            print(f"step {step.step}: {scores(game.average)}", flush=True)
    export.DIGITS.parent.mkdir(exist_ok=True)
    export.DIGITS.write_text(json.dumps(export.to_layers(game.average)) + "\n")
    size = export.DIGITS.stat().st_size
    print(f"as written: {scores(export.digits_generator())}, {size} bytes")
