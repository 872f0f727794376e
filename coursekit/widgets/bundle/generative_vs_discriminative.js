// coursekit/widgets/js/algorithms/classifiers.js
var MODELS = ["shared", "own", "naive", "logistic"];
var FLOOR = 1e-9;
var SINGULAR = 1e-12;
var TOLERANCE = 1e-8;
var MAX_STEPS = 100;
var sum = (list) => list.reduce((total, value) => total + value, 0);
function fit(name, points, labels, penalty) {
  const counts = [0, 1].map((c) => labels.filter((label) => label === c).length);
  const empty = counts.indexOf(0);
  if (empty >= 0) throw new ClassError(empty, "has no point");
  if (name === "logistic") return fitLogistic(points, labels, penalty);
  const stats = counts.map((n, c) => statistics(points.filter((_, i) => labels[i] === c)));
  const weights = counts.map((n) => n / labels.length);
  const means = stats.map(({ mean }) => mean);
  return { weights, means, covariances: COVARIANCES[name](stats, points) };
}
var ClassError = class extends Error {
  constructor(label, words) {
    super(words);
    this.label = label;
  }
};
function statistics(points) {
  const n = points.length;
  const mean = [0, 1].map((j) => sum(points.map((point) => point[j])) / n);
  const away = points.map(([x, y]) => [x - mean[0], y - mean[1]]);
  const scatter = [sum(away.map(([x]) => x * x)), sum(away.map(([x, y]) => x * y)), sum(away.map(([, y]) => y * y))];
  return { n, mean, scatter };
}
var COVARIANCES = {
  shared(stats) {
    const n = sum(stats.map((one) => one.n));
    const pooled = [0, 1, 2].map((j) => sum(stats.map(({ scatter }) => scatter[j])) / n);
    return stats.map(() => checked(pooled, 0));
  },
  own: (stats) => stats.map(({ n, scatter }, c) => checked(scatter.map((v) => v / n), c)),
  naive(stats, points) {
    const all = statistics(points);
    const floor = FLOOR * Math.max(all.scatter[0], all.scatter[2]) / all.n;
    return stats.map(({ n, scatter: [xx, , yy] }, c) => {
      if (floor === 0) throw new ClassError(c, "does not vary");
      return [xx / n + floor, 0, yy / n + floor];
    });
  }
};
function checked(covariance, c) {
  const [xx, xy, yy] = covariance;
  const middle = (xx + yy) / 2;
  const radius = Math.hypot((xx - yy) / 2, xy);
  if (middle - radius <= SINGULAR * (middle + radius)) {
    throw new ClassError(c, "lies on a line or has too few points for a covariance");
  }
  return covariance;
}
function logJoint({ weights, means, covariances }, [x, y]) {
  return weights.map((weight, c) => {
    const [xx, xy, yy] = covariances[c];
    const slope = xy / xx;
    const rest = yy - slope * xy;
    const dx = x - means[c][0];
    const dy = y - means[c][1] - slope * dx;
    const square = dx * dx / xx + dy * dy / rest;
    return Math.log(weight) - Math.log(2 * Math.PI * Math.sqrt(xx * rest)) - 0.5 * square;
  });
}
function logOdds(model, point) {
  if (model.coef) return model.intercept + model.coef[0] * point[0] + model.coef[1] * point[1];
  const [a, b] = logJoint(model, point);
  return b - a;
}
function errors(model, points, labels) {
  return points.filter((point, i) => logOdds(model, point) > 0 !== (labels[i] === 1)).length;
}
function fitLogistic(points, labels, penalty) {
  const design = points.map(([x, y]) => [1, x, y]);
  const ridge = [0, penalty, penalty];
  const scoreOf = (w2) => (row) => w2[0] * row[0] + w2[1] * row[1] + w2[2] * row[2];
  const loss = (w2) => {
    const score = scoreOf(w2);
    const fitting = design.map((row, i) => softplus(score(row)) - labels[i] * score(row));
    return sum(fitting) + penalty / 2 * (w2[1] ** 2 + w2[2] ** 2);
  };
  const derivatives = (w2) => {
    const p = design.map(scoreOf(w2)).map((score) => Math.exp(score - softplus(score)));
    const gradient = w2.map((value, j) => sum(design.map((row, i) => (p[i] - labels[i]) * row[j])) + ridge[j] * value);
    const hessian = w2.map(
      (_, j) => w2.map((__, k) => sum(design.map((row, i) => p[i] * (1 - p[i]) * row[j] * row[k])) + (j === k ? ridge[j] : 0))
    );
    return { gradient, hessian };
  };
  let w = [0, 0, 0];
  for (let steps = 0; ; steps++) {
    const { gradient, hessian } = derivatives(w);
    if (Math.max(...gradient.map(Math.abs)) <= TOLERANCE) break;
    if (steps === MAX_STEPS) throw new Error("Newton's method did not converge");
    w = backtrack(w, solve(hessian, gradient), loss);
  }
  return { coef: w.slice(1), intercept: w[0] };
}
var softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
function backtrack(w, step, loss) {
  const before = loss(w);
  for (let size = 1; size > 1e-10; size /= 2) {
    const next = w.map((value, j) => value - size * step[j]);
    if (loss(next) <= before + 1e-12 * Math.abs(before)) return next;
  }
  return w;
}
function solve(matrix, vector) {
  const rows = matrix.map((row, i) => [...row, vector[i]]);
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    if (!(rows[k][k] > 0)) throw new Error("the points do not determine its coefficients");
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const x = Array(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    x[i] = (rows[i][n] - sum(x.map((value, j) => j > i ? rows[i][j] * value : 0))) / rows[i][i];
  }
  return x;
}
function sample({ weights, means, covariances }, n, { uniform, normal }) {
  const labels = Array.from({ length: n }, () => uniform() < weights[0] ? 0 : 1);
  const points = labels.map((c) => {
    const [xx, xy, yy] = covariances[c];
    const a = Math.sqrt(xx);
    const b = xy / a;
    const [z, v] = [normal(), normal()];
    return [means[c][0] + a * z, means[c][1] + b * z + Math.sqrt(yy - b * b) * v];
  });
  return { points, labels };
}
function copies(model, { points, labels }, n, real, random) {
  const realCount = nearestEven(real * n);
  const dreams = sample(model, n - realCount, random);
  const chosen = Array.from({ length: realCount }, () => Math.floor(random.uniform() * points.length));
  return {
    points: [...chosen.map((i) => points[i]), ...dreams.points],
    labels: [...chosen.map((i) => labels[i]), ...dreams.labels],
    realCount
  };
}
function nearestEven(value) {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
function spreads(points, labels) {
  return [0, 1].map((c) => {
    const { n, scatter } = statistics(points.filter((_, i) => labels[i] === c));
    return (scatter[0] + scatter[2]) / n;
  });
}

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
var someOf = (names) => ({
  read(value) {
    const chosen = typeof value === "string" ? value ? value.split(",") : [] : value;
    return chosen.every((name) => names.includes(name)) ? names.filter((name) => chosen.includes(name)) : wanted(`a list of some of ${names.join(", ")}`, value);
  }
});
var text = (longest) => ({
  read: (value) => typeof value === "string" && value.length <= longest ? value : wanted(`text of at most ${longest} characters`, value)
});
var numbers = (check2, what) => ({
  read(value) {
    const parts = typeof value === "string" ? value ? value.split(",") : [] : value.flat();
    const result = parts.map(toNumber);
    return result.every(Number.isFinite) && check2(result) ? result : wanted(what, value);
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

// coursekit/widgets/js/kit/frame.js
var STEP = 0.01;
var inside = (frame, point) => point.map((value, j) => clip(value, ...frame[j]));
function arrowKeys(frame, { shiftKey }, from, move) {
  const step = shiftKey ? 5 * STEP : STEP;
  const size = frame.map(([low, high]) => step * (high - low));
  const to = (dx, dy) => () => move(inside(frame, [from[0] + dx * size[0], from[1] + dy * size[1]]));
  return { ArrowLeft: to(-1, 0), ArrowRight: to(1, 0), ArrowUp: to(0, 1), ArrowDown: to(0, -1) };
}

// coursekit/widgets/js/generative/borders.js
var CELLS = 56;
function zeros(f, [across, up]) {
  const at = ([low, high], k) => low + k / CELLS * (high - low);
  const xs = Array.from({ length: CELLS + 1 }, (_, i) => at(across, i));
  const ys = Array.from({ length: CELLS + 1 }, (_, j) => at(up, j));
  const values = xs.map((x) => ys.map((y) => f([x, y])));
  const found = [];
  for (let i = 0; i < CELLS; i++) {
    for (let j = 0; j < CELLS; j++) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]].map(([a, b]) => ({
        point: [xs[a], ys[b]],
        value: values[a][b]
      }));
      const crossings = corners.flatMap((from, k) => crossing(from, corners[(k + 1) % 4]));
      for (let k = 0; k + 1 < crossings.length; k += 2) found.push([crossings[k], crossings[k + 1]]);
    }
  }
  return found;
}
function crossing(from, to) {
  if (from.value > 0 === to.value > 0) return [];
  const share = from.value / (from.value - to.value);
  return [from.point.map((value, k) => value + share * (to.point[k] - value))];
}

// coursekit/widgets/js/generative/plane.js
var MARGIN2 = { left: 40, right: 10, top: 10, bottom: 22 };
var NEAR = 16;
var SLACK = 3;
var DRAWN = 400;
var LINES = {
  shared: { colour: "c3", dashes: [], width: 2.5 },
  own: { colour: "c4", dashes: [10, 4], width: 2.5 },
  naive: { colour: "c5", dashes: [2, 4], width: 3 },
  logistic: { colour: "fg", dashes: [10, 4, 2, 4], width: 2.5 }
};
var Plane = class {
  #layer = new Layer({ role: "img" });
  #held = null;
  // {i, from, pixels}: the point that is dragged, where it was taken
  #hasMoved = false;
  // since the pointer went down
  // `say(words)` tells a screen reader.
  constructor(session, say, keysId) {
    Object.assign(this, { session, say, cursor: null });
    const attributes = { class: "sfp-plane", role: "application", tabindex: 0, "aria-label": "The plane" };
    this.element = h("div", { ...attributes, "aria-describedby": keysId }, this.#layer.canvas);
    this.element.addEventListener("pointerdown", (event) => this.#press(event));
    this.element.addEventListener("pointermove", (event) => this.#pull(event));
    this.element.addEventListener("pointerup", (event) => this.#release(event));
    this.element.addEventListener("pointercancel", () => this.#held = null);
    const hold = (event) => this.#nearest(event.touches[0]) >= 0 && event.preventDefault();
    this.element.addEventListener("touchstart", hold, { passive: false });
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
    this.scales = paintAxes(this.#layer, colours, ...session.frame, { margin: MARGIN2 });
    const { pen, width, height } = this.#layer;
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN2.left, 0, width - MARGIN2.left, height - MARGIN2.bottom);
    pen.clip();
    this.#paintPoints();
    this.#paintBorders();
    pen.restore();
    if (this.cursor) this.#paintCursor();
  }
  #paintPoints() {
    const { session } = this;
    const { data } = session.values;
    const isCopy = session.n > 0;
    const dreamt = session.dreamt;
    this.#layer.pen.globalAlpha = isCopy || dreamt ? 0.35 : 0.85;
    for (const [x, y, c] of data) this.#paintPoint([x, y], c, isCopy ? 2 : 4, true);
    this.#layer.pen.globalAlpha = 1;
    const { points, labels, realCount } = session.shown;
    if (isCopy) {
      points.slice(-DRAWN).forEach((point, k) => {
        const i = Math.max(points.length - DRAWN, 0) + k;
        this.#paintPoint(point, labels[i], 4, i < realCount);
      });
    }
    dreamt?.points.forEach((point, i) => this.#paintPoint(point, dreamt.labels[i], 4, false));
    if (session.selected >= 0 && !isCopy) this.#paintRing(data[session.selected]);
  }
  // A disc or a diamond, by its class; hollow if it is a dream.
  #paintPoint([x, y], c, size, isFull) {
    const { pen } = this.#layer;
    const [px, py] = [this.scales.toX(x), this.scales.toY(y)];
    pen.fillStyle = pen.strokeStyle = this.colours[c ? "c2" : "c1"];
    pen.lineWidth = 1.5;
    pen.beginPath();
    if (c) {
      const far = size * 1.25;
      for (const [dx, dy] of [[0, -far], [far, 0], [0, far], [-far, 0]]) pen.lineTo(px + dx, py + dy);
      pen.closePath();
    } else {
      pen.arc(px, py, size, 0, 2 * Math.PI);
    }
    if (isFull) pen.fill();
    else pen.stroke();
  }
  #paintRing([x, y]) {
    const { pen } = this.#layer;
    pen.strokeStyle = this.colours.fg;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(this.scales.toX(x), this.scales.toY(y), 10, 0, 2 * Math.PI);
    pen.stroke();
  }
  #paintBorders() {
    const { session, colours } = this;
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    for (const name of session.values.models) {
      const { model } = session.fits[name];
      if (!model) continue;
      const { colour, dashes, width } = LINES[name];
      pen.strokeStyle = colours[colour];
      pen.lineWidth = width;
      pen.setLineDash(dashes);
      pen.beginPath();
      for (const path of chained(zeros((point) => logOdds(model, point), session.frame))) {
        path.forEach(([x, y], k) => k ? pen.lineTo(toX(x), toY(y)) : pen.moveTo(toX(x), toY(y)));
      }
      pen.stroke();
    }
    pen.setLineDash([]);
  }
  #paintCursor() {
    const { pen } = this.#layer;
    const [x, y] = [this.scales.toX(this.cursor[0]), this.scales.toY(this.cursor[1])];
    pen.strokeStyle = this.colours.fg;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const [dx, dy] of [[1, 0], [0, 1]]) {
      pen.moveTo(x - 9 * dx, y - 9 * dy);
      pen.lineTo(x + 9 * dx, y + 9 * dy);
    }
    pen.stroke();
  }
  #press(event) {
    if (event.button !== 0) return;
    this.#hasMoved = false;
    const i = this.session.n === 0 ? this.#nearest(event) : -1;
    const pixels = [event.clientX, event.clientY];
    this.#held = { i, pixels, from: this.#at(event), point: this.session.values.data[i] };
    if (i < 0) return;
    event.preventDefault();
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    this.cursor = null;
    this.session.select(i);
  }
  #pull(event) {
    if (!this.#held) {
      this.element.classList.toggle("sfp-near", this.session.n === 0 && this.#nearest(event) >= 0);
      return;
    }
    const { i, point, from, pixels } = this.#held;
    this.#hasMoved ||= Math.hypot(event.clientX - pixels[0], event.clientY - pixels[1]) > SLACK;
    if (i < 0 || !this.#hasMoved) return;
    const at = this.#at(event);
    this.session.movePoint(i, inside(this.session.frame, [0, 1].map((k) => point[k] + at[k] - from[k])));
  }
  #release(event) {
    const held = this.#held;
    this.#held = null;
    if (!held || held.i >= 0 || this.#hasMoved) return;
    if (this.session.n > 0) {
      return this.session.say("These are copies. Go back to generation 0 to change the data.");
    }
    this.session.addPoint(this.#at(event));
  }
  // The number of the point nearest to the pointer, if it is near; or -1.
  #nearest({ clientX, clientY }) {
    if (!this.scales) return -1;
    const box = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales;
    const away = this.session.values.data.map(
      ([x, y]) => Math.hypot(toX(x) + box.left - clientX, toY(y) + box.top - clientY)
    );
    const least = Math.min(...away);
    return least <= NEAR ? away.indexOf(least) : -1;
  }
  // Where a pointer is, in the units of the data, inside the frame.
  #at(event) {
    const box = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales;
    return inside(this.session.frame, [toX.invert(event.clientX - box.left), toY.invert(event.clientY - box.top)]);
  }
  #keys(event) {
    const { session } = this;
    const common = {
      " ": () => session.toggle(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
      d: () => session.sleep()
    };
    if (session.n > 0) return common;
    const { selected } = session;
    const editing = {
      ...common,
      ".": () => this.#choose(1),
      ",": () => this.#choose(-1),
      Enter: () => this.#setCursor(session.frame.map(([low, high]) => (low + high) / 2))
    };
    if (this.cursor) {
      return {
        ...editing,
        ...arrowKeys(this.session.frame, event, this.cursor, (point2) => this.#setCursor(point2)),
        Enter: () => {
          session.addPoint(this.cursor);
          this.say(`Point ${session.values.data.length} of class ${session.values.classes[session.adds]} at ${pair(this.cursor)}.`);
        },
        Escape: () => this.#setCursor(null)
      };
    }
    if (selected < 0) return editing;
    const point = session.values.data[selected].slice(0, 2);
    return {
      ...editing,
      ...arrowKeys(this.session.frame, event, point, (to) => session.movePoint(selected, to)),
      Delete: () => session.removePoint(),
      Backspace: () => session.removePoint(),
      c: () => session.switchClass(),
      Escape: () => session.select(-1)
    };
  }
  #choose(step) {
    this.cursor = null;
    this.session.selectNext(step);
    const { selected, values } = this.session;
    if (selected < 0) return;
    const [x, y, c] = values.data[selected];
    this.say(`Point ${selected + 1} of ${values.data.length}, class ${values.classes[c]}, at ${pair([x, y])}.`);
  }
  #setCursor(point) {
    this.cursor = point;
    this.paint();
    this.say(point ? `Place ${pair(point)}: Enter adds a point.` : "No place chosen.");
  }
};
function chained(segments) {
  const key = ([x, y]) => `${x.toPrecision(12)} ${y.toPrecision(12)}`;
  const ends = /* @__PURE__ */ new Map();
  for (const segment of segments) {
    for (const point of segment) ends.set(key(point), [...ends.get(key(point)) ?? [], segment]);
  }
  const left = new Set(segments);
  const grow = (path) => {
    for (; ; ) {
      const last = path.at(-1);
      const next = ends.get(key(last)).find((segment) => left.has(segment));
      if (!next) return path;
      left.delete(next);
      path.push(key(next[0]) === key(last) ? next[1] : next[0]);
    }
  };
  const paths = [];
  for (const segment of segments) {
    if (!left.delete(segment)) continue;
    paths.push(grow(grow([...segment]).reverse()));
  }
  return paths;
}
var pair = (point) => point.map((v) => Number(v.toPrecision(3))).join(", ").replace(/-/g, "−");

