// The picture of the chain: states to be moved about, arrows to be pulled.

import { classes } from "../algorithms/markov_chain.js";
import { clip, fixed, onKeys } from "../kit/controls.js";
import { same } from "../kit/session.js";
import * as geometry from "./geometry.js";

const RADIUS = 27; // of a state, at most
const MARGIN = { side: 60, top: 76 }; // pixels around the middles of the states
const NEW = 0.2; // what a new arrow gets, as a share of the most
const RAIL = [0.12, 0.82]; // shares of an arrow between which its handle runs
const SMALL = 0.02; // of the picture, for a key's press
const LARGE = 0.1;

// An SVG element with attributes.
function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, attributes);
  element.append(...children);
  return element;
}
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
}

export class Graph {
  #states = [];
  #arrows = new Map(); // "i,j" -> element
  #drag = null; // {kind: "move" | "new" | "value", ...}
  #tail = null; // the state that an arrow is being drawn from by keyboard

  // `say(words)` tells a screen reader.
  constructor(session, say) {
    Object.assign(this, { session, say, draws: false });
    this.rubber = s("path", { class: "sfp-rubber" });
    this.ring = s("circle", { class: "sfp-ring", pathLength: 1 });
    this.token = s("circle", { class: "sfp-token", r: 8 });
    this.parts = s("g");
    this.element = s(
      "svg",
      { class: "sfp-graph", role: "group" },
      this.parts,
      this.ring,
      this.token,
      this.rubber,
    );
    this.element.addEventListener("pointerdown", (event) => this.#grab(event));
    this.element.addEventListener("pointermove", (event) => this.#pull(event));
    this.element.addEventListener("pointerup", (event) => this.#release(event));
    this.element.addEventListener("pointercancel", () => this.#release(null));
    onKeys(this.element, (event) => this.#keys(event));
  }

  // Fits the picture into the room there is. Returns whether there is any.
  resize() {
    const width = this.element.parentElement.clientWidth;
    if (width === 0) return false;
    this.width = width;
    this.height = clip(0.86 * width, 320, 400);
    set(this.element, { width, height: this.height, viewBox: `0 0 ${width} ${this.height}` });
    this.update();
    return true;
  }

  // Follows the chain: its states, places and arrows.
  update() {
    if (!this.width) return;
    const { matrix, names, positions, continuous } = this.session.values;
    const n = matrix.length;
    this.places = (positions.length ? positions : geometry.circle(n)).map((p) => this.#toPixels(p));
    this.radius = geometry.radiusOf(this.places, RADIUS);
    if (this.#drag?.kind !== "value") this.top = continuous ? topRate(matrix) : 1;
    const { label, closed } = classes(this.session.chain.P);

    while (this.#states.length > n) this.#states.pop().remove();
    while (this.#states.length < n) this.#states.push(makeState(this.#states.length));
    const parts = [];
    const seen = new Set();
    for (let i = 0; i < n; i++) {
      this.#placeState(i, names[i], closed.length > 1 ? label[i] : null, closed[label[i]]);
      parts.push(this.#states[i]);
      for (let j = 0; j < n; j++) {
        const isHeld = this.#drag?.kind === "value" && same([i, j], this.#drag.ends);
        if ((matrix[i][j] > 0 && !(continuous && i === j)) || isHeld) {
          seen.add(`${i},${j}`);
          parts.push(this.#placeArrow(i, j));
        }
      }
    }
    for (const [key, element] of this.#arrows) {
      if (seen.has(key)) continue;
      element.remove();
      this.#arrows.delete(key);
    }
    this.#putInOrder(parts);
    this.paint();
  }

  // Follows the moment that is shown: called every frame.
  paint() {
    if (!this.width) return;
    const { session, radius } = this;
    const { n, phase, isSlow } = session;
    const { view, continuous } = session.values;
    const shares = session.shares;
    this.#states.forEach((state, i) => {
      set(state.children[1], { r: (radius - 2) * Math.sqrt(shares?.[i] ?? 0) });
    });
    const isWalk = view === "walk";
    const { states } = session.walk;
    const [from, to] = isWalk ? [states[Math.max(n - 1, 0)], states[n]] : [0, 0];
    for (const [key, element] of this.#arrows) {
      element.classList.toggle("sfp-taken", isWalk && isSlow && n > 0 && key === `${from},${to}`);
    }
    const isUnderWay = isWalk && isSlow && n > 0 && phase < 1;
    const way = this.#arrows.get(`${from},${to}`)?.points;
    const isMoving = isUnderWay && !continuous && way;
    const here = isUnderWay ? from : to;
    this.ring.style.display = isWalk && !isMoving ? "" : "none";
    this.token.style.display = isMoving ? "" : "none";
    if (isMoving) {
      const [cx, cy] = geometry.along(way, phase * phase * (3 - 2 * phase));
      set(this.token, { cx, cy });
    } else if (isWalk) {
      const [cx, cy] = this.places[here];
      const stay = isUnderWay && continuous ? phase : 1; // how much of the stay has passed
      set(this.ring, { cx, cy, r: radius + 4, "stroke-dasharray": `${stay} 1` });
      set(this.ring, { transform: `rotate(-90 ${cx} ${cy})` });
    }
  }

  // Names for screen readers: too much to say in every frame.
  describe(words) {
    const { names, start } = this.session.values;
    const shares = this.session.shares;
    set(this.element, { "aria-label": words });
    this.#states.forEach((state, i) => {
      const parts = [`State ${names[i]}`];
      if (i === start) parts.push("start");
      if (shares) parts.push(`share ${fixed(shares[i], 2)}`);
      set(state, { "aria-label": parts.join(", ") });
    });
  }

  #toPixels([x, y]) {
    return [
      MARGIN.side + x * (this.width - 2 * MARGIN.side),
      MARGIN.top + y * (this.height - 2 * MARGIN.top),
    ];
  }

  #fromPixels([x, y]) {
    const share = (value, room, margin) =>
      Number(clip((value - margin) / (room - 2 * margin), 0, 1).toFixed(3));
    return [share(x, this.width, MARGIN.side), share(y, this.height, MARGIN.top)];
  }

  #placeState(i, name, group, isClosed) {
    const state = this.#states[i];
    const [x, y] = this.places[i];
    set(state, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
    set(state.children[0], { r: this.radius });
    state.style.setProperty("--class", group === null ? "var(--fg)" : `var(--c${(group % 5) + 1})`);
    state.classList.toggle("sfp-open", group !== null && !isClosed);
    writeName(state.children[2], name, this.radius);
  }

  #placeArrow(i, j) {
    const key = `${i},${j}`;
    const { values, chain } = this.session;
    const value = values.matrix[i][j];
    const { names, continuous } = values;
    if (!this.#arrows.has(key)) this.#arrows.set(key, makeArrow(key));
    const element = this.#arrows.get(key);
    const points =
      i === j
        ? geometry.loop(this.places[i], this.places, this.radius)
        : geometry.arrow(this.places[i], this.places[j], this.radius);
    const place = RAIL[0] + clip(value / this.top, 0, 1) * (RAIL[1] - RAIL[0]);
    const flow = values.flows && chain.pi ? chain.pi[i] * value : null;
    const most = flow === null ? this.top : largestFlow(values.matrix, chain.pi);
    const width = 1.25 + (flow === null ? 3.5 : 8) * clip((flow ?? value) / most, 0, 1);
    const [handleX, handleY] = geometry.along(points, place);
    const [x, y] = geometry.beside(points, place);
    element.points = points;
    const [hit, line, tip, handle, text] = element.children;
    const body = geometry.outline(points.slice(0, -2));
    set(hit, { d: body });
    set(line, { d: body, "stroke-width": width.toFixed(2) });
    set(tip, { d: geometry.head(points, 8 + 0.9 * width) });
    set(handle, { cx: handleX, cy: handleY });
    set(text, { x: clip(x, 16, this.width - 16), y: clip(y, 9, this.height - 9) });
    text.textContent = shown(flow ?? value);
    const of = flow === null ? (continuous ? "rate" : "probability") : "flow";
    set(element, {
      "aria-label": `${continuous ? "Rate" : "Probability"} from ${names[i]} to ${names[j]}`,
      "aria-valuemin": 0,
      "aria-valuemax": continuous ? this.top : 1,
      "aria-valuenow": Number(value.toPrecision(6)),
      "aria-valuetext": flow === null ? shown(value) : `${shown(value)}, ${of} ${shown(flow)}`,
    });
    return element;
  }

  // Puts the parts in this order without moving those that stay, which would lose the focus.
  #putInOrder(parts) {
    let next = this.parts.firstChild;
    for (const part of parts) {
      if (part === next) next = next.nextSibling;
      else this.parts.insertBefore(part, next);
    }
  }

  // --- by pointer

  #pointerAt(event) {
    const box = this.element.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * this.width) / box.width,
      ((event.clientY - box.top) * this.height) / box.height,
    ];
  }

  #grab(event) {
    const part = event.target.closest("[data-state], [data-arrow]");
    if (!part || event.button !== 0) return;
    event.preventDefault();
    part.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    const at = this.#pointerAt(event);
    if (part.dataset.arrow) {
      const ends = part.dataset.arrow.split(",").map(Number);
      this.#drag = { kind: "value", ends, row: this.session.values.matrix[ends[0]], from: at };
      return;
    }
    const state = Number(part.dataset.state);
    const place = this.places[state];
    this.#drag = { kind: this.draws ? "new" : "move", state, from: at, place };
  }

