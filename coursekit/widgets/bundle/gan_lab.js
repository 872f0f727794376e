// coursekit/widgets/js/algorithms/gan_presets.js
var START = {
  data: "ring",
  noise: "gaussian",
  noise_dim: 2,
  layers_G: 2,
  width_G: 32,
  layers_D: 2,
  width_D: 32,
  activation: "leaky_relu",
  loss: "non_saturating",
  penalty: "none",
  strength: 1,
  k_D: 1,
  k_G: 1,
  optimizer: "adam",
  lr_D: 2e-3,
  lr_G: 2e-3,
  beta1: 0.5,
  batch: 128,
  seed: 1,
  compare: false,
  other: []
};
var LINEAR = {
  data: "gaussians",
  layers_G: 0,
  layers_D: 0,
  loss: "wasserstein",
  optimizer: "sgd",
  lr_D: 0.1,
  lr_G: 0.1,
  batch: 256
};
var PRESETS = {
  start: {
    label: "The plain game",
    settings: START,
    watch: "Two networks of the same size and Adam with one rate. All eight modes are found within some hundred steps. The fakes sharpen slowly, and never quite come to rest."
  },
  converges: {
    label: "It converges",
    settings: {
      ...START,
      data: "blobs",
      penalty: "r1",
      strength: 0.1,
      lr_D: 1e-3,
      lr_G: 5e-4,
      beta1: 0,
      batch: 256
    },
    watch: "A penalty on D's slope at the data, no momentum, low rates and a slower G. The map goes pale: D can no longer tell. The Jensen-Shannon divergence falls to a tenth of a nat."
  },
  collapses: {
    label: "It collapses",
    settings: { ...START, k_G: 5, lr_G: 0.01 },
    watch: "G makes five large updates to each of D's. All fakes go where D is kindest at the moment, D learns that they are there, and they go elsewhere together. Good fakes may be many: modes are few."
  },
  orbits: {
    label: "It orbits, and the cure",
    settings: { ...START, ...LINEAR, compare: true, other: ["penalty=r1", "strength=0.5"] },
    also: { shown: ["real", "fakes", "verdict", "path"] },
    watch: "Both networks are linear and the loss is a critic's: only the means of data and fakes matter. In run A the mean of the fakes circles about the data's and never arrives. In run B the R1 penalty ends that."
  },
  saturates: {
    label: "G's gradient vanishes",
    settings: {
      ...START,
      loss: "minimax",
      k_D: 5,
      lr_D: 0.01,
      lr_G: 1e-4,
      compare: true,
      other: ["loss=non_saturating"]
    },
    watch: "D is far ahead. While it is sure of every fake, the saturating loss of run A has next to no gradient, and the arrows shrink to dots. The non-saturating loss of run B is steepest just then."
  },
  misses: {
    label: "It misses modes",
    settings: { ...START, data: "grid" },
    watch: "The plain game on 25 modes. At first the fakes are a fog that covers most of them. As it clears, modes are lost: after some hundred steps a quarter to a half is missing."
  }
};

// coursekit/widgets/js/kit/dom.js
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}
var count = 0;
var uniqueId = (name) => `sfp-${name}-${++count}`;

// coursekit/widgets/js/kit/controls.js
var ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  step: "M6 5v14l9-7zM16 5h3v14h-3z",
  back: "M18 5v14l-9-7zM5 5h3v14H5z",
  reset: "M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z"
};
var LAST_SEED = 2 ** 32 - 1;
var clip = (value, low, high) => Math.min(Math.max(value, low), high);
function button(name, onclick, picture) {
  const content = picture ? [icon(ICONS[picture]), h("span", {}, name)] : [name];
  return h("button", { type: "button", class: "sfp-button", onclick }, ...content);
}
function field(name, input, ...more) {
  input.id ||= uniqueId("field");
  return h("div", { class: "sfp-field" }, h("label", { for: input.id }, name), input, ...more);
}
function choice(name, options, onchange) {
  const entries = Object.entries(options).map(([value, words]) => h("option", { value }, words));
  const input = h("select", { onchange: () => onchange(input.value) }, ...entries);
  return { element: field(name, input), input };
}
function switches(name, options, onchange) {
  const buttons = Object.entries(options).map(([value, words]) => [
    value,
    button(words, () => onchange(value))
  ]);
  const element = h(
    "div",
    { class: "sfp-group", role: "group", "aria-label": name },
    ...buttons.map(([, control]) => control)
  );
  const update2 = (chosen) => buttons.forEach(([value, control]) => control.setAttribute("aria-pressed", value === chosen));
  return { element, update: update2 };
}
function slider(name, [low, high], step, choose, scale = { to: (v) => v, from: (v) => v }) {
  const input = h("input", {
    type: "range",
    min: scale.to(low),
    max: scale.to(high),
    step,
    oninput: () => choose(clip(scale.from(Number(input.value)), low, high))
  });
  const shown = h("output");
  function update2(value, words) {
    input.value = scale.to(value);
    input.setAttribute("aria-valuetext", words);
    shown.textContent = words;
  }
  return { element: field(name, input, shown), input, update: update2 };
}
var LOGARITHMIC = {
  to: Math.log10,
  from: (place) => Number((10 ** place).toPrecision(2))
};
function seedControls(session, nextName) {
  const input = h("input", {
    type: "number",
    min: 0,
    max: LAST_SEED,
    onchange: () => session.change({ seed: input.value })
  });
  const next = () => session.change({ seed: (session.values.seed + 1) % (LAST_SEED + 1) });
  return {
    elements: [field("Seed", input), button(nextName, next)],
    update: () => input.value = session.values.seed
  };
}
function transport(session, { name, speeds, forward = false, words }) {
  const play = button("Play", () => session.toggle(), "play");
  play.classList.add("sfp-main");
  const scrub = h("input", {
    type: "range",
    min: 0,
    oninput: () => session.moveTo(Number(scrub.value))
  });
  const count2 = h("output");
  const speed = slider("Speed", speeds, 0.01, (v) => session.change({ speed: v }), LOGARITHMIC);
  const back = button("Back", () => session.moveTo(session.n - 1), "back");
  const past = forward ? h("div", { class: "sfp-count" }, h("span", {}, name), " ", count2) : field(name, scrub, count2);
  const element = h(
    "div",
    { class: "sfp-transport" },
    h(
      "div",
      { class: "sfp-buttons" },
      button("Reset", () => session.moveTo(0), "reset"),
      ...forward ? [] : [back],
      play,
      button("Step", () => session.step(), "step")
    ),
    past,
    speed.element
  );
  function moved() {
    const said = words();
    scrub.max = Math.max(session.length, 1);
    scrub.value = session.n;
    scrub.setAttribute("aria-valuetext", said);
    count2.textContent = said;
  }
  function update2() {
    const now = session.playing ? "Pause" : "Play";
    if (play.textContent !== now) {
      play.replaceChildren(icon(ICONS[now.toLowerCase()]), h("span", {}, now));
    }
    speed.update(session.values.speed, `${session.values.speed} a second`);
    moved();
  }
  return { element, update: update2, moved };
}
function help(paragraphs, keysName, keys, keysId) {
  return h(
    "details",
    { class: "sfp-help" },
    h("summary", {}, "Keys and hints"),
    ...paragraphs.map((words) => h("p", {}, words)),
    h("p", {}, keysName),
    h(
      "dl",
      { id: keysId },
      ...keys.flatMap(([key, does]) => [h("dt", {}, key), h("dd", {}, does)])
    )
  );
}
function onKeys(element, commands) {
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const known = commands(event);
    if (!Object.hasOwn(known, event.key)) return;
    known[event.key]();
    event.preventDefault();
    event.stopPropagation();
  });
}
function fixed(value, digits) {
  if (!Number.isFinite(value)) return "–";
  return value.toFixed(digits).replace(/^-(0(\.0*)?)$/, "$1").replace("-", "−");
}

// coursekit/widgets/js/kit/settings.js
var SettingError = class extends Error {
};
function wanted(what, got) {
  throw new SettingError(`must be ${what}, got ${JSON.stringify(got)}`);
}
function toNumber(value) {
  return typeof value === "string" && value.trim() === "" ? NaN : Number(value);
}
var oneOf = (names) => ({
  read: (value) => names.includes(value) ? value : wanted(`one of ${names.join(", ")}`, value)
});
var number = (low, high) => ({
  read(value) {
    const result = toNumber(value);
    return result >= low && result <= high ? result : wanted(`a number from ${low} to ${high}`, value);
  }
});
var whole = (low, high) => ({
  read(value) {
    const result = toNumber(value);
    return Number.isInteger(result) && result >= low && result <= high ? result : wanted(`a whole number from ${low} to ${high}`, value);
  }
});
var flag = {
  read: (value) => ["true", "false"].includes(String(value)) ? String(value) === "true" : wanted("true or false", value)
};
var someOf = (names) => ({
  read(value) {
    const chosen = typeof value === "string" ? value ? value.split(",") : [] : value;
    return chosen.every((name) => names.includes(name)) ? names.filter((name) => chosen.includes(name)) : wanted(`a list of some of ${names.join(", ")}`, value);
  }
});
var numbers = (check, what) => ({
  read(value) {
    const parts = typeof value === "string" ? value ? value.split(",") : [] : value.flat();
    const result = parts.map(toNumber);
    return result.every(Number.isFinite) && check(result) ? result : wanted(what, value);
  }
});
function readAddress(name, kinds) {
  const values = {};
  const notes = [];
  for (const [parameter, given] of new URLSearchParams(location.search)) {
    if (!parameter.startsWith(`${name}.`)) continue;
    const key = parameter.slice(name.length + 1);
    try {
      if (!Object.hasOwn(kinds, key)) throw new SettingError("is not a setting");
      values[key] = kinds[key].read(given);
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      notes.push(`The address was partly ignored: ${key} ${error.message}.`);
    }
  }
  return { values, notes };
}
function writeAddress(name, values, defaults) {
  const address = new URL(location.href);
  for (const key of [...address.searchParams.keys()]) {
    if (key.startsWith(`${name}.`)) address.searchParams.delete(key);
  }
  for (const [key, value] of Object.entries(values)) {
    if (String(value) !== String(defaults[key])) {
      address.searchParams.set(`${name}.${key}`, value ?? "auto");
    }
  }
  if (address.href === location.href) return;
  try {
    history.replaceState(history.state, "", address);
  } catch {
  }
}

// coursekit/plots/palette.json
var palette_default = {
  light: {
    fg: "#1f2328",
    muted: "#59636e",
    grid: "#d8dee4",
    bg: "#ffffff",
    c1: "#0b66b0",
    c2: "#c4500a",
    c3: "#00795a",
    c4: "#a0437f",
    c5: "#8a6100"
  },
  dark: {
    fg: "#e6edf3",
    muted: "#9da7b1",
    grid: "#3d444d",
    bg: "#14181e",
    c1: "#5aa9f0",
    c2: "#ff9457",
    c3: "#35c79b",
    c4: "#e596c8",
    c5: "#e3b341"
  }
};

// coursekit/widgets/js/kit/theme.js
var prefersDark = matchMedia("(prefers-color-scheme: dark)");
var reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
function isDark() {
  const book = document.documentElement.dataset.theme;
  if (book === "dark" || book === "light") return book === "dark";
  const lab = document.body.dataset.jpThemeLight;
  if (lab) return lab === "false";
  return prefersDark.matches;
}
function followTheme(root, callback) {
  let shown = null;
  const update2 = () => {
    const name = isDark() ? "dark" : "light";
    if (name === shown) return;
    shown = name;
    root.style.colorScheme = name;
    for (const [key, colour] of Object.entries(palette_default[name])) {
      root.style.setProperty(`--${key}`, colour);
    }
    callback(palette_default[name]);
  };
  const observer = new MutationObserver(update2);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  observer.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
  prefersDark.addEventListener("change", update2);
  update2();
  return () => {
    observer.disconnect();
    prefersDark.removeEventListener("change", update2);
  };
}

