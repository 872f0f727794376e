// The picture of the spins, and the cursor that chooses one.

import { Layer } from "../kit/canvas.js";
import { h } from "../kit/dom.js";

export class Lattice {
  #layer = new Layer({ role: "img" });
  #small = document.createElement("canvas"); // one pixel a spin

  // `flip(row, column)` is called for the spin that is clicked.
  constructor(session, flip) {
    this.session = session;
    this.cursor = null; // [row, column]
    this.element = h("div", { class: "sfp-frame" }, this.#layer.canvas);
    this.element.addEventListener("click", (event) => flip(...this.#siteAt(event)));
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
    const { pen, width } = this.#layer;
    if (width === 0 || !this.colours) return;
    const { spins, rows: size } = this.session.run.lattice;
    if (this.#small.width !== size) this.#small.width = this.#small.height = size;
    const image = new ImageData(size, size);
    const pixels = new Uint32Array(image.data.buffer);
    const [up, down] = [this.colours.c1, this.colours.grid].map(pixel);
    for (let site = 0; site < spins.length; site++) pixels[site] = spins[site] > 0 ? up : down;
    this.#small.getContext("2d").putImageData(image, 0, 0);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.#small, 0, 0, width, width);
    if (!this.cursor) return;
    const side = width / size;
    const [row, column] = this.cursor;
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = 3;
    pen.strokeRect(column * side - 2, row * side - 2, side + 4, side + 4);
  }

  #siteAt(event) {
    const { size } = this.session.values;
    const box = this.element.getBoundingClientRect();
    const index = (share) => Math.min(Math.max(Math.floor(share * size), 0), size - 1);
    return [
      index((event.clientY - box.top) / box.height),
      index((event.clientX - box.left) / box.width),
    ];
  }
}

// "#rrggbb" as a pixel of an image.
function pixel(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0];
}
