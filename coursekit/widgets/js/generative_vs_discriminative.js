// GenerativeVsDiscriminative: the same points, borders of two kinds; and what can be dreamt.

import "./generative_vs_discriminative.css";
import { errors } from "./algorithms/classifiers.js";
import { button, choice, fixed, help, LOGARITHMIC, seedControls, slider, switches, transport } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Plane } from "./generative/plane.js";
import { COUNTS, PENALTIES, Session, SPEEDS } from "./generative/session.js";
import { Spread } from "./generative/spread.js";
import { account, describe, NAMES } from "./generative/words.js";

const COPIES = "Photocopies: fit, dream, fit to the dream, and so on. Below, the spread of each class by generation.";
const HINTS = [
  "Drag a point; click on a free place to add one. The last column says on how much of the picture " +
    "a model has changed its mind since these data were chosen.",
  "A dream is drawn from the model that is fitted to the data: a class by its share, then a point of " +
    "it. Dreams are hollow, and keep their luck while points are dragged.",
  "A generation of copies is dreamt by the model of the generation before. Real data that are mixed " +
    "in are drawn anew from the points, with replacement. Spread is the trace of a class's covariance.",
];
const KEYS = [
  [". ,", "the next point, the one before"],
  ["Arrows", "move the point in hand (with Shift, further)"],
  ["Delete c", "remove it; give it to the other class"],
  ["Enter", "choose a place with the arrows; Enter adds a point, Escape leaves"],
  ["d", "dream"],
  ["n b", "a generation on or back"],
  ["Space", "play or pause"],
];

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.keysId = uniqueId("keys");
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.plane = new Plane(session, (words) => (this.status.textContent = words), this.keysId);
    this.spread = new Spread(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.transport = transport(session, {
      name: "Generation",
      speeds: SPEEDS,
      words: () => `${session.n} of ${session.length}`,
    });
    this.root = this.#layOut();
  }

  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.plane.colours = this.spread.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (!this.plane.resize()) return; // not on the screen yet
        this.spread.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what),
    });
  }

  #layOut() {
    const { session } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    const presets = Object.entries(session.presets).map(([key, { label }]) => [key, label]);
    this.preset = choice("Data", { ...Object.fromEntries(presets), edited: "Edited" }, (key) => session.choose(key));
    this.preset.input.lastChild.disabled = true;
    this.adds = switches("Class of new points", { 0: "First", 1: "Second" }, (c) => {
      session.adds = Number(c);
      this.#showSettings();
    });
    this.remove = button("Remove point", () => session.removePoint());
    this.penalty = slider("Penalty of logistic regression", PENALTIES, 0.01, change("penalty"), LOGARITHMIC);
    this.dreamer = choice("Dream from", NAMES, change("dreamer"));
    this.dream = button("Dream", () => session.sleep());
    this.wake = button("Wake", () => session.wake());
    this.count = slider("Points dreamt", COUNTS, 1, change("count"));
    this.real = slider("Real data mixed in", [0, 1], 0.05, change("real"));
    this.seed = seedControls(session, "Next seed");
    const caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
    this.upName = h("span");
    this.classNames = [h("span", { class: "sfp-first" }), h("span", { class: "sfp-second" })];
    this.acrossName = h("p", { class: "sfp-caption sfp-across" });
    return h(
      "div",
      {
        class: "sfp sfp-classes",
        role: "group",
        "aria-label": "Generative and discriminative models",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.preset.element, labelled("New points", this.adds.element), this.remove),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          {},
          h("p", { class: "sfp-caption sfp-ends" }, this.upName, h("span", { class: "sfp-legend" }, ...this.classNames)),
          this.plane.element,
          this.acrossName,
        ),
        h("div", { class: "sfp-side" }, this.#makeTable(), this.penalty.element, this.account),
        h(
          "div",
          { class: "sfp-wide sfp-row" },
          this.dreamer.element,
          h("div", { class: "sfp-buttons" }, this.dream, this.wake),
          this.count.element,
          ...this.seed.elements,
        ),
        h(
          "div",
          { class: "sfp-wide" },
          h("div", { class: "sfp-row sfp-copies" }, caption(COPIES), this.real.element),
          this.spread.element,
        ),
        this.transport.element,
      ),
      help(HINTS, "Keys, while the plane has the focus:", KEYS, this.keysId),
      this.status,
    );
  }

  // A row for each model: a switch for its border, its errors, and how far its border moved.
  #makeTable() {
    this.rows = Object.fromEntries(
      Object.entries(NAMES).map(([name, words]) => {
        const toggle = button(words, () => this.session.toggleModel(name));
        toggle.classList.add(`sfp-line-${name}`);
        return [name, { toggle, errors: h("td"), moved: h("td") }];
      }),
    );
    const heads = ["Border", "Errors", "Moved"].map((name) => h("th", { scope: "col" }, name));
    const body = Object.values(this.rows).map((row) =>
      h("tr", {}, h("th", { scope: "row" }, row.toggle), row.errors, row.moved),
    );
    return h("table", { class: "sfp-readings" }, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...body));
  }

  #paint() {
    this.plane.paint();
    this.spread.paint();
  }

  #follow(what) {
    if (what === "note") this.note.textContent = this.session.note;
    if (what === "settings" || what === "run") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.#showReadings();
      this.transport.moved();
    }
    if (!this.session.playing) this.#describe();
  }

  #showSettings() {
    const { session } = this;
    const { values, preset, selected } = session;
    this.preset.input.value = preset;
    this.adds.update(String(session.adds));
    values.classes.forEach((name, c) => {
      this.adds.element.children[c].textContent = name;
      this.classNames[c].textContent = name;
    });
    this.remove.disabled = values.data.length === 0;
    this.remove.textContent = selected < 0 ? "Remove last point" : "Remove this point";
    for (const [name, { toggle }] of Object.entries(this.rows)) {
      toggle.setAttribute("aria-pressed", values.models.includes(name));
    }
    this.penalty.update(values.penalty, String(values.penalty));
    this.dreamer.input.value = values.dreamer;
    this.wake.disabled = values.dream === 0;
    this.count.update(values.count, String(values.count));
    this.real.update(values.real, `${fixed(100 * values.real, 0)}\u00a0%`);
    this.seed.update();
    [this.acrossName.textContent, this.upName.textContent] = values.names;
    this.transport.update();
  }

  #showReadings() {
    const { session } = this;
    const { points, labels } = session.shown;
    for (const [name, row] of Object.entries(this.rows)) {
      const { model } = session.fits[name];
      row.errors.textContent = model ? `${errors(model, points, labels)} of ${points.length}` : "–";
      const moved = session.moved(name);
      row.moved.textContent = Number.isFinite(moved) ? `${fixed(100 * moved, 1)}\u00a0%` : "–";
    }
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const said = account(session);
    if (this.account.textContent !== said) this.account.textContent = said;
    this.plane.describe(`${describe(session)} ${said}`);
    const [first, second] = session.values.classes;
    this.spread.describe(`Spread of ${first} and of ${second} over ${session.length} generations of copies. ${said}`);
  }
}

function labelled(name, element) {
  return h("div", { class: "sfp-labelled" }, h("span", { class: "sfp-caption", "aria-hidden": "true" }, name), element);
}
