// The picture: points of two classes to drag, borders, dreams and copies.

import { logOdds } from "../algorithms/classifiers.js";
import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { onKeys } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { arrowKeys, inside } from "../kit/frame.js";
import { zeros } from "./borders.js";

const MARGIN = { left: 40, right: 10, top: 10, bottom: 22 };
const NEAR = 16; // pixels from a point that still take it
const SLACK = 3; // pixels that a hand may tremble in a click
const DRAWN = 400; // copies

// How each border is drawn.
export const LINES = {
  shared: { colour: "c3", dashes: [], width: 2.5 },
  own: { colour: "c4", dashes: [10, 4], width: 2.5 },
  naive: { colour: "c5", dashes: [2, 4], width: 3 },
  logistic: { colour: "fg", dashes: [10, 4, 2, 4], width: 2.5 },
};

export class Plane {
  #layer = new Layer({ role: "img" });
  #held = null; // {i, from, pixels}: the point that is dragged, where it was taken
  #hasMoved = false; // since the pointer went down

  // `say(words)` tells a screen reader.
  constructor(session, say, keysId) {
    Object.assign(this, { session, say, cursor: null });
    const attributes = { class: "sfp-plane", role: "application", tabindex: 0, "aria-label": "The plane" };
    this.element = h("div", { ...attributes, "aria-describedby": keysId }, this.#layer.canvas);
    this.element.addEventListener("pointerdown", (event) => this.#press(event));
    this.element.addEventListener("pointermove", (event) => this.#pull(event));
    this.element.addEventListener("pointerup", (event) => this.#release(event));
    this.element.addEventListener("pointercancel", () => (this.#held = null));
    // A finger on a point drags it; elsewhere it scrolls the page.
    const hold = (event) => this.#nearest(event.touches[0]) >= 0 && event.preventDefault();
    this.element.addEventListener("touchstart", hold, { passive: false });
    onKeys(this.element, (event) => this.#keys(event));
  }

  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }

  // Returns whether there is room for a picture.
  resize() {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth > 0) this.#layer.resize(clientWidth, clientHeight);
    return clientWidth > 0;
  }

  paint() {
    const { session, colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    this.scales = paintAxes(this.#layer, colours, ...session.frame, { margin: MARGIN });
    const { pen, width, height } = this.#layer;
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN.left, 0, width - MARGIN.left, height - MARGIN.bottom);
    pen.clip();
    this.#paintPoints();
    this.#paintBorders();
    pen.restore();
    if (this.cursor) this.#paintCursor();
  }

  #paintPoints() {
    const { session } = this;
    const { data } = session.values;
    const isCopy = session.n > 0;
    const dreamt = session.dreamt;
    this.#layer.pen.globalAlpha = isCopy || dreamt ? 0.35 : 0.85;
    for (const [x, y, c] of data) this.#paintPoint([x, y], c, isCopy ? 2 : 4, true);
    this.#layer.pen.globalAlpha = 1;
    const { points, labels, realCount } = session.shown;
    if (isCopy) {
      points.slice(-DRAWN).forEach((point, k) => {
        const i = Math.max(points.length - DRAWN, 0) + k;
        this.#paintPoint(point, labels[i], 4, i < realCount);
      });
    }
    dreamt?.points.forEach((point, i) => this.#paintPoint(point, dreamt.labels[i], 4, false));
    if (session.selected >= 0 && !isCopy) this.#paintRing(data[session.selected]);
  }

  // A disc or a diamond, by its class; hollow if it is a dream.
  #paintPoint([x, y], c, size, isFull) {
    const { pen } = this.#layer;
    const [px, py] = [this.scales.toX(x), this.scales.toY(y)];
    pen.fillStyle = pen.strokeStyle = this.colours[c ? "c2" : "c1"];
    pen.lineWidth = 1.5;
    pen.beginPath();
    if (c) {
      const far = size * 1.25;
      for (const [dx, dy] of [[0, -far], [far, 0], [0, far], [-far, 0]]) pen.lineTo(px + dx, py + dy);
      pen.closePath();
    } else {
      pen.arc(px, py, size, 0, 2 * Math.PI);
    }
    if (isFull) pen.fill();
    else pen.stroke();
  }

  #paintRing([x, y]) {
    const { pen } = this.#layer;
    pen.strokeStyle = this.colours.fg;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(this.scales.toX(x), this.scales.toY(y), 10, 0, 2 * Math.PI);
    pen.stroke();
  }

  #paintBorders() {
    const { session, colours } = this;
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    for (const name of session.values.models) {
      const { model } = session.fits[name];
      if (!model) continue;
      const { colour, dashes, width } = LINES[name];
      pen.strokeStyle = colours[colour];
      pen.lineWidth = width;
      pen.setLineDash(dashes);
      pen.beginPath();
      for (const path of chained(zeros((point) => logOdds(model, point), session.frame))) {
        path.forEach(([x, y], k) => (k ? pen.lineTo(toX(x), toY(y)) : pen.moveTo(toX(x), toY(y))));
      }
      pen.stroke();
    }
    pen.setLineDash([]);
  }

  #paintCursor() {
    const { pen } = this.#layer;
    const [x, y] = [this.scales.toX(this.cursor[0]), this.scales.toY(this.cursor[1])];
    pen.strokeStyle = this.colours.fg;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const [dx, dy] of [[1, 0], [0, 1]]) {
      pen.moveTo(x - 9 * dx, y - 9 * dy);
      pen.lineTo(x + 9 * dx, y + 9 * dy);
    }
    pen.stroke();
  }

  #press(event) {
    if (event.button !== 0) return;
    this.#hasMoved = false;
    const i = this.session.n === 0 ? this.#nearest(event) : -1;
    const pixels = [event.clientX, event.clientY];
    this.#held = { i, pixels, from: this.#at(event), point: this.session.values.data[i] };
    if (i < 0) return;
    event.preventDefault();
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    this.cursor = null;
    this.session.select(i);
  }

