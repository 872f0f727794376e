// IsingExplorer: a lattice of spins, heated and cooled, swept site by site or by clusters.

import "./ising_explorer.css";
import {
  button,
  choice,
  clip,
  fixed,
  help,
  onKeys,
  seedControls,
  slider,
  switches,
  transport,
} from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Charts } from "./ising/charts.js";
import { Lattice } from "./ising/lattice.js";
import { BETAS, CRITICAL_BETA, FIELDS, Session, SIZES, SPEEDS } from "./ising/session.js";

const TRY = { Hot: 0.3, Critical: CRITICAL_BETA, Cold: 0.5 }; // beta
const HINTS = [
  "Click a site to turn its spin over. Temperature, field and method may be changed while it " +
    "runs; averages begin anew with every change. Reset begins again from the start.",
  "The dashed lines are exact for a lattice without end and without a field: the energy by " +
    "Onsager, the magnetisation by Yang. A small lattice differs most near the critical point. " +
    "There is no exact value to mark once there is a field.",
  "The correlation of two spins a distance apart is the mean of their product. The thin line " +
    "is the lattice shown, the thick one an average over every tenth sweep.",
];
const KEYS = [
  ["Space", "play or pause"],
  ["n", "one sweep"],
  ["Enter", "choose a site: arrows move the frame (with Shift, by 8), Enter flips, Escape leaves"],
];
const FAR = 8; // sites that Shift and an arrow go

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.lattice = new Lattice(session, (row, column) => this.#flip(row, column));
    this.charts = new Charts(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.transport = transport(session, {
      name: "Sweep",
      speeds: SPEEDS,
      forward: true,
      words: () => String(session.n),
    });
    this.root = this.#layOut();
  }

  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.lattice.colours = this.charts.colours = colours;
        this.#paint();
      },
      resize: () => this.#resize(),
      news: (what) => this.#follow(what),
    });
  }

  #layOut() {
    const { session, charts } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    const methods = { gibbs: "Single sites", clusters: "Clusters" };
    this.method = switches("Method", methods, (method) =>
      session.change(method === "clusters" ? { method, field: 0 } : { method }),
    );
    this.size = choice(
      "Lattice",
      Object.fromEntries(SIZES.map((size) => [size, `${size} × ${size}`])),
      change("size"),
    );
    this.begin = choice("Start", { hot: "Hot: coins", cold: "Cold: all up" }, change("start"));
    this.seed = seedControls(session, "Next seed");
    this.beta = slider("Inverse temperature β", BETAS, 0.005, change("beta"));
    this.field = slider("Field h", FIELDS, 0.01, change("field"));
    const critical = h("span", { class: "sfp-critical", "aria-hidden": "true" }, "critical");
    critical.style.setProperty("--at", (CRITICAL_BETA - BETAS[0]) / (BETAS[1] - BETAS[0]));
    this.beta.element.append(critical);
    this.tries = Object.entries(TRY).map(([name, beta]) => [
      beta,
      button(name, () => session.change({ beta })),
    ]);
    const keysId = uniqueId("keys");
    this.stage = h(
      "div",
      {
        class: "sfp-stage",
        role: "application",
        tabindex: 0,
        "aria-label": "The lattice",
        "aria-describedby": keysId,
      },
      this.lattice.element,
    );
    onKeys(this.stage, (event) => this.#keys(event));
    const captioned = (words, box) => [h("div", { class: "sfp-caption" }, words), box];
    return h(
      "div",
      {
        class: "sfp sfp-ising",
        role: "group",
        "aria-label": "Ising explorer",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.size.element, this.begin.element, ...this.seed.elements),
      h(
        "div",
        { class: "sfp-row sfp-heat" },
        this.beta.element,
        h(
          "div",
          { class: "sfp-group", role: "group", "aria-label": "Temperatures to try" },
          ...this.tries.map(([, control]) => control),
        ),
      ),
      h("div", { class: "sfp-row sfp-heat" }, this.field.element, this.method.element),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          {},
          this.stage,
          h(
            "div",
            { class: "sfp-legend" },
            h("span", { class: "sfp-up" }, "up"),
            h("span", { class: "sfp-down" }, "down"),
            h("span", { class: "sfp-exact" }, "exact, endless lattice"),
          ),
        ),
        this.transport.element,
        h(
          "div",
          { class: "sfp-side" },
          this.#makeTable(),
          ...captioned("Magnetisation by sweep", charts.boxes.magnetisation),
          ...captioned("Energy a site by sweep", charts.boxes.energy),
          ...captioned("Correlation of spins by distance", charts.boxes.correlation),
        ),
      ),
      help(HINTS, "Keys, while the lattice has the focus:", KEYS, keysId),
      this.status,
    );
  }

  #makeTable() {
    const row = (key, name) => {
      this.cells[key] = [0, 1, 2].map(() => h("td"));
      return h("tr", {}, h("th", { scope: "row" }, name), ...this.cells[key]);
    };
    this.cells = {};
    const heads = ["Now", "Mean", "Exact"].map((name) => h("th", { scope: "col" }, name));
    return h(
      "table",
      { class: "sfp-readings" },
      h("thead", {}, h("tr", {}, h("td"), ...heads)),
      h("tbody", {}, row("size", "|Magnetisation|"), row("energy", "Energy a site")),
    );
  }

  #resize() {
    if (!this.lattice.resize()) return; // not on the screen yet
    this.charts.resize();
    this.#paint();
  }

  #paint() {
    this.lattice.paint();
    this.charts.paint();
  }

  #follow(what) {
    if (what === "note") this.note.textContent = this.session.note;
    if (what === "settings") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.#showReadings();
      this.transport.moved();
    }
    this.#describe();
  }

  #showSettings() {
    const { values } = this.session;
    this.size.input.value = values.size;
    this.begin.input.value = values.start;
    this.seed.update();
    this.beta.update(values.beta, String(Number(values.beta.toFixed(4))));
    this.field.update(values.field, String(values.field).replace("-", "−"));
    const isBarred = values.method === "clusters";
    this.field.input.disabled = isBarred;
    this.field.element.title = isBarred ? "Clusters need a model without a field" : "";
    this.method.update(values.method);
    for (const [beta, control] of this.tries) {
      control.setAttribute("aria-pressed", values.beta === beta);
    }
    this.transport.update();
  }

  #showReadings() {
    const { run } = this.session;
    const { exact } = run.stretches.at(-1);
    const means = run.means();
    const rows = {
      size: [Math.abs(run.magnetisation.at(-1)), means.size, exact?.[1]],
      energy: [run.energy.at(-1), means.energy, exact?.[0]],
    };
    for (const [key, values] of Object.entries(rows)) {
      values.forEach((value, k) => (this.cells[key][k].textContent = fixed(value ?? NaN, 3)));
    }
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    if (session.playing) return;
    const { run, values } = session;
    const up = run.lattice.spins.reduce((count, spin) => count + (spin > 0), 0);
    const share = fixed((100 * up) / run.lattice.spins.length, 0);
    const now = run.magnetisation.at(-1);
    const words =
      `Sweep ${run.sweeps}: ${share} % of the spins are up, ` +
      `magnetisation ${fixed(now, 2)}, energy ${fixed(run.energy.at(-1), 2)} a site.`;
    if (this.status.textContent !== words && !this.lattice.cursor) this.status.textContent = words;
    this.lattice.describe(`Lattice of ${values.size} by ${values.size} spins. ${words}`);
    const { exact } = run.stretches.at(-1);
    const marked = (value) => (exact ? ` Exact: ${fixed(value, 2)}.` : "");
    this.charts.describe("magnetisation", `Magnetisation by sweep. ${words}${marked(exact?.[1])}`);
    this.charts.describe("energy", `Energy a site by sweep. ${words}${marked(exact?.[0])}`);
    this.charts.describe("correlation", `Correlation of spins by distance. ${this.#correlation()}`);
  }

  #correlation() {
    const { correlation } = this.session.run.means();
    if (!correlation) return "No average yet.";
    const parts = [1, 4, 8].map((r) => `${fixed(correlation[r], 2)} at distance ${r}`);
    return `Average: ${parts.join(", ")}.`;
  }

  #flip(row, column) {
    this.session.flip(row, column);
  }

  #keys({ shiftKey }) {
    const { session, lattice } = this;
    const common = { " ": () => session.toggle(), n: () => session.step() };
    const half = session.values.size / 2;
    if (!lattice.cursor) return { ...common, Enter: () => this.#setCursor([half, half]) };
    const [row, column] = lattice.cursor;
    const step = shiftKey ? FAR : 1;
    const inside = (value) => clip(value, 0, session.values.size - 1);
    const to = (down, right) => () =>
      this.#setCursor([inside(row + down * step), inside(column + right * step)]);
    return {
      ...common,
      ArrowUp: to(-1, 0),
      ArrowDown: to(1, 0),
      ArrowLeft: to(0, -1),
      ArrowRight: to(0, 1),
      Enter: () => {
        this.#flip(row, column);
        this.#setCursor(lattice.cursor);
      },
      Escape: () => this.#setCursor(null),
    };
  }

  #setCursor(site) {
    const { lattice, session } = this;
    lattice.cursor = site;
    lattice.paint();
    if (!site) this.status.textContent = "No site chosen.";
    else {
      const [row, column] = site;
      const spin = session.run.lattice.spins[row * session.values.size + column];
      const way = spin > 0 ? "up" : "down";
      this.status.textContent = `Row ${row + 1}, column ${column + 1}: ${way}.`;
    }
  }
}
