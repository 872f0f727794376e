// The plane of the two numbers with the field and the orbit; the eigenvalues of an update
// beside the unit circle; and the distance from rest by update.

import { paintAxes } from "../kit/axes.js";
import { Chart } from "../kit/chart.js";
import { fixed } from "../kit/controls.js";
import { Handles } from "../kit/handles.js";
import { distance, REACH } from "./session.js";

const FRAME = [[-REACH, REACH], [-REACH, REACH]]; // prettier-ignore
const MARGIN = { left: 38, right: 10, top: 10, bottom: 22 };
const ARROWS = 13; // of the field, along either side
const SHOWN = 400; // last updates of which the orbit is drawn
const TURN = 2 * Math.PI;

class Framed extends Chart {
  // Draws inside the axes.
  inside(draw) {
    const { pen, width, height } = this.layer;
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN.left, MARGIN.top, width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
    pen.clip();
    draw(pen);
    pen.restore();
  }

  trace(pen, points, { toX, toY }) {
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(toX(x), toY(y));
  }

  disc(pen, [x, y], { toX, toY }, radius) {
    pen.beginPath();
    pen.arc(toX(x), toY(y), radius, 0, TURN);
    pen.fill();
  }
}

export class Plane extends Framed {
  constructor(session) {
    super(session, "sfp-plane");
    this.handles = new Handles(this.element, {
      scales: () => this.scales,
      frame: FRAME,
      move: (_, point) => session.startAt(point),
    });
  }

  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    this.scales = paintAxes(layer, colours, ...FRAME, { margin: MARGIN });
    const { toX, toY } = this.scales;
    this.inside((pen) => {
      this.#paintField(pen);
      if (session.values.penalty === "clip") this.#paintBound(pen);
      const { n, orbit } = session;
      const path = orbit.slice(Math.max(n - SHOWN, 0), n + 1);
      pen.strokeStyle = pen.fillStyle = colours.c1;
      pen.lineWidth = 1.25;
      this.trace(pen, path, this.scales);
      pen.stroke();
      for (const point of path.slice(-120)) this.disc(pen, point, this.scales, 1.8);
      pen.fillStyle = colours.fg;
      this.disc(pen, [0, 0], this.scales, 3.5);
      pen.fillStyle = colours.bg;
      this.disc(pen, session.now, this.scales, 8);
      pen.fillStyle = colours.c1;
      this.disc(pen, session.now, this.scales, 6);
    });
    this.handles.place([session.values.start], () => `Start at theta ${pair(session.values.start)}`);
    const { pen } = layer;
    pen.fillStyle = colours.muted;
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    pen.fillText("θ", toX(1), layer.height);
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    pen.fillText("ψ", MARGIN.left - 6, toY(1));
  }

  // Arrows of one length; how strong the push is, their ink says.
  #paintField(pen) {
    const { game } = this.session;
    const { toX, toY } = this.scales;
    const gap = (2 * REACH) / ARROWS;
    const half = 0.36 * Math.min(toX(gap) - toX(0), toY(0) - toY(gap));
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1.2;
    for (let i = 0; i < ARROWS; i++) {
      for (let j = 0; j < ARROWS; j++) {
        const at = [i, j].map((k) => -REACH + (k + 0.5) * gap);
        const push = [game.pushTheta(at), game.pushPsi(at)];
        const size = distance(push);
        if (size < 1e-9) continue;
        pen.globalAlpha = 0.15 + 0.75 * Math.min(size / 2, 1);
        arrow(pen, toX(at[0]), toY(at[1]), (half * push[0]) / size, (-half * push[1]) / size);
      }
    }
    pen.globalAlpha = 1;
  }

  #paintBound(pen) {
    const { toX, toY } = this.scales;
    const { bound } = this.session.game;
    pen.strokeStyle = this.colours.c2;
    pen.setLineDash([6, 4]);
    for (const at of [bound, -bound]) {
      pen.beginPath();
      pen.moveTo(toX(-REACH), toY(at));
      pen.lineTo(toX(REACH), toY(at));
      pen.stroke();
    }
    pen.setLineDash([]);
  }
}

