// What happened so far, by step: losses, gradients, divergences and modes.

import { MEASURE_EVERY } from "../algorithms/gan_run.js";
import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { fixed } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { coloursOf } from "./colours.js";

const COLUMNS = 160; // that a history is drawn in: the mean of each is shown
const LEAST = 50; // steps that the axis spans
const MARGIN = { left: 40 };

const steps = (key) => (run) => [run.history[key], 1];
const measured =
  (key, scale = () => 1) =>
  (run) => [run.measured.map((it) => it[key] / scale(run)), MEASURE_EVERY];
// Each chart: its caption, and lines as [name, colour, values of a run and how far apart].
const CHARTS = {
  loss: {
    caption: "Losses",
    lines: [
      ["D", "D", steps("lossD")],
      ["G", "G", steps("lossG")],
    ],
  },
  norm: {
    caption: "Gradients' length, log scale",
    isLog: true,
    lines: [
      ["D", "D", steps("normD")],
      ["G", "G", steps("normG")],
    ],
  },
  divergence: {
    caption: "Divergence, nats",
    floor: 0,
    lines: [
      ["KL", "real", measured("kl")],
      ["JS", "fake", measured("js")],
    ],
  },
  modes: {
    caption: "Shares",
    range: [0, 1.04],
    lines: [
      ["modes covered", "real", measured("modes", (run) => run.setup.data.centres.length)],
      ["good fakes", "fake", measured("quality")],
    ],
  },
};

export class Charts {
  constructor(session) {
    this.session = session;
    this.parts = Object.entries(CHARTS).map(([key, chart]) => {
      const layer = new Layer({ role: "img" });
      const box = h("div", { class: "sfp-chart" }, layer.canvas);
      const names = chart.lines.map(([name, colour]) =>
        h("span", { class: `sfp-line sfp-${colour}` }, name),
      );
      const caption = h(
        "p",
        { class: "sfp-caption sfp-legend" },
        h("span", {}, chart.caption),
        ...names,
      );
      return { key, ...chart, layer, box, element: h("div", {}, caption, box) };
    });
    this.elements = this.parts.map(({ element }) => element);
  }

  resize() {
    for (const { layer, box } of this.parts) layer.resize(box.clientWidth, box.clientHeight);
  }

  // Modes are charted only where there are some.
  update() {
    const hasModes = Boolean(this.session.runs[0]?.setup.data.hasModes);
    const { layer, box, element } = this.parts.find(({ key }) => key === "modes");
    element.hidden = !hasModes;
    if (hasModes) layer.resize(box.clientWidth, box.clientHeight);
  }

  paint() {
    for (const part of this.parts) this.#paint(part);
  }

  #paint({ layer, lines, isLog, floor, range, element }) {
    const { runs, length, n } = this.session;
    if (!this.colours || layer.width === 0 || element.hidden) return;
    const end = Math.max(length, LEAST);
    const series = runs.flatMap((run, which) =>
      lines.map(([, colour, of]) => ({ which, colour, points: columns(...of(run), end, isLog) })),
    );
    const heights = series.flatMap(({ points }) => points.map(([, value]) => value));
    const { toX, toY } = this.#axes(layer, end, range ?? spread(heights, floor), isLog);
    const { pen, width, height } = layer;
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN.left, 0, width, height - 18);
    pen.clip();
    pen.lineWidth = 1.5;
    for (const { which, colour, points } of series) {
      pen.strokeStyle = coloursOf(this.colours)[colour];
      pen.setLineDash(which ? [4, 3] : []);
      pen.beginPath();
      for (const [at, value] of points) pen.lineTo(toX(at), toY(value));
      pen.stroke();
    }
    pen.setLineDash([]);
    if (n < length) {
      pen.strokeStyle = this.colours.fg;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(toX(n), 0);
      pen.lineTo(toX(n), height);
      pen.stroke();
    }
    pen.restore();
  }

  #axes(layer, end, range, isLog) {
    if (!isLog) return paintAxes(layer, this.colours, [0, end], range, { margin: MARGIN });
    const powers = [Math.floor(range[0]), Math.max(Math.ceil(range[1]), Math.floor(range[0]) + 1)];
    return paintAxes(layer, this.colours, [0, end], powers, {
      margin: MARGIN,
      labels: powerLabels(powers),
    });
  }

  describe() {
    const [run] = this.session.runs;
    for (const { key, caption, layer, lines } of this.parts) {
      const last = lines.map(([name, , of]) => {
        const values = run ? of(run)[0].filter(Number.isFinite) : [];
        return `${name} ${fixed(values.at(-1), key === "modes" ? 2 : 3)}`;
      });
      layer.canvas.setAttribute("aria-label", `${caption}, by step. Last: ${last.join(", ")}.`);
    }
  }
}

// Names for the powers of ten, no more than five of them, as labels of paintAxes.
function powerLabels([low, high]) {
  const by = Math.ceil((high - low) / 4);
  const powers = Array.from({ length: Math.floor((high - low) / by) + 1 }, (_, k) => low + k * by);
  const names = powers.map((power) => [power, String(Number((10 ** power).toPrecision(1)))]);
  return { ...Object.fromEntries(names), keys: () => powers };
}

// The means of a history in so many columns: [[step, mean], ...].
function columns(values, apart, end, isLog) {
  const sums = [];
  for (let k = 0; k < values.length; k++) {
    const value = isLog ? Math.log10(values[k]) : values[k];
    if (!Number.isFinite(value)) continue;
    const at = Math.floor((k * apart * COLUMNS) / end);
    const sum = (sums[at] ??= { count: 0, step: 0, value: 0 });
    sum.count += 1;
    sum.step += k * apart;
    sum.value += value;
  }
  return sums.filter(Boolean).map(({ count, step, value }) => [step / count, value / count]);
}

// A range with room around these heights; a height far above the rest does not count.
function spread(heights, floor) {
  if (heights.length === 0) return [0, 1];
  const sorted = heights.toSorted((a, b) => a - b);
  const low = floor ?? sorted[Math.floor(0.01 * sorted.length)];
  const high = sorted[Math.ceil(0.99 * sorted.length) - 1];
  const room = 0.08 * (high - low) || 0.5;
  return [floor ?? low - room, high + room];
}
