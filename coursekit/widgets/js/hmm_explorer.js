// HMMExplorer: messages on a trellis, posteriors, the best path, and Baum-Welch.

import "./hmm_explorer.css";
import { button, choice, field, fixed, help, onKeys, transport } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Parameters } from "./hmm/parameters.js";
import { Strip, Trellis } from "./hmm/pictures.js";
import { MAX_COUNT, Session, SPEEDS } from "./hmm/session.js";

const HINTS = [
  "A left half is what the past says of a state (alpha), a right half what the future says " +
    "(beta, over its sum): their areas are shares of a disc. A ring is the posterior, which needs " +
    "both. The thick line is the most probable path.",
  "Click what was seen at some time to change it (with Shift, the other way round); click " +
    "above to go there. In the tables, type numbers or fractions such as 1/3.",
  "Baum-Welch begins with the model you see in the tables; an edit makes a new beginning.",
];
const KEYS = [
  ["→ ←", "a step on or back"],
  ["Home End", "the beginning, the end of both passes"],
  ["↑ ↓", "change what was seen at the time shown"],
  ["l", "a Baum-Welch step"],
  ["Space", "play or pause"],
];

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.trellis = new Trellis(session);
    this.strip = new Strip(session);
    this.parameters = new Parameters(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.status = h("p", { class: "sfp-unseen", role: "status" });
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
        this.trellis.colours = this.strip.colours = colours;
        this.#paint();
      },
      resize: () => this.#resize(),
      news: (what) => this.#follow(what),
      first: ["run", "settings", "note"],
    });
  }

  #layOut() {
    const { session } = this;
    const presets = Object.entries(session.presets).map(([key, { label }]) => [key, label]);
    const options = { ...Object.fromEntries(presets), edited: "Edited" };
    this.preset = choice("Model", options, (key) => session.choose(key));
    this.preset.input.lastChild.disabled = true;
    const observe = (input) => session.observe(session.time.t, input.value);
    this.symbol = h("select", { onchange: () => observe(this.symbol) });
    this.count = h("input", { type: "number", min: 0, max: MAX_COUNT, onchange: () => observe(this.count) });
    this.symbolField = field("Seen at this time", this.symbol);
    this.countField = field("Count now", this.count);
    this.unlearn = button("Undo a step", () => session.learn(-1));
    this.learnt = h("p", { class: "sfp-learnt" });
    const keysId = uniqueId("keys");
    this.stage = h(
      "div",
      {
        class: "sfp-stage sfp-wide",
        role: "application",
        tabindex: 0,
        "aria-label": "The trellis",
        "aria-describedby": keysId,
      },
      this.trellis.element,
    );
    onKeys(this.stage, () => this.#keys());
    return h(
      "div",
      {
        class: "sfp sfp-hmm",
        role: "group",
        "aria-label": "Hidden Markov explorer",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.preset.element, this.symbolField, this.countField),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        this.stage,
        this.transport.element,
        h("div", { class: "sfp-wide" }, this.#makeTable()),
        h(
          "div",
          { class: "sfp-wide" },
          h("p", { class: "sfp-caption" }, "Posterior over the whole sequence; below it, the best path"),
          this.strip.element,
        ),
        h(
          "div",
          { class: "sfp-row sfp-wide sfp-learn" },
          button("Baum-Welch step", () => session.learn(1)),
          this.unlearn,
          this.learnt,
        ),
        h("div", { class: "sfp-wide" }, this.parameters.element),
      ),
      help(HINTS, "Keys, while the trellis has the focus:", KEYS, keysId),
      this.status,
    );
  }

  #makeTable() {
    this.head = h("thead");
    this.rows = h("tbody");
    return h("table", { class: "sfp-readings" }, this.head, this.rows);
  }

  #resize() {
    this.trellis.element.style.height = `${this.trellis.height}px`;
    if (!this.trellis.resize()) return; // not on the screen yet
    this.strip.resize();
    this.#paint();
  }

  #paint() {
    this.trellis.paint();
    this.strip.paint();
  }

  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "run") {
      if (this.trellis.element.style.height !== `${this.trellis.height}px`) this.#resize();
      this.parameters.update();
    }
    if (what === "run" || what === "settings") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.transport.moved();
      this.#showReadings();
    }
    if (!session.playing) this.#describe();
  }

  #showSettings() {
    const { session } = this;
    const { kind, symbols, iterations } = session.values;
    this.preset.input.value = session.preset;
    const isCategorical = kind === "categorical";
    this.symbolField.hidden = !isCategorical;
    this.countField.hidden = isCategorical;
    if (symbols.join() !== this.listed) {
      this.listed = symbols.join();
      this.symbol.replaceChildren(...symbols.map((name, m) => h("option", { value: m }, name)));
    }
    this.unlearn.disabled = iterations === 0;
    const values = session.passes.slice(0, iterations + 1).map(({ value }) => value);
    const rise = iterations ? `, ${fixed(values.at(-1) - values.at(-2), 4)} more than before` : "";
    const so = iterations ? ` So far: ${values.slice(-6).map((v) => fixed(v, 3)).join(", ")}.` : "";
    const steps = iterations === 1 ? "step" : "steps";
    this.learnt.textContent = `After ${iterations} ${steps} the log-likelihood is ${fixed(values.at(-1), 4)}${rise}.${so}`;
    this.transport.update();
    this.#showReadings();
  }

  #showReadings() {
    const { session } = this;
    const { names, x } = session.values;
    const { alpha, beta, gamma, path } = session.now;
    const { t, past, future } = session.time;
    this.symbol.value = this.count.value = x[t];
    const number = (list, known) => names.map((_, k) => (known ? fixed(list[t][k], 3) : "–"));
    const rows = [
      ["Past: α", number(alpha, t <= past)],
      ["Future: β", number(beta, t >= future)],
      ["Posterior: γ", number(gamma, t >= future)],
      ["Best path", names.map((_, k) => (path[t] === k ? "here" : ""))],
    ];
    const cells = (tag, list) => list.map((words) => h(tag, tag === "th" ? { scope: "col" } : {}, words));
    this.head.replaceChildren(h("tr", {}, h("td", {}, `Time ${t + 1}`), ...cells("th", names)));
    this.rows.replaceChildren(
      ...rows.map(([name, list]) => h("tr", {}, h("th", { scope: "row" }, name), ...cells("td", list))),
    );
  }

  #moment() {
    const { n, values } = this.session;
    const T = values.x.length;
    if (n === 0) return "the start";
    return n <= T ? `${n}: forward, time ${n}` : `${n}: backward, time ${2 * T - n + 1}`;
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const { names } = session.values;
    const { alpha, gamma, path, value } = session.now;
    const { t, past, future } = session.time;
    const list = (rows) => names.map((name, k) => `${name} ${fixed(rows[t][k], 3)}`).join(", ");
    const known =
      t >= future ? `Posterior: ${list(gamma)}.` : t <= past ? `The past says: ${list(alpha)}.` : "";
    const words = `Time ${t + 1}, seen: ${session.shown(t)}. ${known} The best path is in ${names[path[t]]}.`;
    if (this.status.textContent !== words) this.status.textContent = words;
    this.trellis.describe(`Trellis of ${names.length} states. ${words}`);
    const changes = path.filter((state, s) => s > 0 && state !== path[s - 1]).length;
    this.strip.describe(
      `Posterior at ${path.length} times; the best path changes its state ${changes} times. Log-likelihood ${fixed(value, 3)}.`,
    );
  }

  #keys() {
    const { session } = this;
    return {
      " ": () => session.toggle(),
      ArrowRight: () => session.moveTo(session.n + 1),
      ArrowLeft: () => session.moveTo(session.n - 1),
      Home: () => session.moveTo(0),
      End: () => session.moveTo(session.length),
      ArrowUp: () => session.cycle(session.time.t, 1),
      ArrowDown: () => session.cycle(session.time.t, -1),
      l: () => session.learn(1),
    };
  }
}
