// BeTheGenerator: the reader's fakes against a discriminator that is trained anew at every move.

import "./be_the_generator.css";
import { button, choice, fixed, help, onKeys, seedControls, switches, transport } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Losses, Plane } from "./generator/charts.js";
import { LARGEST, MAX_FAKES, Session, SPEEDS } from "./generator/session.js";
import { account, provenJS } from "./generator/words.js";

const DATA = { blobs: "Three blobs", gaussians: "Two blobs", ring: "A ring", line: "A line" };
const HINTS = [
  "Blue dots are real. The numbered rings are yours: drag them until the discriminator cannot " +
    "tell them from the dots. It is trained to its best at every move. Where the plane is " +
    "orange it expects fakes, where it is blue real points, where it is plain it cannot tell.",
  "The score is its loss. At log 4 it cannot tell; below, it proves that fakes and data are " +
    "at least so far apart in Jensen-Shannon divergence.",
  "The hint shows, as arrows, where the generator's loss pushes each fake; the other loss is " +
    "the minimax one. Play, and gradient descent drags them for you.",
];
const KEYS = [
  ["Arrow keys", "on a ring: move it, with Shift further"],
  ["h", "the hint, on or off"],
  ["n b", "a step of descent on or back"],
  ["Space", "play or pause"],
];

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.plane = new Plane(session);
    this.losses = new Losses(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.transport = transport(session, {
      name: "Step of descent",
      speeds: SPEEDS,
      words: () => (session.n === session.length ? `${session.n}` : `${session.n} of ${session.length}`),
    });
    this.root = this.#layOut();
  }

  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.plane.colours = this.losses.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (!this.plane.resize()) return; // not on the screen yet
        this.losses.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what),
    });
  }

  #layOut() {
    const { session } = this;
    const counts = Object.fromEntries(Array.from({ length: MAX_FAKES }, (_, k) => [k + 1, k + 1]));
    this.data = choice("Data", DATA, (data) => session.change({ data, n: 0 }));
    this.count = choice("Fakes", counts, (count) => session.setCount(Number(count)));
    this.loss = switches(
      "Generator's loss",
      { non_saturating: "Non-saturating", minimax: "Minimax" },
      (loss) => session.change({ loss }),
    );
    this.seed = seedControls(session, "Other points");
    this.hint = button("Hint", () => this.#toggleHint());
    this.meter = h("div", { class: "sfp-meter", "aria-hidden": "true" }, h("i"), h("b"));
    const caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
    const root = h(
      "div",
      {
        class: "sfp sfp-generator",
        role: "group",
        "aria-label": "Be the generator",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.data.element, this.count.element, ...this.seed.elements),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        this.plane.element,
        h(
          "div",
          { class: "sfp-side" },
          this.account,
          this.meter,
          this.#makeTable(),
          h(
            "div",
            { class: "sfp-row" },
            this.hint,
            button("Start again", () => session.collect()),
          ),
          this.loss.element,
          caption("D's loss by step; dashed: it cannot tell"),
          this.losses.element,
        ),
        this.transport.element,
      ),
      help(HINTS, "Keys, while anything here but a field has the focus:", KEYS, uniqueId("keys")),
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
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
        row("loss", "D's loss (at most 1.386)"),
        row("js", "Divergence it proves (nats)"),
        row("trusted", "Fakes held for real"),
      ),
    );
  }

  #toggleHint() {
    this.session.change({ hint: !this.session.values.hint });
  }

  #keys({ target }) {
    if (target.matches("select, input[type=number]")) return {};
    const { session } = this;
    const keys = {
      h: () => this.#toggleHint(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
    };
    const takesSpace = target.matches("button:not(.sfp-handle), summary");
    return takesSpace ? keys : { ...keys, " ": () => session.toggle() };
  }

  #paint() {
    this.plane.paint();
    this.losses.paint();
  }

  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings" || what === "run") this.#showSettings();
    if (what === "run" || what === "cursor" || what === "settings") {
      this.#paint();
      this.#showReadings();
      this.transport.moved();
    }
    if (!session.playing) this.#describe();
  }

  #showSettings() {
    const { values } = this.session;
    this.data.input.value = values.data;
    this.count.input.value = values.fakes.length / 2;
    this.loss.update(values.loss);
    this.hint.setAttribute("aria-pressed", values.hint);
    this.seed.update();
    this.transport.update();
  }

  #showReadings() {
    const { now } = this.session;
    this.cells.loss.textContent = fixed(now.loss, 3);
    this.cells.js.textContent = fixed(provenJS(now), 3);
    const trusted = now.trusted.filter((belief) => belief >= 0.5).length;
    this.cells.trusted.textContent = `${trusted} of ${now.fakes.length}`;
    this.meter.style.setProperty("--full", Math.min(now.loss / LARGEST, 1));
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const words = account(session);
    if (this.account.textContent !== words) this.account.textContent = words;
    const { values, real } = session;
    this.plane.describe(
      `${real.length} real points (${DATA[values.data].toLowerCase()}), ${values.fakes.length / 2} ` +
        `fakes, and the discriminator's belief as a heat map. ${words}`,
    );
    this.losses.describe(`The discriminator's loss by step of descent. ${words}`);
  }
}
