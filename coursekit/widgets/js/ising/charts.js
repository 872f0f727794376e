// Energy and magnetisation by sweep, with the exact values, and the correlation by distance.

import { correlation } from "../algorithms/ising.js";
import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { h } from "../kit/dom.js";

const SHOWN = 300; // sweeps of a trace

export class Charts {
  constructor(session) {
    this.session = session;
    this.layers = Object.fromEntries(
      ["magnetisation", "energy", "correlation"].map((name) => [name, new Layer({ role: "img" })]),
    );
    this.boxes = Object.fromEntries(
      Object.entries(this.layers).map(([name, { canvas }]) => [
        name,
        h("div", { class: "sfp-chart" }, canvas),
      ]),
    );
  }

  describe(name, words) {
    this.layers[name].canvas.setAttribute("aria-label", words);
  }

  resize() {
    for (const [name, layer] of Object.entries(this.layers)) {
      layer.resize(this.boxes[name].clientWidth, this.boxes[name].clientHeight);
    }
  }

  paint() {
    if (!this.colours || this.layers.energy.width === 0) return;
    const { run } = this.session;
    this.#paintTrace("magnetisation", run.magnetisation, [-1, 1], (exact) => [exact[1], -exact[1]]);
    this.#paintTrace("energy", run.energy, [-2, 0.2], (exact) => [exact[0]]);
    this.#paintCorrelation();
  }

  #paintTrace(name, values, range, marks) {
    const layer = this.layers[name];
    const { pen } = layer;
    const { run } = this.session;
    const first = Math.max(run.sweeps - SHOWN, 0);
    const last = first + SHOWN;
    const { toX, toY } = paintAxes(layer, this.colours, [first, last], range);
    pen.strokeStyle = this.colours.c1;
    pen.lineWidth = 1.25;
    pen.beginPath();
    for (let k = first; k <= run.sweeps; k++) pen.lineTo(toX(k), toY(values[k]));
    pen.stroke();
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = 2;
    pen.setLineDash([7, 4]);
    run.stretches.forEach(({ from, exact }, k) => {
      const until = run.stretches[k + 1]?.from ?? last;
      if (!exact || until <= first) return;
      for (const value of new Set(marks(exact))) {
        pen.beginPath();
        pen.moveTo(toX(Math.max(from, first)), toY(value));
        pen.lineTo(toX(until), toY(value));
        pen.stroke();
      }
    });
    pen.setLineDash([]);
  }

  #paintCorrelation() {
    const layer = this.layers.correlation;
    const { pen } = layer;
    const { run } = this.session;
    const now = correlation(run.lattice);
    const { correlation: mean } = run.means();
    const furthest = Math.min(now.length - 1, 32);
    const lowest = Math.min(-0.2, ...now, ...(mean ?? []));
    const { toX, toY } = paintAxes(layer, this.colours, [0, furthest], [lowest, 1]);
    const line = (values, colour, width) => {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      for (let r = 0; r <= furthest; r++) pen.lineTo(toX(r), toY(values[r]));
      pen.stroke();
    };
    line(now, this.colours.muted, 1);
    if (mean) line(mean, this.colours.c1, 2);
    const { exact } = run.stretches.at(-1);
    if (!exact) return;
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = 2;
    pen.setLineDash([7, 4]);
    pen.beginPath();
    pen.moveTo(toX(0), toY(exact[1] ** 2));
    pen.lineTo(toX(furthest), toY(exact[1] ** 2));
    pen.stroke();
    pen.setLineDash([]);
  }
}
