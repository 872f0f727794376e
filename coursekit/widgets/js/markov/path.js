// The path of the walk, or each state's probability, against time.

import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { h } from "../kit/dom.js";

const STEPS = 60; // shown of a walk
const LAWS = 600; // points of a curve at most
const DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3]];
const LABEL_ROOM = 74; // pixels

export class Path {
  #layer = new Layer({ role: "img" });

  constructor(session) {
    this.session = session;
    this.element = h("div", { class: "sfp-path" }, this.#layer.canvas);
  }

  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }

  resize() {
    this.#layer.resize(this.element.clientWidth, this.element.clientHeight);
  }

  paint() {
    if (this.#layer.width === 0 || !this.colours) return;
    if (this.session.values.view === "walk") this.#paintWalk();
    else this.#paintLaws();
  }

  #paintWalk() {
    const { session } = this;
    const { names, continuous } = session.values;
    const { times, states } = session.walk;
    const first = Math.max(session.n - STEPS, 0);
    const from = times[first];
    const until = continuous ? session.now : times[session.n];
    const most = Math.max(until, continuous ? 5 / session.chain.clock : from + STEPS);
    const rows = [names.length - 0.6, -0.4]; // the first state on top
    const { toX, toY } = paintAxes(this.#layer, this.colours, [from, most], rows, {
      labels: names,
      margin: { left: LABEL_ROOM },
    });
    const { pen } = this.#layer;
    pen.strokeStyle = pen.fillStyle = this.colours.c2;
    pen.lineWidth = 1.75;
    pen.beginPath();
    const last = session.phase < 1 && session.n > 0 && continuous ? session.n - 1 : session.n;
    for (let k = first; k <= last; k++) {
      pen.lineTo(toX(times[k]), toY(states[k]));
      if (continuous) pen.lineTo(toX(k < last ? times[k + 1] : until), toY(states[k]));
    }
    pen.stroke();
    if (continuous) return;
    for (let k = first; k <= last; k++) {
      pen.beginPath();
      pen.arc(toX(times[k]), toY(states[k]), 2.5, 0, 2 * Math.PI);
      pen.fill();
    }
  }

  #paintLaws() {
    const { session, colours } = this;
    const { names } = session.values;
    const { laws, n } = session;
    const steps = Math.max(n, 20);
    const { toX, toY } = paintAxes(this.#layer, colours, [0, steps * laws.tick], [0, 1], {
      margin: { right: LABEL_ROOM },
    });
    const { pen } = this.#layer;
    const stride = Math.ceil(n / LAWS) || 1;
    pen.lineWidth = 1.75;
    const ends = names.map((name, i) => ({ name, i, y: toY(laws.at(n)[i]) }));
    for (const { i } of ends) {
      pen.strokeStyle = colours[`c${(i % 5) + 1}`];
      pen.setLineDash(DASHES[i % DASHES.length]);
      pen.beginPath();
      for (let k = 0; k <= n; k += stride) pen.lineTo(toX(k * laws.tick), toY(laws.at(k)[i]));
      pen.lineTo(toX(n * laws.tick), toY(laws.at(n)[i]));
      pen.stroke();
    }
    pen.setLineDash([]);
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    for (const { name, i, y } of apart(ends, 13, toY(0))) {
      pen.fillStyle = colours[`c${(i % 5) + 1}`];
      pen.fillText(name, toX(n * laws.tick) + 6, y, LABEL_ROOM - 8);
    }
  }
}

// Moves labels up until none overlaps another, from the lowest on.
function apart(labels, gap, lowest) {
  let last = lowest + gap;
  return labels
    .toSorted((a, b) => b.y - a.y)
    .map((label) => {
      last = Math.min(label.y, last - gap);
      return { ...label, y: last };
    });
}