// coursekit/widgets/js/kit/session.js
var REPORT_EVERY = 150;
var same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
var sessions = /* @__PURE__ */ new WeakMap();
function sessionOf(model, make) {
  if (!sessions.has(model)) sessions.set(model, make(model));
  return sessions.get(model);
}
var refusal = ({ what = "That", message }) => `${what} was not taken: ${message}.`;
var WidgetSession = class {
  #addressName = null;
  // the widget's name in the page's address, on a static page
  #defaults;
  #known;
  // what the model holds as far as we have told it or heard
  #listeners = /* @__PURE__ */ new Set();
  #reportTimer = null;
  playing = false;
  phase = 1;
  // how much of a step has been shown
  note = "";
  lastReport = -Infinity;
  // when Python or the address were last told
  // `traits` of all sessions of a widget: its `name` in addresses; the `kinds` of settings (see
  // settings.js; those that `isLocal` stay out of the address); if need be `safe` settings,
  // for a model that holds impossible ones.
  constructor(model, traits) {
    Object.assign(this, traits, { model });
  }
  begin() {
    const { model } = this;
    this.values = this.#modelValues();
    this.#defaults = { ...this.values };
    this.#known = { ...this.values, playing: model.get("playing") };
    if (model.isStatic) this.#readAddress();
    try {
      this.rebuild(null);
    } catch (error) {
      this.say(refusal(error));
      this.values = { ...this.#defaults, ...this.safe };
      this.rebuild(null);
    }
    model.on("change", () => queueMicrotask(() => this.#hear()));
    if (model.get("playing") && !reducedMotion.matches) this.play();
    else this.reportSoon();
    return this;
  }
  extras() {
    return {};
  }
  // Calls `listener` with a word ("cursor", "settings", "note", or one of the widget's own)
  // when that has changed. Returns a function that ends it.
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  emit(what) {
    for (const listener of this.#listeners) listener(what);
  }
  say(note) {
    if (note === this.note) return;
    this.note = note;
    this.emit("note");
  }
  get n() {
    return this.values.n;
  }
  // Changes settings, as the reader or Python wishes. An impossible wish leaves all as it was
  // and a note that says why. Returns whether it was possible.
  change(changes) {
    const before = this.values;
    const problem = this.#try(changes);
    if (problem) {
      this.values = before;
      this.say(problem);
    }
    this.emit("settings");
    this.reportSoon();
    return problem === "";
  }
  #try(changes) {
    const before = this.values;
    const read = {};
    try {
      for (const [key, value] of Object.entries(changes)) read[key] = this.kinds[key].read(value);
    } catch (error) {
      return `The setting was not changed: it ${error.message}.`;
    }
    this.values = { ...before, ...read };
    this.say("");
    try {
      this.rebuild(before);
    } catch (error) {
      return refusal(error);
    }
    return "";
  }
  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }
  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.phase = 1;
    this.emit("settings");
    this.emit("cursor");
    this.reportSoon();
  }
  #modelValues() {
    const read = ([key, kind]) => {
      const held = this.model.get(key);
      return [key, kind.read(held === void 0 ? [] : held)];
    };
    return Object.fromEntries(Object.entries(this.kinds).map(read));
  }
  #shared(values) {
    return Object.fromEntries(Object.entries(values).filter(([key]) => !this.kinds[key].isLocal));
  }
  #readAddress() {
    const { place } = this.model;
    this.#addressName = place > 1 ? `${this.name}${place}` : this.name;
    const { values, notes } = readAddress(this.#addressName, this.#shared(this.kinds));
    this.values = { ...this.values, ...values };
    this.note = notes.join(" ");
  }
  // Reports now, or, after a report just made, a little later: a slider that is dragged
  // would flood the kernel, and browsers limit how often a page's address may change.
  reportSoon() {
    if (this.#reportTimer !== null) return;
    const wait = this.lastReport + REPORT_EVERY - performance.now();
    if (wait <= 0) return this.#report();
    this.#reportTimer = setTimeout(() => {
      this.#reportTimer = null;
      this.#report();
    }, wait);
  }
  // Tells Python, or on a static page the address, where things stand.
  #report() {
    this.lastReport = performance.now();
    if (this.#addressName) {
      return writeAddress(this.#addressName, this.#shared(this.values), this.#defaults);
    }
    this.#known = { ...this.values, playing: this.playing };
    this.model.set({ ...this.#known, error: this.note, ...this.extras() });
    this.model.save_changes();
  }
  // The model has changed: what it holds other than we know, Python has set.
  #hear() {
    const held = { ...this.#modelValues(), playing: this.model.get("playing") };
    const isNew = ([key, value]) => !same(value, this.#known[key]);
    const { playing, ...changes } = Object.fromEntries(Object.entries(held).filter(isNew));
    this.#known = held;
    if (Object.keys(changes).length > 0) this.change(changes);
    if (playing === true) this.play();
    if (playing === false) this.pause();
  }
};

// coursekit/widgets/js/kit/view.js
function show({ model, el }, Session2, View2) {
  const session = sessionOf(model, (it) => new Session2(it).begin());
  const view = new View2(session);
  el.append(view.root);
  return view.start();
}
function follow(root, session, { colours, resize, news, first = ["settings", "run", "note"] }) {
  const sizes = new ResizeObserver(resize);
  const stops = [
    followTheme(root, colours),
    session.subscribe(news),
    () => sizes.disconnect(),
    () => session.pause()
  ];
  sizes.observe(root);
  for (const what of first) news(what);
  return () => stops.forEach((stop) => stop());
}

// coursekit/widgets/js/algorithms/gan_data.js
var HALF = 1.6;
var MAX_DRAWN = 300;
var onCircle = (count2, radius) => Array.from({ length: count2 }, (_, k) => {
  const angle = 2 * Math.PI * k / count2;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
});
var along = (from, to, count2) => Array.from(
  { length: count2 },
  (_, k) => from.map((start, j) => start + (to[j] - start) * k / (count2 - 1))
);
var places = [-1, -0.5, 0, 0.5, 1];
var SETS = {
  line: { centres: along([-0.9, -0.6], [0.9, 0.6], 61), sd: 0.05, hasModes: false },
  gaussians: {
    centres: [
      [-0.6, -0.4],
      [0.6, 0.4]
    ],
    sd: 0.15,
    hasModes: true
  },
  ring: { centres: onCircle(8, 1), sd: 0.07, hasModes: true },
  blobs: {
    centres: [
      [-0.7, 0.5],
      [0.75, 0.35],
      [0, -0.75]
    ],
    sd: 0.1,
    hasModes: true
  },
  grid: { centres: places.flatMap((y) => places.map((x) => [x, y])), sd: 0.04, hasModes: true }
};
var DRAWN_SD = 0.05;
var DATA_NAMES = [...Object.keys(SETS), "drawn"];
function dataOf(name, points2 = []) {
  return name === "drawn" ? { centres: points2, sd: DRAWN_SD, hasModes: false } : SETS[name];
}
function sample({ centres, sd }, n, { uniform, normal }) {
  const x = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const centre = centres[Math.floor(centres.length * uniform())];
    x[2 * i] = centre[0] + sd * normal();
    x[2 * i + 1] = centre[1] + sd * normal();
  }
  return x;
}
var NOISES = ["gaussian", "uniform"];
function sampleNoise(noise, dim, n, { uniform, normal }) {
  const draw = noise === "gaussian" ? normal : () => 2 * uniform() - 1;
  return Float64Array.from({ length: dim * n }, draw);
}
function density({ centres, sd }, size, blur = 0) {
  const variance = sd ** 2 + blur ** 2;
  const at = (k) => -HALF + (k + 0.5) * 2 * HALF / size;
  const profile = (middle) => Float64Array.from(
    { length: size },
    (_, k) => Math.exp(-((at(k) - middle) ** 2) / (2 * variance))
  );
  const result = new Float64Array(size * size);
  for (const [x, y] of centres) {
    const [across, up] = [profile(x), profile(y)];
    for (let j = 0; j < size; j++) {
      if (up[j] < 1e-12) continue;
      for (let i = 0; i < size; i++) result[j * size + i] += across[i] * up[j];
    }
  }
  const scale = 1 / (2 * Math.PI * variance * centres.length);
  return result.map((value) => value * scale);
}

// coursekit/widgets/js/algorithms/gan_measures.js
var BINS = 20;
var PSEUDO = 0.05;
var QUALITY = 3;
function histogram(x, bins = BINS) {
  const counts = new Float64Array(bins * bins + 1);
  const cell = (value) => Math.floor((value + HALF) * bins / (2 * HALF));
  for (let i = 0; i < x.length; i += 2) {
    const [across, up] = [cell(x[i]), cell(x[i + 1])];
    const isOn = across >= 0 && across < bins && up >= 0 && up < bins;
    counts[isOn ? up * bins + across : bins * bins] += 1;
  }
  return counts;
}
function kullbackLeibler(p, q) {
  const shares = (counts) => {
    const total = counts.reduce((sum, count2) => sum + count2 + PSEUDO, 0);
    return counts.map((count2) => (count2 + PSEUDO) / total);
  };
  const [a, b] = [shares(p), shares(q)];
  return a.reduce((sum, share, k) => sum + share * Math.log(share / b[k]), 0);
}
function jensenShannon(p, q) {
  const [pTotal, qTotal] = [p, q].map((counts) => counts.reduce((sum, count2) => sum + count2, 0));
  const part = (share, middle) => share > 0 ? share * Math.log(share / middle) : 0;
  return p.reduce((sum, count2, k) => {
    const [a, b] = [count2 / pTotal, q[k] / qTotal];
    return sum + (part(a, (a + b) / 2) + part(b, (a + b) / 2)) / 2;
  }, 0);
}
function modeCoverage(x, { centres, sd }) {
  const n = x.length / 2;
  const shares = new Float64Array(centres.length);
  const good = new Float64Array(centres.length);
  for (let i = 0; i < x.length; i += 2) {
    let [nearest, least] = [0, Infinity];
    for (let k = 0; k < centres.length; k++) {
      const squared = (x[i] - centres[k][0]) ** 2 + (x[i + 1] - centres[k][1]) ** 2;
      if (squared < least) [nearest, least] = [k, squared];
    }
    shares[nearest] += 1 / n;
    if (least < (QUALITY * sd) ** 2) good[nearest] += 1;
  }
  const term = (share) => share > 0 ? share * Math.log(share * centres.length) : 0;
  return {
    modes: good.filter((count2) => count2 > 0).length,
    quality: good.reduce((sum, count2) => sum + count2, 0) / n,
    reverse_kl: shares.reduce((sum, share) => sum + term(share), 0),
    shares
  };
}
function measure(fakes, realCounts, data) {
  const counts = histogram(fakes);
  return {
    kl: kullbackLeibler(realCounts, counts),
    js: jensenShannon(realCounts, counts),
    ...data.hasModes ? modeCoverage(fakes, data) : {}
  };
}
var REACH = 3.5;
function kernelDensity(x, size, width) {
  const cell = 2 * HALF / size;
  const taps = Math.ceil(REACH * width / cell);
  const wide = size + 2 * taps;
  const grid = new Float64Array(wide * wide);
  for (let i = 0; i < x.length; i += 2) {
    const [u, v] = [x[i], x[i + 1]].map((value) => (value + HALF) / cell - 0.5 + taps);
    const [a, b] = [Math.floor(u), Math.floor(v)];
    if (!(a >= 0 && b >= 0 && a < wide - 1 && b < wide - 1)) continue;
    const [s, t] = [u - a, v - b];
    grid[b * wide + a] += (1 - s) * (1 - t);
    grid[b * wide + a + 1] += s * (1 - t);
    grid[(b + 1) * wide + a] += (1 - s) * t;
    grid[(b + 1) * wide + a + 1] += s * t;
  }
  const kernel = Float64Array.from(
    { length: 2 * taps + 1 },
    (_, k) => Math.exp(-(((k - taps) * cell) ** 2) / (2 * width ** 2))
  );
  const total = kernel.reduce((sum, value) => sum + value, 0);
  const scale = 1 / (total * cell) ** 2 / (x.length / 2);
  const across = turned(blurred(grid, wide, kernel), wide, size);
  return turned(blurred(across, wide, kernel), size, size).map((value) => value * scale);
}
function blurred(grid, length, kernel) {
  const size = length - kernel.length + 1;
  const rows = grid.length / length;
  const result = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += kernel[k] * grid[row * length + i + k];
      result[row * size + i] = sum;
    }
  }
  return result;
}
function turned(grid, rows, columns2) {
  const result = new Float64Array(grid.length);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < columns2; k++) result[k * rows + row] = grid[row * columns2 + k];
  }
  return result;
}
var KERNEL = 0.1;
var FAINT = 0.03;
function bestReply(data, fakes, size, p = density(data, size, KERNEL)) {
  return kernelDensity(fakes, size, KERNEL).map(
    (q, k) => p[k] + q > FAINT ? p[k] / (p[k] + q) : NaN
  );
}

