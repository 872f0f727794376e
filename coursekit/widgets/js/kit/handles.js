// Round buttons on a picture that are dragged with a pointer or moved with the arrow keys.

import { clip, onKeys } from "./controls.js";
import { h } from "./dom.js";
import { arrowKeys, inside } from "./frame.js";

export class Handles {
  #buttons = [];
  #held = null; // {k, shift}: which is dragged, and how far from its middle it was taken

  // On `element`, whose `scales()` are {toX, toY} and whose `frame` is [[left, right],
  // [bottom, top]]; `move(k, point)` is told where handle k goes.
  constructor(element, { scales, frame, move }) {
    Object.assign(this, { element, scales, frame, move });
    element.addEventListener("pointerdown", (event) => this.#grab(event));
    element.addEventListener("pointermove", (event) => this.#pull(event));
    for (const name of ["pointerup", "pointercancel"]) {
      element.addEventListener(name, () => (this.#held = null));
    }
    onKeys(element, (event) => this.#keys(event));
  }

  get isHeld() {
    return this.#held !== null;
  }

  // Puts a handle at each point; `words(k)` are its name for a screen reader.
  place(points, words, labels = []) {
    while (this.#buttons.length > points.length) this.#buttons.pop().remove();
    while (this.#buttons.length < points.length) this.#add(labels[this.#buttons.length] ?? "");
    const { toX, toY } = this.scales();
    const { clientWidth, clientHeight } = this.element;
    points.forEach(([x, y], k) => {
      const button = this.#buttons[k];
      button.point = [x, y];
      button.style.left = `${clip(toX(x), 0, clientWidth)}px`;
      button.style.top = `${clip(toY(y), 0, clientHeight)}px`;
      button.setAttribute("aria-label", words(k));
    });
  }

  #add(label) {
    const button = h("button", { type: "button", class: "sfp-handle" }, h("span", {}, label));
    this.#buttons.push(button);
    this.element.append(button);
  }

  #grab(event) {
    const button = event.target.closest(".sfp-handle");
    if (!button || event.button !== 0) return;
    event.preventDefault();
    button.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    const at = this.#at(event);
    const shift = button.point.map((value, j) => value - at[j]);
    this.#held = { k: this.#buttons.indexOf(button), shift };
  }

  #pull(event) {
    if (!this.#held) return;
    const { k, shift } = this.#held;
    this.move(k, inside(this.frame, this.#at(event).map((value, j) => value + shift[j])));
  }

  #at({ clientX, clientY }) {
    const { left, top } = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales();
    return [toX.invert(clientX - left), toY.invert(clientY - top)];
  }

  #keys(event) {
    const k = this.#buttons.indexOf(event.target.closest(".sfp-handle"));
    if (k < 0) return {};
    return arrowKeys(this.frame, event, event.target.point, (point) => this.move(k, point));
  }
}
