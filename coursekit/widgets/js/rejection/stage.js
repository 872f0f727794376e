// The stage: target and envelope, the darts between them, and grips to move the envelope.

import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { clip, fixed, onKeys } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { CENTRES, HEIGHTS, round, WIDTHS } from "./session.js";

const ACROSS = [-0.2, 1.2];
const MARGIN = { left: 34, right: 8, top: 12, bottom: 20 };
const DRAWN = 1500; // of the last darts
const HATCH = 7; // pixels between two strokes
const grid = Array.from({ length: 351 }, (_, k) => ACROSS[0] + (k / 350) * (ACROSS[1] - ACROSS[0]));
const BOX = [0, 0, ...grid.filter((x) => x > 0 && x < 1), 1, 1]; // a uniform's envelope has walls

export class Stage {
  #layer = new Layer({ role: "img" });
  #held = null; // the grip that is dragged

  constructor(session) {
    this.session = session;
    const grip = (name, words) =>
      h("button", { type: "button", class: `sfp-grip sfp-${name}`, title: words }, h("span", {}));
    this.grips = {
      peak: grip("peak", "Drag the envelope"),
      edge: grip("edge", "Drag the width of the proposal"),
    };
    this.element = h("div", { class: "sfp-stage" }, this.#layer.canvas, ...Object.values(this.grips));
    for (const [name, element] of Object.entries(this.grips)) {
      element.addEventListener("pointerdown", (event) => this.#grab(name, event));
      element.addEventListener("pointermove", (event) => this.#pull(event));
      for (const end of ["pointerup", "pointercancel"]) {
        element.addEventListener(end, () => this.#release());
      }
      onKeys(element, (event) => this.#keys(name, event));
    }
  }

  describe(words) {
    const { M, values } = this.session;
    const centre = values.proposal === "normal" ? `, centre ${fixed(values.centre, 2)}` : "";
    this.#layer.canvas.setAttribute("aria-label", words);
    this.grips.peak.setAttribute("aria-label", `Envelope, M = ${fixed(M, 3)}${centre}`);
    this.grips.edge.setAttribute("aria-label", `Width of the proposal, ${fixed(values.width, 2)}`);
  }

  // Returns whether there is room for a picture.
  resize() {
    this.#layer.resize(this.element.clientWidth, this.element.clientHeight);
    return this.#layer.width > 0;
  }

  paint() {
    const { session, colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    const { M, proposal, top } = session;
    if (!this.#held) this.up = [0, 1.12 * Math.max(top, M * proposal.top)];
    this.scales = paintAxes(this.#layer, colours, ACROSS, this.up, { margin: MARGIN });
    const { pen, width, height } = this.#layer;
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN.left, 0, width - MARGIN.left - MARGIN.right, height - MARGIN.bottom + 1);
    pen.clip();
    this.#paintTarget();
    this.#paintGaps();
    this.#paintDarts();
    this.#paintEnvelope();
    pen.restore();
    this.#placeGrips();
  }

  #trace(xs, f) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.beginPath();
    for (const x of xs) pen.lineTo(toX(x), toY(f(x)));
  }

  #paintTarget() {
    const { pen } = this.#layer;
    this.#trace(grid, this.session.target);
    pen.fillStyle = this.colours.fg;
    pen.globalAlpha = 0.08;
    pen.fill();
    pen.globalAlpha = 1;
    pen.strokeStyle = this.colours.fg;
    pen.lineWidth = 2;
    pen.stroke();
  }

  // Hatches what the envelope leaves uncovered.
  #paintGaps() {
    const { pen, width, height } = this.#layer;
    const { target, proposal, M, gaps } = this.session;
    for (const [from, to] of gaps) {
      const xs = grid.filter((x) => x > from && x < to);
      const inside = [from, ...xs, to];
      pen.save();
      pen.beginPath();
      const { toX, toY } = this.scales;
      for (const x of inside) pen.lineTo(toX(x), toY(target(x)));
      for (const x of inside.reverse()) pen.lineTo(toX(x), toY(M * proposal.density(x)));
      pen.clip();
      pen.strokeStyle = this.colours.c2;
      pen.lineWidth = 1.5;
      pen.beginPath();
      for (let start = -height; start < width; start += HATCH) {
        pen.moveTo(start, height);
        pen.lineTo(start + height, 0);
      }
      pen.stroke();
      pen.restore();
    }
  }

  #paintEnvelope() {
    const { pen } = this.#layer;
    const { proposal, values, M } = this.session;
    if (values.proposal === "normal") this.#trace(grid, (x) => M * proposal.density(x));
    else this.#traceBox(M);
    pen.strokeStyle = this.colours.c4;
    pen.lineWidth = 2;
    pen.setLineDash([7, 4]);
    pen.stroke();
    pen.setLineDash([]);
  }

  #traceBox(M) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.beginPath();
    BOX.forEach((x, k) => pen.lineTo(toX(x), toY(k === 0 || k === BOX.length - 1 ? 0 : M)));
  }

  #paintDarts() {
    const { session } = this;
    const { darts, n } = session;
    const size = n < 60 ? 4 : n < 400 ? 3 : 2.2;
    for (const isAccepted of [false, true]) {
      for (let k = Math.max(n - DRAWN, 0); k < n; k++) {
        if (darts[k].isAccepted === isAccepted) this.#paintDart(darts[k], size);
      }
    }
    if (n > 0) this.#paintLast(darts[n - 1]);
  }

  // A disc if accepted, a cross if not.
  #paintDart({ x, height, isAccepted }, size) {
    const { pen } = this.#layer;
    const [px, py] = [this.scales.toX(x), this.scales.toY(height)];
    pen.beginPath();
    if (isAccepted) {
      pen.fillStyle = this.colours.c1;
      pen.arc(px, py, size * 0.9, 0, 2 * Math.PI);
      return pen.fill();
    }
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = size > 3 ? 1.75 : 1.25;
    pen.moveTo(px - size, py - size);
    pen.lineTo(px + size, py + size);
    pen.moveTo(px + size, py - size);
    pen.lineTo(px - size, py + size);
    pen.stroke();
  }