// coursekit/widgets/js/algorithms/gan_losses.js
var softplus = (v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
var sigmoid = (v) => v >= 0 ? 1 / (1 + Math.exp(-v)) : Math.exp(v) / (1 + Math.exp(v));
var LOG = {
  real: [(v) => softplus(-v), (v) => -sigmoid(-v)],
  fake: [softplus, sigmoid]
};
var CRITIC = [(v) => -v, () => -1];
var LOSSES = {
  non_saturating: { ...LOG, generator: LOG.real },
  minimax: { ...LOG, generator: [(v) => -softplus(v), (v) => -sigmoid(v)] },
  least_squares: {
    real: [(v) => (v - 1) ** 2 / 2, (v) => v - 1],
    fake: [(v) => v ** 2 / 2, (v) => v],
    generator: [(v) => (v - 1) ** 2 / 2, (v) => v - 1]
  },
  hinge: {
    real: [(v) => Math.max(1 - v, 0), (v) => v < 1 ? -1 : 0],
    fake: [(v) => Math.max(1 + v, 0), (v) => v > -1 ? 1 : 0],
    generator: CRITIC
  },
  wasserstein: { real: CRITIC, fake: [(v) => v, () => 1], generator: CRITIC }
};
var PENALTIES = ["none", "clip", "gradient", "r1"];
function mean([value, slope], outputs, from, to, dOutputs) {
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += value(outputs[i]);
    dOutputs[i] = slope(outputs[i]) / (to - from);
  }
  return sum / (to - from);
}
function discriminatorLoss(D, real, fake, { loss, penalty, strength }, random) {
  const n = real.length / D.sizes[0];
  const both = new Float64Array(2 * real.length);
  both.set(real);
  both.set(fake, real.length);
  const tape = D.forward(both, 2 * n);
  const outputs = tape.pre.at(-1);
  const dOutputs = new Float64Array(2 * n);
  const parts = LOSSES[loss];
  const verdict = mean(parts.real, outputs, 0, n, dOutputs) + mean(parts.fake, outputs, n, 2 * n, dOutputs);
  const gradient = new Float64Array(D.theta.length);
  D.backward(tape, dOutputs, gradient);
  let added = 0;
  if (penalty === "r1") added = r1(D, real, n, strength, gradient);
  if (penalty === "gradient") {
    added = gradientPenalty(D, between(real, fake, n, random), n, strength, gradient);
  }
  return { value: verdict + added, gradient, outputs };
}
function between(real, fake, n, { uniform }) {
  const dim = real.length / n;
  const result = new Float64Array(real.length);
  for (let i = 0; i < n; i++) {
    const eps = uniform();
    for (let k = i * dim; k < (i + 1) * dim; k++) result[k] = eps * real[k] + (1 - eps) * fake[k];
  }
  return result;
}
function gradientPenalty(D, x, n, strength, gradient) {
  return penalise(D, x, n, gradient, (norm2) => [
    strength * (norm2 - 1) ** 2,
    norm2 > 0 ? 2 * strength * (norm2 - 1) / norm2 : 0
  ]);
}
function r1(D, x, n, strength, gradient) {
  return penalise(D, x, n, gradient, (norm2) => [strength / 2 * norm2 ** 2, strength]);
}
function penalise(D, x, n, gradient, of) {
  const tape = D.forward(x, n);
  const chain = D.inputGradient(tape);
  const dim = D.sizes[0];
  const u = new Float64Array(x.length);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const own = chain.input.subarray(i * dim, (i + 1) * dim);
    const [value, factor] = of(Math.hypot(...own));
    sum += value;
    for (let k = 0; k < dim; k++) u[i * dim + k] = factor * own[k] / n;
  }
  D.backwardTwice(tape, chain, u, gradient);
  return sum / n;
}
function generatorLoss(D, fake, n, { loss }) {
  const tape = D.forward(fake, n);
  const outputs = tape.pre.at(-1);
  const dOutputs = new Float64Array(n);
  const value = mean(LOSSES[loss].generator, outputs, 0, n, dOutputs);
  return { value, dFake: D.backward(tape, dOutputs), outputs };
}
function descents(D, fake, loss) {
  const n = fake.length / D.sizes[0];
  return generatorLoss(D, fake, n, { loss }).dFake.map((value) => -n * value);
}

// coursekit/widgets/js/algorithms/gan_network.js
var LEAK = 0.2;
var ACTIVATIONS = {
  relu: [(a) => a > 0 ? a : 0, (a) => a > 0 ? 1 : 0, () => 0],
  leaky_relu: [(a) => a > 0 ? a : LEAK * a, (a) => a > 0 ? 1 : LEAK, () => 0],
  tanh: [Math.tanh, (a, h2) => 1 - h2 * h2, (a, h2) => -2 * h2 * (1 - h2 * h2)]
};
var ACTIVATION_NAMES = Object.keys(ACTIVATIONS);
var sizesOf = (inputs, layers, width, outputs) => [
  inputs,
  ...Array(layers).fill(width),
  outputs
];
var Network = class {
  // `theta` is the parameters of these sizes, or a source of random numbers to draw them
  // from: uniform between -1/sqrt(inputs) and 1/sqrt(inputs), as torch's Linear has them.
  constructor(sizes, activation, theta) {
    Object.assign(this, { sizes, activation });
    [this.value, this.slope, this.bend] = ACTIVATIONS[activation];
    this.theta = new Float64Array(countOf(sizes));
    this.layers = layersOf(sizes, this.theta);
    if (theta.uniform) this.#draw(theta);
    else this.theta.set(theta);
  }
  #draw({ uniform }) {
    for (const { W, b, inputs } of this.layers) {
      const bound = 1 / Math.sqrt(inputs);
      for (const part of [W, b]) {
        for (let k = 0; k < part.length; k++) part[k] = bound * (2 * uniform() - 1);
      }
    }
  }
  // -> tape {n, pre, post}: pre[l] goes into layer l's activation, post[l] into layer l.
  forward(x, n) {
    const tape = { n, pre: [], post: [x] };
    this.layers.forEach((layer, l) => {
      const a = affine(layer, tape.post[l], n);
      tape.pre.push(a);
      if (l + 1 < this.layers.length) tape.post.push(mapped(this.value, a));
    });
    return tape;
  }
  outputs(x, n) {
    return this.forward(x, n).pre.at(-1);
  }
  // From dOutputs, the derivative of a number by the outputs: its derivative by the inputs.
  // That by the parameters is added to `gradient` if one is given.
  backward(tape, dOutputs, gradient = null) {
    const into = gradient && layersOf(this.sizes, gradient);
    let delta = dOutputs;
    for (let l = this.layers.length - 1; ; l--) {
      if (into) addOuter(into[l], delta, tape.post[l], tape.n);
      const dPost = transposed(this.layers[l], delta, tape.n);
      if (l === 0) return dPost;
      delta = this.#times(this.slope, tape, l - 1, dPost);
    }
  }
  // The gradient of the one output by the inputs, at each point, and what it came from:
  // {input, g, delta}, g[l] at the outputs of layer l, delta[l] before its activation.
  inputGradient(tape) {
    const last = this.layers.length - 1;
    const [g, delta] = [[], []];
    g[last] = delta[last] = new Float64Array(tape.n).fill(1);
    for (let l = last; l > 0; l--) {
      g[l - 1] = transposed(this.layers[l], delta[l], tape.n);
      delta[l - 1] = this.#times(this.slope, tape, l - 1, g[l - 1]);
    }
    return { input: transposed(this.layers[0], delta[0], tape.n), g, delta };
  }
  // From u, the derivative of a number by the input gradient: adds its derivative by the
  // parameters to `gradient`. The chain rule goes up through the steps of inputGradient,
  // where each weight was used, and down again through those of forward.
  backwardTwice(tape, { g, delta }, u, gradient) {
    const into = layersOf(this.sizes, gradient);
    const last = this.layers.length - 1;
    const bent = [];
    for (let l = 0; l <= last; l++) {
      addOuter({ W: into[l].W, ...dims(this.layers[l]) }, delta[l], u, tape.n);
      if (l === last) break;
      const dDelta = affine({ ...this.layers[l], b: null }, u, tape.n);
      bent[l] = this.#times(this.bend, tape, l, dDelta).map((value, k) => value * g[l][k]);
      u = this.#times(this.slope, tape, l, dDelta);
    }
    for (let l = last - 1; l >= 0; l--) {
      addOuter(into[l], bent[l], tape.post[l], tape.n);
      if (l === 0) break;
      const dPost = transposed(this.layers[l], bent[l], tape.n);
      const passed = this.#times(this.slope, tape, l - 1, dPost);
      for (let k = 0; k < passed.length; k++) bent[l - 1][k] += passed[k];
    }
  }
  #times(f, tape, l, values) {
    const [pre, post] = [tape.pre[l], tape.post[l + 1]];
    const result = new Float64Array(values.length);
    for (let k = 0; k < result.length; k++) result[k] = values[k] * f(pre[k], post[k]);
    return result;
  }
};
var countOf = (sizes) => sizes.slice(1).reduce((sum, outputs, l) => sum + outputs * (sizes[l] + 1), 0);
var dims = ({ inputs, outputs }) => ({ inputs, outputs });
function layersOf(sizes, theta) {
  let at = 0;
  const take = (count2) => theta.subarray(at, at += count2);
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l];
    return { inputs, outputs, W: take(outputs * inputs), b: take(outputs) };
  });
}
function mapped(f, values) {
  const result = new Float64Array(values.length);
  for (let k = 0; k < result.length; k++) result[k] = f(values[k]);
  return result;
}
function affine({ W, b, inputs, outputs }, h2, n) {
  const result = new Float64Array(n * outputs);
  for (let i = 0; i < n; i++) {
    const from = i * inputs;
    const to = i * outputs;
    let o = 0;
    for (; o + 4 <= outputs; o += 4) {
      const w = o * inputs;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = 0; k < inputs; k++) {
        const value = h2[from + k];
        s0 += W[w + k] * value;
        s1 += W[w + inputs + k] * value;
        s2 += W[w + 2 * inputs + k] * value;
        s3 += W[w + 3 * inputs + k] * value;
      }
      result[to + o] = s0;
      result[to + o + 1] = s1;
      result[to + o + 2] = s2;
      result[to + o + 3] = s3;
    }
    for (; o < outputs; o++) {
      for (let k = 0; k < inputs; k++) result[to + o] += W[o * inputs + k] * h2[from + k];
    }
    if (b) for (o = 0; o < outputs; o++) result[to + o] += b[o];
  }
  return result;
}
function transposed({ W, inputs, outputs }, delta, n) {
  const result = new Float64Array(n * inputs);
  for (let i = 0; i < n; i++) {
    const to = i * inputs;
    const from = i * outputs;
    let o = 0;
    for (; o + 4 <= outputs; o += 4) {
      const w = o * inputs;
      const d0 = delta[from + o];
      const d1 = delta[from + o + 1];
      const d2 = delta[from + o + 2];
      const d3 = delta[from + o + 3];
      for (let k = 0; k < inputs; k++) {
        const low = w + k;
        const high = low + 2 * inputs;
        result[to + k] += d0 * W[low] + d1 * W[low + inputs] + (d2 * W[high] + d3 * W[high + inputs]);
      }
    }
    for (; o < outputs; o++) {
      for (let k = 0; k < inputs; k++) result[to + k] += delta[from + o] * W[o * inputs + k];
    }
  }
  return result;
}
function addOuter({ W, b, inputs, outputs }, delta, h2, n) {
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    for (let o = 0; o < outputs; o++) {
      const d0 = delta[i * outputs + o];
      const d1 = delta[(i + 1) * outputs + o];
      const d2 = delta[(i + 2) * outputs + o];
      const d3 = delta[(i + 3) * outputs + o];
      if (b) b[o] += d0 + d1 + (d2 + d3);
      for (let k = 0; k < inputs; k++) {
        const low = i * inputs + k;
        const high = low + 2 * inputs;
        W[o * inputs + k] += d0 * h2[low] + d1 * h2[low + inputs] + (d2 * h2[high] + d3 * h2[high + inputs]);
      }
    }
  }
  for (; i < n; i++) {
    for (let o = 0; o < outputs; o++) {
      const d = delta[i * outputs + o];
      if (b) b[o] += d;
      for (let k = 0; k < inputs; k++) W[o * inputs + k] += d * h2[i * inputs + k];
    }
  }
}

// coursekit/widgets/js/algorithms/gan_optimizers.js
var OPTIMIZERS = ["adam", "sgd"];
var BETA2 = 0.99;
var EPS = 1e-8;
var Optimizer = class {
  constructor(size) {
    this.memory = new Float64Array(2 * size);
    this.steps = 0;
  }
  forget() {
    this.memory.fill(0);
    this.steps = 0;
  }
  step(theta, gradient, { optimizer, lr, beta1 }) {
    if (optimizer === "sgd") {
      for (let k = 0; k < theta.length; k++) theta[k] -= lr * gradient[k];
      return;
    }
    const m = this.memory.subarray(0, theta.length);
    const v = this.memory.subarray(theta.length);
    this.steps += 1;
    const [mScale, vScale] = [beta1, BETA2].map((beta) => 1 - beta ** this.steps);
    for (let k = 0; k < theta.length; k++) {
      m[k] = beta1 * m[k] + (1 - beta1) * gradient[k];
      v[k] = BETA2 * v[k] + (1 - BETA2) * gradient[k] ** 2;
      theta[k] -= lr * (m[k] / mScale) / (Math.sqrt(v[k] / vScale) + EPS);
    }
  }
};

// coursekit/widgets/js/algorithms/gan_training.js
function makePlayers({ noise_dim, layers_G, width_G, layers_D, width_D, activation }, randoms) {
  const player = (name, sizes) => {
    const network = new Network(sizes, activation, randoms[name]);
    return { network, optimizer: new Optimizer(network.theta.length), name };
  };
  return {
    G: player("G", sizesOf(noise_dim, layers_G, width_G, 2)),
    D: player("D", sizesOf(2, layers_D, width_D, 1))
  };
}
var norm = (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
function trainStep({ G, D }, { data, noise, noise_dim }, live, kind, random) {
  const { batch, loss, k_D, k_G } = live;
  const drawFakes = () => G.network.forward(sampleNoise(noise, noise_dim, batch, random), batch);
  function updateD() {
    const real = sample(data, batch, random);
    const fake = drawFakes().pre.at(-1);
    const { value, gradient, outputs } = discriminatorLoss(D.network, real, fake, live, random);
    const made = { theta: D.network.theta.slice(), real, fake, outputs };
    update(D, gradient, live, live.lr_D);
    if (live.penalty === "clip") clip2(D.network.theta, live.strength);
    return { ...made, loss: value, norm: norm(gradient) };
  }
  function updateG() {
    const tape = drawFakes();
    const fake = tape.pre.at(-1);
    const { value, dFake, outputs } = generatorLoss(D.network, fake, batch, { loss });
    const gradient = new Float64Array(G.network.theta.length);
    G.network.backward(tape, dFake, gradient);
    const made = { theta: G.network.theta.slice(), z: tape.post[0], fake, outputs, dFake };
    update(G, gradient, live, live.lr_G);
    return { ...made, loss: value, norm: norm(gradient) };
  }
  const repeat = (count2, once) => {
    const made = Array.from({ length: count2 }, once);
    const { loss: last, norm: lastNorm } = made.at(-1);
    return { ...made[0], loss: last, norm: lastNorm };
  };
  return {
    D: kind === "G" ? null : repeat(k_D, updateD),
    G: kind === "D" ? null : repeat(k_G, updateG)
  };
}
function update({ network, optimizer }, gradient, { optimizer: name, beta1 }, lr) {
  optimizer.step(network.theta, gradient, { optimizer: name, lr, beta1 });
}
function clip2(theta, bound) {
  for (let k = 0; k < theta.length; k++) theta[k] = Math.min(Math.max(theta[k], -bound), bound);
}

// coursekit/widgets/js/algorithms/random.js
function seededRandom(seed, stream = 0) {
  let [a, b, c, counter] = [stream | 0, seed | 0, 2654435769 | 0, 1];
  let spare = null;
  function bits32() {
    const sum = (a + b | 0) + counter | 0;
    counter = counter + 1 | 0;
    a = b ^ b >>> 9;
    b = c + (c << 3) | 0;
    c = (c << 21 | c >>> 11) + sum | 0;
    return sum >>> 0;
  }
  function uniform() {
    const high = bits32() >>> 5;
    const low = bits32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }
  function normal() {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (; ; ) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const squared = u * u + v * v;
      if (squared === 0 || squared >= 1) continue;
      const factor = Math.sqrt(-2 * Math.log(squared) / squared);
      spare = v * factor;
      return u * factor;
    }
  }
  for (let i = 0; i < 15; i++) bits32();
  return { uniform, normal };
}

