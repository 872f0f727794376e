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

// coursekit/widgets/js/em/ladder.js
var SHOWN = 14;
var RANGE = 4;
var LEAST = 0.05;
var MARGIN2 = { left: 56 };
var Ladder = class {
  #layer = new Layer({ role: "img" });
  constructor(session) {
    this.session = session;
    this.element = h("div", { class: "sfp-ladder" }, this.#layer.canvas);
  }
  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }
  resize() {
    this.#layer.resize(this.element.clientWidth, this.element.clientHeight);
  }
  paint() {
    const { colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    const { climb, n } = this.session;
    if (!climb) return this.#layer.clear();
    const first = Math.max(n - SHOWN, 0);
    const steps = Array.from({ length: n - first + 1 }, (_, j) => first + j);
    const points = steps.map((at) => ({
      at,
      value: climb.values[at >> 1],
      bound: at === 0 ? null : climb.bound(at)
    }));
    const recent = points.slice(-RANGE).flatMap(({ value, bound: bound2 }) => [value, bound2 ?? value]);
    const across = [first, first + SHOWN + 0.5];
    const scales = paintAxes(this.#layer, colours, across, heights(recent), { margin: MARGIN2 });
    const { pen, width, height } = this.#layer;
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN2.left - 4, 0, width, height - 20);
    pen.clip();
    this.#paintGaps(points, scales);
    this.#paintLine(points, scales, "value", colours.c1, []);
    this.#paintLine(points.slice(first === 0 ? 1 : 0), scales, "bound", colours.c2, [5, 3]);
    pen.restore();
  }
  #paintGaps(points, { toX, toY }) {
    const { pen } = this.#layer;
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = 5;
    pen.globalAlpha = 0.45;
    for (const { at, value, bound: bound2 } of points) {
      if (bound2 === null || at % 2) continue;
      pen.beginPath();
      pen.moveTo(toX(at), toY(bound2));
      pen.lineTo(toX(at), toY(value));
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }
  #paintLine(points, { toX, toY }, key, colour, dashes) {
    const { pen } = this.#layer;
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = 1.75;
    pen.setLineDash(dashes);
    pen.beginPath();
    for (const point of points) pen.lineTo(toX(point.at), toY(point[key]));
    pen.stroke();
    pen.setLineDash([]);
    for (const point of points) {
      pen.beginPath();
      pen.arc(toX(point.at), toY(point[key]), key === "value" ? 3 : 2.2, 0, 2 * Math.PI);
      pen.fill();
    }
  }
};
function heights(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(0.08 * (high - low), (LEAST - high + low) / 2);
  return [low - room, high + room];
}

