// Many climbs: where starts end, and the BIC over the number of components.

import { BIC_STARTS, places } from "../algorithms/em_climb.js";
import { paintAxes } from "../kit/axes.js";
import { Layer } from "../kit/canvas.js";
import { button, choice, fixed } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { mark } from "./colours.js";
import { MAX_K } from "./session.js";

const COUNTS = [20, 50, 100, 200];
const ROWS = 6; // places that are listed

// A place for what a screen reader shall say: the search's result, not its hundred counts.
const speaker = () => h("p", { class: "sfp-unseen", role: "status" });

function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

// A histogram of the ends of climbs, by place, of which one can be shown.
export class Restarts {
  #buttons = new Map(); // attempt -> button

  constructor(session) {
    this.session = session;
    const counts = Object.fromEntries(COUNTS.map((count) => [count, `${count} starts`]));
    this.count = choice("Climb from", counts, () => {});
    this.go = button("Climb", () => session.search("restarts", Number(this.count.input.value)));
    this.caption = h("p", { class: "sfp-caption" });
    this.status = speaker();
    this.body = h("tbody");
    const heads = ["Height", "Below best", "Starts", ""].map((name) =>
      name ? h("th", { scope: "col" }, name) : h("td"),
    );
    this.table = h(
      "table",
      { class: "sfp-places" },
      h("thead", {}, h("tr", {}, ...heads)),
      this.body,
    );
    this.element = h(
      "div",
      { class: "sfp-search" },
      h("div", { class: "sfp-row" }, this.count.element, this.go),
      this.caption,
      this.status,
      this.table,
    );
  }

  update() {
    const { session } = this;
    const ends = session.ends.restarts;
    const found = ends ? places(ends) : [];
    this.go.disabled = !session.climb || session.busy === "restarts";
    this.table.hidden = found.length === 0;
    this.caption.textContent = caption(session, ends, found);
    if (session.busy === "restarts") say(this.status, "Climbing.");
    else say(this.status, ends ? `${this.caption.textContent} ${bestOf(found)}` : "");
    this.#buttons.clear();
    const listed = found.slice(0, ROWS);
    const most = Math.max(...listed.map(({ count }) => count));
    this.body.replaceChildren(...listed.map((place) => this.#row(place, found[0].value, most)));
    this.mark();
  }

  // Which place is shown.
  mark() {
    for (const [attempt, control] of this.#buttons) {
      const { values, isAtEnd } = this.session;
      const isShown = values.start !== "hand" && values.attempt === attempt && isAtEnd;
      control.setAttribute("aria-pressed", isShown);
    }
  }

  #row({ attempt, value, count, collapsed }, best, most) {
    const show = button("Show", () => this.session.pick(attempt));
    show.setAttribute("aria-label", `Show the climb to ${fixed(value, 2)}`);
    this.#buttons.set(attempt, show);
    const bar = h("i");
    bar.style.width = `${(100 * count) / most}%`;
    const below = collapsed >= 0 ? "collapsed" : fixed(best - value, 2);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, fixed(value, 2)),
      h("td", {}, below),
      h("td", { class: "sfp-bar" }, h("div", {}, bar), h("span", {}, count)),
      h("td", {}, show),
    );
  }
}

function bestOf([first]) {
  return first ? `The highest, ${fixed(first.value, 2)}, was reached from ${first.count}.` : "";
}

function caption(session, ends, found) {
  if (!ends) return "Where climbs from many starts end.";
  if (session.busy === "restarts") return `${ends.length} climbs done.`;
  const rest = found.slice(ROWS);
  const hidden = rest.reduce((total, { count }) => total + count, 0);
  const lost = ends.filter(({ collapsed }) => collapsed >= 0).length;
  const more = rest.length ? ` Not listed: ${hidden} climbs to lower places.` : "";
  const flagged = lost ? ` ${lost} collapsed.` : "";
  return `${ends.length} climbs, places where they ended: ${found.length}.${more}${flagged}`;
}

// BIC by the number of components; small is good.
export class Bic {
  #layer = new Layer({ role: "img" });

  constructor(session) {
    this.session = session;
    this.go = button("BIC for K = 1 to 8", () => session.search("bic"));
    this.caption = h("p", { class: "sfp-caption" });
    this.status = speaker();
    this.box = h("div", { class: "sfp-bic" }, this.#layer.canvas);
    this.element = h(
      "div",
      { class: "sfp-search" },
      h("div", { class: "sfp-row" }, this.go),
      this.caption,
      this.status,
      this.box,
    );
  }

  resize() {
    this.#layer.resize(this.box.clientWidth, this.box.clientHeight);
  }

  update() {
    const { session } = this;
    const rows = session.ends.bic;
    this.go.disabled = !session.climb || session.busy === "bic";
    this.box.hidden = !rows || rows.length === 0;
    this.caption.textContent = verdict(session, rows);
    if (session.busy === "bic") say(this.status, "Fitting.");
    else say(this.status, rows ? this.caption.textContent : "");
    const listed = (rows ?? []).map(({ K, bic }) => `${K}: ${bic === null ? "barred" : fixed(bic, 1)}`);
    this.#layer.canvas.setAttribute("aria-label", `BIC by number of components. ${listed.join(", ")}.`);
    if (!this.box.hidden && this.#layer.width === 0) this.resize();
    this.paint();
  }

  paint() {
    const { colours } = this;
    const rows = this.session.ends.bic;
    if (!rows || this.#layer.width === 0 || !colours) return;
    const sound = rows.filter(({ bic }) => bic !== null);
    const values = sound.map(({ bic }) => bic);
    const [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
    const room = 0.1 * (high - low) || 1;
    const range = [low - room, high + 2 * room];
    const { pen } = this.#layer;
    const { toX, toY } = paintAxes(this.#layer, colours, [0.5, MAX_K + 0.5], range, {
      margin: { left: 50 },
    });
    pen.strokeStyle = pen.fillStyle = colours.c1;
    pen.lineWidth = 1.75;
    pen.beginPath();
    for (const { K, bic } of sound) pen.lineTo(toX(K), toY(bic));
    pen.stroke();
    for (const { K, bic } of rows) {
      if (bic === null) mark(pen, "×", toX(K), toY(high + room), colours.c2);
      else this.#dot(toX(K), toY(bic), bic === low);
    }
  }

  #dot(x, y, isBest) {
    const { pen } = this.#layer;
    pen.fillStyle = this.colours.c1;
    pen.beginPath();
    pen.arc(x, y, 3.5, 0, 2 * Math.PI);
    pen.fill();
    if (!isBest) return;
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.arc(x, y, 8, 0, 2 * Math.PI);
    pen.stroke();
  }
}

function verdict({ busy }, rows) {
  if (!rows) return `The best of ${BIC_STARTS} starts for each number of components.`;
  if (busy === "bic") return `${rows.length} of ${MAX_K} numbers done.`;
  const sound = rows.filter(({ bic }) => bic !== null);
  const barred = rows.filter(({ bic }) => bic === null).map(({ K }) => K);
  const cross = barred.length ? ` Barred, as no fit is sound: K = ${barred.join(", ")} (×).` : "";
  const lost = rows.filter(({ collapsed }) => collapsed > 0);
  const left = lost.map(({ K, collapsed, starts }) => `${collapsed} of ${starts} at K = ${K}`);
  const some = left.length ? ` Collapsed and left out: ${left.join(", ")}.` : "";
  const best = sound.toSorted((a, b) => a.bic - b.bic)[0];
  return `${best ? `Lowest at K = ${best.K}: ${fixed(best.bic, 1)}.` : ""}${cross}${some}`;
}
