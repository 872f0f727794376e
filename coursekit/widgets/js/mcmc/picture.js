// The target with the chains on it: heat map and contours, draws, and along two sides the
// histograms of the draws under the true marginals. What moves is drawn by moves.js.

import { contour, densityGrid, marginals, massLevels } from "../algorithms/grid.js";
import { LABEL_FONT, Layer, linear, tickLabel, ticks } from "../kit/canvas.js";
import { h } from "../kit/dom.js";
import { chainColour } from "./chains.js";
import { paintMoves, VERDICT } from "./moves.js";

const MARGIN = { left: 30, right: 4, top: 4, bottom: 22 };
const GRID = 160; // cells a side of the heat map
const SHARES = [0.5, 0.8, 0.95]; // of the mass, inside the contours
const DOT = 1.7; // radius of a draw, in pixels

// The picture of the session's run number `index`; there may be none.
export class Picture {
  #background = new Layer();
  #dots = new Layer();
  #moving = new Layer({ role: "img" });
  #above = new Layer();
  #beside = new Layer();
  #painted = 0; // draws of each chain on #dots and in the counts

  constructor(session, index) {
    this.session = session;
    this.index = index;
    this.zoom = 1;
    this.crosshair = null; // [x, y] while a start is being chosen by keyboard
    this.frame = h(
      "div",
      { class: "sfp-frame" },
      this.#background.canvas,
      this.#dots.canvas,
      this.#moving.canvas,
    );
    this.above = h("div", { class: "sfp-above" }, this.#above.canvas);
    this.beside = h("div", { class: "sfp-beside" }, this.#beside.canvas);
  }

  get run() {
    return this.session.runs[this.index];
  }

  get view() {
    const [left, right, bottom, top] = this.session.grid.window;
    const [x, y] = [(left + right) / 2, (bottom + top) / 2];
    const [dx, dy] = [((right - left) / 2) * this.zoom, ((top - bottom) / 2) * this.zoom];
    return [x - dx, x + dx, y - dy, y + dy];
  }

  describe(words) {
    this.#moving.canvas.setAttribute("aria-label", words);
  }

  // The point of the plane under a pointer event.
  pointAt(event) {
    const box = this.frame.getBoundingClientRect();
    return [this.toX.invert(event.clientX - box.left), this.toY.invert(event.clientY - box.top)];
  }

  // Takes the size that the page gives it. Returns whether there is one.
  resize() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (width === 0 || height === 0) return false;
    for (const layer of [this.#background, this.#dots, this.#moving]) layer.resize(width, height);
    this.#above.resize(width, this.above.clientHeight);
    this.#beside.resize(this.beside.clientWidth, height);
    return true;
  }

  // Paints everything afresh: after a change of target, window, size or theme.
  paintAll() {
    const { width, height } = this.#background;
    if (width === 0 || !this.run) return;
    const [left, right, bottom, top] = this.view;
    this.toX = linear(left, right, MARGIN.left, width - MARGIN.right);
    this.toY = linear(bottom, top, height - MARGIN.bottom, MARGIN.top);
    const grid = densityGrid(this.session.target.logDensity, this.view, GRID);
    this.truth = marginals(grid);
    this.#paintTarget(grid);
    this.repaintDraws();
  }

  // Forgets the draws that are painted and paints those of the run.
  repaintDraws() {
    const { bins } = this.session.values;
    this.#painted = 0;
    this.counts = { x: new Float64Array(bins), y: new Float64Array(bins) };
    this.#dots.clear();
    this.paint();
  }

  // Paints what has changed since the last time: called every frame.
  paint() {
    if (this.#background.width === 0 || !this.run) return;
    const { n, progress, isSlow } = this.session;
    const isOpen = isSlow && progress < VERDICT && n > 0;
    const shown = isOpen ? n - 1 : n; // a draw appears with its verdict
    if (shown < this.#painted) return this.repaintDraws();
    this.#paintDots(this.#painted, shown);
    this.#painted = shown;
    this.#paintMoving();
    this.#paintMarginal(this.#above, "x");
    this.#paintMarginal(this.#beside, "y");
  }

  #paintTarget(grid) {
    const { pen, width, height } = this.#background;
    this.#background.clear();
    const [x, y] = [this.toX(this.view[0]), this.toY(this.view[3])];
    const [across, down] = [
      width - MARGIN.left - MARGIN.right,
      height - MARGIN.top - MARGIN.bottom,
    ];
    if (this.session.shows("target")) {
      pen.save();
      pen.beginPath();
      pen.roundRect(x, y, across, down, 6);
      pen.clip();
      pen.imageSmoothingQuality = "high";
      pen.drawImage(heatMap(grid, this.colours.c1), x, y, across, down);
      this.#paintContours(pen, grid);
      pen.restore();
    }
    pen.strokeStyle = this.colours.grid;
    pen.beginPath();
    pen.roundRect(x, y, across, down, 6);
    pen.stroke();
    this.#paintAxes(pen, height);
  }

  #paintContours(pen, grid) {
    pen.strokeStyle = this.colours.c1;
    massLevels(grid, SHARES).forEach((level, k) => {
      pen.globalAlpha = 0.75 - 0.2 * k;
      pen.beginPath();
      const line = contour(grid, level);
      for (let i = 0; i < line.length; i += 4) {
        pen.moveTo(this.toX(line[i]), this.toY(line[i + 1]));
        pen.lineTo(this.toX(line[i + 2]), this.toY(line[i + 3]));
      }
      pen.stroke();
    });
  }

  #paintAxes(pen, height) {
    const [left, right, bottom, top] = this.view;
    pen.font = LABEL_FONT;
    pen.fillStyle = this.colours.muted;
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    for (const value of inside(ticks(left, right, 6), this.toX, MARGIN.left + 8, Infinity)) {
      pen.fillText(tickLabel(value), this.toX(value), height - 2);
    }
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (const value of inside(ticks(bottom, top, 6), this.toY, 8, height - MARGIN.bottom - 6)) {
      pen.fillText(tickLabel(value), MARGIN.left - 6, this.toY(value));
    }
  }

  // Paints draws from+1 ... to, in the order in which they were made, so that a picture
  // looks the same whichever way it came about; and counts them for the histograms. The
  // draws of the warm-up are pale and do not count.
  #paintDots(from, to) {
    const { pen } = this.#dots;
    const [left, right, bottom, top] = this.view;
    const { chains, warmup } = this.run;
    const [bins, showsSamples] = [this.counts.x.length, this.session.shows("samples")];
    const colours = chains.map((_, k) => chainColour(this.colours, k));
    for (let t = from + 1; t <= to; t++) {
      const isKept = t > warmup;
      pen.globalAlpha = isKept ? 0.4 : 0.25;
      for (let k = 0; k < chains.length; k++) {
        const x = chains[k].x[t];
        const y = chains[k].y[t];
        const isAcross = x >= left && x < right;
        const isUp = y >= bottom && y < top;
        if (isKept) {
          if (isAcross) this.counts.x[Math.floor((bins * (x - left)) / (right - left))] += 1;
          if (isUp) this.counts.y[Math.floor((bins * (y - bottom)) / (top - bottom))] += 1;
        }
        if (!showsSamples) continue;
        if (chains[k].lost.has(t)) {
          const colour = isKept ? this.colours.fg : this.colours.muted;
          this.#paintDivergence(pen, chains[k].lost.get(t), colour);
        }
        if (!isAcross || !isUp) continue;
        pen.fillStyle = isKept ? colours[k] : this.colours.muted;
        pen.beginPath();
        pen.arc(this.toX(x), this.toY(y), DOT, 0, 2 * Math.PI);
        pen.fill();
      }
    }
  }

  // A diamond where a divergent path lost its way.
  #paintDivergence(pen, [x, y], colour) {
    const [atX, atY, size] = [this.toX(x), this.toY(y), 4.5];
    pen.save();
    pen.globalAlpha = 1;
    pen.fillStyle = colour;
    pen.strokeStyle = this.colours.bg;
    pen.beginPath();
    pen.moveTo(atX, atY - size);
    pen.lineTo(atX + size, atY);
    pen.lineTo(atX, atY + size);
    pen.lineTo(atX - size, atY);
    pen.closePath();
    pen.fill();
    pen.stroke();
    pen.restore();
  }

