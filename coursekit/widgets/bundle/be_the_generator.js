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
  const update = (chosen) => buttons.forEach(([value, control]) => control.setAttribute("aria-pressed", value === chosen));
  return { element, update };
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
  function update(value, words) {
    input.value = scale.to(value);
    input.setAttribute("aria-valuetext", words);
    shown.textContent = words;
  }
  return { element: field(name, input, shown), input, update };
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
  const update = () => {
    const name = isDark() ? "dark" : "light";
    if (name === shown) return;
    shown = name;
    root.style.colorScheme = name;
    for (const [key, colour] of Object.entries(palette_default[name])) {
      root.style.setProperty(`--${key}`, colour);
    }
    callback(palette_default[name]);
  };
  const observer = new MutationObserver(update);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  observer.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
  prefersDark.addEventListener("change", update);
  update();
  return () => {
    observer.disconnect();
    prefersDark.removeEventListener("change", update);
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
function dataOf(name, points = []) {
  return name === "drawn" ? { centres: points, sd: DRAWN_SD, hasModes: false } : SETS[name];
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

// coursekit/widgets/js/algorithms/rbf_discriminator.js
var SIDE = 7;
var WIDTH = 0.6;
var RIDGE = 0.03;
var SIZE = SIDE * SIDE + 1;
var CENTRES = Array.from({ length: SIDE }, (_, k) => -HALF + 2 * HALF * k / (SIDE - 1));
var ENOUGH = 1e-12;
var NEAR = 1e-6;
var [REAL, FAKE] = [LOSSES.non_saturating.real, LOSSES.non_saturating.fake];
var bumps = (v) => CENTRES.map((c) => Math.exp(-((v - c) ** 2) / (2 * WIDTH ** 2)));
function features([x, y]) {
  const [across, up] = [bumps(x), bumps(y)];
  const result = new Float64Array(SIZE);
  up.forEach((v, j) => across.forEach((u, i) => result[j * SIDE + i] = u * v));
  result[SIZE - 1] = 1;
  return result;
}
var dot = (a, b) => a.reduce((sum, value, k) => sum + value * b[k], 0);
var logit = (w, point) => dot(w, features(point));
function slope(w, [x, y]) {
  const [across, up] = [bumps(x), bumps(y)];
  let [dx, dy] = [0, 0];
  for (let j = 0; j < SIDE; j++) {
    for (let i = 0; i < SIDE; i++) {
      const part = w[j * SIDE + i] * across[i] * up[j] / WIDTH ** 2;
      dx += part * (CENTRES[i] - x);
      dy += part * (CENTRES[j] - y);
    }
  }
  return [dx, dy];
}
function fit(real, fake, start = new Float64Array(SIZE)) {
  const rows = [...real, ...fake];
  const shares = rows.map((_, i) => 1 / (i < real.length ? real : fake).length);
  const part = (i) => i < real.length ? REAL : FAKE;
  const crossEntropy = (w2) => rows.reduce((sum, phi, i) => sum + shares[i] * part(i)[0](dot(w2, phi)), 0);
  const objective = (w2) => crossEntropy(w2) + RIDGE / 2 * dot(w2.subarray(0, SIZE - 1), w2);
  let w = Float64Array.from(start);
  let value = objective(w);
  for (let turn = 0; turn < 100; turn++) {
    const { gradient, hessian } = derivatives(w, rows, shares, part);
    const steepest = Math.max(...gradient.map(Math.abs));
    if (steepest < ENOUGH) break;
    const move = solve(hessian, gradient);
    const to = (size2) => w.map((entry, k) => entry - size2 * move[k]);
    let size = 1;
    while (steepest > NEAR && size > 1e-6 && objective(to(size)) > value) size /= 2;
    w = to(size);
    value = objective(w);
  }
  return { w, loss: crossEntropy(w) };
}
function derivatives(w, rows, shares, part) {
  const gradient = w.map((entry, k) => k < SIZE - 1 ? RIDGE * entry : 0);
  const hessian = new Float64Array(SIZE * SIZE);
  for (let k = 0; k < SIZE - 1; k++) hessian[k * SIZE + k] = RIDGE;
  hessian[SIZE * SIZE - 1] = 1e-12;
  rows.forEach((phi, i) => {
    const t = dot(w, phi);
    const first = shares[i] * part(i)[1](t);
    const second = shares[i] * sigmoid(t) * sigmoid(-t);
    for (let k = 0; k < SIZE; k++) {
      gradient[k] += first * phi[k];
      const factor = second * phi[k];
      if (factor < 1e-14) continue;
      for (let l = 0; l <= k; l++) hessian[k * SIZE + l] += factor * phi[l];
    }
  });
  return { gradient, hessian };
}
function solve(A, b) {
  const L = Float64Array.from(A);
  const n = b.length;
  const x = Float64Array.from(b);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) {
      const factor = L[j * n + k];
      if (factor !== 0) for (let i = j; i < n; i++) L[i * n + j] -= L[i * n + k] * factor;
    }
    const root = Math.sqrt(L[j * n + j]);
    for (let i = j; i < n; i++) L[i * n + j] /= root;
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= L[i * n + k] * x[k];
    x[i] /= L[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= L[k * n + i] * x[k];
    x[i] /= L[i * n + i];
  }
  return x;
}
function pushes(w, fakes, loss) {
  const [, slopeOf] = LOSSES[loss].generator;
  return fakes.map((point) => slope(w, point).map((part) => -slopeOf(logit(w, point)) * part));
}
function logits(w, size) {
  const middles = Array.from({ length: size }, (_, k) => -HALF + (k + 0.5) * 2 * HALF / size);
  const profiles = middles.map(bumps);
  const result = new Float64Array(size * size);
  profiles.forEach((across, column) => {
    const sums = CENTRES.map((_, j) => dot(across, w.subarray(j * SIDE, (j + 1) * SIDE)));
    profiles.forEach((up, row) => result[row * size + column] = w[SIZE - 1] + dot(up, sums));
  });
  return result;
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
  const slope2 = (to - from) / (high - low);
  const map = (value) => from + (value - low) * slope2;
  map.invert = (pixel) => low + (pixel - from) / slope2;
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

// coursekit/widgets/js/kit/frame.js
var STEP = 0.01;
var inside = (frame, point) => point.map((value, j) => clip(value, ...frame[j]));
function arrowKeys(frame, { shiftKey }, from, move) {
  const step = shiftKey ? 5 * STEP : STEP;
  const size = frame.map(([low, high]) => step * (high - low));
  const to = (dx, dy) => () => move(inside(frame, [from[0] + dx * size[0], from[1] + dy * size[1]]));
  return { ArrowLeft: to(-1, 0), ArrowRight: to(1, 0), ArrowUp: to(0, 1), ArrowDown: to(0, -1) };
}

// coursekit/widgets/js/kit/handles.js
var Handles = class {
  #buttons = [];
  #held = null;
  // {k, shift}: which is dragged, and how far from its middle it was taken
  // On `element`, whose `scales()` are {toX, toY} and whose `frame` is [[left, right],
  // [bottom, top]]; `move(k, point)` is told where handle k goes.
  constructor(element, { scales, frame, move }) {
    Object.assign(this, { element, scales, frame, move });
    element.addEventListener("pointerdown", (event) => this.#grab(event));
    element.addEventListener("pointermove", (event) => this.#pull(event));
    for (const name of ["pointerup", "pointercancel"]) {
      element.addEventListener(name, () => this.#held = null);
    }
    onKeys(element, (event) => this.#keys(event));
  }
  get isHeld() {
    return this.#held !== null;
  }
  // Puts a handle at each point; `words(k)` are its name for a screen reader.
  place(points, words, labels = []) {
    while (this.#buttons.length > points.length) this.#buttons.pop().remove();
    while (this.#buttons.length < points.length) this.#add(labels[this.#buttons.length] ?? "");
    const { toX, toY } = this.scales();
    const { clientWidth, clientHeight } = this.element;
    points.forEach(([x, y], k) => {
      const button2 = this.#buttons[k];
      button2.point = [x, y];
      button2.style.left = `${clip(toX(x), 0, clientWidth)}px`;
      button2.style.top = `${clip(toY(y), 0, clientHeight)}px`;
      button2.setAttribute("aria-label", words(k));
    });
  }
  #add(label) {
    const button2 = h("button", { type: "button", class: "sfp-handle" }, h("span", {}, label));
    this.#buttons.push(button2);
    this.element.append(button2);
  }
  #grab(event) {
    const button2 = event.target.closest(".sfp-handle");
    if (!button2 || event.button !== 0) return;
    event.preventDefault();
    button2.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    const at = this.#at(event);
    const shift = button2.point.map((value, j) => value - at[j]);
    this.#held = { k: this.#buttons.indexOf(button2), shift };
  }
  #pull(event) {
    if (!this.#held) return;
    const { k, shift } = this.#held;
    this.move(k, inside(this.frame, this.#at(event).map((value, j) => value + shift[j])));
  }
  #at({ clientX, clientY }) {
    const { left, top } = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales();
    return [toX.invert(clientX - left), toY.invert(clientY - top)];
  }
  #keys(event) {
    const k = this.#buttons.indexOf(event.target.closest(".sfp-handle"));
    if (k < 0) return {};
    return arrowKeys(this.frame, event, event.target.point, (point) => this.move(k, point));
  }
};

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

// coursekit/widgets/js/generator/session.js
var DATA = ["blobs", "gaussians", "ring", "line"];
var LOSS_NAMES = ["non_saturating", "minimax"];
var N_REAL = 60;
var MAX_FAKES = 12;
var MAX_STEPS = 1e3;
var SPEEDS = [1, 60];
var RATE = 0.05;
var LARGEST = Math.log(4);
var KINDS = {
  data: oneOf(DATA),
  loss: oneOf(LOSS_NAMES),
  hint: flag,
  fakes: numbers(
    (list) => list.length % 2 === 0 && list.length >= 2 && list.length <= 2 * MAX_FAKES && list.every((value) => Math.abs(value) <= HALF),
    `1 to ${MAX_FAKES} pairs of numbers from ${-HALF} to ${HALF}`
  ),
  seed: whole(0, LAST_SEED),
  n: whole(0, MAX_STEPS),
  speed: number(...SPEEDS)
};
var GAME_SETTINGS = ["data", "loss", "fakes", "seed"];
var heap = (k) => [-0.2 + 0.2 * (k % 3), -0.2 + 0.2 * Math.floor(k / 3)];
var Session = class extends Player {
  constructor(model) {
    super(model, { name: "fake", kinds: KINDS, slow: 0 });
  }
  rebuild(before) {
    const { values } = this;
    const isNew = (keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    if (isNew(["data", "seed"])) {
      const draws = sample(dataOf(values.data), N_REAL, seededRandom(values.seed));
      this.real = pairs([...draws]).map((point) => point.map((value) => clip(value, -HALF, HALF)));
      this.realFeatures = this.real.map(features);
    }
    if (isNew(GAME_SETTINGS)) {
      this.states = [this.#reply(pairs(values.fakes), this.states?.[0]?.w)];
      this.length = 0;
      if (before && before.n === values.n) values.n = 0;
    }
    values.n = this.reach(values.n);
    this.emit("run");
  }
  reach(n) {
    n = clip(n, 0, MAX_STEPS);
    while (this.states.length <= n) this.#descend();
    this.length = Math.max(this.length, n);
    return n;
  }
  extras() {
    const { fakes, loss, trusted } = this.now;
    return { _now: { fakes, loss, trusted, real: this.real } };
  }
  // {fakes, w, loss (of the discriminator), trusted (its belief in each fake), pushes}
  get now() {
    return this.states[this.n];
  }
  // Puts fake k at a point; from there a descent begins anew.
  place(k, point) {
    const fakes = this.now.fakes.map((old, j) => j === k ? point : old);
    this.#begin(fakes);
  }
  setCount(count2) {
    const { fakes } = this.now;
    this.#begin(Array.from({ length: count2 }, (_, k) => fakes[k] ?? heap(k)));
  }
  // Back into a heap.
  collect() {
    this.#begin(this.now.fakes.map((_, k) => heap(k)));
  }
  #begin(fakes) {
    this.pause();
    const rounded = fakes.flat().map((value) => Number(value.toFixed(3)));
    this.change({ fakes: rounded, n: 0 });
  }
  #descend() {
    const { fakes, pushes: push, w } = this.states.at(-1);
    const moved = fakes.map(
      (point, k) => point.map((value, j) => clip(value + RATE * push[k][j], -HALF, HALF))
    );
    this.states.push(this.#reply(moved, w));
  }
  #reply(fakes, start) {
    const { w, loss } = fit(this.realFeatures, fakes.map(features), start);
    const trusted = fakes.map((point) => sigmoid(logit(w, point)));
    return { fakes, w, loss, trusted, pushes: pushes(w, fakes, this.values.loss) };
  }
};
function pairs(list) {
  return Array.from({ length: list.length / 2 }, (_, i) => list.slice(2 * i, 2 * i + 2));
}

// coursekit/widgets/js/generator/charts.js
var FRAME = [[-HALF, HALF], [-HALF, HALF]];
var CELLS = 64;
var LONGEST = 0.6;
var SCALE = 0.25;
var TURN = 2 * Math.PI;
var toRGB = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
var Plane = class {
  layer = new Layer({ role: "img" });
  #heat = document.createElement("canvas");
  constructor(session) {
    this.session = session;
    this.element = h("div", { class: "sfp-plane" }, this.layer.canvas);
    this.#heat.width = this.#heat.height = CELLS;
    this.handles = new Handles(this.element, {
      scales: () => this.scales,
      frame: FRAME,
      move: (k, point) => session.place(k, point)
    });
  }
  describe(words) {
    this.layer.canvas.setAttribute("aria-label", words);
  }
  resize() {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth > 0) this.layer.resize(clientWidth, clientHeight);
    this.scales = {
      toX: linear(-HALF, HALF, 0, clientWidth),
      toY: linear(-HALF, HALF, clientHeight, 0)
    };
    return clientWidth > 0;
  }
  paint() {
    const { layer, colours, session } = this;
    if (layer.width === 0 || !colours) return;
    const { pen } = layer;
    layer.clear();
    this.#paintHeat();
    pen.fillStyle = colours.c1;
    for (const point of session.real) {
      this.#disc(point, 3.2);
      pen.fill();
    }
    if (session.values.hint) this.#paintPushes();
    const { fakes, trusted } = session.now;
    const names = fakes.map((_, k) => k + 1);
    this.handles.place(fakes, (k) => nameOf(k, fakes[k], trusted[k]), names);
  }
  // The colour of the fakes where D expects fakes, of the real points where it expects those,
  // and none where it cannot tell.
  #paintHeat() {
    const { colours, session, layer } = this;
    const [real, fake] = [toRGB(colours.c1), toRGB(colours.c2)];
    const image = new ImageData(CELLS, CELLS);
    logits(session.now.w, CELLS).forEach((value, at) => {
      const belief = sigmoid(value);
      const row = CELLS - 1 - Math.floor(at / CELLS);
      const place = 4 * (row * CELLS + at % CELLS);
      const rgb = belief > 0.5 ? real : fake;
      image.data.set([...rgb, 255 * 0.9 * Math.abs(belief - 0.5)], place);
    });
    this.#heat.getContext("2d").putImageData(image, 0, 0);
    layer.pen.imageSmoothingEnabled = true;
    layer.pen.drawImage(this.#heat, 0, 0, layer.width, layer.height);
  }
  #paintPushes() {
    const { pen } = this.layer;
    const { toX, toY } = this.scales;
    const { fakes, pushes: pushes2 } = this.session.now;
    pen.strokeStyle = pen.fillStyle = this.colours.fg;
    pen.lineWidth = 2;
    fakes.forEach(([x, y], k) => {
      const size = Math.hypot(...pushes2[k]);
      if (size * SCALE < 5e-3) return;
      const length = Math.min(size * SCALE, LONGEST) / size;
      const end = [x + pushes2[k][0] * length, y + pushes2[k][1] * length];
      arrow(pen, [toX(x), toY(y)], [toX(end[0]), toY(end[1])]);
    });
  }
  #disc([x, y], radius) {
    const { pen } = this.layer;
    pen.beginPath();
    pen.arc(this.scales.toX(x), this.scales.toY(y), radius, 0, TURN);
  }
};
function arrow(pen, from, to) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  for (const side of [2.6, -2.6]) {
    pen.moveTo(...to);
    pen.lineTo(to[0] + 8 * Math.cos(angle + side), to[1] + 8 * Math.sin(angle + side));
  }
  pen.stroke();
}
var nameOf = (k, [x, y], trust) => `Fake ${k + 1} at ${fixed(x, 2)}, ${fixed(y, 2)}: held for real with probability ${fixed(trust, 2)}`;
var Losses = class {
  layer = new Layer({ role: "img" });
  constructor(session) {
    this.session = session;
    this.element = h("div", { class: "sfp-losses" }, this.layer.canvas);
  }
  describe(words) {
    this.layer.canvas.setAttribute("aria-label", words);
  }
  resize() {
    this.layer.resize(this.element.clientWidth, this.element.clientHeight);
    return this.layer.width > 0;
  }
  paint() {
    const { session, layer, colours } = this;
    if (layer.width === 0 || !colours) return;
    const { n, states } = session;
    const last = Math.max(n, 50);
    const { toX, toY } = paintAxes(layer, colours, [0, last], [0, 1.5]);
    const { pen } = layer;
    pen.strokeStyle = colours.muted;
    pen.setLineDash([5, 4]);
    pen.beginPath();
    pen.moveTo(toX(0), toY(LARGEST));
    pen.lineTo(toX(last), toY(LARGEST));
    pen.stroke();
    pen.setLineDash([]);
    pen.strokeStyle = pen.fillStyle = colours.c1;
    pen.lineWidth = 1.75;
    pen.beginPath();
    for (let i = 0; i <= n; i++) pen.lineTo(toX(i), toY(states[i].loss));
    pen.stroke();
    pen.beginPath();
    pen.arc(toX(n), toY(clip(states[n].loss, 0, 1.5)), 4, 0, TURN);
    pen.fill();
  }
};

// coursekit/widgets/js/generator/words.js
var provenJS = ({ loss }) => Math.max((LARGEST - loss) / 2, 0);
function account({ n, now, values }) {
  const share = now.loss / LARGEST;
  const verdict = share > 0.995 ? "It cannot tell fakes from real points." : share > 0.95 ? "It can hardly tell fakes from real points." : share > 0.7 ? "It still finds a difference." : "It tells them apart with ease.";
  const { trusted, fakes } = now;
  const worst = trusted.indexOf(Math.min(...trusted));
  const caught = share > 0.995 ? "" : ` Its surest catch: ${nameOf(worst, fakes[worst], trusted[worst]).toLowerCase()}.`;
  const when = n === 0 ? "" : `After ${n} step${n === 1 ? "" : "s"} of descent: `;
  const weak = values.hint && Math.max(...now.pushes.map((push) => Math.hypot(...push))) < 0.02 ? " No fake is pushed any more." : "";
  return `${when}D's loss is ${fixed(now.loss, 3)} of at most ${fixed(LARGEST, 3)}. ${verdict}${caught}${weak}`;
}

// coursekit/widgets/js/be_the_generator.js
var DATA2 = { blobs: "Three blobs", gaussians: "Two blobs", ring: "A ring", line: "A line" };
var HINTS = [
  "Blue dots are real. The numbered rings are yours: drag them until the discriminator cannot tell them from the dots. It is trained to its best at every move. Where the plane is orange it expects fakes, where it is blue real points, where it is plain it cannot tell.",
  "The score is its loss. At log 4 it cannot tell; below, it proves that fakes and data are at least so far apart in Jensen-Shannon divergence.",
  "The hint shows, as arrows, where the generator's loss pushes each fake; the other loss is the minimax one. Play, and gradient descent drags them for you."
];
var KEYS = [
  ["Arrow keys", "on a ring: move it, with Shift further"],
  ["h", "the hint, on or off"],
  ["n b", "a step of descent on or back"],
  ["Space", "play or pause"]
];
var be_the_generator_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.plane = new Plane(session);
    this.losses = new Losses(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.transport = transport(session, {
      name: "Step of descent",
      speeds: SPEEDS,
      words: () => session.n === session.length ? `${session.n}` : `${session.n} of ${session.length}`
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
        if (!this.plane.resize()) return;
        this.losses.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what)
    });
  }
  #layOut() {
    const { session } = this;
    const counts = Object.fromEntries(Array.from({ length: MAX_FAKES }, (_, k) => [k + 1, k + 1]));
    this.data = choice("Data", DATA2, (data) => session.change({ data, n: 0 }));
    this.count = choice("Fakes", counts, (count2) => session.setCount(Number(count2)));
    this.loss = switches(
      "Generator's loss",
      { non_saturating: "Non-saturating", minimax: "Minimax" },
      (loss) => session.change({ loss })
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
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
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
            button("Start again", () => session.collect())
          ),
          this.loss.element,
          caption("D's loss by step; dashed: it cannot tell"),
          this.losses.element
        ),
        this.transport.element
      ),
      help(HINTS, "Keys, while anything here but a field has the focus:", KEYS, uniqueId("keys"))
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
        row("trusted", "Fakes held for real")
      )
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
      b: () => session.moveTo(session.n - 1)
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
      `${real.length} real points (${DATA2[values.data].toLowerCase()}), ${values.fakes.length / 2} fakes, and the discriminator's belief as a heat map. ${words}`
    );
    this.losses.describe(`The discriminator's loss by step of descent. ${words}`);
  }
};
export {
  be_the_generator_default as default
};
