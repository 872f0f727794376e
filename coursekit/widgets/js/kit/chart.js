// A picture on a canvas of its own, as large as its element: what charts build on.

import { Layer } from "./canvas.js";
import { h } from "./dom.js";

export class Chart {
  layer = new Layer({ role: "img" });

  constructor(session, className) {
    this.session = session;
    this.element = h("div", { class: className }, this.layer.canvas);
  }

  describe(words) {
    this.layer.canvas.setAttribute("aria-label", words);
  }

  // Takes the element's size. Says whether it is on the screen.
  resize() {
    this.layer.resize(this.element.clientWidth, this.element.clientHeight);
    return this.layer.width > 0;
  }

  get isReady() {
    return this.layer.width > 0 && this.colours;
  }

  line(points, { toX, toY }, colour, dashes = [], width = 2) {
    const { pen } = this.layer;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dashes);
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(toX(x), toY(y));
    pen.stroke();
    pen.setLineDash([]);
  }

  dot([x, y], { toX, toY }, colour, radius = 4) {
    const { pen } = this.layer;
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(toX(x), toY(y), radius, 0, 2 * Math.PI);
    pen.fill();
  }
}
