// The plane to drag in; the norm of z; all entries of z; and the norms along two paths.

import { norm, normDensity } from "../algorithms/latent.js";
import { paintAxes } from "../kit/axes.js";
import { linear } from "../kit/canvas.js";
import { Chart } from "../kit/chart.js";
import { h } from "../kit/dom.js";
import { Handles } from "../kit/handles.js";
import { Sheet } from "./pictures.js";
import { placeWords } from "./words.js";
import { REACH } from "./session.js";

const FRAME = [[-REACH, REACH], [-REACH, REACH]]; // prettier-ignore
const SIDE = 7; // pictures of the plane along either side

class WithAxes extends Chart {
  axes(across, up, more) {
    return paintAxes(this.layer, this.colours, across, up, more);
  }
}

// What the generator makes all over the plane, and a ring where z is.
export class Plane {
  constructor(session) {
    this.session = session;
    this.sheet = new Sheet(session.generator.shape, SIDE, SIDE);
    this.element = h("div", { class: "sfp-plane" }, this.sheet.canvas);
    this.handles = new Handles(this.element, {
      scales: () => this.scales,
      frame: FRAME,
      move: (_, point) => session.place(point),
    });
  }

  // Middles of the small pictures, row by row from above.
  get points() {
    const { session } = this;
    const middle = (k) => ((2 * k + 1) / SIDE - 1) * REACH;
    const cells = Array.from({ length: SIDE * SIDE }, (_, k) => [k % SIDE, Math.floor(k / SIDE)]);
    return cells.map(([i, j]) => session.truncated(session.at([middle(i), -middle(j)])));
  }

  resize() {
    const { clientWidth, clientHeight } = this.element;
    this.scales = { toX: linear(...FRAME[0], 0, clientWidth), toY: linear(...FRAME[1], clientHeight, 0) };
  }

  paint() {
    if (!this.scales) return;
    this.handles.place([this.session.values.place], () => `Place in the plane: ${placeWords(this.session)}`);
  }
}

// How long z is, under the density of the norm of a draw.
export class Norm extends WithAxes {
  paint() {
    if (!this.isReady) return;
    const { session, colours } = this;
    const end = Math.max(2 * session.typical, session.norm * 1.05);
    const scales = this.axes([0, end], [0, 1.1], { labels: [], margin: { left: 8 } });
    const curve = Array.from({ length: 201 }, (_, k) => (k / 200) * end);
    this.line(curve.map((r) => [r, normDensity(r, session.dim)]), scales, colours.c3); // prettier-ignore
    this.line([[session.norm, 0], [session.norm, 1]], scales, colours.c2, [5, 3]); // prettier-ignore
    this.dot([session.norm, normDensity(session.norm, session.dim)], scales, colours.c2, 5);
  }
}

// Every entry of z as a bar.
export class Bars extends WithAxes {
  paint() {
    if (!this.isReady) return;
    const { session, colours, layer } = this;
    const { z, dim } = session;
    const top = Math.max(3, ...z.map(Math.abs)) * 1.05;
    const { toX, toY } = this.axes([0.4, dim + 0.6], [-top, top]);
    const wide = 0.7 * (toX(1) - toX(0));
    for (const [i, value] of z.entries()) {
      layer.pen.fillStyle = value < 0 ? colours.c2 : colours.c1;
      layer.pen.fillRect(toX(i + 1) - wide / 2, toY(0), wide, toY(value) - toY(0));
    }
  }
}

// The norm of z along both paths from A to B, and a draw's.
export class Norms extends WithAxes {
  paint() {
    if (!this.isReady) return;
    const { session, colours } = this;
    const { typical, values } = session;
    const shares = Array.from({ length: 61 }, (_, k) => k / 60);
    const path = (name) => shares.map((t) => [t, norm(session.between(t)[name])]);
    const [a, b] = [path("straight"), path("spherical")];
    const top = 1.1 * Math.max(typical, ...[...a, ...b].map(([, value]) => value));
    const scales = this.axes([0, 1], [0, top]);
    this.line([[0, typical], [1, typical]], scales, colours.muted, [5, 4]); // prettier-ignore
    this.line(a, scales, colours.c2);
    this.line(b, scales, colours.c1);
    const now = session.between(values.share);
    this.dot([values.share, norm(now.straight)], scales, colours.c2, 5);
    this.dot([values.share, norm(now.spherical)], scales, colours.c1, 5);
  }
}
