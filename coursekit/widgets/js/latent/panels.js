// What stands beside the picture, one panel at a time. Each has {element, update, paint(painter),
// resize, walks}; `walks` is what shows the surroundings of z and cannot follow a quick walk.

import { button, choice, fixed, slider } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { Bars, Norms, Plane } from "./charts.js";
import { Sheet } from "./pictures.js";
import { RADII } from "./session.js";
import { betweenWords, placeWords } from "./words.js";

const ENTRIES = 8; // with a slider of their own
const FRAMES = 9; // of a path from A to B
const caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
const others = (session) => () => session.change({ turn: (session.values.turn + 1) % 2 ** 32 });

export class PlanePanel {
  constructor(session) {
    this.session = session;
    this.plane = new Plane(session);
    this.walks = this.plane.sheet.canvas;
    const set = (key) => (value) => session.change({ [key]: value });
    const names = { random: "Two at random", entries: "Two entries" };
    this.kind = choice("Plane", names, set("plane"));
    const entries = Object.fromEntries(Array.from({ length: session.dim }, (_, i) => [i + 1, i + 1]));
    this.axes = ["Entry across", "Entry up"].map((name, k) =>
      choice(name, entries, (value) =>
        session.change({ axes: session.values.axes.map((old, j) => (j === k ? value : old)) }),
      ),
    );
    this.others = button("Other directions", others(session));
    this.element = h(
      "div",
      {},
      caption(`Drag the ring. Behind it: G all over the plane, from −3 to 3 both ways.`),
      this.plane.element,
      h("div", { class: "sfp-row" }, this.kind.element, ...this.axes.map((it) => it.element), this.others),
    );
  }

  resize() {
    this.plane.resize();
  }

  update() {
    const { values } = this.session;
    this.kind.input.value = values.plane;
    this.others.hidden = values.plane === "entries";
    this.axes.forEach(({ element, input }, k) => {
      element.hidden = values.plane === "random";
      input.value = values.axes[k];
    });
  }

  paint(painter) {
    const { session, plane } = this;
    plane.paint();
    plane.sheet.describe(`What the generator makes all over the plane; the ring is at ${placeWords(session)}.`);
    if (!session.playing) painter.want(plane.sheet, plane.points);
  }
}

export class EntriesPanel {
  constructor(session) {
    this.session = session;
    this.bars = new Bars(session, "sfp-bars");
    const count = Math.min(ENTRIES, session.dim);
    this.sliders = Array.from({ length: count }, (_, i) =>
      slider(`z${i + 1}`, [-3, 3], 0.05, (value) => session.setEntry(i, value)),
    );
    const first = count < session.dim ? `the first ${count}` : "all";
    this.element = h(
      "div",
      {},
      caption(`All ${session.dim} entries of z, by number; sliders for ${first}.`),
      this.bars.element,
      h("div", { class: "sfp-entries" }, ...this.sliders.map((it) => it.element)),
    );
  }

  resize() {
    this.bars.resize();
  }

  update() {}

  paint(painter) {
    const { z } = this.session;
    this.bars.colours = painter.colours;
    this.bars.paint();
    this.bars.describe(`The entries of z: ${z.map((value) => fixed(value, 1)).join(", ")}.`);
    this.sliders.forEach((it, i) => it.update(z[i], fixed(z[i], 2)));
  }
}

export class NearPanel {
  constructor(session) {
    this.session = session;
    const sheet = () => new Sheet(session.generator.shape);
    this.sheets = session.around.map(sheet);
    this.middle = sheet();
    const tiles = this.sheets.map(({ canvas }, k) =>
      h(
        "button",
        { type: "button", "aria-label": `Go to neighbour ${k + 1}`, onclick: () => session.moveToPoint(session.near[k]) },
        canvas,
      ),
    );
    tiles.splice(4, 0, h("div", { class: "sfp-middle" }, this.middle.canvas));
    this.walks = h("div", { class: "sfp-near" }, ...tiles);
    this.radius = slider("Distance", RADII, 0.05, (radius) => session.change({ radius }));
    this.element = h(
      "div",
      {},
      caption("z in the middle, and eight z at one distance in random directions. Press one to go there."),
      this.walks,
      h("div", { class: "sfp-row" }, this.radius.element, button("Other directions", others(session))),
    );
  }

  resize() {}

  update() {
    const { radius } = this.session.values;
    this.radius.update(radius, fixed(radius, 2));
  }

  paint(painter) {
    const { session } = this;
    if (session.playing) return;
    painter.want(this.middle, [session.shown]);
    session.near.forEach((z, k) => painter.want(this.sheets[k], [session.truncated(z)]));
  }
}

export class BetweenPanel {
  constructor(session) {
    this.session = session;
    const { shape } = session.generator;
    const names = { straight: "Straight", spherical: "On the sphere" };
    this.paths = Object.entries(names).map(([key, name]) => ({
      key,
      name,
      large: new Sheet(shape),
      strip: new Sheet(shape, FRAMES),
    }));
    this.norms = new Norms(session, "sfp-norms");
    this.share = slider("From A to B", [0, 1], 0.01, (share) => session.change({ share }));
    const side = ({ key, name, large }) => h("div", { class: key }, caption(h("i"), name), large.canvas);
    this.element = h(
      "div",
      { class: "sfp-between" },
      h(
        "div",
        { class: "sfp-row" },
        button("Keep as A", () => session.keep("a")),
        button("Keep as B", () => session.keep("b")),
        this.share.element,
      ),
      h("div", { class: "sfp-pair" }, ...this.paths.map(side)),
      caption("Both paths from A to B: above straight, below on the sphere"),
      ...this.paths.map((it) => it.strip.canvas),
      caption("Norm of z along them; dashed: a draw's"),
      this.norms.element,
    );
  }

  resize() {
    this.norms.resize();
  }

  update() {
    const { share } = this.session.values;
    this.share.update(share, fixed(share, 2));
  }

  paint(painter) {
    const { session, norms } = this;
    const shares = Array.from({ length: FRAMES }, (_, k) => k / (FRAMES - 1));
    norms.colours = painter.colours;
    norms.paint();
    norms.describe(`Norm of z along both paths. ${betweenWords(session)}`);
    const at = session.between(session.values.share);
    for (const { key, large, strip, name } of this.paths) {
      large.put(session.generator.image(at[key]), painter.colours);
      large.describe(`${name}: the picture at ${fixed(session.values.share, 2)} of the way from A to B`);
      strip.describe(`${name}: ${FRAMES} pictures from A to B`);
      painter.want(strip, shares.map((t) => session.between(t)[key])); // prettier-ignore
    }
  }
}
