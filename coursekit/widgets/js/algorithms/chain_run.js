// A walk on a chain, made step by step and kept whole, so that any moment of it can be shown
// again; and the law of the chain after every number of steps.

import { embeddedChain, jump, transitionProbabilities } from "./jump_process.js";
import { nextState, stepLaw } from "./markov_chain.js";

// A walk from `start`. Step k leads to states[k], entered at times[k].
export class Walk {
  states = [];
  times = [];

  constructor({ matrix, continuous, start, random }) {
    Object.assign(this, { matrix, continuous, random });
    this.embedded = continuous ? embeddedChain(matrix) : null;
    this.states.push(start);
    this.times.push(0);
  }

  get length() {
    return this.states.length - 1;
  }

  // Makes one more step. Returns false, and makes none, where the walk stays for ever.
  advance() {
    const state = this.states.at(-1);
    if (!this.continuous) {
      this.states.push(nextState(this.matrix, state, this.random.uniform()));
      this.times.push(this.states.length - 1);
      return true;
    }
    const next = jump(this.embedded, state, this.random);
    if (next.wait === Infinity) return false;
    this.states.push(next.state);
    this.times.push(this.times.at(-1) + next.wait);
    return true;
  }

  // The share of the first n steps that ended in each state; in continuous time the share
  // of time spent there up to `now`, which lies before or at the n-th jump. Null for none.
  shares(n, now) {
    if (n === 0) return null;
    const shares = this.matrix.map(() => 0);
    if (!this.continuous) {
      for (let k = 1; k <= n; k++) shares[this.states[k]] += 1 / n;
      return shares;
    }
    if (now === 0) return null;
    for (let k = 0; k < n; k++) {
      shares[this.states[k]] += (Math.min(this.times[k + 1], now) - this.times[k]) / now;
    }
    return shares;
  }
}

// The law of a chain that starts in one state, after 0, 1, 2, ... steps; in continuous time
// a step is the time `tick`, a round part of the shortest mean stay.
export class Laws {
  constructor({ matrix, continuous, start }) {
    this.tick = continuous ? roundTick(matrix) : 1;
    this.step = continuous ? transitionProbabilities(matrix, this.tick) : matrix;
    this.made = [matrix.map((_, i) => Number(i === start))];
  }

  at(n) {
    while (this.made.length <= n) this.made.push(stepLaw(this.made.at(-1), this.step));
    return this.made[n];
  }
}

// The largest of 1, 2, 5, 10, ... that is at most a fifth of the shortest mean stay.
function roundTick(Q) {
  const shortest = 1 / Math.max(...embeddedChain(Q).rate) / 5;
  if (!Number.isFinite(shortest)) return 1; // nothing ever moves
  const power = 10 ** Math.floor(Math.log10(shortest));
  return Number((power * [5, 2, 1].find((k) => k * power <= shortest * 1.001)).toPrecision(1));
}
