// The no-U-turn sampler: the twin of coursekit.mcmc.nuts.NUTS with scale 1, which says what
// each name means. All chains double together, as there. A point of phase space is
// {x, p, grad, logp}.

import { DIVERGENCE, energy, leapfrog, pointOf, stateOf, traced } from "./hmc.js";
import { normals } from "./metropolis.js";

const MAX_DEPTH = 10;

// One step of every chain: doubles the trajectory until it turns back -> {state, info}. Takes
// two normals a chain, chain by chain; then one uniform a chain for the direction of each
// doubling and for each two stretches that are joined. With `record`, info.paths holds each
// chain's trajectory, a stretch {points, isKept} for each doubling.
export function step(state, kernel, random) {
  const start = state.x.map((_, k) => pointOf(state, k, normals(random)));
  const path = new Trajectory(kernel, start);
  let tree = path.root();
  const depth = start.map(() => 0);
  for (let level = 0; level < MAX_DEPTH && tree.going.some(Boolean); level++) {
    const turn = start.map(() => random.uniform() < 0.5);
    tree = path.turnedRound(tree, turn);
    const { going } = tree;
    going.forEach((on, k) => (depth[k] += on ? 1 : 0));
    path.begin(going, tree.last);
    const more = path.subtree(level, tree.last, going, random);
    const odds = more.logWeight.map((weight, k) => weight - tree.logWeight[k]);
    const longer = join(tree, more, odds, random); // prefers the new half: it is farther away
    path.end(going, more.going);
    tree = where(more.going, longer, tree);
    tree.going = more.going.map((on, k) => on && longer.going[k]);
  }
  return { state: stateOf(tree.chosen), info: path.info(tree.chosen, depth) };
}

class Trajectory {
  constructor({ target, stepSize, record }, start) {
    Object.assign(this, { target, stepSize, start });
    this.energy = start.map(energy);
    this.direction = start.map(() => 1); // of time, from `first` to `last`
    this.nLeapfrog = start.map(() => 0);
    this.accept = start.map(() => 0); // sum of min(1, exp(H_start - H))
    this.divergent = start.map(() => false);
    this.lost = start.map(() => null); // where a divergent path lost its way
    this.paths = record && start.map(() => []);
  }

  root() {
    const { start } = this;
    return {
      first: start,
      last: start,
      chosen: start,
      rho: start.map(({ p }) => p),
      logWeight: start.map(() => 0),
      going: start.map(() => true),
    };
  }

  // The tree whose ends, where `turn`, have changed roles; so does time.
  turnedRound(tree, turn) {
    this.direction = this.direction.map((sign, k) => (turn[k] ? -sign : sign));
    const choose = (a, b) => a.map((point, k) => (turn[k] ? b[k] : point));
    return { ...tree, first: choose(tree.first, tree.last), last: choose(tree.last, tree.first) };
  }

  // A tree of 2^depth points that begins one leapfrog step beyond `edge`.
  subtree(depth, edge, going, random) {
    if (depth === 0) return this.#leaf(edge, going);
    const early = this.subtree(depth - 1, edge, going, random);
    if (!early.going.some(Boolean)) return early;
    const late = this.subtree(depth - 1, early.last, early.going, random);
    const odds = late.logWeight.map((weight, k) => weight - logAddExp(early.logWeight[k], weight));
    return join(early, late, odds, random);
  }

  // One leapfrog step of the chains that are still `going`.
  #leaf(edge, going) {
    const logWeight = going.map(() => -Infinity);
    const z = edge.map((from, k) => {
      if (!going[k]) return from;
      const to = leapfrog(this.target, from, this.direction[k] * this.stepSize, 1);
      const error = energy(to) - this.energy[k];
      this.nLeapfrog[k] += 1;
      this.accept[k] += Math.exp(-Math.max(error, 0));
      this.divergent[k] = !(error <= DIVERGENCE);
      this.paths?.[k].at(-1).points.push(traced(to, this.start[k]));
      if (this.divergent[k]) {
        this.lost[k] = from.x;
        return from; // a chain that flew off stays where it was
      }
      logWeight[k] = -error;
      return to;
    });
    const rho = z.map(({ p }) => p);
    const fine = logWeight.map((weight) => weight > -Infinity);
    return { first: z, last: z, chosen: z, rho, logWeight, going: fine };
  }

  // A doubling begins, and ends: what of it is drawn. A stretch that turned back on the way,
  // or diverged, is thrown away.
  begin(going, edge) {
    this.paths?.forEach((path, k) => {
      if (going[k]) path.push({ points: [traced(edge[k], this.start[k])] });
    });
  }

  end(going, isKept) {
    this.paths?.forEach((path, k) => {
      if (going[k]) path.at(-1).isKept = isKept[k];
    });
  }

  info(chosen, depth) {
    return {
      proposal: chosen.map(({ x }) => x),
      acceptProb: this.accept.map((sum, k) => sum / this.nLeapfrog[k]),
      accepted: chosen.map(({ x }, k) => x.some((value, i) => value !== this.start[k].x[i])),
      energyError: chosen.map((point, k) => energy(point) - this.energy[k]),
      divergent: this.divergent,
      lost: this.lost,
      nLeapfrog: this.nLeapfrog,
      depth,
      momentum: this.start.map(({ p }) => p),
      paths: this.paths,
    };
  }
}

// Two neighbouring stretches as one, its point from `late` with the given log odds.
function join(early, late, logOdds, random) {
  const chooseLate = logOdds.map((odds) => random.uniform() < Math.exp(odds));
  return {
    first: early.first,
    last: late.last,
    chosen: chooseLate.map((yes, k) => (yes ? late : early).chosen[k]),
    rho: early.rho.map((rho, k) => sum(rho, late.rho[k])),
    logWeight: early.logWeight.map((weight, k) => logAddExp(weight, late.logWeight[k])),
    going: early.going.map((on, k) => on && late.going[k] && !turnsBack(early, late, k)),
  };
}

// Whether two stretches of chain k, joined, have begun to come back (the generalised
// criterion, asked of the whole and on either side of the seam).
function turnsBack(early, late, k) {
  const [first, beforeSeam] = [early.first[k].p, early.last[k].p];
  const [afterSeam, last] = [late.first[k].p, late.last[k].p];
  return (
    against(sum(early.rho[k], late.rho[k]), first, last) ||
    against(sum(early.rho[k], afterSeam), first, afterSeam) ||
    against(sum(beforeSeam, late.rho[k]), beforeSeam, last)
  );
}

const against = (rho, p, q) => dot(rho, p) <= 0 || dot(rho, q) <= 0;
const dot = ([a, b], [c, d]) => a * c + b * d;
const sum = ([a, b], [c, d]) => [a + c, b + d];

const where = (condition, yes, no) =>
  Object.fromEntries(
    Object.keys(no).map((key) => [key, condition.map((on, k) => (on ? yes : no)[key][k])]),
  );

function logAddExp(a, b) {
  if (a === b) return a + Math.LN2; // also where both are -Infinity
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}
