// Random-walk Metropolis: the twin of coursekit.mcmc.metropolis.RandomWalkMetropolis,
// which says what each name means. Positions are [x, y] for each chain.

// The log density at a point, checked: a finite number, or -Infinity outside the support.
function checkedLogDensity(target, point) {
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

const inWords = ([x, y]) => `x = ${x.toPrecision(4)}, y = ${y.toPrecision(4)}`;

// One step of every chain -> {state, info: {proposal, acceptProb, accepted}}.
// Takes two normals a chain, chain by chain, then one uniform a chain.
export function step(state, { target, scale, random }) {
  const proposal = state.x.map(([x, y]) => {
    const dx = scale * random.normal();
    const dy = scale * random.normal();
    return [x + dx, y + dy];
  });
  const logpNew = proposal.map((point) => checkedLogDensity(target, point));
  const acceptProb = logpNew.map((logp, k) => Math.exp(Math.min(0, logp - state.logp[k])));
  const accepted = acceptProb.map((prob) => random.uniform() < prob);
  return {
    state: {
      x: accepted.map((yes, k) => (yes ? proposal[k] : state.x[k])),
      logp: accepted.map((yes, k) => (yes ? logpNew[k] : state.logp[k])),
    },
    info: { proposal, acceptProb, accepted },
  };
}
