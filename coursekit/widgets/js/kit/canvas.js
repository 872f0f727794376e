// Drawing: canvases as sharp as the screen, and axes.

// A canvas that is drawn on in CSS pixels, whatever the screen's resolution.
export class Layer {
  constructor(attributes = { "aria-hidden": "true" }) {
    this.canvas = document.createElement("canvas");
    for (const [name, value] of Object.entries(attributes)) this.canvas.setAttribute(name, value);
    this.pen = this.canvas.getContext("2d");
    this.width = this.height = 0;
  }

  // Takes this size, in CSS pixels; what was drawn is gone.
  resize(width, height) {
    const sharpness = Math.min(window.devicePixelRatio || 1, 2);
    [this.width, this.height] = [width, height];
    this.canvas.width = Math.round(width * sharpness);
    this.canvas.height = Math.round(height * sharpness);
    this.pen.scale(sharpness, sharpness);
  }

  clear() {
    this.pen.clearRect(0, 0, this.width, this.height);
  }
}

// A linear map from [low, high] to pixels [from, to].
export function linear(low, high, from, to) {
  const slope = (to - from) / (high - low);
  const map = (value) => from + (value - low) * slope;
  map.invert = (pixel) => low + (pixel - from) / slope;
  return map;
}

// About `count` round numbers in [low, high].
export function ticks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  const values = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) values.push(k * step);
  return values;
}

// A tick's number, without the noise of binary fractions.
export const tickLabel = (value) => String(Number(value.toPrecision(6))).replace("-", "−");

export const LABEL_FONT = "12px system-ui, sans-serif";
