// Rank plots: for each chain, how its ranks among all draws fill equal bins.

import { rankCounts } from "../algorithms/made_chains.js";
import { LABEL_FONT, Layer } from "../kit/canvas.js";
import { h } from "../kit/dom.js";
import { chainColour } from "./bands.js";

const BINS = 20;
const GAP = 14;
const BOTTOM = 16;

export class Ranks {
  #layer = new Layer({ role: "img" });

  constructor(session) {
    this.session = session;
    this.box = h("div", { class: "sfp-ranks" }, this.#layer.canvas);
  }

  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }

  resize() {
    this.#layer.resize(this.box.clientWidth, this.box.clientHeight);
  }

  paint() {
    const { pen, width, height } = this.#layer;
    if (!this.colours || width === 0) return;
    const { chains } = this.session;
    const counts = rankCounts(chains, BINS);
    const even = chains[0].length / BINS;
    const top = Math.max(2 * even, ...counts.flatMap((row) => [...row]));
    const side = (width - GAP * (chains.length - 1)) / chains.length;
    this.#layer.clear();
    pen.font = LABEL_FONT;
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    counts.forEach((row, k) => {
      const left = k * (side + GAP);
      const toY = (count) => (height - BOTTOM) * (1 - count / top);
      pen.fillStyle = chainColour(this.colours, k);
      row.forEach((count, bin) => {
        const bar = side / BINS;
        pen.fillRect(left + bin * bar, toY(count), bar - 0.5, toY(0) - toY(count));
      });
      pen.strokeStyle = pen.fillStyle = this.colours.fg;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(left, toY(even));
      pen.lineTo(left + side, toY(even));
      pen.stroke();
      pen.fillText(`chain ${k + 1}`, left + side / 2, height);
    });
  }
}
