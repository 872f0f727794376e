// Share and lead of every run against the number of flips, and the histogram of the time in
// the lead against the arcsine law.

import { arcsineCdf, INTERVALS } from "../algorithms/coin_flips.js";
import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { clip } from "../kit/controls.js";
import { h } from "../kit/dom.js";

const DRAWN = 100; // runs that are drawn; all of them are counted
const Z = 1.96; // standard deviations that hold 95 %
const PLOT = { left: 34, right: 4, top: 4, bottom: 20 }; // around what is drawn in the axes

// What the two charts over time show: the value of a run after t flips, where it is expected,
// and how far the band reaches.
const PATHS = {
  share: {
    value: ({ count }, t) => count[t] / t,
    centre: (p) => p,
    reach: (p, t) => Z * Math.sqrt((p * (1 - p)) / t),
    range({ p, flips }) {
      const far = Math.min(0.5, Math.max(0.12, 4 * Math.sqrt((20 * p * (1 - p)) / flips)));
      return [Math.max(p - far, 0), Math.min(p + far, 1)];
    },
  },
  lead: {
    value: ({ count }, t) => count[t] - t / 2,
    centre: (p, t) => t * (p - 0.5),
    reach: (p, t) => Math.sqrt(t * p * (1 - p)),
    range({ p, flips }) {
      const far = 3.5 * Math.sqrt(flips * p * (1 - p));
      const drift = flips * (p - 0.5);
      return [Math.min(drift, 0) - far, Math.max(drift, 0) + far];
    },
  },
};

export class Charts {
  #painted = 0; // flips that are painted of every run

  constructor(session, choose) {
    this.session = session;
    this.paths = Object.fromEntries(
      Object.keys(PATHS).map((name) => {
        const layers = [new Layer(), new Layer(), new Layer({ role: "img" })];
        const box = h("div", { class: "sfp-path" }, ...layers.map(({ canvas }) => canvas));
        box.addEventListener("click", (event) => choose(this.#nearest(name, event)));
        return [name, { layers, box }];
      }),
    );
    this.histogram = new Layer({ role: "img" });
    this.histogramBox = h("div", { class: "sfp-histogram" }, this.histogram.canvas);
  }

  describe(share, lead, time) {
    this.paths.share.layers[2].canvas.setAttribute("aria-label", share);
    this.paths.lead.layers[2].canvas.setAttribute("aria-label", lead);
    this.histogram.canvas.setAttribute("aria-label", time);
  }

  // Takes the size that the page gives. Returns whether there is one.
  resize() {
    for (const { layers, box } of Object.values(this.paths)) {
      for (const layer of layers) layer.resize(box.clientWidth, box.clientHeight);
    }
    this.histogram.resize(this.histogramBox.clientWidth, this.histogramBox.clientHeight);
    return this.histogram.width > 0;
  }

  // Paints everything afresh: after a change of runs, size or theme.
  paintAll() {
    if (!this.colours || this.histogram.width === 0) return;
    for (const name of Object.keys(PATHS)) this.#paintFrame(name);
    this.#painted = 0;
    this.paint();
  }

  // Paints what has changed since the last time: called every frame.
  paint() {
    if (!this.colours || this.histogram.width === 0) return;
    const { n } = this.session;
    if (n < this.#painted) {
      for (const { layers } of Object.values(this.paths)) layers[1].clear();
      this.#painted = 0;
    }
    for (const name of Object.keys(PATHS)) {
      this.#paintRuns(name, this.#painted, n);
      this.#paintChosen(name);
    }
    this.#painted = n;
    this.#paintHistogram();
  }

  // Axes, and the band around the expected value.
  #paintFrame(name) {
    const { layers } = this.paths[name];
    const { p, flips } = this.session.values;
    const { centre, reach, range } = PATHS[name];
    const frame = paintAxes(layers[0], this.colours, [0, flips], range({ p, flips }));
    this.paths[name].frame = frame;
    layers[1].clear();
    const times = this.#times(1, flips);
    const edge = (side) => times.map((t) => [t, centre(p, t) + side * reach(p, t)]);
    this.paths[name].edges = [edge(0), edge(1), edge(-1)];
    inside(layers[0], (pen) => {
      pen.fillStyle = this.colours.muted;
      pen.globalAlpha = 0.18;
      trace(pen, frame, [...edge(1), ...edge(-1).reverse()]);
      pen.fill();
    });
  }

  #paintRuns(name, from, to) {
    if (to <= Math.max(from, 1)) return;
    const { layers, frame } = this.paths[name];
    const { value } = PATHS[name];
    const runs = this.session.runs.slice(0, DRAWN);
    const times = this.#times(Math.max(from, 1), to);
    inside(layers[1], (pen) => {
      pen.strokeStyle = this.colours.c1;
      pen.globalAlpha = Math.min(1, 0.15 + 3 / runs.length);
      pen.lineWidth = 1;
      for (const run of runs) {
        pen.beginPath();
        for (const t of times) pen.lineTo(frame.toX(t), frame.toY(value(run, t)));
        pen.stroke();
      }
    });
  }

