// What HalfADigit shows: which digit, mask and draw, the reader's guess, and the pictures.

import { flag, readAddress, whole, writeAddress } from "../kit/settings.js";

const NAME = "half";
const IN_ADDRESS = ["digit", "mask", "draw"];

export class Session {
  #listeners = new Set();
  #addressName = null;
  #defaults;

  constructor(model) {
    this.model = model;
    const { sizes, data } = model.get("pictures");
    const [n, m, k, draws, ...size] = sizes;
    Object.assign(this, { n, draws, size, pixels: size[0] * size[1], note: "" });
    this.masks = model.get("masks");
    this.models = model.get("models");
    this.labels = model.get("labels");
    this.read = model.get("read");
    this.bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.counts = { m, k };
    this.kinds = {
      digit: whole(0, n - 1),
      mask: whole(0, m - 1),
      draw: whole(0, draws - 1),
      guess: whole(-1, 9),
      shown: flag,
      revealed: flag,
    };
    this.values = this.#held();
    this.#defaults = { ...this.values };
    if (model.isStatic) this.#readAddress();
    // Heard a moment later: what is set back while a change is being told would not be sent.
    model.on("change", () => queueMicrotask(() => this.#hear()));
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  // Changes settings. A new digit or mask is a new question: guess and answers are put away.
  change(changes) {
    const read = Object.entries(changes).map(([key, value]) => [key, this.kinds[key].read(value)]);
    const next = { ...this.values, ...Object.fromEntries(read) };
    const { digit, mask } = this.values;
    if (next.digit !== digit || next.mask !== mask) {
      Object.assign(next, { guess: -1, shown: false, revealed: false, draw: 0 });
    }
    this.values = next;
    this.note = "";
    this.#report();
    this.#emit();
  }

  guess(guess) {
    this.change({ guess, shown: true });
  }

  go(by) {
    this.change({ digit: (this.values.digit + by + this.n) % this.n });
  }

  toggleTruth() {
    this.change({ revealed: !this.values.revealed });
  }

  truth() {
    return this.#picture(this.values.digit);
  }

  hidden() {
    return this.#picture(this.n + this.values.mask);
  }

  answer(model) {
    return this.#picture(this.n + this.counts.m + this.#place(model, this.values.draw));
  }

  // Which digit a classifier reads in a draw of a model's answer.
  reading(model, draw) {
    return this.read[this.#place(model, draw)];
  }

  #place(model, draw) {
    const { digit, mask } = this.values;
    return ((mask * this.counts.k + model) * this.n + digit) * this.draws + draw;
  }

  #picture(place) {
    return this.bytes.subarray(place * this.pixels, (place + 1) * this.pixels);
  }

  #held() {
    return Object.fromEntries(Object.keys(this.kinds).map((key) => [key, this.model.get(key)]));
  }

  #hear() {
    const held = this.#held();
    if (JSON.stringify(held) === JSON.stringify(this.values)) return;
    const { digit, mask } = this.values;
    this.values = held;
    if (held.digit !== digit || held.mask !== mask) {
      Object.assign(this.values, { guess: -1, shown: false, revealed: false });
      this.#report();
    }
    this.#emit();
  }

  #report() {
    this.model.set({ ...this.values });
    this.model.save_changes();
    if (this.#addressName) {
      const shared = Object.fromEntries(IN_ADDRESS.map((key) => [key, this.values[key]]));
      writeAddress(this.#addressName, shared, this.#defaults);
    }
  }

  #readAddress() {
    const { place } = this.model;
    this.#addressName = place > 1 ? `${NAME}${place}` : NAME;
    const kinds = Object.fromEntries(IN_ADDRESS.map((key) => [key, this.kinds[key]]));
    const { values, notes } = readAddress(this.#addressName, kinds);
    Object.assign(this.values, values);
    this.note = notes.join(" ");
  }

  #emit() {
    for (const listener of this.#listeners) listener();
  }
}
