// What turns a gradient into the next parameters.

export const OPTIMIZERS = ["adam", "sgd"];
const BETA2 = 0.99;
const EPS = 1e-8;

// A network's optimiser: its memory, which an Adam fills and SGD leaves empty.
export class Optimizer {
  constructor(size) {
    this.memory = new Float64Array(2 * size); // the means of the gradient and of its square
    this.steps = 0;
  }

  forget() {
    this.memory.fill(0);
    this.steps = 0;
  }

  step(theta, gradient, { optimizer, lr, beta1 }) {
    if (optimizer === "sgd") {
      for (let k = 0; k < theta.length; k++) theta[k] -= lr * gradient[k];
      return;
    }
    // Kingma and Ba (2015), algorithm 1
    const m = this.memory.subarray(0, theta.length);
    const v = this.memory.subarray(theta.length);
    this.steps += 1;
    const [mScale, vScale] = [beta1, BETA2].map((beta) => 1 - beta ** this.steps);
    for (let k = 0; k < theta.length; k++) {
      m[k] = beta1 * m[k] + (1 - beta1) * gradient[k];
      v[k] = BETA2 * v[k] + (1 - BETA2) * gradient[k] ** 2;
      theta[k] -= (lr * (m[k] / mScale)) / (Math.sqrt(v[k] / vScale) + EPS);
    }
  }
}
