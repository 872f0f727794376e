// The picture of a game: the data, the fakes, and what the players make of the plane.

import { density, HALF } from "../algorithms/gan_data.js";
import { descents, sigmoid } from "../algorithms/gan_losses.js";
import { bestReply, KERNEL } from "../algorithms/gan_measures.js";
import { contour } from "../algorithms/grid.js";
import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { clip, onKeys } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { coloursOf } from "./colours.js";

const MARGIN = { left: 26, right: 6, top: 6, bottom: 18 };
const FRAME = [-HALF, HALF];
const CELLS = 32; // a side of the grid on which D is asked
const BEST_CELLS = 40; // and of that on which its best reply is worked out
const RADIUS = 2.4; // of a point
const LINES = 20; // a side of the grid of noise that is shown through G
const CURVE = 240; // points of it where the noise has one dimension
const ARROW = 0.3; // length of an arrow for a gradient of 1
const LONGEST = 0.45;
const PATH = 400; // steps of the mean's path
const APART = 0.06; // between the points of a stroke
const STEP = 0.05; // of a key's press; with Shift five times as far

// Values of D that mean "surely fake" and "surely real", by loss; a critic's have no ends.
const ENDS = { least_squares: [0, 1], hinge: [-1, 1], wasserstein: null };

// What D's outputs say, from 0 (fake) to 1 (real).
export function verdicts(outputs, loss) {
  if (!(loss in ENDS)) return outputs.map(sigmoid);
  const [low, high] = ENDS[loss] ?? [Math.min(...outputs), Math.max(...outputs)];
  return outputs.map((value) => clip((value - low) / (high - low || 1), 0, 1));
}

// The middles of the cells of the grid, as a batch.
const GRID = Float64Array.from({ length: 2 * CELLS * CELLS }, (_, k) => {
  const cell = k >> 1;
  const at = k % 2 ? Math.floor(cell / CELLS) : cell % CELLS;
  return -HALF + ((at + 0.5) * 2 * HALF) / CELLS;
});

export class Plane {
  #layer = new Layer({ role: "img" });
  #small = Object.assign(document.createElement("canvas"), { width: CELLS, height: CELLS });
  #stroke = null; // points that the pointer has drawn and not yet let go of
  #density = {}; // of the data last asked for