  #pull(event) {
    if (!this.#drag) return;
    const at = this.#pointerAt(event);
    const { kind, state, from, place, ends, row, moved } = this.#drag;
    if (!moved && geometry.distance(at, from) < 3) return;
    this.#drag.moved = true;
    if (kind === "move") this.#moveState(state, [0, 1].map((k) => place[k] + at[k] - from[k]));
    if (kind === "new") set(this.rubber, { d: geometry.outline([place, at]) });
    if (kind === "value") {
      const way = geometry.nearest(this.#arrows.get(ends.join()).points, at);
      this.#setValue(ends, clip((way - RAIL[0]) / (RAIL[1] - RAIL[0]), 0, 1), row);
    }
  }

  #release(event) {
    const drag = this.#drag;
    this.#drag = null;
    set(this.rubber, { d: "" });
    if (!drag) return;
    if (drag.kind === "new" && event) {
      const at = this.#pointerAt(event);
      const gaps = this.places.map((place) => geometry.distance(place, at));
      const end = gaps.indexOf(Math.min(...gaps));
      if (gaps[end] < this.radius + 12) this.#join(drag.state, end);
    }
    this.update();
  }

  // --- what dragging and keys do

  #moveState(state, pixels) {
    const positions = this.places.map((place) => this.#fromPixels(place));
    positions[state] = this.#fromPixels(pixels);
    this.session.change({ positions });
  }

