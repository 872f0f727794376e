"""Train the fixed classifier of digits anew and write its weights into the package."""

import torch

from coursekit.gan import features

if __name__ == "__main__":
    torch.set_num_threads(1)  # sums in the same order on every machine
    losses = []
    for net, loss in features.train_classifier():  # noqa: B007
        losses.append(loss)
        if len(losses) % 500 == 0:
            print(f"step {len(losses)}: loss {sum(losses[-500:]) / 500:.3f}")
    features.WEIGHTS.parent.mkdir(exist_ok=True)
    features.save_classifier(net, losses)
    digits = features.split()
    share = features.accuracy(digits.held_out, digits.held_out_labels)
    print(
        f"{share:.2%} of the held-out digits, {features.WEIGHTS.stat().st_size} bytes"
    )
