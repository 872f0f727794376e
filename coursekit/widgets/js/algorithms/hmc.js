// Hamiltonian Monte Carlo: the twin of coursekit.mcmc.hmc.HMC with scale 1, which says what
// each name means. Positions and momenta are [x, y] for each chain.

import { initialState, inWords, moved, normals, plus } from "./metropolis.js";

export const DIVERGENCE = 1000; // an energy error this large is no rounding

// The state {x, logp, grad} of chains that start at the positions x, inside the support.
export function gradientState(target, x) {
  const state = initialState(target, x);
  const grad = x.map((point) => target.gradient(...point));
  const lost = grad.findIndex((slope) => !slope.every(Number.isFinite));
  if (lost >= 0) {
    throw new Error(
      `the log density has no slope where chain ${lost + 1} starts, ${inWords(x[lost])}`,
    );
  }
  return { ...state, grad };
}

// One step of every chain -> {state, info}. Takes two normals a chain, chain by chain, then
// one uniform a chain. With `record`, info.paths holds each chain's trajectory as a list with
// one stretch {points: [{x, error}, ...]}; info.lost says where a divergent one lost its way.
export function step(state, { target, stepSize, nLeapfrog, record }, random) {
  const start = state.x.map((_, k) => pointOf(state, k, normals(random)));
  const paths = record && start.map((point) => [{ points: [traced(point, point)] }]);
  const end = start.map((point, k) => {
    const trace = record && ((on) => paths[k][0].points.push(traced(on, point)));
    return leapfrog(target, point, stepSize, nLeapfrog, trace);
  });
  const energyError = end.map((point, k) => energy(point) - energy(start[k]));
  const acceptProb = energyError.map((error) => Math.exp(-Math.max(error, 0)));
  const accepted = acceptProb.map((prob) => random.uniform() < prob);
  const divergent = energyError.map((error) => error > DIVERGENCE);
  const proposed = stateOf(end);
  return {
    state: moved(state, proposed, accepted),
    info: {
      proposal: proposed.x,
      acceptProb,
      accepted,
      energyError,
      divergent,
      lost: divergent.map((yes, k) => yes && lastGood(target, start[k], stepSize, nLeapfrog)),
      nLeapfrog: end.map(() => nLeapfrog),
      momentum: start.map(({ p }) => p),
      paths,
    },
  };
}

// Follows Hamilton's equations from a point {x, p, grad, logp} of phase space for n steps:
// half a kick, drifts and kicks, half a kick. `trace`, if given, sees the point after each.
export function leapfrog(target, { x, p, grad }, stepSize, n, trace) {
  p = plus(p, grad, stepSize / 2);
  for (let k = 1; k <= n; k++) {
    x = plus(x, p, stepSize);
    grad = target.gradient(...x);
    if (trace) trace({ x, p: plus(p, grad, stepSize / 2), logp: target.logDensity(...x) });
    p = plus(p, grad, k < n ? stepSize : stepSize / 2);
  }
  return { x, p, grad, logp: target.logDensity(...x) };
}

// Where on the path from `start` the energy was last right.
function lastGood(target, start, stepSize, n) {
  let [last, isLost] = [start.x, false];
  leapfrog(target, start, stepSize, n, (point) => {
    isLost ||= !(energy(point) - energy(start) <= DIVERGENCE);
    if (!isLost) last = point.x;
  });
  return last;
}

// H = -log density + |p|^2 / 2; Infinity where a trajectory has flown off.
export function energy({ x, p, logp }) {
  if (logp === Infinity) throw new Error(`the log density is Infinity at ${inWords(x)}`);
  const value = 0.5 * (p[0] * p[0] + p[1] * p[1]) - logp;
  return Number.isNaN(value) ? Infinity : value;
}

// What is drawn of a point of a trajectory.
export const traced = (point, start) => ({ x: point.x, error: energy(point) - energy(start) });

export const pointOf = ({ x, logp, grad }, k, p) => ({ x: x[k], p, logp: logp[k], grad: grad[k] });

export const stateOf = (points) => ({
  x: points.map(({ x }) => x),
  logp: points.map(({ logp }) => logp),
  grad: points.map(({ grad }) => grad),
});