// coursekit/widgets/js/algorithms/random.js
function seededRandom(seed, stream = 0) {
  let [a, b, c, counter] = [stream | 0, seed | 0, 2654435769 | 0, 1];
  let spare = null;
  function bits32() {
    const sum2 = (a + b | 0) + counter | 0;
    counter = counter + 1 | 0;
    a = b ^ b >>> 9;
    b = c + (c << 3) | 0;
    c = (c << 21 | c >>> 11) + sum2 | 0;
    return sum2 >>> 0;
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

// coursekit/widgets/js/generative/presets.js
var NAMES = ["x", "y"];
var CLASSES = ["A", "B"];
var round = (value) => Number(value.toFixed(2));
var labelled = (c) => (point) => [...point.map(round), c];
function cloud({ normal }, count2, [mx, my], [sx, sy], rho = 0) {
  return Array.from({ length: count2 }, () => {
    const [a, b] = [normal(), normal()];
    return [mx + sx * a, my + sy * (rho * a + Math.sqrt(1 - rho * rho) * b)];
  });
}
function clouds() {
  const random = seededRandom(4);
  const [a, b] = [[-1.5, 0.5], [1.5, -0.5]].map((mean) => cloud(random, 30, mean, [1.1, 1.1]));
  return [...a.map(labelled(0)), ...b.map(labelled(1))];
}
function moons() {
  const { uniform, normal } = seededRandom(2);
  const noise = () => 0.15 * normal();
  return Array.from({ length: 80 }, (_, i) => {
    const angle = Math.PI * uniform();
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return i % 2 ? [round(1 - x + noise()), round(0.5 - y + noise()), 1] : [round(x + noise()), round(y + noise()), 0];
  });
}
function crossed() {
  const random = seededRandom(3);
  const a = cloud(random, 50, [0, 0], [1.6, 1.6], 0.93);
  const b = cloud(random, 50, [0, 0], [1.6, 1.6], -0.93);
  return [...a.map(labelled(0)), ...b.map(labelled(1))];
}
var PRESETS = {
  clouds: { label: "Two clouds", data: clouds(), names: NAMES, classes: CLASSES },
  far: {
    label: "Two clouds, one far point",
    data: [...clouds(), [9, -8, 1]],
    origin: clouds(),
    names: NAMES,
    classes: CLASSES
  },
  moons: { label: "Two moons", data: moons(), names: NAMES, classes: CLASSES },
  crossed: { label: "Two crossed ellipses", data: crossed(), names: NAMES, classes: CLASSES },
  empty: { label: "Empty: click points in", data: [], names: NAMES, classes: CLASSES }
};

// coursekit/widgets/js/generative/session.js
var MAX_POINTS = 400;
var MAX_SIZE = 1e6;
var MAX_NAME = 40;
var MAX_GENERATIONS = 500;
var MAX_DREAM = 1e3;
var PENALTIES = [1e-4, 100];
var COUNTS = [10, 400];
var SPEEDS = [0.5, 60];
var SLOW = 4;
var DREAM_STREAM = 2 ** 20;
var EMPTY_FRAME = [
  [0, 10],
  [0, 10]
];
var ROOM = 0.15;
var LOOKS = 40;
var flat = numbers(
  (list) => list.length % 3 === 0 && list.every((value, k) => k % 3 < 2 ? Math.abs(value) <= MAX_SIZE : value === 0 || value === 1),
  `triples of x and y of at most ${MAX_SIZE} and a class, 0 or 1`
);
var triples = {
  read(value) {
    const list = flat.read(value);
    return Array.from({ length: list.length / 3 }, (_, i) => list.slice(3 * i, 3 * i + 3));
  }
};
var joined = text(2 * MAX_NAME + 1);
var two = { read: (value) => joined.read(String(value)).split(",") };
var KINDS = {
  data: triples,
  names: two,
  classes: two,
  models: someOf(MODELS),
  penalty: number(...PENALTIES),
  dreamer: oneOf(MODELS),
  dream: whole(0, MAX_DREAM),
  count: whole(...COUNTS),
  real: number(0, 1),
  seed: whole(0, LAST_SEED),
  speed: number(...SPEEDS),
  n: whole(0, MAX_GENERATIONS)
};
var CHAIN_SETTINGS = ["data", "dreamer", "count", "real", "seed"];
var Session = class extends Player {
  #isEdit = false;
  // whether the data change by a point, so that the frame stays
  #origin = [];
  // the data before they were edited, whose borders are those to compare with
  #fits = /* @__PURE__ */ new Map();
  // generation, or "origin" -> name -> {model, problem}
  constructor(model) {
    super(model, { name: "classes", kinds: KINDS, slow: SLOW });
    const read = (key) => KINDS[key].read(model.get(key));
    const label = model.get("label") || "Your data";
    const given = { label, data: read("data"), names: read("names"), classes: read("classes") };
    this.presets = { given, ...PRESETS };
    this.frame = EMPTY_FRAME;
    this.selected = -1;
    this.adds = 0;
  }
  rebuild(before) {
    const { values } = this;
    const isNew = (...keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    check(values);
    if (isNew("data", "names") && !this.#isEdit) {
      this.#setFrame();
      this.#origin = this.presets[this.preset]?.origin ?? values.data;
      this.selected = -1;
    }
    if (isNew("penalty", "data", "names", "classes")) this.#fits.clear();
    if (isNew(...CHAIN_SETTINGS)) {
      if (before && before.n === values.n) values.n = 0;
      this.#fits.clear();
      this.#begin();
    }
    values.n = this.reach(values.n);
    this.emit("run");
  }
  reach(n) {
    n = clip(n, 0, MAX_GENERATIONS);
    while (this.generations.length <= n && !this.end) this.#copy();
    n = Math.min(n, this.generations.length - 1);
    this.length = Math.max(this.length, n);
    return n;
  }
  extras() {
    const found = Object.entries(this.fits).filter(([, { model }]) => model);
    const fits = Object.fromEntries(found.map(([name, { model }]) => [name, model]));
    const spread = this.generations.slice(0, this.n + 1).map((one) => one.spread);
    return { _fits: fits, _spread: spread };
  }
  // What is shown: {points, labels, realCount}.
  get shown() {
    return this.generations[this.n];
  }
  // What each model makes of the points shown: name -> {model} or {problem}.
  get fits() {
    return this.#fitsOf(this.n, this.shown);
  }
  // The share of the picture on which a model has changed its mind since the data were chosen.
  moved(name) {
    const [now, then] = [this.fits[name].model, this.#fitsOf("origin", split(this.#origin))[name].model];
    if (!now || !then) return NaN;
    let changed = 0;
    for (const point of this.#looks()) changed += logOdds(now, point) > 0 !== logOdds(then, point) > 0;
    return changed / LOOKS ** 2;
  }
  // Whether the data are other than those chosen.
  get isEdited() {
    return !same(this.#origin, this.values.data);
  }
  // The dream on the picture, or null. Beside copies there is none: they are dreams too.
  get dreamt() {
    const { dream: dream2, dreamer, count: count2, seed, n } = this.values;
    if (n > 0) return null;
    const model = dreamer === "logistic" ? null : this.fits[dreamer].model;
    return dream2 && model ? sample(model, count2, seededRandom(seed, DREAM_STREAM + dream2)) : null;
  }
  // Which preset the data are, or "edited".
  get preset() {
    const isIt = ({ data }) => same(data, this.values.data);
    return Object.keys(this.presets).find((key) => isIt(this.presets[key])) ?? "edited";
  }
  choose(key) {
    const { data, names, classes } = this.presets[key];
    this.change({ data, names, classes, n: 0, dream: 0 });
  }
  toggleModel(name) {
    const { models } = this.values;
    const isOn = models.includes(name);
    this.change({ models: isOn ? models.filter((other) => other !== name) : [...models, name] });
  }
  // Dreams once more, beside the data.
  sleep() {
    this.change({ dream: this.values.dream % MAX_DREAM + 1, n: 0 });
  }
  wake() {
    this.change({ dream: 0 });
  }
  select(i) {
    this.selected = i;
    this.emit("run");
  }
  selectNext(step) {
    const { length } = this.values.data;
    if (length === 0) return;
    const from = this.selected < 0 ? step > 0 ? -1 : 0 : this.selected;
    this.select((from + step + length) % length);
  }
  movePoint(i, point) {
    const { data } = this.values;
    this.#edit(data.with(i, [...this.#rounded(point), data[i][2]]));
  }
  addPoint(point) {
    const { data } = this.values;
    if (data.length >= MAX_POINTS) return this.say(`There is room for ${MAX_POINTS} points.`);
    this.selected = data.length;
    this.#edit([...data, [...this.#rounded(point), this.adds]]);
  }
  // Takes away the point in hand, or the last.
  removePoint() {
    const { data } = this.values;
    if (data.length === 0) return;
    const i = this.selected < 0 ? data.length - 1 : this.selected;
    this.selected = -1;
    this.#edit(data.toSpliced(i, 1));
  }
  // Gives the point in hand to the other class.
  switchClass() {
    const { data } = this.values;
    if (this.selected < 0) return;
    const [x, y, c] = data[this.selected];
    this.#edit(data.with(this.selected, [x, y, 1 - c]));
  }
  #edit(data) {
    this.#isEdit = true;
    this.change({ data, n: 0 });
    this.#isEdit = false;
  }
  #begin() {
    const start = split(this.values.data);
    this.generations = [{ ...start, realCount: start.points.length, spread: spreads(start.points, start.labels) }];
    this.end = "";
    this.length = 0;
  }
  // Adds a generation, or says why there can be none.
  #copy() {
    const { data, dreamer, count: count2, real, seed } = this.values;
    const t = this.generations.length;
    const { model, problem } = this.#fitsOf(t - 1, this.generations[t - 1])[dreamer];
    if (!model || dreamer === "logistic") {
      this.end = problem || "cannot";
      return;
    }
    const made = copies(model, split(data), count2, real, seededRandom(seed, t));
    this.generations.push({ ...made, spread: spreads(made.points, made.labels) });
  }
  #fitsOf(key, { points, labels }) {
    if (!this.#fits.has(key)) {
      const fitted = MODELS.map((name) => [name, this.#try(name, points, labels)]);
      this.#fits.set(key, Object.fromEntries(fitted));
      if (this.#fits.size > 40) this.#forgetOne();
    }
    return this.#fits.get(key);
  }
  #forgetOne() {
    for (const key of this.#fits.keys()) {
      if (key !== "origin") return this.#fits.delete(key);
    }
  }
  #try(name, points, labels) {
    try {
      return { model: fit(name, points, labels, this.values.penalty) };
    } catch (error) {
      const who = error instanceof ClassError ? `${this.values.classes[error.label]} ` : "";
      return { problem: `${who}${error.message}` };
    }
  }
  *#looks() {
    const [across, up] = this.frame;
    for (let i = 0; i < LOOKS; i++) {
      for (let j = 0; j < LOOKS; j++) {
        const at = ([low, high], k) => low + (k + 0.5) / LOOKS * (high - low);
        yield [at(across, i), at(up, j)];
      }
    }
  }
  // The part of the plane that is shown. A point that is moved must not move the others.
  #setFrame() {
    const { data } = this.values;
    this.frame = EMPTY_FRAME.map((empty, k) => {
      if (data.length === 0) return empty;
      const column = data.map((point) => point[k]);
      const [low, high] = [Math.min(...column), Math.max(...column)];
      const room = ROOM * (high - low) || Math.abs(high) / 10 || 1;
      return [low - room, high + room];
    });
  }
  // To a thousandth of the frame.
  #rounded(point) {
    return point.map((value, k) => {
      const [low, high] = this.frame[k];
      const digits = Math.max(0, 3 - Math.floor(Math.log10(high - low)));
      return Number(value.toFixed(Math.min(digits, 12)));
    });
  }
};
var split = (data) => ({
  points: data.map(([x, y]) => [x, y]),
  labels: data.map(([, , c]) => c)
});
function check({ data, names, classes }) {
  if (data.length > MAX_POINTS) throw new Error(`data may be ${MAX_POINTS} points at most`);
  for (const [key, list] of Object.entries({ names, classes })) {
    if (list.length !== 2) throw new Error(`${key} must be 2, got ${list.length}`);
    if (list.some((name) => name.length > MAX_NAME)) {
      throw new Error(`a name may have ${MAX_NAME} characters at most, and no comma`);
    }
  }
}

