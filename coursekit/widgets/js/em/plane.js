// The picture: points in the mixed colours of their components, ellipses, and means to drag.

import { axesOf } from "../algorithms/gaussian_mixture.js";
import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { clip, fixed, onKeys } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { arrowKeys, inside } from "../kit/frame.js";
import { coloursOf, mark, mixed, toRGB } from "./colours.js";

const MARGIN = { left: 40, right: 10, top: 10, bottom: 22 };
const RADIUS = 3.2; // of a point
const SLACK = 3; // pixels that a hand may tremble in a click

export class Plane {
  #layer = new Layer({ role: "img" });
  #handles = [];
  #held = null; // {k, mean, from, pixels}: the mean that is dragged, where it was taken
  #hasMoved = false; // since the pointer went down

  // `say(words)` tells a screen reader.
  constructor(session, say, keysId) {
    Object.assign(this, { session, say, cursor: null });
    this.element = h(
      "div",
      {
        class: "sfp-plane",
        role: "application",
        tabindex: 0,
        "aria-label": "The plane",
        "aria-describedby": keysId,
      },
      this.#layer.canvas,
    );
    this.element.addEventListener("click", (event) => {
      const isByPointer = event.detail > 0;
      if (isByPointer && !this.#hasMoved) session.addPoint(this.#at(event));
    });
    this.element.addEventListener("pointerdown", (event) => this.#grab(event));
    this.element.addEventListener("pointermove", (event) => this.#pull(event));
    for (const name of ["pointerup", "pointercancel"]) {
      this.element.addEventListener(name, () => (this.#held = null));
    }
    onKeys(this.element, (event) => this.#keys(event));
  }

  describe(words) {
    const { weights, means, covariances } = this.session.moment?.theta ?? {};
    const components = this.#handles.map((handle, k) => {
      const [xx, , yy] = covariances[k];
      const widths = pair([Math.sqrt(xx), Math.sqrt(yy)]);
      const name = `Mean ${k + 1} at ${pair(means[k])}, weight ${fixed(weights[k], 2)}`;
      handle.setAttribute("aria-label", name);
      return `${name}, widths ${widths}.`;
    });
    this.#layer.canvas.setAttribute("aria-label", [words, ...components].join(" "));
  }

  resize() {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth > 0) this.#layer.resize(clientWidth, clientHeight);
    return clientWidth > 0;
  }

  paint() {
    const { session, colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    const [across, up] = session.frame;
    this.scales = paintAxes(this.#layer, colours, across, up, { margin: MARGIN });
    const { moment } = session;
    this.#paintPoints(moment);
    moment?.theta.means.forEach((_, k) => this.#paintEllipse(moment.theta, k));
    this.#placeHandles(moment?.theta.means ?? []);
    if (this.cursor) this.#paintCursor();
  }

  #paintPoints(moment) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    const palette = coloursOf(this.colours).map(toRGB);
    const plain = toRGB(this.colours.muted);
    this.session.values.data.forEach(([x, y], i) => {
      pen.fillStyle = moment ? mixed(moment, palette, plain, i) : this.colours.muted;
      pen.beginPath();
      pen.arc(toX(x), toY(y), RADIUS, 0, 2 * Math.PI);
      pen.fill();
    });
  }

  // One and two standard deviations about a mean.
  #paintEllipse({ means, covariances }, k) {
    const { pen, width, height } = this.#layer;
    const { toX, toY } = this.scales;
    const [xx, xy, yy] = covariances[k];
    const [a, b] = [toX(1) - toX(0), toY(1) - toY(0)]; // pixels of a unit
    const { long, short, angle } = axesOf([xx * a * a, xy * a * b, yy * b * b]);
    const colour = coloursOf(this.colours)[k];
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN.left, 0, width - MARGIN.left, height - MARGIN.bottom);
    pen.clip();
    pen.strokeStyle = pen.fillStyle = colour;
    for (const size of [1, 2]) {
      const radii = [long, short].map((v) => Math.max(size * Math.sqrt(Math.max(v, 0)), 1));
      pen.beginPath();
      pen.ellipse(toX(means[k][0]), toY(means[k][1]), ...radii, angle, 0, 2 * Math.PI);
      pen.globalAlpha = 0.07;
      pen.fill();
      pen.globalAlpha = size === 2 ? 1 : 0.6;
      pen.lineWidth = size === 2 ? 2 : 1;
      pen.stroke();
    }
    pen.restore();
  }

  #paintCursor() {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    mark(pen, "+", toX(this.cursor[0]), toY(this.cursor[1]), this.colours.fg);
  }

  #placeHandles(means) {
    while (this.#handles.length > means.length) this.#handles.pop().remove();
    while (this.#handles.length < means.length) this.#addHandle(this.#handles.length);
    const { toX, toY } = this.scales;
    means.forEach(([x, y], k) => {
      const handle = this.#handles[k];
      const { width, height } = this.#layer;
      handle.style.left = `${clip(toX(x), 22, width - 22)}px`;
      handle.style.top = `${clip(toY(y), 22, height - 22)}px`;
      handle.style.setProperty("--component", coloursOf(this.colours)[k]);
    });
  }

  #addHandle(k) {
    const handle = h("button", { type: "button", class: "sfp-mean" }, h("span", {}, k + 1));
    this.#handles.push(handle);
    this.element.append(handle);
  }

  #grab(event) {
    this.#hasMoved = false;
    const handle = event.target.closest(".sfp-mean");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    const k = this.#handles.indexOf(handle);
    const mean = this.session.moment.theta.means[k];
    this.#held = { k, mean, from: this.#at(event), pixels: [event.clientX, event.clientY] };
  }

  #pull(event) {
    if (!this.#held) return;
    const { k, mean, from, pixels } = this.#held;
    const way = Math.hypot(event.clientX - pixels[0], event.clientY - pixels[1]);
    this.#hasMoved ||= way > SLACK;
    if (!this.#hasMoved) return;
    const at = this.#at(event);
    const to = mean.map((value, j) => value + at[j] - from[j]);
    this.session.moveMean(k, inside(this.session.frame, to));
  }

  // Where a pointer is in the frame.
  #at(event) {
    const box = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales;
    return inside(this.session.frame, [
      toX.invert(event.clientX - box.left - this.element.clientLeft),
      toY.invert(event.clientY - box.top - this.element.clientTop),
    ]);
  }

  #keys(event) {
    const { session } = this;
    const k = this.#handles.indexOf(event.target);
    const common = {
      " ": () => session.toggle(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
    };
    if (k >= 0) {
      const mean = session.moment.theta.means[k];
      return { ...common, ...arrowKeys(session.frame, event, mean, (point) => session.moveMean(k, point)) };
    }
    if (!this.cursor) {
      const middle = session.frame.map(([low, high]) => (low + high) / 2);
      return { ...common, Enter: () => this.#setCursor(middle) };
    }
    return {
      ...common,
      ...arrowKeys(session.frame, event, this.cursor, (point) => this.#setCursor(point)),
      Enter: () => {
        session.addPoint(this.cursor);
        this.say(`Point ${session.values.data.length} at ${pair(this.cursor)}.`);
      },
      Escape: () => this.#setCursor(null),
    };
  }

  #setCursor(point) {
    this.cursor = point;
    this.paint();
    this.say(point ? `Place ${pair(point)}: Enter adds a point.` : "No place chosen.");
  }
}

export const pair = (point) => point.map((v) => Number(v.toPrecision(3))).join(", ").replace(/-/g, "−");