// coursekit/widgets/js/algorithms/gaussian_mixture.js
var COVARIANCE_TYPES = ["full", "tied", "diag", "spherical"];
var FLOOR = 1e-6;
var TINY = 2 ** -1022;
var LOWEST = 0.5 * Math.log(TINY);
var DIM = 2;
var sum = (list) => list.reduce((total, value) => total + value, 0);
function toPoints(pairs2) {
  const column = (k) => Float64Array.from(pairs2, (pair2) => pair2[k]);
  return { x: column(0), y: column(1), n: pairs2.length };
}
function unitOf({ x, y, n }, common) {
  const centre = [x, y].map((column) => sum(column) / n);
  let variance = [x, y].map((column, k) => sum(column.map((v) => (v - centre[k]) ** 2)) / n);
  if (common) variance = variance.fill(sum(variance) / DIM);
  return { centre, scale: variance.map((v) => v > 0 ? Math.sqrt(v) : 1) };
}
function standardise({ x, y, n }, { centre, scale }) {
  const column = (values, k) => values.map((value) => (value - centre[k]) / scale[k]);
  return { x: column(x, 0), y: column(y, 1), n };
}
var toUnit = (pair2, { centre, scale }) => pair2.map((v, k) => (v - centre[k]) / scale[k]);
function outOfUnit({ weights, means, covariances }, { centre, scale: [a, b] }) {
  return {
    weights,
    means: means.map(([x, y]) => [x * a + centre[0], y * b + centre[1]]),
    covariances: covariances.map(([xx, xy, yy]) => [xx * a * a, xy * a * b, yy * b * b])
  };
}
function roundBalls(means, variance) {
  return {
    weights: means.map(() => 1 / means.length),
    means,
    covariances: means.map(() => [variance, 0, variance])
  };
}
function seeds(points, K, random, spread) {
  const pool = shuffled(points, random);
  if (!spread) return Array.from({ length: K }, (_, k) => pool[k % pool.length]);
  const chosen = [pool[0]];
  const distances = pool.map(() => Infinity);
  while (chosen.length < K) {
    const [x, y] = chosen.at(-1);
    pool.forEach((point, i) => {
      distances[i] = Math.min(distances[i], (point[0] - x) ** 2 + (point[1] - y) ** 2);
    });
    chosen.push(pool[drawFrom(distances, random)]);
  }
  return chosen;
}
function shuffled({ x, y, n }, random) {
  const pool = Array.from({ length: n }, (_, i) => [x[i], y[i]]);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [pool[i], pool[j]] = [pool[j], pool[i]];
  }
  return pool;
}
function drawFrom(masses, random) {
  const total = sum(masses);
  const wanted2 = random.uniform() * (total || masses.length);
  let below = 0;
  const index = masses.findIndex((mass) => (below += total ? mass : 1) > wanted2);
  return index < 0 ? masses.length - 1 : index;
}
function eStep(points, theta) {
  const resp = logJoint(points, theta);
  let logLikelihood = 0;
  for (let i = 0; i < points.n; i++) logLikelihood += normalise(resp, i);
  return { logLikelihood, resp };
}
function logJoint({ x, y, n }, { weights, means, covariances }) {
  return weights.map((weight, k) => {
    const [xx, xy, yy] = covariances[k];
    const slope = xy / xx;
    const rest = yy - slope * xy;
    const [mx, my] = means[k];
    const top = Math.log(Math.max(weight, TINY)) - Math.log(2 * Math.PI * Math.sqrt(xx * rest));
    const values = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const dx = x[i] - mx;
      const dy = y[i] - my - slope * dx;
      values[i] = top - 0.5 * (dx * dx / xx + dy * dy / rest);
    }
    return values;
  });
}
function normalise(resp, i) {
  let top = -Infinity;
  let total = 0;
  for (const row of resp) top = Math.max(top, row[i]);
  for (const row of resp) total += row[i] = Math.exp(Math.max(row[i] - top, LOWEST));
  for (const row of resp) row[i] /= total;
  return Math.log(total) + top;
}
function bound(points, theta, resp) {
  const joint = logJoint(points, theta);
  let total = 0;
  resp.forEach((row, k) => {
    for (let i = 0; i < points.n; i++) {
      if (row[i] > 0) total += row[i] * (joint[k][i] - Math.log(row[i]));
    }
  });
  return total;
}
function mStep(points, resp, kind, prior = null) {
  const stats = resp.map((row) => statistics(points, row));
  const total = sum(stats.map(({ n }) => n));
  const weights = stats.map(({ n }) => n / total);
  const about = prior ? stats.map((one) => pulled(one, prior)) : stats;
  const means = about.map(({ mean }) => mean);
  const extra = prior ? priorCount(prior, kind, resp.length) : 0;
  let covariances = average(about, kind, extra, prior ? prior.scale : 0);
  if (!prior) covariances = covariances.map((covariance) => clip2(covariance, FLOOR));
  return { weights, means, covariances };
}
function statistics({ x, y, n: size }, row) {
  let [n, mx, my, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < size; i++) {
    n += row[i];
    mx += row[i] * x[i];
    my += row[i] * y[i];
  }
  mx /= Math.max(n, TINY);
  my /= Math.max(n, TINY);
  for (let i = 0; i < size; i++) {
    const [dx, dy] = [x[i] - mx, y[i] - my];
    xx += row[i] * dx * dx;
    xy += row[i] * dx * dy;
    yy += row[i] * dy * dy;
  }
  return { n, mean: [mx, my], scatter: [xx, xy, yy] };
}
function pulled({ n, mean, scatter }, { strength }) {
  const pull = strength / (strength + n);
  return {
    n,
    mean: mean.map((value) => value - pull * value),
    scatter: outer(mean).map((value, j) => scatter[j] + pull * n * value)
  };
}
var outer = ([x, y]) => [x * x, x * y, y * y];
function average(stats, kind, extra, scale) {
  const groups = kind === "tied" ? [pooled(stats)] : stats;
  const covariances = groups.map(({ n, scatter: [xx, xy, yy] }) => {
    const count2 = Math.max(n, TINY);
    if (kind === "spherical") {
      const variance = (xx + yy + scale) / (DIM * count2 + extra);
      return [variance, 0, variance];
    }
    const across = kind === "diag" ? 0 : xy;
    return [xx + scale, across, yy + scale].map((value) => value / (count2 + extra));
  });
  return stats.map((_, k) => covariances[kind === "tied" ? 0 : k]);
}
var pooled = (stats) => ({
  n: sum(stats.map(({ n }) => n)),
  scatter: [0, 1, 2].map((j) => sum(stats.map(({ scatter }) => scatter[j])))
});
var weakPrior = (K) => ({ strength: 0.01, df: DIM + 2, scale: K ** (-2 / DIM) });
var priorCount = ({ df }, kind, K) => df + { full: DIM + 2, tied: DIM + 1 + K, diag: 3, spherical: DIM + 2 }[kind];
function logPrior({ means, covariances }, { strength, scale, df }, kind) {
  const count2 = priorCount({ df }, kind, means.length);
  const stats = means.map((mean) => ({ n: 1, scatter: outer(mean).map((v) => strength * v) }));
  const free = kind === "tied" ? [pooled(stats)] : stats;
  const terms = free.map(({ scatter: [a, b, c] }, k) => {
    const [xx, xy, yy] = covariances[k];
    if (kind === "spherical") return count2 * Math.log(xx) + (scale + a + c) / xx;
    const size = xx * yy - xy * xy;
    return count2 * Math.log(size) + ((a + scale) * yy - 2 * b * xy + (c + scale) * xx) / size;
  });
  return -0.5 * sum(terms);
}
function axesOf([xx, xy, yy]) {
  const middle = (xx + yy) / 2;
  const radius = Math.hypot((xx - yy) / 2, xy);
  return {
    long: middle + radius,
    short: middle - radius,
    angle: 0.5 * Math.atan2(2 * xy, xx - yy)
  };
}
function clip2(covariance, floor) {
  const { long, short, angle } = axesOf(covariance);
  if (short >= floor) return covariance;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [a, b] = [Math.max(long, floor), Math.max(short, floor)];
  return [a * c * c + b * s * s, (a - b) * c * s, a * s * s + b * c * c];
}
var leastVariances = ({ covariances }) => covariances.map((covariance) => axesOf(covariance).short);
var countParameters = (K, kind) => K - 1 + K * DIM + { full: 3 * K, tied: 3, diag: 2 * K, spherical: K }[kind];

// coursekit/widgets/js/kit/frame.js
var STEP = 0.01;
var inside = (frame, point) => point.map((value, j) => clip(value, ...frame[j]));
function arrowKeys(frame, { shiftKey }, from, move) {
  const step = shiftKey ? 5 * STEP : STEP;
  const size = frame.map(([low, high]) => step * (high - low));
  const to = (dx, dy) => () => move(inside(frame, [from[0] + dx * size[0], from[1] + dy * size[1]]));
  return { ArrowLeft: to(-1, 0), ArrowRight: to(1, 0), ArrowUp: to(0, 1), ArrowDown: to(0, -1) };
}

// coursekit/widgets/js/em/colours.js
var MORE = { light: ["#3f9fd8", "#1f2328", "#97a1ab"], dark: ["#9fd4ff", "#f0f3f6", "#76818d"] };
function coloursOf(colours) {
  const more = colours.fg < "#8" ? MORE.light : MORE.dark;
  return [1, 2, 3, 4, 5].map((k) => colours[`c${k}`]).concat(more);
}
function mark(pen, sign, x, y, colour) {
  pen.fillStyle = colour;
  pen.font = "600 24px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(sign, x, y);
}
var toRGB = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
function mixed({ from, to, share }, palette, plain, i) {
  const [before, after] = [from, to].map((resp) => resp ? blend(resp, palette, i) : plain);
  const rgb = before.map((value, j) => Math.round(value + share * (after[j] - value)));
  return `rgb(${rgb.join(" ")})`;
}
var blend = (resp, palette, i) => [0, 1, 2].map((j) => resp.reduce((total, row, k) => total + row[i] * palette[k][j], 0));

