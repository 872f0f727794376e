// The trace of one coordinate against time, and under it its autocorrelation or the energy
// error along the path of the step shown.

import { Thinned } from "../algorithms/thinned.js";
import { LABEL_FONT, Layer, linear, tickLabel, ticks } from "../kit/canvas.js";
import { h } from "../kit/dom.js";
import { chainColour, isDashed } from "./chains.js";

const MARGIN = { left: 36, right: 8, top: 6, bottom: 20 };
export const MAX_LAG = 60;
const LOWEST = -0.5; // correlation shown
const ERRORS = [0.1, 3]; // least and most energy error that the scale of the picture ends at
const LINE = 1.25; // pixels
const DASH = 4; // pixels of ink, then as many without

// The pictures of the session's run number `index`; there may be none.
export class Traces {
  #trace = new Layer({ role: "img" });
  #lower = new Layer({ role: "img" });

  constructor(session, index) {
    this.session = session;
    this.index = index;
    this.coordinate = "x";
    this.showsEnergy = false;
    this.correlations = []; // for each chain, at lags 0 ... MAX_LAG
    this.trace = h("div", { class: "sfp-trace" }, this.#trace.canvas);
    this.lower = h("div", { class: "sfp-lags" }, this.#lower.canvas);
  }

  get run() {
    return this.session.runs[this.index];
  }

  describe(trace, lower) {
    this.#trace.canvas.setAttribute("aria-label", trace);
    this.#lower.canvas.setAttribute("aria-label", lower);
  }

  resize() {
    this.#trace.resize(this.trace.clientWidth, this.trace.clientHeight);
    this.#lower.resize(this.lower.clientWidth, this.lower.clientHeight);
  }

  forget() {
    this.thinned = null;
    this.correlations = [];
  }

  // Paints the trace up to the draw that is shown, on the window `view`: called every frame.
  paint(view) {
    const { pen, width, height } = this.#trace;
    if (width === 0 || !this.run) return;
    const { run, session } = this;
    const { n } = session;
    if (!this.thinned || this.thinned.n > n || this.thinned.coordinate !== this.coordinate) {
      this.thinned = new Thinned(run.chains, this.coordinate);
    }
    this.thinned.extend(run.chains, n);
    const [low, high] = this.coordinate === "x" ? view.slice(0, 2) : view.slice(2);
    const toX = linear(0, Math.max(n, 50), MARGIN.left, width - MARGIN.right);
    const toY = linear(low, high, height - MARGIN.bottom, MARGIN.top);
    this.#trace.clear();
    if (run.warmup > 0) paintWarmup(this.#trace, this.colours, toX(run.warmup));
    paintAxes(
      this.#trace,
      this.colours,
      toX,
      toY,
      ticks(0, Math.max(n, 50), 4),
      ticks(low, high, 5),
    );
    const { lows, highs, lasts, stride } = this.thinned;
    pen.save();
    pen.beginPath();
    pen.rect(0, MARGIN.top, width, height - MARGIN.bottom - MARGIN.top);
    pen.clip(); // a chain may leave the picture
    const across = toX(stride) - toX(0);
    // A chain stands still until it jumps, so its path is all upright and level strokes:
    // filled rectangles, which paint many times faster than a stroked line.
    run.chains.forEach((chain, k) => {
      pen.fillStyle = chainColour(this.colours, k);
      pen.globalAlpha = 0.85;
      lows[k].forEach((low, column) => {
        const at = toX(column * stride);
        if (isDashed(k) && (at / DASH) & 1) return;
        const top = toY(highs[k][column]);
        pen.fillRect(at, top, LINE, toY(low) - top + LINE);
        if (across > 1) pen.fillRect(at, toY(lasts[k][column]), across + LINE, LINE);
      });
    });
    pen.restore();
  }

  // Paints what belongs under the trace.
  paintLower() {
    const { width } = this.#lower;
    if (width === 0 || !this.run) return;
    this.#lower.clear();
    if (!this.showsEnergy) this.#paintLags();
    else if (this.run.sampler.hasEnergy) this.#paintErrors();
    else this.#say("There is no energy in this sampler.");
  }

  // The autocorrelations that the last round of readings found.
  #paintLags() {
    const { width, height } = this.#lower;
    const toX = linear(0, MAX_LAG, MARGIN.left, width - MARGIN.right);
    const toY = linear(LOWEST, 1, height - MARGIN.bottom, MARGIN.top);
    paintAxes(this.#lower, this.colours, toX, toY, ticks(0, MAX_LAG, 4), [-0.5, 0, 0.5, 1]);
    this.#paintZero(toX(0), toX(MAX_LAG), toY(0));
    this.correlations.forEach((correlation, k) => {
      if (Number.isNaN(correlation[0])) return; // a chain that never moved has none
      const at = (value, lag) => [toX(lag), toY(Math.max(value, LOWEST))];
      this.#paintLine(k, Array.from(correlation, at));
    });
  }

  // How far the energy is from that of the start after each leapfrog step of each chain.
  #paintErrors() {
    const { width, height } = this.#lower;
    const { run, session } = this;
    if (session.n === 0) return this.#say("No step has been made yet.");
    const { paths } = run.detail(session.n);
    const errorsOf = ({ points }) => points.slice(1).map(({ error }) => error);
    const errors = paths.map((path) => [0, ...path.flatMap(errorsOf)]);
    const most = Math.min(Math.max(...errors.flat().map(Math.abs), ERRORS[0]), ERRORS[1]);
    const last = Math.max(...errors.map(({ length }) => length)) - 1;
    const toX = linear(0, last, MARGIN.left, width - MARGIN.right);
    const toY = linear(-most, most, height - MARGIN.bottom, MARGIN.top);
    paintAxes(this.#lower, this.colours, toX, toY, ticks(0, last, 4), ticks(-most, most, 4));
    this.#paintZero(toX(0), toX(last), toY(0));
    const within = (error) => Math.min(Math.max(error, -2 * most), 2 * most);
    errors.forEach((list, k) => {
      this.#paintLine(k, list.map((error, step) => [toX(step), toY(within(error))]));
    });
  }

  #paintZero(from, to, y) {
    const { pen } = this.#lower;
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(from, y);
    pen.lineTo(to, y);
    pen.stroke();
  }

  #paintLine(k, points) {
    const { pen, width, height } = this.#lower;
    pen.save();
    pen.beginPath();
    pen.rect(0, 0, width, height - MARGIN.bottom + 2);
    pen.clip();
    pen.strokeStyle = chainColour(this.colours, k);
    pen.setLineDash(isDashed(k) ? [DASH, DASH] : []);
    pen.lineWidth = 1.75;
    pen.beginPath();
    for (const point of points) pen.lineTo(...point);
    pen.stroke();
    pen.restore();
  }

  #say(words) {
    const { pen, width, height } = this.#lower;
    pen.font = LABEL_FONT;
    pen.fillStyle = this.colours.muted;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(words, width / 2, height / 2);
  }
}

