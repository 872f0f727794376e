// The trace of one coordinate against time, and its autocorrelation.

import { Thinned } from "../algorithms/thinned.js";
import { LABEL_FONT, Layer, linear, tickLabel, ticks } from "../kit/canvas.js";
import { h } from "../kit/dom.js";
import { chainColour, isDashed } from "./picture.js";

const MARGIN = { left: 30, right: 8, top: 6, bottom: 20 };
export const MAX_LAG = 60;
const LOWEST = -0.5; // correlation shown
const LINE = 1.25; // pixels
const DASH = 4; // pixels of ink, then as many without

export class Traces {
  #trace = new Layer({ role: "img" });
  #lags = new Layer({ role: "img" });

  constructor(session) {
    this.session = session;
    this.coordinate = "x";
    this.correlations = []; // for each chain, at lags 0 ... MAX_LAG
    this.trace = h("div", { class: "sfp-trace" }, this.#trace.canvas);
    this.lags = h("div", { class: "sfp-lags" }, this.#lags.canvas);
  }

  describe(trace, lags) {
    this.#trace.canvas.setAttribute("aria-label", trace);
    this.#lags.canvas.setAttribute("aria-label", lags);
  }

  resize() {
    this.#trace.resize(this.trace.clientWidth, this.trace.clientHeight);
    this.#lags.resize(this.lags.clientWidth, this.lags.clientHeight);
  }

  forget() {
    this.thinned = null;
    this.correlations = [];
  }

  // Paints the trace up to the draw that is shown, on the window `view`: called every frame.
  paint(view) {
    const { pen, width, height } = this.#trace;
    if (width === 0) return;
    const { run, n } = this.session;
    if (!this.thinned || this.thinned.n > n || this.thinned.coordinate !== this.coordinate) {
      this.thinned = new Thinned(run.chains, this.coordinate);
    }
    this.thinned.extend(run.chains, n);
    const [low, high] = this.coordinate === "x" ? view.slice(0, 2) : view.slice(2);
    const toX = linear(0, Math.max(n, 50), MARGIN.left, width - MARGIN.right);
    const toY = linear(low, high, height - MARGIN.bottom, MARGIN.top);
    this.#trace.clear();
    paintAxes(
      this.#trace,
      this.colours,
      toX,
      toY,
      ticks(0, Math.max(n, 50), 4),
      ticks(low, high, 5),
    );
    const { lows, highs, lasts, stride } = this.thinned;
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
    pen.globalAlpha = 1;
  }

  // Paints the autocorrelations that the last round of readings found.
  paintLags() {
    const { pen, width, height } = this.#lags;
    if (width === 0) return;
    const toX = linear(0, MAX_LAG, MARGIN.left, width - MARGIN.right);
    const toY = linear(LOWEST, 1, height - MARGIN.bottom, MARGIN.top);
    this.#lags.clear();
    paintAxes(this.#lags, this.colours, toX, toY, ticks(0, MAX_LAG, 4), [-0.5, 0, 0.5, 1]);
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(toX(0), toY(0));
    pen.lineTo(toX(MAX_LAG), toY(0));
    pen.stroke();
    this.correlations.forEach((correlation, k) => {
      if (Number.isNaN(correlation[0])) return; // a chain that never moved has none
      pen.strokeStyle = chainColour(this.colours, k);
      pen.setLineDash(isDashed(k) ? [DASH, DASH] : []);
      pen.lineWidth = 1.75;
      pen.beginPath();
      correlation.forEach((value, lag) => pen.lineTo(toX(lag), toY(Math.max(value, LOWEST))));
      pen.stroke();
    });
    pen.setLineDash([]);
  }
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