  // The last dart larger, with a plumb line to its place on the axis.
  #paintLast(dart) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.strokeStyle = dart.isAccepted ? this.colours.c1 : this.colours.c2;
    pen.lineWidth = 1;
    pen.setLineDash([3, 3]);
    pen.beginPath();
    pen.moveTo(toX(dart.x), toY(0));
    pen.lineTo(toX(dart.x), toY(dart.height));
    pen.stroke();
    pen.setLineDash([]);
    pen.beginPath();
    pen.arc(toX(dart.x), toY(dart.height), 9, 0, 2 * Math.PI);
    pen.stroke();
    this.#paintDart(dart, 5);
  }

  // Where the grips are: the top of the envelope, and one width right of it.
  #places() {
    const { M, proposal, values } = this.session;
    if (values.proposal === "uniform") return { peak: [0.5, M] };
    const { centre, width } = values;
    const edge = centre + width;
    return { peak: [centre, M * proposal.top], edge: [edge, M * proposal.density(edge)] };
  }

  #placeGrips() {
    const { width, height } = this.#layer;
    const places = this.#places();
    for (const [name, grip] of Object.entries(this.grips)) {
      grip.hidden = !(name in places);
      if (grip.hidden) continue;
      const [x, y] = places[name];
      grip.style.left = `${clip(this.scales.toX(x), 22, width - 22)}px`;
      grip.style.top = `${clip(this.scales.toY(y), 14, height - 22)}px`;
    }
  }

  #grab(name, event) {
    if (event.button !== 0) return;
    event.preventDefault();
    const grip = this.grips[name];
    grip.focus({ preventScroll: true });
    grip.setPointerCapture(event.pointerId);
    const [x, y] = this.#places()[name];
    this.#held = { name, x, y, from: this.#at(event), pixels: [event.clientX, event.clientY] };
  }

  #pull(event) {
    if (!this.#held) return;
    const { name, x, y, from, pixels } = this.#held;
    const [right, down] = [event.clientX - pixels[0], event.clientY - pixels[1]];
    if (Math.hypot(right, down) < 2) return;
    const at = this.#at(event);
    this.#move(name, [x + at[0] - from[0], y + at[1] - from[1]], Math.abs(down) >= 2);
  }

  #release() {
    this.#held = null;
    this.paint();
  }

  // Moves a grip to a point in the units of the picture; `isUp`: M too, if the grip has it.
  #move(name, [x, y], isUp) {
    const { values, proposal } = this.session;
    if (name === "edge") {
      return this.session.change({ width: clip(hundredth(x - values.centre), ...WIDTHS) });
    }
    const changes = isUp ? { M: clip(round(y / proposal.top), ...HEIGHTS) } : {};
    if (values.proposal === "normal") changes.centre = clip(hundredth(x), ...CENTRES);
    this.session.change(changes);
  }

  #at(event) {
    const box = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales;
    return [toX.invert(event.clientX - box.left), toY.invert(event.clientY - box.top)];
  }

  #keys(name, { shiftKey }) {
    const { session } = this;
    const { values, M } = session;
    const step = shiftKey ? 5 : 1;
    const across = (sign) => () => {
      const key = name === "edge" ? "width" : "centre";
      const range = name === "edge" ? WIDTHS : CENTRES;
      session.change({ [key]: clip(hundredth(values[key] + sign * step * 0.01), ...range) });
    };
    const up = (sign) => () =>
      session.change({ M: clip(round(M * 1.01 ** (sign * step)), ...HEIGHTS) });
    return {
      ...(values.proposal === "normal" ? { ArrowLeft: across(-1), ArrowRight: across(1) } : {}),
      ...(name === "peak" ? { ArrowUp: up(1), ArrowDown: up(-1) } : {}),
    };
  }
}

const hundredth = (value) => Number(value.toFixed(2));
