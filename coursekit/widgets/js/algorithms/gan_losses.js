// The losses of both players and the penalties on the discriminator, with derivatives.
// D returns a number without bounds: a logit, or a critic's value.

const softplus = (v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
export const sigmoid = (v) => (v >= 0 ? 1 / (1 + Math.exp(-v)) : Math.exp(v) / (1 + Math.exp(v)));

// Each a pair of the loss of one point, given D's output there, and its slope. D minimises
// the mean of `real` over real points plus that of `fake` over fakes, G that of `generator`.
const LOG = {
  real: [(v) => softplus(-v), (v) => -sigmoid(-v)],
  fake: [softplus, sigmoid],
};
const CRITIC = [(v) => -v, () => -1];
export const LOSSES = {
  non_saturating: { ...LOG, generator: LOG.real },
  minimax: { ...LOG, generator: [(v) => -softplus(v), (v) => -sigmoid(v)] },
  least_squares: {
    real: [(v) => (v - 1) ** 2 / 2, (v) => v - 1],
    fake: [(v) => v ** 2 / 2, (v) => v],
    generator: [(v) => (v - 1) ** 2 / 2, (v) => v - 1],
  },
  hinge: {
    real: [(v) => Math.max(1 - v, 0), (v) => (v < 1 ? -1 : 0)],
    fake: [(v) => Math.max(1 + v, 0), (v) => (v > -1 ? 1 : 0)],
    generator: CRITIC,
  },
  wasserstein: { real: CRITIC, fake: [(v) => v, () => 1], generator: CRITIC },
};
export const PENALTIES = ["none", "clip", "gradient", "r1"];

// The mean of a loss over outputs [from, to), and its derivative by each, put in `dOutputs`.
function mean([value, slope], outputs, from, to, dOutputs) {
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += value(outputs[i]);
    dOutputs[i] = slope(outputs[i]) / (to - from);
  }
  return sum / (to - from);
}

// D's loss on n real points and n fakes: {value, gradient (by D's parameters), outputs}.
// `random` is asked for the places of the gradient penalty only.
export function discriminatorLoss(D, real, fake, { loss, penalty, strength }, random) {
  const n = real.length / D.sizes[0];
  const both = new Float64Array(2 * real.length);
  both.set(real);
  both.set(fake, real.length);
  const tape = D.forward(both, 2 * n);
  const outputs = tape.pre.at(-1);
  const dOutputs = new Float64Array(2 * n);
  const parts = LOSSES[loss];
  const verdict =
    mean(parts.real, outputs, 0, n, dOutputs) + mean(parts.fake, outputs, n, 2 * n, dOutputs);
  const gradient = new Float64Array(D.theta.length);
  D.backward(tape, dOutputs, gradient);
  let added = 0;
  if (penalty === "r1") added = r1(D, real, n, strength, gradient);
  if (penalty === "gradient") {
    added = gradientPenalty(D, between(real, fake, n, random), n, strength, gradient);
  }
  return { value: verdict + added, gradient, outputs };
}

// Points between a real point and a fake, one for each pair, at a place drawn for it.
export function between(real, fake, n, { uniform }) {
  const dim = real.length / n;
  const result = new Float64Array(real.length);
  for (let i = 0; i < n; i++) {
    const eps = uniform();
    for (let k = i * dim; k < (i + 1) * dim; k++) result[k] = eps * real[k] + (1 - eps) * fake[k];
  }
  return result;
}

// strength times the mean of (|grad D(x)| - 1)^2, the norm taken point by point (Gulrajani
// et al., 2017, algorithm 1).
export function gradientPenalty(D, x, n, strength, gradient) {
  return penalise(D, x, n, gradient, (norm) => [
    strength * (norm - 1) ** 2,
    norm > 0 ? (2 * strength * (norm - 1)) / norm : 0,
  ]);
}

// strength / 2 times the mean of |grad D(x)|^2 at real points (Mescheder et al., 2018).
export function r1(D, x, n, strength, gradient) {
  return penalise(D, x, n, gradient, (norm) => [(strength / 2) * norm ** 2, strength]);
}

// `of(norm)` is a point's penalty, and the factor of grad D(x) in the derivative by it.
function penalise(D, x, n, gradient, of) {
  const tape = D.forward(x, n);
  const chain = D.inputGradient(tape);
  const dim = D.sizes[0];
  const u = new Float64Array(x.length);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const own = chain.input.subarray(i * dim, (i + 1) * dim);
    const [value, factor] = of(Math.hypot(...own));
    sum += value;
    for (let k = 0; k < dim; k++) u[i * dim + k] = (factor * own[k]) / n;
  }
  D.backwardTwice(tape, chain, u, gradient);
  return sum / n;
}

// G's loss on n fakes {value, dFake, outputs}: dFake is its derivative by the fakes, through
// D, which stays as it is.
export function generatorLoss(D, fake, n, { loss }) {
  const tape = D.forward(fake, n);
  const outputs = tape.pre.at(-1);
  const dOutputs = new Float64Array(n);
  const value = mean(LOSSES[loss].generator, outputs, 0, n, dOutputs);
  return { value, dFake: D.backward(tape, dOutputs), outputs };
}

// Where G's loss would move each fake: minus the gradient of that fake's own loss.
export function descents(D, fake, loss) {
  const n = fake.length / D.sizes[0];
  return generatorLoss(D, fake, n, { loss }).dFake.map((value) => -n * value);
}
