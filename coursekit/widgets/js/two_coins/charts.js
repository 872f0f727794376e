// The log-likelihood and the bound: as functions of one coin's probability, and by half-step.

import { logJoint, bounds, logSumExp } from "../algorithms/two_coins.js";
import { sum } from "../algorithms/markov_chain.js";
import { paintAxes } from "../kit/axes.js";
import { Chart } from "../kit/chart.js";

const GRID = Array.from({ length: 197 }, (_, k) => 0.01 + k * 0.005);
const DEPTH = 8; // nats below the top that are always in sight
const SHOWN = 20; // half-steps
const MARGIN = { left: 52 };
const PLOT = { left: 52, right: 8, top: 8, bottom: 20 }; // around what is drawn in the axes

// Over the probability of heads of the chosen coin, the other where it is.
export class Curves extends Chart {
  constructor(session) {
    super(session, "sfp-curves");
    const follow = (event) => {
      if (this.scales) session.placeHeads(this.k, Number(this.scales.toX.invert(event.offsetX).toFixed(3)));
    };
    const { canvas } = this.layer;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      follow(event);
    });
    canvas.addEventListener("pointermove", (event) => event.buttons & 1 && follow(event));
  }

  get k() {
    return this.session.values.coin === "A" ? 0 : 1;
  }

  paint() {
    if (!this.isReady) return;
    const { session, layer, colours, k } = this;
    const { now, data } = session;
    const at = (p) => {
      const heads = now.theta.heads.map((other, j) => (j === k ? p : other));
      const rows = logJoint(data, { heads, weights: now.theta.weights });
      return [sum(logSumExp(rows)), sum(bounds(now.q, rows))];
    };
    const values = GRID.map(at);
    const top = Math.max(now.value, ...values.map(([value]) => value));
    const low = Math.min(now.bound, now.value, top - DEPTH);
    const room = 0.08 * (top - low);
    const scales = paintAxes(layer, colours, [0, 1], [low - room, top + room], { margin: MARGIN });
    this.scales = scales;
    const { pen, width, height } = layer;
    pen.save();
    pen.beginPath();
    pen.rect(PLOT.left, PLOT.top, width - PLOT.left - PLOT.right, height - PLOT.top - PLOT.bottom);
    pen.clip();
    const curve = (which) => GRID.map((p, i) => [p, Math.max(values[i][which], low - 1000)]);
    this.line(curve(0), scales, colours.c1);
    this.line(curve(1), scales, colours.c2, [6, 4]);
    pen.restore();
    const p = now.theta.heads[k];
    pen.globalAlpha = 0.45;
    this.line([[p, now.bound], [p, now.value]], scales, colours.c2, [], 7);
    pen.globalAlpha = 1;
    this.dot([p, now.value], scales, colours.c1, 5);
    this.dot([p, now.bound], scales, colours.c2, 4);
  }
}

// The same two by half-step.
export class Ladder extends Chart {
  constructor(session) {
    super(session, "sfp-ladder");
  }

  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { n, states } = session;
    const first = Math.max(n - SHOWN, 0);
    const steps = Array.from({ length: n - first + 1 }, (_, j) => first + j);
    const all = steps.flatMap((i) => [states[i].value, states[i].bound]);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const room = 0.08 * (high - low) || 1;
    const range = [low - room, high + room];
    const scales = paintAxes(layer, colours, [first, first + SHOWN + 0.5], range, { margin: MARGIN });
    const { pen } = layer;
    pen.globalAlpha = 0.45;
    for (const i of steps) {
      this.line([[i, states[i].bound], [i, states[i].value]], scales, colours.c2, [], 5);
    }
    pen.globalAlpha = 1;
    for (const [key, colour, dashes, radius] of [
      ["value", colours.c1, [], 3],
      ["bound", colours.c2, [5, 3], 2.2],
    ]) {
      const points = steps.map((i) => [i, states[i][key]]);
      this.line(points, scales, colour, dashes, 1.75);
      for (const point of points) this.dot(point, scales, colour, radius);
    }
  }
}
