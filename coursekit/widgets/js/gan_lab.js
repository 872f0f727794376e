// GANLab: a generator and a discriminator that train in the page, step by step.

import "./gan_lab.css";
import { PRESETS } from "./algorithms/gan_presets.js";
import { button, fixed, help, transport } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Charts } from "./gan/charts.js";
import { Controls } from "./gan/controls.js";
import { hasBest, Plane } from "./gan/plane.js";
import { Session, SPEEDS } from "./gan/session.js";
import { account, differenceWords, percent, STAGE_TITLES, stageWords } from "./gan/words.js";

const HINTS = [
  "Real points are discs, fakes squares. D's verdict colours the plane: blue where it says " +
    "real, orange where it says fake; for a Wasserstein critic, high and low values. G's " +
    "manifold shows where equal shares of the noise go.",
  "Arrows point where the chosen loss of G would move each fake: minus its gradient there, a " +
    "length of 0.3 for a slope of 1, cut at 0.45. Best D draws where the best reply to the " +
    "fakes, p / (p + q), is ¼ (dotted), ½ (thick) and ¾: p is the data's density and q the " +
    "fakes', both seen through a kernel of width 0.1; nothing is drawn where there is next to " +
    "nothing of either. A Wasserstein critic's best reply has no such formula.",
  "Divergences and modes are measured on 2,500 fakes, all of them: counts in a grid of 20 by 20 " +
    "cells, and one cell for what is outside, against as many real points. The last column is " +
    "what fresh real points get. A fake is good within 3 standard deviations of a mode, and a " +
    "mode is covered if one good fake is nearest to it.",
  "The same settings and seed always play the same game. Loss, penalty, rates, updates, " +
    "optimiser and batch may be changed while it goes on; after a way back, a change begins " +
    "another way from there. Reset begins again with the settings as they are.",
];
const KEYS = [
  ["Space", "play or pause"],
  ["n b", "a step on or back; in slow motion, n goes a stage on"],
  ["d g", "a step of D alone, or of G alone"],
  ["Enter", "where you draw: choose a place with the arrows; Enter adds a point, Escape leaves"],
];
const CHARTS_EVERY = 4; // frames, while it plays

export default { render: (props) => show(props, Session, View) };

class View {
  #frames = 0;

