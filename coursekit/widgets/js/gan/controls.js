// The lab's settings, as controls.

import { DATA_NAMES } from "../algorithms/gan_data.js";
import { PRESETS } from "../algorithms/gan_presets.js";
import { button, choice, LOGARITHMIC, seedControls, slider, switches } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { BATCHES, BETAS, MAX_LAYERS, MAX_UPDATES, MAX_WIDTH, RATES, STRENGTHS } from "./session.js";

const DATA = {
  line: "A line",
  gaussians: "Two Gaussians",
  ring: "A ring of 8",
  blobs: "Three blobs",
  grid: "A grid of 25",
  drawn: "Draw your own",
};
const LOSSES = {
  non_saturating: "Non-saturating",
  minimax: "Saturating (minimax)",
  least_squares: "Least squares",
  hinge: "Hinge",
  wasserstein: "Wasserstein",
};
const PENALTIES = {
  none: "None",
  clip: "Clipping of D's weights",
  gradient: "Gradient penalty",
  r1: "R1 penalty",
};
const STRENGTH = { none: 1, clip: 0.1, gradient: 1, r1: 0.1 }; // when first chosen
const STRENGTH_NAMES = {
  none: "Strength",
  clip: "Bound",
  gradient: "Strength λ",
  r1: "Strength γ",
};
const ACTIVATIONS = { relu: "ReLU", leaky_relu: "Leaky ReLU", tanh: "tanh" };
const NOISES = {
  "gaussian 2": "Gaussian, 2 dimensions",
  "gaussian 1": "Gaussian, 1 dimension",
  "uniform 2": "Uniform, 2 dimensions",
  "uniform 1": "Uniform, 1 dimension",
};
const LAYERS = {
  real: "Real points",
  fakes: "Fakes",
  verdict: "D's verdict",
  best: "Best D",
  manifold: "G's manifold",
  arrows: "Arrows",
  path: "Mean's path",
};

// A button that is on or off.
export function toggle(name, onclick) {
  const element = button(name, onclick);
  return { element, update: (isOn) => element.setAttribute("aria-pressed", isOn) };
}

const fromList = (values) => Object.fromEntries(values.map((value) => [value, value]));

export class Controls {
  constructor(session) {
    this.session = session;
    const set = (key) => (value) => session.set({ [key]: value });
    const presets = Object.entries(PRESETS).map(([key, { label }]) => [key, label]);
    const options = { ...Object.fromEntries(presets), own: "Your own" };
    this.preset = choice("Situation", options, (key) => session.choose(key));
    this.preset.input.lastChild.disabled = true;
    const data = Object.fromEntries(DATA_NAMES.map((name) => [name, DATA[name]]));
    this.data = choice("Data", data, (name) => session.change({ data: name }));
    this.undraw = button("Remove last point", () =>
      session.erase(session.values.points.length - 1),
    );
    this.clear = button("Clear drawing", () => session.erase(0));
    this.seed = seedControls(session, "Next seed");
    this.loss = choice("Loss", LOSSES, set("loss"));
    this.penalty = choice("Hold on D", PENALTIES, (penalty) =>
      session.set({ penalty, strength: STRENGTH[penalty] }),
    );
    this.strength = slider("Strength", STRENGTHS, 0.01, set("strength"), LOGARITHMIC);
    this.noise = choice("Noise", NOISES, (value) => {
      const [noise, noise_dim] = value.split(" ");
      session.set({ noise, noise_dim });
    });
    this.activation = choice("Activation", ACTIVATIONS, set("activation"));
    this.optimizer = choice("Optimiser", { adam: "Adam", sgd: "SGD" }, set("optimizer"));
    this.batch = choice("Batch", fromList(BATCHES), set("batch"));
    this.beta1 = choice("Adam's β₁", fromList(BETAS), set("beta1"));
    this.sliders = {};
    const own = (key, ...args) =>
      (this.sliders[key] = slider(...args.slice(0, 3), set(key), args[3]));
    for (const name of ["G", "D"]) {
      own(`layers_${name}`, `Hidden layers of ${name}`, [0, MAX_LAYERS], 1);
      own(`width_${name}`, `Neurons a layer of ${name}`, [1, MAX_WIDTH], 1);
      own(`lr_${name}`, `Learning rate of ${name}`, RATES, 0.01, LOGARITHMIC);
      own(`k_${name}`, `Updates of ${name} a step`, [1, MAX_UPDATES], 1);
    }
    this.edited = switches("Settings of", { 0: "Settings of A", 1: "Settings of B" }, (which) =>
      session.edit(Number(which)),
    );
    this.edited.element.classList.add("sfp-edited");
    this.compare = toggle("Two runs", () => session.change({ compare: !session.values.compare }));
    this.slow = toggle("Slow motion", () => session.change({ slow: !session.values.slow }));
    this.layers = Object.entries(LAYERS).map(([key, name]) => [
      key,
      toggle(name, () => {
        const { shown } = session.values;
        session.change({
          shown: shown.includes(key) ? shown.filter((it) => it !== key) : [...shown, key],
        });
      }),
    ]);
    this.layerButtons = h(
      "div",
      { class: "sfp-layers", role: "group", "aria-label": "Layers of the picture" },
      ...this.layers.map(([, { element }]) => element),
    );
    this.rows = this.#layOut();
  }

  #layOut() {
    const row = (...parts) => h("div", { class: "sfp-row" }, ...parts);
    const { sliders } = this;
    const of = (kind) => ["D", "G"].map((name) => sliders[`${kind}_${name}`].element);
    const fold = (name, ...rows) =>
      h("details", { class: "sfp-fold" }, h("summary", {}, name), ...rows);
    return {
      top: [
        row(this.preset.element, this.data.element, this.undraw, this.clear, ...this.seed.elements),
        this.edited.element,
        row(this.loss.element, this.penalty.element, this.strength.element),
      ],
      folds: [
        fold(
          "Learning rates and updates",
          row(...of("lr"), ...of("k")),
          row(this.optimizer.element, this.beta1.element, this.batch.element),
        ),
        fold(
          "Networks and noise",
          row(...of("layers"), ...of("width")),
          row(this.noise.element, this.activation.element),
        ),
      ],
    };
  }

  update() {
    const { session } = this;
    const { values, chosen } = session;
    this.preset.input.value = session.preset;
    this.data.input.value = values.data;
    for (const it of [this.undraw, this.clear]) {
      it.hidden = values.data !== "drawn";
      it.disabled = values.points.length === 0;
    }
    this.seed.update();
    for (const key of ["loss", "penalty", "activation", "optimizer", "batch", "beta1"]) {
      this[key].input.value = chosen[key];
    }
    this.noise.input.value = `${chosen.noise} ${chosen.noise_dim}`;
    this.beta1.input.disabled = chosen.optimizer === "sgd";
    this.strength.update(chosen.strength, String(chosen.strength));
    this.strength.input.disabled = chosen.penalty === "none";
    this.strength.element.firstChild.textContent = STRENGTH_NAMES[chosen.penalty];
    for (const [key, { update }] of Object.entries(this.sliders)) {
      update(chosen[key], String(chosen[key]));
    }
    for (const name of ["G", "D"]) {
      this.sliders[`width_${name}`].input.disabled = chosen[`layers_${name}`] === 0;
    }
    this.edited.element.hidden = !values.compare;
    this.edited.update(String(session.edited));
    this.compare.update(values.compare);
    this.slow.update(values.slow);
    for (const [key, { update }] of this.layers) update(values.shown.includes(key));
  }
}
