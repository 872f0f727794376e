// What the widget is doing, apart from how it looks: a game of two numbers, and its orbit.

import { DiracGame, LOSS_NAMES, PENALTY_NAMES, UPDATES } from "../algorithms/dirac_gan.js";
import { clip } from "../kit/controls.js";
import { Player, same } from "../kit/player.js";
import { number, numbers, oneOf, whole } from "../kit/settings.js";

export const MAX_STEPS = 5000;
export const SPEEDS = [1, 200]; // updates a second
export const REACH = 2.5; // of the plane that is shown, from 0 in every direction
export const RATES = [0.01, 1];
export const STRENGTH = [0.01, 4];
const LOST = 1e6; // so far from rest nobody follows

export const KINDS = {
  loss: oneOf(LOSS_NAMES),
  penalty: oneOf(PENALTY_NAMES),
  strength: number(...STRENGTH),
  lr: number(...RATES),
  updates: oneOf(UPDATES),
  start: numbers(
    (list) => list.length === 2 && list.every((value) => Math.abs(value) <= REACH),
    `two numbers from ${-REACH} to ${REACH}`,
  ),
  n: whole(0, MAX_STEPS),
  speed: number(...SPEEDS),
};
const GAME_SETTINGS = ["loss", "penalty", "strength", "lr", "updates", "start"];

export class Session extends Player {
  constructor(model) {
    super(model, { name: "dirac", kinds: KINDS, slow: 0 });
  }

  rebuild(before) {
    const { values } = this;
    if (before === null || GAME_SETTINGS.some((key) => !same(before[key], values[key]))) {
      this.game = new DiracGame(values);
      this.orbit = [values.start];
      this.length = 0;
    }
    values.n = this.reach(values.n);
    this.emit("run");
  }

  reach(n) {
    n = clip(n, 0, MAX_STEPS);
    const { orbit, game } = this;
    while (orbit.length <= n && distance(orbit.at(-1)) < LOST) orbit.push(game.next(orbit.at(-1)));
    n = Math.min(n, orbit.length - 1);
    this.length = Math.max(this.length, n);
    return n;
  }

  extras() {
    const [theta, psi] = this.now;
    return { _now: { theta, psi, eigenvalues: this.game.eigenvalues ?? [] } };
  }

  get now() {
    return this.orbit[this.n];
  }

  // Begins elsewhere, and shows as many updates from there.
  startAt(point) {
    this.pause();
    this.change({ start: point.map((value) => Number(value.toFixed(3))) });
  }

  // The larger absolute value of the two eigenvalues, or null.
  get factor() {
    const both = this.game.eigenvalues;
    return both && Math.max(...both.map(distance));
  }

  // The eigenvalues for every strength of R1 or R2: [strength, both].
  get track() {
    const { values } = this;
    const penalty = values.penalty === "r2" ? "r2" : "r1";
    return Array.from({ length: 161 }, (_, k) => {
      const strength = (k / 160) * STRENGTH[1];
      return [strength, new DiracGame({ ...values, penalty, strength }).eigenvalues];
    });
  }
}

export const distance = ([a, b]) => Math.hypot(a, b);
