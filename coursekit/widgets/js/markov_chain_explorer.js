// MarkovChainExplorer: a chain on a few states, drawn, edited, walked on and judged.

import "./markov_chain_explorer.css";
import { button, choice, field, help, seedControls, switches, transport } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Graph } from "./markov/graph.js";
import { Matrix } from "./markov/matrix.js";
import { Path } from "./markov/path.js";
import { MAX_STATES, Session, SPEEDS } from "./markov/session.js";
import { Shares } from "./markov/shares.js";
import { describe } from "./markov/words.js";

const BIG = 4; // with more states, the matrix needs the whole width
const HINTS = [
  "Drag a state to move it. Pull the dot on an arrow to make the arrow more or less likely: " +
    "the rest of its row keeps its proportions. Choose “draws an arrow”, and drag from state " +
    "to state; end where you began for an arrow back to itself.",
  "In the matrix, type numbers or fractions such as 1/3. Names can be typed over. The same " +
    "settings always show the same walk.",
  "A dashed outline marks a state that the chain leaves for ever.",
];
const KEYS = [
  ["Arrows", "on a state: move it (with Shift, further); on an arrow: more or less of it"],
  ["Page Up, Page Down", "on an arrow: a tenth more or less"],
  ["Enter", "on a state: begin an arrow, then Enter on another ends it; Escape leaves"],
  ["Delete", "remove the state or the arrow"],
  ["Space", "play or pause"],
  ["n b", "step on or back"],
];

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.graph = new Graph(session, (words) => (this.status.textContent = words));
    this.matrix = new Matrix(session);
    this.shares = new Shares(session);
    this.path = new Path(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.caption = h("div", { class: "sfp-caption" });
    this.words = h("dl");
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
        this.path.colours = colours;
        this.path.paint();
      },
      resize: () => this.#resize(),
      news: (what) => this.#follow(what),
      first: ["chain", "settings", "note"],
    });
  }

  #layOut() {
    const { session } = this;
    const presets = Object.entries(session.presets).map(([key, { label }]) => [key, label]);
    const options = { ...Object.fromEntries(presets), edited: "Edited" };
    this.preset = choice("Chain", options, (key) => session.choose(key));
    this.preset.input.lastChild.disabled = true;
    const time = { false: "Discrete", true: "Continuous" };
    this.time = switches("Time", time, (chosen) => session.setContinuous(chosen === "true"));
    const views = { walk: "One walk", law: "The law" };
    this.view = switches("Show", views, (view) => session.change({ view, n: 0 }));
    this.seed = seedControls(session, "Next seed");
    this.begin = h("select", { onchange: () => session.change({ start: this.begin.value }) });
    const ways = { move: "moves it", draw: "draws an arrow" };
    this.drag = switches("Dragging a state", ways, (what) => {
      this.graph.draws = what === "draw";
      this.drag.update(what);
    });
    this.drag.update("move");
    this.add = button("Add a state", () => session.addState());
    this.flows = button("Widths: flows", () => session.change({ flows: !session.values.flows }));
    this.flows.title = "Arrows as wide as what flows through them in the stationary law";
    const keysId = uniqueId("keys");
    this.graph.element.setAttribute("aria-describedby", keysId);
    const begin = field("Start", this.begin);
    begin.classList.add("sfp-begin");
    return h(
      "div",
      {
        class: "sfp sfp-chain",
        role: "group",
        "aria-label": "Markov chain explorer",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.preset.element, this.time.element, this.view.element),
      h("div", { class: "sfp-row" }, begin, ...this.seed.elements, this.flows),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          { class: "sfp-picture" },
          h("div", { class: "sfp-stage" }, this.graph.element),
          h(
            "div",
            { class: "sfp-row sfp-tools" },
            h("span", { class: "sfp-caption" }, "Dragging a state"),
            this.drag.element,
            this.add,
          ),
        ),
        h("div", { class: "sfp-side" }, this.matrix.element, this.words),
        this.transport.element,
        this.shares.element,
        h("div", {}, this.caption, this.path.element),
      ),
      help(HINTS, "Keys, while a state or an arrow has the focus:", KEYS, keysId),
      this.status,
    );
  }

  #resize() {
    if (!this.graph.resize()) return; // not on the screen yet
    this.path.resize();
    this.path.paint();
    this.#describe();
  }

  #follow(what) {
    if (what === "chain") this.#showChain();
    if (what === "settings") this.#showSettings();
    if (what === "note") this.note.textContent = this.session.note;
    if (what === "cursor") {
      this.graph.paint();
      this.shares.paint();
      this.path.paint();
      this.transport.moved();
      this.#describe();
    }
  }

  #showChain() {
    const { session } = this;
    const { names, matrix, continuous, view } = session.values;
    this.root.classList.toggle("sfp-big", matrix.length > BIG);
    this.graph.update();
    this.matrix.update();
    this.shares.update();
    this.path.paint();
    const sentences = describe(session.values, session.chain);
    this.words.replaceChildren(
      ...sentences.flatMap(([term, words]) => [h("dt", {}, term), h("dd", {}, words)]),
    );
    const unit = continuous ? "time" : "steps";
    this.caption.textContent =
      view === "walk" ? `The walk, by ${unit}` : `Probability of each state, by ${unit}`;
    if (names.join() !== this.begun) {
      this.begun = names.join();
      this.begin.replaceChildren(...names.map((name, i) => h("option", { value: i }, name)));
    }
    this.transport.moved();
    this.#describe();
  }

  #showSettings() {
    const { session } = this;
    const { values, chain } = session;
    this.preset.input.value = session.preset;
    this.time.update(String(values.continuous));
    this.view.update(values.view);
    this.seed.update();
    this.begin.value = values.start;
    this.add.disabled = values.matrix.length >= MAX_STATES;
    this.flows.disabled = !chain.pi;
    this.flows.setAttribute("aria-pressed", values.flows);
    this.transport.update();
    this.#describe();
  }

  #moment() {
    const { n, length, now } = this.session;
    const { continuous } = this.session.values;
    const time = continuous ? `, time ${Number(now.toPrecision(3))}` : "";
    return `${n === length ? n : `${n} of ${length}`}${time}`;
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    if (session.playing) return;
    const { names, view } = session.values;
    const state = names[session.walk.states[session.n]];
    const where = view === "walk" ? ` The walk is in ${state}.` : "";
    const words = `Step ${this.#moment()}.${where} ${this.shares.describe()}`;
    if (this.status.textContent !== words) this.status.textContent = words;
    this.graph.describe(`The chain: ${names.length} states, ${names.join(", ")}.${where}`);
    this.path.describe(`${this.caption.textContent}. ${words}`);
  }
}