// coursekit/widgets/js/algorithms/gan_run.js
var SAMPLES = 2500;
var SHOWN = 256;
var MEASURE_EVERY = 10;
var KEPT_BYTES = 3e7;
var KEPT = [8, 256];
var STREAMS = { G: 1, D: 2, real: 3, noise: 4, floor: 5 };
var Run = class {
  #fakes = null;
  // of the step that is shown, once asked for
  #measures = null;
  #shown = null;
  // `setup`: {data, points, noise, noise_dim, layers_G, width_G, layers_D, width_D,
  // activation, seed}; `live`: see trainStep.
  constructor(setup, live) {
    const random = (name) => seededRandom(setup.seed, 2 ** 32 - STREAMS[name]);
    const { noise, noise_dim } = setup;
    const data = dataOf(setup.data, setup.points);
    this.setup = { ...setup, data };
    this.players = makePlayers(setup, { G: random("G"), D: random("D") });
    this.real = sample(data, SAMPLES, random("real"));
    this.noise = sampleNoise(noise, noise_dim, SAMPLES, random("noise"));
    this.realCounts = histogram(this.real);
    this.floor = measure(sample(data, SAMPLES, random("floor")), this.realCounts, data);
    this.n = 0;
    this.kinds = [];
    this.stretches = [{ from: 0, live }];
    this.record = null;
    this.history = { lossD: [], lossG: [], normD: [], normG: [], mean: [] };
    this.measured = [];
    const size = 24 * (this.players.G.network.theta.length + this.players.D.network.theta.length);
    this.keptLimit = Math.min(Math.max(Math.round(KEPT_BYTES / size), KEPT[0]), KEPT[1]);
    this.interval = 1;
    this.kept = [this.#copy()];
    this.#measure();
  }
  get length() {
    return this.kinds.length;
  }
  // Whether the players' numbers are still finite: rates that are too high lose them.
  get isSound() {
    return Object.values(this.players).every(
      ({ network: { theta } }) => theta.every(Number.isFinite)
    );
  }
  // The settings that the step after step n is made with.
  liveAt(n) {
    return this.stretches.findLast(({ from }) => from <= n).live;
  }
  // How many steps must be made to show step n.
  distance(n) {
    return n - this.#startFor(n);
  }
  // Has other settings from the step after the one shown. What was after it is forgotten.
  use(live) {
    this.#forgetAhead();
    const { from } = this.stretches.at(-1);
    if (from === this.n) this.stretches.pop();
    this.stretches.push({ from: this.n, live });
  }
  // Makes the next step: that of the log, unless a kind is asked for that it has not.
  advance(kind = this.kinds[this.n] ?? "both") {
    if (this.kinds[this.n] !== kind) this.#forgetAhead();
    this.kinds[this.n] = kind;
    this.#make();
  }
  // Shows step n, of those that were made.
  goTo(n) {
    if (this.#startFor(n) !== this.n) this.#restore(n);
    while (this.n < n) this.#make();
  }
  // The step from which the way to step n is shortest: here, or at players that were kept
  // before step n, so that what it does is seen.
  #startFor(n) {
    const kept = this.#keptFor(n).n;
    return this.n <= n ? Math.max(this.n, kept) : kept;
  }
  #keptFor(n) {
    return this.kept.findLast((it) => it.n < Math.max(n, 1));
  }
  // What G makes of the noise that is kept for showing and measuring.
  get fakes() {
    return this.#fakes ??= this.players.G.network.outputs(this.noise, SAMPLES);
  }
  // The first of them, which are shown.
  get shown() {
    const { network } = this.players.G;
    const noise = this.noise.subarray(0, SHOWN * network.sizes[0]);
    return this.#shown ??= network.outputs(noise, SHOWN);
  }
  measures() {
    return this.#measures ??= measure(this.fakes, this.realCounts, this.setup.data);
  }
  #make() {
    const live = this.liveAt(this.n);
    const { G, D } = this.players;
    if (this.optimizer !== live.optimizer) [G, D].forEach(({ optimizer }) => optimizer.forget());
    this.optimizer = live.optimizer;
    const random = seededRandom(this.setup.seed, this.n);
    this.record = trainStep(this.players, this.setup, live, this.kinds[this.n], random);
    for (const name of ["D", "G"]) {
      this.history[`loss${name}`][this.n] = this.record[name]?.loss ?? NaN;
      this.history[`norm${name}`][this.n] = this.record[name]?.norm ?? NaN;
    }
    this.#fakes = this.#measures = this.#shown = null;
    this.history.mean[this.n] = meanPoint(this.shown);
    this.n += 1;
    this.#measure();
    this.#keep();
  }
  #measure() {
    if (this.n % MEASURE_EVERY === 0) this.measured[this.n / MEASURE_EVERY] = this.measures();
  }
  #keep() {
    if (this.n % this.interval !== 0 || this.kept.at(-1).n >= this.n) return;
    this.kept.push(this.#copy());
    if (this.kept.length <= this.keptLimit) return;
    this.interval *= 2;
    this.kept = this.kept.filter(({ n }) => n % this.interval === 0);
  }
  #copy() {
    const { n, optimizer } = this;
    const parts = Object.values(this.players).map(({ network, optimizer: { memory, steps: steps2 } }) => ({
      theta: network.theta.slice(),
      memory: memory.slice(),
      steps: steps2
    }));
    return { n, optimizer, parts };
  }
  #restore(n) {
    const { parts, ...kept } = this.#keptFor(n);
    Object.assign(this, kept);
    Object.values(this.players).forEach(({ network, optimizer }, k) => {
      network.theta.set(parts[k].theta);
      optimizer.memory.set(parts[k].memory);
      optimizer.steps = parts[k].steps;
    });
    this.record = this.#fakes = this.#measures = this.#shown = null;
  }
  #forgetAhead() {
    const { n } = this;
    this.kinds.length = n;
    for (const values of Object.values(this.history)) values.length = n;
    this.measured.length = Math.floor(n / MEASURE_EVERY) + 1;
    this.kept = this.kept.filter((it) => it.n <= n);
    this.stretches = this.stretches.filter(({ from }) => from <= n);
  }
};
function meanPoint(x) {
  const sum = [0, 0];
  for (let i = 0; i < x.length; i++) sum[i % 2] += x[i];
  return sum.map((value) => 2 * value / x.length);
}

// coursekit/widgets/js/kit/canvas.js
var Layer = class {
  constructor(attributes = { "aria-hidden": "true" }) {
    this.canvas = document.createElement("canvas");
    for (const [name, value] of Object.entries(attributes)) this.canvas.setAttribute(name, value);
    this.pen = this.canvas.getContext("2d");
    this.width = this.height = 0;
  }
  // Takes this size, in CSS pixels; what was drawn is gone.
  resize(width, height) {
    const sharpness = Math.min(window.devicePixelRatio || 1, 2);
    [this.width, this.height] = [width, height];
    this.canvas.width = Math.round(width * sharpness);
    this.canvas.height = Math.round(height * sharpness);
    this.pen.scale(sharpness, sharpness);
  }
  clear() {
    this.pen.clearRect(0, 0, this.width, this.height);
  }
};
function linear(low, high, from, to) {
  const slope = (to - from) / (high - low);
  const map = (value) => from + (value - low) * slope;
  map.invert = (pixel) => low + (pixel - from) / slope;
  return map;
}
function ticks(low, high, count2) {
  const rough = (high - low) / count2;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  const values = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) values.push(k * step);
  return values;
}
var tickLabel = (value) => String(Number(value.toPrecision(6))).replace("-", "−");
var LABEL_FONT = "12px system-ui, sans-serif";

// coursekit/widgets/js/kit/axes.js
var MARGIN = { left: 34, right: 8, top: 8, bottom: 20 };
function paintAxes(layer, colours, across, up, { labels = null, margin = {} } = {}) {
  const { pen, width, height } = layer;
  const room = { ...MARGIN, ...margin };
  const toX = linear(...across, room.left, width - room.right);
  const toY = linear(...up, height - room.bottom, room.top);
  layer.clear();
  pen.font = LABEL_FONT;
  pen.fillStyle = colours.muted;
  pen.strokeStyle = colours.grid;
  pen.lineWidth = 1;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const value of labels ? labels.keys() : ticks(...up, 4)) {
    pen.beginPath();
    pen.moveTo(room.left, toY(value));
    pen.lineTo(width - room.right, toY(value));
    pen.stroke();
    const words = labels ? labels[value] : tickLabel(value);
    pen.fillText(words, room.left - 6, toY(value), room.left - 8);
  }
  pen.textAlign = "center";
  pen.textBaseline = "bottom";
  for (const value of ticks(...across, 4)) {
    if (toX(value) < width - room.right - 4) pen.fillText(tickLabel(value), toX(value), height);
  }
  return { toX, toY };
}

// coursekit/widgets/js/gan/colours.js
var coloursOf = ({ fg, c1, c2, c3, c4, c5 }) => ({
  real: c1,
  fake: c2,
  D: c3,
  G: c4,
  arrow: fg,
  manifold: c5
});

// coursekit/widgets/js/gan/charts.js
var COLUMNS = 160;
var LEAST = 50;
var MARGIN2 = { left: 40 };
var steps = (key) => (run) => [run.history[key], 1];
var measured = (key, scale = () => 1) => (run) => [run.measured.map((it) => it[key] / scale(run)), MEASURE_EVERY];
var CHARTS = {
  loss: {
    caption: "Losses",
    lines: [
      ["D", "D", steps("lossD")],
      ["G", "G", steps("lossG")]
    ]
  },
  norm: {
    caption: "Gradients' length, log scale",
    isLog: true,
    lines: [
      ["D", "D", steps("normD")],
      ["G", "G", steps("normG")]
    ]
  },
  divergence: {
    caption: "Divergence, nats",
    floor: 0,
    lines: [
      ["KL", "real", measured("kl")],
      ["JS", "fake", measured("js")]
    ]
  },
  modes: {
    caption: "Shares",
    range: [0, 1.04],
    lines: [
      ["modes covered", "real", measured("modes", (run) => run.setup.data.centres.length)],
      ["good fakes", "fake", measured("quality")]
    ]
  }
};
var Charts = class {
  constructor(session) {
    this.session = session;
    this.parts = Object.entries(CHARTS).map(([key, chart]) => {
      const layer = new Layer({ role: "img" });
      const box = h("div", { class: "sfp-chart" }, layer.canvas);
      const names = chart.lines.map(
        ([name, colour]) => h("span", { class: `sfp-line sfp-${colour}` }, name)
      );
      const caption = h(
        "p",
        { class: "sfp-caption sfp-legend" },
        h("span", {}, chart.caption),
        ...names
      );
      return { key, ...chart, layer, box, element: h("div", {}, caption, box) };
    });
    this.elements = this.parts.map(({ element }) => element);
  }
  resize() {
    for (const { layer, box } of this.parts) layer.resize(box.clientWidth, box.clientHeight);
  }
  // Modes are charted only where there are some.
  update() {
    const hasModes = Boolean(this.session.runs[0]?.setup.data.hasModes);
    const { layer, box, element } = this.parts.find(({ key }) => key === "modes");
    element.hidden = !hasModes;
    if (hasModes) layer.resize(box.clientWidth, box.clientHeight);
  }
  paint() {
    for (const part of this.parts) this.#paint(part);
  }
  #paint({ layer, lines, isLog, floor, range, element }) {
    const { runs, length, n } = this.session;
    if (!this.colours || layer.width === 0 || element.hidden) return;
    const end = Math.max(length, LEAST);
    const series = runs.flatMap(
      (run, which) => lines.map(([, colour, of]) => ({ which, colour, points: columns(...of(run), end, isLog) }))
    );
    const heights = series.flatMap(({ points: points2 }) => points2.map(([, value]) => value));
    const { toX, toY } = this.#axes(layer, end, range ?? spread(heights, floor), isLog);
    const { pen, width, height } = layer;
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN2.left, 0, width, height - 18);
    pen.clip();
    pen.lineWidth = 1.5;
    for (const { which, colour, points: points2 } of series) {
      pen.strokeStyle = coloursOf(this.colours)[colour];
      pen.setLineDash(which ? [4, 3] : []);
      pen.beginPath();
      for (const [at, value] of points2) pen.lineTo(toX(at), toY(value));
      pen.stroke();
    }
    pen.setLineDash([]);
    if (n < length) {
      pen.strokeStyle = this.colours.fg;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(toX(n), 0);
      pen.lineTo(toX(n), height);
      pen.stroke();
    }
    pen.restore();
  }
  #axes(layer, end, range, isLog) {
    if (!isLog) return paintAxes(layer, this.colours, [0, end], range, { margin: MARGIN2 });
    const powers = [Math.floor(range[0]), Math.max(Math.ceil(range[1]), Math.floor(range[0]) + 1)];
    return paintAxes(layer, this.colours, [0, end], powers, {
      margin: MARGIN2,
      labels: powerLabels(powers)
    });
  }
  describe() {
    const [run] = this.session.runs;
    for (const { key, caption, layer, lines } of this.parts) {
      const last = lines.map(([name, , of]) => {
        const values = run ? of(run)[0].filter(Number.isFinite) : [];
        return `${name} ${fixed(values.at(-1), key === "modes" ? 2 : 3)}`;
      });
      layer.canvas.setAttribute("aria-label", `${caption}, by step. Last: ${last.join(", ")}.`);
    }
  }
};
function powerLabels([low, high]) {
  const by = Math.ceil((high - low) / 4);
  const powers = Array.from({ length: Math.floor((high - low) / by) + 1 }, (_, k) => low + k * by);
  const names = powers.map((power) => [power, String(Number((10 ** power).toPrecision(1)))]);
  return { ...Object.fromEntries(names), keys: () => powers };
}
function columns(values, apart, end, isLog) {
  const sums = [];
  for (let k = 0; k < values.length; k++) {
    const value = isLog ? Math.log10(values[k]) : values[k];
    if (!Number.isFinite(value)) continue;
    const at = Math.floor(k * apart * COLUMNS / end);
    const sum = sums[at] ??= { count: 0, step: 0, value: 0 };
    sum.count += 1;
    sum.step += k * apart;
    sum.value += value;
  }
  return sums.filter(Boolean).map(({ count: count2, step, value }) => [step / count2, value / count2]);
}
function spread(heights, floor) {
  if (heights.length === 0) return [0, 1];
  const sorted = heights.toSorted((a, b) => a - b);
  const low = floor ?? sorted[Math.floor(0.01 * sorted.length)];
  const high = sorted[Math.ceil(0.99 * sorted.length) - 1];
  const room = 0.08 * (high - low) || 0.5;
  return [floor ?? low - room, high + room];
}

