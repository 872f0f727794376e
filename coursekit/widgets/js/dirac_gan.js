// DiracGAN: the smallest adversarial game, its orbits, and the eigenvalues of its updates.

import "./dirac_gan.css";
import { choice, fixed, help, onKeys, slider, switches, transport } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Dial, Distances, Plane } from "./dirac/charts.js";
import { RATES, REACH, Session, SPEEDS, STRENGTH } from "./dirac/session.js";
import { account, dialWords } from "./dirac/words.js";

const LOSSES = {
  non_saturating: "Non-saturating",
  minimax: "Minimax",
  least_squares: "Least squares",
  hinge: "Hinge",
  wasserstein: "Wasserstein",
};
const PENALTIES = {
  none: "None",
  r1: "R1: slope at the data",
  r2: "R2: slope at the fake",
  gradient: "Gradient penalty: slope 1",
  clip: "Clipping of psi",
};
const STRENGTHS = { none: "Strength", r1: "Gamma", r2: "Gamma", gradient: "Weight", clip: "Bound" };
const HINTS = [
  "All data are at 0. The generator has one number, theta, where its fake is; the discriminator " +
    "has one, psi, the slope of D(x). Both are at rest at 0, 0. Drag the ring to begin elsewhere.",
  "Arrows: where gradient descent pushes both players; the darker, the harder. Blue: the orbit.",
  "The dial shows the eigenvalues of an update at the point of rest, near 1 in the complex plane, " +
    "and the unit circle. A thin line is where other strengths of R1 or R2 would put them. " +
    "Dashed, below: what the larger one foretells for the distance from rest.",
];
const KEYS = [
  ["Arrow keys", "on the ring: move the start, with Shift further"],
  ["n b", "an update on or back"],
  ["Space", "play or pause"],
];

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.charts = [new Plane(session), new Dial(session), new Distances(session)];
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.eigenvalues = h("output");
    this.transport = transport(session, {
      name: "Update",
      speeds: SPEEDS,
      words: () => (session.n === session.length ? `${session.n}` : `${session.n} of ${session.length}`),
    });
    this.root = this.#layOut();
  }

  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        for (const chart of this.charts) chart.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (this.charts.map((chart) => chart.resize()).every(Boolean)) this.#paint();
      },
      news: (what) => this.#follow(what),
    });
  }

  #layOut() {
    const { session } = this;
    const set = (key) => (value) => session.change({ [key]: value });
    this.loss = choice("Loss", LOSSES, set("loss"));
    this.penalty = choice("Penalty on D", PENALTIES, set("penalty"));
    this.updates = switches(
      "Updates",
      { alternating: "In turn, D first", simultaneous: "Both at once" },
      set("updates"),
    );
    this.strength = slider("Strength", STRENGTH, 0.01, set("strength"));
    this.rate = slider("Learning rate", RATES, 0.01, set("lr"));
    const [plane, dial, distances] = this.charts;
    const caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
    const root = h(
      "div",
      {
        class: "sfp sfp-dirac",
        role: "group",
        "aria-label": "Dirac-GAN",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.loss.element, this.penalty.element, this.updates.element),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h("div", {}, caption("The fake at θ, the discriminator's slope ψ"), plane.element),
        h(
          "div",
          { class: "sfp-side" },
          h("div", { class: "sfp-ends" }, caption("Eigenvalues of an update"), this.eigenvalues),
          dial.element,
          this.strength.element,
          this.rate.element,
        ),
        this.transport.element,
        h("div", { class: "sfp-wide" }, this.account, caption("Distance from rest, powers of ten"), distances.element),
      ),
      help(HINTS, "Keys, while anything here but a field has the focus:", KEYS, uniqueId("keys")),
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
  }

  #keys({ target }) {
    if (target.matches("select")) return {};
    const { session } = this;
    const keys = { n: () => session.step(), b: () => session.moveTo(session.n - 1) };
    const takesSpace = target.matches("button:not(.sfp-handle), summary");
    return takesSpace ? keys : { ...keys, " ": () => session.toggle() };
  }

  #paint() {
    for (const chart of this.charts) chart.paint();
  }

  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings" || what === "run") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.transport.moved();
    }
    if (!session.playing) this.#describe();
  }

  #showSettings() {
    const { values } = this.session;
    this.loss.input.value = values.loss;
    this.penalty.input.value = values.penalty;
    this.updates.update(values.updates);
    this.strength.update(values.strength, fixed(values.strength, 2));
    this.strength.element.querySelector("label").textContent = STRENGTHS[values.penalty];
    this.strength.input.disabled = values.penalty === "none";
    this.rate.update(values.lr, fixed(values.lr, 2));
    this.eigenvalues.textContent = dialWords(this.session);
    this.transport.update();
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const words = account(session);
    if (this.account.textContent !== words) this.account.textContent = words;
    const [plane, dial, distances] = this.charts;
    plane.describe(
      `Field and orbit of theta and psi, each from ${-REACH} to ${REACH}; rest is in the middle. ${words}`,
    );
    dial.describe(`Unit circle near 1, and the eigenvalues of an update: ${dialWords(session)}.`);
    distances.describe(`Distance from rest by update, on a logarithmic scale. ${words}`);
  }
}