  #paintMoving() {
    const { pen, width, height } = this.#moving;
    this.#moving.clear();
    pen.save();
    pen.beginPath();
    pen.rect(
      MARGIN.left,
      MARGIN.top,
      width - MARGIN.left - MARGIN.right,
      height - MARGIN.top - MARGIN.bottom,
    );
    pen.clip();
    paintMoves(pen, this);
    if (this.crosshair) this.#paintCrosshair(pen, width, height);
    pen.restore();
  }

  #paintCrosshair(pen, width, height) {
    const [x, y] = [this.toX(this.crosshair[0]), this.toY(this.crosshair[1])];
    pen.strokeStyle = this.colours.fg;
    pen.beginPath();
    pen.moveTo(x, 0);
    pen.lineTo(x, height);
    pen.moveTo(0, y);
    pen.lineTo(width, y);
    pen.moveTo(x + 10, y);
    pen.arc(x, y, 10, 0, 2 * Math.PI);
    pen.stroke();
  }

  // The histogram of the draws so far and the true density, on one scale.
  #paintMarginal(layer, axis) {
    const { pen, width, height } = layer;
    const counts = this.counts[axis];
    const bins = counts.length;
    const truth = this.truth[axis];
    const upright = axis === "x";
    const [low, high] = upright ? this.view.slice(0, 2) : this.view.slice(2);
    const along = upright ? this.toX : this.toY;
    const total = counts.reduce((sum, count) => sum + count, 0);
    const densities = counts.map((count) => (total ? (count * bins) / (total * (high - low)) : 0));
    const tallest =
      1.15 * Math.max(Math.max(...truth), Math.min(Math.max(...densities), 2 * Math.max(...truth)));
    const across = upright ? linear(0, tallest, height - 1, 2) : linear(0, tallest, 1, width - 2);
    const base = across(0);

    layer.clear();
    if (!this.session.shows("histograms")) return;
    pen.fillStyle = this.colours.muted;
    pen.globalAlpha = 0.45;
    densities.forEach((density, i) => {
      const from = along(low + (i / bins) * (high - low));
      const to = along(low + ((i + 1) / bins) * (high - low));
      const size = across(density) - base;
      if (upright) pen.fillRect(from, base, to - from - 0.5, size);
      else pen.fillRect(base, from, size, to - from + 0.5);
    });
    pen.globalAlpha = 1;
    pen.strokeStyle = this.colours.c1;
    pen.lineWidth = 2;
    pen.beginPath();
    truth.forEach((density, i) => {
      const at = along(low + ((i + 0.5) / truth.length) * (high - low));
      if (upright) pen.lineTo(at, across(density));
      else pen.lineTo(across(density), at);
    });
    pen.stroke();
  }
}

const inside = (values, map, from, to) =>
  values.filter((value) => map(value) > from && map(value) < to);

// A small image of the grid: one colour, the denser the more opaque.
function heatMap({ size, mass }, colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const image = new ImageData(size, size);
  const most = mass.reduce((top, value) => Math.max(top, value), 0);
  mass.forEach((value, cell) => {
    const row = size - 1 - Math.floor(cell / size); // images begin at the top
    const opacity = 110 * Math.sqrt(value / most);
    image.data.set([red, green, blue, opacity], 4 * (row * size + (cell % size)));
  });
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}
