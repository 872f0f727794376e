// Settings that travel between the controls, Python and the page's address: what the session
// of every widget with more than one view or control does.
//
// A session extends WidgetSession with
//   rebuild(before)  answers changed settings, or throws an Error with the reason and leaves
//                    all as it was; `before` is null at the first time
//   play()           if it plays; `playing` says whether it does
//   extras()         what Python is told besides the settings ({} by default)
// and is begun by `begin()` once it is made.

import { readAddress, writeAddress } from "./settings.js";
import { reducedMotion } from "./theme.js";

const REPORT_EVERY = 150; // milliseconds between two reports, at least

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const sessions = new WeakMap(); // model -> session: all views of a model show the same

// The model's session, made by `make(model)` when first asked for.
export function sessionOf(model, make) {
  if (!sessions.has(model)) sessions.set(model, make(model));
  return sessions.get(model);
}

// What the reader is told of an Error of `rebuild`; `what` it has not taken the Error may say.
export const refusal = ({ what = "That", message }) => `${what} was not taken: ${message}.`;

export class WidgetSession {
  #addressName = null; // the widget's name in the page's address, on a static page
  #defaults;
  #known; // what the model holds as far as we have told it or heard
  #listeners = new Set();
  #reportTimer = null;

  playing = false;
  phase = 1; // how much of a step has been shown
  note = "";
  lastReport = -Infinity; // when Python or the address were last told

  // `traits` of all sessions of a widget: its `name` in addresses; the `kinds` of settings (see
  // settings.js; those that `isLocal` stay out of the address); if need be `safe` settings,
  // for a model that holds impossible ones.
  constructor(model, traits) {
    Object.assign(this, traits, { model });
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
      this.say(refusal(error));
      this.values = { ...this.#defaults, ...this.safe };
      this.rebuild(null);
    }
    // Heard a moment later: what is set back while a change is being told would not be sent.
    model.on("change", () => queueMicrotask(() => this.#hear()));
    if (model.get("playing") && !reducedMotion.matches) this.play();
    else this.reportSoon();
    return this;
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

  // Changes settings, as the reader or Python wishes. An impossible wish leaves all as it was
  // and a note that says why. Returns whether it was possible.
  change(changes) {
    const before = this.values;
    const problem = this.#try(changes);
    if (problem) {
      this.values = before;
      this.say(problem);
    }
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
    this.say(""); // what is wrong with the new settings, `rebuild` may say
    try {
      this.rebuild(before);
    } catch (error) {
      return refusal(error);
    }
    return "";
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.phase = 1;
    this.emit("settings");
    this.emit("cursor");
    this.reportSoon();
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

  // Reports now, or, after a report just made, a little later: a slider that is dragged
  // would flood the kernel, and browsers limit how often a page's address may change.
  reportSoon() {
    if (this.#reportTimer !== null) return;
    const wait = this.lastReport + REPORT_EVERY - performance.now();
    if (wait <= 0) return this.#report();
    this.#reportTimer = setTimeout(() => {
      this.#reportTimer = null;
      this.#report();
    }, wait);
  }

  // Tells Python, or on a static page the address, where things stand.
  #report() {
    this.lastReport = performance.now();
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