// coursekit/widgets/js/kit/player.js
var STEP_SECONDS = 0.8;
var FRAME_BUDGET = 10;
var REPORT_WHILE_PLAYING = 1e3;
var Player = class extends WidgetSession {
  #frameId = null;
  #lastFrame = 0;
  duration() {
    return 1;
  }
  // Whether single steps can be followed by the eye.
  get isSlow() {
    return !this.playing || this.values.speed <= this.slow;
  }
  play() {
    if (this.playing) return;
    this.playing = true;
    this.emit("settings");
    this.reportSoon();
    this.#runClock();
  }
  // Goes to moment n.
  moveTo(n, phase = 1) {
    this.pause();
    this.values.n = this.reach(Math.max(n, 0));
    this.phase = phase;
    this.emit("cursor");
    this.reportSoon();
  }
  // Goes one step on, animated unless the reader wants less motion.
  step() {
    const before = this.n;
    this.moveTo(this.n + 1);
    if (reducedMotion.matches || this.n === before) return;
    this.phase = 0;
    this.#runClock();
  }
  #runClock() {
    if (this.#frameId !== null) return;
    this.#lastFrame = performance.now();
    this.#frameId = requestAnimationFrame((now) => this.#frame(now));
  }
  #frame(now) {
    this.#frameId = null;
    const seconds = Math.min(Math.max(now - this.#lastFrame, 0) / 1e3, 0.1);
    this.#lastFrame = now;
    if (this.playing) this.#goOn(seconds * this.values.speed);
    else this.phase = Math.min(this.phase + seconds / STEP_SECONDS, 1);
    this.emit("cursor");
    if (this.playing && now - this.lastReport > REPORT_WHILE_PLAYING) this.reportSoon();
    if (this.playing || this.phase < 1) {
      this.#frameId = requestAnimationFrame((then) => this.#frame(then));
    }
  }
  // Plays `ahead` units on, or as many as there is time for.
  #goOn(ahead) {
    const deadline = performance.now() + FRAME_BUDGET;
    while (performance.now() < deadline) {
      const left = (1 - this.phase) * this.duration(this.n);
      if (ahead < left) {
        this.phase += ahead / this.duration(this.n);
        return;
      }
      ahead -= left;
      this.phase = 1;
      const next = this.reach(this.n + 1);
      if (next === this.n) return this.pause();
      this.values.n = next;
      this.phase = 0;
    }
  }
};

// coursekit/widgets/js/gan/session.js
var MAX_STEPS = 2e4;
var MAX_LAYERS = 5;
var MAX_WIDTH = 100;
var MAX_UPDATES = 10;
var SPEEDS = [1, 200];
var RATES = [1e-4, 1];
var STRENGTHS = [1e-3, 100];
var BATCHES = [32, 64, 128, 256, 512];
var BETAS = [0, 0.5, 0.9];
var LAYERS = ["real", "fakes", "verdict", "best", "manifold", "arrows", "path"];
var NEAR = 40;
var SLICE = 30;
var STAGE_SECONDS = 4;
var pairs = numbers(
  (list) => list.length % 2 === 0 && list.length <= 2 * MAX_DRAWN && list.every((v) => Math.abs(v) <= HALF),
  `at most ${MAX_DRAWN} pairs of numbers from -${HALF} to ${HALF}`
);
var points = {
  read(value) {
    const list = pairs.read(value);
    return Array.from({ length: list.length / 2 }, (_, i) => list.slice(2 * i, 2 * i + 2));
  }
};
var asNumber = (values) => {
  const names = oneOf(values.map(String));
  return { read: (value) => Number(names.read(String(value))) };
};
var NETWORK_KINDS = {
  noise: oneOf(NOISES),
  noise_dim: whole(1, 2),
  layers_G: whole(0, MAX_LAYERS),
  width_G: whole(1, MAX_WIDTH),
  layers_D: whole(0, MAX_LAYERS),
  width_D: whole(1, MAX_WIDTH),
  activation: oneOf(ACTIVATION_NAMES)
};
var LIVE_KINDS = {
  loss: oneOf(Object.keys(LOSSES)),
  penalty: oneOf(PENALTIES),
  strength: number(...STRENGTHS),
  k_D: whole(1, MAX_UPDATES),
  k_G: whole(1, MAX_UPDATES),
  optimizer: oneOf(OPTIMIZERS),
  lr_D: number(...RATES),
  lr_G: number(...RATES),
  beta1: asNumber(BETAS),
  batch: asNumber(BATCHES)
};
var RUN_KINDS = { ...NETWORK_KINDS, ...LIVE_KINDS };
var SETUP = ["data", "points", "seed", ...Object.keys(NETWORK_KINDS)];
var LIVE = Object.keys(LIVE_KINDS);
var differing = oneOf(Object.keys(RUN_KINDS));
var differences = {
  read(value) {
    const list = typeof value === "string" ? value ? value.split(",") : [] : value;
    return list.map((entry) => {
      const [key, given = ""] = String(entry).split("=");
      return `${differing.read(key)}=${RUN_KINDS[key].read(given)}`;
    });
  }
};
var KINDS = {
  data: oneOf(DATA_NAMES),
  points,
  ...RUN_KINDS,
  seed: whole(0, LAST_SEED),
  compare: flag,
  other: differences,
  shown: someOf(LAYERS),
  slow: flag,
  speed: number(...SPEEDS),
  n: { ...whole(0, MAX_STEPS), isLocal: true }
  // the way there is not in the address
};
var LOST = "The numbers have grown beyond all bounds: the networks are lost. Go back, or lower the rates and reset.";
var pick = (values, keys) => Object.fromEntries(keys.map((key) => [key, values[key]]));
var Session = class extends Player {
  #kind;
  // of the step that is wished next
  #goal = null;
  // the step that is trained towards, in slices
  #slice = null;
  #isFresh = false;
  // whether the game is to begin again, whatever has changed
  constructor(model) {
    super(model, { name: "gan", kinds: KINDS, slow: Infinity });
    this.runs = [];
    this.edited = 0;
  }
  rebuild(before) {
    const { values } = this;
    const wanted2 = values.compare ? [values, this.#otherValues()] : [values];
    this.#stopSlices();
    if (values.data === "drawn" && values.points.length === 0) this.runs = [];
    else this.#setUp(wanted2, before);
    if (!values.compare) this.edited = 0;
    values.n = this.reach(values.n);
    this.emit("run");
  }
  #setUp(wanted2, before) {
    const setups = wanted2.map((values) => pick(values, SETUP));
    const isNew = this.#isFresh || wanted2.length > this.runs.length || setups.some((it, k) => !same(it, this.setups[k]));
    if (isNew) {
      if (before && before.n === this.values.n) this.values.n = 0;
      this.phase = 1;
      this.#isFresh = false;
      this.runs = wanted2.map((values, k) => new Run(setups[k], pick(values, LIVE)));
    }
    this.runs.length = wanted2.length;
    this.setups = setups;
    this.runs.forEach((run, k) => {
      const live = pick(wanted2[k], LIVE);
      if (!same(run.liveAt(run.n), live)) run.use(live);
    });
  }
  #otherValues() {
    const other = this.values.other.map((entry) => entry.split("="));
    return {
      ...this.values,
      ...Object.fromEntries(other.map(([k, v]) => [k, RUN_KINDS[k].read(v)]))
    };
  }
  reach(n) {
    const [run] = this.runs;
    if (!run) return 0;
    n = Math.min(n, MAX_STEPS);
    if (run.distance(n) > NEAR && this.#goal === null) {
      this.#goal = n;
      this.#inSlices();
    } else this.#goTo(n);
    this.#showLive();
    return run.n;
  }
  #goTo(n) {
    const [run] = this.runs;
    for (const it of this.runs) {
      if (!this.#kind) it.goTo(Math.min(n, it.length));
      while (it.n < n && it.isSound) it.advance(this.#kind ?? run.kinds[it.n]);
    }
    this.#kind = void 0;
    if (!run.isSound) this.say(LOST);
    else if (this.note === LOST) this.say("");
  }
  // After a way back, the controls show what was set then.
  #showLive() {
    const [{ n }] = this.runs;
    const live = this.runs[0].liveAt(n);
    if (same(live, pick(this.values, LIVE))) return;
    Object.assign(this.values, live);
    this.emit("settings");
  }
  #inSlices() {
    const [run] = this.runs;
    const start = this.#goal - run.distance(this.#goal);
    if (start !== run.n) this.#goTo(start);
    const slice = () => {
      const deadline = performance.now() + SLICE;
      const isUnderWay = () => run.n < this.#goal && run.isSound;
      while (isUnderWay() && performance.now() < deadline) this.#goTo(run.n + 1);
      this.values.n = run.n;
      if (isUnderWay()) this.#slice = requestAnimationFrame(slice);
      else this.#stopSlices();
      this.emit("cursor");
      this.reportSoon();
    };
    this.#slice = requestAnimationFrame(slice);
  }
  #stopSlices() {
    if (this.#slice !== null) cancelAnimationFrame(this.#slice);
    this.#slice = this.#goal = null;
  }
  // Whether the way to a step far off is still being made.
  get isBusy() {
    return this.#goal !== null;
  }
  play() {
    if (this.runs.length === 0) return this.say("There are no points yet: draw some first.");
    this.#stopSlices();
    super.play();
  }
  pause() {
    this.#stopSlices();
    super.pause();
  }
  get length() {
    return this.runs[0]?.length ?? 0;
  }
  // A step of both players, or of one; in slow motion, a stage of a step.
  step(kind) {
    if (this.runs.length === 0) return this.say("There are no points yet: draw some first.");
    const { stage, stages } = this;
    if (kind) this.#kind = kind;
    if (!this.values.slow) return this.moveTo(this.n + 1);
    if (stage === null || kind) return this.moveTo(this.n + 1, 0);
    this.moveTo(this.n, stage + 1 < stages.length ? (stage + 1) / stages.length : 1);
  }
  duration() {
    const { slow, speed } = this.values;
    return slow ? STAGE_SECONDS * this.stages.length * speed : 1;
  }
  // The stages of the step that is shown, such as "D1".
  get stages() {
    const { record } = this.runs[0] ?? {};
    const players = ["D", "G"].filter((name) => record?.[name]);
    return players.flatMap((name) => [1, 2, 3, 4, 5].map((k) => `${name}${k}`));
  }
  // The number of the stage that is shown in slow motion, or null.
  get stage() {
    const { stages } = this;
    if (!this.values.slow || this.phase >= 1 || stages.length === 0) return null;
    return Math.min(Math.floor(this.phase * stages.length + 1e-9), stages.length - 1);
  }
  // What is on a run's picture: {G, D, real, fake, moved, dFake, stage}. In a slow step
  // that is the batch at that stage, with the players as they are then.
  picture(run) {
    const { stages, stage } = this;
    const { G, D } = run.players;
    const name = stage === null ? null : stages[stage];
    const record = name && run.record?.[name[0]];
    if (!record) {
      const real = run.real.subarray(0, 2 * SHOWN);
      return { G: G.network, D: D.network, real, fake: run.shown };
    }
    const [player, number2] = [name[0], Number(name[1])];
    const before = (network, theta) => new Network(network.sizes, network.activation, theta);
    const gBefore = run.record.G && (player === "D" || number2 < 5);
    const shown = {
      stage: name,
      record,
      G: gBefore ? before(G.network, run.record.G.theta) : G.network,
      D: player === "D" && number2 < 5 ? before(D.network, record.theta) : D.network,
      real: record.real,
      fake: record.fake
    };
    if (name === "G5") shown.moved = G.network.outputs(record.z, record.fake.length / 2);
    return shown;
  }
  // The settings that the controls show.
  get chosen() {
    return this.edited === 1 ? this.#otherValues() : this.values;
  }
  edit(which) {
    this.edited = which;
    this.emit("settings");
  }
  // Changes settings of the game that the controls are for.
  set(changes) {
    if (this.edited === 0) return this.change(changes);
    const chosen = { ...this.#otherValues(), ...changes };
    const isOther = (key) => String(chosen[key]) !== String(this.values[key]);
    const other = Object.keys(RUN_KINDS).filter(isOther);
    return this.change({ other: other.map((key) => `${key}=${chosen[key]}`) });
  }
  // Which preset the settings are, or "own".
  get preset() {
    const isIt = ({ settings }) => Object.entries(settings).every(([key, value]) => same(this.values[key], value));
    return Object.keys(PRESETS).find((key) => isIt(PRESETS[key])) ?? "own";
  }
  choose(key) {
    const { settings, also } = PRESETS[key];
    this.restart({ ...settings, ...also });
  }
  // Begins again with the settings as they are now, or with these.
  restart(settings = {}) {
    this.pause();
    this.#isFresh = true;
    this.change({ ...settings, n: 0 });
    this.#isFresh = false;
  }
  // Adds points to those that were drawn.
  draw(more) {
    const { points: drawn } = this.values;
    const rounded = more.map((point) => point.map((value) => Number(value.toFixed(2))));
    const all = [...drawn, ...rounded];
    this.change({ points: all.slice(0, MAX_DRAWN) });
    if (all.length > MAX_DRAWN) this.say(`There is room for ${MAX_DRAWN} points.`);
  }
  // Leaves the first `count` of them.
  erase(count2) {
    this.change({ points: this.values.points.slice(0, count2) });
  }
  extras() {
    const [run] = this.runs;
    if (!run) return { _fit: {} };
    const { G, D } = run.players;
    const parts = [G.network.theta, D.network.theta, run.fakes];
    const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
    const { shares, ...measures } = run.measures();
    if (shares) measures.shares = [...shares];
    return { _fit: { measures, data: new DataView(all.buffer) } };
  }
};

