// What explorers that play have in common: settings that travel between the controls, Python
// and the page's address; something that these settings determine, made step by step; the
// moment of it that is shown; and the clock.
//
// A widget's session extends Player with
//   rebuild(before)  answers changed settings, or throws an Error with the reason and leaves
//                    all as it was; `before` is null at the first time
//   reach(n)         makes what is needed to show moment n, and returns the moment reached
//   duration(n)      how long step n takes, in units of an ordinary step (1 by default)
//   extras()         what Python is told besides the settings ({} by default)
// and is begun by `begin()` once it is made.

import { readAddress, writeAddress } from "./settings.js";
import { reducedMotion } from "./theme.js";

const STEP_SECONDS = 0.8; // how long the animation of a single step takes
const FRAME_BUDGET = 10; // milliseconds of a frame that making steps may take
const REPORT_EVERY = 150; // milliseconds between two reports, at least
const REPORT_WHILE_PLAYING = 1000;

export { flag } from "./settings.js";

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const sessions = new WeakMap(); // model -> session: all views of a model show the same

// The model's session, made by `make(model)` when first asked for.
export function sessionOf(model, make) {
  if (!sessions.has(model)) sessions.set(model, make(model));
  return sessions.get(model);
}

export class Player {
  #addressName = null; // the widget's name in the page's address, on a static page
  #defaults;
  #known; // what the model holds as far as we have told it or heard
  #listeners = new Set();
  #frameId = null;
  #lastFrame = 0;
  #lastReport = -Infinity;
  #reportTimer = null;

  // `name` in addresses; `kinds` of settings (see settings.js; `n` and `speed` among them,
  // and those that `isLocal` stay out of the address); `slow`: up to this many steps a
  // second single steps can be followed.
  constructor(model, { name, kinds, slow }) {
    Object.assign(this, { model, name, kinds, slow });
    this.playing = false;
    this.phase = 1; // how much of the step to moment n has been shown
    this.note = "";
  }