// coursekit/widgets/js/generative/spread.js
var SHORTEST = 20;
var MARGIN3 = { left: 44 };
var Spread = class {
  #layer = new Layer({ role: "img" });
  constructor(session) {
    this.session = session;
    this.element = h("div", { class: "sfp-spread" }, this.#layer.canvas);
  }
  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }
  resize() {
    this.#layer.resize(this.element.clientWidth, this.element.clientHeight);
  }
  paint() {
    const { session, colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    const { generations, length, n } = session;
    const all = generations.slice(0, length + 1).map(({ spread }) => spread);
    const top = 1.1 * Math.max(...all.flat().filter(Number.isFinite), 0) || 1;
    const across = [0, Math.max(length, SHORTEST)];
    const scales = paintAxes(this.#layer, colours, across, [0, top], { margin: MARGIN3 });
    [0, 1].forEach((c) => this.#paintClass(all, c, scales));
    this.#paintNow(n, scales, top);
  }
  #paintClass(all, c, { toX, toY }) {
    const { pen } = this.#layer;
    pen.strokeStyle = pen.fillStyle = this.colours[c ? "c2" : "c1"];
    pen.lineWidth = 2;
    pen.setLineDash(c ? [6, 4] : []);
    pen.beginPath();
    all.forEach((spread, t) => Number.isFinite(spread[c]) && pen.lineTo(toX(t), toY(spread[c])));
    pen.stroke();
    pen.setLineDash([]);
    const now = all[this.session.n]?.[c];
    if (!Number.isFinite(now)) return;
    pen.beginPath();
    pen.arc(toX(this.session.n), toY(now), 4, 0, 2 * Math.PI);
    pen.fill();
  }
  #paintNow(n, { toX, toY }, top) {
    const { pen } = this.#layer;
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(toX(n), toY(0));
    pen.lineTo(toX(n), toY(top));
    pen.stroke();
  }
};

// coursekit/widgets/js/generative/words.js
var NAMES2 = {
  shared: "Gaussian, shared covariance",
  own: "Gaussian, own covariances",
  naive: "Gaussian naive Bayes",
  logistic: "Logistic regression"
};
var CANNOT = "Logistic regression cannot dream. It models p(class | x), the answer, and says nothing of p(x), where points lie: there is nothing to draw a point from.";
var percent = (share) => `${fixed(100 * share, 1)} %`;
var wide = (value) => Number(value.toPrecision(3)).toString();
function account(session) {
  const { n, end, values } = session;
  if (n > 0) return generation(session);
  if (values.data.length === 0) return "There are no points yet. Click in the picture to add some.";
  if (values.dreamer === "logistic" && (values.dream || end)) return CANNOT;
  if (end) return `No copies can be made: ${end}.`;
  return [dream(session), edits(session)].filter(Boolean).join(" ") || "Drag a point, and see which borders follow it.";
}
function dream(session) {
  const { dreamt, values } = session;
  if (!values.dream) return "";
  if (!dreamt) return `No dream: ${session.fits[values.dreamer].problem}.`;
  const b = dreamt.labels.filter((label) => label === 1).length;
  const [first, second] = values.classes;
  return `${NAMES2[values.dreamer]} dreamt ${dreamt.labels.length} points, the hollow ones: ${dreamt.labels.length - b} of ${first}, ${b} of ${second}.`;
}
function edits(session) {
  if (!session.isEdited) return "";
  const moved = session.values.models.map((name) => ({ name, share: session.moved(name) })).filter(({ share }) => Number.isFinite(share)).sort((a, b) => b.share - a.share);
  if (moved.length === 0) return "";
  const [most, ...others] = moved;
  const least = others.length ? `, ${NAMES2[others.at(-1).name]} on ${percent(others.at(-1).share)}` : "";
  return `Since the data were chosen, ${NAMES2[most.name]} has changed its mind on ${percent(most.share)} of the picture${least}.`;
}
function generation(session) {
  const { n, shown, values, end, length } = session;
  const { realCount, points, labels, spread } = shown;
  const source = n === 1 ? "the model of the data" : `the model of generation ${n - 1}`;
  const real = realCount ? `, ${realCount} real ones` : "";
  const start = session.generations[0].spread;
  const parts = values.classes.map((name, c) => {
    const count2 = labels.filter((label) => label === c).length;
    if (count2 === 0) return `${name} has died out`;
    return `${name} spreads ${wide(spread[c])}, ${percent(spread[c] / start[c])} of what it did`;
  });
  const over = end && n === length ? ` The copying ends here: ${end}.` : "";
  return `Generation ${n}: ${points.length - realCount} points dreamt by ${source}${real}. ${parts.join("; ")}.${over}`;
}
function describe(session) {
  const { values, shown, n } = session;
  const counts = values.classes.map((name, c) => `${shown.labels.filter((label) => label === c).length} of ${name}`);
  const what = n ? `Copies of generation ${n}` : "Points";
  const borders = values.models.map((name) => NAMES2[name]).join(", ") || "none";
  return `${what}, ${values.names[1]} against ${values.names[0]}: ${counts.join(" and ")}. Borders: ${borders}.`;
}

// coursekit/widgets/js/generative_vs_discriminative.js
var COPIES = "Photocopies: fit, dream, fit to the dream, and so on. Below, the spread of each class by generation.";
var HINTS = [
  "Drag a point; click on a free place to add one. The last column says on how much of the picture a model has changed its mind since these data were chosen.",
  "A dream is drawn from the model that is fitted to the data: a class by its share, then a point of it. Dreams are hollow, and keep their luck while points are dragged.",
  "A generation of copies is dreamt by the model of the generation before. Real data that are mixed in are drawn anew from the points, with replacement. Spread is the trace of a class's covariance."
];
var KEYS = [
  [". ,", "the next point, the one before"],
  ["Arrows", "move the point in hand (with Shift, further)"],
  ["Delete c", "remove it; give it to the other class"],
  ["Enter", "choose a place with the arrows; Enter adds a point, Escape leaves"],
  ["d", "dream"],
  ["n b", "a generation on or back"],
  ["Space", "play or pause"]
];
var generative_vs_discriminative_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.keysId = uniqueId("keys");
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.plane = new Plane(session, (words) => this.status.textContent = words, this.keysId);
    this.spread = new Spread(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.transport = transport(session, {
      name: "Generation",
      speeds: SPEEDS,
      words: () => `${session.n} of ${session.length}`
    });
    this.root = this.#layOut();
  }
  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.plane.colours = this.spread.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (!this.plane.resize()) return;
        this.spread.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what)
    });
  }
  #layOut() {
    const { session } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    const presets = Object.entries(session.presets).map(([key, { label }]) => [key, label]);
    this.preset = choice("Data", { ...Object.fromEntries(presets), edited: "Edited" }, (key) => session.choose(key));
    this.preset.input.lastChild.disabled = true;
    this.adds = switches("Class of new points", { 0: "First", 1: "Second" }, (c) => {
      session.adds = Number(c);
      this.#showSettings();
    });
    this.remove = button("Remove point", () => session.removePoint());
    this.penalty = slider("Penalty of logistic regression", PENALTIES, 0.01, change("penalty"), LOGARITHMIC);
    this.dreamer = choice("Dream from", NAMES2, change("dreamer"));
    this.dream = button("Dream", () => session.sleep());
    this.wake = button("Wake", () => session.wake());
    this.count = slider("Points dreamt", COUNTS, 1, change("count"));
    this.real = slider("Real data mixed in", [0, 1], 0.05, change("real"));
    this.seed = seedControls(session, "Next seed");
    const caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
    this.upName = h("span");
    this.classNames = [h("span", { class: "sfp-first" }), h("span", { class: "sfp-second" })];
    this.acrossName = h("p", { class: "sfp-caption sfp-across" });
    return h(
      "div",
      {
        class: "sfp sfp-classes",
        role: "group",
        "aria-label": "Generative and discriminative models",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.preset.element, labelled2("New points", this.adds.element), this.remove),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          {},
          h("p", { class: "sfp-caption sfp-ends" }, this.upName, h("span", { class: "sfp-legend" }, ...this.classNames)),
          this.plane.element,
          this.acrossName
        ),
        h("div", { class: "sfp-side" }, this.#makeTable(), this.penalty.element, this.account),
        h(
          "div",
          { class: "sfp-wide sfp-row" },
          this.dreamer.element,
          h("div", { class: "sfp-buttons" }, this.dream, this.wake),
          this.count.element,
          ...this.seed.elements
        ),
        h(
          "div",
          { class: "sfp-wide" },
          h("div", { class: "sfp-row sfp-copies" }, caption(COPIES), this.real.element),
          this.spread.element
        ),
        this.transport.element
      ),
      help(HINTS, "Keys, while the plane has the focus:", KEYS, this.keysId),
      this.status
    );
  }
  // A row for each model: a switch for its border, its errors, and how far its border moved.
  #makeTable() {
    this.rows = Object.fromEntries(
      Object.entries(NAMES2).map(([name, words]) => {
        const toggle = button(words, () => this.session.toggleModel(name));
        toggle.classList.add(`sfp-line-${name}`);
        return [name, { toggle, errors: h("td"), moved: h("td") }];
      })
    );
    const heads = ["Border", "Errors", "Moved"].map((name) => h("th", { scope: "col" }, name));
    const body = Object.values(this.rows).map(
      (row) => h("tr", {}, h("th", { scope: "row" }, row.toggle), row.errors, row.moved)
    );
    return h("table", { class: "sfp-readings" }, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...body));
  }
  #paint() {
    this.plane.paint();
    this.spread.paint();
  }
  #follow(what) {
    if (what === "note") this.note.textContent = this.session.note;
    if (what === "settings" || what === "run") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.#showReadings();
      this.transport.moved();
    }
    if (!this.session.playing) this.#describe();
  }
  #showSettings() {
    const { session } = this;
    const { values, preset, selected } = session;
    this.preset.input.value = preset;
    this.adds.update(String(session.adds));
    values.classes.forEach((name, c) => {
      this.adds.element.children[c].textContent = name;
      this.classNames[c].textContent = name;
    });
    this.remove.disabled = values.data.length === 0;
    this.remove.textContent = selected < 0 ? "Remove last point" : "Remove this point";
    for (const [name, { toggle }] of Object.entries(this.rows)) {
      toggle.setAttribute("aria-pressed", values.models.includes(name));
    }
    this.penalty.update(values.penalty, String(values.penalty));
    this.dreamer.input.value = values.dreamer;
    this.wake.disabled = values.dream === 0;
    this.count.update(values.count, String(values.count));
    this.real.update(values.real, `${fixed(100 * values.real, 0)} %`);
    this.seed.update();
    [this.acrossName.textContent, this.upName.textContent] = values.names;
    this.transport.update();
  }
  #showReadings() {
    const { session } = this;
    const { points, labels } = session.shown;
    for (const [name, row] of Object.entries(this.rows)) {
      const { model } = session.fits[name];
      row.errors.textContent = model ? `${errors(model, points, labels)} of ${points.length}` : "–";
      const moved = session.moved(name);
      row.moved.textContent = Number.isFinite(moved) ? `${fixed(100 * moved, 1)} %` : "–";
    }
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const said = account(session);
    if (this.account.textContent !== said) this.account.textContent = said;
    this.plane.describe(`${describe(session)} ${said}`);
    const [first, second] = session.values.classes;
    this.spread.describe(`Spread of ${first} and of ${second} over ${session.length} generations of copies. ${said}`);
  }
};
function labelled2(name, element) {
  return h("div", { class: "sfp-labelled" }, h("span", { class: "sfp-caption", "aria-hidden": "true" }, name), element);
}
export {
  generative_vs_discriminative_default as default
};