// coursekit/widgets/js/gan/controls.js
var DATA = {
  line: "A line",
  gaussians: "Two Gaussians",
  ring: "A ring of 8",
  blobs: "Three blobs",
  grid: "A grid of 25",
  drawn: "Draw your own"
};
var LOSSES2 = {
  non_saturating: "Non-saturating",
  minimax: "Saturating (minimax)",
  least_squares: "Least squares",
  hinge: "Hinge",
  wasserstein: "Wasserstein"
};
var PENALTIES2 = {
  none: "None",
  clip: "Clipping of D's weights",
  gradient: "Gradient penalty",
  r1: "R1 penalty"
};
var STRENGTH = { none: 1, clip: 0.1, gradient: 1, r1: 0.1 };
var STRENGTH_NAMES = {
  none: "Strength",
  clip: "Bound",
  gradient: "Strength λ",
  r1: "Strength γ"
};
var ACTIVATIONS2 = { relu: "ReLU", leaky_relu: "Leaky ReLU", tanh: "tanh" };
var NOISES2 = {
  "gaussian 2": "Gaussian, 2 dimensions",
  "gaussian 1": "Gaussian, 1 dimension",
  "uniform 2": "Uniform, 2 dimensions",
  "uniform 1": "Uniform, 1 dimension"
};
var LAYERS2 = {
  real: "Real points",
  fakes: "Fakes",
  verdict: "D's verdict",
  best: "Best D",
  manifold: "G's manifold",
  arrows: "Arrows",
  path: "Mean's path"
};
function toggle(name, onclick) {
  const element = button(name, onclick);
  return { element, update: (isOn) => element.setAttribute("aria-pressed", isOn) };
}
var fromList = (values) => Object.fromEntries(values.map((value) => [value, value]));
var Controls = class {
  constructor(session) {
    this.session = session;
    const set = (key) => (value) => session.set({ [key]: value });
    const presets = Object.entries(PRESETS).map(([key, { label }]) => [key, label]);
    const options = { ...Object.fromEntries(presets), own: "Your own" };
    this.preset = choice("Situation", options, (key) => session.choose(key));
    this.preset.input.lastChild.disabled = true;
    const data = Object.fromEntries(DATA_NAMES.map((name) => [name, DATA[name]]));
    this.data = choice("Data", data, (name) => session.change({ data: name }));
    this.undraw = button(
      "Remove last point",
      () => session.erase(session.values.points.length - 1)
    );
    this.clear = button("Clear drawing", () => session.erase(0));
    this.seed = seedControls(session, "Next seed");
    this.loss = choice("Loss", LOSSES2, set("loss"));
    this.penalty = choice(
      "Hold on D",
      PENALTIES2,
      (penalty) => session.set({ penalty, strength: STRENGTH[penalty] })
    );
    this.strength = slider("Strength", STRENGTHS, 0.01, set("strength"), LOGARITHMIC);
    this.noise = choice("Noise", NOISES2, (value) => {
      const [noise, noise_dim] = value.split(" ");
      session.set({ noise, noise_dim });
    });
    this.activation = choice("Activation", ACTIVATIONS2, set("activation"));
    this.optimizer = choice("Optimiser", { adam: "Adam", sgd: "SGD" }, set("optimizer"));
    this.batch = choice("Batch", fromList(BATCHES), set("batch"));
    this.beta1 = choice("Adam's β₁", fromList(BETAS), set("beta1"));
    this.sliders = {};
    const own = (key, ...args) => this.sliders[key] = slider(...args.slice(0, 3), set(key), args[3]);
    for (const name of ["G", "D"]) {
      own(`layers_${name}`, `Hidden layers of ${name}`, [0, MAX_LAYERS], 1);
      own(`width_${name}`, `Neurons a layer of ${name}`, [1, MAX_WIDTH], 1);
      own(`lr_${name}`, `Learning rate of ${name}`, RATES, 0.01, LOGARITHMIC);
      own(`k_${name}`, `Updates of ${name} a step`, [1, MAX_UPDATES], 1);
    }
    this.edited = switches(
      "Settings of",
      { 0: "Settings of A", 1: "Settings of B" },
      (which) => session.edit(Number(which))
    );
    this.edited.element.classList.add("sfp-edited");
    this.compare = toggle("Two runs", () => session.change({ compare: !session.values.compare }));
    this.slow = toggle("Slow motion", () => session.change({ slow: !session.values.slow }));
    this.layers = Object.entries(LAYERS2).map(([key, name]) => [
      key,
      toggle(name, () => {
        const { shown } = session.values;
        session.change({
          shown: shown.includes(key) ? shown.filter((it) => it !== key) : [...shown, key]
        });
      })
    ]);
    this.layerButtons = h(
      "div",
      { class: "sfp-layers", role: "group", "aria-label": "Layers of the picture" },
      ...this.layers.map(([, { element }]) => element)
    );
    this.rows = this.#layOut();
  }
  #layOut() {
    const row = (...parts) => h("div", { class: "sfp-row" }, ...parts);
    const { sliders } = this;
    const of = (kind) => ["D", "G"].map((name) => sliders[`${kind}_${name}`].element);
    const fold = (name, ...rows) => h("details", { class: "sfp-fold" }, h("summary", {}, name), ...rows);
    return {
      top: [
        row(this.preset.element, this.data.element, this.undraw, this.clear, ...this.seed.elements),
        this.edited.element,
        row(this.loss.element, this.penalty.element, this.strength.element)
      ],
      folds: [
        fold(
          "Learning rates and updates",
          row(...of("lr"), ...of("k")),
          row(this.optimizer.element, this.beta1.element, this.batch.element)
        ),
        fold(
          "Networks and noise",
          row(...of("layers"), ...of("width")),
          row(this.noise.element, this.activation.element)
        )
      ]
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
    for (const [key, { update: update2 }] of Object.entries(this.sliders)) {
      update2(chosen[key], String(chosen[key]));
    }
    for (const name of ["G", "D"]) {
      this.sliders[`width_${name}`].input.disabled = chosen[`layers_${name}`] === 0;
    }
    this.edited.element.hidden = !values.compare;
    this.edited.update(String(session.edited));
    this.compare.update(values.compare);
    this.slow.update(values.slow);
    for (const [key, { update: update2 }] of this.layers) update2(values.shown.includes(key));
  }
};

// coursekit/widgets/js/algorithms/grid.js
function contour({ window: [left, right, bottom, top], size, mass }, level) {
  const segments = [];
  const dx = (right - left) / size;
  const dy = (top - bottom) / size;
  for (let j = 0; j < size - 1; j++) {
    for (let i = 0; i < size - 1; i++) {
      const corner = j * size + i;
      const a = mass[corner] - level;
      const b = mass[corner + 1] - level;
      const c = mass[corner + size + 1] - level;
      const d = mass[corner + size] - level;
      const crossings = [];
      if (a > 0 !== b > 0) crossings.push(i + a / (a - b), j);
      if (b > 0 !== c > 0) crossings.push(i + 1, j + b / (b - c));
      if (c > 0 !== d > 0) crossings.push(i + 1 - c / (c - d), j + 1);
      if (d > 0 !== a > 0) crossings.push(i, j + 1 - d / (d - a));
      for (let k = 0; k < crossings.length; k += 2) {
        segments.push(left + (crossings[k] + 0.5) * dx, bottom + (crossings[k + 1] + 0.5) * dy);
      }
    }
  }
  return segments;
}

