// The controls above and below the picture. Each shows a setting of the session and changes it.

import { MAX_LENGTH } from "../algorithms/expression.js";
import { SAMPLERS } from "../algorithms/samplers.js";
import { TARGETS } from "../algorithms/targets.js";
import { button, clip, field, LAST_SEED, LOGARITHMIC, slider, transport } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { csv, download } from "./export.js";
import { BINS, LANES, LEAPFROGS, MAX_CHAINS, MAX_DRAWS, SPEEDS, STEP_SIZES } from "./session.js";

const WARMUP = 100; // what a sampler that tunes itself gets if there is no warm-up yet
const PRESETS = ["Too small", "About right", "Too large"];
const FACTORS = { walk: [1 / 20, 1, 6], langevin: [1 / 10, 1, 4], leapfrog: [1 / 10, 1, 5] };

// The upper controls -> {element, update}; `update` shows the session's settings.
export function settingControls(session, noteId) {
  const change = (key) => (event) => session.change({ [key]: event.target.value });
  const choice = (key, entries, onchange = change(key)) =>
    h("select", { onchange }, ...entries.map(([value, name]) => h("option", { value }, name)));
  const count = (key, low, high) =>
    h("input", { type: "number", min: low, max: high, onchange: change(key) });
  const labels = (menu) => Object.entries(menu).map(([value, { label }]) => [value, label]);

  // A sampler comes with the step size that suits it.
  const choose = (i) => (event) => {
    const name = event.target.value;
    const isToTune = SAMPLERS[name]?.isTuned && session.values.warmup === 0;
    const warmup = isToTune ? { warmup: WARMUP } : {};
    session.change({ [LANES[i].sampler]: name, [LANES[i].stepSize]: null, ...warmup });
  };
  const inputs = {
    target: choice("target", [...labels(TARGETS), ["typed", "Your own"]]),
    chains: count("chains", 1, MAX_CHAINS),
    seed: count("seed", 0, LAST_SEED),
    sampler: choice("sampler", labels(SAMPLERS), choose(0)),
    compare: choice("compare", [["none", "Nothing"], ...labels(SAMPLERS)], choose(1)),
    warmup: count("warmup", 0, MAX_DRAWS),
  };
  const nextSeed = () => session.change({ seed: (session.values.seed + 1) % (LAST_SEED + 1) });
  const scatter = button("Random starts", () => session.change({ starts: [] }));
  const formula = formulaControl(session, noteId);
  const lanes = LANES.map((_, i) => laneControls(session, i));
  const row = (...parts) => h("div", { class: "sfp-row" }, ...parts);
  inputs.warmup.title =
    "The first draws of each chain, in which a sampler may tune itself: marked, and not counted";
  inputs.compare.title =
    "A second sampler on the same target, from the same starts, with the same seed";

  const element = h(
    "div",
    { class: "sfp-settings" },
    row(
      field("Target", inputs.target),
      field("Chains", inputs.chains),
      field("Seed", inputs.seed),
      button("Next seed", nextSeed),
      scatter,
    ),
    formula.element,
    row(
      field("Sampler", inputs.sampler),
      field("Warm-up", inputs.warmup),
      field("Compare with", inputs.compare),
    ),
    ...lanes.map((lane) => lane.element),
  );

  function update() {
    for (const [key, input] of Object.entries(inputs)) input.value = session.values[key];
    scatter.hidden = session.values.starts.length === 0;
    lanes.forEach((lane) => lane.update());
    formula.update();
  }
  return { element, update };
}

