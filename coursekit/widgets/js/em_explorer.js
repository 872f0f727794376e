// EMExplorer: a mixture of Gaussians fitted half-step by half-step, and what can go wrong.

import "./em_explorer.css";
import { button, choice, fixed, help, seedControls, switches, transport } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Ladder } from "./em/ladder.js";
import { Plane } from "./em/plane.js";
import { Bic, Restarts } from "./em/searches.js";
import { MAX_K, Session, SPEEDS } from "./em/session.js";
import { account, moment, nats } from "./em/words.js";

const HINTS = [
  "A point has the colours of the components, mixed by their shares of it; ellipses are one and " +
    "two standard deviations about the means. Click to add a point. Drag a mean, and the climb " +
    "begins again from the means, with equal balls about them.",
  "The same settings always show the same climb. Many starts are k-means++ or random points. " +
    "Without a prior no variance falls below a millionth of the data's.",
];
const KEYS = [
  ["Arrows", "on a mean: move it (with Shift, further)"],
  ["Enter", "on the plane: choose a place with the arrows; Enter adds a point, Escape leaves"],
  ["Space", "play or pause"],
  ["n b", "a half-step on or back"],
];

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.keysId = uniqueId("keys");
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.plane = new Plane(session, (words) => (this.status.textContent = words), this.keysId);
    this.ladder = new Ladder(session);
    this.restarts = new Restarts(session);
    this.bic = new Bic(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.warning = h("p", { class: "sfp-note sfp-warning", role: "alert" });
    this.account = h("p", { class: "sfp-account" });
    this.transport = transport(session, {
      name: "Half-step",
      speeds: SPEEDS,
      words: () => moment(session),
    });
    this.root = this.#layOut();
  }

  start() {
    const end = follow(this.root, this.session, {
      colours: (colours) => {
        for (const part of [this.plane, this.ladder, this.bic]) part.colours = colours;
        this.#paint();
      },
      resize: () => this.#resize(),
      news: (what) => this.#follow(what),
      first: ["settings", "run", "search", "note"],
    });
    return () => {
      end();
      this.session.stopSearch();
    };
  }

  #layOut() {
    const { session } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    const presets = Object.entries(session.presets).map(([key, { label }]) => [key, label]);
    const options = { ...Object.fromEntries(presets), edited: "Edited" };
    this.preset = choice("Data", options, (key) => session.choose(key));
    this.preset.input.lastChild.disabled = true;
    const numbers = Array.from({ length: MAX_K }, (_, k) => [k + 1, k + 1]);
    this.K = choice("Components K", Object.fromEntries(numbers), (K) => session.setK(Number(K)));
    const types = { full: "Full", tied: "Tied", diag: "Diagonal", spherical: "Spherical" };
    this.type = choice("Covariances", types, change("covariance_type"));
    this.prior = switches("Prior", { weak: "Weak prior", none: "No prior" }, change("prior"));
    const starts = { "k-means++": "k-means++", random: "Random points", hand: "Means by hand" };
    this.begin = choice("Start", starts, (start) => session.setStart(start));
    this.seed = seedControls(session, "Next seed");
    this.remove = button("Remove last point", () => session.removePoint());
    const halves = { class: "sfp-group", role: "group", "aria-label": "Half-steps" };
    const steps = ["M-step", "E-step"].map((name, parity) => button(name, () => this.#half(parity)));
    this.transport.element.prepend(h("div", halves, ...steps.reverse()));
    this.upName = h("span");
    this.acrossName = h("p", { class: "sfp-caption sfp-across" });
    this.points = h("span");
    return h(
      "div",
      {
        class: "sfp sfp-em",
        role: "group",
        "aria-label": "EM explorer",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h(
        "div",
        { class: "sfp-row" },
        this.preset.element,
        this.remove,
        this.K.element,
        this.type.element,
      ),
      h("div", { class: "sfp-row" }, this.begin.element, ...this.seed.elements, this.prior.element),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          {},
          h("p", { class: "sfp-caption sfp-ends" }, this.upName, this.points),
          this.plane.element,
          this.acrossName,
        ),
        h(
          "div",
          { class: "sfp-side" },
          this.#makeLegend(),
          this.ladder.element,
          h("p", { class: "sfp-caption sfp-across" }, "half-step"),
          this.#makeTable(),
          this.account,
          this.warning,
        ),
        this.transport.element,
        this.restarts.element,
        this.bic.element,
      ),
      help(HINTS, "Keys, while the plane or a mean has the focus:", KEYS, this.keysId),
      this.status,
    );
  }

  #makeLegend() {
    this.targetName = h("span", { class: "sfp-value" });
    return h(
      "p",
      { class: "sfp-caption sfp-legend" },
      this.targetName,
      h("span", { class: "sfp-bound" }, "bound"),
      h("span", { class: "sfp-gap" }, "gap"),
    );
  }

  #makeTable() {
    this.cells = {};
    const row = (key, name) => {
      this.cells[key] = h("td");
      return h("tr", {}, h("th", { scope: "row" }, name), this.cells[key]);
    };
    this.targetHead = h("span");
    return h(
      "table",
      { class: "sfp-readings" },
      h("tbody", {}, row("value", this.targetHead), row("bound", "Bound"), row("gap", "Gap")),
    );
  }

  // The E-step (1) or the M-step (0); a second in a row has nothing to do.
  #half(parity) {
    const { session } = this;
    session.say("");
    if ((session.n + 1) % 2 === parity) return session.step();
    session.say(
      session.n === 0
        ? "There are no shares to fit yet: the E-step comes first."
        : "A second such step in a row changes nothing: it is the other's turn.",
    );
  }

  #resize() {
    if (!this.plane.resize()) return; // not on the screen yet
    this.ladder.resize();
    if (!this.bic.box.hidden) this.bic.resize();
    this.#paint();
    this.#describe();
  }

  #paint() {
    this.plane.paint();
    this.ladder.paint();
    this.bic.paint();
  }

  #follow(what) {
    if (what === "note") this.note.textContent = this.session.note;
    if (what === "settings") this.#showSettings();
    if (what === "search") {
      this.restarts.update();
      this.bic.update();
    }
    if (what === "run" || what === "cursor") {
      this.plane.paint();
      this.ladder.paint();
      this.#showReadings();
      this.transport.moved();
      this.#describe();
    }
    if (what === "run") {
      const { climb, busy } = this.session;
      this.restarts.go.disabled = !climb || busy === "restarts";
      this.bic.go.disabled = !climb || busy === "bic";
      const name = climb?.prior ? "log-posterior" : "log-likelihood";
      this.targetName.textContent = name;
      this.targetHead.textContent = name.replace("l", "L");
    }
  }

  #showSettings() {
    const { values, preset } = this.session;
    this.preset.input.value = preset;
    this.K.input.value = values.K;
    this.type.input.value = values.covariance_type;
    this.prior.update(values.prior);
    this.begin.input.value = values.start;
    this.remove.disabled = this.begin.input.lastChild.disabled = values.data.length === 0;
    this.seed.update();
    [this.acrossName.textContent, this.upName.textContent] = values.names;
    this.points.textContent = `${values.data.length} points`;
    this.transport.update();
    this.#describe();
  }

  #showReadings() {
    const { climb, n } = this.session;
    const { value, bound } = climb?.at(n) ?? {};
    this.cells.value.textContent = fixed(value, 3);
    this.cells.bound.textContent = fixed(bound, 3);
    this.cells.gap.textContent = bound == null ? "–" : nats(value - bound);
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    this.restarts.mark();
    if (session.playing) return;
    const [happened, warning] = account(session);
    this.account.textContent = happened;
    if (this.warning.textContent !== warning) this.warning.textContent = warning;
    const { data, names, K } = session.values;
    this.plane.describe(
      `${data.length} points, ${names[1]} against ${names[0]}, and ${K} components. `,
    );
    this.ladder.describe(`Bound and ${this.targetName.textContent} by half-step. ${happened}`);
    const said = `Half-step ${moment(session)}. ${happened}`;
    if (this.status.textContent !== said && !this.plane.cursor) this.status.textContent = said;
  }
}