  // The picture of run `which`; `say(words)` tells a screen reader.
  constructor(session, which, say, keysId) {
    Object.assign(this, { session, which, say, cursor: null });
    this.element = h(
      "div",
      {
        class: "sfp-plane",
        role: "application",
        tabindex: 0,
        "aria-label": which ? "The plane of run B" : "The plane",
        "aria-describedby": keysId,
      },
      this.#layer.canvas,
    );
    this.element.addEventListener("pointerdown", (event) => this.#begin(event));
    this.element.addEventListener("pointermove", (event) => this.#go(event));
    for (const name of ["pointerup", "pointercancel"]) {
      this.element.addEventListener(name, () => this.#end());
    }
    onKeys(this.element, (event) => this.#keys(event));
  }

  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }

  // Returns whether there is room for a picture.
  resize() {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth > 0) this.#layer.resize(clientWidth, clientHeight);
    return clientWidth > 0;
  }

  paint() {
    const { session, colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    this.scales = paintAxes(this.#layer, colours, FRAME, FRAME, { margin: MARGIN });
    const { pen, width, height } = this.#layer;
    this.element.classList.toggle("sfp-drawing", session.values.data === "drawn");
    pen.save();
    pen.beginPath();
    pen.rect(
      MARGIN.left,
      MARGIN.top,
      width - MARGIN.left - MARGIN.right,
      height - MARGIN.top - MARGIN.bottom,
    );
    pen.clip();
    const run = session.runs[this.which];
    if (run) this.#paintRun(run);
    pen.restore();
    this.#paintDrawn();
  }

  #paintRun(run) {
    const { session } = this;
    const shown = new Set(session.values.shown);
    const picture = session.picture(run);
    const { stage } = picture;
    const { loss } = run.liveAt(Math.max(run.n - (stage ? 1 : 0), 0));
    const { real, fake, arrow } = coloursOf(this.colours);
    if (stage && "D2 D3 D5 G2 G3".includes(stage)) shown.add("verdict");
    if (stage === "G4") shown.add("arrows");
    if (shown.has("verdict")) this.#paintVerdict(picture, loss, stage === "D5");
    if (shown.has("manifold")) this.#paintManifold(picture.G, run.setup);
    if (shown.has("best")) this.#paintBest(run, loss);
    const marks = stage && "D2 G2".includes(stage) ? this.#mistakes(picture, loss) : null;
    if (picture.real && (shown.has("real") || stage))
      this.#paintPoints(picture.real, real, marks?.real);
    if (shown.has("fakes") || stage) {
      if (picture.moved) this.#paintWays(picture.fake, picture.moved);
      this.#paintPoints(picture.moved ?? picture.fake, fake, marks?.fake, true);
    }
    if (shown.has("path")) this.#paintPath(run);
    if (shown.has("arrows") && (!stage || stage === "G4")) this.#paintArrows(picture, loss, arrow);
  }

  #paintVerdict({ D }, loss, isNew) {
    const values = verdicts(D.outputs(GRID, CELLS * CELLS), loss);
    const { real, fake } = coloursOf(this.colours);
    const ends = [fake, real].map((hex) =>
      [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)),
    );
    const image = new ImageData(CELLS, CELLS);
    for (let j = 0; j < CELLS; j++) {
      for (let i = 0; i < CELLS; i++) {
        const value = values[j * CELLS + i];
        const at = 4 * ((CELLS - 1 - j) * CELLS + i);
        image.data.set(ends[value > 0.5 ? 1 : 0], at);
        image.data[at + 3] = (isNew ? 170 : 130) * Math.abs(2 * value - 1);
      }
    }
    this.#small.getContext("2d").putImageData(image, 0, 0);
    const { toX, toY } = this.scales;
    const [left, top] = [toX(-HALF), toY(HALF)];
    this.#layer.pen.drawImage(this.#small, left, top, toX(HALF) - left, toY(-HALF) - top);
  }

  // Where equal shares of the noise go: a grid's cells, darker where they are crowded, or a
  // curve.
  #paintManifold(G, { noise, noise_dim }) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    const { manifold } = coloursOf(this.colours);
    const levels = (count) =>
      Array.from({ length: count + 1 }, (_, k) => quantile(k / count, noise));
    pen.strokeStyle = pen.fillStyle = manifold;
    if (noise_dim === 1) {
      const x = G.outputs(Float64Array.from(levels(CURVE)), CURVE + 1);
      pen.lineWidth = 2.5;
      pen.beginPath();
      for (let i = 0; i < x.length; i += 2) pen.lineTo(toX(x[i]), toY(x[i + 1]));
      pen.stroke();
      return;
    }
    const side = LINES + 1;
    const at = levels(LINES);
    const z = Float64Array.from(
      { length: 2 * side * side },
      (_, k) => at[k % 2 ? Math.floor(k / 2 / side) : (k >> 1) % side],
    );
    const x = G.outputs(z, side * side);
    pen.lineWidth = 0.5;
    for (let j = 0; j < LINES; j++) {
      for (let i = 0; i < LINES; i++) {
        const first = j * side + i;
        const corners = [first, first + 1, first + side + 1, first + side];
        pen.globalAlpha = clip(0.0012 / (areaOf(corners, x) + 1e-9), 0.03, 0.5);
        pen.beginPath();
        for (const k of corners) pen.lineTo(toX(x[2 * k]), toY(x[2 * k + 1]));
        pen.fill();
        pen.globalAlpha = Math.min(pen.globalAlpha + 0.15, 0.5);
        pen.stroke();
      }
    }
    pen.globalAlpha = 1;
  }