  // The expected value and the band's edges, over the runs; then the chosen run, with its
  // interval, and where it is now.
  #paintChosen(name) {
    const { layers, frame, edges } = this.paths[name];
    const { n, chosen, values } = this.session;
    const { fg, c2, bg } = this.colours;
    layers[2].clear();
    inside(layers[2], (pen) => {
      pen.strokeStyle = fg;
      edges.forEach((edge, k) => {
        pen.setLineDash(k ? [5, 4] : []);
        trace(pen, frame, edge);
        pen.stroke();
      });
    });
    if (n === 0) return;
    const times = this.#times(1, n);
    const path = times.map((t) => [t, PATHS[name].value(chosen, t)]);
    inside(layers[2], (pen) => {
      pen.fillStyle = c2;
      if (name === "share") {
        const ends = times.map((t) => INTERVALS[values.interval](chosen.count[t], t));
        const edge = (k) => times.map((t, i) => [t, ends[i][k]]);
        pen.globalAlpha = 0.22;
        trace(pen, frame, [...edge(0), ...edge(1).reverse()]);
        pen.fill();
        pen.globalAlpha = 1;
      }
      trace(pen, frame, path);
      pen.strokeStyle = bg;
      pen.lineWidth = 4;
      pen.stroke();
      pen.strokeStyle = c2;
      pen.lineWidth = 2;
      pen.stroke();
      const [t, value] = path.at(-1);
      pen.beginPath();
      pen.arc(frame.toX(t), frame.toY(value), 4, 0, 2 * Math.PI);
      pen.fill();
    });
  }

  #paintHistogram() {
    const { session, colours, histogram } = this;
    const { n, runs, chosen, values } = session;
    const shares = n > 0 ? Array.from(session.survey().bins, (count) => count / runs.length) : [];
    const top = Math.max(0.2, ...shares.map((share) => 1.1 * share));
    const { toX, toY } = paintAxes(histogram, colours, [0, 1], [0, top]);
    if (n === 0) return;
    const { pen } = histogram;
    const edges = shares.map((_, k) => [k / shares.length, (k + 1) / shares.length]);
    pen.fillStyle = colours.c1;
    pen.globalAlpha = 0.55;
    edges.forEach(([left, right], k) => {
      const bar = [toX(left) + 0.5, toY(shares[k]), toX(right) - toX(left) - 1];
      pen.fillRect(...bar, toY(0) - toY(shares[k]));
    });
    pen.globalAlpha = 1;
    if (values.p === 0.5) {
      // the arcsine law, of a fair coin: the share of runs in each bin
      const law = edges.flatMap(([left, right]) => {
        const share = arcsineCdf(right) - arcsineCdf(left);
        return [
          [left, share],
          [right, share],
        ];
      });
      trace(pen, { toX, toY }, law);
      pen.strokeStyle = colours.fg;
      pen.lineWidth = 1.75;
      pen.stroke();
    }
    const mine = toX(chosen.ahead[n] / n);
    pen.fillStyle = colours.c2;
    trace(pen, { toX: (x) => mine + x, toY: (y) => toY(0) - y }, [
      [0, 0],
      [-6, 11],
      [6, 11],
    ]);
    pen.fill();
  }

  // from ... to, by way of as many flips as there are pixels.
  #times(from, to) {
    const { width } = this.paths.share.layers[0];
    const stride = Math.max(1, Math.floor(this.session.values.flips / Math.max(width, 100)));
    const times = [from];
    for (let t = (Math.floor(from / stride) + 1) * stride; t < to; t += stride) times.push(t);
    if (to > from) times.push(to);
    return times;
  }

  // The number of the run that passes nearest to a pointer event, of those that are drawn.
  #nearest(name, { offsetX, offsetY }) {
    const { toX, toY } = this.paths[name].frame;
    const { n, runs } = this.session;
    const t = clip(Math.round(toX.invert(offsetX)), 1, Math.max(n, 1));
    const far = (run) => Math.abs(toY(PATHS[name].value(run, t)) - offsetY);
    const distances = runs.slice(0, DRAWN).map(far);
    return 1 + distances.indexOf(Math.min(...distances));
  }
}

function trace(pen, { toX, toY }, points) {
  pen.beginPath();
  for (const [t, value] of points) pen.lineTo(toX(t), toY(value));
}

// Draws on a layer, inside the axes that are there.
function inside({ pen, width, height }, draw) {
  pen.save();
  pen.beginPath();
  pen.rect(PLOT.left, PLOT.top, width - PLOT.left - PLOT.right, height - PLOT.top - PLOT.bottom);
  pen.clip();
  draw(pen);
  pen.restore();
}
