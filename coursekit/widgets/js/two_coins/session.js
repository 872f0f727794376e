// What the explorer is doing, apart from how it looks. From a start (theta and q) half-steps
// lead on, an E or an M at a time. `moves` has the first of them as letters; after these they
// take turns, so that an ordinary climb needs no letters at all.

import { mStep, standing } from "../algorithms/two_coins.js";
import { clip } from "../kit/controls.js";
import { flag, Player, same } from "../kit/player.js";
import { number, numbers, oneOf, text, whole } from "../kit/settings.js";

export const MAX_SETS = 10;
export const TOSSES = [1, 100];
export const PROBABILITIES = [0.001, 0.999];
export const MAX_STEPS = 2000;
export const MAX_MOVES = 200;
export const SPEEDS = [0.5, 50]; // half-steps a second
const SLOW = 2;
const SETTLED = 1e-10; // nats that an E and an M together may still gain

const within = ([low, high], size) => (list) =>
  list.length > 0 && list.length <= size && list.every((value) => value >= low && value <= high);
const counts = numbers(
  (list) => within([0, TOSSES[1]], MAX_SETS)(list) && list.every(Number.isInteger),
  `1 to ${MAX_SETS} whole numbers from 0 to ${TOSSES[1]}`,
);
const pair = numbers(
  (list) => list.length === 2 && within(PROBABILITIES, 2)(list),
  `two numbers from ${PROBABILITIES.join(" to ")}`,
);
const shares = numbers(within([0, 1], MAX_SETS), `1 to ${MAX_SETS} numbers from 0 to 1`);
const letters = text(MAX_MOVES);

export const KINDS = {
  heads: counts,
  tosses: whole(...TOSSES),
  p: pair,
  weight: number(...PROBABILITIES),
  estimate: flag,
  q: shares,
  moves: {
    read(value) {
      const moves = letters.read(value);
      return /^[EM]*$/.test(moves) ? moves : oneOf(["letters E and M"]).read(value);
    },
  },
  coin: oneOf(["A", "B"]),
  n: whole(0, MAX_STEPS),
  speed: number(...SPEEDS),
};
const CLIMB_SETTINGS = ["heads", "tosses", "p", "weight", "estimate", "q", "moves"];
const STARTS = {
  equal: { label: "Two equal coins", p: [0.6, 0.6], weight: 0.5 },
  far: { label: "Far apart", p: [0.95, 0.05], weight: 0.5 },
  swapped: { label: "The other way round", p: [0.5, 0.6], weight: 0.5 },
};

export class Session extends Player {
  constructor(model) {
    super(model, { name: "two", kinds: KINDS, slow: SLOW });
    const read = (key) => KINDS[key].read(model.get(key));
    const given = { label: "As given", p: read("p"), weight: read("weight"), q: read("q") };
    this.starts = { given, ...STARTS };
  }

  rebuild(before) {
    const { values } = this;
    const most = Math.max(...values.heads);
    if (most > values.tosses) {
      throw new Error(`heads may be at most the ${values.tosses} tosses, got ${most}`);
    }
    if (values.q.length !== values.heads.length) values.q = values.heads.map(() => 0.5);
    if (before === null || CLIMB_SETTINGS.some((key) => !same(before[key], values[key]))) {
      const { heads, tosses, p, weight, q } = values;
      this.data = { heads, tails: heads.map((count) => tosses - count) };
      const theta = { heads: p, weights: [weight, 1 - weight] };
      const rows = q.map((share) => [share, 1 - share]);
      this.states = [standing(this.data, theta, rows)];
      this.length = 0;
    }
    values.n = this.reach(values.n);
    this.emit("run");
  }

  reach(n) {
    n = clip(n, 0, MAX_STEPS);
    while (this.states.length <= n) {
      if (this.playing && this.isSettled(this.states.length - 1)) break;
      this.#advance();
    }
    n = Math.min(n, this.states.length - 1);
    this.length = Math.max(this.length, n);
    return n;
  }

  extras() {
    const { theta, q, value, bound } = this.now;
    const [weight] = theta.weights;
    const state = { p: theta.heads, weight, q: q.map(([a]) => a), bound };
    return { _now: { ...state, log_likelihood: value, gap: this.gapAt(this.n) } };
  }

  get now() {
    return this.states[this.n];
  }

  gapAt(n) {
    return this.states[n].gaps.reduce((total, gap) => total + gap, 0);
  }

  // The half-step that leads from moment i to the next: "E" or "M".
  letter(i) {
    const { moves } = this.values;
    if (i < moves.length) return moves[i];
    const next = after(moves);
    return (i - moves.length) % 2 === 0 ? next : after(next);
  }

  // Whether the last E and the last M gained nothing.
  isSettled(n) {
    if (n < 2 || this.letter(n - 1) === this.letter(n - 2)) return false;
    return this.states[n].bound - this.states[n - 2].bound < SETTLED && this.gapAt(n) < SETTLED;
  }

  // Makes an "E" or an "M" from the moment shown; what followed it is forgotten.
  make(letter) {
    const { n } = this;
    if (n === MAX_STEPS || this.letter(n) === letter) return this.moveTo(n + 1);
    let moves = Array.from({ length: n }, (_, i) => this.letter(i)).join("") + letter;
    while (moves && moves.at(-1) === after(moves.slice(0, -1))) moves = moves.slice(0, -1);
    if (moves.length > MAX_MOVES) {
      return this.say(`Out of turn only the first ${MAX_MOVES} half-steps may come.`);
    }
    this.pause();
    this.change({ moves, n: n + 1 });
  }

  converge() {
    let { n } = this;
    do n = this.reach(n + 1);
    while (n < MAX_STEPS && !this.isSettled(n));
    this.moveTo(n);
  }

  // Takes theta and q as they are now, with a change, for a new start.
  place(changes) {
    this.pause();
    const { theta, q } = this.now;
    const inside = (value) => clip(value, ...PROBABILITIES);
    const start = {
      p: theta.heads.map(inside),
      weight: inside(theta.weights[0]),
      q: q.map(([share]) => clip(share, 0, 1)),
    };
    this.change({ ...start, moves: "", n: 0, ...changes });
  }

  placeHeads(k, value) {
    this.place({ p: this.now.theta.heads.map((p, j) => clip(j === k ? value : p, ...PROBABILITIES)) });
  }

  placeShare(i, value) {
    this.place({ q: this.now.q.map(([share], j) => (j === i ? value : share)) });
  }

  // Other counts, the same start.
  setCount(i, value) {
    const { heads } = this.values;
    this.change({ heads: heads.map((count, j) => (j === i ? value : count)), n: 0 });
  }

  // Which start it is, or "edited".
  get start() {
    const { p, weight, q } = this.values;
    const isIt = (key) => {
      const it = this.#whole(key);
      return same([it.p, it.weight, it.q], [p, weight, q]);
    };
    return Object.keys(this.starts).find(isIt) ?? "edited";
  }

  choose(key) {
    this.change({ ...this.#whole(key), moves: "", n: 0 });
  }

  #whole(key) {
    const { p, weight, q = this.values.heads.map(() => 0.5) } = this.starts[key];
    return { p, weight, q };
  }

  #advance() {
    const { data, states, values } = this;
    const last = states.at(-1);
    if (this.letter(states.length - 1) === "E") {
      states.push(standing(data, last.theta, last.posterior));
    } else {
      const known = values.estimate ? null : last.theta.weights;
      states.push(standing(data, mStep(data, last.q, known), last.q));
    }
  }
}

// The half-step whose turn it is after these.
function after(moves) {
  return moves.at(-1) === "E" ? "M" : "E";
}