  // Sets a value, given as a share of the most.
  #setValue([i, j], share, row) {
    const value = (Math.round(100 * share) / 100) * this.top;
    this.session.setEntry(i, j, Number(value.toPrecision(3)), row);
  }

  #join(i, j) {
    const { matrix, names, continuous } = this.session.values;
    if (continuous && i === j) return this.session.say("A rate leads from one state to another.");
    const isNew = matrix[i][j] === 0;
    if (isNew) this.#setValue([i, j], NEW);
    this.#arrows.get(`${i},${j}`)?.focus();
    if (isNew) this.say(`Arrow from ${names[i]} to ${names[j]}.`);
  }

  // --- by keyboard

  #keys(event) {
    const { session } = this;
    const part = event.target;
    const common = {
      " ": () => session.toggle(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
    };
    if (part.dataset.arrow) return { ...common, ...this.#arrowKeys(part) };
    if (part.dataset.state) return { ...common, ...this.#stateKeys(part, event.shiftKey) };
    return common;
  }

  #stateKeys(part, isFar) {
    const state = Number(part.dataset.state);
    const [x, y] = this.#fromPixels(this.places[state]);
    const step = isFar ? LARGE : SMALL;
    const to = (dx, dy) => () =>
      this.#moveState(state, this.#toPixels([clip(x + dx, 0, 1), clip(y + dy, 0, 1)]));
    const remove = () => this.remove(state);
    return {
      ArrowLeft: to(-step, 0),
      ArrowRight: to(step, 0),
      ArrowUp: to(0, -step),
      ArrowDown: to(0, step),
      Delete: remove,
      Backspace: remove,
      Enter: () => this.#pick(state),
      ...(this.#tail === null ? {} : { Escape: () => this.#pick(null) }),
    };
  }

  // The first state picked is the arrow's tail, the second its head.
  #pick(state) {
    const { names } = this.session.values;
    const tail = this.#tail;
    this.#tail = state !== null && tail === null ? state : null;
    this.#states.forEach((element, i) => element.classList.toggle("sfp-tail", i === this.#tail));
    if (this.#tail !== null) {
      this.say(`Arrow from ${names[state]}: go to a state and press Enter. Escape leaves.`);
    } else if (state === null) this.say("No arrow.");
    else this.#join(tail, state);
  }

  remove(state) {
    const { matrix, names } = this.session.values;
    if (matrix.length <= 2) return this.session.say("A chain needs two states at least.");
    this.session.removeState(state);
    this.#states[Math.min(state, matrix.length - 2)].focus();
    this.say(`State ${names[state]} removed.`);
  }

  #arrowKeys(part) {
    const ends = part.dataset.arrow.split(",").map(Number);
    const { matrix, names } = this.session.values;
    const share = matrix[ends[0]][ends[1]] / this.top;
    const to = (target) => () => {
      this.#setValue(ends, clip(target, 0, 1));
      if (this.session.values.matrix[ends[0]][ends[1]] > 0) return;
      this.#states[ends[0]].focus();
      this.say(`The arrow from ${names[ends[0]]} to ${names[ends[1]]} is gone.`);
    };
    const on = (step) => to(share + step);
    return {
      ArrowRight: on(0.01),
      ArrowUp: on(0.01),
      ArrowLeft: on(-0.01),
      ArrowDown: on(-0.01),
      PageUp: on(0.1),
      PageDown: on(-0.1),
      Home: to(0.01),
      End: to(1),
      Delete: to(0),
      Backspace: to(0),
    };
  }
}

