// DiagnosticsExplorer: place chains by hand, and see what R-hat and ESS make of them.

import "./diagnostics_explorer.css";
import {
  button,
  choice,
  fixed,
  help,
  onKeys,
  rhatWords,
  seedControls,
  slider,
  switches,
} from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Bands } from "./diagnostics/bands.js";
import { GOALS, TRUE_MEAN } from "./diagnostics/goals.js";
import { Ranks } from "./diagnostics/ranks.js";
import { CHAINS, DIALS, DRAWS, Session } from "./diagnostics/session.js";

const ROWS = {
  rhat: "R-hat",
  plain: "as in 1992",
  split: "split",
  bulk: "split, ranked (bulk)",
  folded: "split, folded, ranked",
  essBulk: "Bulk ESS",
  essTail: "Tail ESS",
  mean: "Mean",
  error: "its MCSE",
};
const LIMIT = 1.01;
const HINTS = [
  "Drag a band up or down to move its chain, its upper or lower edge to widen it, the handle at " +
    "its right end to let it drift. Drag along the bar under the traces: there the chain in hand " +
    "stands still. A band is two spreads wide on either side.",
  "R-hat is the larger of its bulk and its folded form. MCSE is the standard error of the mean " +
    "that the draws themselves suggest. The true mean is that of the target at the right.",
];
const KEYS = [
  ["1 2 3 4", "take a chain in hand"],
  ["↑ ↓", "move it; with Shift, make it wider or narrower"],
  ["→ ←", "let it drift up or down; with Shift, lengthen or shorten its standstill"],
  ["+ −", "more or less memory"],
];

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.bands = new Bands(session);
    this.ranks = new Ranks(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.root = this.#layOut();
  }

  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.bands.colours = this.ranks.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (!this.bands.resize()) return; // not on the screen yet
        this.ranks.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what),
    });
  }

  #layOut() {
    const { session } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    const names = Array.from({ length: CHAINS }, (_, k) => [k + 1, `Chain ${k + 1}`]);
    this.chain = switches("Chain in hand", Object.fromEntries(names), change("chain"));
    const sizes = Object.fromEntries(DRAWS.map((n) => [n, n.toLocaleString("en")]));
    this.draws = choice("Draws of each chain", sizes, change("draws"));
    this.seed = seedControls(session, "Next seed");
    this.dials = Object.entries(DIALS).map(([key, { label, range, step }]) => {
      const dial = slider(label, range, step, (value) => session.turn({ [key]: value }));
      return { key, ...dial };
    });
    this.goals = Object.entries(GOALS).map(([name, goal], k) => this.#goal(k + 1, name, goal));
    this.why = h("div", { class: "sfp-why" });
    const keysId = uniqueId("keys");
    const caption = (words) => h("div", { class: "sfp-caption" }, words);
    const stage = h(
      "div",
      {
        class: "sfp-stage",
        role: "application",
        tabindex: 0,
        "aria-label": "The chains",
        "aria-describedby": keysId,
      },
      this.bands.box,
    );
    onKeys(stage, (event) => this.#keys(event));
    return h(
      "div",
      {
        class: "sfp sfp-diagnostics",
        role: "group",
        "aria-label": "Diagnostics explorer",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h(
        "ul",
        { class: "sfp-goals", "aria-label": "Goals" },
        ...this.goals.map(({ element }) => element),
      ),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          {},
          caption("Traces by draw, and the target"),
          stage,
          caption("Ranks among all draws: even, if the chains agree"),
          this.ranks.box,
        ),
        this.#makeTable(),
      ),
      this.why, // not above: what is dragged must not move
      h("div", { class: "sfp-row" }, this.chain.element, this.draws.element, ...this.seed.elements),
      h("div", { class: "sfp-row sfp-dials" }, ...this.dials.map(({ element }) => element)),
      help(HINTS, "Keys, while the traces have the focus:", KEYS, keysId),
      this.status,
    );
  }

  #goal(number, name, { task, way }) {
    const mark = h("span", { class: "sfp-check" });
    const show = button("Show how", () => this.session.change(way));
    show.setAttribute("aria-label", `Show how: ${task}`);
    const element = h("li", {}, h("span", {}, mark, `${number}. ${task}`), show);
    const update = ({ reached }) => (mark.textContent = reached.has(name) ? "✓ " : "○ ");
    return { element, update };
  }

  #makeTable() {
    this.cells = Object.fromEntries(Object.keys(ROWS).map((key) => [key, h("td")]));
    const head = (words) => h("th", { scope: "row" }, words);
    const row = (key) => h("tr", { class: `sfp-${key}` }, head(ROWS[key]), this.cells[key]);
    return h(
      "table",
      { class: "sfp-readings" },
      h(
        "tbody",
        {},
        ...Object.keys(ROWS).map(row),
        h("tr", {}, head("True mean"), h("td", {}, fixed(TRUE_MEAN, 2))),
      ),
    );
  }

  #paint() {
    this.bands.paint();
    this.ranks.paint();
  }

  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings") this.#showSettings();
    if (what === "chain") this.bands.paint();
    if (what !== "run") return;
    this.#paint();
    this.#showReadings();
    for (const goal of this.goals) goal.update(session);
    const reasons = session.met.map((name) => {
      const number = 1 + Object.keys(GOALS).indexOf(name);
      return h("p", {}, h("b", {}, `Goal ${number} reached. `), GOALS[name].why);
    });
    this.why.replaceChildren(...reasons);
    this.#describe();
  }

  #showSettings() {
    const { values, k } = this.session;
    this.chain.update(String(values.chain));
    this.draws.input.value = values.draws;
    this.seed.update();
    for (const { key, update } of this.dials) {
      update(values[key][k], fixed(values[key][k], 2));
    }
    this.dials.at(-1).input.disabled = values.stuck[k] === 0 || values.stuck[k] === 1;
  }

  #showReadings() {
    const { found } = this.session;
    for (const [key, cell] of Object.entries(this.cells)) {
      const digits = key.startsWith("ess") ? 0 : key === "mean" || key === "error" ? 2 : 3;
      cell.textContent = (digits === 3 ? rhatWords : fixed)(found[key], digits); // 3: an R-hat
    }
    const alarm = found.rhat > LIMIT;
    this.cells.rhat.textContent += alarm ? " ▲" : "";
    this.cells.rhat.parentElement.classList.toggle("sfp-alarm", alarm);
  }

  // Puts what the pictures show in words.
  #describe() {
    const { session } = this;
    const { found, met } = session;
    const verdict = found.rhat > LIMIT ? "above 1.01, an alarm" : "below 1.01";
    const goals = met.map((name) => `Goal reached: ${GOALS[name].task}`).join(" ");
    const words =
      `R-hat ${rhatWords(found.rhat, 3)}, ${verdict}. Bulk ESS ${fixed(found.essBulk, 0)}, ` +
      `tail ESS ${fixed(found.essTail, 0)}. Mean ${fixed(found.mean, 2)}, ` +
      `true mean ${fixed(TRUE_MEAN, 2)}. ${goals}`;
    if (this.status.textContent !== words) this.status.textContent = words;
    const places = session.chains.map((_, k) => {
      const { location, spread } = session.dials(k);
      return `chain ${k + 1} around ${fixed(location, 2)}, spread ${fixed(spread, 2)}`;
    });
    this.bands.describe(`Traces of four chains: ${places.join("; ")}. ${words}`);
    const ranks = `Bulk R-hat ${fixed(found.bulk, 3)}, folded ${fixed(found.folded, 3)}.`;
    this.ranks.describe(`Rank plots of the four chains, in twenty bins each. ${ranks}`);
  }

  #keys({ shiftKey }) {
    const { session } = this;
    const { location, spread, memory, drift, stuck } = session.dials(session.k);
    const turn = (changes) => () => session.turn(changes);
    const take = Array.from({ length: CHAINS }, (_, k) => [
      k + 1,
      () => session.change({ chain: k + 1 }),
    ]);
    const both = (plain, shifted) => turn(shiftKey ? shifted : plain);
    return {
      ...Object.fromEntries(take),
      ArrowUp: both({ location: location + 0.1 }, { spread: spread + 0.1 }),
      ArrowDown: both({ location: location - 0.1 }, { spread: spread - 0.1 }),
      ArrowRight: both({ drift: drift + 0.2 }, { stuck: stuck + 0.05 }),
      ArrowLeft: both({ drift: drift - 0.2 }, { stuck: stuck - 0.05 }),
      "+": turn({ memory: memory + 0.05 }),
      "-": turn({ memory: memory - 0.05 }),
    };
  }
}
