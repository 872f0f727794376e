// Generated pictures on canvases of their own few pixels, which the style sheet scales.

const BUDGET = 8; // milliseconds of a frame that may go into pictures
const toRGB = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

// A canvas of columns x rows pictures.
export class Sheet {
  constructor([channels, height, width], columns = 1, rows = 1) {
    Object.assign(this, { channels, height, width, columns });
    this.canvas = document.createElement("canvas");
    this.canvas.width = columns * width;
    this.canvas.height = rows * height;
    this.canvas.className = "sfp-picture";
    this.canvas.setAttribute("aria-hidden", "true");
    this.pen = this.canvas.getContext("2d");
    this.pixels = this.pen.createImageData(width, height);
  }

  describe(words) {
    this.canvas.removeAttribute("aria-hidden");
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", words);
  }

  // Puts an image with values in [-1, 1] at place k: from paper to ink, or in its own colours.
  put(image, colours, k = 0) {
    const { channels, height, width, columns, pixels } = this;
    const [paper, ink] = channels === 1 ? [colours.bg, colours.fg].map(toRGB) : [[0, 0, 0], [255, 255, 255]]; // prettier-ignore
    const size = height * width;
    for (let at = 0; at < size; at++) {
      for (let c = 0; c < 3; c++) {
        const share = (image[(channels === 1 ? 0 : c * size) + at] + 1) / 2;
        pixels.data[4 * at + c] = paper[c] + share * (ink[c] - paper[c]);
      }
      pixels.data[4 * at + 3] = 255;
    }
    this.pen.putImageData(pixels, (k % columns) * width, Math.floor(k / columns) * height);
  }
}

// Paints sheets of many pictures a few at a time, so that the page stays quick.
export class Painter {
  #waiting = new Map(); // sheet -> {points, next, left}
  #wishes = new Map(); // sheet -> what was last wanted on it
  #frameId = null;

  constructor(generator) {
    this.generator = generator;
  }

  // Pictures of these z are wanted on the sheet; earlier wishes for it are forgotten.
  want(sheet, points) {
    const wish = JSON.stringify([points, this.colours.bg]);
    if (this.#wishes.get(sheet) === wish) return;
    this.#wishes.set(sheet, wish);
    const next = this.#waiting.get(sheet)?.next ?? 0;
    this.#waiting.set(sheet, { points, next, left: points.length });
    this.#frameId ??= requestAnimationFrame(() => this.#frame());
  }

  stop() {
    cancelAnimationFrame(this.#frameId);
    this.#frameId = null;
    this.#waiting.clear();
    this.#wishes.clear();
  }

  #frame() {
    this.#frameId = null;
    const deadline = performance.now() + BUDGET;
    for (const [sheet, task] of this.#waiting) {
      while (task.left > 0 && performance.now() < deadline) {
        sheet.put(this.generator.image(task.points[task.next]), this.colours, task.next);
        task.next = (task.next + 1) % task.points.length;
        task.left--;
      }
      if (task.left === 0) this.#waiting.delete(sheet);
    }
    if (this.#waiting.size > 0) this.#frameId = requestAnimationFrame(() => this.#frame());
  }
}
