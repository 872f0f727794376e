// The plane: the discriminator's belief as a heat map, real points, fakes to drag, and the
// push on each. And the discriminator's loss by step.

import { HALF } from "../algorithms/gan_data.js";
import { sigmoid } from "../algorithms/gan_losses.js";
import { logits } from "../algorithms/rbf_discriminator.js";
import { paintAxes } from "../kit/axes.js";
import { Layer, linear } from "../kit/canvas.js";
import { clip, fixed } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { Handles } from "../kit/handles.js";
import { LARGEST } from "./session.js";

const FRAME = [[-HALF, HALF], [-HALF, HALF]]; // prettier-ignore
const CELLS = 64; // of the heat map, along either side
const LONGEST = 0.6; // arrow, in units of the plane
const SCALE = 0.25; // of an arrow, to the push
const TURN = 2 * Math.PI;
const toRGB = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

export class Plane {
  layer = new Layer({ role: "img" });
  #heat = document.createElement("canvas");

  constructor(session) {
    this.session = session;
    this.element = h("div", { class: "sfp-plane" }, this.layer.canvas);
    this.#heat.width = this.#heat.height = CELLS;
    this.handles = new Handles(this.element, {
      scales: () => this.scales,
      frame: FRAME,
      move: (k, point) => session.place(k, point),
    });
  }

  describe(words) {
    this.layer.canvas.setAttribute("aria-label", words);
  }

  resize() {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth > 0) this.layer.resize(clientWidth, clientHeight);
    this.scales = {
      toX: linear(-HALF, HALF, 0, clientWidth),
      toY: linear(-HALF, HALF, clientHeight, 0),
    };
    return clientWidth > 0;
  }

  paint() {
    const { layer, colours, session } = this;
    if (layer.width === 0 || !colours) return;
    const { pen } = layer;
    layer.clear();
    this.#paintHeat();
    pen.fillStyle = colours.c1;
    for (const point of session.real) {
      this.#disc(point, 3.2);
      pen.fill();
    }
    if (session.values.hint) this.#paintPushes();
    const { fakes, trusted } = session.now;
    const names = fakes.map((_, k) => k + 1);
    this.handles.place(fakes, (k) => nameOf(k, fakes[k], trusted[k]), names);
  }

  // The colour of the fakes where D expects fakes, of the real points where it expects those,
  // and none where it cannot tell.
  #paintHeat() {
    const { colours, session, layer } = this;
    const [real, fake] = [toRGB(colours.c1), toRGB(colours.c2)];
    const image = new ImageData(CELLS, CELLS);
    logits(session.now.w, CELLS).forEach((value, at) => {
      const belief = sigmoid(value);
      const row = CELLS - 1 - Math.floor(at / CELLS); // images begin at the top
      const place = 4 * (row * CELLS + (at % CELLS));
      const rgb = belief > 0.5 ? real : fake;
      image.data.set([...rgb, 255 * 0.9 * Math.abs(belief - 0.5)], place);
    });
    this.#heat.getContext("2d").putImageData(image, 0, 0);
    layer.pen.imageSmoothingEnabled = true;
    layer.pen.drawImage(this.#heat, 0, 0, layer.width, layer.height);
  }

  #paintPushes() {
    const { pen } = this.layer;
    const { toX, toY } = this.scales;
    const { fakes, pushes } = this.session.now;
    pen.strokeStyle = pen.fillStyle = this.colours.fg;
    pen.lineWidth = 2;
    fakes.forEach(([x, y], k) => {
      const size = Math.hypot(...pushes[k]);
      if (size * SCALE < 0.005) return;
      const length = Math.min(size * SCALE, LONGEST) / size;
      const end = [x + pushes[k][0] * length, y + pushes[k][1] * length];
      arrow(pen, [toX(x), toY(y)], [toX(end[0]), toY(end[1])]);
    });
  }

  #disc([x, y], radius) {
    const { pen } = this.layer;
    pen.beginPath();
    pen.arc(this.scales.toX(x), this.scales.toY(y), radius, 0, TURN);
  }
}

function arrow(pen, from, to) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  for (const side of [2.6, -2.6]) {
    pen.moveTo(...to);
    pen.lineTo(to[0] + 8 * Math.cos(angle + side), to[1] + 8 * Math.sin(angle + side));
  }
  pen.stroke();
}

export const nameOf = (k, [x, y], trust) =>
  `Fake ${k + 1} at ${fixed(x, 2)}, ${fixed(y, 2)}: held for real with probability ${fixed(trust, 2)}`;

// The discriminator's loss by step of the descent, below what it is for one that cannot tell.
export class Losses {
  layer = new Layer({ role: "img" });

  constructor(session) {
    this.session = session;
    this.element = h("div", { class: "sfp-losses" }, this.layer.canvas);
  }

  describe(words) {
    this.layer.canvas.setAttribute("aria-label", words);
  }

  resize() {
    this.layer.resize(this.element.clientWidth, this.element.clientHeight);
    return this.layer.width > 0;
  }

  paint() {
    const { session, layer, colours } = this;
    if (layer.width === 0 || !colours) return;
    const { n, states } = session;
    const last = Math.max(n, 50);
    const { toX, toY } = paintAxes(layer, colours, [0, last], [0, 1.5]);
    const { pen } = layer;
    pen.strokeStyle = colours.muted;
    pen.setLineDash([5, 4]);
    pen.beginPath();
    pen.moveTo(toX(0), toY(LARGEST));
    pen.lineTo(toX(last), toY(LARGEST));
    pen.stroke();
    pen.setLineDash([]);
    pen.strokeStyle = pen.fillStyle = colours.c1;
    pen.lineWidth = 1.75;
    pen.beginPath();
    for (let i = 0; i <= n; i++) pen.lineTo(toX(i), toY(states[i].loss));
    pen.stroke();
    pen.beginPath();
    pen.arc(toX(n), toY(clip(states[n].loss, 0, 1.5)), 4, 0, TURN);
    pen.fill();
  }
}
