// LatentExplorer: a trained generator run in the page, and its latent space to walk in.

import "./latent_explorer.css";
import { button, fixed, help, onKeys, seedControls, slider, switches, transport } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Norm } from "./latent/charts.js";
import { BetweenPanel, EntriesPanel, NearPanel, PlanePanel } from "./latent/panels.js";
import { Painter, Sheet } from "./latent/pictures.js";
import { PSI, Session, SPEEDS } from "./latent/session.js";
import { account, normWords } from "./latent/words.js";

const PANELS = { plane: "Plane", entries: "Entries", near: "Near z", between: "A to B" };
const HINTS = [
  "The entries of z are standard normal. In many dimensions nearly all draws have about the " +
    "same norm, the root of the dimension: they lie near a sphere.",
  "A straight path between two draws cuts through the sphere: half-way its norm is about 0.71 of " +
    "a draw's, where the generator was hardly trained. The other path and the walk keep to it.",
  "Psi multiplies z before the generator sees it. Below 1 pictures get more alike, at 0 all are " +
    "one; above 1 they get odd.",
];
const KEYS = [
  ["Arrow keys", "on the ring: move in the plane, with Shift further"],
  ["z", "new z"],
  ["u", "undo"],
  ["n b", "a step of the walk on or back"],
  ["Space", "play or pause"],
];

export default { render: (props) => show(props, Session, View) };

class View {
  constructor(session) {
    this.session = session;
    this.painter = new Painter(session.generator);
    this.picture = new Sheet(session.generator.shape);
    this.norm = new Norm(session, "sfp-norm");
    this.panels = {
      plane: new PlanePanel(session),
      entries: new EntriesPanel(session),
      near: new NearPanel(session),
      between: new BetweenPanel(session),
    };
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.transport = transport(session, {
      name: "Step of the walk",
      speeds: SPEEDS,
      words: () => (session.n === session.length ? `${session.n}` : `${session.n} of ${session.length}`),
    });
    this.root = this.#layOut();
  }

  start() {
    const end = follow(this.root, this.session, {
      colours: (colours) => {
        this.painter.colours = this.norm.colours = colours;
        this.#paint();
      },
      resize: () => {
        this.norm.resize();
        this.panel.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what),
    });
    return () => {
      end();
      this.painter.stop();
    };
  }

  get panel() {
    return this.panels[this.session.values.panel];
  }

  #layOut() {
    const { session } = this;
    this.seed = seedControls(session, "New z");
    this.undo = button("Undo", () => session.undo());
    this.switches = switches("Beside the picture", PANELS, (panel) => session.change({ panel }));
    this.psi = slider("Truncation ψ", PSI, 0.05, (psi) => session.change({ psi }));
    const root = h(
      "div",
      {
        class: "sfp sfp-latent",
        role: "group",
        "aria-label": "Latent explorer",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, ...this.seed.elements, this.undo, this.switches.element),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          { class: "sfp-main-picture" },
          h("p", { class: "sfp-caption" }, "The picture G(ψz)"),
          this.picture.canvas,
          this.psi.element,
          h("p", { class: "sfp-caption" }, "Norm: how likely (curve), this z (dashed)"),
          this.norm.element,
        ),
        h("div", {}, ...Object.values(this.panels).map(({ element }) => element)),
        this.transport.element,
      ),
      this.account,
      help(HINTS, "Keys, while anything here but a field has the focus:", KEYS, uniqueId("keys")),
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
  }

  #keys({ target }) {
    if (target.matches("select, input[type=number]")) return {};
    const { session } = this;
    const keys = {
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
      u: () => session.undo(),
      z: () => this.seed.elements.at(-1).click(),
    };
    const takesSpace = target.matches("button:not(.sfp-handle), summary");
    return takesSpace ? keys : { ...keys, " ": () => session.toggle() };
  }

  #paint() {
    const { session, painter } = this;
    this.image = session.generator.image(session.shown).slice();
    this.picture.put(this.image, painter.colours);
    this.norm.paint();
    this.panel.paint(painter);
    this.panel.walks?.classList.toggle("sfp-stale", session.playing);
  }

  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings") this.#showSettings();
    if (what !== "note") {
      this.#paint();
      this.transport.moved();
    }
    if (!session.playing) this.#describe();
  }

  #showSettings() {
    const { session, panels } = this;
    const { values } = session;
    this.seed.update();
    this.undo.disabled = !session.canUndo;
    this.switches.update(values.panel);
    this.psi.update(values.psi, fixed(values.psi, 2));
    for (const [name, { element }] of Object.entries(panels)) element.hidden = name !== values.panel;
    this.panel.update();
    this.panel.resize();
    this.transport.update();
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const words = account(session, this.image);
    if (this.account.textContent !== words) this.account.textContent = words;
    this.picture.describe(`The generated picture. ${words}`);
    this.norm.describe(`How likely each norm of z is, and this z: ${normWords(session)}`);
  }
}
