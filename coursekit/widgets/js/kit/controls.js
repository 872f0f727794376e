// Controls that several widgets use: buttons, fields, sliders, the transport, keys and help.

import { h, icon, uniqueId } from "./dom.js";

const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  step: "M6 5v14l9-7zM16 5h3v14h-3z",
  back: "M18 5v14l-9-7zM5 5h3v14H5z",
  reset: "M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z",
};
export const LAST_SEED = 2 ** 32 - 1;

export const clip = (value, low, high) => Math.min(Math.max(value, low), high);

export function button(name, onclick, picture) {
  const content = picture ? [icon(ICONS[picture]), h("span", {}, name)] : [name];
  return h("button", { type: "button", class: "sfp-button", onclick }, ...content);
}

export function field(name, input, ...more) {
  input.id ||= uniqueId("field");
  return h("div", { class: "sfp-field" }, h("label", { for: input.id }, name), input, ...more);
}

// A select of {value: words} -> {element, input}.
export function choice(name, options, onchange) {
  const entries = Object.entries(options).map(([value, words]) => h("option", { value }, words));
  const input = h("select", { onchange: () => onchange(input.value) }, ...entries);
  return { element: field(name, input), input };
}

// Buttons of which one is pressed -> {element, update}; options are {value: words}.
export function switches(name, options, onchange) {
  const buttons = Object.entries(options).map(([value, words]) => [
    value,
    button(words, () => onchange(value)),
  ]);
  const element = h(
    "div",
    { class: "sfp-group", role: "group", "aria-label": name },
    ...buttons.map(([, control]) => control),
  );
  const update = (chosen) =>
    buttons.forEach(([value, control]) => control.setAttribute("aria-pressed", value === chosen));
  return { element, update };
}

// A slider -> {element, input, update(value, words)}. `scale` maps what is chosen to the
// slider's place and back; by default they are the same.
export function slider(name, [low, high], step, choose, scale = { to: (v) => v, from: (v) => v }) {
  const input = h("input", {
    type: "range",
    min: scale.to(low),
    max: scale.to(high),
    step,
    oninput: () => choose(clip(scale.from(Number(input.value)), low, high)),
  });
  const shown = h("output");
  function update(value, words) {
    input.value = scale.to(value);
    input.setAttribute("aria-valuetext", words);
    shown.textContent = words;
  }
  return { element: field(name, input, shown), input, update };
}

// For sliders whose steps are ratios; values are kept to two significant digits.
export const LOGARITHMIC = {
  to: Math.log10,
  from: (place) => Number((10 ** place).toPrecision(2)),
};

// A seed and a button for the next -> {elements, update}.
export function seedControls(session, nextName) {
  const input = h("input", {
    type: "number",
    min: 0,
    max: LAST_SEED,
    onchange: () => session.change({ seed: input.value }),
  });
  const next = () => session.change({ seed: (session.values.seed + 1) % (LAST_SEED + 1) });
  return {
    elements: [field("Seed", input), button(nextName, next)],
    update: () => (input.value = session.values.seed),
  };
}

// Play, step, reset and speed; back and a slider through the past unless `forward` only
// -> {element, update, moved}; `moved` is the part of `update` cheap enough for every frame.
// `words` says which moment is shown.
export function transport(session, { name, speeds, forward = false, words }) {
  const play = button("Play", () => session.toggle(), "play");
  play.classList.add("sfp-main");
  const scrub = h("input", {
    type: "range",
    min: 0,
    oninput: () => session.moveTo(Number(scrub.value)),
  });
  const count = h("output");
  const speed = slider("Speed", speeds, 0.01, (v) => session.change({ speed: v }), LOGARITHMIC);
  const back = button("Back", () => session.moveTo(session.n - 1), "back");
  const past = forward
    ? h("div", { class: "sfp-count" }, h("span", {}, name), " ", count)
    : field(name, scrub, count);
  const element = h(
    "div",
    { class: "sfp-transport" },
    h(
      "div",
      { class: "sfp-buttons" },
      button("Reset", () => session.moveTo(0), "reset"),
      ...(forward ? [] : [back]),
      play,
      button("Step", () => session.step(), "step"),
    ),
    past,
    speed.element,
  );

  function moved() {
    const said = words();
    scrub.max = Math.max(session.length, 1);
    scrub.value = session.n;
    scrub.setAttribute("aria-valuetext", said);
    count.textContent = said;
  }
  function update() {
    const now = session.playing ? "Pause" : "Play";
    if (play.textContent !== now) {
      play.replaceChildren(icon(ICONS[now.toLowerCase()]), h("span", {}, now));
    }
    speed.update(session.values.speed, `${session.values.speed} a second`);
    moved();
  }
  return { element, update, moved };
}

// "Keys and hints", folded: paragraphs, and keys as [key, what it does].
export function help(paragraphs, keysName, keys, keysId) {
  return h(
    "details",
    { class: "sfp-help" },
    h("summary", {}, "Keys and hints"),
    ...paragraphs.map((words) => h("p", {}, words)),
    h("p", {}, keysName),
    h(
      "dl",
      { id: keysId },
      ...keys.flatMap(([key, does]) => [h("dt", {}, key), h("dd", {}, does)]),
    ),
  );
}

// Listens for keys on `element`: `commands(event)` gives {key: action} for those that mean
// something now.
export function onKeys(element, commands) {
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const known = commands(event);
    if (!Object.hasOwn(known, event.key)) return;
    known[event.key]();
    event.preventDefault();
    event.stopPropagation();
  });
}

// A number for reading: fixed digits, a true minus, a dash where there is none.
export function fixed(value, digits) {
  if (!Number.isFinite(value)) return "–";
  return value.toFixed(digits).replace(/^-(0(\.0*)?)$/, "$1").replace("-", "−");
}

// An R-hat for reading; that of chains which stand still, each elsewhere, is infinite.
export function rhatWords(value, digits) {
  return value > 10_000 ? "> 10,000" : fixed(value, digits);
}

// Reads a number or a fraction such as 1/3; NaN for anything else.
export function readEntry(text) {
  const [above, below = "1", ...more] = text.replace("−", "-").replace(",", ".").split("/");
  if (more.length > 0 || above.trim() === "" || below.trim() === "") return NaN;
  return Number(above) / Number(below);
}
