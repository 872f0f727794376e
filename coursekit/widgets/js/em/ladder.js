// The bound and what it bounds, by half-step: they touch after each E-step, and part after
// each M-step by the gap, a Kullback-Leibler divergence.

import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { h } from "../kit/dom.js";

const SHOWN = 14; // half-steps
const RANGE = 4; // half-steps back that fix the height: the first rise dwarfs all others
const LEAST = 0.05; // nats that the height spans
const MARGIN = { left: 56 };

export class Ladder {
  #layer = new Layer({ role: "img" });

  constructor(session) {
    this.session = session;
    this.element = h("div", { class: "sfp-ladder" }, this.#layer.canvas);
  }

  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }

  resize() {
    this.#layer.resize(this.element.clientWidth, this.element.clientHeight);
  }

  paint() {
    const { colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    const { climb, n } = this.session;
    if (!climb) return this.#layer.clear();
    const first = Math.max(n - SHOWN, 0);
    const steps = Array.from({ length: n - first + 1 }, (_, j) => first + j);
    const points = steps.map((at) => ({
      at,
      value: climb.values[at >> 1],
      bound: at === 0 ? null : climb.bound(at),
    }));
    const recent = points.slice(-RANGE).flatMap(({ value, bound }) => [value, bound ?? value]);
    const across = [first, first + SHOWN + 0.5];
    const scales = paintAxes(this.#layer, colours, across, heights(recent), { margin: MARGIN });
    const { pen, width, height } = this.#layer;
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN.left - 4, 0, width, height - 20);
    pen.clip();
    this.#paintGaps(points, scales);
    this.#paintLine(points, scales, "value", colours.c1, []);
    this.#paintLine(points.slice(first === 0 ? 1 : 0), scales, "bound", colours.c2, [5, 3]);
    pen.restore();
  }

  #paintGaps(points, { toX, toY }) {
    const { pen } = this.#layer;
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = 5;
    pen.globalAlpha = 0.45;
    for (const { at, value, bound } of points) {
      if (bound === null || at % 2) continue;
      pen.beginPath();
      pen.moveTo(toX(at), toY(bound));
      pen.lineTo(toX(at), toY(value));
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  #paintLine(points, { toX, toY }, key, colour, dashes) {
    const { pen } = this.#layer;
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = 1.75;
    pen.setLineDash(dashes);
    pen.beginPath();
    for (const point of points) pen.lineTo(toX(point.at), toY(point[key]));
    pen.stroke();
    pen.setLineDash([]);
    for (const point of points) {
      pen.beginPath();
      pen.arc(toX(point.at), toY(point[key]), key === "value" ? 3 : 2.2, 0, 2 * Math.PI);
      pen.fill();
    }
  }
}

// A range with room around these values.
function heights(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(0.08 * (high - low), (LEAST - high + low) / 2);
  return [low - room, high + room];
}