// coursekit/widgets/js/gan/plane.js
var MARGIN3 = { left: 26, right: 6, top: 6, bottom: 18 };
var FRAME = [-HALF, HALF];
var CELLS = 32;
var BEST_CELLS = 40;
var RADIUS = 2.4;
var LINES = 20;
var CURVE = 240;
var ARROW = 0.3;
var LONGEST = 0.45;
var PATH = 400;
var APART = 0.06;
var STEP = 0.05;
var ENDS = { least_squares: [0, 1], hinge: [-1, 1], wasserstein: null };
function verdicts(outputs, loss) {
  if (!(loss in ENDS)) return outputs.map(sigmoid);
  const [low, high] = ENDS[loss] ?? [Math.min(...outputs), Math.max(...outputs)];
  return outputs.map((value) => clip((value - low) / (high - low || 1), 0, 1));
}
var GRID = Float64Array.from({ length: 2 * CELLS * CELLS }, (_, k) => {
  const cell = k >> 1;
  const at = k % 2 ? Math.floor(cell / CELLS) : cell % CELLS;
  return -HALF + (at + 0.5) * 2 * HALF / CELLS;
});
var Plane = class {
  #layer = new Layer({ role: "img" });
  #small = Object.assign(document.createElement("canvas"), { width: CELLS, height: CELLS });
  #stroke = null;
  // points that the pointer has drawn and not yet let go of
  #density = {};
  // of the data last asked for
  // The picture of run `which`; `say(words)` tells a screen reader.
  constructor(session, which, say, keysId) {
    Object.assign(this, { session, which, say, cursor: null });
    this.element = h(
      "div",
      {
        class: "sfp-plane",
        role: "application",
        tabindex: 0,
        "aria-label": which ? "The plane of run B" : "The plane",
        "aria-describedby": keysId
      },
      this.#layer.canvas
    );
    this.element.addEventListener("pointerdown", (event) => this.#begin(event));
    this.element.addEventListener("pointermove", (event) => this.#go(event));
    for (const name of ["pointerup", "pointercancel"]) {
      this.element.addEventListener(name, () => this.#end());
    }
    onKeys(this.element, (event) => this.#keys(event));
  }
  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }
  // Returns whether there is room for a picture.
  resize() {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth > 0) this.#layer.resize(clientWidth, clientHeight);
    return clientWidth > 0;
  }
  paint() {
    const { session, colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    this.scales = paintAxes(this.#layer, colours, FRAME, FRAME, { margin: MARGIN3 });
    const { pen, width, height } = this.#layer;
    this.element.classList.toggle("sfp-drawing", session.values.data === "drawn");
    pen.save();
    pen.beginPath();
    pen.rect(
      MARGIN3.left,
      MARGIN3.top,
      width - MARGIN3.left - MARGIN3.right,
      height - MARGIN3.top - MARGIN3.bottom
    );
    pen.clip();
    const run = session.runs[this.which];
    if (run) this.#paintRun(run);
    pen.restore();
    this.#paintDrawn();
  }
  #paintRun(run) {
    const { session } = this;
    const shown = new Set(session.values.shown);
    const picture = session.picture(run);
    const { stage } = picture;
    const { loss } = run.liveAt(Math.max(run.n - (stage ? 1 : 0), 0));
    const { real, fake, arrow } = coloursOf(this.colours);
    if (stage && "D2 D3 D5 G2 G3".includes(stage)) shown.add("verdict");
    if (stage === "G4") shown.add("arrows");
    if (shown.has("verdict")) this.#paintVerdict(picture, loss, stage === "D5");
    if (shown.has("manifold")) this.#paintManifold(picture.G, run.setup);
    if (shown.has("best")) this.#paintBest(run, loss);
    const marks = stage && "D2 G2".includes(stage) ? this.#mistakes(picture, loss) : null;
    if (picture.real && (shown.has("real") || stage))
      this.#paintPoints(picture.real, real, marks?.real);
    if (shown.has("fakes") || stage) {
      if (picture.moved) this.#paintWays(picture.fake, picture.moved);
      this.#paintPoints(picture.moved ?? picture.fake, fake, marks?.fake, true);
    }
    if (shown.has("path")) this.#paintPath(run);
    if (shown.has("arrows") && (!stage || stage === "G4")) this.#paintArrows(picture, loss, arrow);
  }
  #paintVerdict({ D }, loss, isNew) {
    const values = verdicts(D.outputs(GRID, CELLS * CELLS), loss);
    const { real, fake } = coloursOf(this.colours);
    const ends = [fake, real].map(
      (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
    );
    const image = new ImageData(CELLS, CELLS);
    for (let j = 0; j < CELLS; j++) {
      for (let i = 0; i < CELLS; i++) {
        const value = values[j * CELLS + i];
        const at = 4 * ((CELLS - 1 - j) * CELLS + i);
        image.data.set(ends[value > 0.5 ? 1 : 0], at);
        image.data[at + 3] = (isNew ? 170 : 130) * Math.abs(2 * value - 1);
      }
    }
    this.#small.getContext("2d").putImageData(image, 0, 0);
    const { toX, toY } = this.scales;
    const [left, top] = [toX(-HALF), toY(HALF)];
    this.#layer.pen.drawImage(this.#small, left, top, toX(HALF) - left, toY(-HALF) - top);
  }
  // Where equal shares of the noise go: a grid's cells, darker where they are crowded, or a
  // curve.
  #paintManifold(G, { noise, noise_dim }) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    const { manifold } = coloursOf(this.colours);
    const levels = (count2) => Array.from({ length: count2 + 1 }, (_, k) => quantile(k / count2, noise));
    pen.strokeStyle = pen.fillStyle = manifold;
    if (noise_dim === 1) {
      const x2 = G.outputs(Float64Array.from(levels(CURVE)), CURVE + 1);
      pen.lineWidth = 2.5;
      pen.beginPath();
      for (let i = 0; i < x2.length; i += 2) pen.lineTo(toX(x2[i]), toY(x2[i + 1]));
      pen.stroke();
      return;
    }
    const side = LINES + 1;
    const at = levels(LINES);
    const z = Float64Array.from(
      { length: 2 * side * side },
      (_, k) => at[k % 2 ? Math.floor(k / 2 / side) : (k >> 1) % side]
    );
    const x = G.outputs(z, side * side);
    pen.lineWidth = 0.5;
    for (let j = 0; j < LINES; j++) {
      for (let i = 0; i < LINES; i++) {
        const first = j * side + i;
        const corners = [first, first + 1, first + side + 1, first + side];
        pen.globalAlpha = clip(12e-4 / (areaOf(corners, x) + 1e-9), 0.03, 0.5);
        pen.beginPath();
        for (const k of corners) pen.lineTo(toX(x[2 * k]), toY(x[2 * k + 1]));
        pen.fill();
        pen.globalAlpha = Math.min(pen.globalAlpha + 0.15, 0.5);
        pen.stroke();
      }
    }
    pen.globalAlpha = 1;
  }
  // Where the best reply to the fakes is 1/4, 1/2 and 3/4; for a hinge its sign alone counts.
  #paintBest(run, loss) {
    if (!hasBest(loss)) return;
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    const { data } = run.setup;
    if (this.#density.data !== data) this.#density = { data, p: density(data, BEST_CELLS, KERNEL) };
    const mass = bestReply(data, run.fakes, BEST_CELLS, this.#density.p);
    pen.strokeStyle = this.colours.fg;
    for (const level of loss === "hinge" ? [0.5] : [0.25, 0.5, 0.75]) {
      const lines = contour({ window: [-HALF, HALF, -HALF, HALF], size: BEST_CELLS, mass }, level);
      pen.lineWidth = level === 0.5 ? 2.25 : 1;
      pen.setLineDash(level < 0.5 ? [2, 3] : []);
      pen.beginPath();
      for (let k = 0; k < lines.length; k += 4) {
        if (Number.isNaN(lines[k] + lines[k + 1] + lines[k + 2] + lines[k + 3])) continue;
        pen.moveTo(toX(lines[k]), toY(lines[k + 1]));
        pen.lineTo(toX(lines[k + 2]), toY(lines[k + 3]));
      }
      pen.stroke();
    }
    pen.setLineDash([]);
  }
  // Points that D takes for the other kind.
  #mistakes({ real, record }, loss) {
    const judged2 = verdicts(record.outputs, loss);
    const n = real ? real.length / 2 : 0;
    return {
      real: judged2.slice(0, n).map((value) => value < 0.5),
      fake: judged2.slice(n).map((value) => value > 0.5)
    };
  }
  // Real points are discs, fakes squares: the colours are not all there is to tell them by.
  #paintPoints(x, colour, marks = null, isSquare = false) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.fillStyle = colour;
    pen.beginPath();
    for (let i = 0; i < x.length; i += 2) {
      const [across, up] = [toX(x[i]), toY(x[i + 1])];
      if (isSquare)
        pen.rect(across - RADIUS + 0.3, up - RADIUS + 0.3, 2 * RADIUS - 0.6, 2 * RADIUS - 0.6);
      else {
        pen.moveTo(across + RADIUS, up);
        pen.arc(across, up, RADIUS, 0, 2 * Math.PI);
      }
    }
    pen.fill();
    if (!marks) return;
    pen.strokeStyle = this.colours.fg;
    pen.lineWidth = 1.25;
    pen.beginPath();
    for (let i = 0; i < x.length; i += 2) {
      if (!marks[i / 2]) continue;
      const [across, up] = [toX(x[i]), toY(x[i + 1])];
      pen.moveTo(across + 5, up);
      pen.arc(across, up, 5, 0, 2 * Math.PI);
    }
    pen.stroke();
  }
  #paintWays(from, to) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1;
    pen.beginPath();
    for (let i = 0; i < from.length; i += 2) {
      pen.moveTo(toX(from[i]), toY(from[i + 1]));
      pen.lineTo(toX(to[i]), toY(to[i + 1]));
    }
    pen.stroke();
  }
  // Where the mean of the fakes has been, to where it is.
  #paintPath({ history: history2, n }) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    const means = history2.mean.slice(Math.max(n - PATH, 0), n);
    pen.strokeStyle = pen.fillStyle = this.colours.fg;
    pen.lineWidth = 1.5;
    pen.beginPath();
    for (const [x2, y2] of means) pen.lineTo(toX(x2), toY(y2));
    pen.stroke();
    if (means.length === 0) return;
    const [x, y] = means.at(-1);
    pen.beginPath();
    pen.arc(toX(x), toY(y), 5, 0, 2 * Math.PI);
    pen.fill();
  }
  // Against the gradient of G's own loss at each fake: the way that lowers it.
  #paintArrows({ D, fake }, loss, colour) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    const moves = descents(D, fake, loss);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.25;
    pen.beginPath();
    for (let i = 0; i < fake.length; i += 2) {
      const length = Math.hypot(moves[i], moves[i + 1]);
      const size = Math.min(ARROW * length, LONGEST) / (length || 1);
      const [x, y] = [toX(fake[i]), toY(fake[i + 1])];
      const [u, v] = [toX(fake[i] + size * moves[i]), toY(fake[i + 1] + size * moves[i + 1])];
      const angle = Math.atan2(v - y, u - x);
      const head = Math.min(4, Math.hypot(u - x, v - y));
      pen.moveTo(x, y);
      pen.lineTo(u, v);
      for (const turn of [2.6, -2.6]) {
        pen.moveTo(u, v);
        pen.lineTo(u + head * Math.cos(angle + turn), v + head * Math.sin(angle + turn));
      }
    }
    pen.stroke();
  }
  #paintDrawn() {
    const { values } = this.session;
    if (values.data !== "drawn") return;
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.strokeStyle = coloursOf(this.colours).real;
    pen.lineWidth = 1.5;
    for (const [x2, y2] of [...values.points, ...this.#stroke ?? []]) {
      pen.beginPath();
      pen.arc(toX(x2), toY(y2), 4, 0, 2 * Math.PI);
      pen.stroke();
    }
    if (!this.cursor) return;
    const [x, y] = [toX(this.cursor[0]), toY(this.cursor[1])];
    pen.strokeStyle = this.colours.fg;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const [dx, dy] of [
      [9, 0],
      [0, 9]
    ]) {
      pen.moveTo(x - dx, y - dy);
      pen.lineTo(x + dx, y + dy);
    }
    pen.stroke();
  }
  #begin(event) {
    if (this.session.values.data !== "drawn" || event.button !== 0) return;
    event.preventDefault();
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    this.#stroke = [this.#at(event)];
    this.paint();
  }
  #go(event) {
    if (!this.#stroke) return;
    const at = this.#at(event);
    const last = this.#stroke.at(-1);
    const way = Math.hypot(at[0] - last[0], at[1] - last[1]);
    for (let k = 1; k * APART <= way; k++) {
      this.#stroke.push(last.map((value, j) => value + (at[j] - value) * k * APART / way));
    }
    this.paint();
  }
  #end() {
    const stroke = this.#stroke;
    this.#stroke = null;
    if (stroke) this.session.draw(stroke);
  }
  #at(event) {
    const box = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales;
    return [toX.invert(event.clientX - box.left), toY.invert(event.clientY - box.top)].map(
      (value) => clip(value, ...FRAME)
    );
  }
  #keys({ shiftKey }) {
    const { session, cursor } = this;
    const common = {
      " ": () => session.toggle(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
      d: () => session.step("D"),
      g: () => session.step("G")
    };
    if (session.values.data !== "drawn") return common;
    if (!cursor) return { ...common, Enter: () => this.#setCursor([0, 0]) };
    const size = shiftKey ? 5 * STEP : STEP;
    const to = (dx, dy) => () => this.#setCursor([cursor[0] + dx * size, cursor[1] + dy * size].map((v) => clip(v, ...FRAME)));
    return {
      ...common,
      ArrowLeft: to(-1, 0),
      ArrowRight: to(1, 0),
      ArrowUp: to(0, 1),
      ArrowDown: to(0, -1),
      Enter: () => {
        session.draw([cursor]);
        this.say(`Point ${session.values.points.length} at ${pair(cursor)}.`);
      },
      Escape: () => this.#setCursor(null)
    };
  }
  #setCursor(point) {
    this.cursor = point;
    this.paint();
    this.say(point ? `Place ${pair(point)}: Enter adds a point.` : "No place chosen.");
  }
};
var pair = (point) => point.map((v) => v.toFixed(2)).join(", ").replace(/-/g, "−");
var hasBest = (loss) => loss !== "wasserstein";
function areaOf(corners, x) {
  const sum = corners.reduce((total, k, j) => {
    const next = corners[(j + 1) % 4];
    return total + x[2 * k] * x[2 * next + 1] - x[2 * next] * x[2 * k + 1];
  }, 0);
  return Math.abs(sum) / 2;
}
var ENDS_OF_NORMAL = 2.5;
function quantile(share, noise) {
  if (noise === "uniform") return 2 * share - 1;
  if (share === 0 || share === 1) return ENDS_OF_NORMAL * Math.sign(share - 0.5);
  return (share ** 0.1349 - (1 - share) ** 0.1349) / 0.1975;
}