// The step size of sampler i and, where it has one, the length of its path.
function laneControls(session, i) {
  const keys = LANES[i];
  const set = (key) => (value) => session.change({ [key]: value });
  const preset = (factor) => {
    const { target, lanes } = session;
    const good = target.steps[lanes[i].sampler.size];
    return clip(toTwoDigits(good * FACTORS[lanes[i].sampler.size][factor]), ...STEP_SIZES);
  };
  const heading = h("span", { class: "sfp-lane" });
  const step = slider("Step size", STEP_SIZES, 0.01, set(keys.stepSize), LOGARITHMIC);
  const presets = PRESETS.map((name, k) =>
    button(name, () => session.change({ [keys.stepSize]: k === 1 ? null : preset(k) })),
  );
  const setSteps = (value) => set(keys.nLeapfrog)(Math.round(value));
  const path = slider("Leapfrog steps", LEAPFROGS, 0.01, setSteps, LOGARITHMIC);
  const element = h(
    "div",
    { class: "sfp-row", role: "group" },
    heading,
    step.element,
    h("div", { class: "sfp-group", role: "group", "aria-label": "Step sizes to try" }, ...presets),
    path.element,
  );

  function update() {
    const lane = session.lanes[i];
    const hasStep = Boolean(lane?.sampler.size);
    element.hidden = !hasStep;
    if (!hasStep) return;
    element.setAttribute("aria-label", `Settings of ${lane.sampler.label}`);
    heading.hidden = session.lanes.length === 1;
    heading.textContent = lane.sampler.short;
    step.update(lane.stepSize, String(toTwoDigits(lane.stepSize)));
    path.element.hidden = !lane.sampler.hasLeapfrog;
    path.update(lane.nLeapfrog, String(lane.nLeapfrog));
    PRESETS.forEach((_, k) => {
      const isChosen = lane.stepSize === preset(k) || (k === 1 && lane.isAuto);
      presets[k].setAttribute("aria-pressed", isChosen);
    });
  }
  return { element, update };
}

const TOGGLES = [
  // layer, name, whether a sampler has it
  ["target", "Target", () => true],
  ["samples", "Samples", () => true],
  ["histograms", "Histograms", () => true],
  ["proposals", "Proposals", () => true],
  ["ellipses", "Proposal ellipses", ({ size }) => size === "walk" || size === "langevin"],
  ["momentum", "Momentum", ({ hasEnergy }) => hasEnergy],
];

// What is shown, how, and the way out -> {element, update}.
export function viewControls(session) {
  const toggles = TOGGLES.map(([layer, name]) => button(name, () => flip(layer)));
  const tween = button("Smooth moves", () => session.change({ tween: !session.values.tween }));
  tween.title = "Whether single steps glide from one draw to the next";
  const bins = h("input", {
    type: "number",
    min: BINS[0],
    max: BINS[1],
    onchange: () => session.change({ bins: bins.value }),
  });
  const save = button("Draws as CSV", () => download("draws.csv", csv(session)));
  save.title = "All draws up to the one shown, of every chain, for a spreadsheet or pandas";
  const element = h(
    "details",
    { class: "sfp-help" },
    h("summary", {}, "View and export"),
    h(
      "div",
      { class: "sfp-row" },
      h("div", { class: "sfp-toggles", role: "group", "aria-label": "Show" }, ...toggles, tween),
      field("Bins", bins),
      save,
    ),
  );

  function flip(layer) {
    const { show } = session.values;
    const isShown = show.includes(layer);
    session.change({ show: isShown ? show.filter((name) => name !== layer) : [...show, layer] });
  }
  function update() {
    TOGGLES.forEach(([layer, , has], i) => {
      toggles[i].setAttribute("aria-pressed", session.shows(layer));
      toggles[i].hidden = !session.lanes.some(({ sampler }) => has(sampler));
    });
    tween.setAttribute("aria-pressed", session.values.tween);
    bins.value = session.values.bins;
  }
  return { element, update };
}

// Play, step, back, reset, scrub and speed -> {element, update, moved}; `moved` is the part
// of `update` that follows the run, cheap enough for every frame.
export function transportControls(session) {
  function words() {
    const { n, length, values } = session;
    const place = n === length ? String(n) : `${n} of ${length}`;
    return n > 0 && n <= values.warmup ? `${place} (warm-up)` : place;
  }
  return transport(session, { name: "Draw", speeds: SPEEDS, words });
}

// The typed log density. A text that cannot be used stays, to be mended.
function formulaControl(session, noteId) {
  const input = h("input", {
    type: "text",
    maxlength: MAX_LENGTH,
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    "aria-describedby": noteId,
  });
  const element = h(
    "form",
    { class: "sfp-row" },
    field("Log density, in x and y", input),
    h("button", { class: "sfp-button" }, "Use it"),
  );
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    session.change({ target: "typed", expression: input.value });
  });
  let shown = null;
  function update() {
    const { target, expression } = session.values;
    element.hidden = target !== "typed";
    if (shown !== expression) input.value = shown = expression;
  }
  return { element, update };
}

const toTwoDigits = (value) => Number(value.toPrecision(2));