  // Where the best reply to the fakes is 1/4, 1/2 and 3/4; for a hinge its sign alone counts.
  #paintBest(run, loss) {
    if (!hasBest(loss)) return;
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    const { data } = run.setup;
    if (this.#density.data !== data) this.#density = { data, p: density(data, BEST_CELLS, KERNEL) };
    const mass = bestReply(data, run.fakes, BEST_CELLS, this.#density.p);
    pen.strokeStyle = this.colours.fg;
    for (const level of loss === "hinge" ? [0.5] : [0.25, 0.5, 0.75]) {
      const lines = contour({ window: [-HALF, HALF, -HALF, HALF], size: BEST_CELLS, mass }, level);
      pen.lineWidth = level === 0.5 ? 2.25 : 1;
      pen.setLineDash(level < 0.5 ? [2, 3] : []);
      pen.beginPath();
      for (let k = 0; k < lines.length; k += 4) {
        if (Number.isNaN(lines[k] + lines[k + 1] + lines[k + 2] + lines[k + 3])) continue;
        pen.moveTo(toX(lines[k]), toY(lines[k + 1]));
        pen.lineTo(toX(lines[k + 2]), toY(lines[k + 3]));
      }
      pen.stroke();
    }
    pen.setLineDash([]);
  }

  // Points that D takes for the other kind.
  #mistakes({ real, record }, loss) {
    const judged = verdicts(record.outputs, loss);
    const n = real ? real.length / 2 : 0;
    return {
      real: judged.slice(0, n).map((value) => value < 0.5),
      fake: judged.slice(n).map((value) => value > 0.5),
    };
  }

