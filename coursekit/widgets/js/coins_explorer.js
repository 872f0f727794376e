// CoinsExplorer: EM for two coins by hand, and the gap that is a divergence.

import "./coins_explorer.css";
import { button, choice, field, fixed, help, onKeys, slider, switches, transport } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Curves, Ladder } from "./two_coins/charts.js";
import { Sets } from "./two_coins/sets.js";
import { PROBABILITIES, Session, SPEEDS, TOSSES } from "./two_coins/session.js";
import { account, moment, nats } from "./two_coins/words.js";

const HINTS = [
  "Theta is what the sliders of the coins show, q what those of the sets show; drag either away " +
    "from the other and the gap opens. A triangle under the slider of a set is the posterior.",
  "In the upper picture the curves run over the probability of one coin; click or drag there to " +
    "move it. The dashed curve is the bound for the q you have: it lies below the log-likelihood " +
    "everywhere, and touches it here if q is the posterior.",
  "What you drag or type begins a new climb from where things stand. Natural logarithms.",
];
const KEYS = [
  ["e m", "an E-step, an M-step"],
  ["n b", "a half-step on or back"],
  ["c", "converge"],
  ["Space", "play or pause"],
];

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.curves = new Curves(session);
    this.ladder = new Ladder(session);
    this.sets = new Sets(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.transport = transport(session, {
      name: "Half-step",
      speeds: SPEEDS,
      words: () => moment(session),
    });
    this.root = this.#layOut();
  }

  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.curves.colours = this.ladder.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (!this.curves.resize()) return; // not on the screen yet
        this.ladder.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what),
    });
  }

  #layOut() {
    const { session } = this;
    const starts = Object.entries(session.starts).map(([key, { label }]) => [key, label]);
    const options = { ...Object.fromEntries(starts), edited: "Placed by hand" };
    this.begin = choice("Start", options, (key) => session.choose(key));
    this.begin.input.lastChild.disabled = true;
    this.estimate = switches("P(coin A)", { false: "P(A) known", true: "P(A) estimated" }, (value) =>
      session.change({ estimate: value, n: 0 }),
    );
    this.tosses = h("input", {
      type: "number",
      min: TOSSES[0],
      max: TOSSES[1],
      onchange: () => session.change({ tosses: this.tosses.value, n: 0 }),
    });
    this.coins = ["A", "B"].map((name, k) =>
      slider(`Coin ${name}: P(heads)`, PROBABILITIES, 0.001, (p) => session.placeHeads(k, p)),
    );
    this.weight = slider("P(coin A)", PROBABILITIES, 0.001, (weight) => session.place({ weight }));
    const coins = { A: "Coin A", B: "Coin B" };
    this.coin = switches("Coin in the picture", coins, (coin) => session.change({ coin }));
    const caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
    const root = h(
      "div",
      {
        class: "sfp sfp-two",
        role: "group",
        "aria-label": "Two coins",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.begin.element, field("Tosses", this.tosses), this.estimate.element),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          {},
          h("div", { class: "sfp-ends" }, caption("Over the probability of heads of"), this.coin.element),
          this.curves.element,
          h("div", { class: "sfp-row" }, ...this.coins.map(({ element }) => element), this.weight.element),
        ),
        h("div", { class: "sfp-side" }, this.sets.element, this.#makeTable()),
        h(
          "div",
          { class: "sfp-row sfp-wide" },
          button("E: q to the posterior", () => session.make("E")),
          button("M: theta to the shares", () => session.make("M")),
          button("Converge", () => session.converge()),
        ),
        this.transport.element,
        h("div", { class: "sfp-wide" }, this.account, legend(), this.ladder.element),
      ),
      help(HINTS, "Keys, while anything here but a field has the focus:", KEYS, uniqueId("keys")),
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
  }

  #keys({ target }) {
    const isTyping = target.matches("input[type=number], select");
    if (isTyping) return {};
    const { session } = this;
    const keys = {
      e: () => session.make("E"),
      m: () => session.make("M"),
      c: () => session.converge(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
    };
    return target.matches("button, summary") ? keys : { ...keys, " ": () => session.toggle() };
  }

  #makeTable() {
    this.cells = {};
    const row = (key, name) => {
      this.cells[key] = [h("td"), h("td")];
      return h("tr", {}, h("th", { scope: "row" }, name), ...this.cells[key]);
    };
    const heads = ["Now", "Rose by"].map((name) => h("th", { scope: "col" }, name));
    return h(
      "table",
      { class: "sfp-readings" },
      h("thead", {}, h("tr", {}, h("td"), ...heads)),
      h("tbody", {}, row("value", "Log-likelihood"), row("bound", "Bound L(q, θ)"), row("gap", "Gap: sum of KL")),
    );
  }

  #paint() {
    this.curves.paint();
    this.ladder.paint();
  }

  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings" || what === "run") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.sets.paint();
      this.#showTheta();
      this.#showReadings();
      this.transport.moved();
    }
    if (!session.playing) this.#describe();
  }

  #showSettings() {
    const { session } = this;
    const { values } = session;
    this.begin.input.value = session.start;
    this.tosses.value = values.tosses;
    this.estimate.update(String(values.estimate));
    this.coin.update(values.coin);
    this.sets.update();
    this.transport.update();
    this.#showTheta();
  }

  #showTheta() {
    const { theta } = this.session.now;
    this.coins.forEach((coin, k) => coin.update(theta.heads[k], fixed(theta.heads[k], 3)));
    this.weight.update(theta.weights[0], fixed(theta.weights[0], 3));
  }

  #showReadings() {
    const { session } = this;
    const { n, now, states } = session;
    const before = states[n - 1];
    const gap = session.gapAt(n);
    const show = (key, value, change) => {
      this.cells[key][0].textContent = value;
      this.cells[key][1].textContent = before ? change : "–";
    };
    for (const key of ["value", "bound"]) {
      const rise = before ? now[key] - before[key] : 0;
      show(key, fixed(now[key], 3), fixed(Math.abs(rise) < 1e-12 ? 0 : rise, 3));
    }
    show("gap", nats(gap), before ? fixed(gap - session.gapAt(n - 1), 3) : "");
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const { now, values } = session;
    const words = account(session);
    if (this.account.textContent !== words) this.account.textContent = words;
    const [a, b] = now.theta.heads.map((p) => fixed(p, 3));
    const where = `Coin A at ${a}, coin B at ${b}: log-likelihood ${fixed(now.value, 3)}, bound ${fixed(now.bound, 3)}.`;
    this.curves.describe(
      `Log-likelihood and bound over the probability of heads of coin ${values.coin}. ${where}`,
    );
    this.ladder.describe(`Log-likelihood and bound by half-step, now ${moment(session)}. ${words}`);
  }
}

function legend() {
  return h(
    "p",
    { class: "sfp-caption sfp-legend" },
    h("span", { class: "sfp-value" }, "log-likelihood"),
    h("span", { class: "sfp-bound" }, "bound"),
    h("span", { class: "sfp-gap" }, "gap"),
    h("span", {}, "below: by half-step"),
  );
}