// coursekit/widgets/js/gan/words.js
var NAMES = {
  non_saturating: "non-saturating",
  minimax: "saturating",
  least_squares: "least-squares",
  hinge: "hinge",
  wasserstein: "Wasserstein"
};
var LOG2 = "mean of −log σ(D(x)) over real points + mean of −log(1 − σ(D(f))) over fakes";
var FORMULAS = {
  non_saturating: [LOG2, "mean of −log σ(D(f))"],
  minimax: [LOG2, "mean of log(1 − σ(D(f)))"],
  least_squares: ["½ mean of (D(x) − 1)² + ½ mean of D(f)²", "½ mean of (D(f) − 1)²"],
  hinge: ["mean of max(0, 1 − D(x)) + mean of max(0, 1 + D(f))", "mean of −D(f)"],
  wasserstein: ["mean of D(f) − mean of D(x)", "mean of −D(f)"]
};
var PENALTIES3 = {
  none: "",
  clip: "",
  gradient: " + the gradient penalty, in which each point between has a norm of its own",
  r1: " + the R1 penalty on D's slope at the real points"
};
var SETTINGS = {
  noise_dim: "dimensions of the noise",
  layers_G: "hidden layers of G",
  layers_D: "hidden layers of D",
  width_G: "neurons of G",
  width_D: "neurons of D",
  penalty: "hold on D",
  k_D: "updates of D",
  k_G: "updates of G",
  optimizer: "optimiser",
  lr_D: "rate of D",
  lr_G: "rate of G",
  beta1: "β₁"
};
function differenceWords(other) {
  if (other.length === 0) return "the same settings, so far";
  const words = other.map((entry) => {
    const [key, value] = entry.split("=");
    return `${SETTINGS[key] ?? key} ${NAMES[value] ?? value.replace("_", " ")}`;
  });
  return words.join(", ");
}
var percent = (share) => `${fixed(100 * share, 0)} %`;
function stageWords(name, { record, real }, live) {
  const [player, number2] = [name[0], Number(name[1])];
  return (player === "D" ? wordsOfD : wordsOfG)(record, real, live)[number2 - 1];
}
var STAGE_TITLES = {
  D1: "Real and fake",
  D2: "Verdict",
  D3: "Loss",
  D4: "Gradient",
  D5: "Update",
  G1: "New fakes",
  G2: "Verdict",
  G3: "Loss",
  G4: "Gradient",
  G5: "Update"
};
var meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
function judged(outputs, isReal, loss) {
  if (loss === "wasserstein") return `scored ${fixed(meanOf(outputs), 2)} on average`;
  const middle = loss === "least_squares" ? 0.5 : 0;
  const right = outputs.filter((value) => isReal ? value > middle : value < middle).length;
  return `judged rightly in ${percent(right / outputs.length)} of cases`;
}
var repeated = (count2) => count2 > 1 ? ` All this is done ${count2} times a step.` : "";
var rate = ({ optimizer }, lr) => `${optimizer === "adam" ? "Adam" : "SGD"} with rate ${lr}`;
function wordsOfD({ outputs, loss, norm: norm2 }, real, live) {
  const n = live.batch;
  const [onReal, onFake] = [outputs.subarray(0, n), outputs.subarray(n)];
  const clipped = live.penalty === "clip" ? ` Then every weight is cut to ±${live.strength}.` : "";
  return [
    `${n} points are drawn from the data, and ${n} draws of noise go through G, which becomes no wiser by it.`,
    `D looks at each. Real points are ${judged(onReal, true, live.loss)}, fakes are ${judged(onFake, false, live.loss)}. Rings mark what D takes for the other kind.`,
    `${FORMULAS[live.loss][0]}${PENALTIES3[live.penalty]}: ${fixed(loss, 3)}.`,
    `Back-propagation gives the slope of this loss by every weight of D, ${fixed(norm2, 3)} long in all. The fakes count as given: nothing flows to G.`,
    `${rate(live, live.lr_D)} moves D's weights against that gradient. The map shows the new D.${clipped}${repeated(live.k_D)}`
  ];
}
function wordsOfG({ outputs, loss, norm: norm2 }, _, live) {
  return [
    `${live.batch} new draws of noise go through G. No real point takes part in G's turn.`,
    `The D that has just moved looks at the fakes: they are ${judged(outputs, false, live.loss)}. Rings mark those that pass for real.`,
    `The ${NAMES[live.loss]} loss of G, ${FORMULAS[live.loss][1]}: ${fixed(loss, 3)}.`,
    `The loss is differentiated through D, which stays as it is, down to every fake: the arrows are where this loss would move it. Through the fakes it goes on to G's weights, ${fixed(norm2, 3)} long in all.`,
    `${rate(live, live.lr_G)} moves G's weights. The same noise now gives the fakes at the ends of the lines.${repeated(live.k_G)}`
  ];
}
function account(run, measures) {
  const { js, modes, quality, reverse_kl } = measures;
  const all = run.setup.data.centres.length;
  const covered = run.setup.data.hasModes ? `${modes} of ${all} modes covered, ${percent(quality)} of the fakes good, divergence of the modes' shares ${fixed(reverse_kl, 2)}. ` : "";
  const [lossD, lossG] = ["lossD", "lossG"].map((key) => run.history[key][run.n - 1]);
  const losses = run.n ? ` Loss of D ${fixed(lossD, 2)}, of G ${fixed(lossG, 2)}.` : "";
  return `${covered}Jensen-Shannon divergence ${fixed(js, 3)} of at most 0.693.${losses}`;
}

// coursekit/widgets/js/gan_lab.js
var HINTS = [
  "Real points are discs, fakes squares. D's verdict colours the plane: blue where it says real, orange where it says fake; for a Wasserstein critic, high and low values. G's manifold shows where equal shares of the noise go.",
  "Arrows point where the chosen loss of G would move each fake: minus its gradient there, a length of 0.3 for a slope of 1, cut at 0.45. Best D draws where the best reply to the fakes, p / (p + q), is ¼ (dotted), ½ (thick) and ¾: p is the data's density and q the fakes', both seen through a kernel of width 0.1; nothing is drawn where there is next to nothing of either. A Wasserstein critic's best reply has no such formula.",
  "Divergences and modes are measured on 2,500 fakes, all of them: counts in a grid of 20 by 20 cells, and one cell for what is outside, against as many real points. The last column is what fresh real points get. A fake is good within 3 standard deviations of a mode, and a mode is covered if one good fake is nearest to it.",
  "The same settings and seed always play the same game. Loss, penalty, rates, updates, optimiser and batch may be changed while it goes on; after a way back, a change begins another way from there. Reset begins again with the settings as they are."
];
var KEYS = [
  ["Space", "play or pause"],
  ["n b", "a step on or back; in slow motion, n goes a stage on"],
  ["d g", "a step of D alone, or of G alone"],
  ["Enter", "where you draw: choose a place with the arrows; Enter adds a point, Escape leaves"]
];
var CHARTS_EVERY = 4;
var gan_lab_default = { render: (props) => show(props, Session, View) };
var View = class {
  #frames = 0;
  constructor(session) {
    this.session = session;
    this.keysId = uniqueId("keys");
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    const say = (words) => this.status.textContent = words;
    this.planes = [0, 1].map((which) => new Plane(session, which, say, this.keysId));
    this.charts = new Charts(session);
    this.controls = new Controls(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.watch = h("p", { class: "sfp-watch" });
    this.transport = transport(session, {
      name: "Step",
      speeds: SPEEDS,
      words: () => this.#moment()
    });
    this.root = this.#layOut();
  }
  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        for (const part of [...this.planes, this.charts]) part.colours = colours;
        this.#paint();
      },
      resize: () => this.#resize(),
      news: (what) => this.#follow(what)
    });
  }
  #layOut() {
    const { session, controls, charts } = this;
    const { transport: bar } = this;
    const reset = button("Reset", () => session.restart(), "reset");
    bar.element.querySelector(".sfp-button").replaceWith(reset);
    const single = ["D", "G"].map((name) => button(`Step ${name}`, () => session.step(name)));
    const one = { class: "sfp-group", role: "group", "aria-label": "One player's step" };
    bar.element.append(
      h(
        "div",
        { class: "sfp-row sfp-ways" },
        h("div", one, ...single),
        controls.slow.element,
        controls.compare.element
      )
    );
    this.figures = this.planes.map((plane, which) => {
      const caption = h("p", { class: "sfp-caption" });
      return {
        caption,
        plane,
        element: h("div", { class: "sfp-figure" }, caption, plane.element),
        which
      };
    });
    this.stages = h("ol", { class: "sfp-stages" });
    this.words = h("p", { class: "sfp-words" });
    this.slowBox = h("div", { class: "sfp-slow" }, this.stages, this.words);
    return h(
      "div",
      {
        class: "sfp sfp-gan",
        role: "group",
        "aria-label": "GAN lab",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      ...controls.rows.top,
      this.watch,
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          { class: "sfp-pictures" },
          ...this.figures.map(({ element }) => element),
          controls.layerButtons
        ),
        bar.element,
        this.slowBox,
        h("div", { class: "sfp-side" }, this.#makeTable(), ...charts.elements)
      ),
      ...controls.rows.folds,
      help(HINTS, "Keys, while a plane has the focus:", KEYS, this.keysId),
      this.status
    );
  }
  #makeTable() {
    const names = {
      modes: "Modes covered",
      quality: "Good fakes",
      reverse_kl: "KL of mode shares",
      kl: "KL(data ‖ fakes)",
      js: "JS(data, fakes)"
    };
    this.cells = {};
    this.heads = ["A", "B", "Real"].map((name) => h("th", { scope: "col" }, name));
    const rows = Object.entries(names).map(([key, name]) => {
      this.cells[key] = this.heads.map(() => h("td"));
      return h("tr", {}, h("th", { scope: "row" }, name), ...this.cells[key]);
    });
    return h(
      "table",
      { class: "sfp-readings" },
      h("thead", {}, h("tr", {}, h("td"), ...this.heads)),
      h("tbody", {}, ...rows)
    );
  }
  #moment() {
    const { n, length, isBusy } = this.session;
    return isBusy ? `${n}, on the way` : n === length ? String(n) : `${n} of ${length}`;
  }
  #resize() {
    if (!this.planes[0].resize()) return;
    this.planes[1].resize();
    this.charts.resize();
    this.#paint();
    this.#describe();
  }
  #paint() {
    this.#paintPlanes();
    this.charts.paint();
  }
  #paintPlanes() {
    for (const plane of this.planes) plane.paint();
  }
  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings") this.#showSettings();
    if (what === "run") {
      this.charts.update();
      this.#resize();
    }
    if (what === "cursor") {
      this.#paintPlanes();
      const isPlaying = session.playing || session.isBusy;
      this.#frames = isPlaying ? this.#frames + 1 : 0;
      if (this.#frames % CHARTS_EVERY === 0) this.charts.paint();
    }
    if (what === "run" || what === "cursor") {
      if (this.#frames % CHARTS_EVERY === 0) this.#showReadings();
      this.#showStage();
      this.transport.moved();
      this.#describe();
    }
  }
  #showSettings() {
    const { session } = this;
    const { compare, slow, other, data } = session.values;
    this.controls.update();
    const { watch } = PRESETS[session.preset] ?? {};
    this.watch.textContent = watch ?? "";
    this.figures.forEach(({ element, caption }, which) => {
      element.hidden = which === 1 && !compare;
      caption.hidden = !compare;
      caption.textContent = which === 0 ? "Run A" : `Run B: ${differenceWords(other)}`;
    });
    this.root.classList.toggle("sfp-two", compare);
    this.slowBox.hidden = !slow;
    this.heads[0].textContent = compare ? "A" : "Fakes";
    this.heads[1].hidden = !compare;
    for (const cells of Object.values(this.cells)) cells[1].hidden = !compare;
    this.planes[0].element.setAttribute("aria-label", compare ? "The plane of run A" : "The plane");
    const best = this.controls.layers.find(([key]) => key === "best")[1].element;
    best.title = hasBest(session.values.loss) ? "" : "A Wasserstein critic's best reply has no formula";
    this.transport.update();
    if (data === "drawn") this.#paintPlanes();
    this.#showStage();
    this.#describe();
  }
  #showReadings() {
    const { runs } = this.session;
    const columns2 = [runs[0]?.measures(), runs[1]?.measures(), runs[0]?.floor];
    const hasModes = Boolean(runs[0]?.setup.data.hasModes);
    const all = runs[0]?.setup.data.centres.length;
    const words = {
      modes: (value) => `${value} of ${all}`,
      quality: percent
    };
    for (const [key, cells] of Object.entries(this.cells)) {
      cells[0].parentElement.hidden = key in (runs[0]?.floor ?? this.cells) ? false : !hasModes;
      cells.forEach((cell, k) => {
        const value = columns2[k]?.[key];
        cell.textContent = value === void 0 ? "–" : (words[key] ?? ((v) => fixed(v, 3)))(value);
      });
    }
  }
  // Which stage of a slow step is shown, and what it does.
  #showStage() {
    const { session } = this;
    if (!session.values.slow) return;
    const { stages, stage, runs } = session;
    const names = stages.length ? stages : Object.keys(STAGE_TITLES);
    if (this.stages.childElementCount !== names.length || this.stages.firstChild.dataset.name !== names[0]) {
      this.stages.replaceChildren(
        ...names.map((name) => {
          const item = h(
            "li",
            { class: `sfp-${name[0]}` },
            h("b", {}, name),
            ` ${STAGE_TITLES[name]}`
          );
          item.dataset.name = name;
          return item;
        })
      );
    }
    [...this.stages.children].forEach((item, k) => {
      if (k === stage) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    const words = stage === null ? "Step goes through the next step of the game, stage by stage; Play goes on by itself." : stageWords(stages[stage], session.picture(runs[0]), runs[0].liveAt(session.n - 1));
    if (this.words.textContent !== words) this.words.textContent = words;
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk,
  // except that slow motion is there to be followed.
  #describe() {
    const { session } = this;
    if (session.playing && !session.values.slow || session.isBusy) return;
    const { runs, stages, stage, n } = session;
    if (runs.length === 0) {
      this.planes[0].describe("The plane is empty. Draw points to begin.");
      return;
    }
    const accounts = runs.map((run) => account(run, run.measures()));
    accounts.forEach((words, k) => {
      const { data } = runs[k].setup;
      const what = data.hasModes ? `${data.centres.length} clumps of data` : "The data";
      this.planes[k].describe(`${what}, and the fakes of step ${n}. ${words}`);
    });
    this.charts.describe();
    const [a, b] = accounts;
    const said = stage === null ? `Step ${n}. ${b ? `Run A: ${a} Run B: ${b}` : a}` : `${stages[stage]}, ${STAGE_TITLES[stages[stage]]}. ${this.words.textContent}`;
    if (this.status.textContent !== said && !this.planes.some(({ cursor }) => cursor)) {
      this.status.textContent = said;
    }
  }
};
export {
  gan_lab_default as default
};
