// The controls above and below the picture. Each shows a setting of the session and changes it.

import { MAX_LENGTH } from "../algorithms/expression.js";
import { TARGETS } from "../algorithms/targets.js";
import { h, icon, uniqueId } from "../kit/dom.js";
import { MAX_CHAINS, SCALES, SPEEDS } from "./session.js";

const LAST_SEED = 2 ** 32 - 1;
const PRESETS = [
  // name, factor of the target's good step size
  ["Too small", 1 / 20],
  ["About right", 1],
  ["Too large", 6],
];
const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  step: "M6 5v14l9-7zM16 5h3v14h-3z",
  back: "M18 5v14l-9-7zM5 5h3v14H5z",
  reset: "M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z",
};

// The upper controls -> {element, update}; `update` shows the session's settings.
export function settingControls(session, noteId) {
  const change = (key) => (event) => session.change({ [key]: event.target.value });
  const entries = Object.entries({ ...TARGETS, typed: { label: "Your own" } });
  const target = h(
    "select",
    { onchange: change("target") },
    ...entries.map(([value, { label }]) => h("option", { value }, label)),
  );
  const chains = h("input", {
    type: "number",
    min: 1,
    max: MAX_CHAINS,
    onchange: change("chains"),
  });
  const seed = h("input", { type: "number", min: 0, max: LAST_SEED, onchange: change("seed") });
  const nextSeed = () => session.change({ seed: (session.values.seed + 1) % (LAST_SEED + 1) });
  const scatter = button("Random starts", () => session.change({ starts: [] }));
  const scale = logSlider(SCALES, (value) => session.change({ scale: value }), "Step size");
  const presets = PRESETS.map(([name, factor]) =>
    button(name, () => session.change({ scale: presetScale(session, factor) })),
  );
  const formula = formulaControl(session, noteId);

  const element = h(
    "div",
    { class: "sfp-settings" },
    h(
      "div",
      { class: "sfp-row" },
      field("Target", target),
      field("Chains", chains),
      field("Seed", seed),
      button("Next seed", nextSeed),
      scatter,
    ),
    formula.element,
    h(
      "div",
      { class: "sfp-row" },
      scale.element,
      h(
        "div",
        { class: "sfp-group", role: "group", "aria-label": "Step sizes to try" },
        ...presets,
      ),
    ),
  );

  function update() {
    const { values } = session;
    target.value = values.target;
    chains.value = values.chains;
    seed.value = values.seed;
    scatter.hidden = values.starts.length === 0;
    scale.update(values.scale, String(values.scale));
    PRESETS.forEach(([, factor], i) =>
      presets[i].setAttribute("aria-pressed", values.scale === presetScale(session, factor)),
    );
    formula.update();
  }
  return { element, update };
}

const presetScale = ({ target }, factor) => clip(toTwoDigits(target.scale * factor), ...SCALES);

// Play, step, back, reset, scrub and speed -> {element, update, moved}; `moved` is the part
// of `update` that follows the run, cheap enough for every frame.
export function transportControls(session, toggle) {
  const play = button("Play", toggle, "play");
  play.classList.add("sfp-main");
  const scrub = h("input", {
    type: "range",
    min: 0,
    oninput: () => session.moveTo(Number(scrub.value)),
  });
  const count = h("output");
  const speed = logSlider(SPEEDS, (value) => session.change({ speed: value }), "Speed");
  const element = h(
    "div",
    { class: "sfp-transport" },
    h(
      "div",
      { class: "sfp-buttons" },
      button("Reset", () => session.moveTo(0), "reset"),
      button("Back", () => session.moveTo(session.n - 1), "back"),
      play,
      button("Step", () => session.step(), "step"),
    ),
    field("Draw", scrub, count),
    speed.element,
  );

  function moved() {
    const { n, run } = session;
    const words = n === run.length ? String(n) : `${n} of ${run.length}`;
    scrub.max = Math.max(run.length, 1);
    scrub.value = n;
    scrub.setAttribute("aria-valuetext", words);
    count.textContent = words;
  }
  function update() {
    const name = session.playing ? "Pause" : "Play";
    play.replaceChildren(icon(ICONS[name.toLowerCase()]), h("span", {}, name));
    speed.update(session.values.speed, `${session.values.speed} a second`);
    moved();
  }
  return { element, update, moved };
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

// A slider whose steps are ratios; values are kept to two significant digits.
function logSlider([low, high], choose, name) {
  const input = h("input", {
    type: "range",
    min: Math.log10(low),
    max: Math.log10(high),
    step: 0.01,
    oninput: () => choose(clip(toTwoDigits(10 ** input.value), low, high)),
  });
  const shown = h("output");
  const element = field(name, input, shown);
  function update(value, words) {
    input.value = Math.log10(value);
    input.setAttribute("aria-valuetext", words);
    shown.textContent = words;
  }
  return { element, update };
}

const clip = (value, low, high) => Math.min(Math.max(value, low), high);
const toTwoDigits = (value) => Number(value.toPrecision(2));

export function button(name, onclick, picture) {
  const content = picture ? [icon(ICONS[picture]), h("span", {}, name)] : [name];
  return h("button", { type: "button", class: "sfp-button", onclick }, ...content);
}

function field(name, input, ...more) {
  input.id = uniqueId("field");
  return h("div", { class: "sfp-field" }, h("label", { for: input.id }, name), input, ...more);
}
