// RejectionSampler: darts under an envelope, those under the target kept.

import "./rejection_sampler.css";
import { button, choice, fixed, help, onKeys, seedControls, slider, switches, transport } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Histogram, Shares } from "./rejection/charts.js";
import { CENTRES, HEIGHTS, Session, SPEEDS, WIDTHS } from "./rejection/session.js";
import { Stage } from "./rejection/stage.js";
import { account, warning } from "./rejection/words.js";

const TARGETS = {
  bumps: "Two bumps",
  triangle: "A triangle",
  moon: "A half moon",
  posterior: "A posterior: 7 heads of 10",
};
const HINTS = [
  "The dashed curve is the envelope: M times the density of the proposal. Drag its round grip up " +
    "or down to change M; with a normal proposal also sideways, and the other grip for the width.",
  "A change of the envelope judges the same darts anew, so that only its effect is seen. The " +
    "last 1,500 darts are drawn; all are counted. A proposal beyond the picture counts as rejected.",
  "All targets here are normalised, so a covering envelope keeps 1/M of the darts. Where only the " +
    "shape of a target is known, that share tells the missing constant.",
];
const KEYS = [
  ["Arrows", "on a grip: move it (with Shift, further)"],
  ["n b", "a dart on or back"],
  ["t", "ten darts"],
  ["Space", "play or pause"],
];
const EXACT = {
  to: Math.log10,
  from: (place) => Number((10 ** place).toPrecision(3)),
};

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.stage = new Stage(session);
    this.histogram = new Histogram(session);
    this.shares = new Shares(session);
    this.pictures = [this.stage, this.histogram, this.shares];
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.warning = h("p", { class: "sfp-note sfp-warning", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.transport = transport(session, {
      name: "Dart",
      speeds: SPEEDS,
      words: () => `${session.n} of ${session.length}`,
    });
    this.root = this.#layOut();
  }

  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        for (const picture of this.pictures) picture.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (!this.stage.resize()) return; // not on the screen yet
        this.histogram.resize();
        this.shares.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what),
    });
  }

  #layOut() {
    const { session } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    const names = { uniform: "Uniform", normal: "Normal" };
    const modes = { auto: "Lowest M", hand: "M by hand" };
    this.target = choice("Target p", TARGETS, change("target"));
    this.proposal = switches("Proposal q", names, change("proposal"));
    this.mode = switches("Envelope", modes, (mode) => session.setMode(mode));
    this.seed = seedControls(session, "Next seed");
    this.M = slider("M", HEIGHTS, 0.002, change("M"), EXACT);
    this.centre = slider("Centre of q", CENTRES, 0.01, change("centre"));
    this.width = slider("Width of q", WIDTHS, 0.01, change("width"));
    const caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
    const ten = button("Ten darts", () => session.throwTen());
    ten.classList.add("sfp-ten");
    this.transport.element.firstChild.after(ten);
    const root = h(
      "div",
      {
        class: "sfp sfp-rejection",
        role: "group",
        "aria-label": "Rejection sampler",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.target.element, ...this.seed.elements),
      h(
        "div",
        { class: "sfp-row" },
        labelled("Proposal q", this.proposal.element),
        labelled("Envelope M q", this.mode.element),
        this.M.element,
        this.centre.element,
        this.width.element,
      ),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h("div", {}, legend(), this.stage.element, this.account),
        h(
          "div",
          { class: "sfp-side" },
          caption("Accepted draws, and the target"),
          this.histogram.element,
          caption("Share accepted, by number of darts"),
          this.shares.element,
          this.#makeTable(),
        ),
        this.warning,
        this.transport.element,
      ),
      help(HINTS, "Keys, while anything here but a field has the focus:", KEYS, uniqueId("keys")),
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
  }

  #keys({ target }) {
    if (target.matches("input[type=number], select")) return {};
    const { session } = this;
    const keys = {
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
      t: () => session.throwTen(),
    };
    const isPressed = target.matches(".sfp-button, summary");
    return isPressed ? keys : { ...keys, " ": () => session.toggle() };
  }

  #makeTable() {
    this.cells = {};
    const row = (key, name) => {
      this.cells[key] = h("td");
      return h("tr", {}, h("th", { scope: "row" }, name), this.cells[key]);
    };
    return h(
      "table",
      { class: "sfp-readings" },
      h(
        "tbody",
        {},
        row("accepted", "Accepted of the darts thrown"),
        row("share", "Share accepted, ± 2 standard errors"),
        row("expected", "1/M, the share under a covering envelope"),
        row("price", "Darts for one accepted draw"),
      ),
    );
  }

  #paint() {
    for (const picture of this.pictures) picture.paint();
  }

  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.#showReadings();
      this.transport.moved();
    }
    if (!session.playing) this.#describe();
  }

  #showSettings() {
    const { session } = this;
    const { values } = session;
    this.target.input.value = values.target;
    this.proposal.update(values.proposal);
    this.mode.update(values.M === null ? "auto" : "hand");
    this.seed.update();
    this.M.update(session.M, fixed(session.M, 3));
    for (const key of ["centre", "width"]) {
      this[key].update(values[key], fixed(values[key], 2));
      this[key].element.hidden = values.proposal === "uniform";
    }
    this.transport.update();
  }

  #showReadings() {
    const { n, accepted, M } = this.session;
    const share = accepted / n;
    const error = 2 * Math.sqrt((share * (1 - share)) / n);
    this.cells.accepted.textContent = `${accepted.toLocaleString("en")} of ${n.toLocaleString("en")}`;
    this.cells.share.textContent = n ? `${fixed(share, 3)} ± ${fixed(error, 3)}` : "–";
    this.cells.expected.textContent = fixed(1 / M, 3);
    this.cells.price.textContent = accepted ? fixed(n / accepted, 2) : "–";
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const { n, accepted, M, values, outcome } = session;
    const said = [account(session), warning(session)];
    if (this.account.textContent !== said[0]) this.account.textContent = said[0];
    if (this.warning.textContent !== said[1]) this.warning.textContent = said[1];
    const scene =
      `${TARGETS[values.target]}, a ${values.proposal} proposal, M = ${fixed(M, 3)}: ` +
      `${accepted} of ${n} darts accepted.`;
    this.stage.describe(`Darts under the envelope. ${scene} ${said.join(" ")}`);
    this.histogram.describe(`Histogram of the ${accepted} accepted draws and the target. ${said[1]}`);
    this.shares.describe(
      `Share of the darts accepted: ${fixed(accepted / n, 3)} after ${n}; in the long run it comes to ${fixed(outcome.share, 3)}.`,
    );
  }
}

function labelled(name, element) {
  return h("div", { class: "sfp-labelled" }, h("span", { class: "sfp-caption", "aria-hidden": "true" }, name), element);
}

function legend() {
  const entry = (key, words) => h("span", { class: `sfp-key-${key}` }, words);
  return h(
    "p",
    { class: "sfp-caption sfp-legend" },
    entry("target", "target p"),
    entry("envelope", "envelope M q"),
    entry("accepted", "accepted"),
    entry("rejected", "rejected"),
  );
}
