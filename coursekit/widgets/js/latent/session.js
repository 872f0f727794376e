// What the widget is doing, apart from how it looks: where in latent space it stands.

import { Generator } from "../algorithms/generator.js";
import { draw, norm, plus, randomDirection, randomPair, spherical, straight } from "../algorithms/latent.js";
import { seededRandom } from "../algorithms/random.js";
import { clip, LAST_SEED } from "../kit/controls.js";
import { Player, same } from "../kit/player.js";
import { number, numbers, oneOf, whole } from "../kit/settings.js";
import { reducedMotion } from "../kit/theme.js";

export const MAX_STEPS = 2000;
export const SPEEDS = [1, 60]; // steps of the walk a second
export const LEG = 24; // steps of the walk from one drawn z to the next
export const REACH = 3; // of the plane that is shown, from 0 in every direction
export const LARGEST = 12; // entry of z
export const PSI = [0, 2];
export const RADII = [0, 8];
export const PANELS = ["plane", "entries", "near", "between"];
export const PLANES = ["random", "entries"];
export const NEIGHBOURS = 8;
const KEPT = 50; // states to which one can go back
const ONE_ACT = 800; // milliseconds between changes that belong to one drag, at most

// Streams of random numbers: for z, A and B, and the walk's further ends; and of `turn`.
const [FIRST, A, B, WALK] = [0, 1, 2, 3];
const [PLANE, NEAR] = [0, 1];

function kindsOf(dim) {
  const point = numbers(
    (list) => list.length === 0 || (list.length === dim && list.every((v) => Math.abs(v) <= LARGEST)),
    `${dim} numbers from ${-LARGEST} to ${LARGEST}, or none`,
  );
  return {
    panel: oneOf(PANELS),
    seed: whole(0, LAST_SEED),
    z: point,
    place: numbers(
      (list) => list.length === 2 && list.every((v) => Math.abs(v) <= REACH),
      `two numbers from ${-REACH} to ${REACH}`,
    ),
    plane: oneOf(PLANES),
    axes: numbers(
      ([i, j, ...more]) => more.length === 0 && i !== j && [i, j].every((v) => Number.isInteger(v) && v >= 1 && v <= dim),
      `two different whole numbers from 1 to ${dim}`,
    ),
    turn: whole(0, LAST_SEED),
    psi: number(...PSI),
    radius: number(...RADII),
    a: point,
    b: point,
    share: number(0, 1),
    n: whole(0, MAX_STEPS),
    speed: number(...SPEEDS),
  };
}

const rounded = (z) => z.map((value) => clip(Number(value.toFixed(3)), -LARGEST, LARGEST));

export class Session extends Player {
  length = 0;
  #past = []; // settings, before each of the reader's acts
  #lastAct = { keys: "", at: -Infinity };

  constructor(model) {
    const generator = new Generator(model.get("generator"));
    super(model, { name: "latent", kinds: kindsOf(generator.dim), slow: 0 });
    this.generator = generator;
    this.dim = generator.dim;
  }

  rebuild(before) {
    const { values, dim } = this;
    const isNew = (...keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    if (before !== null) this.#remember(before);
    // Another seed alone, which going back is not: all begins anew.
    if (before !== null && isNew("seed") && !isNew("z", "place", "n")) {
      Object.assign(values, { z: [], place: [0, 0], n: 0 });
    }
    if (isNew("seed", "z")) {
      this.ends = [values.z.length > 0 ? values.z : this.#drawn(FIRST)]; // of the walk's legs
      this.length = 0;
    }
    if (isNew("plane", "axes", "turn")) {
      const axis = (k) => Array.from({ length: dim }, (_, i) => Number(i === k - 1));
      const byEntries = values.plane === "entries";
      const random = seededRandom(values.turn, PLANE);
      this.directions = byEntries ? values.axes.map(axis) : randomPair(random, dim);
      const near = seededRandom(values.turn, NEAR);
      this.around = Array.from({ length: NEIGHBOURS }, () => randomDirection(near, dim));
    }
    this.kept = [
      values.a.length > 0 ? values.a : this.#drawn(A),
      values.b.length > 0 ? values.b : this.#drawn(B),
    ];
    values.n = this.reach(values.n);
    this.emit("run");
  }

  reach(n) {
    n = clip(n, 0, MAX_STEPS);
    this.length = Math.max(this.length, n);
    while (this.ends.length * LEG <= n + LEG) this.ends.push(this.#drawn(WALK + this.ends.length));
    return n;
  }

  extras() {
    const image = Float32Array.from(this.generator.image(this.shown));
    const data = new DataView(image.buffer);
    return { _now: { z: this.shown, shape: this.generator.shape, data } };
  }

  #drawn(stream) {
    return rounded(draw(seededRandom(this.values.seed, stream), this.dim));
  }

  // Where the walk is: on its way to step n while that is being made.
  get walked() {
    const at = this.phase < 1 && !reducedMotion.matches ? Math.max(this.n - 1 + this.phase, 0) : this.n;
    const leg = Math.floor(at / LEG);
    const part = at / LEG - leg;
    return part === 0 ? this.ends[leg] : spherical(this.ends[leg], this.ends[leg + 1], part);
  }

  // z at a place in the plane.
  at([across, up]) {
    const [u, v] = this.directions;
    return plus(plus(this.walked, across, u), up, v);
  }

  get z() {
    return this.at(this.values.place);
  }

  truncated(z) {
    return z.map((value) => this.values.psi * value);
  }

  // What the generator is given.
  get shown() {
    return this.truncated(this.z);
  }

  // The neighbours of z.
  get near() {
    const { z } = this;
    return this.around.map((direction) => plus(z, this.values.radius, direction));
  }

  // Both paths from A to B, after a share t of the way.
  between(t) {
    const [a, b] = this.kept;
    return { straight: straight(a, b, t), spherical: spherical(a, b, t) };
  }

  get norm() {
    return norm(this.shown);
  }

  get typical() {
    return Math.sqrt(this.dim);
  }

  // Goes to a place in the plane.
  place(point) {
    this.pause();
    this.change({ place: point.map((value) => Number(value.toFixed(2))) });
  }

  // Goes to another z, from which the walk begins anew; the place is then the plane's middle.
  moveToPoint(z) {
    this.pause();
    this.change({ z: rounded(z), n: 0, place: [0, 0] });
  }

  setEntry(i, value) {
    this.moveToPoint(this.z.map((old, j) => (j === i ? value : old)));
  }

  // Keeps what is shown as "a" or "b".
  keep(name) {
    this.pause();
    this.change({ [name]: rounded(this.shown) });
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  undo() {
    if (!this.canUndo) return;
    this.pause();
    const past = this.#past;
    this.#past = [];
    const { panel, speed } = this.values;
    this.change({ ...past.pop(), panel, speed });
    this.#past = past;
    this.#lastAct.keys = "";
    this.emit("settings");
  }

  // Keeps the settings before an act; many changes of the same ones are one act, as in a drag.
  #remember(before) {
    const changed = Object.keys(before).filter((key) => !same(before[key], this.values[key]));
    const keys = changed.filter((key) => !["n", "speed", "panel"].includes(key)).join();
    const at = performance.now();
    const isSame = keys === this.#lastAct.keys && at - this.#lastAct.at < ONE_ACT;
    if (keys && !isSame) this.#past = [...this.#past, before].slice(-KEPT);
    if (keys) this.#lastAct = { keys, at };
  }
}