// A band over the draws that do not count.
function paintWarmup({ pen, width, height }, colours, warm) {
  const end = Math.min(warm, width - MARGIN.right);
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  pen.fillStyle = pen.strokeStyle = colours.muted;
  pen.globalAlpha = 0.15;
  pen.fillRect(MARGIN.left, top, end - MARGIN.left, bottom - top);
  pen.globalAlpha = 1;
  pen.lineWidth = 1;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.moveTo(end, top);
  pen.lineTo(end, bottom);
  pen.stroke();
  pen.setLineDash([]);
}

function paintAxes({ pen, width, height }, colours, toX, toY, across, up) {
  pen.font = LABEL_FONT;
  pen.fillStyle = colours.muted;
  pen.strokeStyle = colours.grid;
  pen.lineWidth = 1;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  const [left, right] = [toX(across[0]), width - MARGIN.right];
  for (const value of up) {
    pen.beginPath();
    pen.moveTo(left, toY(value));
    pen.lineTo(right, toY(value));
    pen.stroke();
    pen.fillText(tickLabel(value), left - 6, toY(value));
  }
  pen.textAlign = "center";
  pen.textBaseline = "bottom";
  for (const value of across) {
    if (toX(value) < right - 4) pen.fillText(tickLabel(value), toX(value), height);
  }
}