  // Real points are discs, fakes squares: the colours are not all there is to tell them by.
  #paintPoints(x, colour, marks = null, isSquare = false) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.fillStyle = colour;
    pen.beginPath();
    for (let i = 0; i < x.length; i += 2) {
      const [across, up] = [toX(x[i]), toY(x[i + 1])];
      if (isSquare)
        pen.rect(across - RADIUS + 0.3, up - RADIUS + 0.3, 2 * RADIUS - 0.6, 2 * RADIUS - 0.6);
      else {
        pen.moveTo(across + RADIUS, up);
        pen.arc(across, up, RADIUS, 0, 2 * Math.PI);
      }
    }
    pen.fill();
    if (!marks) return;
    pen.strokeStyle = this.colours.fg;
    pen.lineWidth = 1.25;
    pen.beginPath();
    for (let i = 0; i < x.length; i += 2) {
      if (!marks[i / 2]) continue;
      const [across, up] = [toX(x[i]), toY(x[i + 1])];
      pen.moveTo(across + 5, up);
      pen.arc(across, up, 5, 0, 2 * Math.PI);
    }
    pen.stroke();
  }

  #paintWays(from, to) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1;
    pen.beginPath();
    for (let i = 0; i < from.length; i += 2) {
      pen.moveTo(toX(from[i]), toY(from[i + 1]));
      pen.lineTo(toX(to[i]), toY(to[i + 1]));
    }
    pen.stroke();
  }

  // Where the mean of the fakes has been, to where it is.
  #paintPath({ history, n }) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    const means = history.mean.slice(Math.max(n - PATH, 0), n);
    pen.strokeStyle = pen.fillStyle = this.colours.fg;
    pen.lineWidth = 1.5;
    pen.beginPath();
    for (const [x, y] of means) pen.lineTo(toX(x), toY(y));
    pen.stroke();
    if (means.length === 0) return;
    const [x, y] = means.at(-1);
    pen.beginPath();
    pen.arc(toX(x), toY(y), 5, 0, 2 * Math.PI);
    pen.fill();
  }

  // Against the gradient of G's own loss at each fake: the way that lowers it.
  #paintArrows({ D, fake }, loss, colour) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    const moves = descents(D, fake, loss);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.25;
    pen.beginPath();
    for (let i = 0; i < fake.length; i += 2) {
      const length = Math.hypot(moves[i], moves[i + 1]);
      const size = Math.min(ARROW * length, LONGEST) / (length || 1);
      const [x, y] = [toX(fake[i]), toY(fake[i + 1])];
      const [u, v] = [toX(fake[i] + size * moves[i]), toY(fake[i + 1] + size * moves[i + 1])];
      const angle = Math.atan2(v - y, u - x);
      const head = Math.min(4, Math.hypot(u - x, v - y));
      pen.moveTo(x, y);
      pen.lineTo(u, v);
      for (const turn of [2.6, -2.6]) {
        pen.moveTo(u, v);
        pen.lineTo(u + head * Math.cos(angle + turn), v + head * Math.sin(angle + turn));
      }
    }
    pen.stroke();
  }

  #paintDrawn() {
    const { values } = this.session;
    if (values.data !== "drawn") return;
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.strokeStyle = coloursOf(this.colours).real;
    pen.lineWidth = 1.5;
    for (const [x, y] of [...values.points, ...(this.#stroke ?? [])]) {
      pen.beginPath();
      pen.arc(toX(x), toY(y), 4, 0, 2 * Math.PI);
      pen.stroke();
    }
    if (!this.cursor) return;
    const [x, y] = [toX(this.cursor[0]), toY(this.cursor[1])];
    pen.strokeStyle = this.colours.fg;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const [dx, dy] of [
      [9, 0],
      [0, 9],
    ]) {
      pen.moveTo(x - dx, y - dy);
      pen.lineTo(x + dx, y + dy);
    }
    pen.stroke();
  }

  #begin(event) {
    if (this.session.values.data !== "drawn" || event.button !== 0) return;
    event.preventDefault();
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    this.#stroke = [this.#at(event)];
    this.paint();
  }

  #go(event) {
    if (!this.#stroke) return;
    const at = this.#at(event);
    const last = this.#stroke.at(-1);
    const way = Math.hypot(at[0] - last[0], at[1] - last[1]);
    for (let k = 1; k * APART <= way; k++) {
      this.#stroke.push(last.map((value, j) => value + ((at[j] - value) * k * APART) / way));
    }
    this.paint();
  }

  #end() {
    const stroke = this.#stroke;
    this.#stroke = null;
    if (stroke) this.session.draw(stroke);
  }

  #at(event) {
    const box = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales;
    return [toX.invert(event.clientX - box.left), toY.invert(event.clientY - box.top)].map(
      (value) => clip(value, ...FRAME),
    );
  }

  #keys({ shiftKey }) {
    const { session, cursor } = this;
    const common = {
      " ": () => session.toggle(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
      d: () => session.step("D"),
      g: () => session.step("G"),
    };
    if (session.values.data !== "drawn") return common;
    if (!cursor) return { ...common, Enter: () => this.#setCursor([0, 0]) };
    const size = shiftKey ? 5 * STEP : STEP;
    const to = (dx, dy) => () =>
      this.#setCursor([cursor[0] + dx * size, cursor[1] + dy * size].map((v) => clip(v, ...FRAME)));
    return {
      ...common,
      ArrowLeft: to(-1, 0),
      ArrowRight: to(1, 0),
      ArrowUp: to(0, 1),
      ArrowDown: to(0, -1),
      Enter: () => {
        session.draw([cursor]);
        this.say(`Point ${session.values.points.length} at ${pair(cursor)}.`);
      },
      Escape: () => this.#setCursor(null),
    };
  }

  #setCursor(point) {
    this.cursor = point;
    this.paint();
    this.say(point ? `Place ${pair(point)}: Enter adds a point.` : "No place chosen.");
  }
}

const pair = (point) =>
  point
    .map((v) => v.toFixed(2))
    .join(", ")
    .replace(/-/g, "−");

// The best critic of a Wasserstein game solves a transport problem: it has no formula.
export const hasBest = (loss) => loss !== "wasserstein";

function areaOf(corners, x) {
  const sum = corners.reduce((total, k, j) => {
    const next = corners[(j + 1) % 4];
    return total + x[2 * k] * x[2 * next + 1] - x[2 * next] * x[2 * k + 1];
  }, 0);
  return Math.abs(sum) / 2;
}

const ENDS_OF_NORMAL = 2.5; // standard deviations at which the outermost lines are drawn

// The level below which a share of the noise lies (Tukey's lambda for the normal: within .01).
function quantile(share, noise) {
  if (noise === "uniform") return 2 * share - 1;
  if (share === 0 || share === 1) return ENDS_OF_NORMAL * Math.sign(share - 0.5);
  return (share ** 0.1349 - (1 - share) ** 0.1349) / 0.1975;
}
