// Random-walk Metropolis: the twin of coursekit.mcmc.metropolis.RandomWalkMetropolis,
// which says what each name means. Positions are [x, y] for each chain.

// The log density at a point, checked: a finite number, or -Infinity outside the support.
export function checkedLogDensity(target, point) {
  const logp = target.logDensity(...point);
  if (!(logp < Infinity)) {
    throw new Error(
      `the log density is ${logp} at ${inWords(point)}; ` +
        "it must be a finite number, or -Infinity outside the support",
    );
  }
  return logp;
}

// The state {x, logp} of chains that start at the positions x, inside the support.
export function initialState(target, x) {
  const logp = x.map((point) => checkedLogDensity(target, point));
  const lost = logp.indexOf(-Infinity);
  if (lost >= 0) {
    throw new Error(`chain ${lost + 1} starts at ${inWords(x[lost])}, where the density is zero`);
  }
  return { x, logp };
}

export const inWords = ([x, y]) => `x = ${x.toPrecision(4)}, y = ${y.toPrecision(4)}`;

// One step of every chain -> {state, info: {proposal, acceptProb, accepted}}. `scale` is a
// number or a lower-triangular factor [[a, 0], [b, c]] of the proposal's covariance.
// Takes two normals a chain, chain by chain, then one uniform a chain.
export function step(state, { target, scale }, random) {
  const factor = factorOf(scale);
  const proposal = state.x.map((point) => plus(point, product(factor, normals(random))));
  const logp = proposal.map((point) => checkedLogDensity(target, point));
  const acceptProb = logp.map((value, k) => Math.exp(Math.min(0, value - state.logp[k])));
  const accepted = acceptProb.map((prob) => random.uniform() < prob);
  return {
    state: moved(state, { x: proposal, logp }, accepted),
    info: { proposal, acceptProb, accepted },
  };
}

// The state in which chain k is where `proposed` says if accepted[k], else where it was.
export function moved(state, proposed, accepted) {
  const choose = (key) => accepted.map((yes, k) => (yes ? proposed : state)[key][k]);
  return Object.fromEntries(Object.keys(state).map((key) => [key, choose(key)]));
}

export const factorOf = (scale) =>
  typeof scale === "number"
    ? [
        [scale, 0],
        [0, scale],
      ]
    : scale;

export function normals(random) {
  const first = random.normal();
  return [first, random.normal()];
}

export const plus = ([x, y], [dx, dy], times = 1) => [x + times * dx, y + times * dy];

const product = ([[a], [b, c]], [u, v]) => [a * u, b * u + c * v];
