// The Metropolis-adjusted Langevin algorithm: the twin of coursekit.mcmc.mala.MALA with
// scale 1, which says what each name means.

import { moved, normals, plus } from "./metropolis.js";

// One step of every chain -> {state, info}; states are those of hmc.gradientState. Takes two
// normals a chain, chain by chain, then one uniform a chain.
export function step(state, { target, stepSize }, random) {
  const drift = stepSize ** 2 / 2;
  const z = state.x.map(() => normals(random));
  const move = z.map(([u, v], k) => plus([stepSize * u, stepSize * v], state.grad[k], drift));
  const x = state.x.map((point, k) => plus(point, move[k]));
  const logp = x.map((point) => target.logDensity(...point));
  const grad = x.map((point) => target.gradient(...point));
  const acceptProb = logp.map((value, k) => {
    const back = plus(move[k], grad[k], drift).map((distance) => -distance / stepSize);
    const logRatio = value - state.logp[k] + 0.5 * squared(z[k]) - 0.5 * squared(back);
    return Number.isNaN(logRatio) ? 0 : Math.exp(Math.min(0, logRatio));
  });
  const accepted = acceptProb.map((prob) => random.uniform() < prob);
  return {
    state: moved(state, { x, logp, grad }, accepted),
    info: { proposal: x, acceptProb, accepted },
  };
}

// Where the chain would go without noise: the centre of its proposals.
export const centre = (x, grad, stepSize) => plus(x, grad, stepSize ** 2 / 2);

const squared = ([u, v]) => u * u + v * v;