// An arrow about (x, y), from -(dx, dy) to (dx, dy).
function arrow(pen, x, y, dx, dy) {
  pen.beginPath();
  pen.moveTo(x - dx, y - dy);
  pen.lineTo(x + dx, y + dy);
  for (const side of [1, -1]) {
    pen.moveTo(x + dx, y + dy);
    pen.lineTo(x + 0.35 * dx - side * 0.45 * dy, y + 0.35 * dy + side * 0.45 * dx);
  }
  pen.stroke();
}

// Where an update's eigenvalues lie, near 1: inside the unit circle small errors die out.
export class Dial extends Framed {
  constructor(session) {
    super(session, "sfp-dial");
  }

  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { game, values } = session;
    const { pen, width, height } = layer;
    const size = 1.4 * Math.min(Math.max(game.step * game.pull, 0.02), 1); // of the frame, upwards
    const plot = [width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom];
    const across = (2 * size * plot[0]) / plot[1];
    const right = 1 + 0.28 * across;
    const scales = paintAxes(layer, colours, [right - across, right], [-size, size], { margin: MARGIN });
    const { toX, toY } = scales;
    this.inside(() => {
      const radius = toX(1) - toX(0);
      pen.beginPath();
      pen.arc(toX(0), toY(0), radius, 0, TURN);
      pen.globalAlpha = 0.1;
      pen.fillStyle = colours.c3;
      pen.fill();
      pen.globalAlpha = 1;
      pen.strokeStyle = colours.c3;
      pen.lineWidth = 2;
      pen.stroke();
      if (!game.eigenvalues) return;
      if (values.penalty === "r1" || values.penalty === "r2") this.#paintTrack(pen, scales);
      pen.fillStyle = session.factor < 1 - 1e-12 ? colours.c1 : colours.c2;
      for (const value of game.eigenvalues) this.disc(pen, value, scales, 6);
    });
    if (!game.eigenvalues) {
      pen.fillStyle = colours.muted;
      pen.textAlign = "center";
      pen.fillText("no point of rest,", toX(right - across / 2), toY(0.1 * size));
      pen.fillText("so no eigenvalues", toX(right - across / 2), toY(-0.1 * size));
    }
  }

  // Where other strengths of the penalty would put them.
  #paintTrack(pen, scales) {
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1;
    for (const k of [0, 1]) {
      this.trace(pen, this.session.track.map(([, both]) => both[k]), scales); // prettier-ignore
      pen.stroke();
    }
  }
}

const FLOOR = 1e-9; // distances below are drawn there

// The distance from rest, on a logarithmic scale, and the slope that the eigenvalues foretell.
export class Distances extends Framed {
  constructor(session) {
    super(session, "sfp-distances");
  }

  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { n, orbit, factor } = session;
    const log = (value) => Math.log10(Math.max(value, FLOOR));
    const stride = Math.max(1, Math.floor((n + 1) / 600));
    const steps = Array.from({ length: Math.floor(n / stride) + 1 }, (_, i) => i * stride);
    const path = steps.map((i) => [i, log(distance(orbit[i]))]);
    const all = path.map(([, value]) => value);
    const [low, high] = [Math.min(...all, -0.6), Math.max(...all, 0.6)];
    const scales = paintAxes(layer, colours, [0, 1.02 * Math.max(n, 50)], [low - 0.15, high + 0.15], { margin: MARGIN });
    this.inside((pen) => {
      if (factor !== null) {
        const from = log(distance(orbit[0]));
        pen.strokeStyle = colours.muted;
        pen.setLineDash([5, 4]);
        this.trace(pen, [[0, from], [Math.max(n, 50), from + Math.max(n, 50) * Math.log10(factor)]], scales); // prettier-ignore
        pen.stroke();
        pen.setLineDash([]);
      }
      pen.strokeStyle = pen.fillStyle = colours.c1;
      pen.lineWidth = 1.75;
      this.trace(pen, path, scales);
      pen.stroke();
      this.disc(pen, [n, log(distance(session.now))], scales, 4);
    });
  }
}

export const pair = ([theta, psi]) => `${fixed(theta, 2)}, psi ${fixed(psi, 2)}`;