// coursekit/widgets/js/em/plane.js
var MARGIN3 = { left: 40, right: 10, top: 10, bottom: 22 };
var RADIUS = 3.2;
var SLACK = 3;
var Plane = class {
  #layer = new Layer({ role: "img" });
  #handles = [];
  #held = null;
  // {k, mean, from, pixels}: the mean that is dragged, where it was taken
  #hasMoved = false;
  // since the pointer went down
  // `say(words)` tells a screen reader.
  constructor(session, say2, keysId) {
    Object.assign(this, { session, say: say2, cursor: null });
    this.element = h(
      "div",
      {
        class: "sfp-plane",
        role: "application",
        tabindex: 0,
        "aria-label": "The plane",
        "aria-describedby": keysId
      },
      this.#layer.canvas
    );
    this.element.addEventListener("click", (event) => {
      const isByPointer = event.detail > 0;
      if (isByPointer && !this.#hasMoved) session.addPoint(this.#at(event));
    });
    this.element.addEventListener("pointerdown", (event) => this.#grab(event));
    this.element.addEventListener("pointermove", (event) => this.#pull(event));
    for (const name of ["pointerup", "pointercancel"]) {
      this.element.addEventListener(name, () => this.#held = null);
    }
    onKeys(this.element, (event) => this.#keys(event));
  }
  describe(words) {
    const { weights, means, covariances } = this.session.moment?.theta ?? {};
    const components = this.#handles.map((handle, k) => {
      const [xx, , yy] = covariances[k];
      const widths = pair([Math.sqrt(xx), Math.sqrt(yy)]);
      const name = `Mean ${k + 1} at ${pair(means[k])}, weight ${fixed(weights[k], 2)}`;
      handle.setAttribute("aria-label", name);
      return `${name}, widths ${widths}.`;
    });
    this.#layer.canvas.setAttribute("aria-label", [words, ...components].join(" "));
  }
  resize() {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth > 0) this.#layer.resize(clientWidth, clientHeight);
    return clientWidth > 0;
  }
  paint() {
    const { session, colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    const [across, up] = session.frame;
    this.scales = paintAxes(this.#layer, colours, across, up, { margin: MARGIN3 });
    const { moment: moment2 } = session;
    this.#paintPoints(moment2);
    moment2?.theta.means.forEach((_, k) => this.#paintEllipse(moment2.theta, k));
    this.#placeHandles(moment2?.theta.means ?? []);
    if (this.cursor) this.#paintCursor();
  }
  #paintPoints(moment2) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    const palette = coloursOf(this.colours).map(toRGB);
    const plain = toRGB(this.colours.muted);
    this.session.values.data.forEach(([x, y], i) => {
      pen.fillStyle = moment2 ? mixed(moment2, palette, plain, i) : this.colours.muted;
      pen.beginPath();
      pen.arc(toX(x), toY(y), RADIUS, 0, 2 * Math.PI);
      pen.fill();
    });
  }
  // One and two standard deviations about a mean.
  #paintEllipse({ means, covariances }, k) {
    const { pen, width, height } = this.#layer;
    const { toX, toY } = this.scales;
    const [xx, xy, yy] = covariances[k];
    const [a, b] = [toX(1) - toX(0), toY(1) - toY(0)];
    const { long, short, angle } = axesOf([xx * a * a, xy * a * b, yy * b * b]);
    const colour = coloursOf(this.colours)[k];
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN3.left, 0, width - MARGIN3.left, height - MARGIN3.bottom);
    pen.clip();
    pen.strokeStyle = pen.fillStyle = colour;
    for (const size of [1, 2]) {
      const radii = [long, short].map((v) => Math.max(size * Math.sqrt(Math.max(v, 0)), 1));
      pen.beginPath();
      pen.ellipse(toX(means[k][0]), toY(means[k][1]), ...radii, angle, 0, 2 * Math.PI);
      pen.globalAlpha = 0.07;
      pen.fill();
      pen.globalAlpha = size === 2 ? 1 : 0.6;
      pen.lineWidth = size === 2 ? 2 : 1;
      pen.stroke();
    }
    pen.restore();
  }
  #paintCursor() {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    mark(pen, "+", toX(this.cursor[0]), toY(this.cursor[1]), this.colours.fg);
  }
  #placeHandles(means) {
    while (this.#handles.length > means.length) this.#handles.pop().remove();
    while (this.#handles.length < means.length) this.#addHandle(this.#handles.length);
    const { toX, toY } = this.scales;
    means.forEach(([x, y], k) => {
      const handle = this.#handles[k];
      const { width, height } = this.#layer;
      handle.style.left = `${clip(toX(x), 22, width - 22)}px`;
      handle.style.top = `${clip(toY(y), 22, height - 22)}px`;
      handle.style.setProperty("--component", coloursOf(this.colours)[k]);
    });
  }
  #addHandle(k) {
    const handle = h("button", { type: "button", class: "sfp-mean" }, h("span", {}, k + 1));
    this.#handles.push(handle);
    this.element.append(handle);
  }
  #grab(event) {
    this.#hasMoved = false;
    const handle = event.target.closest(".sfp-mean");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    const k = this.#handles.indexOf(handle);
    const mean = this.session.moment.theta.means[k];
    this.#held = { k, mean, from: this.#at(event), pixels: [event.clientX, event.clientY] };
  }
  #pull(event) {
    if (!this.#held) return;
    const { k, mean, from, pixels } = this.#held;
    const way = Math.hypot(event.clientX - pixels[0], event.clientY - pixels[1]);
    this.#hasMoved ||= way > SLACK;
    if (!this.#hasMoved) return;
    const at = this.#at(event);
    const to = mean.map((value, j) => value + at[j] - from[j]);
    this.session.moveMean(k, inside(this.session.frame, to));
  }
  // Where a pointer is in the frame.
  #at(event) {
    const box = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales;
    return inside(this.session.frame, [
      toX.invert(event.clientX - box.left - this.element.clientLeft),
      toY.invert(event.clientY - box.top - this.element.clientTop)
    ]);
  }
  #keys(event) {
    const { session } = this;
    const k = this.#handles.indexOf(event.target);
    const common = {
      " ": () => session.toggle(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1)
    };
    if (k >= 0) {
      const mean = session.moment.theta.means[k];
      return { ...common, ...arrowKeys(session.frame, event, mean, (point) => session.moveMean(k, point)) };
    }
    if (!this.cursor) {
      const middle = session.frame.map(([low, high]) => (low + high) / 2);
      return { ...common, Enter: () => this.#setCursor(middle) };
    }
    return {
      ...common,
      ...arrowKeys(session.frame, event, this.cursor, (point) => this.#setCursor(point)),
      Enter: () => {
        session.addPoint(this.cursor);
        this.say(`Point ${session.values.data.length} at ${pair(this.cursor)}.`);
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

// coursekit/widgets/js/algorithms/em_climb.js
var TOLERANCE = 1e-9;
var SEARCH_TOLERANCE = 1e-8;
var SEARCH_ITERATIONS = 1e3;
var SLICE = 10;
var SAME_PLACE = 0.02;
var BIC_STARTS = 10;
function prepare(pairs2, kind) {
  const raw = toPoints(pairs2);
  const unit = unitOf(raw, kind === "spherical");
  return { points: standardise(raw, unit), unit, kind };
}
function drawMeans({ points }, K, { seed, attempt, spread }) {
  return seeds(points, K, seededRandom(seed, attempt), spread);
}
var Climb = class {
  #resp = /* @__PURE__ */ new Map();
  // iteration -> responsibilities; the last few
  #bounds = /* @__PURE__ */ new Map();
  constructor({ points, unit, kind }, means, hasPrior, tolerance = TOLERANCE) {
    Object.assign(this, { points, unit, kind, tolerance });
    this.prior = hasPrior ? weakPrior(means.length) : null;
    this.shift = -points.n * Math.log(unit.scale[0] * unit.scale[1]);
    this.thetas = [];
    this.values = [];
    this.isDone = false;
    this.#take(roundBalls(means, weakPrior(means.length).scale));
  }
  get iterations() {
    return this.thetas.length - 1;
  }
  // One M-step and the E-step after it. Returns whether the climb goes on.
  advance() {
    if (this.isDone) return false;
    const { points, kind, prior } = this;
    this.#take(mStep(points, this.responsibilities(this.iterations), kind, prior));
    const [before, now] = this.values.slice(-2);
    this.isDone = now - before < this.tolerance * points.n;
    return !this.isDone;
  }
  // {theta, resp, value, bound} at half-step n; there is no resp and no bound at the start.
  at(n) {
    const t = n >> 1;
    const theta = this.thetas[t];
    const value = this.values[t];
    if (n === 0) return { theta, resp: null, value, bound: null };
    const resp = this.responsibilities(n - 1 >> 1);
    return { theta, resp, value, bound: this.bound(n) };
  }
  // The bound at half-step n > 0: after an E-step it is the objective.
  bound(n) {
    const t = n >> 1;
    if (n % 2) return this.values[t];
    if (!this.#bounds.has(t)) {
      const resp = this.responsibilities(t - 1);
      const value = bound(this.points, this.thetas[t], resp);
      this.#bounds.set(t, value + this.#constants(this.thetas[t]));
    }
    return this.#bounds.get(t);
  }
  responsibilities(t) {
    if (!this.#resp.has(t)) this.#keep(t, eStep(this.points, this.thetas[t]).resp);
    return this.#resp.get(t);
  }
  // The log-likelihood alone, at the parameters after iteration t.
  logLikelihood(t) {
    const theta = this.thetas[t];
    return this.values[t] - (this.prior ? logPrior(theta, this.prior, this.kind) : 0);
  }
  // The component that only the floor keeps from shrinking, or -1.
  collapsed(t = this.iterations) {
    if (this.prior) return -1;
    const least = leastVariances(this.thetas[t]);
    const k = least.indexOf(Math.min(...least));
    return least[k] < 2 * FLOOR ? k : -1;
  }
  #take(theta) {
    const { logLikelihood, resp } = eStep(this.points, theta);
    this.thetas.push(theta);
    this.values.push(logLikelihood + this.#constants(theta));
    this.#keep(this.iterations, resp);
  }
  #constants(theta) {
    return this.shift + (this.prior ? logPrior(theta, this.prior, this.kind) : 0);
  }
  #keep(t, resp) {
    this.#resp.set(t, resp);
    if (this.#resp.size > 4) this.#resp.delete(this.#resp.keys().next().value);
  }
};
function* restarts(prepared, K, { seed, spread, hasPrior, count: count2 }, ends) {
  for (let attempt = 0; attempt < count2; attempt++) {
    const means = drawMeans(prepared, K, { seed, attempt, spread });
    const climb = new Climb(prepared, means, hasPrior, SEARCH_TOLERANCE);
    while (climb.iterations < SEARCH_ITERATIONS && climb.advance()) {
      if (climb.iterations % SLICE === 0) yield;
    }
    ends.push({
      attempt,
      value: climb.values.at(-1),
      logLikelihood: climb.logLikelihood(climb.iterations),
      collapsed: climb.collapsed()
    });
    yield;
  }
}
function places(ends) {
  const found = [];
  const order = (a, b) => (a.collapsed >= 0) - (b.collapsed >= 0) || b.value - a.value;
  for (const end of ends.toSorted(order)) {
    const last = found.at(-1);
    const isSame = last && last.collapsed >= 0 === end.collapsed >= 0;
    if (isSame && last.value - end.value < SAME_PLACE) last.count += 1;
    else found.push({ ...end, count: 1 });
  }
  return found;
}
function* bicByNumber(prepared, numbers2, settings, rows) {
  const { n } = prepared.points;
  for (const K of numbers2) {
    const ends = [];
    yield* restarts(prepared, K, { ...settings, count: K === 1 ? 1 : BIC_STARTS }, ends);
    const sound = ends.filter((end) => end.collapsed < 0);
    const best = sound.sort((a, b) => b.value - a.value)[0];
    const price = countParameters(K, prepared.kind) * Math.log(n);
    rows.push({
      K,
      bic: best && K <= n ? -2 * best.logLikelihood + price : null,
      collapsed: ends.length - sound.length,
      starts: ends.length
    });
  }
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

// coursekit/widgets/js/em/presets.js
var NAMES = ["x", "y"];
var CLUMPS = [
  [12, [9.7, 7], [0.4, 1.2]],
  [42, [19.6, 13], [0.9, 2.4]],
  [34, [22.9, 18], [1.5, 2]],
  [20, [24.2, 9], [1.1, 1.4]],
  [7, [32.8, 15], [0.8, 1]]
];
var RING = { points: 150, middle: 5, radius: 3.5, spread: 0.3 };
var round = (value) => Number(value.toFixed(2));
function clumps() {
  const { normal } = seededRandom(1);
  return CLUMPS.flatMap(
    ([count2, mean, sd]) => Array.from({ length: count2 }, () => mean.map((m, k) => round(m + sd[k] * normal())))
  );
}
function ring() {
  const { uniform, normal } = seededRandom(2);
  return Array.from({ length: RING.points }, () => {
    const angle = 2 * Math.PI * uniform();
    const radius = RING.radius + RING.spread * normal();
    return [Math.cos(angle), Math.sin(angle)].map((v) => round(RING.middle + radius * v));
  });
}
var PRESETS = {
  clumps: { label: "Clumps, as of galaxies", data: clumps(), names: NAMES },
  ring: { label: "A ring", data: ring(), names: NAMES },
  empty: { label: "Empty: click points in", data: [], names: NAMES }
};

// coursekit/widgets/js/em/session.js
var MAX_K = 8;
var MAX_POINTS = 500;
var MAX_SIZE = 1e6;
var MAX_HALF_STEPS = 2e3;
var MAX_ATTEMPTS = 200;
var MAX_NAME = 40;
var SPEEDS = [0.5, 100];
var SEARCH_BUDGET = 12;
var SLOW = 8;
var NARROW = 1e-4;
var EMPTY_FRAME = [
  [0, 10],
  [0, 10]
];
var pairs = numbers(
  (list) => list.length % 2 === 0 && list.every((value) => Math.abs(value) <= MAX_SIZE),
  `pairs of numbers of at most ${MAX_SIZE}`
);
var toPairs = {
  read(value) {
    const list = pairs.read(value);
    return Array.from({ length: list.length / 2 }, (_, i) => list.slice(2 * i, 2 * i + 2));
  }
};
var joined = text(2 * MAX_NAME + 1);
var KINDS = {
  data: toPairs,
  names: { read: (value) => joined.read(String(value)).split(",") },
  K: whole(1, MAX_K),
  covariance_type: oneOf(COVARIANCE_TYPES),
  prior: oneOf(["weak", "none"]),
  start: oneOf(["k-means++", "random", "hand"]),
  attempt: whole(0, MAX_ATTEMPTS - 1),
  start_means: toPairs,
  seed: whole(0, LAST_SEED),
  speed: number(...SPEEDS),
  n: whole(0, MAX_HALF_STEPS)
};
var FIT_SETTINGS = ["data", "K", "covariance_type", "prior"];
var CLIMB_SETTINGS = [...FIT_SETTINGS, "start", "attempt", "start_means", "seed"];
var SEARCH_SETTINGS = [...FIT_SETTINGS, "seed"];
var isSpread = ({ start }) => start !== "random";
var Session = class extends Player {
  #search = null;
  // the frame that a search waits for
  #isEdit = false;
  // whether the data change by a point, so that the frame stays
  constructor(model) {
    super(model, { name: "em", kinds: KINDS, slow: SLOW });
    const read = (key) => KINDS[key].read(model.get(key));
    const label = model.get("label") || "Your data";
    this.presets = { given: { label, data: read("data"), names: read("names") }, ...PRESETS };
    this.frame = EMPTY_FRAME;
    this.ends = { restarts: null, bic: null };
    this.busy = "";
  }
  rebuild(before) {
    const { values } = this;
    const isNew = (keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    check(values);
    if (isNew(["data", "names"])) this.#setFrame(before);
    if (isNew(SEARCH_SETTINGS) || isSpread(before) !== isSpread(values)) this.#forget();
    if (isNew(CLIMB_SETTINGS)) {
      if (before && before.n === values.n) values.n = 0;
      this.#begin();
      this.length = 0;
    }
    if (isNew([...CLIMB_SETTINGS, "n"])) this.phase = 1;
    values.n = this.reach(values.n);
    this.emit("run");
  }
  reach(n) {
    const { climb } = this;
    if (!climb) return 0;
    n = Math.min(n, MAX_HALF_STEPS);
    while (n >> 1 > climb.iterations && climb.advance()) ;
    if (climb.isDone) n = Math.min(n, 2 * climb.iterations + 1);
    this.length = Math.max(this.length, n);
    return n;
  }
  extras() {
    if (!this.climb) return { _fit: {} };
    const { theta, value, bound: bound2 } = this.climb.at(this.n);
    const { weights, means, covariances } = outOfUnit(theta, this.climb.unit);
    const logLikelihood = this.climb.logLikelihood(this.n >> 1);
    return { _fit: { weights, means, covariances, value, bound: bound2, log_likelihood: logLikelihood } };
  }
  // Whether nothing follows the half-step that is shown.
  get isAtEnd() {
    return Boolean(this.climb?.isDone) && this.n === 2 * this.climb.iterations + 1;
  }
  // What is on the picture: {theta (in the units of the data), from, to, phase}; colours go
  // from the responsibilities `from` to those `to`, both null before the first E-step.
  get moment() {
    const { climb, n, phase } = this;
    if (!climb) return null;
    const now = climb.at(n);
    const isUnderWay = n > 0 && phase < 1 && this.isSlow;
    const before = isUnderWay ? climb.at(n - 1) : now;
    const share = isUnderWay ? phase * phase * (3 - 2 * phase) : 1;
    const theta = n % 2 || !isUnderWay ? now.theta : between(before.theta, now.theta, share);
    return { theta: outOfUnit(theta, climb.unit), from: before.resp, to: now.resp, share };
  }
  // Without a prior: the component that has next to no width, or -1.
  get spike() {
    const { climb, n } = this;
    return climb.prior ? -1 : leastVariances(climb.thetas[n >> 1]).findIndex((v) => v < NARROW);
  }
  // Which preset the data are, or "edited".
  get preset() {
    const isIt = ({ data }) => same(data, this.values.data);
    return Object.keys(this.presets).find((key) => isIt(this.presets[key])) ?? "edited";
  }
  choose(key) {
    const { data, names } = this.presets[key];
    this.change({ data, names, ...this.#withoutHand() });
  }
  addPoint(point) {
    const { data } = this.values;
    if (data.length >= MAX_POINTS) return this.say(`There is room for ${MAX_POINTS} points.`);
    this.#edit([...data, this.#rounded(point)]);
  }
  removePoint() {
    this.#edit(this.values.data.slice(0, -1));
  }
  // Begins again from the means shown, with mean k at `point`.
  moveMean(k, point) {
    const means = this.moment.theta.means.map((mean) => this.#rounded(mean));
    means[k] = this.#rounded(point);
    this.change({ start: "hand", start_means: means, n: 0 });
  }
  // From the means shown.
  setStart(start) {
    if (start !== "hand" || !this.climb) return this.change({ start });
    const means = this.moment.theta.means.map((mean) => this.#rounded(mean));
    this.change({ start, start_means: means, n: 0 });
  }
  setK(K) {
    this.change({ K, ...this.#withoutHand() });
  }
  // Shows the end of the climb from start number `attempt`.
  pick(attempt) {
    const start = isSpread(this.values) ? "k-means++" : "random";
    this.change({ attempt, start, n: MAX_HALF_STEPS });
  }
  search(what, count2) {
    const { seed, prior, K, covariance_type } = this.values;
    const settings = { seed, hasPrior: prior === "weak", spread: isSpread(this.values), count: count2 };
    const prepared = prepare(this.values.data, covariance_type);
    const rows = this.ends[what] = [];
    const numbers2 = Array.from({ length: MAX_K }, (_, k) => k + 1);
    const work = what === "bic" ? bicByNumber(prepared, numbers2, settings, rows) : restarts(prepared, K, settings, rows);
    this.#inSlices(what, work);
  }
  stopSearch() {
    if (this.#search !== null) cancelAnimationFrame(this.#search);
    this.#search = null;
    this.busy = "";
  }
  #inSlices(what, work) {
    this.stopSearch();
    this.busy = what;
    const slice = () => {
      const deadline = performance.now() + SEARCH_BUDGET;
      let isDone = false;
      while (!isDone && performance.now() < deadline) isDone = work.next().done;
      if (isDone) this.stopSearch();
      else this.#search = requestAnimationFrame(slice);
      this.emit("search");
    };
    slice();
  }
  #forget() {
    this.stopSearch();
    this.ends = { restarts: null, bic: null };
    this.emit("search");
  }
  #begin() {
    const { data, K, covariance_type, prior, start, start_means, seed, attempt } = this.values;
    this.climb = null;
    if (data.length === 0) return;
    const prepared = prepare(data, covariance_type);
    const means = start === "hand" ? start_means.map((mean) => toUnit(mean, prepared.unit)) : drawMeans(prepared, K, { seed, attempt, spread: isSpread(this.values) });
    this.climb = new Climb(prepared, means, prior === "weak");
  }
  // Means placed by hand are of no use for other data or another K.
  #withoutHand() {
    return this.values.start === "hand" ? { start: "k-means++" } : {};
  }
  #edit(data) {
    this.#isEdit = true;
    this.change({ data, ...data.length === 0 ? this.#withoutHand() : {} });
    this.#isEdit = false;
  }
  // The part of the plane that is shown. A point clicked in must not move the others.
  #setFrame() {
    const { data } = this.values;
    if (this.#isEdit) return;
    this.frame = EMPTY_FRAME.map((empty, k) => {
      if (data.length === 0) return empty;
      const column = data.map((point) => point[k]);
      const [low, high] = [Math.min(...column), Math.max(...column)];
      const room = 0.08 * (high - low) || Math.abs(high) / 10 || 1;
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
function between(a, b, share) {
  const mix = (x, y) => Array.isArray(x) ? x.map((v, j) => mix(v, y[j])) : x + share * (y - x);
  return Object.fromEntries(Object.keys(a).map((key) => [key, mix(a[key], b[key])]));
}
function check({ data, names, K, start, start_means }) {
  if (data.length > MAX_POINTS) throw new Error(`data may be ${MAX_POINTS} points at most`);
  if (names.length !== 2) throw new Error(`names must be 2, got ${names.length}`);
  if (names.some((name) => name.length > MAX_NAME)) {
    throw new Error(`a name may have ${MAX_NAME} characters at most, and no comma`);
  }
  if (start_means.length > MAX_K) throw new Error(`start_means may be ${MAX_K} at most`);
  if (start === "hand" && start_means.length !== K) {
    throw new Error(`start_means must be ${K} pairs, got ${start_means.length}`);
  }
}

// coursekit/widgets/js/em/searches.js
var COUNTS = [20, 50, 100, 200];
var ROWS = 6;
var speaker = () => h("p", { class: "sfp-unseen", role: "status" });
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
var Restarts = class {
  #buttons = /* @__PURE__ */ new Map();
  // attempt -> button
  constructor(session) {
    this.session = session;
    const counts = Object.fromEntries(COUNTS.map((count2) => [count2, `${count2} starts`]));
    this.count = choice("Climb from", counts, () => {
    });
    this.go = button("Climb", () => session.search("restarts", Number(this.count.input.value)));
    this.caption = h("p", { class: "sfp-caption" });
    this.status = speaker();
    this.body = h("tbody");
    const heads = ["Height", "Below best", "Starts", ""].map(
      (name) => name ? h("th", { scope: "col" }, name) : h("td")
    );
    this.table = h(
      "table",
      { class: "sfp-places" },
      h("thead", {}, h("tr", {}, ...heads)),
      this.body
    );
    this.element = h(
      "div",
      { class: "sfp-search" },
      h("div", { class: "sfp-row" }, this.count.element, this.go),
      this.caption,
      this.status,
      this.table
    );
  }
  update() {
    const { session } = this;
    const ends = session.ends.restarts;
    const found = ends ? places(ends) : [];
    this.go.disabled = !session.climb || session.busy === "restarts";
    this.table.hidden = found.length === 0;
    this.caption.textContent = caption(session, ends, found);
    if (session.busy === "restarts") say(this.status, "Climbing.");
    else say(this.status, ends ? `${this.caption.textContent} ${bestOf(found)}` : "");
    this.#buttons.clear();
    const listed = found.slice(0, ROWS);
    const most = Math.max(...listed.map(({ count: count2 }) => count2));
    this.body.replaceChildren(...listed.map((place) => this.#row(place, found[0].value, most)));
    this.mark();
  }
  // Which place is shown.
  mark() {
    for (const [attempt, control] of this.#buttons) {
      const { values, isAtEnd } = this.session;
      const isShown = values.start !== "hand" && values.attempt === attempt && isAtEnd;
      control.setAttribute("aria-pressed", isShown);
    }
  }
  #row({ attempt, value, count: count2, collapsed }, best, most) {
    const show2 = button("Show", () => this.session.pick(attempt));
    show2.setAttribute("aria-label", `Show the climb to ${fixed(value, 2)}`);
    this.#buttons.set(attempt, show2);
    const bar = h("i");
    bar.style.width = `${100 * count2 / most}%`;
    const below = collapsed >= 0 ? "collapsed" : fixed(best - value, 2);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, fixed(value, 2)),
      h("td", {}, below),
      h("td", { class: "sfp-bar" }, h("div", {}, bar), h("span", {}, count2)),
      h("td", {}, show2)
    );
  }
};
function bestOf([first]) {
  return first ? `The highest, ${fixed(first.value, 2)}, was reached from ${first.count}.` : "";
}
function caption(session, ends, found) {
  if (!ends) return "Where climbs from many starts end.";
  if (session.busy === "restarts") return `${ends.length} climbs done.`;
  const rest = found.slice(ROWS);
  const hidden = rest.reduce((total, { count: count2 }) => total + count2, 0);
  const lost = ends.filter(({ collapsed }) => collapsed >= 0).length;
  const more = rest.length ? ` Not listed: ${hidden} climbs to lower places.` : "";
  const flagged = lost ? ` ${lost} collapsed.` : "";
  return `${ends.length} climbs, places where they ended: ${found.length}.${more}${flagged}`;
}
var Bic = class {
  #layer = new Layer({ role: "img" });
  constructor(session) {
    this.session = session;
    this.go = button("BIC for K = 1 to 8", () => session.search("bic"));
    this.caption = h("p", { class: "sfp-caption" });
    this.status = speaker();
    this.box = h("div", { class: "sfp-bic" }, this.#layer.canvas);
    this.element = h(
      "div",
      { class: "sfp-search" },
      h("div", { class: "sfp-row" }, this.go),
      this.caption,
      this.status,
      this.box
    );
  }
  resize() {
    this.#layer.resize(this.box.clientWidth, this.box.clientHeight);
  }
  update() {
    const { session } = this;
    const rows = session.ends.bic;
    this.go.disabled = !session.climb || session.busy === "bic";
    this.box.hidden = !rows || rows.length === 0;
    this.caption.textContent = verdict(session, rows);
    if (session.busy === "bic") say(this.status, "Fitting.");
    else say(this.status, rows ? this.caption.textContent : "");
    const listed = (rows ?? []).map(({ K, bic }) => `${K}: ${bic === null ? "barred" : fixed(bic, 1)}`);
    this.#layer.canvas.setAttribute("aria-label", `BIC by number of components. ${listed.join(", ")}.`);
    if (!this.box.hidden && this.#layer.width === 0) this.resize();
    this.paint();
  }
  paint() {
    const { colours } = this;
    const rows = this.session.ends.bic;
    if (!rows || this.#layer.width === 0 || !colours) return;
    const sound = rows.filter(({ bic }) => bic !== null);
    const values = sound.map(({ bic }) => bic);
    const [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
    const room = 0.1 * (high - low) || 1;
    const range = [low - room, high + 2 * room];
    const { pen } = this.#layer;
    const { toX, toY } = paintAxes(this.#layer, colours, [0.5, MAX_K + 0.5], range, {
      margin: { left: 50 }
    });
    pen.strokeStyle = pen.fillStyle = colours.c1;
    pen.lineWidth = 1.75;
    pen.beginPath();
    for (const { K, bic } of sound) pen.lineTo(toX(K), toY(bic));
    pen.stroke();
    for (const { K, bic } of rows) {
      if (bic === null) mark(pen, "×", toX(K), toY(high + room), colours.c2);
      else this.#dot(toX(K), toY(bic), bic === low);
    }
  }
  #dot(x, y, isBest) {
    const { pen } = this.#layer;
    pen.fillStyle = this.colours.c1;
    pen.beginPath();
    pen.arc(x, y, 3.5, 0, 2 * Math.PI);
    pen.fill();
    if (!isBest) return;
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.arc(x, y, 8, 0, 2 * Math.PI);
    pen.stroke();
  }
};
function verdict({ busy }, rows) {
  if (!rows) return `The best of ${BIC_STARTS} starts for each number of components.`;
  if (busy === "bic") return `${rows.length} of ${MAX_K} numbers done.`;
  const sound = rows.filter(({ bic }) => bic !== null);
  const barred = rows.filter(({ bic }) => bic === null).map(({ K }) => K);
  const cross = barred.length ? ` Barred, as no fit is sound: K = ${barred.join(", ")} (×).` : "";
  const lost = rows.filter(({ collapsed }) => collapsed > 0);
  const left = lost.map(({ K, collapsed, starts }) => `${collapsed} of ${starts} at K = ${K}`);
  const some = left.length ? ` Collapsed and left out: ${left.join(", ")}.` : "";
  const best = sound.toSorted((a, b) => a.bic - b.bic)[0];
  return `${best ? `Lowest at K = ${best.K}: ${fixed(best.bic, 1)}.` : ""}${cross}${some}`;
}

// coursekit/widgets/js/em/words.js
var nats = (value) => value > 0 && value < 5e-4 ? "less than 0.001" : fixed(value, 3);
var numbered = (n) => n % 2 ? `E-step ${(n + 1) / 2}` : `M-step ${n / 2}`;
function moment(session) {
  const { n, length } = session;
  const which = n === 0 ? "start" : numbered(n);
  return `${n === length ? n : `${n} of ${length}`}, ${which}`;
}
function account(session) {
  const { climb, n } = session;
  if (!climb) return ["There are no points yet. Click in the picture to add some.", ""];
  return [happened(session, climb, n), warning(session)];
}
function happened(session, climb, n) {
  const target = climb.prior ? "log-posterior" : "log-likelihood";
  if (n === 0) {
    return "The start: equal balls about the means. No point is shared out yet, so there is no bound.";
  }
  const { value, bound: bound2 } = climb.at(n);
  const end = session.isAtEnd ? ` It has converged, after ${climb.iterations} iterations.` : "";
  if (n % 2) {
    const rise = n === 1 ? "" : ` rose by ${nats(value - climb.bound(n - 1))} and`;
    return `${numbered(n)}: every point is shared out by Bayes' rule. The bound${rise} touches the ${target}.${end}`;
  }
  const before = climb.values[(n >> 1) - 1];
  return `${numbered(n)}: weights, means and covariances fit the shares. The bound rose by ${nats(bound2 - before)}, the ${target} by ${nats(value - before)}: a gap of ${nats(value - bound2)} opens, the divergence of the shares from the new posterior.`;
}
function warning({ spike }) {
  if (spike < 0) return "";
  return `Component ${spike + 1} is collapsing: it is less than a hundredth as wide as the data, and the log-likelihood would grow without end. A floor of a thousandth ends that, but this is not a fit. The weak prior is the cure.`;
}

// coursekit/widgets/js/em_explorer.js
var HINTS = [
  "A point has the colours of the components, mixed by their shares of it; ellipses are one and two standard deviations about the means. Click to add a point. Drag a mean, and the climb begins again from the means, with equal balls about them.",
  "The same settings always show the same climb. Many starts are k-means++ or random points. Without a prior no variance falls below a millionth of the data's."
];
var KEYS = [
  ["Arrows", "on a mean: move it (with Shift, further)"],
  ["Enter", "on the plane: choose a place with the arrows; Enter adds a point, Escape leaves"],
  ["Space", "play or pause"],
  ["n b", "a half-step on or back"]
];
var em_explorer_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.keysId = uniqueId("keys");
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.plane = new Plane(session, (words) => this.status.textContent = words, this.keysId);
    this.ladder = new Ladder(session);
    this.restarts = new Restarts(session);
    this.bic = new Bic(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.warning = h("p", { class: "sfp-note sfp-warning", role: "alert" });
    this.account = h("p", { class: "sfp-account" });
    this.transport = transport(session, {
      name: "Half-step",
      speeds: SPEEDS,
      words: () => moment(session)
    });
    this.root = this.#layOut();
  }
  start() {
    const end = follow(this.root, this.session, {
      colours: (colours) => {
        for (const part of [this.plane, this.ladder, this.bic]) part.colours = colours;
        this.#paint();
      },
      resize: () => this.#resize(),
      news: (what) => this.#follow(what),
      first: ["settings", "run", "search", "note"]
    });
    return () => {
      end();
      this.session.stopSearch();
    };
  }
  #layOut() {
    const { session } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    const presets = Object.entries(session.presets).map(([key, { label }]) => [key, label]);
    const options = { ...Object.fromEntries(presets), edited: "Edited" };
    this.preset = choice("Data", options, (key) => session.choose(key));
    this.preset.input.lastChild.disabled = true;
    const numbers2 = Array.from({ length: MAX_K }, (_, k) => [k + 1, k + 1]);
    this.K = choice("Components K", Object.fromEntries(numbers2), (K) => session.setK(Number(K)));
    const types = { full: "Full", tied: "Tied", diag: "Diagonal", spherical: "Spherical" };
    this.type = choice("Covariances", types, change("covariance_type"));
    this.prior = switches("Prior", { weak: "Weak prior", none: "No prior" }, change("prior"));
    const starts = { "k-means++": "k-means++", random: "Random points", hand: "Means by hand" };
    this.begin = choice("Start", starts, (start) => session.setStart(start));
    this.seed = seedControls(session, "Next seed");
    this.remove = button("Remove last point", () => session.removePoint());
    const halves = { class: "sfp-group", role: "group", "aria-label": "Half-steps" };
    const steps = ["M-step", "E-step"].map((name, parity) => button(name, () => this.#half(parity)));
    this.transport.element.prepend(h("div", halves, ...steps.reverse()));
    this.upName = h("span");
    this.acrossName = h("p", { class: "sfp-caption sfp-across" });
    this.points = h("span");
    return h(
      "div",
      {
        class: "sfp sfp-em",
        role: "group",
        "aria-label": "EM explorer",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h(
        "div",
        { class: "sfp-row" },
        this.preset.element,
        this.remove,
        this.K.element,
        this.type.element
      ),
      h("div", { class: "sfp-row" }, this.begin.element, ...this.seed.elements, this.prior.element),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          {},
          h("p", { class: "sfp-caption sfp-ends" }, this.upName, this.points),
          this.plane.element,
          this.acrossName
        ),
        h(
          "div",
          { class: "sfp-side" },
          this.#makeLegend(),
          this.ladder.element,
          h("p", { class: "sfp-caption sfp-across" }, "half-step"),
          this.#makeTable(),
          this.account,
          this.warning
        ),
        this.transport.element,
        this.restarts.element,
        this.bic.element
      ),
      help(HINTS, "Keys, while the plane or a mean has the focus:", KEYS, this.keysId),
      this.status
    );
  }
  #makeLegend() {
    this.targetName = h("span", { class: "sfp-value" });
    return h(
      "p",
      { class: "sfp-caption sfp-legend" },
      this.targetName,
      h("span", { class: "sfp-bound" }, "bound"),
      h("span", { class: "sfp-gap" }, "gap")
    );
  }
  #makeTable() {
    this.cells = {};
    const row = (key, name) => {
      this.cells[key] = h("td");
      return h("tr", {}, h("th", { scope: "row" }, name), this.cells[key]);
    };
    this.targetHead = h("span");
    return h(
      "table",
      { class: "sfp-readings" },
      h("tbody", {}, row("value", this.targetHead), row("bound", "Bound"), row("gap", "Gap"))
    );
  }
  // The E-step (1) or the M-step (0); a second in a row has nothing to do.
  #half(parity) {
    const { session } = this;
    session.say("");
    if ((session.n + 1) % 2 === parity) return session.step();
    session.say(
      session.n === 0 ? "There are no shares to fit yet: the E-step comes first." : "A second such step in a row changes nothing: it is the other's turn."
    );
  }
  #resize() {
    if (!this.plane.resize()) return;
    this.ladder.resize();
    if (!this.bic.box.hidden) this.bic.resize();
    this.#paint();
    this.#describe();
  }
  #paint() {
    this.plane.paint();
    this.ladder.paint();
    this.bic.paint();
  }
  #follow(what) {
    if (what === "note") this.note.textContent = this.session.note;
    if (what === "settings") this.#showSettings();
    if (what === "search") {
      this.restarts.update();
      this.bic.update();
    }
    if (what === "run" || what === "cursor") {
      this.plane.paint();
      this.ladder.paint();
      this.#showReadings();
      this.transport.moved();
      this.#describe();
    }
    if (what === "run") {
      const { climb, busy } = this.session;
      this.restarts.go.disabled = !climb || busy === "restarts";
      this.bic.go.disabled = !climb || busy === "bic";
      const name = climb?.prior ? "log-posterior" : "log-likelihood";
      this.targetName.textContent = name;
      this.targetHead.textContent = name.replace("l", "L");
    }
  }
  #showSettings() {
    const { values, preset } = this.session;
    this.preset.input.value = preset;
    this.K.input.value = values.K;
    this.type.input.value = values.covariance_type;
    this.prior.update(values.prior);
    this.begin.input.value = values.start;
    this.remove.disabled = this.begin.input.lastChild.disabled = values.data.length === 0;
    this.seed.update();
    [this.acrossName.textContent, this.upName.textContent] = values.names;
    this.points.textContent = `${values.data.length} points`;
    this.transport.update();
    this.#describe();
  }
  #showReadings() {
    const { climb, n } = this.session;
    const { value, bound: bound2 } = climb?.at(n) ?? {};
    this.cells.value.textContent = fixed(value, 3);
    this.cells.bound.textContent = fixed(bound2, 3);
    this.cells.gap.textContent = bound2 == null ? "–" : nats(value - bound2);
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    this.restarts.mark();
    if (session.playing) return;
    const [happened2, warning2] = account(session);
    this.account.textContent = happened2;
    if (this.warning.textContent !== warning2) this.warning.textContent = warning2;
    const { data, names, K } = session.values;
    this.plane.describe(
      `${data.length} points, ${names[1]} against ${names[0]}, and ${K} components. `
    );
    this.ladder.describe(`Bound and ${this.targetName.textContent} by half-step. ${happened2}`);
    const said = `Half-step ${moment(session)}. ${happened2}`;
    if (this.status.textContent !== said && !this.plane.cursor) this.status.textContent = said;
  }
};
export {
  em_explorer_default as default
};
