// What the widget is doing, apart from how it looks: settings and the runs of flips that they
// determine. Run k has a stream of random numbers of its own, so it stays the same run when
// there are more of them, more flips, or another coin.

import { flip, INTERVALS, survey, truths } from "../algorithms/coin_flips.js";
import { seededRandom } from "../algorithms/random.js";
import { clip, LAST_SEED } from "../kit/controls.js";
import { flag, Player } from "../kit/player.js";
import { number, oneOf, whole } from "../kit/settings.js";
import { reducedMotion } from "../kit/theme.js";

export const PROBABILITIES = [0.01, 0.99];
export const FLIPS = [20, 5000];
export const RUNS = [1, 1000];
export const SPEEDS = [1, 2000]; // flips a second
const SLOW = 20;

// The three questions: what becomes of the share, of the count, and of the time in the lead.
export const GUESSES = [
  ["shrinks", "stays", "grows"],
  ["shrinks", "stays", "grows"],
  ["half", "anywhere", "ends"],
];
const guesses = {
  isLocal: true,
  read(value) {
    return GUESSES.map((answers, k) => oneOf(["", ...answers]).read(value[k] ?? ""));
  },
};

const KINDS = {
  p: number(...PROBABILITIES),
  flips: whole(...FLIPS),
  runs: whole(...RUNS),
  run: whole(...RUNS),
  interval: oneOf(Object.keys(INTERVALS)),
  seed: whole(0, LAST_SEED),
  speed: number(...SPEEDS),
  n: whole(0, FLIPS[1]),
  guesses,
  revealed: { ...flag, isLocal: true },
};

export class Session extends Player {
  #sent = null;

  constructor(model) {
    super(model, { name: "coins", kinds: KINDS, slow: SLOW });
  }

  rebuild(before) {
    const { values } = this;
    const changed = ["p", "flips", "runs", "seed"].some((key) => before?.[key] !== values[key]);
    values.run = Math.min(values.run, values.runs);
    if (changed) this.#flipAll();
    values.n = this.reach(values.n);
    this.emit(changed ? "run" : "cursor");
  }

  // Whoever has seen a flip has seen the runs.
  reach(n) {
    const reached = clip(n, 0, this.values.flips);
    if (reached > 0) this.values.revealed = true;
    return reached;
  }

  // Whoever plays at the end begins again.
  play() {
    if (this.n === this.values.flips) this.values.n = 0;
    super.play();
  }

  // Flips the coins: before the reader's eyes, if motion is welcome.
  start() {
    if (reducedMotion.matches) this.moveTo(this.length);
    else this.play();
  }

  get length() {
    return this.values.flips;
  }

  get chosen() {
    return this.runs[this.values.run - 1];
  }

  // What all runs say after n flips.
  survey(n = this.n) {
    return survey(this.runs, n, this.values.p, this.values.interval);
  }

  extras() {
    return { _heads: this.#sent };
  }

  #flipAll() {
    const { p, flips, runs, seed } = this.values;
    const heads = Array.from({ length: runs }, (_, k) => flip(seededRandom(seed, k + 1), flips, p));
    this.runs = heads.map(truths);
    this.#sent = { shape: [runs, flips], data: packed(heads) };
  }
}

// One bit a flip, the lowest first, row after row.
function packed(rows) {
  const flips = rows[0].length;
  const bytes = new Uint8Array(Math.ceil((rows.length * flips) / 8));
  rows.forEach((row, k) => {
    row.forEach((bit, t) => {
      const place = k * flips + t;
      bytes[place >> 3] |= bit << (place & 7);
    });
  });
  return new DataView(bytes.buffer);
}
