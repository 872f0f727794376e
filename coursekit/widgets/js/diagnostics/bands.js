// The traces with a band for each chain, to be dragged; beside them the target.

import { stretch } from "../algorithms/made_chains.js";
import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { h } from "../kit/dom.js";
import { density, TRUE_MEAN } from "./goals.js";

const RANGE = [-7.5, 7.5];
const MARGIN = { left: 26, right: 64, top: 6, bottom: 42 };
const LANE = 14; // height of the bar that shows where the chain in hand stands still
const WIDE = 2; // a band reaches this many spreads from the centre
const NEAR = 12; // pixels from an edge or a handle

export const chainColour = (colours, k) => [colours.c1, colours.c2, colours.c3, colours.c4][k];

export class Bands {
  #layer = new Layer({ role: "img" });
  #drag = null; // what the pointer does: (event) -> changes of dials

  constructor(session) {
    this.session = session;
    const { canvas } = this.#layer;
    this.box = h("div", { class: "sfp-bands" }, canvas);
    canvas.addEventListener("pointerdown", (event) => this.#begin(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(name, () => (this.#drag = null));
    }
  }

  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }

  resize() {
    this.#layer.resize(this.box.clientWidth, this.box.clientHeight);
    return this.#layer.width > 0;
  }

  paint() {
    if (!this.colours || this.#layer.width === 0) return;
    const { values, chains, k } = this.session;
    const across = [0, values.draws];
    this.frame = paintAxes(this.#layer, this.colours, across, RANGE, { margin: MARGIN });
    this.#paintTarget();
    const { pen, width, height } = this.#layer;
    const others = [...chains.keys()].filter((chain) => chain !== k);
    pen.save();
    pen.beginPath();
    pen.rect(0, 0, width, height - MARGIN.bottom);
    pen.clip();
    for (const chain of [...others, k]) this.#paintChain(chain, chain === k);
    pen.restore();
    this.#paintLane();
  }

  #paintTarget() {
    const { pen, width } = this.#layer;
    const { toY } = this.frame;
    const left = width - MARGIN.right + 6;
    const scale = (MARGIN.right - 12) / density(2);
    pen.beginPath();
    pen.moveTo(left, toY(RANGE[0]));
    for (let x = RANGE[0]; x <= RANGE[1]; x += 0.1) pen.lineTo(left + scale * density(x), toY(x));
    pen.fillStyle = this.colours.muted;
    pen.globalAlpha = 0.3;
    pen.fill();
    pen.globalAlpha = 1;
    pen.strokeStyle = pen.fillStyle = this.colours.fg;
    pen.setLineDash([4, 4]);
    pen.beginPath();
    pen.moveTo(MARGIN.left, toY(TRUE_MEAN));
    pen.lineTo(width, toY(TRUE_MEAN));
    pen.stroke();
    pen.setLineDash([]);
    pen.textAlign = "left";
    pen.textBaseline = "top";
    pen.fillText("target", left, MARGIN.top);
  }

  // Where the band of a chain is, in pixels: its middle at both ends, and its half height.
  #band(chain) {
    const { location, drift, spread } = this.session.dials(chain);
    const { toX, toY } = this.frame;
    return {
      ends: [toX(0), toX(this.session.values.draws)],
      middles: [toY(location - drift / 2), toY(location + drift / 2)],
      half: toY(0) - toY(WIDE * spread),
    };
  }

  #paintChain(chain, inHand) {
    const { pen } = this.#layer;
    const { toX, toY } = this.frame;
    const { ends, middles, half } = this.#band(chain);
    const draws = this.session.chains[chain];
    pen.fillStyle = pen.strokeStyle = chainColour(this.colours, chain);
    pen.globalAlpha = 0.75;
    pen.lineWidth = 0.75;
    pen.beginPath();
    const stride = Math.max(1, Math.round(draws.length / 500));
    for (let t = 0; t < draws.length; t += stride) pen.lineTo(toX(t + 0.5), toY(draws[t]));
    pen.stroke();
    pen.beginPath();
    pen.moveTo(ends[0], middles[0] - half);
    pen.lineTo(ends[1], middles[1] - half);
    pen.lineTo(ends[1], middles[1] + half);
    pen.lineTo(ends[0], middles[0] + half);
    pen.closePath();
    pen.globalAlpha = 0.12;
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = inHand ? 2.5 : 1;
    pen.stroke();
    if (inHand) this.#paintHandles(ends, middles, half);
    pen.font = "bold 12px system-ui, sans-serif";
    pen.textAlign = "left";
    pen.textBaseline = "bottom";
    pen.fillText(String(chain + 1), ends[0] + 4 + 14 * chain, middles[0] - half - 2);
  }

  #paintHandles(ends, middles, half) {
    const { pen } = this.#layer;
    const middle = (ends[0] + ends[1]) / 2;
    const height = (middles[0] + middles[1]) / 2;
    for (const [x, y] of [
      [middle, height - half],
      [middle, height + half],
      [ends[1], middles[1]],
    ]) {
      pen.beginPath();
      pen.arc(x, y, 6, 0, 2 * Math.PI);
      pen.fill();
    }
  }

  // The bar under the traces: where the chain in hand stands still.
  #paintLane() {
    const { pen, height } = this.#layer;
    const { toX } = this.frame;
    const { k, values } = this.session;
    const { stuck, stuckAt } = this.session.dials(k);
    const top = height - MARGIN.bottom + 4;
    const bar = (from, to) => pen.fillRect(toX(from), top, toX(to) - toX(from), LANE);
    pen.fillStyle = this.colours.grid;
    bar(0, values.draws);
    pen.fillStyle = chainColour(this.colours, k);
    bar(...stretch(values.draws, stuck, stuckAt));
    if (stuck > 0) return;
    pen.fillStyle = this.colours.fg;
    pen.font = "11px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(`drag here: chain ${k + 1} stands still`, toX(values.draws / 2), top + LANE / 2);
  }

  #isLane({ offsetY }) {
    return offsetY > this.#layer.height - MARGIN.bottom;
  }

  #begin(event) {
    const { offsetX: x, offsetY: y } = event;
    if (this.#isLane(event)) this.#drag = this.#sticking(x);
    else {
      this.#choose(x, y);
      this.#drag = this.#dragging(x, y);
    }
    this.#layer.canvas.setPointerCapture(event.pointerId);
  }

  #move(event) {
    if (this.#drag) this.session.turn(this.#drag(event));
    else this.box.style.cursor = this.#isLane(event) ? "ew-resize" : "ns-resize";
  }

  // How far above the middle of its band a point is, in half heights and in pixels.
  #place(chain, x, y) {
    const { ends, middles, half } = this.#band(chain);
    const share = (x - ends[0]) / (ends[1] - ends[0]);
    const above = middles[0] + share * (middles[1] - middles[0]) - y;
    return { above, half, toEnd: Math.hypot(x - ends[1], y - middles[1]) };
  }

  // Takes the chain in hand whose band the point is in or nearest to; the one that is in hand
  // stays so if the point is in its band or at its handle.
  #choose(x, y) {
    const distance = (chain) => {
      const { above, half, toEnd } = this.#place(chain, x, y);
      return Math.min(Math.max(Math.abs(above) - half, 0), Math.max(toEnd - NEAR, 0));
    };
    const { session } = this;
    if (distance(session.k) < NEAR) return;
    const distances = session.chains.map((_, chain) => distance(chain));
    session.change({ chain: 1 + distances.indexOf(Math.min(...distances)) });
  }

  #dragging(x, y) {
    const before = this.session.dials(this.session.k);
    const { above, half, toEnd } = this.#place(this.session.k, x, y);
    const { toY } = this.frame;
    const up = (event) => toY.invert(event.offsetY) - toY.invert(y);
    if (toEnd < NEAR) return (event) => ({ drift: before.drift + 2 * up(event) });
    if (Math.abs(Math.abs(above) - half) < NEAR / 2) {
      const side = Math.sign(above);
      return (event) => ({ spread: before.spread + (side * up(event)) / WIDE });
    }
    return (event) => ({ location: before.location + up(event) });
  }

  // Draws a stretch where the chain stands still, or moves the one that is there.
  #sticking(x) {
    const { toX } = this.frame;
    const { draws } = this.session.values;
    const { stuck, stuckAt } = this.session.dials(this.session.k);
    const share = (pixel) => Math.min(Math.max(toX.invert(pixel) / draws, 0), 1);
    const [first, end] = stretch(draws, stuck, stuckAt);
    const at = share(x);
    const place = (from, length) => (length < 1 ? from / (1 - length) : 0.5);
    if (stuck > 0 && at * draws >= first && at * draws <= end) {
      return (event) => ({ stuck_at: place(share(event.offsetX) - at + first / draws, stuck) });
    }
    return (event) => {
      const [from, to] = [at, share(event.offsetX)].sort((a, b) => a - b);
      return { stuck: to - from, stuck_at: place(from, to - from) };
    };
  }
}