  #pull(event) {
    if (!this.#held) {
      this.element.classList.toggle("sfp-near", this.session.n === 0 && this.#nearest(event) >= 0);
      return;
    }
    const { i, point, from, pixels } = this.#held;
    this.#hasMoved ||= Math.hypot(event.clientX - pixels[0], event.clientY - pixels[1]) > SLACK;
    if (i < 0 || !this.#hasMoved) return;
    const at = this.#at(event);
    this.session.movePoint(i, inside(this.session.frame, [0, 1].map((k) => point[k] + at[k] - from[k])));
  }

  #release(event) {
    const held = this.#held;
    this.#held = null;
    if (!held || held.i >= 0 || this.#hasMoved) return;
    if (this.session.n > 0) {
      return this.session.say("These are copies. Go back to generation 0 to change the data.");
    }
    this.session.addPoint(this.#at(event));
  }

  // The number of the point nearest to the pointer, if it is near; or -1.
  #nearest({ clientX, clientY }) {
    if (!this.scales) return -1;
    const box = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales;
    const away = this.session.values.data.map(([x, y]) =>
      Math.hypot(toX(x) + box.left - clientX, toY(y) + box.top - clientY),
    );
    const least = Math.min(...away);
    return least <= NEAR ? away.indexOf(least) : -1;
  }

  // Where a pointer is, in the units of the data, inside the frame.
  #at(event) {
    const box = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales;
    return inside(this.session.frame, [toX.invert(event.clientX - box.left), toY.invert(event.clientY - box.top)]);
  }

  #keys(event) {
    const { session } = this;
    const common = {
      " ": () => session.toggle(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
      d: () => session.sleep(),
    };
    if (session.n > 0) return common;
    const { selected } = session;
    const editing = {
      ...common,
      ".": () => this.#choose(1),
      ",": () => this.#choose(-1),
      Enter: () => this.#setCursor(session.frame.map(([low, high]) => (low + high) / 2)),
    };
    if (this.cursor) {
      return {
        ...editing,
        ...arrowKeys(this.session.frame, event, this.cursor, (point) => this.#setCursor(point)),
        Enter: () => {
          session.addPoint(this.cursor);
          this.say(`Point ${session.values.data.length} of class ${session.values.classes[session.adds]} at ${pair(this.cursor)}.`);
        },
        Escape: () => this.#setCursor(null),
      };
    }
    if (selected < 0) return editing;
    const point = session.values.data[selected].slice(0, 2);
    return {
      ...editing,
      ...arrowKeys(this.session.frame, event, point, (to) => session.movePoint(selected, to)),
      Delete: () => session.removePoint(),
      Backspace: () => session.removePoint(),
      c: () => session.switchClass(),
      Escape: () => session.select(-1),
    };
  }

  #choose(step) {
    this.cursor = null;
    this.session.selectNext(step);
    const { selected, values } = this.session;
    if (selected < 0) return;
    const [x, y, c] = values.data[selected];
    this.say(`Point ${selected + 1} of ${values.data.length}, class ${values.classes[c]}, at ${pair([x, y])}.`);
  }

  #setCursor(point) {
    this.cursor = point;
    this.paint();
    this.say(point ? `Place ${pair(point)}: Enter adds a point.` : "No place chosen.");
  }
}

// Segments put end to end, so that dashes run on from one to the next.
function chained(segments) {
  const key = ([x, y]) => `${x.toPrecision(12)} ${y.toPrecision(12)}`;
  const ends = new Map();
  for (const segment of segments) {
    for (const point of segment) ends.set(key(point), [...(ends.get(key(point)) ?? []), segment]);
  }
  const left = new Set(segments);
  const grow = (path) => {
    for (;;) {
      const last = path.at(-1);
      const next = ends.get(key(last)).find((segment) => left.has(segment));
      if (!next) return path;
      left.delete(next);
      path.push(key(next[0]) === key(last) ? next[1] : next[0]);
    }
  };
  const paths = [];
  for (const segment of segments) {
    if (!left.delete(segment)) continue;
    paths.push(grow(grow([...segment]).reverse()));
  }
  return paths;
}

export const pair = (point) => point.map((v) => Number(v.toPrecision(3))).join(", ").replace(/-/g, "−");
