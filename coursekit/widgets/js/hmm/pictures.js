// The trellis around the time shown, and the posterior over the whole sequence.

import { LABEL_FONT } from "../kit/canvas.js";
import { Chart } from "../kit/chart.js";
import { clip } from "../kit/controls.js";

const COLUMN = 54; // pixels from one time to the next
const ROW = 62;
const LEFT = 76; // for the names
const TOP = 26;
const MOST = 21; // radius of the area of a message that is 1

const colourOf = (colours, k) => colours[["c1", "c3", "c4", "c5"][k]];

export class Trellis extends Chart {
  constructor(session) {
    super(session, "sfp-trellis");
    this.layer.canvas.addEventListener("click", ({ offsetX, offsetY, shiftKey }) => {
      const { first, last } = this.#window();
      const t = first + Math.round((offsetX - LEFT) / COLUMN);
      if (t < first || t > last) return;
      if (offsetY > this.#y(session.values.names.length) - 24) session.cycle(t, shiftKey ? -1 : 1);
      else session.goTo(t);
    });
  }

  // The height that the states need, and the row of observations.
  get height() {
    return TOP + ROW * this.session.values.names.length + 44;
  }

  #y(k) {
    return TOP + ROW * (k + 0.5);
  }

  #window() {
    const T = this.session.values.x.length;
    const room = Math.max(2, Math.floor((this.layer.width - LEFT - 20) / COLUMN) + 1);
    const first = clip(this.session.time.t - Math.floor(room / 2), 0, Math.max(T - room, 0));
    return { first, last: Math.min(first + room, T) - 1 };
  }

  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { pen } = layer;
    const { names } = session.values;
    const { alpha, beta, gamma, path, theta } = session.now;
    const { t: cursor, past, future } = session.time;
    const { first, last } = this.#window();
    const x = (t) => LEFT + (t - first) * COLUMN;
    layer.clear();
    pen.font = LABEL_FONT;
    pen.textBaseline = "middle";
    pen.fillStyle = colours.grid;
    pen.globalAlpha = 0.6;
    pen.fillRect(x(cursor) - COLUMN / 2 + 2, 0, COLUMN - 4, layer.height);
    pen.globalAlpha = 1;
    pen.textAlign = "left";
    names.forEach((name, k) => {
      pen.fillStyle = colourOf(colours, k);
      pen.fillText(name, 0, this.#y(k), LEFT - MOST - 4);
    });
    pen.fillStyle = colours.muted;
    pen.fillText("seen", 0, this.#y(names.length) - 2);
    pen.fillText("time", 0, 10);
    for (let t = first; t < last; t++) {
      names.forEach((_, i) =>
        names.forEach((__, j) => {
          const p = theta.transition[i][j];
          if (p === 0) return;
          this.#line(x(t), this.#y(i), x(t + 1), this.#y(j), colours.muted, 0.3 + 1.7 * p, 0.15 + 0.45 * p);
        }),
      );
      this.#line(x(t), this.#y(path[t]), x(t + 1), this.#y(path[t + 1]), colours.c2, 4, 1);
    }
    pen.textAlign = "center";
    for (let t = first; t <= last; t++) {
      pen.fillStyle = t === cursor ? colours.fg : colours.muted;
      pen.fillText(String(t + 1), x(t), 10);
      pen.fillStyle = colours.fg;
      pen.fillText(session.shown(t), x(t), this.#y(names.length) - 2, COLUMN - 6);
      const futureTotal = beta[t].reduce((total, value) => total + value, 0);
      names.forEach((_, k) => {
        const [cx, cy, colour] = [x(t), this.#y(k), colourOf(colours, k)];
        this.#circle(cx, cy, 3, colours.bg, colours.muted);
        if (t <= past) this.#half(cx, cy, alpha[t][k], colour, -1);
        if (t >= future) this.#half(cx, cy, beta[t][k] / futureTotal, colour, 1);
        if (t >= future) this.#ring(cx, cy, MOST * Math.sqrt(gamma[t][k]), colours.fg);
      });
    }
  }

  #line(x0, y0, x1, y1, colour, width, opacity) {
    const { pen } = this.layer;
    pen.globalAlpha = opacity;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
    pen.stroke();
    pen.globalAlpha = 1;
  }

  #circle(x, y, radius, fill, stroke) {
    const { pen } = this.layer;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = fill;
    pen.fill();
    pen.strokeStyle = stroke;
    pen.lineWidth = 1;
    pen.stroke();
  }

  // A half disc with this share of the largest area: left for the past, right for the future.
  #half(x, y, share, colour, side) {
    const { pen } = this.layer;
    pen.beginPath();
    pen.arc(x, y, MOST * Math.sqrt(share), -Math.PI / 2, Math.PI / 2, side < 0);
    pen.closePath();
    pen.fillStyle = colour;
    pen.globalAlpha = side < 0 ? 0.85 : 0.5;
    pen.fill();
    pen.globalAlpha = 1;
  }

  #ring(x, y, radius, colour) {
    const { pen } = this.layer;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.75;
    pen.stroke();
  }
}

// Posterior of every state at every time, stacked; the Viterbi path in a line below.
export class Strip extends Chart {
  constructor(session) {
    super(session, "sfp-strip");
    this.layer.canvas.addEventListener("click", ({ offsetX }) => {
      const T = session.values.x.length;
      session.goTo(clip(Math.floor((offsetX / this.layer.width) * T), 0, T - 1));
    });
  }

  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { pen, width, height } = layer;
    const { gamma, path } = session.now;
    const { t: cursor } = session.time;
    const wide = width / gamma.length;
    const tall = height - 16;
    layer.clear();
    gamma.forEach((row, t) => {
      let low = tall;
      row.forEach((share, k) => {
        pen.fillStyle = colourOf(colours, k);
        pen.globalAlpha = 0.8;
        pen.fillRect(t * wide, low - share * tall, wide + 0.5, share * tall);
        low -= share * tall;
      });
      pen.globalAlpha = 1;
      pen.fillStyle = colourOf(colours, path[t]);
      pen.fillRect(t * wide, tall + 5, wide + 0.5, 10);
    });
    pen.strokeStyle = colours.fg;
    pen.lineWidth = 2;
    pen.strokeRect(cursor * wide + 1, 1, Math.max(wide - 2, 1), height - 2);
  }
}