function makeState(i) {
  return s(
    "g",
    { class: "sfp-state", role: "button", tabindex: 0, "data-state": i },
    s("circle", { class: "sfp-disc" }),
    s("circle", { class: "sfp-share" }),
    s("text"),
  );
}

function makeArrow(key) {
  return s(
    "g",
    { class: "sfp-arrow", role: "slider", tabindex: 0, "data-arrow": key },
    s("path", { class: "sfp-hit" }),
    s("path", { class: "sfp-line" }),
    s("path", { class: "sfp-tip" }),
    s("circle", { class: "sfp-handle", r: 6.5 }),
    s("text"),
  );
}

// A name in one or two lines, as large as the state allows.
function writeName(text, name, radius) {
  const words = name.split(" ");
  const lines = words.length > 1 ? [words[0], words.slice(1).join(" ")] : [name];
  const longest = Math.max(...lines.map((line) => line.length));
  const size = clip((2.9 * radius) / longest, 8.5, 13);
  text.style.fontSize = `${size.toFixed(1)}px`;
  text.replaceChildren(...lines.map((line) => s("tspan", { x: 0 }, `${line} `)));
  lines.forEach((_, k) => set(text.children[k], { y: (k - (lines.length - 1) / 2) * 1.1 * size }));
}

// Two or three digits.
const shown = (value) => (value >= 100 ? fixed(value, 0) : String(Number(value.toPrecision(2))));

// A round number a little above the largest rate.
function topRate(Q) {
  const most = 1.25 * Math.max(...Q.flat(), 1e-3);
  const power = 10 ** Math.floor(Math.log10(most));
  return Number((power * [1, 2, 5, 10].find((k) => k * power >= most)).toPrecision(1));
}

const largestFlow = (matrix, pi) =>
  Math.max(...matrix.flatMap((row, i) => row.filter((_, j) => j !== i).map((p) => pi[i] * p)));