  constructor(session) {
    this.session = session;
    this.keysId = uniqueId("keys");
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    const say = (words) => (this.status.textContent = words);
    this.planes = [0, 1].map((which) => new Plane(session, which, say, this.keysId));
    this.charts = new Charts(session);
    this.controls = new Controls(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.watch = h("p", { class: "sfp-watch" });
    this.transport = transport(session, {
      name: "Step",
      speeds: SPEEDS,
      words: () => this.#moment(),
    });
    this.root = this.#layOut();
  }

  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        for (const part of [...this.planes, this.charts]) part.colours = colours;
        this.#paint();
      },
      resize: () => this.#resize(),
      news: (what) => this.#follow(what),
    });
  }

  #layOut() {
    const { session, controls, charts } = this;
    const { transport: bar } = this;
    // back to the start with the settings as they are now, not as they were then
    const reset = button("Reset", () => session.restart(), "reset");
    bar.element.querySelector(".sfp-button").replaceWith(reset);
    const single = ["D", "G"].map((name) => button(`Step ${name}`, () => session.step(name)));
    const one = { class: "sfp-group", role: "group", "aria-label": "One player's step" };
    bar.element.append(
      h(
        "div",
        { class: "sfp-row sfp-ways" },
        h("div", one, ...single),
        controls.slow.element,
        controls.compare.element,
      ),
    );
    this.figures = this.planes.map((plane, which) => {
      const caption = h("p", { class: "sfp-caption" });
      return {
        caption,
        plane,
        element: h("div", { class: "sfp-figure" }, caption, plane.element),
        which,
      };
    });
    this.stages = h("ol", { class: "sfp-stages" });
    this.words = h("p", { class: "sfp-words" });
    this.slowBox = h("div", { class: "sfp-slow" }, this.stages, this.words);
    return h(
      "div",
      {
        class: "sfp sfp-gan",
        role: "group",
        "aria-label": "GAN lab",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      ...controls.rows.top,
      this.watch,
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          { class: "sfp-pictures" },
          ...this.figures.map(({ element }) => element),
          controls.layerButtons,
        ),
        bar.element,
        this.slowBox,
        h("div", { class: "sfp-side" }, this.#makeTable(), ...charts.elements),
      ),
      ...controls.rows.folds,
      help(HINTS, "Keys, while a plane has the focus:", KEYS, this.keysId),
      this.status,
    );
  }

  #makeTable() {
    const names = {
      modes: "Modes covered",
      quality: "Good fakes",
      reverse_kl: "KL of mode shares",
      kl: "KL(data ‖ fakes)",
      js: "JS(data, fakes)",
    };
    this.cells = {};
    this.heads = ["A", "B", "Real"].map((name) => h("th", { scope: "col" }, name));
    const rows = Object.entries(names).map(([key, name]) => {
      this.cells[key] = this.heads.map(() => h("td"));
      return h("tr", {}, h("th", { scope: "row" }, name), ...this.cells[key]);
    });
    return h(
      "table",
      { class: "sfp-readings" },
      h("thead", {}, h("tr", {}, h("td"), ...this.heads)),
      h("tbody", {}, ...rows),
    );
  }

  #moment() {
    const { n, length, isBusy } = this.session;
    return isBusy ? `${n}, on the way` : n === length ? String(n) : `${n} of ${length}`;
  }

  #resize() {
    if (!this.planes[0].resize()) return; // not on the screen yet
    this.planes[1].resize();
    this.charts.resize();
    this.#paint();
    this.#describe();
  }

  #paint() {
    this.#paintPlanes();
    this.charts.paint();
  }

  #paintPlanes() {
    for (const plane of this.planes) plane.paint();
  }

  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings") this.#showSettings();
    if (what === "run") {
      this.charts.update();
      this.#resize();
    }
    if (what === "cursor") {
      this.#paintPlanes();
      const isPlaying = session.playing || session.isBusy;
      this.#frames = isPlaying ? this.#frames + 1 : 0;
      if (this.#frames % CHARTS_EVERY === 0) this.charts.paint();
    }
    if (what === "run" || what === "cursor") {
      if (this.#frames % CHARTS_EVERY === 0) this.#showReadings();
      this.#showStage();
      this.transport.moved();
      this.#describe();
    }
  }

  #showSettings() {
    const { session } = this;
    const { compare, slow, other, data } = session.values;
    this.controls.update();
    const { watch } = PRESETS[session.preset] ?? {};
    this.watch.textContent = watch ?? "";
    this.figures.forEach(({ element, caption }, which) => {
      element.hidden = which === 1 && !compare;
      caption.hidden = !compare;
      caption.textContent = which === 0 ? "Run A" : `Run B: ${differenceWords(other)}`;
    });
    this.root.classList.toggle("sfp-two", compare);
    this.slowBox.hidden = !slow;
    this.heads[0].textContent = compare ? "A" : "Fakes";
    this.heads[1].hidden = !compare;
    for (const cells of Object.values(this.cells)) cells[1].hidden = !compare;
    this.planes[0].element.setAttribute("aria-label", compare ? "The plane of run A" : "The plane");
    const best = this.controls.layers.find(([key]) => key === "best")[1].element;
    best.title = hasBest(session.values.loss)
      ? ""
      : "A Wasserstein critic's best reply has no formula";
    this.transport.update();
    if (data === "drawn") this.#paintPlanes();
    this.#showStage();
    this.#describe();
  }

  #showReadings() {
    const { runs } = this.session;
    const columns = [runs[0]?.measures(), runs[1]?.measures(), runs[0]?.floor];
    const hasModes = Boolean(runs[0]?.setup.data.hasModes);
    const all = runs[0]?.setup.data.centres.length;
    const words = {
      modes: (value) => `${value} of ${all}`,
      quality: percent,
    };
    for (const [key, cells] of Object.entries(this.cells)) {
      cells[0].parentElement.hidden = key in (runs[0]?.floor ?? this.cells) ? false : !hasModes;
      cells.forEach((cell, k) => {
        const value = columns[k]?.[key];
        cell.textContent = value === undefined ? "–" : (words[key] ?? ((v) => fixed(v, 3)))(value);
      });
    }
  }

  // Which stage of a slow step is shown, and what it does.
  #showStage() {
    const { session } = this;
    if (!session.values.slow) return;
    const { stages, stage, runs } = session;
    const names = stages.length ? stages : Object.keys(STAGE_TITLES);
    if (
      this.stages.childElementCount !== names.length ||
      this.stages.firstChild.dataset.name !== names[0]
    ) {
      this.stages.replaceChildren(
        ...names.map((name) => {
          const item = h(
            "li",
            { class: `sfp-${name[0]}` },
            h("b", {}, name),
            ` ${STAGE_TITLES[name]}`,
          );
          item.dataset.name = name;
          return item;
        }),
      );
    }
    [...this.stages.children].forEach((item, k) => {
      if (k === stage) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    const words =
      stage === null
        ? "Step goes through the next step of the game, stage by stage; Play goes on by itself."
        : stageWords(stages[stage], session.picture(runs[0]), runs[0].liveAt(session.n - 1));
    if (this.words.textContent !== words) this.words.textContent = words;
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk,
  // except that slow motion is there to be followed.
  #describe() {
    const { session } = this;
    if ((session.playing && !session.values.slow) || session.isBusy) return;
    const { runs, stages, stage, n } = session;
    if (runs.length === 0) {
      this.planes[0].describe("The plane is empty. Draw points to begin.");
      return;
    }
    const accounts = runs.map((run) => account(run, run.measures()));
    accounts.forEach((words, k) => {
      const { data } = runs[k].setup;
      const what = data.hasModes ? `${data.centres.length} clumps of data` : "The data";
      this.planes[k].describe(`${what}, and the fakes of step ${n}. ${words}`);
    });
    this.charts.describe();
    const [a, b] = accounts;
    const said =
      stage === null
        ? `Step ${n}. ${b ? `Run A: ${a} Run B: ${b}` : a}`
        : `${stages[stage]}, ${STAGE_TITLES[stages[stage]]}. ${this.words.textContent}`;
    if (this.status.textContent !== said && !this.planes.some(({ cursor }) => cursor)) {
      this.status.textContent = said;
    }
  }
}
