// How wide each class is, generation by generation: the trace of its covariance.

import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { h } from "../kit/dom.js";

const SHORTEST = 20; // generations that the axis spans at least
const MARGIN = { left: 44 };

export class Spread {
  #layer = new Layer({ role: "img" });

  constructor(session) {
    this.session = session;
    this.element = h("div", { class: "sfp-spread" }, this.#layer.canvas);
  }

  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }

  resize() {
    this.#layer.resize(this.element.clientWidth, this.element.clientHeight);
  }

  paint() {
    const { session, colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    const { generations, length, n } = session;
    const all = generations.slice(0, length + 1).map(({ spread }) => spread);
    const top = 1.1 * Math.max(...all.flat().filter(Number.isFinite), 0) || 1;
    const across = [0, Math.max(length, SHORTEST)];
    const scales = paintAxes(this.#layer, colours, across, [0, top], { margin: MARGIN });
    [0, 1].forEach((c) => this.#paintClass(all, c, scales));
    this.#paintNow(n, scales, top);
  }

  #paintClass(all, c, { toX, toY }) {
    const { pen } = this.#layer;
    pen.strokeStyle = pen.fillStyle = this.colours[c ? "c2" : "c1"];
    pen.lineWidth = 2;
    pen.setLineDash(c ? [6, 4] : []);
    pen.beginPath();
    all.forEach((spread, t) => Number.isFinite(spread[c]) && pen.lineTo(toX(t), toY(spread[c])));
    pen.stroke();
    pen.setLineDash([]);
    const now = all[this.session.n]?.[c];
    if (!Number.isFinite(now)) return;
    pen.beginPath();
    pen.arc(toX(this.session.n), toY(now), 4, 0, 2 * Math.PI);
    pen.fill();
  }

  #paintNow(n, { toX, toY }, top) {
    const { pen } = this.#layer;
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(toX(n), toY(0));
    pen.lineTo(toX(n), toY(top));
    pen.stroke();
  }
}