  begin() {
    const { model } = this;
    this.values = this.#modelValues();
    this.#defaults = { ...this.values };
    this.#known = { ...this.values, playing: model.get("playing") };
    if (model.isStatic) this.#readAddress();
    try {
      this.rebuild(null);
    } catch (error) {
      this.say(`That was not taken: ${error.message}.`);
      this.values = { ...this.#defaults };
      this.rebuild(null);
    }
    // Heard a moment later: what is set back while a change is being told would not be sent.
    model.on("change", () => queueMicrotask(() => this.#hear()));
    if (model.get("playing") && !reducedMotion.matches) this.play();
    else this.reportSoon();
    return this;
  }

  duration() {
    return 1;
  }

  extras() {
    return {};
  }

  // Calls `listener` with a word ("cursor", "settings", "note", or one of the widget's own)
  // when that has changed. Returns a function that ends it.
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(what) {
    for (const listener of this.#listeners) listener(what);
  }

  say(note) {
    if (note === this.note) return;
    this.note = note;
    this.emit("note");
  }

  get n() {
    return this.values.n;
  }

  // Whether single steps can be followed by the eye.
  get isSlow() {
    return !this.playing || this.values.speed <= this.slow;
  }

  // Changes settings, as the reader or Python wishes. An impossible wish leaves all as it was
  // and a note that says why. Returns whether it was possible.
  change(changes) {
    const before = this.values;
    const problem = this.#try(changes);
    if (problem) this.values = before;
    this.say(problem);
    this.emit("settings"); // after a refusal, controls show what is still so
    this.reportSoon();
    return problem === "";
  }

  #try(changes) {
    const before = this.values;
    const read = {};
    try {
      for (const [key, value] of Object.entries(changes)) read[key] = this.kinds[key].read(value);
    } catch (error) {
      return `The setting was not changed: it ${error.message}.`;
    }
    this.values = { ...before, ...read };
    try {
      this.rebuild(before);
    } catch (error) {
      return `That was not taken: ${error.message}.`;
    }
    return "";
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    if (this.playing) return;
    this.playing = true;
    this.emit("settings");
    this.reportSoon();
    this.#runClock();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.phase = 1;
    this.emit("settings");
    this.emit("cursor");
    this.reportSoon();
  }

  // Goes to moment n.
  moveTo(n, phase = 1) {
    this.pause();
    this.values.n = this.reach(Math.max(n, 0));
    this.phase = phase;
    this.emit("cursor");
    this.reportSoon();
  }

  // Goes one step on, animated unless the reader wants less motion.
  step() {
    const before = this.n;
    this.moveTo(this.n + 1);
    if (reducedMotion.matches || this.n === before) return;
    this.phase = 0;
    this.#runClock();
  }

  #modelValues() {
    const read = ([key, kind]) => {
      const held = this.model.get(key);
      return [key, kind.read(held === undefined ? [] : held)]; // null is a value: "auto"
    };
    return Object.fromEntries(Object.entries(this.kinds).map(read));
  }

  #shared(values) {
    return Object.fromEntries(Object.entries(values).filter(([key]) => !this.kinds[key].isLocal));
  }

  #readAddress() {
    const { place } = this.model;
    this.#addressName = place > 1 ? `${this.name}${place}` : this.name;
    const { values, notes } = readAddress(this.#addressName, this.#shared(this.kinds));
    this.values = { ...this.values, ...values };
    this.note = notes.join(" ");
  }

  #runClock() {
    if (this.#frameId !== null) return;
    this.#lastFrame = performance.now();
    this.#frameId = requestAnimationFrame((now) => this.#frame(now));
  }

  #frame(now) {
    this.#frameId = null;
    const seconds = Math.min(Math.max(now - this.#lastFrame, 0) / 1000, 0.1);
    this.#lastFrame = now;
    if (this.playing) this.#goOn(seconds * this.values.speed);
    else this.phase = Math.min(this.phase + seconds / STEP_SECONDS, 1);
    this.emit("cursor");
    if (this.playing && now - this.#lastReport > REPORT_WHILE_PLAYING) this.reportSoon();
    if (this.playing || this.phase < 1) {
      this.#frameId = requestAnimationFrame((then) => this.#frame(then));
    }
  }

  // Plays `ahead` units on, or as many as there is time for.
  #goOn(ahead) {
    const deadline = performance.now() + FRAME_BUDGET;
    while (performance.now() < deadline) {
      const left = (1 - this.phase) * this.duration(this.n);
      if (ahead < left) {
        this.phase += ahead / this.duration(this.n);
        return;
      }
      ahead -= left;
      this.phase = 1;
      const next = this.reach(this.n + 1);
      if (next === this.n) return this.pause(); // there is nothing further
      this.values.n = next;
      this.phase = 0;
    }
  }

  // Reports now, or, after a report just made, a little later: a slider that is dragged
  // would flood the kernel, and browsers limit how often a page's address may change.
  reportSoon() {
    if (this.#reportTimer !== null) return;
    const wait = this.#lastReport + REPORT_EVERY - performance.now();
    if (wait <= 0) return this.#report();
    this.#reportTimer = setTimeout(() => {
      this.#reportTimer = null;
      this.#report();
    }, wait);
  }

  // Tells Python, or on a static page the address, where things stand.
  #report() {
    this.#lastReport = performance.now();
    if (this.#addressName) {
      return writeAddress(this.#addressName, this.#shared(this.values), this.#defaults);
    }
    this.#known = { ...this.values, playing: this.playing };
    this.model.set({ ...this.#known, error: this.note, ...this.extras() });
    this.model.save_changes();
  }

  // The model has changed: what it holds other than we know, Python has set.
  #hear() {
    const held = { ...this.#modelValues(), playing: this.model.get("playing") };
    const isNew = ([key, value]) => !same(value, this.#known[key]);
    const { playing, ...changes } = Object.fromEntries(Object.entries(held).filter(isNew));
    this.#known = held;
    if (Object.keys(changes).length > 0) this.change(changes);
    if (playing === true) this.play();
    if (playing === false) this.pause();
  }
}
